"""Rows of the declared tables: one function per table makes them of a trial."""
