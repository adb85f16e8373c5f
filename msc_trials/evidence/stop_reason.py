"""Why a stopped trial stopped: a small labelled vocabulary over the registry's free text.

Classes and patterns are data (``seeds/stop_reasons.csv``), tried in file order, so that a text that names futility and
money counts as futility. Source: domain notes §4i, vocabulary of the issue on posted results.
"""

from __future__ import annotations

import re
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.matching.text import normalize

STOP_CLASSES = (
    "futility",
    "safety",
    "covid19",
    "recruitment",
    "funding_business",
    "logistics",
    "other",
    "not_stated",
)
"""Classes in the order they are tried; ``other`` is a text no pattern knows, ``not_stated`` no text."""


def stop_class(why_stopped: str | None) -> tuple[str, str]:
    """Class of a reason for stopping and the words that decided it (the whole text for ``other``)."""
    text = normalize(why_stopped or "").strip()
    if not text or not re.search(r"\w", text):
        return "not_stated", ""
    for name, pattern in _patterns():
        match = pattern.search(text)
        if match is not None:
            return name, match.group()
    return "other", text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["class"], re.compile(rf"\b(?:{row['pattern']})", re.IGNORECASE)) for row in seeds.table("stop_reasons")
    )
