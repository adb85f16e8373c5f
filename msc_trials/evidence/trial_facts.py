"""The facts about one trial, for people as (heading, words) pairs and for programs as plain values; its main goal in plain words.

Source of the main goal: ``seeds/effects.csv`` (written by hand), the kinds of the registered primary outcomes
(``seeds/goal_words.csv``), ``seeds/ledger.csv``. What is not known is spelled out.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any, NamedTuple

from msc_trials.evidence.as_of import planned_end, status_words
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import long_caution, short_caution, weak_reasons
from msc_trials.evidence.trial_words import comparator_name, display_name, people_of, sizes_of
from msc_trials.evidence.words import NOT_STATED, doses, many, several, word
from msc_trials.knowledge import ledger, seeds
from msc_trials.matching.text import printable
from msc_trials.records.vocabularies import Phase
from msc_trials.results.findings import Goal

SOURCES = ("effects", "record", "ledger")
_MOST = 3
_DAYS = 30.4
"""Mean days of a month, as where time frames are read."""
_NEAR = 0.04
"""Months; the registry's weeks and days are turned to months and rounded."""
NOT_IN_DATA = "not in these data"
NO_WORDS = "this program has no plain words for it; see the registry's page"


class MainGoal(NamedTuple):
    """``words`` and ``time`` are empty where nobody says; ``source`` is ``effects``, ``record``, ``ledger`` or empty."""

    words: str = ""
    time: str = ""
    source: str = ""

    @property
    def value(self) -> str:
        """``Less knee pain; 6 months``; never empty."""
        if not self.words:
            return NO_WORDS if self.source else NOT_IN_DATA
        by_rules = " (read by rules)" if self.source == "record" else ""
        time = f"; {self.time}" if self.time and self.time not in self.words else ""
        return f"{self.words}{time}{by_rules}"

    @property
    def sentence(self) -> str:
        """``Main goal: less knee pain; 6 months.``"""
        return f"Main goal: {self.value}."


def main_goal(trial: Assessment) -> MainGoal:
    """What the trial set out to show.

    >>> from msc_trials import show
    >>> main_goal(show("NCT02838069", source="snapshot").assessment).time
    '6 months'
    """
    if rows := _published(trial):
        times = list(dict.fromkeys(row.time_point for row in rows if row.time_point))
        words = "; ".join(dict.fromkeys(row.plain_goal for row in rows))
        return MainGoal(words, " and ".join(times[:2]), "effects")
    found = _of_record(trial.registered_goals)
    if found.words:
        return found
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.primary_endpoint:
        return MainGoal(row.primary_endpoint, "", "ledger")
    return found


def _published(trial: Assessment) -> list[ledger.EffectRow]:
    return [row for row in ledger.effects_of(trial.trial_id) if row.is_main]


def is_goal_unread(trial: Assessment) -> bool:
    """Whether a brief reading left out what ``main_goal`` takes from the record."""
    return trial.goals is None and not _published(trial)


def _of_record(goals: tuple[Goal, ...]) -> MainGoal:
    if not goals:
        return MainGoal()
    known = seeds.pairs("goal_words")
    named = list(dict.fromkeys(known[g.kind] for g in goals if known.get(g.kind)))
    if not named:
        return MainGoal("", "", "record")
    unnamed = sum(not known.get(g.kind) for g in goals)
    parts = named[:_MOST]
    if left := len(named) - len(parts) + unnamed:
        parts.append(f"and {left} more")
    longest = max((g.months for g in goals if g.months is not None), default=None)
    return MainGoal("; ".join(parts), "" if longest is None else f"up to {time_words(longest)}", "record")


