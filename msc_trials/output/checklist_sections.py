"""Tallies and sections of a checklist: how many trials gave what, and what is said and asked about it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import FAILURE, SUCCESS
from msc_trials.evidence.words import many, sentence, word
from msc_trials.knowledge.seeds import grouped
from msc_trials.output import checklist_topics as topics
from msc_trials.output.cell_numbers import NOT_STATED
from msc_trials.output.checklist_topics import Section, Tally
from msc_trials.records.vocabularies import LATE_PHASES
from msc_trials.results.findings import VerdictStatus

Spans = Callable[[Assessment], Iterable[tuple[float, float]]]
Named = Callable[[float, float], tuple[str, str]]


def tally(value: str, name: str, trials: Iterable[Assessment], *, offered: bool = False) -> Tally:
    """Trials of one value, and how those of Phase 2 to 4 ended."""
    found = list(trials)
    late = [t.verdict.status for t in found if t.phase in LATE_PHASES]
    return Tally(
        value,
        name,
        trials=len(found),
        late=len(late),
        met=sum(s in SUCCESS for s in late),
        met_uncontrolled=sum(s is VerdictStatus.MET_UNCONTROLLED for s in late),
        not_met=sum(s in FAILURE for s in late),
        offered=offered,
        stated=value not in ("not_stated", "no_record"),
    )


def section(
    topic: str, trials: list[Assessment], tallies: Iterable[Tally], says: Iterable[str], offered: str = ""
) -> Section:
    """The section of a topic. Values without a trial are left out, unless they are what is offered."""
    kept = tuple(t for t in tallies if t.trials or (t.offered and trials))
    not_stated, no_record = (sum(t.trials for t in kept if t.value == v) for v in ("not_stated", "no_record"))
    sentences = [s for s in says if s]
    if not_stated:
        sentences.append(f"{word('silent', topic)} {NOT_STATED} for {not_stated} of {many(len(trials), 'trial')}.")
    if no_record:
        sentences.append(sentence("no_record", no_record))
    return Section(
        topic=topic,
        heading=word("checklist", topic),
        trials=len(trials),
        stated=len(trials) - not_stated - no_record,
        offered=offered,
        tallies=kept,
        says=tuple(sentences),
        questions=topics.questions(topic),
    )


def without_value(trials: Iterable[Assessment]) -> Iterator[Tally]:
    """Trials without a value: those whose record does not state it, and those known from publications only."""
    ours = grouped((trial.origin == "ledger", trial) for trial in trials)
    yield tally("not_stated", NOT_STATED, ours.get(False, ()))
    yield tally("no_record", "known from publications only", ours.get(True, ()))


def bands(trials: list[Assessment], edges: tuple[float, ...], spans: Spans, named: Named) -> Iterator[Tally]:
    """Trials by band; a trial counts in every band into which one of its values falls."""
    for low, high in zip(edges, (*edges[1:], math.inf), strict=True):
        found = (t for t in trials if any(one[1] >= low and one[0] < high for one in spans(t)))
        yield tally(*named(low, high), found)
