"""Harms as they are kept: people with serious events and deaths per group. ``harms`` reads them from a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HarmGroup:
    """One group of people. ``side`` is ``cells``, ``control`` or ``other`` (which of the two is not settled).

    ``kind`` is that of a control (placebo, sham, ...). Of ``serious_of`` people ``serious`` had at least one serious adverse
    event, of ``deaths_of`` people ``deaths`` died; None is "not posted". ``title`` is the registry's, empty in facts-only data.
    """

    side: str
    kind: str
    title: str
    serious: int | None
    serious_of: int | None
    deaths: int | None
    deaths_of: int | None


@dataclass(frozen=True, slots=True)
class Harms:
    """What is posted about harms. ``read`` is False where the posted tables were not at hand.

    No groups and ``read`` means that nothing is posted.
    """

    read: bool = False
    groups: tuple[HarmGroup, ...] = ()

    def total(self, side: str, what: str) -> tuple[int, int] | None:
        """People affected and people at risk of all groups of a side; None when one of them does not say.

        ``what`` is ``serious`` or ``deaths``.
        """
        counts = [(getattr(g, what), getattr(g, f"{what}_of")) for g in self.groups if g.side == side]
        if not counts or any(affected is None or at_risk is None for affected, at_risk in counts):
            return None
        return sum(affected for affected, _ in counts), sum(at_risk for _, at_risk in counts)


NOT_READ = Harms()
"""Nobody looked: the record, or its results, were not at hand."""
