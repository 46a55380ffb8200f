"""The top of the house: what people type, and what they read on the screen."""
