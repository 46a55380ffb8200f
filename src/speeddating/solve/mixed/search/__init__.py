"""Most new pairings at mixed tables, by alternating assignments."""
