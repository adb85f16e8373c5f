"""The main goal of a trial in plain words, and when it was measured.

Source: ``seeds/effects.csv`` for trials of the ledger; else the kinds of the registered primary outcomes
(``seeds/goal_words.csv``); else the endpoint that the ledger names. What is not known is spelled out.
"""

from __future__ import annotations

from typing import NamedTuple

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import many
from msc_trials.knowledge import ledger, seeds
from msc_trials.results.findings import Goal

GOAL_SOURCES = ("effects", "record", "ledger")
_MOST = 3
_DAYS = 30.4
"""Mean days of a month, as where time frames are read."""
_ROUNDED = 0.16
"""Days; half a hundredth of a month."""
_NEAR = 0.04
"""Months; the registry's weeks and days are turned to months and rounded."""
NOT_IN_DATA = "not in these data"
NO_WORDS = "this program has no plain words for it; see the registry's page"


class MainGoal(NamedTuple):
    """``words`` and ``time`` are empty where no source states them; ``source`` is ``effects``, ``record``, ``ledger`` or empty."""

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
    if rows := [row for row in ledger.effects_of(trial.trial_id) if row.is_main]:
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
    >>> time_words(2.96), time_words(3.29), time_words(14.8), time_words(3.5)
    ('3 months', '100 days', '450 days', '3.5 months')
    """
    if round(abs(months - round(months)), 2) <= _NEAR and round(months) >= 1:
        whole = round(months)
        return many(whole // 12, "year") if whole >= 24 and whole % 12 == 0 else many(whole, "month")
    days = months * _DAYS
    weeks = days / 7
    if abs(weeks - round(weeks)) * 7 < 1 and round(weeks) > 4:
        return many(round(weeks), "week")
    if months < 2 or (round(days) % 10 == 0 and abs(days - round(days)) < _ROUNDED):
        return many(max(1, round(days)), "day")
    return f"{months:.1f} months"
