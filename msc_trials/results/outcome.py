"""One posted primary outcome read into its finding."""

from __future__ import annotations

from msc_trials.results.combine import agreed, goal_status, outcome_status
from msc_trials.results.findings import Beside, OutcomeFinding, Reason, VerdictStatus, Way
from msc_trials.results.model import ReadTest, Role, Said
from msc_trials.results.tests.analysis import read_test
from msc_trials.results.tests.comparison import Comparison, against_reference, compare
from msc_trials.results.tests.interval import effect_of
from msc_trials.results.tests.noninferiority import is_noninferiority
from msc_trials.results.tests.threshold import against_goal
from msc_trials.results.tests.unadjusted_test import hint, testable
from msc_trials.results.values import shown_row
from msc_trials.results.view import OutcomeView

_NOT_EFFICACY = {"safety", "feasibility", "pk"}


def read_outcome(view: OutcomeView) -> OutcomeFinding:
    """The finding of one posted primary outcome."""
    if not view.posted:
        reason = Reason("results.not_posted", "No values are posted for this outcome.", view.path, view.title)
        status = VerdictStatus.SAFETY_ONLY if view.kind in _NOT_EFFICACY else VerdictStatus.NO_COMPARISON
        return OutcomeFinding(view.index, view.path, view.title, status, (reason,))
    if view.kind in _NOT_EFFICACY and not _has_margin(view):
        reason = Reason(f"kinds.{view.kind}", f"A {view.kind} outcome cannot show benefit.", view.path, view.title)
        return _finding(view, VerdictStatus.SAFETY_ONLY, (reason,))
    if not view.outcome.analyses:
        reason = Reason(
            "results.no_analysis", "Values are posted without a statistical comparison.", view.path, view.title
        )
        return _finding(view, VerdictStatus.NO_COMPARISON, (reason,))
    tests, asides = _tests(view)
    if view.kind == "pk" and not any(t.margin and t.said is not Said.UNSETTLED for t in tests):
        reason = Reason("kinds.pk", "A pk outcome without a margin cannot show benefit.", view.path, view.title)
        return _finding(view, VerdictStatus.SAFETY_ONLY, (reason,))
    between = [t for t in tests if not t.threshold]
    if between:
        status, worse, test, reasons = outcome_status(between, view.outcome)
        return _finding(view, status, reasons, worse, test, way_told=True)
    if tests:
        return _finding(view, goal_status(tests), tests[0].reasons, test=tests[0])
    if asides and all(c.kind == "candidates" for c in asides):
        reason = Reason(
            "groups.no_tested_arm", "The record does not say which arm is tested.", view.path, asides[0].why
        )
        return _finding(view, VerdictStatus.UNCLEAR, (reason,))
    why = "; ".join(dict.fromkeys(c.why for c in asides if c.why)) or "no analysis posts a p-value or an interval"
    reason = Reason("comparisons.none", f"No usable between-arm test: {why}.", view.path, view.title)
    return _finding(view, VerdictStatus.NO_COMPARISON, (reason,))


def _has_margin(view: OutcomeView) -> bool:
    """A pharmacokinetic comparison with a flagged margin is judged; without one it shows no benefit."""
    return view.kind == "pk" and any(a.ci_lower_limit and a.tested_non_inferiority for a in view.outcome.analyses)


def _tests(view: OutcomeView) -> tuple[list[ReadTest], list[Comparison]]:
    """The analyses that decide something, and what the others compare."""
    tests: list[ReadTest] = []
    asides: list[Comparison] = []
    controlled = bool(view.with_role(Role.COMPARATOR))
    for analysis in view.analyses:
        comparison = compare(analysis, view)
        test: ReadTest | None = None
        if comparison.kind in {"pair", "omnibus"}:
            test = read_test(analysis, comparison, view)
        elif comparison.kind == "within" and comparison.tested and not controlled:
            said = against_goal(analysis, view, comparison.tested[0])
            if said is not None:
                effect = effect_of(analysis.raw, analysis.interval, view.unit)
                p_text = analysis.raw.p_value or ""
                test = ReadTest(
                    said[0],
                    comparison.tested,
                    (),
                    "historical",
                    said[1],
                    p_text,
                    effect,
                    threshold=True,
                )
        elif comparison.kind in {"doses", "candidates"} and is_noninferiority(analysis):
            readings = [read_test(analysis, c, view) for c in against_reference(analysis, view)]
            test = agreed([r for r in readings if r is not None], regimens=comparison.kind == "doses")
        if test is not None:
            tests.append(test)
        elif comparison.kind not in {"pair", "omnibus"}:
            asides.append(comparison)
    return tests, asides


def _finding(
    view: OutcomeView,
    status: VerdictStatus,
    reasons: tuple[Reason, ...],
    worse: bool = False,
    test: ReadTest | None = None,
    *,
    way_told: bool = False,
) -> OutcomeFinding:
    """``way_told``: which way is better is one of the steps; else it is only shown, where there is a test."""

    def way() -> Way:
        return Way(view.direction, (view.way.reason,) if way_told else ()) if test is not None or way_told else Way()

    return OutcomeFinding(
        index=view.index,
        path=view.path,
        measure=view.title,
        status=status,
        settled_by=reasons,
        p_text=test.p_text if test is not None else "",
        effect=test.effect if test is not None else None,
        worse=worse,
        beside=Beside(way, lambda: _shown(view), lambda: _hint(view) if status is VerdictStatus.NO_COMPARISON else ""),
    )


def _hint(view: OutcomeView) -> str:
    if not view.posted or not testable(view):
        return ""
    tested, control = view.with_role(Role.TESTED), view.with_role(Role.COMPARATOR)
    return hint(view, tested[0], control[0]) if len(tested) == 1 and len(control) == 1 else ""


def _shown(view: OutcomeView) -> tuple[tuple[str, str], ...]:
    """Group titles with one posted value each, for display."""
    row = shown_row(view.outcome)
    if row is None:
        return ()
    return tuple((g.title or "", f"{row.values[g.id]:g}") for g in view.outcome.groups if g.id in row.values)
