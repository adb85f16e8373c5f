"""HTML of each kind of page, and letters as Markdown, from JSON documents. Pure: the same document gives the same bytes.

Templates escape everything by themselves; pictures and links come from functions that escape. No page asks another server.
Only lists of conditions have a script (``find.js``), a file of its own; without it nothing is lost.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msc_trials.evidence import words
from msc_trials.evidence.wording import REGISTRY
from msc_trials.knowledge import seeds
from msc_trials.matching.text import printable
from msc_trials.output import papers_text
from msc_trials.output.advice import for_a_page
from msc_trials.output.citations import bibtex_of_page
from msc_trials.output.lines import markdown_line
from msc_trials.output.links import escaped, registry_link, with_links
from msc_trials.output.marks import mark_svg
from msc_trials.output.pages import charts, letter, shares, shown
from msc_trials.output.pages.shown import Document
from msc_trials.output.trial_words import not_counted_because

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).resolve().parent
_LINKS = (
    "home", "compare", "products", "method", "ledger", "ledger_csv", "letter", "json", "csv", "feed", "search", "script",
    "bib", "ris", "csl",
)  # fmt: skip
OPEN_QUESTIONS = ("evidence", "approval", "cell_count", "certificate", "imaging", "complications", "follow_up")
"""Questions for a clinic that the page shows; the others are folded."""


def condition_page(
    document: Document,
    checklist: Document | None = None,
    *,
    links: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """The page of one condition from ``answer_json`` and, where at hand, ``checklist_json``.

    ``links`` leads to the other pages of a site (``home``, ``compare``, ``method``, ``letter``, ``json``), ``pages`` to those
    of conditions by id; a page on its own has none. A question without a level (a group, a treatment, an unknown word) gets a page that says so.
    """
    name = "condition.html.j2" if document["answer"]["level"] else "no_level.html.j2"
    return _render(name, document=document, checklist=checklist, links=links or {}, pages=pages or {})


def letter_page(
    document: Document, checklist: Document | None = None, *, links: Mapping[str, str] | None = None
) -> str:
    """One sheet for a doctor: the question, the level with its denominators, the trials that decide, the date."""
    return _render("letter.html.j2", document=document, checklist=checklist, links=links or {})


def letter_markdown(document: Document, checklist: Document | None = None) -> str:
    """The letter as Markdown, for a word processor or an e-mail; everything from records stays text."""
    made = _for_markdown().get_template("letter.md.j2").render(document=document, checklist=checklist)
    return re.sub(r"\n{3,}", "\n\n", made).strip() + "\n"


def script() -> str:
    """The script of the lists, ``find.js``: it hides rows that do not hold the typed words, and does nothing else."""
    return (_HERE / "find.js").read_text(encoding="utf-8")


def site_page(name: str, links: Mapping[str, str], **values: Any) -> str:
    """Another page of a site; ``name`` is that of its template: index, compare, products, method, ledger."""
    return _render(f"{name}.html.j2", links, **values)


def _render(template: str, links: Mapping[str, Any], **values: Any) -> str:
    style = (_HERE / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made = (
        _environment()
        .get_template(template)
        .render(style=_markup(style), style_digest=digest, links=dict.fromkeys(_LINKS) | dict(links), **values)
    )
    return "\n".join(line for line in made.splitlines() if line.strip()) + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only pages need it

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "shown": shown,
        "shares": shares,
        "letter": letter,
        "REGISTRY": REGISTRY,
        "not_counted_because": not_counted_because,
        "words": words,
        "papers": papers_text,
        "for_a_page": for_a_page,
        "glyph": lambda verdict: _markup(mark_svg(verdict)),
        "bar": lambda percent, verdict: _markup(charts.bar(percent, verdict)),
        "hundred": lambda number, side: _markup(charts.hundred(number, side)),
        "forest": lambda document: _markup(charts.forest(document)),
        "timeline": lambda document: _markup(charts.timeline(document)),
        "registry_link": lambda trial_id: _markup(registry_link(trial_id)),
        "with_links": lambda text: _markup(with_links(text)),
        "bibtex_of_page": bibtex_of_page,
        "lines": lambda text: _markup("\n".join(escaped(line) for line in text.splitlines())),
        "glossary": seeds.table("glossary"),
        "questions": seeds.table("questions"),
        "open_questions": OPEN_QUESTIONS,
    }
    return environment


@cache
def _for_markdown() -> Environment:
    return _environment().overlay(autoescape=False, finalize=markdown_line)


def _one_line(value: Any) -> Any:
    """What a template prints: text without control characters and bidi overrides; ready-made markup as it is."""
    return value if hasattr(value, "__html__") else printable(str(value))


def _markup(text: str) -> Any:
    """``text`` as ready-made markup; only for text this package has escaped itself."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - made by charts and links, which escape every value
