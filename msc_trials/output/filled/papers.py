"""Rows of the tables of papers and of what their abstracts claim."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.literature.papers import Paper
from msc_trials.output.filled.cells import Row, numbers
from msc_trials.output.items import Item


def publication_rows(item: Item) -> Iterator[Row]:
    """One row per paper of a trial."""
    for paper in _papers(item):
        yield {
            **numbers(item),
            "pmid": paper.pmid,
            "title": paper.title,
            "journal": paper.journal,
            "published": paper.published,
            "doi": paper.doi,
            "link": paper.link,
            "paper_kind": str(paper.claim.kind),
            "counts": paper.counts,
            "not_read_because": paper.not_read_because,
            "notes": " ".join(paper.notes),
            "url": paper.url,
            "fetched_on": paper.fetched_on,
        }


def claim_rows(item: Item) -> Iterator[Row]:
    """One row per paper with what its abstract claims."""
    for paper in _papers(item):
        claim = paper.claim
        yield {
            **numbers(item),
            "pmid": paper.pmid,
            "claim": claim.claim,
            "favours": claim.favours or None,
            "sentence": claim.sentence,
            "tested_arm": claim.tested_arm,
            "endpoint": claim.endpoint,
            "effect_text": claim.effect,
            "p_value": claim.p_value,
            "confidence": claim.confidence,
            "counts": paper.counts,
            "rule": claim.rule,
        }


def _papers(item: Item) -> tuple[Paper, ...]:
    return item.answered.papers if item.answered is not None else ()
