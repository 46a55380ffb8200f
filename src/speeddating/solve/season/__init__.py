"""Several rencontres at once: which of them brings which pairing about."""
