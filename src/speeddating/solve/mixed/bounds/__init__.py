"""What no schedule of mixed tables exceeds."""
