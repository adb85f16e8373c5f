"""Tests into the finding of an outcome, findings into the verdict of a trial. Source: verdict rules, domain notes §5c
(NCT02501811: 1 of 27 uncorrected primaries is mixed, not a success)."""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.records.schema import PostedOutcome
from msc_trials.results.findings import OutcomeFinding, Reason, VerdictStatus, reason
from msc_trials.results.model import ReadTest, TestOutcome
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found, members, times

_GOOD = (VerdictStatus.MET, VerdictStatus.MET_NONINFERIOR, VerdictStatus.MET_UNCONTROLLED)


def outcome_status(tests: Sequence[ReadTest], view: OutcomeView) -> tuple[VerdictStatus, ReadTest, tuple[Reason, ...]]:
    """Status of one outcome from its between-arm tests, the deciding test, and reasons."""
    pairs = [t for t in tests if not t.omnibus]
    if not pairs:  # no difference anywhere is not met; a difference somewhere is open
        somewhere = next((t for t in tests if t.outcome is not TestOutcome.NULL), None)
        if somewhere is None:
            return VerdictStatus.NOT_MET, tests[0], tests[0].reasons
        return VerdictStatus.UNCLEAR, somewhere, (*somewhere.reasons, reason("combine.omnibus"))
    main = _main(pairs, view)
    groups = list(dict.fromkeys(t.tested for t in main))
    pairs_read = [_one_pair([t for t in main if t.tested == g], view.outcome) for g in groups]
    statuses = {s for s, _ in pairs_read}
    decisive = next((t for s, t in pairs_read if s in {TestOutcome.BETTER, TestOutcome.NOT_INFERIOR}), pairs_read[0][1])
    better = statuses & {TestOutcome.BETTER, TestOutcome.NOT_INFERIOR}
    bad = statuses & {TestOutcome.NULL, TestOutcome.WORSE, TestOutcome.INFERIOR}
    if None in statuses or (better and bad):
        return VerdictStatus.MIXED, decisive, (*decisive.reasons, reason("combine.disagree"))
    if TestOutcome.UNSETTLED in statuses:
        unsettled = next(t for s, t in pairs_read if s is TestOutcome.UNSETTLED)
        return VerdictStatus.UNCLEAR, unsettled, unsettled.reasons
    won = {g for s, t in pairs_read if s is TestOutcome.BETTER for g in t.tested}  # they need no margin (NCT01949051)
    kept = next((t for s, t in pairs_read if s is TestOutcome.NOT_INFERIOR and not won.issuperset(t.tested)), None)
    if kept is not None:  # what is true of every dose
        return VerdictStatus.MET_NONINFERIOR, kept, kept.reasons
    if better:
        return VerdictStatus.MET, decisive, decisive.reasons
    lost = next((t for s, t in pairs_read if s is TestOutcome.WORSE), decisive)
    return VerdictStatus.NOT_MET, lost, lost.reasons


def _main(pairs: list[ReadTest], view: OutcomeView) -> list[ReadTest]:
    """Planned tests rule over nominal ones, placebo or untreated comparisons over active ones, whole populations over
    subsets, main analyses over sensitivity analyses."""
    for keep in (
        [t for t in pairs if not t.labelled("not_formally_tested")],
        _of_everyone(pairs),
        [t for t in pairs if any(view.roles[g].kind in members("gives_nothing") for g in t.comparator)],
        _beside([t for t in pairs if not t.labelled("subset")], pairs),
        _beside([t for t in pairs if not t.labelled("sensitivity") or t.labelled("primary_analysis")], pairs),
    ):
        left = [t for t in keep if t in pairs]
        pairs = left or pairs
    return pairs


def _of_everyone(pairs: list[ReadTest]) -> list[ReadTest]:
    """The tests of everyone beside those of parts (NCT01193153); none where the others are visits, of which "overall" is the
    mean (NCT00282464)."""
    others = [t for t in pairs if not t.labelled("everyone")]
    visits = bool(others) and all(times(t.analysis.label) and t.labelled("visit") for t in others)
    return [] if visits else [t for t in pairs if t not in others]


def _beside(kept: list[ReadTest], pairs: list[ReadTest]) -> list[ReadTest]:
    """The kept tests, and all tests of a group none of which was kept: words on the way of a test never drop a dose."""
    groups = {t.tested for t in kept}
    return [t for t in pairs if t in kept or t.tested not in groups]


