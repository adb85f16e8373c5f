"""Outcomes whose rows are the treatments: one group of a crossover with a row per drug, two sides of the body, readers or
patients who prefer one of two agents."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.knowledge.rules import pattern
from msc_trials.records.schema import Group, Measurement, PostedOutcome
from msc_trials.results.arms.arm_text import tokens
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.arms.matcher import ArmMatcher
from msc_trials.results.model import Role
from msc_trials.results.values import ValueRow, rows_of
from msc_trials.results.words import found, join

_IDS = ("ROW0", "ROW1")


def rows_as_groups(outcome: PostedOutcome, matcher: ArmMatcher) -> PostedOutcome | None:
    """The outcome with its two rows for groups; None where its rows are no treatments.

    One row must be named as a tested arm, the other as an arm that compares (NCT00398918). Several groups may stand beside
    them only where a preference is asked, and then their counts are added up (NCT00395863).
    """
    asked = found("preference", outcome.title or "")
    if not outcome.analyses or not (len(outcome.groups) == 1 or (asked and outcome.groups)):
        return None
    named = ((join(row.label, row.category), row) for row in rows_of(outcome))
    rows = {label: row for label, row in named if not found("no_preference", label)}
    texts = [tokens(join(a.group_description, a.p_value_comment, a.estimate_comment)) for a in outcome.analyses]
    told = asked or len(texts) == 1 or all(tokens(label) & said for label in rows for said in texts)
    if len(rows) != len(_IDS) or not told:
        return None
    titles = (pattern("arms.preferred").sub(" ", label).strip() for label in rows)
    groups = tuple(Group(id=i, title=title) for i, title in zip(_IDS, titles, strict=True))
    roles = list(group_roles(groups, matcher).values())
    if {r.role for r in roles} != {Role.TESTED, Role.COMPARATOR} or not all(r.arms for r in roles):
        return None
    return _turned(outcome, groups, rows.values())


def _turned(outcome: PostedOutcome, groups: tuple[Group, ...], rows: Iterable[ValueRow]) -> PostedOutcome | None:
    """The outcome with these groups, their numbers analysed and their values; None where a group posts no number."""
    pairs = list(zip(_IDS, rows, strict=True))
    measured = tuple(m for m in (_joined(row, i) for i, row in pairs) if m is not None)
    counts = tuple({"groupId": i, "value": f"{sum(row.sizes.values()):g}"} for i, row in pairs if row.sizes)
    if len(measured) < len(_IDS):
        return None
    return outcome.model_copy(
        update={
            "groups": groups,
            "denoms": ({"units": outcome.denom_units_selected, "counts": counts},),
            "classes": ({"title": "", "categories": ({"title": "", "measurements": measured},)},),
            "analyses": tuple(a.model_copy(update={"group_ids": _IDS}) for a in outcome.analyses),
        }
    )


def _joined(row: ValueRow, group: str) -> Measurement | None:
    """The value of the only group, or the sum over all groups; None where a group posts no number."""
    if len(row.measurements) == 1:
        return {**row.measurements[0], "groupId": group}
    every = len(row.values) == len(row.measurements)
    return {"groupId": group, "value": f"{sum(row.values.values()):g}"} if every else None
