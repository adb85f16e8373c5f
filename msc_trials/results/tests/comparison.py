"""Which groups a posted analysis really compares: naming two groups it may test one against its own baseline, strata of
one arm, doses of one product, or everything at once. Source: domain notes §5c, verdict conventions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal, NamedTuple

from msc_trials.results.arms.arm_text import names
from msc_trials.results.model import Role
from msc_trials.results.tests.named_groups import contrasted, contrasted_pair, named_sides, stated_reference
from msc_trials.results.tests.noninferiority import is_noninferiority
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.values import ValueRow
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, join, number

CompareKind = Literal["pair", "omnibus", "within", "doses", "candidates", "other"]


class Comparison(NamedTuple):
    """What an analysis compares; ``tested`` and ``comparator`` are group ids, ``why`` says how it was told.

    ``guessed``: the record registers both as tested, so that a loss of the one read as tested is not believed; or only the
    order of a subtraction tells them apart, so that a win is not.
    """

    kind: CompareKind
    tested: tuple[str, ...] = ()
    comparator: tuple[str, ...] = ()
    why: str = ""
    guessed: bool = False


def compare(analysis: PostedAnalysis, view: OutcomeView) -> Comparison:
    """Say what one analysis compares."""
    roles = view.roles
    ids = _later(tuple(dict.fromkeys(g for g in analysis.raw.group_ids if g in roles)), view)
    if not ids:
        return Comparison("other", why="names no group of its outcome")
    if len(ids) == 1:
        return _one_group(analysis, view, ids[0])
    tested = tuple(g for g in ids if roles[g].role is Role.TESTED)
    control = tuple(g for g in ids if roles[g].role is Role.COMPARATOR)
    about = join(analysis.raw.group_description, analysis.raw.p_value_comment)
    if found("other_factor", about) and not found("between_arms", about):
        return Comparison("other", why="a test of time, period, site or the like")
    if found("start_test", about) or found("interaction_test", analysis.comments):
        return Comparison("other", why="a test of the groups at baseline, or of who gains more")
    if found("correlation", analysis.method):
        return Comparison("other", why="a test of association")
    sides = None if tested and control else named_sides(analysis, view, ids)
    if sides is not None and not _within(analysis, view.paired):
        return Comparison("pair", *sides, "the text names the two sides")
    if tested and control:
        if _within(analysis, view.paired) and not (is_noninferiority(analysis) and analysis.interval):
            return Comparison("within", why="tests a change inside the groups, not between them")
        if len(ids) == 2:
            return Comparison("pair", tested, control, "tested against comparator")
        return _many(analysis, view, tested, control)
    if any(roles[g].role is Role.OTHER for g in ids):
        return Comparison("other", why="groups that differ by who they are, not by treatment")
    if len(ids) == 2 and not control and not view.matcher.classes:
        for reference, why, guessed in _references(analysis, view, ids):
            if reference in ids:
                other = ids[1] if reference == ids[0] else ids[0]
                return Comparison("pair", (other,), (reference,), why, guessed)
    if any(roles[g].role is Role.CANDIDATE for g in ids):
        return Comparison("candidates", ids, (), "no arm is named as the tested one")
    if tested:
        return Comparison("doses", tested, (), "regimens of the tested product only")
    return Comparison("other", (), control, "comparators only")


def _later(ids: tuple[str, ...], view: OutcomeView) -> tuple[str, ...]:
    """The groups without those that are the same arms before treatment ("Drug (baseline)" beside "Drug (week 12)")."""
    if len(ids) < 4:
        return ids
    started = {g.id for g in view.outcome.groups if g.id in ids and found("baseline_group", g.title or "")}
    return tuple(g for g in ids if g not in started) if len(ids) == 2 * len(started) else ids


def _references(analysis: PostedAnalysis, view: OutcomeView, ids: tuple[str, ...]) -> Iterator[tuple[str, str, bool]]:
    """Of two groups none of which is a comparator by the arms, the one that the other is held against, surest first;
    with why, and whether it is a guess. A regimen may be called standard (NCT00191165) or be
    given when needed (NCT00332163)."""
    yield stated_reference(analysis, ids, view), "the analysis names the group it compares with", False
    groups = [g for g in view.outcome.groups if g.id in ids]
    titled = [g.id or "" for g in groups if found("reference", g.title or "")]
    described = [g.id or "" for g in groups if found("begins_as_reference", g.description or "")]
    waiting = [g.id or "" for g in groups if found("when_needed", join(g.title, g.description))]
    for named in (titled, described, [] if view.with_role(Role.COMPARATOR) else waiting):
        if len(named) == 1:
            yield named[0], "a regimen against the one named as reference", False
    if any(view.roles[g].role is Role.CANDIDATE for g in ids):
        yield _shared_group(view), "every analysis has the same comparator", True
    else:
        yield _part(view, ids), "a combination against a part of it", True


def _part(view: OutcomeView, ids: tuple[str, ...]) -> str:
    """The group that is a part of the other, a combination, both registered as tested (NCT00383552)."""
    titles = {g.id: names(g.title or "") for g in view.outcome.groups}
    for own, part in (ids, ids[::-1]):
        arms = [*view.roles[part].arms, *view.roles[own].arms]
        if len(arms) == 2 and titles[part] <= titles[own] and view.matcher.is_part(arms[0], arms[1]):
            return part
    return ""


def _shared_group(view: OutcomeView) -> str:
    """The group that several analyses of pairs all share; empty when there is none."""
    pairs = {frozenset(a.group_ids) for a in view.outcome.analyses if len(a.group_ids) == 2}
    shared = frozenset.intersection(*pairs) if len(pairs) > 1 else frozenset()
    return next(iter(shared)) if len(shared) == 1 else ""


def _within(analysis: PostedAnalysis, crossover: bool) -> bool:
    """Two groups are listed, but the text describes tests of each group against itself."""
    if found("within_arm", analysis.raw.p_value or ""):
        return True
    text = analysis.comments
    if found("between_arms", text) or found("from_control", text):
        return False
    if found("within_each", text):
        return True
    words = found("within_arm", text)
    if crossover and words.startswith(("paired", "signed", "within")):
        return False
    return words.startswith(("paired", "within", "before", "pre", "one", "single", "1", "signed", "baseline"))


def _one_group(analysis: PostedAnalysis, view: OutcomeView, group: str) -> Comparison:
    """One group id: a difference from the control in disguise, or a test inside the group."""
    roles, role = view.roles, view.roles[group].role
    opposite = [g for g in roles if {roles[g].role, role} == {Role.TESTED, Role.COMPARATOR}]
    text = join(analysis.comments, analysis.raw.param_type)
    if opposite and not found("within_each", text) and not _its_own(analysis, group, view.rows):
        control = _differs_from(analysis, group, opposite, view.rows) or _said_control(analysis, view, opposite, text)
        if control:
            tested, comparator = (group, control) if role is Role.TESTED else (control, group)
            why = "one group is listed, with a difference from the control"
            return Comparison("pair", (tested,), (comparator,), why)
    if is_noninferiority(analysis) and analysis.interval and found("formulations", text):
        return Comparison("pair", (group,), (group,), "one group holds how two formulations differ")
    return Comparison("within", (group,) if role is Role.TESTED else (), why="lists one group only")


def _said_control(analysis: PostedAnalysis, view: OutcomeView, opposite: list[str], text: str) -> str:
    """The group that the text of an analysis of one group compares it with; empty where it does not.

    "Between groups" beside an estimate that is no difference of the posted values says nothing.
    """
    only = opposite[0] if len(opposite) == 1 else ""
    estimated = number(analysis.raw.param_value) is not None and not found("no_difference_said", text)
    contradicted = estimated and any(not row.values.keys().isdisjoint(opposite) for row in view.later_rows)
    if found("from_control", text) or (found("between_arms", text) and not contradicted):
        return next((g for g in opposite if view.roles[g].masked), only)
    return only if _only_tested_listed(analysis, view, text) or _only_test(analysis, view, text) else ""


def _only_tested_listed(analysis: PostedAnalysis, view: OutcomeView, text: str) -> bool:
    """Whether each tested group has its own test of a kind that compares groups, and the control has none (NCT01469039)."""
    listed = [tuple(a.raw.group_ids) for a in view.analyses]
    tested = {(g,) for g in view.with_role(Role.TESTED)}
    method = analysis.raw.statistical_method or ""
    return set(listed) == tested and bool(found("group_test", method)) and not found("within_arm", f"{text} | {method}")


def _only_test(analysis: PostedAnalysis, view: OutcomeView, text: str) -> bool:
    """Whether it is the only test of the only row of two groups, of a kind that compares two samples, and neither pairs people
    nor is about a change (NCT00307333)."""
    told = f"{text} | {analysis.method} | {view.title} | {view.description}"
    once = len(view.analyses) == len(view.rows) == 1 and len(view.roles) == 2
    moved = any(found(name, told) for name in ("within_arm", "change", "visit"))
    timed = any(found("time_group", g.title or "") for g in view.outcome.groups)
    return once and bool(found("two_sample", analysis.raw.statistical_method or "")) and not moved and not timed


def _its_own(analysis: PostedAnalysis, group: str, rows: list[ValueRow]) -> bool:
    """Whether the numbers are the group's own: the limits of a posted value (NCT01000311), or what the values changed by from
    one row to a later one (NCT01713348)."""
    limits = number(analysis.raw.ci_lower_limit), number(analysis.raw.ci_upper_limit)
    own = [(row.values[group], *row.limits[group]) for row in rows if group in row.limits]
    if any((low, high) == limits and low <= value <= high for value, low, high in own):
        return True
    estimate = number(analysis.raw.param_value)
    values = [row.values[group] for row in rows if group in row.values]
    changes = [later - first for i, first in enumerate(values) for later in values[i + 1 :]]
    return bool(estimate) and any(abs(abs(change) - abs(estimate or 0)) <= 0.01 * abs(change) for change in changes)


def _differs_from(analysis: PostedAnalysis, group: str, opposite: list[str], rows: list[ValueRow]) -> str:
    """The control whose posted value, taken from this group's, gives the posted estimate."""
    estimate = number(analysis.raw.param_value)
    if estimate is None or analysis.kind == "one_group":
        return ""
    for row, other in product(rows, opposite):
        if group in row.values and other in row.values:
            gap, value = abs(row.values[group] - row.values[other]), abs(row.values[group])
            own = abs(abs(estimate) - value) <= 0.01 * value
            if gap > 1e-9 and abs(gap - abs(estimate)) <= 0.051 * gap and not own:
                return other
    return ""


