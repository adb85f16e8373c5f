"""A registered main goal as it is kept: the kind of measure and the time, without the words of the record where facts only are kept."""

from __future__ import annotations

from dataclasses import dataclass

NO_PLAIN_WORDS = ""
"""The kind of a measure that no row of the word list knows."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One registered primary outcome.

    ``kind`` is a label of ``seeds/goal_words.csv`` (``NO_PLAIN_WORDS`` where no rule knows the measure), ``months`` the longest
    time named in its time frame, None where none is; ``title`` is the registry's, empty in facts-only data.
    """

    kind: str
    months: float | None
    title: str = ""
