"""Text and the rules that look at it."""
