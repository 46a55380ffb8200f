"""Maximum flow, lexicographic minimum-cost flow, edge colouring."""
