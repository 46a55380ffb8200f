"""Most new pairings at mixed tables, by alternating assignments; small ones by CP-SAT in stays too."""
