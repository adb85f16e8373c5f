"""Which arms are tested, and which group of an outcome is which arm."""
