"""Sourced facts about harms of MSC products in general: warnings of agencies, reported cases, counts over many trials.

Source: ``seeds/harms.csv``, each row with its source and the day it was read. They hold for no trial in particular.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msc_trials.knowledge import seeds


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmFact:
    """One fact. ``kind`` is ``warning`` (an agency), ``case`` (people harmed) or ``trials`` (counts over trials)."""

    kind: str
    harm: str
    agency: str
    country: str
    date: str
    fact: str
    about: str
    source: str
    as_of: str


@cache
def harm_facts() -> tuple[HarmFact, ...]:
    """Every fact, in file order: warnings first."""
    return tuple(HarmFact(**row) for row in seeds.table("harms"))
