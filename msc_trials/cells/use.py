"""Whether a study can be evidence at all (``facts.EVIDENCE_USES``). Source: domain notes §2e."""

from __future__ import annotations

import re

from msc_trials.facts import Evidence
from msc_trials.records import StudyRecord
from msc_trials.vocabularies import Phase

_FOLLOW_UP = re.compile(
    r"(?:long[ -]?term|extended|extension|safety|\d+[ -]?year\w*)[ -](?:\w+[ -]){0,3}?follow[ -]?up|follow[ -]?up (?:study|trial|of|on|for|evaluation|investigation|observation)|"
    r"follow[ -]?up[^.]{0,40}(?:who (?:received|participated|completed)|previous|participants|subjects)|roll[ -]?over|long[ -]term (?:\w+ ){0,3}(?:study|effect|safety|evaluation|observation|outcome)|registry|post[ -]?marketing|extension (?:study|trial)|retrospective",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"(?:who|that|were|was|previously|have|had|already|subjects|patients|participants)[^.]{0,60}"
    r"(?:received|treated|participated|enrolled|completed|administered|dosed|exposed|transplanted)[^.]{0,80}(?:phase|trial|study|protocol|previous|earlier|parent|prior|clinical)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"re-?treat|re-?dos|re-?inject|re-?administ|additional (?:dose|injection|infusion)|second (?:dose|injection|infusion)|randomi[sz]",
    re.IGNORECASE,
)
_OBSERVED = re.compile(
    r"observation(?:al)? (?:study|follow)|non-?interventional|follow[ -]?up study|registry", re.IGNORECASE
)
_SAMPLES = re.compile(
    r"collect|biops|sampl|sequenc|biobank|specimen|extract|isolat|in[ -]vitro|blood draw|aspirat|cultur|assay|donat|harvest",
    re.IGNORECASE,
)
_EXPANDED = re.compile(r"expanded access|compassionate|named[ -]patient|early access", re.IGNORECASE)


def read_use(record: StudyRecord, relevant: bool, lab: bool) -> tuple[str, tuple[Evidence, ...]]:
    """``relevant``: an MSC product or relative was given; ``lab``: cells were only collected and studied."""
    kind = record.study_type or ""
    kind_evidence = Evidence("protocolSection.designModule.studyType", kind, "registered design", "stated")
    title = f"{record.brief_title or ''}\n{record.official_title or ''}"
    if not relevant:
        if lab or (kind == "OBSERVATIONAL" and _SAMPLES.search(_given_words(record, title))):
            return "sample_collection_or_lab", (kind_evidence,)
        return "not_applicable", ()
    if kind.startswith("EXPANDED_ACCESS") or _EXPANDED.search(title):
        return "expanded_access", (kind_evidence,)
    if kind == "OBSERVATIONAL":
        return "followup_or_registry", (kind_evidence,)
    prose = f"{title}\n{record.brief_summary or ''}"
    if not kind and not record.interventions and record.phase == Phase.NOT_GIVEN and _OBSERVED.search(prose):
        return "followup_or_registry", (
            Evidence("protocolSection.identificationModule", title[:80], "design in words", "inferred"),
        )
    match = _FOLLOW_UP.search(title)
    if match and _EARLIER.search(f"{title}\n{record.brief_summary or ''}\n{record.detailed_description or ''}"):
        if not (record.allocation == "RANDOMIZED" and _AGAIN.search(prose)):
            return "followup_or_registry", (
                Evidence(
                    "protocolSection.identificationModule", match[0], "follow-up of earlier participants", "stated"
                ),
            )
    return "efficacy_or_safety_trial", (kind_evidence,)


def _given_words(record: StudyRecord, title: str) -> str:
    parts = [title]
    for arm in record.arms:
        parts += [arm.label or "", arm.description or ""]
    for given in record.interventions:
        parts += [given.name or "", given.description or ""]
    return "\n".join(parts)
