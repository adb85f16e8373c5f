"""The parts of a checklist, its sections that compare no values, and how its numbers are put into words.

The sections follow the six steps of the article (look up, phase, cell count, source and certificate, imaging, expectations).
Nothing says go or don't. Source: domain notes §6 (wording and ethics), §1b (the clinic questions).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.clinic_offer import Offer, gave, trials_of_kind
from msc_trials.evidence.level import FAILURE, SUCCESS
from msc_trials.evidence.words import many, sentence, stages, word
from msc_trials.knowledge import seeds
from msc_trials.knowledge.product_kinds import ProductKind
from msc_trials.knowledge.products import harm_facts
from msc_trials.knowledge.rules import topic as topic_words
from msc_trials.output.approval_words import approval_line, none_listed
from msc_trials.output.cell_numbers import cells
from msc_trials.output.lines import capital
from msc_trials.output.sizes import sizes_of
from msc_trials.output.trial_words import display_name, harm_lines, name_and_number, people_words, short_caution
from msc_trials.results.findings import VerdictStatus


@dataclass(frozen=True, slots=True)
class Tally:
    """How many trials gave one value.

    ``late`` of the ``trials`` are counted Phase 2 to 4 trials; of these ``met`` met their main goal (or were shown not
    worse), ``met_uncontrolled`` a goal without a control group, ``not_met`` did not or only in part. The rest of ``late``
    has no known result. ``offered`` marks what the clinic offers. ``stated`` is False for ``not_stated`` (the record is silent)
    and ``no_record`` (known from the ledger of publications only).
    """

    value: str
    shown: str
    trials: int
    late: int
    met: int
    met_uncontrolled: int
    not_met: int
    offered: bool = False
    stated: bool = True

    @property
    def not_judged(self) -> int:
        """Counted Phase 2 to 4 trials of this value without a known result."""
        return self.late - self.met - self.met_uncontrolled - self.not_met


@dataclass(frozen=True, slots=True)
class DoseSpread:
    """Distribution of doses in one unit: cells per administration, per kg when ``per_kg``.

    ``low`` and ``high`` are the extremes of all ``doses`` numbers of the trials. Quartiles (inclusive) and ``median`` are over
    the ``trials``, one value each, the middle of its own doses. What is only an upper limit ("up to 200 million") is left out;
    ``limits`` further trials state nothing else in this unit.
    """

    per_kg: bool
    trials: int
    doses: int
    low: float
    quartile1: float
    median: float
    quartile3: float
    high: float
    limits: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask the clinic, and why. Source: ``seeds/questions.csv``."""

    id: str
    topic: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    """One topic: the offer, the counts of ``trials`` trials (``stated`` of them say something), and what to ask."""

    topic: str
    heading: str
    trials: int
    stated: int
    offered: str
    tallies: tuple[Tally, ...]
    says: tuple[str, ...]
    questions: tuple[Question, ...]


@cache
def questions(topic: str) -> tuple[Question, ...]:
    """The questions of a topic, in file order."""
    return tuple(q for q in seeds.typed("questions", Question) if q.topic == topic)


_LONG = (12.0, 24.0)


def look_up(answer: Answer, other: ProductKind | None, trials: Sequence[Assessment]) -> Section:
    """What was searched, where to repeat it, and of which day the data are.

    ``other`` is an offer of another kind, ``trials`` are those of that very kind.
    """
    data = answer.provenance.data_timestamp[:10] or "an unknown date"
    if other is not None:
        told = {"name": other.name, "condition": answer.name, "data": data}
        found = sentence("found_of_kind" if other.msc_class else "not_looked_for", len(trials), **told)
    else:
        counted = many(answer.counts["counted"], "Phase 2 to 4 trial")
        found = f"{counted} of mesenchymal stem cells found for {answer.name}; data of {data}."
    given = "mesenchymal stem cells" if other is None else other.words[0]
    again = f'Look again today at clinicaltrials.gov: condition "{answer.name}", intervention "{given}".'
    return _plain("look_up", found, again)


def phase(ladder: Mapping[str, Mapping[str, int]]) -> Section:
    """How far the research has come: the trials of each phase, by what came of them."""
    return _plain(
        "phase",
        sentence("phases"),
        *(f"{capital(word('phase', code))}: {stages(row)}." for code, row in ladder.items()),
    )


def expectations(answer: Answer, other: str = "") -> Section:
    """What people in trials had, side by side, and for how long the trials looked; no figures for an offer of another kind."""
    if other:
        return _plain("expectations", sentence("expect"), sentence("no_figures", name=other))
    months = sorted(a.followup_months for a in answer.counted if a.followup_months is not None)
    lines = []
    for trial in answer.deciding:
        lines += [f"{name_and_number(trial)}: {size.sentence}" for size in sizes_of(trial)[:1]]
    if months:
        spans = ", ".join(f"{sum(m >= span for m in months) or 'none'} for {span:g} months or longer" for span in _LONG)
        lines.append(sentence("watched", len(months), middle=statistics.median(months), spans=spans))
    return _plain("expectations", sentence("expect"), *lines)


def registration(answer: Answer, other: str) -> Section:
    """What agencies decided; only that it does not hold for an offer of another kind."""
    decisions = [f"{approval_line(a)}." for a in answer.approvals] or [none_listed()]
    if other and answer.approvals:
        decisions = [sentence("decisions_of_others", name=other)]
    return _plain("registration", word("unread", "registration"), *decisions)


