"""What is shown: tables, JSON, terminal text, HTML, pictures."""
