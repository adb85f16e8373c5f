"""Posted results read into findings and a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msc_trials.extraction.trial import Trial
from msc_trials.records.schema import Arm
from msc_trials.records.study import PostedPrimary
from msc_trials.results.arms.arm_text import ArmText
from msc_trials.results.arms.matcher import ArmMatcher
from msc_trials.results.arms.tested_arms import same_given
from msc_trials.results.combine import trial_status
from msc_trials.results.direction.kind_in_trial import Asked, Setting
from msc_trials.results.findings import Confidence, OutcomeFinding, Verdict, VerdictStatus, reason
from msc_trials.results.outcome import read_outcome
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.view import OutcomeView
from msc_trials.results.words import found

_HEADING = 40
"""So many letters of a description can say that the outcome is an analysis beside the main one."""


def read_results(trial: Trial, arms: Literal["msc", "experimental"] = "msc") -> Verdict:
    """Verdict from the posted primary outcomes alone (no ledger, no status). Never raises; without any it is
    ``unclear``.

    ``arms="msc"`` tests the arms given MSC products, ``arms="experimental"`` the arms the record itself tests.
    """
    views = outcome_views(trial, trial.posted_primary, arms)
    findings = tuple(read_outcome(view) for view in views)
    if all(r.code == "results.not_posted" for f in findings for r in f.reasons):
        why = reason("results.not_posted/any", "resultsSection.outcomeMeasuresModule")
        publications = len(trial.result_publications)
        return Verdict(VerdictStatus.UNCLEAR, "registry", "low", (why,), findings, result_publications=publications)
    main = [f for f, v in zip(findings, views, strict=True) if not found("aside_title", v.description[:_HEADING])]
    status, decisive = trial_status(main or findings)
    where = (decisive.path, decisive.p_text) if decisive is not None else ()
    worse = status is VerdictStatus.NOT_MET and decisive is not None and decisive.worse
    one_group = status is VerdictStatus.NO_COMPARISON and all(len(view.roles) < 2 for view in views)
    sentence = f"combine.{status.value}{'/worse' if worse else '/one' if one_group else ''}"
    return Verdict(
        status=status,
        source="registry",
        confidence=_confidence(status, decisive),
        reasons=(reason(sentence, *where),),
        findings=findings,
        worse=worse,
        effect=decisive.effect if decisive is not None else None,
        result_publications=len(trial.result_publications),
        decisive=decisive.index if decisive is not None else None,
    )


def outcome_views(
    trial: Trial, outcomes: Iterable[PostedPrimary], arms: Literal["msc", "experimental"] = "msc"
) -> list[OutcomeView]:
    """Posted outcomes with the roles of their groups, as the rules see them; ``arms`` as in ``read_results``."""
    matcher, setting = arm_matcher(trial, arms), _setting(trial)
    return [OutcomeView(i, o, matcher, setting) for i, o in enumerate(outcomes)]


def _setting(trial: Trial) -> Setting:
    """What the rest of the record tells of an outcome."""
    primary = [posted.outcome for posted in trial.posted_primary]
    analyses = (PostedAnalysis(a, "") for outcome in primary for a in outcome.analyses)
    return Setting(
        _titles(trial),
        trial.conditions,
        tuple(Asked.of(outcome) for outcome in primary),
        (trial.brief_summary or "", *(a.comments for a in analyses)),
        tuple(outcome.groups for outcome in primary),
    )


def _titles(trial: Trial) -> tuple[str, ...]:
    return tuple(t for t in (trial.brief_title, trial.official_title) if t)


def arm_matcher(trial: Trial, mode: Literal["msc", "experimental"]) -> ArmMatcher:
    """The registered arms of a trial with their roles."""
    others = {i.name: i.other_names for i in trial.interventions if i.name}
    arms = tuple(_text(arm, others) for arm in trial.arms)
    randomized = trial.allocation == "RANDOMIZED" and not same_given(arms)  # a wrong model (NCT01686633)
    single = trial.intervention_model == "SINGLE_GROUP" and not randomized and len({a.type for a in arms}) < 2
    classes = trial.arm_classes if mode == "msc" and len(trial.arm_classes) == len(arms) else ()
    crossover = trial.intervention_model == "CROSSOVER"
    return ArmMatcher(arms, _titles(trial), classes=classes, single_group=single, crossover=crossover)


def _text(arm: Arm, others: dict[str, tuple[str, ...]]) -> ArmText:
    bare = [name.split(": ", 1)[-1] for name in arm.intervention_names]
    products = tuple(" ".join((name, *others.get(name, ()))) for name in bare)
    return ArmText(arm.type or "", arm.label or "", products, arm.description or "")


def _confidence(status: VerdictStatus, decisive: OutcomeFinding | None) -> Confidence:
    if status is VerdictStatus.UNCLEAR:
        return "low"
    if status is VerdictStatus.MIXED or decisive is None:
        return "medium"
    codes = {r.code for r in decisive.reasons}
    if codes & {"in_doubt", "effects.improvement"} and (status is not VerdictStatus.NOT_MET or decisive.worse):
        return "low"  # who did better rests on a leaning, or on a sign that was left out
    if codes & {"overall.pairs", "overall.trend"}:
        return "medium"  # rests on one test for all groups
    return "high" if codes & {"effects.values", "pvalue.decides"} else "medium"
