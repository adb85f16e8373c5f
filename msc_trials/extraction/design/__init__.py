"""How a trial was built: comparator, primary outcomes, follow-up, use as evidence."""
