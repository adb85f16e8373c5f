"""Which side a result group is on: the cells, what they are compared with, or neither."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.extraction.trial import Trial
from msc_trials.records.schema import Group
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.model import Role
from msc_trials.results.trial import arm_matcher

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
