"""One posted primary outcome read into its finding."""

from __future__ import annotations

from msc_trials.results.combine import agreed, goal_status, outcome_status
from msc_trials.results.findings import OutcomeFinding, Reason, TwoGroups, VerdictStatus, reason
from msc_trials.results.model import ReadTest, Role, TestOutcome
from msc_trials.results.tests.analysis import read_test
from msc_trials.results.tests.comparison import Comparison, against_reference, compare
from msc_trials.results.tests.noninferiority import is_noninferiority
from msc_trials.results.tests.overall import with_shown_by_all
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.threshold import against_goal
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found

_NOT_EFFICACY = {"safety", "feasibility", "pk"}


def read_outcome(view: OutcomeView) -> OutcomeFinding:
    """The finding of one posted primary outcome."""

    def aside(status: VerdictStatus, name: str, quote: str = view.title, **values: object) -> OutcomeFinding:
        """A finding without a test, and why."""
        return _finding(view, status, (reason(name, view.path, quote, **values),))

    if not view.posted:
        safety = view.kind in _NOT_EFFICACY
        return aside(VerdictStatus.SAFETY_ONLY if safety else VerdictStatus.NO_COMPARISON, "results.not_posted")
    # A pharmacokinetic comparison with a margin is judged; without one it shows no benefit.
    margin = any(a.raw.ci_lower_limit and is_noninferiority(a) for a in view.analyses)
    if view.kind in _NOT_EFFICACY and not (view.kind == "pk" and margin):
        return aside(VerdictStatus.SAFETY_ONLY, f"kinds.{view.kind}")
    if view.asked.at_start and not all(primary.at_start for primary in view.setting.outcomes):
        why = reason("results.at_start", view.path, view.outcome.time_frame or "")
        return OutcomeFinding(view.index, view.path, view.title, VerdictStatus.NO_COMPARISON, reasons=(why,))
    if not view.outcome.analyses:
        return aside(VerdictStatus.NO_COMPARISON, "results.no_analysis")
    tests, asides = _tests(view)
    if view.kind == "pk" and not any(r.code.startswith("noninferiority") for t in tests for r in t.reasons):
        return aside(VerdictStatus.SAFETY_ONLY, "kinds.pk/margin")
    between = [t for t in tests if not t.threshold]
    if between:
        status, test, reasons = outcome_status(between, view)
        return _finding(view, status, (view.outcome_direction.reason, *reasons), test)
    if tests:
        return _finding(view, goal_status(tests), tests[0].reasons, tests[0])
    if asides and all(c.kind == "candidates" for c in asides):
        return aside(VerdictStatus.UNCLEAR, "groups.no_tested_arm", asides[0].why)
    told = "; ".join(dict.fromkeys(c.why for c in asides if c.why)) or "no posted p-value or interval settles one"
    return aside(VerdictStatus.NO_COMPARISON, "comparisons.none", why=told)


def _tests(view: OutcomeView) -> tuple[list[ReadTest], list[Comparison]]:
    """The analyses that decide something, and what the others compare.

    A loss says that a guessed comparator may be the tested group; beside a success against the same group it counts (NCT00035932).
    """
    tests: list[ReadTest] = []
    doubted: list[ReadTest] = []
    asides: list[Comparison] = []
    alone = _alone(view)
    for analysis in view.analyses:
        if _repeated(analysis, view):
            continue
        comparison = compare(analysis, view)
        test = _read(analysis, comparison, view, alone)
        if test is not None and comparison.guessed and test.outcome is TestOutcome.WORSE:
            doubted.append(test)
            test, comparison = None, comparison._replace(kind="doses")
        if test is not None:
            tests.append(test)
        elif comparison.kind not in {"pair", "omnibus"}:
            decides = comparison.kind != "candidates" or _decides(analysis, comparison, view)
            asides.append(comparison if decides else comparison._replace(kind="other"))
    won_over = {t.comparator for t in tests if t.outcome in {TestOutcome.BETTER, TestOutcome.NOT_INFERIOR}}
    return [*tests, *(t for t in doubted if t.comparator in won_over)], asides


