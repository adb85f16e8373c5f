"""From a question to what is shown."""
