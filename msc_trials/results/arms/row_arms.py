"""Outcomes whose rows are the treatments: one group of a crossover with a row per drug, two sides of the body, readers or
patients who prefer one of two agents."""

from __future__ import annotations

from typing import NamedTuple

from msc_trials.knowledge.rules import pattern
from msc_trials.records.schema import Denominator, Group, Measurement, PostedOutcome
from msc_trials.results.arms.arm_text import tokens
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.arms.matcher import ArmMatcher
from msc_trials.results.model import Role
from msc_trials.results.values import units_analysed
from msc_trials.results.words import found, join, number

_IDS = ("ROW0", "ROW1")


class _Row(NamedTuple):
    """One posted row of values."""

    label: str
    measurements: tuple[Measurement, ...]
    denoms: tuple[Denominator, ...]


def rows_as_groups(outcome: PostedOutcome, matcher: ArmMatcher) -> PostedOutcome | None:
    """The outcome with its two rows for groups; None where its rows are no treatments.

    One row must be named as a tested arm, the other as an arm that compares (NCT00398918). Several groups may stand beside
    them only where a preference is asked, and then their counts are added up (NCT00395863).
    """
    asked = found("preference", outcome.title or "")
    if not outcome.analyses or not (len(outcome.groups) == 1 or (asked and outcome.groups)):
        return None
    rows = [
        _Row(join(c.get("title"), k.get("title")), k.get("measurements", ()), c.get("denoms", ()) or outcome.denoms)
        for c in outcome.classes
        for k in c.get("categories", ())
    ]
    rows = [row for row in rows if not found("no_preference", row.label)]
    texts = [tokens(join(a.group_description, a.p_value_comment, a.estimate_comment)) for a in outcome.analyses]
    told = asked or len(texts) == 1 or all(tokens(row.label) & said for row in rows for said in texts)
    if len(rows) != len(_IDS) or not told:
        return None
    named = (pattern("arms.preferred").sub(" ", row.label).strip() for row in rows)
    groups = tuple(Group(id=i, title=label) for i, label in zip(_IDS, named, strict=True))
    roles = list(group_roles(groups, matcher).values())
    if {r.role for r in roles} != {Role.TESTED, Role.COMPARATOR} or not all(r.arms for r in roles):
        return None
    measured = [_joined(row, i) for row, i in zip(rows, _IDS, strict=True)]
    known = tuple(m for m in measured if m is not None)
    return _turned(outcome, groups, rows, known) if len(known) == len(_IDS) else None


def _turned(
    outcome: PostedOutcome, groups: tuple[Group, ...], rows: list[_Row], measured: tuple[Measurement, ...]
) -> PostedOutcome:
    """The outcome with these groups, their numbers analysed and their values."""
    sizes = [units_analysed(row.denoms, outcome.denom_units_selected)[1] for row in rows]
    counts = tuple({"groupId": i, "value": f"{sum(s.values()):g}"} for i, s in zip(_IDS, sizes, strict=True) if s)
    return outcome.model_copy(
        update={
            "groups": groups,
            "denoms": ({"units": outcome.denom_units_selected, "counts": counts},),
            "classes": ({"title": "", "categories": ({"title": "", "measurements": measured},)},),
            "analyses": tuple(a.model_copy(update={"group_ids": _IDS}) for a in outcome.analyses),
        }
    )


def _joined(row: _Row, group: str) -> Measurement | None:
    """The value of the only group, or the sum over all groups; None where a group posts no number."""
    if len(row.measurements) == 1:
        return {**row.measurements[0], "groupId": group}
    values = [number(m.get("value")) for m in row.measurements]
    known = [v for v in values if v is not None]
    return {"groupId": group, "value": f"{sum(known):g}"} if known and len(known) == len(values) else None
