"""Whether a record says that participants pay for their treatment.

Source: Turner, Regenerative Medicine 2017;12:705-719 (pay-to-participate registrations). Only a record that says so is
marked: silence is not a statement that nobody pays.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msc_trials.extraction.facts import Evidence
from msc_trials.knowledge import seeds
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
        for rule, pattern in _rules():
            for match in pattern.finditer(text):
                start = max(text.rfind(".", 0, match.start()), 0)
                if not _DENIED.search(text[start : match.end()]):
                    return Evidence(path, match.group(), rule, "stated")
    return None


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["rule"], re.compile(row["pattern"], re.IGNORECASE)) for row in seeds.table("payment"))
