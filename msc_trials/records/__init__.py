"""The shape of a registry record."""
