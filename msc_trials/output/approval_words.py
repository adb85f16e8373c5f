"""Decisions of agencies in words, each with its day. They are shown with a level and never change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from msc_trials.evidence.approvals import withdrawn_on
from msc_trials.evidence.words import sentence, word
from msc_trials.knowledge.products import Approval, approvals
from msc_trials.output.lines import bullets, wrapped


def none_listed() -> str:
    """That no decision is listed, or that there is no list: a profile may bring none."""
    return sentence("no_decision") if approvals() else "The profile in use has no list of decisions of agencies."


def full_text(approval: Approval) -> str:
    """A decision with its whole use, its source and the day of reading."""
    agency = f"{approval.agency} ({approval.country})"
    return (
        f"{approval.product}: {_verb(approval)}, {agency}, {approval.date or 'date not known'}. For: {approval.indication}. "
        f"Source: {approval.source}; read {approval.as_of}."
    )


def approval_values(approval: Approval) -> dict[str, Any]:
    """A decision as plain values, with its line and the day on which it was withdrawn, empty while it stands."""
    return asdict(approval) | {"withdrawn_on": withdrawn_on(approval), "words": approval_line(approval)}


def approval_line(approval: Approval) -> str:
    """``US FDA 2024-12-18: Ryoncil approved; children, steroid-refractory acute GVHD``."""
    country = "" if approval.country in approval.agency else f"{word('country_short', approval.country)} "
    agency = f"{country}{approval.agency}"
    return f"{agency} {approval.date or '(no date)'}: {approval.product} {_verb(approval)}; {approval.short}"


def decided_lines(decisions: Sequence[Approval], width: int, most: int, *, rest: str = "with --all") -> list[str]:
    """What agencies decided, at most so many of it, or that nothing is listed; ``rest`` says where to find the others."""
    if not decisions:
        return wrapped(f"{none_listed()[:-1]}{list_date(())}.", width)
    left = len(decisions) - most
    shown = f" ({most}, and {left} more {rest})" if left > 0 else ""
    lines = wrapped(f"Agencies decided{shown}; the level does not change:", width)
    return lines + bullets(map(approval_line, decisions[:most]), width)


def _verb(approval: Approval) -> str:
    gone = withdrawn_on(approval)
    verb = word("decision", approval.kind)
    return f"{verb}, withdrawn {gone}" if gone else verb


def list_date(found: tuple[Approval, ...]) -> str:
    """When the newest of the decisions was last read, as in `` (read 2026-11-28)``; of the whole list when there is none."""
    day = max((a.as_of for a in (found or approvals())), default="")
    return f" (read {day})" if day else ""
