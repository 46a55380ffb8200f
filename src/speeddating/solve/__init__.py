"""Who, when and where, by CP-SAT and flows."""
