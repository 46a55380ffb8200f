"""The CP-SAT model of mixed tables: variables, rules, goals."""
