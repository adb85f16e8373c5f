"""Which side a result group is on (cells, comparator, neither), and what both sides of the deciding outcome posted."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.extraction.trial import Trial
from msc_trials.records.schema import Group
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.findings import Side, Verdict
from msc_trials.results.model import Role
from msc_trials.results.trial import arm_matcher, outcome_views

_SIDES = {Role.TESTED: "cells", Role.COMPARATOR: "comparator"}


def roles_by_id(trial: Trial, groups: tuple[Group, ...]) -> dict[str, str]:
    """``cells``, ``comparator`` or ``other`` for the groups of one list, by their ids; the cells are the MSC arms."""
    if not groups:
        return {}
    return {g: _SIDES.get(s.role, "other") for g, s in group_roles(groups, arm_matcher(trial, "msc")).items()}


def roles_by_title(trial: Trial, titles: Iterable[str]) -> dict[str, str]:
    """The same for groups known by their titles only."""
    named = tuple(Group(id=title, title=title) for title in dict.fromkeys(titles) if title)
    return roles_by_id(trial, named)


def sides_of(trial: Trial, verdict: Verdict) -> tuple[Side, ...]:
    """Both sides of the posted outcome that decided, the cells first.

    Only where it has a single row of values and one group on each side: what must be chosen among rows is left out.
    """
    if verdict.decisive is None or verdict.decisive >= len(trial.posted_primary):
        return ()
    view = outcome_views(trial, trial.posted_primary)[verdict.decisive]
    cells, control = view.with_role(Role.TESTED), view.with_role(Role.COMPARATOR)
    if len(view.later_rows) != 1 or len(cells) != 1 or len(control) != 1:
        return ()
    row = view.later_rows[0]
    if cells[0] not in row.values or control[0] not in row.values:
        return ()
    found = []
    for side, group in (("cells", cells[0]), ("control", control[0])):
        size = row.sizes.get(group)
        kind = view.roles[group].kind if side == "control" else ""
        found.append(Side(side, kind, row.values[group], None if size is None else int(size), view.counts))
    return tuple(found)
