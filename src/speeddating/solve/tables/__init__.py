"""Where: which meeting sits at which table."""
