"""What all CP-SAT models share."""
