"""A static site: one page a condition, an index, comparison, products, method; the same data and day give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from msc_trials.errors import QueryError
from msc_trials.evidence.answer import Answer
from msc_trials.knowledge import conditions, seeds
from msc_trials.knowledge.lookup import lookup
from msc_trials.local.changes import seen_of
from msc_trials.output.pages.document import documents, files_of
from msc_trials.output.pages.listing import Row, bars, by_letter, levels, row_of
from msc_trials.output.pages.news import News
from msc_trials.output.pages.reference_pages import ledger_page, products_page
from msc_trials.output.pages.render import script, site_page
from msc_trials.output.row_formats import csv_of
from msc_trials.registry.files import write_file

Ask = Callable[[str], Answer]
"""Gives the answer of a condition; the command line hands in one that knows the source of the data."""

_TOGETHER = 20
"""Conditions asked for side by side: with more, a registry that fails once would be left out of the rest of the site."""

AROUND = {
    "home": "index.html", "compare": "compare.html", "products": "products.html", "method": "method.html",
    "ledger": "ledger.html", "ledger_csv": "ledger.csv", "feed": "feed.xml", "script": "find.js",
}  # fmt: skip
"""The pages of a site that belong to no condition, by the name of their link."""


@dataclass
class Built:
    """How many files a site has, and how many of them were written because their bytes changed."""

    folder: Path
    files: int = 0
    written: int = 0

    def write(self, name: str, text: str) -> None:
        """Write one file of the site where its bytes change. Raises ``QueryError``."""
        path, data = self.folder / name, text.encode("utf-8", "replace")
        self.files += 1
        try:
            if path.is_file() and path.read_bytes() == data:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
        except OSError as error:
            raise QueryError(
                f"{self.folder} cannot be written: {error.strerror}.", hint="Choose another folder."
            ) from error
        self.written += 1


def build(
    folder: Path,
    ask: Ask,
    as_of: dt.date,
    names: Iterable[str] = (),
    url: str = "",
    ahead: Callable[[list[str]], None] = lambda part: None,
) -> Built:
    """Write the site into ``folder``; only files whose bytes change are written, and none is removed.

    ``names`` are the conditions; when none is named, all of the vocabulary and the words that mean several of them. ``url``
    is the address the site will have; with it a site map is written. ``ahead`` is called with the next conditions before
    ``ask`` is called for each of them. Raises ``QueryError`` when the folder cannot be written, and what ``ask`` raises.
    """
    once = {_row_named(name) or name: name for name in sorted(set(names) or _all_names())}  # by its name or another
    chosen = sorted(once.values(), key=str.lower)
    pages = {known: f"../{slug_of(known)}/index.html" for name in chosen if (known := _row_named(name))}
    built, news, rows, dated = Built(folder), News.load(folder), [], ""
    for place, name in enumerate(chosen):
        if place % _TOGETHER == 0:
            ahead(chosen[place : place + _TOGETHER])
        answer = ask(name)
        rows.append(_one(built, answer, name, pages))
        dated = max(dated, answer.provenance.data_timestamp[:10])
        if answer.level is not None:
            news.update(name, seen_of(answer), as_of.isoformat())
    held = {"provenance": {"data_timestamp": dated, "stale": False}, "as_of": as_of.isoformat(), "query": None}
    _around(built, rows, held)
    _reference(built, pages)
    for name, text in news.files(dated).items():
        built.write(name, text)
    if url:
        built.write("sitemap.xml", _sitemap(url, [row.page for row in rows]))
    return built


def slug_of(name: str) -> str:
    """A name as part of an address.

    >>> slug_of("Crohn's disease"), slug_of("knee_oa")
    ('crohn-s-disease', 'knee-oa')
    """
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in name.lower()).split()) or "condition"


def ledger_rows(trial_ids: Iterable[str]) -> str:
    """The rows of the checked list of publications for some trials, as CSV with a header."""
    wanted = set(trial_ids)
    table = seeds.table("ledger")
    return csv_of((row for row in table if row["trial_id"] in wanted), list(table[0]))


def _one(built: Built, answer: Answer, name: str, pages: dict[str, str]) -> Row:
    """The pages and data of one condition."""
    document, offered = documents(answer)
    slug = _slug_of_page(name)
    around = _links("../") | {"csv": "ledger.csv"}
    files = files_of(answer, document, offered, around, lambda file: file, pages)
    files["ledger.csv"] = ledger_rows(trial["trial_id"] for trial in document["trials"])
    for file, text in files.items():
        built.write(f"{slug}/{file}", text)
    return row_of(document, f"{slug}/index.html")


def _all_names() -> set[str]:
    """Every condition of the vocabulary, and of each word for several of them the first form."""
    words = {seeds.listed(row["terms"])[0] for row in seeds.table("condition_groups")}
    return {row.name for row in conditions.all_conditions()} | words


def _slug_of_page(name: str) -> str:
    """The folder of the page of a name; a word of several that is written as the id of a row ("disc") has one of its own."""
    row = _row_named(name)
    slug = slug_of(row or name)
    taken = not row and slug in {slug_of(condition.id) for condition in conditions.all_conditions()}
    return f"{slug}-several" if taken else slug


def _row_named(name: str) -> str:
    """The id of the row of the vocabulary that ``name`` means by itself; empty for a word of several or none."""
    found = lookup(name)
    row = next(iter(found.conditions), None)
    return row.id if row is not None and (found.kind == "condition" or row.name == name) else ""


def _around(built: Built, rows: list[Row], held: dict[str, Any]) -> None:
    """The index and the comparison; ``held`` dates the data."""
    links, letters, graded = _links(""), by_letter(rows), [row for row in rows if row.level]
    built.write(
        "index.html", site_page("index", links, rows=rows, letters=letters, levels=levels(graded), document=held)
    )
    compared = {"rows": graded, "bars": bars(graded), "levels": levels(graded), "document": held, "troubles": ()}
    built.write("compare.html", site_page("compare", links, **compared))
    built.write("find.js", script())


def _reference(built: Built, pages: dict[str, str]) -> None:
    """The pages on products, publications and method, and the publications as data."""
    links = _links("")
    built.write("products.html", products_page(links, {known: page[3:] for known, page in pages.items()}))
    built.write("method.html", site_page("method", links))
    built.write("ledger.html", ledger_page(links))
    built.write("ledger.csv", (seeds.folder() / "ledger.csv").read_text(encoding="utf-8"))


def _links(up: str) -> dict[str, str]:
    return {name: up + page for name, page in AROUND.items()}


def _sitemap(url: str, pages: list[str]) -> str:
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in (*AROUND.values(), *pages):
        if page.endswith(".html"):
            SubElement(SubElement(root, "url"), "loc").text = f"{url.rstrip('/')}/{page}"
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
