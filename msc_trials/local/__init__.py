"""Data without a network: snapshot, store, archives."""
