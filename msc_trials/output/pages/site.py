"""A static site: one page a condition, an index, comparison, products, method; the same data and day give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from msc_trials.errors import QueryError
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.approvals import approval_line
from msc_trials.knowledge import conditions, seeds
from msc_trials.knowledge.products import approvals
from msc_trials.output.json_text import json_text
from msc_trials.output.pages import shown
from msc_trials.output.pages.document import documents
from msc_trials.output.pages.render import condition_page, letter_page, site_page
from msc_trials.registry.files import write_file

Ask = Callable[[str], Answer]
"""Gives the answer of a condition; the command line hands in one that knows the source of the data."""


@dataclass(frozen=True)
class Row:
    """One condition on the index: its name, page, level, lay names and counts (None without a level of its own)."""

    name: str
    page: str
    level: str | None
    words: str
    lay: str
    counts: dict[str, int] | None


@dataclass(frozen=True)
class Built:
    """How many files a site has, and how many of them were written because their bytes changed."""

    files: int
    written: int


def build(folder: Path, ask: Ask, as_of: dt.date, names: Iterable[str] = ()) -> Built:
    """Write the site into ``folder``; only files whose bytes change are written, and none is removed.

    ``names`` are the conditions, all of the vocabulary when none is named. Raises ``QueryError`` when the folder cannot be
    written, and what ``ask`` raises.
    """
    chosen = list(names) or [row.name for row in conditions.all_conditions()]
    files: dict[str, str] = {}
    rows: list[Row] = []
    dated = ""
    for name in sorted(set(chosen), key=str.lower):
        answer = ask(name)
        document, offered = documents(answer)
        slug = slug_of(document["query"]["condition_id"] or name)
        links = _links("../", letter="letter.html", json="answer.json")
        files[f"{slug}/index.html"] = condition_page(document, offered, links=links)
        files[f"{slug}/answer.json"] = json_text(document, indent=1) + "\n"
        if answer.level is not None:
            files[f"{slug}/letter.html"] = letter_page(document, offered)
        rows.append(_row(name, slug, document))
        dated = max(dated, document["provenance"]["data_timestamp"][:10])
    files |= _around(rows, dated, as_of)
    return _write(folder, files)


def slug_of(name: str) -> str:
    """A name as part of an address.

    >>> slug_of("Crohn's disease"), slug_of("knee_oa")
    ('crohn-s-disease', 'knee-oa')
    """
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in name.lower()).split()) or "condition"


def _row(name: str, slug: str, document: shown.Document) -> Row:
    level = document["answer"]["level"]
    words = shown.big_answer(document) if level else "see its members"
    known = document["query"]["condition_id"]
    lay = ", ".join(conditions.by_id(known).lay_terms[:8]) if known else ""
    return Row(name, f"{slug}/index.html", level, words, lay, document["answer"]["counts"] if level else None)


def _around(rows: list[Row], dated: str, as_of: dt.date) -> dict[str, str]:
    """The pages beside those of conditions, the ledger as data and the site map."""
    shelf = _links("")
    letters = [(letter.upper(), list(group)) for letter, group in groupby(rows, key=lambda row: row.name[0].lower())]
    listed = [asdict(a) | {"words": approval_line(a)} for a in approvals()]
    day = as_of.isoformat()
    return {
        "index.html": site_page("index", shelf, rows=rows, letters=letters, dated=dated, as_of=day),
        "compare.html": site_page("compare", shelf, rows=rows),
        "products.html": site_page("products", shelf, approvals=listed),
        "method.html": site_page("method", shelf, dict_steps=dict(shown.STEPS)),
        "ledger.csv": (seeds.folder() / "ledger.csv").read_text(encoding="utf-8"),
        "sitemap.xml": _sitemap([row.page for row in rows], day),
    }


def _links(up: str, **more: str) -> dict[str, str]:
    names = {"home": "index.html", "compare": "compare.html", "products": "products.html", "method": "method.html"}
    return {name: up + page for name, page in names.items()} | more


def _sitemap(pages: list[str], day: str) -> str:
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in ("index.html", "compare.html", "products.html", "method.html", *pages):
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = page
        SubElement(entry, "lastmod").text = day
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _write(folder: Path, files: dict[str, Any]) -> Built:
    written = 0
    try:
        for name, text in files.items():
            path, data = folder / name, text.encode("utf-8", "replace")
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (path.is_file() and path.read_bytes() == data):
                write_file(path, data)
                written += 1
    except OSError as error:
        raise QueryError(f"{folder} cannot be written: {error.strerror}.", hint="Choose another folder.") from error
    return Built(len(files), written)
