"""Sections of the checklist that compare no values: where to look, the phase reached, what to expect, harms, cost.

They follow the six steps of the article (look up, phase, cell count, source and certificate, imaging, expectations).
"""

from __future__ import annotations

import statistics

from msc_trials.evidence import wording_checklist as wording
from msc_trials.evidence.answer import STAGES, Answer
from msc_trials.evidence.approvals import NONE_LISTED, approval_line
from msc_trials.evidence.checklist_parts import Section, questions
from msc_trials.evidence.harm_words import harm_lines
from msc_trials.evidence.names import display_name
from msc_trials.evidence.sizes import sizes_of
from msc_trials.evidence.wording import STAGES as STAGE_WORDS
from msc_trials.evidence.words import many
from msc_trials.knowledge.harms import harm_facts

_LONG = (12.0, 24.0)


def look_up(answer: Answer) -> Section:
    """What was searched, where to repeat it, and of which day the data are."""
    data = answer.provenance.data_timestamp[:10] or "an unknown date"
    return _plain(
        "look_up",
        f"{many(answer.counts['counted'], 'Phase 2 to 4 trial')} of mesenchymal stem cells found for {answer.condition}; data of "
        f"{data}.",
        f'Look again today at clinicaltrials.gov: condition "{answer.condition}", intervention "mesenchymal stem cells".',
    )


def phase(answer: Answer, other: str = "") -> Section:
    """How far the research has come: the trials of each phase, by what came of them. ``other`` names an offer of another kind."""
    lines = []
    for name, row in answer.ladder.items():
        told = ", ".join(f"{row[stage]} {STAGE_WORDS[stage].lower()}" for stage in STAGES if row[stage])
        lines.append(f"{name}: {told}.")
    return _plain("phase", wording.PHASES, wording.about_cultured(other) if lines else "", *lines)


def expectations(answer: Answer, other: str = "") -> Section:
    """What people in trials had, side by side, and for how long the trials looked; no figures for an offer of another kind."""
    if other:
        return _plain("expectations", wording.EXPECT, wording.no_figures(other))
    months = sorted(a.followup_months for a in answer.counted if a.followup_months is not None)
    lines = []
    for trial in answer.deciding:
        lines += [f"{display_name(trial)} ({trial.trial_id}): {size.sentence}" for size in sizes_of(trial)[:1]]
    if months:
        spans = ", ".join(f"{sum(m >= span for m in months)} for {span:g} months or longer" for span in _LONG)
        lines.append(
            f"{many(len(months), 'counted trial')} {'says' if len(months) == 1 else 'say'} how long the main goal was watched: "
            f"middle value {statistics.median(months):.3g} months; {spans}. What comes later is not known."
        )
    return _plain("expectations", wording.EXPECT, *lines)


def unread(topic: str, answer: Answer, other: str = "") -> Section:
    """A topic of which the registry's records say nothing countable."""
    if topic == "evidence":
        return _plain(topic, wording.about_cultured(other), f"{answer.headline} {answer.ending}")
    if topic == "registration":
        decisions = [f"{approval_line(a)}." for a in answer.approvals] or [NONE_LISTED]
        return _plain(topic, wording.UNREAD[topic], *decisions)
    if topic == "complications":
        told = [
            f"{display_name(t)} ({t.trial_id}): {' '.join(harm_lines(t))}" for t in answer.deciding if t.harms.groups
        ]
        return _plain(topic, wording.UNREAD[topic], *told, *(f"{f.fact} ({f.source})" for f in harm_facts()))
    return _plain(topic, wording.UNREAD.get(topic, ""))


def _plain(topic: str, *says: str) -> Section:
    return Section(topic, wording.TOPICS[topic], 0, 0, "", (), tuple(filter(None, says)), questions(topic))
