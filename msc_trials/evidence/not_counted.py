"""Why a trial is listed and not counted as evidence: no such cells, another disease, an early phase, a repeat."""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.records.vocabularies import LATE_PHASES, Phase

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
    if not _is_interventional(assessment):
        return "not_interventional"
    if assessment.same_evidence_as:
        return f"same_evidence_as {assessment.same_evidence_as}"
    if assessment.phase in LATE_PHASES:
        return ""
    return "early_or_no_phase" if assessment.phase in _EARLY else "unknown_phase"


def _is_interventional(assessment: Assessment) -> bool:
    """The registry's study type; where it is missing, a phase says it (only interventional studies have one)."""
    if assessment.study_type:
        return assessment.study_type == "INTERVENTIONAL"
    return assessment.phase != Phase.NOT_GIVEN
