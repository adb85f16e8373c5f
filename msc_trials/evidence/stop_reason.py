"""Why a stopped trial stopped: a small labelled vocabulary over the registry's free text.

Classes and patterns are data (``seeds/stop_reasons.csv``), tried in file order, so that a text that names futility and
money counts as futility. Source: domain notes §4i, vocabulary of the issue on posted results.
"""

from __future__ import annotations

import re

from msc_trials.knowledge.rules import rules
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
    found = next(rules().first_of_each(text, "stop_reasons"), None)
    if found is None:
        return "other", text
    return found.rule.kind.removeprefix("stop_reasons."), text[found.start : found.end]
