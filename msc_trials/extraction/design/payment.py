"""Whether a record says that participants pay for their treatment.

Source: Turner, Regenerative Medicine 2017;12:705-719 (pay-to-participate registrations). Only a record that says so is
marked: silence is not a statement that nobody pays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msc_trials.extraction.facts import Evidence
from msc_trials.knowledge.rules import rules
from msc_trials.matching.text import normalize

if TYPE_CHECKING:
    from msc_trials.records.study import StudyRecord

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