def evidence(answer: Answer, other: str) -> Section:
    """The answer in its own words; none for an offer of another kind."""
    return _plain("evidence", sentence("no_figures", name=other) if other else f"{answer.headline} {answer.ending}")


def complications(answer: Answer) -> Section:
    """Posted harms of the deciding trials, and what is known of such products."""
    told = [f"{name_and_number(t)}: {' '.join(harm_lines(t))}" for t in answer.deciding if t.harms.groups]
    known = [f"{f.fact} ({f.source})" for f in harm_facts()]
    return _plain("complications", word("unread", "complications"), *told, *known)


def unread(topic: str) -> Section:
    """A topic of which the registry's records say nothing countable."""
    return _plain(topic, topic_words("unread").get(topic, ""))


def _plain(topic: str, *says: str) -> Section:
    return Section(topic, word("checklist", topic), 0, 0, "", (), tuple(filter(None, says)), questions(topic))


def band(low: float, high: float, shown: Callable[[float], str], unit: str, more: str = "more") -> str:
    """Name of a band from ``low`` (included) to ``high`` (not included, infinite for no end)."""
    if low == 0:
        return f"under {shown(high)}{unit}"
    return f"{shown(low)}{unit} or {more}" if math.isinf(high) else f"{shown(low)} to under {shown(high)}{unit}"


def spread_words(spread: DoseSpread, of: int) -> str:
    """The distribution of doses of some of so many trials."""
    what = "cells per kg of body weight" if spread.per_kg else "a total number of cells"
    stated = spread.trials + spread.limits
    who = f"{stated} of {many(of, 'trial')} {'states' if stated == 1 else 'state'} {what}"
    if spread.limits:
        who += f" ({spread.limits} of them only an upper limit, not counted in these numbers)"
    if spread.low == spread.high:
        return f"{who}: {cells(spread.low)}."
    found = f"{who}: from {cells(spread.low)} to {cells(spread.high)}, middle value {cells(spread.median)}"
    if spread.doses > spread.trials > 1:
        found += " (one value for each trial)"
    if spread.trials < 4:
        return f"{found}."
    return f"{found}, the middle half from {cells(spread.quartile1)} to {cells(spread.quartile3)}."


def outcome(tally: Tally) -> str:
    """What came of the Phase 2 to 4 trials of a tally, in brackets."""
    if not tally.late:
        return ", none of them counted as Phase 2 to 4"
    if tally.late == tally.not_judged:
        return f" ({tally.late} of Phase 2 to 4, none with a known result)"
    parts = [f"{tally.met} met the main goal", f"{tally.not_met} did not"]
    alone, left = tally.met_uncontrolled, tally.not_judged
    parts += [f"{alone} met a goal without a control group"] if alone else []
    parts += [f"{left} without a known result"] if left else []
    return f" ({tally.late} of Phase 2 to 4: {', '.join(parts)})"


def said_of_kind(answer: Answer, kind: ProductKind) -> tuple[str, ...]:
    """What it is, what the trials of that kind and those that gave it beside cultured cells showed, what the regulator calls it.

    Of trials that gave both, in separate groups or together, only those that decide the answer are named.
    """
    judged = (a for a in answer.counted if a.verdict.status in SUCCESS | FAILURE)
    both = tuple(_beside(kind, a) for a in judged if a.is_msc and gave(a, kind))
    shown = _shown(kind, trials_of_kind(answer, kind), answer.name)
    grown = (sentence("grown"),) if kind.holds_cells else ()  # cells in culture are no alternative to exosomes
    return (kind.what_it_is, shown, *both, kind.regulator, *grown)


def may_be(offer: Offer) -> str:
    """What a product can be that is sold under the name of a tissue of grown cells; empty for other offers."""
    kind = offer.may_be
    return "" if kind is None else sentence("may_be_kind", what_it_is=kind.what_it_is, regulator=kind.regulator)


def _beside(kind: ProductKind, trial: Assessment) -> str:
    caution = short_caution(trial)
    return sentence(
        "beside_cultured_cells",
        name=kind.name,
        trial=display_name(trial),
        trial_id=trial.trial_id,
        people=people_words(trial),
        verdict=word("short_verdict", trial.verdict.status.value),
        caution=f" {caution}." if caution else "",
    )


def _shown(kind: ProductKind, trials: Sequence[Assessment], condition: str) -> str:
    if not kind.msc_class or not trials:
        return sentence("kind_not_found" if kind.msc_class else "kind_not_read", name=kind.name, condition=condition)
    statuses = [t.verdict.status for t in trials]
    met, missed = (sum(s in known for s in statuses) for known in (SUCCESS, FAILURE))
    alone = statuses.count(VerdictStatus.MET_UNCONTROLLED)
    if not met + alone + missed:
        return sentence("kind_not_judged", len(trials), name=kind.name, condition=condition)
    parts = [f"{met} met the main goal", *([f"{alone} met a goal without a control group"] if alone else [])]
    parts += [f"{missed} missed it", f"{len(trials) - met - alone - missed} without a result that can be judged"]
    return f"{many(len(trials), 'trial')} of {kind.name} for {condition}: {', '.join(parts)}."
