"""A static site: one page a condition, an index, comparison, products, method; the same data and day give the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from msc_trials.errors import QueryError
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.approvals import approval_line
from msc_trials.evidence.changes import seen_of
from msc_trials.knowledge import conditions, seeds
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.products import approvals
from msc_trials.output.json_text import json_text
from msc_trials.output.pages import shown
from msc_trials.output.pages.document import documents
from msc_trials.output.pages.news import News
from msc_trials.output.pages.render import condition_page, letter_page, site_page
from msc_trials.registry.files import write_file

Ask = Callable[[str], Answer]
"""Gives the answer of a condition; the command line hands in one that knows the source of the data."""

AROUND = {
    "home": "index.html", "compare": "compare.html", "products": "products.html", "method": "method.html",
    "ledger": "ledger.html", "feed": "feed.xml",
}  # fmt: skip
"""The pages of a site beside those of conditions, by the name of their link."""


@dataclass(frozen=True)
class Row:
    """One condition on the index: its name, page, level, lay names and counts (None without a level of its own)."""

    name: str
    page: str
    level: str | None
    words: str
    lay: str
    counts: dict[str, int] | None
    groups: dict[str, int] | None


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


def build(folder: Path, ask: Ask, as_of: dt.date, names: Iterable[str] = (), url: str = "") -> Built:
    """Write the site into ``folder``; only files whose bytes change are written, and none is removed.

    ``names`` are the conditions, all of the vocabulary when none is named. ``url`` is the address the site will have; with
    it a site map is written. Raises ``QueryError`` when the folder cannot be written, and what ``ask`` raises.
    """
    chosen = sorted(set(names) or {row.name for row in conditions.all_conditions()}, key=str.lower)
    pages = {known: f"../{slug_of(known)}/index.html" for name in chosen if (known := _row_named(name))}
    built, news, rows, dated = Built(folder), News.load(folder), [], ""
    for name in chosen:
        answer = ask(name)
        rows.append(_one(built, answer, name, pages))
        dated = max(dated, answer.provenance.data_timestamp[:10])
        if answer.level is not None:
            news.add(name, seen_of(answer), as_of.isoformat())
    _around(built, rows, dated)
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
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row in table if row["trial_id"] in wanted)
    return out.getvalue()


def _one(built: Built, answer: Answer, name: str, pages: dict[str, str]) -> Row:
    """The pages and data of one condition."""
    document, offered = documents(answer)
    known = document["query"]["condition_id"]
    slug = slug_of(_row_named(name) or name)
    level = document["answer"]["level"]
    links = _links("../") | {"json": "answer.json", "csv": "ledger.csv"} | ({"letter": "letter.html"} if level else {})
    built.write(f"{slug}/index.html", condition_page(document, offered, links=links, pages=pages))
    built.write(f"{slug}/answer.json", json_text(document, indent=1) + "\n")
    built.write(f"{slug}/ledger.csv", ledger_rows(trial["trial_id"] for trial in document["trials"]))
    if level is not None:
        built.write(f"{slug}/letter.html", letter_page(document, offered, links=_links("../")))
    words = shown.big_answer(document) if level else "several diseases: see its members"
    lay = ", ".join(conditions.by_id(known).lay_terms[:8]) if known else ""
    return Row(
        name,
        f"{slug}/index.html",
        level,
        words,
        lay,
        document["answer"]["counts"] if level else None,
        document["answer"]["groups"] if level else None,
    )


def _row_named(name: str) -> str:
    """The id of the row of the vocabulary that ``name`` means by itself; empty for a word of several or none."""
    found = lookup(name)
    row = next(iter(found.conditions), None)
    return row.id if row is not None and (found.kind == "condition" or row.name == name) else ""


def _around(built: Built, rows: list[Row], dated: str) -> None:
    """The pages beside those of conditions, and the ledger as data."""
    links = _links("")
    letters = [(letter.upper(), list(group)) for letter, group in groupby(rows, key=lambda row: row.name[0].lower())]
    listed = [asdict(a) | {"words": approval_line(a)} for a in approvals()]
    levels = [(code, name, sum(shown.step_of(r.level) == code for r in rows)) for code, name in shown.STEPS]
    built.write("index.html", site_page("index", links, rows=rows, letters=letters, levels=levels, dated=dated))
    built.write("compare.html", site_page("compare", links, rows=rows))
    built.write("products.html", site_page("products", links, approvals=listed))
    built.write("method.html", site_page("method", links, dict_steps=dict(shown.STEPS)))
    built.write("ledger.html", site_page("ledger", links, ledger=seeds.table("ledger")))
    built.write("ledger.csv", (seeds.folder() / "ledger.csv").read_text(encoding="utf-8"))


def _links(up: str) -> dict[str, str]:
    return {name: up + page for name, page in AROUND.items()}


def _sitemap(url: str, pages: list[str]) -> str:
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in (*AROUND.values(), *pages):
        if page.endswith(".html"):
            SubElement(SubElement(root, "url"), "loc").text = f"{url.rstrip('/')}/{page}"
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
