"""Posted harms of one trial: people with serious adverse events and deaths per group, the cells apart from their comparator.

Source: the registry's adverse events module, whose totals count each person once. Nothing is tested or pooled.
"""

from __future__ import annotations

from typing import Any

from msc_trials.extraction.trial import Trial
from msc_trials.records.schema import Group
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.findings import HarmGroup, Harms
from msc_trials.results.model import Role
from msc_trials.results.trial import arm_matcher

_MODULE = "adverseEventsModule"
_FLOW = "participantFlowModule"
_SIDES = {Role.TESTED: "cells", Role.COMPARATOR: "control"}


def harms_of(trial: Trial) -> Harms:
    """The harms posted for a trial. Never raises; a record without its whole results section was not read.

    The registry posts results as a whole: a section without the flow of participants is a part of one.
    """
    section = trial.results_section or {}
    module = section.get(_MODULE)
    nodes = module.get("eventGroups") if isinstance(module, dict) else None
    if not isinstance(nodes, list):
        return Harms(read=not trial.has_results or _FLOW in section)
    nodes = [n for n in nodes if isinstance(n, dict)]
    groups = tuple(
        Group(id=f"group {i}", title=_text(n, "title"), description=_text(n, "description"))
        for i, n in enumerate(nodes)
    )
    roles = group_roles(groups, arm_matcher(trial, "msc"))
    found = []
    for group, node in zip(groups, nodes, strict=True):
        standing = roles[group.id or ""]
        counts = (
            _count(node, "seriousNumAffected"),
            _count(node, "seriousNumAtRisk"),
            _count(node, "deathsNumAffected"),
            _count(node, "deathsNumAtRisk"),
        )
        kind = standing.kind if standing.role is Role.COMPARATOR else ""
        found.append(HarmGroup(_SIDES.get(standing.role, "other"), kind, group.title or "", *counts))
    return Harms(True, tuple(found))


def _text(node: dict[str, Any], name: str) -> str:
    value = node.get(name)
    return value if isinstance(value, str) else ""


def _count(node: dict[str, Any], name: str) -> int | None:
    """A posted whole number, which the API sends as text or as a number."""
    text = str(node.get(name, "")).strip()
    return int(text) if text.isascii() and text.isdigit() else None
