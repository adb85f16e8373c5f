"""Whether a study can be evidence at all (topic ``evidence_use``), and whether its record says that participants pay;
silence is no statement. Source: domain notes §2e; Turner, Regenerative Medicine 2017;12:705-719 (pay-to-participate
registrations)."""

from __future__ import annotations

import re

from msc_trials.extraction.facts import Evidence, Value
from msc_trials.knowledge.rules import rules
from msc_trials.matching.text import normalize
from msc_trials.records.study import StudyRecord

_TITLE = "protocolSection.identificationModule"
_DESIGN = "protocolSection.designModule.studyType"


def read_use(record: StudyRecord, relevant: bool, lab: bool) -> Value:
    """``relevant``: an MSC product or relative was given; ``lab``: cells were only collected and studied.

    The registered design counts first: an observational study is a follow-up or registry whatever its title says.
    """
    kind = record.study_type or ""
    design = (Evidence(_DESIGN, kind, "registered design", "stated"),)
    titles = [normalize(title).lower() for title in (record.brief_title, record.official_title) if title]
    if not relevant:
        if lab or (kind == "OBSERVATIONAL" and rules().has(_given_words(record, titles), "cell_phrases.samples")):
            return "sample_collection_or_lab", design
        return "not_applicable", ()
    if kind.startswith("EXPANDED_ACCESS"):
        return "expanded_access", design
    if kind == "OBSERVATIONAL":
        return "followup_or_registry", design
    match = rules().first("\n".join(titles), "cell_phrases.expanded_access")
    if match:
        return "expanded_access", (Evidence(_TITLE, match[0], "title", "stated"),)
    follow_up = _follow_up(record, titles)
    if follow_up:
        return "followup_or_registry", (Evidence(_TITLE, follow_up, "follow-up of earlier participants", "stated"),)
    return "efficacy_or_safety_trial", design


def _follow_up(record: StudyRecord, titles: list[str]) -> str:
    """Words of the title that make the study a follow-up; empty when it is none, or when it gives the product again."""
    summary = normalize(record.brief_summary or "").lower()
    if record.allocation == "RANDOMIZED" and rules().has("\n".join((*titles, summary)), "cell_phrases.again"):
        return ""
    for title in titles:
        match = rules().first(title, "cell_phrases.sure_follow_up")
        if match:
            return match[0]
        match = rules().first(title, "cell_phrases.follow_up") or rules().first(title, "cell_phrases.long_term")
        if match:
            text = f"{title}\n{summary}\n{normalize(record.detailed_description or '').lower()}"
            if rules().has(text, "cell_phrases.earlier_trial"):
                return match[0]
    return ""


def _given_words(record: StudyRecord, titles: list[str]) -> str:
    arms = [text for arm in record.arms for text in (arm.label, arm.description)]
    given = [text for one in record.interventions for text in (one.name, one.description)]
    return normalize("\n".join(filter(None, (*titles, *arms, *given)))).lower()


_DENIED = re.compile(r"\b(?:not|never|no|without|nor|neither)\b", re.IGNORECASE)
_TEXTS = {
    "brief_title": "protocolSection.identificationModule.briefTitle",
    "official_title": "protocolSection.identificationModule.officialTitle",
    "brief_summary": "protocolSection.descriptionModule.briefSummary",
    "detailed_description": "protocolSection.descriptionModule.detailedDescription",
}


def payment_statement(record: StudyRecord) -> Evidence | None:
    """The words that say that participants pay, None where the record does not say so."""
    for field, path in _TEXTS.items():
        text = normalize(getattr(record, field) or "")
        for hit in rules().hits(text, "payment"):
            start = max(text.rfind(".", 0, hit.start), 0)
            if not _DENIED.search(text[start : hit.end]):
                return Evidence(path, text[hit.start : hit.end], hit.rule.kind.partition(".")[2], "stated")
    return None