def _read(analysis: PostedAnalysis, comparison: Comparison, view: OutcomeView, alone: list[str]) -> ReadTest | None:
    """One analysis as a test of groups, of one of the groups ``alone`` against a number, or of not being worse than a reference."""
    held = [g for g in analysis.raw.group_ids if g in alone]
    if comparison.kind in {"pair", "omnibus"}:
        test = read_test(analysis, comparison, view)
        return None if test is None else with_shown_by_all(test, view)
    if comparison.kind == "within" and len(held) == 1:
        goal = against_goal(analysis, view, held[0])
        return None if goal is None else ReadTest(goal[0], (held[0],), (), goal[1], analysis, threshold=True)
    if comparison.kind in {"doses", "candidates"} and is_noninferiority(analysis):
        pairs = against_reference(analysis, view)
        readings = [read_test(analysis, pair, view) for pair in pairs]
        test = agreed([r for r in readings if r is not None], regimens=comparison.kind == "doses")
        # The order of a subtraction makes no treatment the tested one.
        won = test is not None and test.outcome is TestOutcome.BETTER and any(pair.guessed for pair in pairs)
        return None if won else test
    return None


def _repeated(analysis: PostedAnalysis, view: OutcomeView) -> bool:
    """Whether a test of non-inferiority posts a p-value alone that stands again, for the same groups, beside its interval."""
    raw, limited = analysis.raw, [a for a in view.analyses if a.raw.ci_lower_limit and a.raw.ci_upper_limit]
    again = any((a.raw.p_value, a.raw.group_ids) == (raw.p_value, raw.group_ids) for a in limited if raw.p_value)
    return again and not raw.ci_lower_limit and not raw.ci_upper_limit and is_noninferiority(analysis)


def _decides(analysis: PostedAnalysis, comparison: Comparison, view: OutcomeView) -> bool:
    """Whether a test would say something if it were known which of its groups is tested (NCT02657629)."""
    first, *others = comparison.tested
    pair = comparison._replace(kind="pair", tested=(first,), comparator=tuple(others))
    return is_noninferiority(analysis) or read_test(analysis, pair, view) is not None


def _alone(view: OutcomeView) -> list[str]:
    """The groups that can only be held against a number: one posted group, which may join all arms (NCT01332994); the
    tested groups where none compares, or where every analysis is of one group and states a number (NCT00414050)."""
    tested = view.with_role(Role.TESTED)
    if len(view.roles) == 1 and not found("volunteer", view.outcome.groups[0].title or ""):
        return list(view.roles)
    stated = not view.matcher.classes and all(_states_a_goal(a) for a in view.analyses)
    return tested if stated or not view.with_role(Role.COMPARATOR) else []


def _states_a_goal(analysis: PostedAnalysis) -> bool:
    """Whether an analysis of one group is about a number to beat."""
    compared = len(analysis.raw.group_ids) != 1 or analysis.kind in {"ratio", "difference"}
    return not compared and bool(found("threshold", analysis.comments))


def _finding(
    view: OutcomeView,
    status: VerdictStatus,
    reasons: tuple[Reason, ...],
    test: ReadTest | None = None,
) -> OutcomeFinding:
    lost = test is not None and test.outcome is TestOutcome.WORSE and not test.threshold
    return OutcomeFinding(
        index=view.index,
        path=view.path,
        measure=view.title,
        status=status,
        direction=view.direction if test is not None else "unclear",
        reasons=reasons,
        p_text=(test.analysis.raw.p_value or "") if test is not None else "",
        effect=test.analysis.effect(view.unit) if test is not None else None,
        groups=_shown(view),
        worse=lost and status is VerdictStatus.NOT_MET,
        unadjusted=_unadjusted(view) if status is VerdictStatus.NO_COMPARISON else None,
    )


def _shown(view: OutcomeView) -> tuple[tuple[str, str], ...]:
    """Group titles with one posted value each, for display: of the last row of a series, else of the first."""
    if not view.rows:
        return ()
    row = view.rows[0 if view.rows[-1].category else -1]
    return tuple((g.title or "", f"{row.values[g.id]:g}") for g in view.outcome.groups if g.id in row.values)


def _unadjusted(view: OutcomeView) -> TwoGroups | None:
    """The numbers for our own test, of the row that stands for the outcome; None when they do not allow one.

    Exactly one tested and one comparator group must be posted.
    """
    tested, control = view.with_role(Role.TESTED), view.with_role(Role.COMPARATOR)
    pair = (*tested, *control)
    if len(tested) != 1 or len(control) != 1:
        return None
    pool = [row for row, sign in view.events if sign > 0] if view.split else view.later_rows
    usable = [row for row in pool if row.values.keys() >= set(pair)]
    if not usable:
        return None
    row = usable[0] if view.counts else usable[-1]
    own, other = (view.numbers(row, group) for group in pair)
    if own is None or other is None or (own.deviation == other.deviation == 0):
        return None
    return TwoGroups(row.label, own, other)
