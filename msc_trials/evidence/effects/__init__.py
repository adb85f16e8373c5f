"""Sizes of effects: what was posted, what posted numbers give, what publications state, and their pooling on request."""
