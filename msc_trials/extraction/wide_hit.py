"""Whether only the wider search words (stem cells, cell therapy) can have found a record."""

from __future__ import annotations

from functools import cache

from msc_trials.knowledge.phrases import Phrases
from msc_trials.records.study import StudyRecord
from msc_trials.registry.query import search_terms


def is_wide_hit(record: StudyRecord) -> bool:
    """Whether only the wider words (stem cells, cell therapy, ...) can have found this record.

    Looks for the MSC terms and product names in the fields the registry searches for ``query.intr``: intervention
    names, other names and descriptions, arm labels and descriptions, titles and keywords (API notes §3.5).
    """
    texts = [record.brief_title, record.official_title, *record.keywords]
    for intervention in record.interventions:
        texts += [intervention.name, intervention.description, *intervention.other_names]
    for arm in record.arms:
        texts += [arm.label, arm.description]
    narrow = _narrow()
    return not any(narrow.in_text(t) for t in texts if t)


@cache
def _narrow() -> Phrases:
    return Phrases((*search_terms("msc"), *search_terms("product")))