def _one_pair(tests: list[ReadTest], outcome: PostedOutcome) -> tuple[TestOutcome | None, ReadTest]:
    """Several analyses of one tested group: agreement, the time point the outcome names, or None for disagreement."""
    by_outcome = {t.outcome: t for t in reversed(tests)}
    outcomes, kept = by_outcome.keys(), by_outcome.get(TestOutcome.NOT_INFERIOR)
    superior = next((t for t in tests if t.outcome is TestOutcome.BETTER and not t.margin), None)
    if kept and superior and len(outcomes) == 2:
        return TestOutcome.BETTER, superior
    if kept and outcomes <= {TestOutcome.NOT_INFERIOR, TestOutcome.BETTER}:
        return TestOutcome.NOT_INFERIOR, kept
    if kept and outcomes <= {TestOutcome.NOT_INFERIOR, TestOutcome.NULL}:
        return TestOutcome.NOT_INFERIOR, kept
    timed = _at_named_time(tests, outcome)
    settled = [t for t in tests if t.outcome is not TestOutcome.UNSETTLED]
    for some in (tests, timed, settled if TestOutcome.NULL not in outcomes else []):
        if len({t.outcome for t in some}) == 1:
            return some[0].outcome, some[0]
    if outcomes <= {TestOutcome.NULL, TestOutcome.WORSE, TestOutcome.INFERIOR}:
        return tests[0].outcome, tests[0]
    return None, tests[0]


def _at_named_time(tests: list[ReadTest], outcome: PostedOutcome) -> list[ReadTest]:
    """The tests at the one time that the outcome names; none where the tests are against different groups (NCT01241591)."""
    if len({t.comparator for t in tests}) > 1:
        return []
    wanted = {t for t in times(outcome.title or "") or times(outcome.time_frame or "") if t[1] != "0"}
    return [t for t in tests if len(wanted) == 1 and times(t.analysis.label) == wanted]


def agreed(readings: Sequence[ReadTest], *, regimens: bool) -> ReadTest | None:
    """What both readings of a test of non-inferiority say when it is not known which group is the reference; None where
    they disagree, but regimens of one product that differ significantly have failed their equivalence (NCT00077636)."""
    outcomes = {r.outcome for r in readings}
    if len(outcomes) == 1:
        return readings[0]
    failed = [r for r in readings if r.outcome in {TestOutcome.WORSE, TestOutcome.INFERIOR}]
    differ = outcomes <= {TestOutcome.WORSE, TestOutcome.INFERIOR, TestOutcome.BETTER}
    return failed[0] if regimens and failed and differ else None


def goal_status(tests: Sequence[ReadTest]) -> VerdictStatus:
    """Status of an outcome whose single arms were tested against a fixed number."""
    outcomes = {t.outcome for t in tests}
    if outcomes == {TestOutcome.BETTER}:
        return VerdictStatus.MET_UNCONTROLLED
    return VerdictStatus.MIXED if TestOutcome.BETTER in outcomes else VerdictStatus.NOT_MET


def trial_status(findings: Sequence[OutcomeFinding]) -> tuple[VerdictStatus, OutcomeFinding | None]:
    """Status of the trial from its findings, and the finding that decided."""
    judged = [f for f in findings if f.status is not VerdictStatus.SAFETY_ONLY]
    tested = [f for f in judged if f.status is not VerdictStatus.NO_COMPARISON]
    tested = [f for f in tested if not found("aside_title", f.measure)] or tested
    if any(f.status is VerdictStatus.MET_NONINFERIOR for f in tested):
        tested = [f for f in tested if not _descriptive(f)]
    if not tested:
        return (VerdictStatus.NO_COMPARISON if judged else VerdictStatus.SAFETY_ONLY), None
    first: dict[VerdictStatus, OutcomeFinding] = {}
    for finding in tested:
        first.setdefault(finding.status, finding)
    good = next((s for s in _GOOD if s in first), None)
    if VerdictStatus.MIXED in first:
        return VerdictStatus.MIXED, first[VerdictStatus.MIXED]
    if good is not None:
        return (VerdictStatus.MIXED if VerdictStatus.NOT_MET in first else good), first[good]
    if VerdictStatus.UNCLEAR in first:
        return VerdictStatus.UNCLEAR, first[VerdictStatus.UNCLEAR]
    return VerdictStatus.NOT_MET, next((f for f in tested if f.worse), tested[0])


def _descriptive(finding: OutcomeFinding) -> bool:
    """Whether only an interval that holds no effect was read: beside kept margins it is no failed test (NCT01200368)."""
    codes = {r.code for r in finding.reasons}
    failed = finding.status is VerdictStatus.NOT_MET and not finding.worse
    return failed and not finding.p_text and "intervals.null" in codes and "noninferiority.margin" not in codes
