"""What was found: posted results read into findings and a verdict."""
