"""Rows of the tables ``ledger``, ``harms``, ``publications`` and ``claims``."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.knowledge import ledger
from msc_trials.literature.papers import Paper
from msc_trials.output.items import Item
from msc_trials.output.table_rows.cells import Row, numbers, same, stated

_OF_LEDGER = (
    "acronym", "msc_class", "condition_ids", "controlled", "p_value", "evidence_kind", "citation", "pmid", "doi",
    "same_evidence_as", "caution", "checked_on", "disagreement",
)  # fmt: skip
_OF_PAPER = (
    "pmid", "title", "journal", "published", "doi", "link", "counts", "not_read_because", "url", "fetched_on",
)  # fmt: skip


def ledger_rows(item: Item) -> Iterator[Row]:
    """The ledger's row of a trial, where it has one."""
    row = ledger.rows().get(item.trial_id)
    if row is not None:
        yield {
            **numbers(item),
            **same(row, *_OF_LEDGER, products="product", conditions="condition", enrollment="enrolled"),
            **same(row, comparator_text="comparator", measure="primary_endpoint", effect_text="effect"),
            **{name: stated(getattr(row, name)) for name in ("donor", "phase", "primary_kind")},
            "sources": stated(row.source),
            "comparator": stated(row.comparator_kind),
            "verdict": item.assessment.verdict.status.value,
        }


def harm_rows(item: Item) -> Iterator[Row]:
    """One row per posted group; one row without numbers where nothing is posted or nothing was read."""
    harms = item.assessment.harms
    start = numbers(item) | {"read": harms.read}
    if not harms.groups:
        yield start | {"posted": False if harms.read else None}
    for position, group in enumerate(harms.groups):
        people = same(group, "serious", "deaths", serious_at_risk="serious_of", deaths_at_risk="deaths_of")
        yield start | {"posted": True, "position": position, "side": group.side, "group": group.title, **people}


def publication_rows(item: Item) -> Iterator[Row]:
    """One row per paper of a trial."""
    for paper in _papers(item):
        kind, notes = str(paper.claim.kind), " ".join(paper.notes)
        yield {**numbers(item), **same(paper, *_OF_PAPER), "paper_kind": kind, "notes": notes}


def claim_rows(item: Item) -> Iterator[Row]:
    """One row per paper with what its abstract claims."""
    for paper in _papers(item):
        claim = same(paper.claim, "claim", "sentence", "tested_arm", "endpoint", "p_value", "confidence", "rule")
        about = {"favours": paper.claim.favours or None, "effect_text": paper.claim.effect}
        yield {**numbers(item), **same(paper, "pmid", "counts"), **claim, **about}


def _papers(item: Item) -> tuple[Paper, ...]:
    return item.answered.papers if item.answered is not None else ()
