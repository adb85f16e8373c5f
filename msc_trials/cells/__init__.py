"""What was given to the participants: reading rules over one record."""

from __future__ import annotations

from msc_trials.cells.read import read_facts

__all__ = ["read_facts"]
