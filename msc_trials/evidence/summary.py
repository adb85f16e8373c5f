"""Making an ``Answer``: the assessments of one condition folded into level, headline and counts; papers and goals added later.

Pure: same assessments, same answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from msc_trials.evidence import not_counted, wording
from msc_trials.evidence.answer import Answer, AnswerTrial, lead_of, resting_on
from msc_trials.evidence.approvals import approvals_for
from msc_trials.evidence.as_of import as_of, day_of
from msc_trials.evidence.assessment import Assessment, from_ledger_row, with_ledger
from msc_trials.evidence.level import FAILURE, SUCCESS, Level, balance, largest, level_of, strength_of
from msc_trials.knowledge import conditions, ledger
from msc_trials.literature.papers import PapersRead
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import Goal

_ORDER = (
    "met", "met_noninferior", "not_met", "mixed", "met_uncontrolled", "unclear", "no_comparison", "safety_only", "unreported",
    "stopped", "ongoing",
)  # fmt: skip
"""Verdicts in the order in which trials are listed."""


def summarise(
    query: Query,
    provenance: Provenance,
    assessments: Iterable[Assessment],
    *,
    unreadable: int = 0,
    today: dt.date | None = None,
) -> Answer:
    """Fold the assessments of one condition (ledger not yet applied) into an ``Answer``.

    ``today`` is the day on which status is judged; None takes the day on which the data were fetched or made.
    """
    today = today or day_of(provenance.retrieved_at)
    known = {a.trial_id: as_of(with_ledger(a), today) if today else with_ledger(a) for a in assessments}
    wanted = frozenset(query.condition_ids)
    for condition_id in query.condition_ids:
        for row in ledger.of_condition(condition_id):
            known.setdefault(row.trial_id, from_ledger_row(row))
    found = (AnswerTrial(a, not_counted.why_not_counted(a, wanted)) for a in known.values())
    trials = not_counted.counted_once(found, wanted)
    trials.sort(key=lambda t: (not t.counted, _ORDER.index(t.assessment.verdict.status), t.trial_id))
    counts = not_counted.counts_of(trials, unreadable)
    level = Level.EARLY_ONLY if counts["early"] else Level.NONE
    if counts["counted"]:
        level = level_of(t.assessment for t in trials if t.counted)
    rows = [conditions.by_id(i) for i in query.condition_ids]
    judged = [t.assessment for t in trials if t.counted and t.assessment.verdict.status in SUCCESS | FAILURE]
    return Answer(
        query=query,
        provenance=provenance,
        level=level,
        headline=lead_of(level, query, resting_on(level, trials), counts) + wording.rest(level, counts),
        ending=wording.ending(level),
        caveats=wording.caveats(level, counts, ", ".join(row.name for row in rows), query.understood),
        counts=counts,
        ladder=not_counted.by_phase(t.assessment for t in trials if not_counted.is_on_ladder(t)),
        trials=tuple(trials),
        notes=tuple(row.notes for row in rows if row.notes),
        today=today,
        strength=strength_of(judged) if level is Level.SUPPORTED else None,
        approvals=approvals_for(query.condition_ids),
        balance=balance(judged) if level is Level.CONFLICTING else "",
        largest=largest(judged) if level is Level.CONFLICTING else "",
    )


def with_papers(answer: Answer, read: PapersRead | None) -> Answer:
    """The same answer with the papers of its trials, or as if PubMed had not been asked. Level, headline and counts stay."""
    by_trial = {} if read is None else read.by_trial
    return replace(
        answer, trials=tuple(replace(t, papers=by_trial.get(t.trial_id, ())) for t in answer.trials), papers=read
    )


def with_goals(answer: Answer, goals: Mapping[str, tuple[Goal, ...]]) -> Answer:
    """The same answer with the main goals of trials, by number, that a brief reading left out."""
    trials = [(t, goals.get(t.trial_id, t.assessment.goals)) for t in answer.trials]
    return replace(
        answer,
        trials=tuple(replace(t, assessment=replace(t.assessment, goals=g)) for t, g in trials),
        members=tuple(
            m if m.answer is None else replace(m, answer=with_goals(m.answer, goals)) for m in answer.members
        ),
    )