def time_words(months: float) -> str:
    """A time as people say it.

    >>> time_words(0.92), time_words(5.53), time_words(11.97), time_words(36.0), time_words(0.03)
    ('28 days', '24 weeks', '12 months', '3 years', '1 day')
    """
    if abs(months - round(months)) <= _NEAR and round(months) >= 1:
        whole = round(months)
        return many(whole // 12, "year") if whole >= 24 and whole % 12 == 0 else many(whole, "month")
    days = months * _DAYS
    weeks = days / 7
    if abs(weeks - round(weeks)) * 7 < 1 and round(weeks) > 4:
        return many(round(weeks), "week")
    if months < 2:
        return many(max(1, round(days)), "day")
    return f"{months:.1f} months"


NO_RECORD = "not in these data"


def trial_facts(trial: Assessment) -> tuple[tuple[str, str], ...]:
    """Every fact a reader asks about, in the order of the article's questions; what is not known is spelled out.

    Where the record was not at hand, nothing is said about what it states.
    """
    ends = " to ".join(filter(None, (trial.start_date, trial.primary_completion_date)))
    facts = (
        ("Phase", trial.phase),
        ("Status", trial.status),
        ("Sponsor", trial.sponsor),
        ("Conditions", "; ".join(trial.conditions)),
        ("People", _people(trial)),
        ("Start, main end", ends),
        ("Product", ", ".join(trial.products)),
        ("Kind of cells", "; ".join(word("msc_class", kind) for kind in trial.msc_class)),
        ("Cells from", several("source", trial.product.sources)),
        ("Own or donor", word("donor", trial.product.donor)),
        ("Preparation", _preparation(trial)),
        ("Dose", doses(trial.product.doses)),
        ("Times given", "" if trial.product.administrations is None else str(trial.product.administrations)),
        ("Given", several("route", trial.product.routes)),
        ("Imaging guidance", several("guidance", trial.product.guidance)),
        ("Compared with", comparator_name(trial) or word("comparator", trial.comparator)),
        ("Main goals about", word("primary_kind", trial.primary_kind)),
        ("Main goal", main_goal(trial).value),
    )
    if trial.origin == "ledger":
        # Without the record nobody can say what the registry states.
        known = {name: printable("" if value == Phase.NOT_GIVEN else value) for name, value in facts}
        return tuple((name, value.replace(NOT_STATED, NO_RECORD) or NO_RECORD) for name, value in known.items())
    return tuple((name, printable(value) or NOT_STATED) for name, value in facts)


def _people(trial: Assessment) -> str:
    """Who took part, and the number of the registry where it is another one."""
    number, kind = people_of(trial)
    if number is None:
        return ""
    if kind != "took_part":
        return f"{number:,} {kind}"
    other = trial.enrollment
    beside = f" (registry: {other:,})" if other not in (None, number) else ""
    return f"{number:,} took part{beside}"


def _preparation(trial: Assessment) -> str:
    """How the cells were prepared; a trial of cultured cells beside a same-day mixture has both."""
    if trial.is_msc and "mixed_uncultured" in trial.msc_class and trial.product.manipulation == "expanded":
        return f"some {word('preparation', 'expanded')}, some not (same-day mixture)"
    return word("preparation", trial.product.manipulation)


def carried(trial: Assessment, today: dt.date | None = None) -> dict[str, Any]:
    """Plain values by name; None where nobody says. ``today`` is the day on which the status is put into words."""
    row = ledger.rows().get(trial.trial_id)
    number, kind = people_of(trial)
    goal = main_goal(trial)
    endpoint = row.primary_endpoint if row is not None else ""
    titles = "; ".join(dict.fromkeys(goal.title for goal in trial.registered_goals if goal.title))
    return {
        "display_name": display_name(trial),
        "people": number,
        "people_kind": kind or None,
        "control": comparator_name(trial) or None,
        "primary_endpoint": endpoint or titles or None,
        "goal": goal.words or None,
        "goal_time": goal.time or None,
        "goal_source": goal.source if goal.words else None,
        "evidence_kind": row.evidence_kind if row is not None else None,
        "caution_short": short_caution(trial) or None,
        "caution_long": long_caution(trial) or None,
        "weak_reasons": list(weak_reasons(trial)) if trial.verdict.status.value.startswith("met") else [],
        "masking": trial.masking or None,
        "sites": trial.sites,
        "countries": list(trial.countries),
        "minimum_age": trial.min_age or None,
        "maximum_age": trial.max_age or None,
        "patients_pay": True if trial.patients_pay else None,
        "start_date": trial.start_date or None,
        "planned_end": planned_end(trial) or None,
        "status_words": status_words(trial, today) if today is not None and trial.origin == "registry" else None,
    }


def sizes_and_harms(trial: Assessment) -> dict[str, Any]:
    """``sizes``: one object per measure with both sides. ``harms``: whether the posted tables were read, and their groups."""
    return {
        "sizes": [size._asdict() for size in sizes_of(trial)],
        "harms": {
            "read": trial.harms.read,
            "posted": bool(trial.harms.groups) if trial.harms.read else None,
            "groups": [asdict(group) for group in trial.harms.groups],
        },
    }
