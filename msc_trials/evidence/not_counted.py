"""Why a trial is listed and not counted, the denominators of an answer, and its trials by phase and stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import FAILURE, SUCCESS
from msc_trials.records.vocabularies import LATE_PHASES, Phase
from msc_trials.results.findings import VerdictStatus

if TYPE_CHECKING:
    from msc_trials.evidence.answer import AnswerTrial

_EARLY = frozenset({Phase.EARLY_1, Phase.PHASE_1, Phase.PHASE_1_2, Phase.NOT_APPLICABLE, Phase.NOT_GIVEN})


def why_not_counted(assessment: Assessment, wanted: frozenset[str] = frozenset()) -> str:
    """Why a trial is not counted, empty when it is (source: domain notes §5d, §2c, §2e).

    Counted are interventional trials of Phase 2 to 4 that gave core, MSC-like or gene-modified cells, once per body of
    evidence. ``wanted`` are the conditions asked for; records about other known conditions stand apart, records whose
    condition the vocabulary does not know are taken as the search returned them.
    """
    if not assessment.is_msc:
        return assessment.msc_class[0] if assessment.msc_class else "not_msc"
    if wanted and assessment.condition_ids and wanted.isdisjoint(assessment.condition_ids):
        return "other_condition"
    if assessment.evidence_use != "efficacy_or_safety_trial":
        return assessment.evidence_use
    # Where the type is missing, a phase says it: only interventional studies have one.
    phase_only = not assessment.study_type and assessment.phase != Phase.NOT_GIVEN
    if assessment.study_type != "INTERVENTIONAL" and not phase_only:
        return "not_interventional"
    if assessment.same_evidence_as:
        return f"same_evidence_as {assessment.same_evidence_as}"
    if assessment.phase in LATE_PHASES:
        return ""
    return "early_or_no_phase" if assessment.phase in _EARLY else "unknown_phase"


def counted_once(trials: Iterable[AnswerTrial], wanted: frozenset[str] = frozenset()) -> list[AnswerTrial]:
    """One trial for each body of evidence: where the record it belongs to is not counted, its first late-phase repeat is.

    NCT02239393 (Phase 2) repeats NCT01854957, which is Phase 1/2 and stands apart; the evidence must not vanish.
    """
    found = sorted(trials, key=lambda t: t.trial_id)
    counted = {t.trial_id for t in found if t.counted}
    for place, trial in enumerate(found):
        first = trial.assessment.same_evidence_as
        repeats = trial.not_counted_because.startswith("same_evidence_as") and first not in counted
        if repeats and not why_not_counted(replace(trial.assessment, same_evidence_as=""), wanted):
            counted.add(first)
            found[place] = replace(trial, not_counted_because="")
    return found


STAGES = ("met", "not_met", "cannot_judge", "no_result", "stopped", "running")
"""Columns of the ladder: goal met (with or without a control group), missed wholly or in part, cannot be judged, no result."""
_STAGE_OF = {
    **dict.fromkeys(VerdictStatus, "cannot_judge"),
    **dict.fromkeys(SUCCESS | {VerdictStatus.MET_UNCONTROLLED}, "met"),
    **dict.fromkeys(FAILURE, "not_met"),
    VerdictStatus.UNREPORTED: "no_result",
    VerdictStatus.STOPPED: "stopped",
    VerdictStatus.ONGOING: "running",
}


def counts_of(trials: list[AnswerTrial], unreadable: int) -> dict[str, int]:
    """Denominators; every counted trial is in exactly one verdict."""
    counted = [t.assessment for t in trials if t.counted]
    verdicts = Counter(a.verdict.status for a in counted)
    reasons = Counter(t.not_counted_because.split()[0] for t in trials if t.not_counted_because)
    counts = {"found": len(trials), "counted": len(counted)}
    counts |= {status.value: verdicts[status] for status in VerdictStatus}
    counts |= {
        "judged_from_ledger": sum(a.verdict.source == "ledger" for a in counted),
        "judged_from_results": sum(a.verdict.source == "registry" and bool(a.verdict.findings) for a in counted),
        "with_publication": sum(
            a.verdict.result_publications > 0 and a.verdict.status is VerdictStatus.UNREPORTED for a in counted
        ),
        "related": sum("core" not in a.msc_class for a in counted),
        "sponsors": len({a.sponsor for a in counted if a.sponsor}),
        "ledger_only": sum(t.assessment.origin == "ledger" for t in trials),
        "wide_added": sum(t.assessment.wide_hit and t.assessment.is_msc for t in trials),
        "early": reasons["early_or_no_phase"] + reasons["unknown_phase"],
        "mixed_or_cell_free": reasons["mixed_uncultured"] + reasons["cell_free"],
        "not_msc": reasons["not_msc"] + reasons["feeder_or_support"],
        "follow_up": reasons["followup_or_registry"] + reasons["expanded_access"] + reasons["not_interventional"],
        "repeated": reasons["same_evidence_as"],
        "other_condition": reasons["other_condition"],
        "patients_pay": sum(
            bool(t.assessment.patients_pay) for t in trials if t.not_counted_because != "other_condition"
        ),
        "unreadable": unreadable,
    }
    counts["not_judged"] = counts["counted"] - counts["judged_from_ledger"] - counts["judged_from_results"]
    return counts


def stages_of(trials: Iterable[Assessment]) -> dict[str, int]:
    """Number of trials at each stage (``STAGES``)."""
    row = Counter(_STAGE_OF[a.verdict.status] for a in trials)
    return {stage: row[stage] for stage in STAGES}


def is_early(not_counted_because: str) -> bool:
    """Whether a trial is not counted only for its phase."""
    return not_counted_because in ("early_or_no_phase", "unknown_phase")


def is_on_ladder(trial: AnswerTrial) -> bool:
    """Whether a trial is counted, or only its phase is too early."""
    return not trial.not_counted_because or is_early(trial.not_counted_because)


def by_phase(trials: Iterable[Assessment]) -> dict[str, dict[str, int]]:
    """Number of trials by phase and stage (``STAGES``); a phase without any is left out."""
    known = list(trials)
    rows = {phase.value: stages_of(a for a in known if a.phase == phase) for phase in Phase}
    return {phase: row for phase, row in rows.items() if any(row.values())}
