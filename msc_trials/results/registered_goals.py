"""What the registered primary outcomes of a trial measure and when, by the word lists that also read directions and
``seeds/goal_parts.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msc_trials.extraction.design.followup import months
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Outcome
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.outcome_domain import outcome_kind
from msc_trials.results.direction.outcome_text import OutcomeText
from msc_trials.results.findings import Goal

_LEVELS = "drug levels"
_WITHOUT_BENEFIT = {"safety": "adverse events", "pk": _LEVELS, "feasibility": "feasibility"}
_SAFETY = "safety words"
_LONGEST_DESCRIPTION = 300


def goals_of(outcomes: Iterable[Outcome]) -> tuple[Goal, ...]:
    """What registered primary outcomes are about, in their order; those without a title and a description are left out."""
    return tuple(goal for o in outcomes if (o.measure or o.description or "").strip() for goal in _goals(o))


def _goals(outcome: Outcome) -> list[Goal]:
    """One goal, two for an outcome that is called safety and efficacy and names a measure of benefit."""
    title, described = outcome.measure or "", outcome.description or ""
    time = months(outcome.time_frame or title)
    other = _WITHOUT_BENEFIT.get(outcome_kind(title, described))
    named = fold(normalize(title))
    if other == _LEVELS and not (rules().has(named, "outcome_kinds.pk") or pattern("outcome.drug_level").search(named)):
        return [Goal("", time, title.strip())]  # the level may be that of a substance of the body
    kinds = [_part_of(other, "", named)] if other else []
    if other is None or rules().has(named, "primary_words.efficacy_named"):
        benefit = _benefit(title, described)
        kinds += [benefit] if other is None or benefit not in ("", other, _SAFETY) else []
    return [Goal(kind, time, title.strip()) for kind in kinds]


def _benefit(title: str, described: str) -> str:
    """The row of the word list that decides about the title; where that names no measure, a scale the description names.

    Whom it was measured in is no goal. Any other word of a description may be about how, in whom or why something is measured.
    """
    about = normalize(described)
    text = OutcomeText.of(title, described, "", "").core
    found = lexicon.read(text, about)
    if not found.level:
        text = about[:_LONGEST_DESCRIPTION]
        found = lexicon.read(text, about)
        if found.level != "scale":
            return ""
    return _part(found.label, text, about)


def _part(label: str, text: str, about: str) -> str:
    """The part of a broad row that its words in the text name; the row itself where they name several parts or none.

    >>> _part("motor, physical and cognitive functions", "liver function", "")
    'function of the liver'
    """
    own = [hit for hit in lexicon.hits(text, about) if hit.row.label == label]
    named = {_part_of(label, text[hit.start : hit.end], text) for hit in own}
    return named.pop() if len(named) == 1 else label


def _part_of(label: str, words: str, text: str) -> str:
    """The first row of ``seeds/goal_parts.csv`` that fits; empty where that row says that the words do not tell the goal."""
    for place, found, kind in _parts().get(label, ()):
        if found.search(words if place == "words" else text):
            return kind
    return label


@cache
def _parts() -> dict[str, list[tuple[str, re.Pattern[str], str]]]:
    parts: dict[str, list[tuple[str, re.Pattern[str], str]]] = {}
    for row in seeds.table("goal_parts"):
        found = re.compile(row["pattern"], re.IGNORECASE)
        parts.setdefault(row["label"], []).append((row["place"], found, row["kind"]))
    return parts
