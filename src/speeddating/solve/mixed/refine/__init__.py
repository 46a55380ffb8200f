"""The other levels at mixed tables, by swaps over counted seats."""
