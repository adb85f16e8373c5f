"""The JSON documents a page is made of, and the page of one answer on its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msc_trials.errors import MscTrialsError
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.effects.comparisons import published_comparisons
from msc_trials.evidence.effects.estimates import Side
from msc_trials.evidence.summary import with_papers
from msc_trials.output.as_json import answer_json
from msc_trials.output.checklist import checklist
from msc_trials.output.checklist_json import checklist_json
from msc_trials.output.citations import citation_files
from msc_trials.output.json_text import json_text
from msc_trials.output.pages.render import condition_page, letter_page
from msc_trials.output.pages.shown import Document

FILES = {
    "json": "answer.json", "letter": "letter.html", "bib": "citations.bib", "ris": "citations.ris", "csl": "citations.json",
}  # fmt: skip
"""Files that belong to the page of an answer, by the name of their link."""


def documents(answer: Answer, **offer: Any) -> tuple[Document, Document | None]:
    """The answer and, where it has a level, what a clinic's offer (the arguments of ``checklist``) is compared with.

    Verdicts are checked readings and posted results: what a program read in abstracts (``reported``, ``papers``, a trial's
    ``papers``, ``abstract_verdict`` and ``paper_contradicts``) is kept in these keys and changes no other. Deciding trials also
    have ``effects``: differences in percentage points with their range, null where the extra ``stats`` that works them out is
    not installed.
    """
    document = answer_json(with_papers(answer, None))
    for trial in document["trials"]:
        if trial["trial_id"] in document["deciding"]:
            trial["effects"] = _differences(trial["trial_id"])
    _add_abstracts(document, answer)
    return document, checklist_json(checklist(answer, **offer)) if answer.level is not None else None


def _add_abstracts(document: Document, answer: Answer) -> None:
    """Add what abstracts say; the verdicts stay as they are without it. Adds nothing where PubMed was not asked."""
    if answer.papers is None:
        return
    whole = answer_json(answer)
    document |= {"reported": whole["reported"], "papers": whole["papers"]}
    for trial, read in zip(document["trials"], whole["trials"], strict=True):
        trial |= {"papers": read["papers"], "paper_contradicts": read["paper_contradicts"]}
        trial["abstract_verdict"] = read["verdict"] if read["verdict_source"] == "publication" else None


def files_of(
    answer: Answer,
    document: Document,
    offered: Document | None,
    around: Mapping[str, str],
    address: Callable[[str], str],
    pages: Mapping[str, str],
) -> dict[str, str]:
    """The page of an answer and the files that belong to it, as texts by file name; without a level only page and data.

    ``document`` and ``offered`` are its ``documents``, ``around`` the links to pages of the whole site, ``pages`` those of
    conditions by id; ``address`` gives the link to a file.
    """
    own = FILES if answer.level is not None else {"json": "answer.json"}
    links = {**around, **{name: address(file) for name, file in own.items()}}
    files = {
        "index.html": condition_page(document, offered, links=links, pages=pages),
        "answer.json": json_text(document, indent=1) + "\n",
    }
    if answer.level is None:
        return files
    return files | {"letter.html": letter_page(document, offered, links=around)} | citation_files(answer)


def report_page(answer: Answer) -> str:
    """The page of one answer on its own, without links to other pages. Pure: the same answer gives the same page."""
    return condition_page(*documents(answer))


def _differences(trial_id: str) -> list[dict[str, Any]] | None:
    """Differences in percentage points, cells less comparator, of a trial of the ledger; rows of the table ``effects``."""
    try:
        found = [c for c in published_comparisons(trial_id) if c.measure == "RD" and c.method]
    except MscTrialsError:
        return None
    return [
        {
            "measure": c.outcome,
            "time_frame": c.time_frame,
            "effect": c.estimate,
            "effect_ci_low": c.ci_low,
            "effect_ci_high": c.ci_high,
            "effect_ci_level": c.ci_level,
            "method": c.method,
            "cells_per_100": _per_100(c.cells),
            "control_per_100": _per_100(c.comparator),
        }
        for c in found
    ]


def _per_100(side: Side) -> int | None:
    return round(100 * side.events / side.n) if side.events is not None and side.n else None
