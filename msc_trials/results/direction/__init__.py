"""Which way is better for an outcome."""
