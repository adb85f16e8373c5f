"""What the registered primary outcomes of a trial measure and when, by the word lists that also read directions.

Source: the registry's primary outcomes (title, description, time frame); ``seeds/outcomes.csv`` and ``seeds/outcome_kinds.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.extraction.design.followup import months
from msc_trials.knowledge.rules import rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import normalize
from msc_trials.records.schema import Outcome
from msc_trials.results.direction import lexicon
from msc_trials.results.direction.outcome_domain import outcome_kind
from msc_trials.results.findings import Goal

_WITHOUT_BENEFIT = {"safety": "adverse events", "pk": "drug levels", "feasibility": "feasibility"}
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
    kinds = [other] if other else []
    if other is None or rules().has(fold(normalize(title)), "primary_words.efficacy_named"):
        benefit = _benefit(title, described)
        kinds += [benefit] if other is None or benefit not in ("", other, _SAFETY) else []
    return [Goal(kind, time, title.strip()) for kind in kinds]


def _benefit(title: str, described: str) -> str:
    """The row of the word list that decides about the title; where that names no measure, a scale the description names.

    Any other word of a description may be about how, in whom or why something is measured.
    """
    about = normalize(described)
    found = lexicon.read(normalize(title), about)
    if not found.level:
        found = lexicon.read(about[:_LONGEST_DESCRIPTION], about)
        if found.level != "scale":
            return ""
    return found.label