def against_reference(analysis: PostedAnalysis, view: OutcomeView) -> list[Comparison]:
    """Regimens of one product, or arms none of which is named as tested, in a test of non-inferiority.

    The reference is the group whose value the estimate subtracts; where that cannot be told both readings are returned, and
    only what they agree on counts. Source: verdict conventions (a margin makes the comparison).
    """
    ids = tuple(dict.fromkeys(g for g in analysis.raw.group_ids if g in view.roles))
    if len(ids) != 2:
        return []
    reference = _subtracted(analysis, view, ids)
    why = "a test of non-inferiority against the reference regimen"
    pairs = [(t, c) for t, c in (ids, ids[::-1]) if not reference or c == reference]
    return [Comparison("pair", (t,), (c,), why, guessed=bool(reference)) for t, c in pairs]


def _subtracted(analysis: PostedAnalysis, view: OutcomeView, ids: tuple[str, ...]) -> str:
    """The group whose posted value, taken from the other's, gives the posted difference; empty where that cannot be told.

    A margin limits what the first of two regimens may lose against the second (NCT01241760).
    """
    estimate = number(analysis.raw.param_value)
    if not estimate or analysis.kind != "difference":
        return ""
    gaps = {r.values[ids[0]] - r.values[ids[1]] for r in view.later_rows if all(g in r.values for g in ids)}
    found_in = {
        ids[1] if gap * estimate > 0 else ids[0] for gap in gaps if abs(abs(gap) - abs(estimate)) <= 0.1 * abs(gap)
    }
    return found_in.pop() if len(found_in) == 1 else ""


def _many(analysis: PostedAnalysis, view: OutcomeView, tested: tuple[str, ...], control: tuple[str, ...]) -> Comparison:
    """Three or more groups: a contrast of all tested groups with the comparators, else an overall test."""
    roles = view.roles
    text = analysis.comments.lower()
    if len(tested) == 1 and contrasted(view, text, tested[0], control):
        return Comparison("pair", tested, control, "the text holds the tested group against all others")
    estimated = analysis.raw.param_value and (analysis.kind in {"difference", "ratio"} or analysis.has("bayes"))
    alike = len(control) == 1 or all(roles[g].masked for g in control)
    pair = contrasted_pair(view, text, tested, control)
    if pair is not None:
        return Comparison("pair", *pair, "the text names the two groups")
    two_sample = found("two_sample", join(analysis.raw.statistical_method))
    trend = found("trend", text) or found("slope_param", analysis.raw.param_type or "")
    if (estimated or two_sample) and alike and not trend and not analysis.has("dose_contrast"):
        return Comparison("pair", tested, control, "all tested groups together against the comparator")
    return Comparison("omnibus", tested, control, "one overall test of all groups")
