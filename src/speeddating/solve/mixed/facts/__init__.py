"""What the engine of mixed tables is given, as plain arrays."""
