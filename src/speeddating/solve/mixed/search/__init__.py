"""Most new pairings at mixed tables: alternating assignments, and CP-SAT in stays where few sit."""
