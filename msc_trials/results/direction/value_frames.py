"""What the posted number of an outcome is: a count of participants, a time to an event, a reduction, or the thing itself.

The same words mean opposite things in these frames: pain is better when smaller, "participants with a pain reduction"
are better when more, "time to pain relief" is better when shorter. Words: ``seeds/direction_words.csv``. Source: domain
notes §5a (event semantics and modifiers).
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from msc_trials.knowledge.patterns import pattern

FrameKind: TypeAlias = Literal["count", "time_to", "reduction", "improvement", "worsening", "plain"]


class Frame(NamedTuple):
    """How a title names its value. ``thing`` is what the value is about, ``firm`` says the unit or a word settles it."""

    kind: FrameKind
    thing: str
    firm: bool = True


def frame_of(title: str, unit: str = "") -> Frame:
    """The frame of a normalized title; the unit can turn a named thing into a count or a reduction."""
    of_people = pattern("frame.unit_count").search(unit) is not None
    goal = pattern("frame.goal").match(title)
    counted = (
        goal or pattern("frame.count").match(title) or (not of_people and pattern("frame.count_after").search(title))
    )
    if counted:
        return Frame("count", title[counted.end() :].strip() or title)
    timed = pattern("frame.time_to").search(title)
    if timed and not of_people and not pattern("frame.share_of").search(title):
        return Frame("time_to", title[timed.end() :])
    if timed:
        return Frame("count", title[timed.end() :])
    if of_people or pattern("frame.late_count").search(title):
        return Frame("count", title)
    for kind in ("reduction", "improvement"):
        if pattern(f"frame.unit_{kind}").search(unit):
            return Frame(kind, pattern(f"frame.any_{kind}").sub(" ", title))
    return _headed(title)


def _headed(title: str) -> Frame:
    """A frame that the head of the title gives: "reduction in X", "X improvement", "worsening of X"."""
    kinds: tuple[FrameKind, ...] = ("worsening", "reduction", "improvement")
    for kind in kinds:
        match = pattern(f"frame.head_{kind}").match(title)
        if match:
            firm = kind == "worsening" or pattern("frame.amount").match(title) is not None
            return Frame(kind, title[match.end() :], firm)
    for kind in kinds[1:]:
        match = pattern(f"frame.tail_{kind}").search(title)
        if match:
            return Frame(kind, title[: match.start()] + title[match.end() :], firm=False)
    return Frame("plain", title)
