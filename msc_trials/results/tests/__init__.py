"""What one posted statistical test says."""
