"""One self-contained page about one answer: to read on a phone, to print, to take to a doctor.

The template escapes everything by itself; pictures and links come from functions that escape. The page carries a content
policy that allows nothing but its own style sheet (by digest): no scripts, no requests.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msc_trials.evidence import wording, wording_lookup, words
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.approvals import NONE_LISTED, WHY_DIFFERENT, approval_line, list_date
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.caution import long_caution, short_caution
from msc_trials.evidence.checklist import checklist as make_checklist
from msc_trials.evidence.harm_words import GENERAL, harm_lines
from msc_trials.evidence.names import display_name
from msc_trials.evidence.people import people_words
from msc_trials.evidence.publication_wording import paper_sentence, paper_title, reading_lines, reported_sentence
from msc_trials.evidence.sizes import sizes_of
from msc_trials.evidence.trial_facts import trial_facts
from msc_trials.knowledge import seeds
from msc_trials.knowledge.harms import harm_facts
from msc_trials.matching.text import printable
from msc_trials.output import svg
from msc_trials.output.links import registry_link, with_links
from msc_trials.output.pictures import MARKS, effect_rows, effect_words, timeline_rows, trial_words
from msc_trials.output.without_level_html import without_level_page
from msc_trials.results.findings import VerdictStatus

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the denominators: so many trials, and what can be said of them."""

    number: int
    words: str
    status: VerdictStatus


@dataclass(frozen=True, slots=True)
class Group:
    """Trials that are not counted for the same reason."""

    reason: str
    trials: tuple[Assessment, ...]


def report_html(answer: Answer) -> str:
    """The page as HTML text. Pure: the same answer gives the same page."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    version = metadata.version("msc-trials") if _installed() else ""
    if answer.level is None:
        return without_level_page(answer, style, digest, version)
    return _template().render(
        answer=answer,
        shown=answer.condition[:1].upper() + answer.condition[1:],
        level=answer.heading.capitalize(),
        style=_markup(style),
        style_digest=digest,
        counts=_counts(answer),
        ladder=_markup(svg.ladder(answer)),
        timeline=_markup(svg.timeline(answer)),
        timeline_left=max(0, len(timeline_rows(answer)) - svg.MAX_ROWS),
        undated=len(answer.counted) - len(timeline_rows(answer)),
        effects=_markup(svg.effects(answer)),
        effects_left=max(0, len(effect_rows(answer)) - svg.MAX_ROWS),
        deciding={a.trial_id for a in answer.deciding},
        groups=_groups(answer),
        papers=[p for t in answer.trials if t.counted for p in t.papers if p.counts or p.notes],
        papers_notes=[
            *(t.contradiction for t in answer.trials if t.contradiction),
            *(reading_lines(answer.papers) if answer.papers else ()),
        ],
        reported=reported_sentence(answer.reported),
        glossary=seeds.table("glossary"),
        wording=wording,
        words=words,
        checklist=make_checklist(answer),
        dated=answer.provenance.data_timestamp[:10] or "not stated",
        version=version,
        first=(*wording_lookup.urgent(answer.condition), wording_lookup.searched_as(answer.understood)),
        related=wording_lookup.related(answer.understood),
    )


def _counts(answer: Answer) -> tuple[Count, ...]:
    """Every counted trial in exactly one line, in the order of the vocabulary; empty lines left out."""
    return tuple(
        Count(answer.counts[s.value], wording.VERDICTS[s.value], s) for s in VerdictStatus if answer.counts[s.value]
    )


def _groups(answer: Answer) -> tuple[Group, ...]:
    """The trials set apart, by reason, the largest group first."""
    reasons = Counter(t.not_counted_because.partition(" ")[0] for t in answer.trials if t.not_counted_because)
    return tuple(
        Group(
            wording.not_counted_because(code),
            tuple(t.assessment for t in answer.trials if t.not_counted_because.partition(" ")[0] == code),
        )
        for code, _ in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only a report needs it

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_one_line,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {
        "mark": lambda trial: _markup(svg.key_mark(MARKS[trial.verdict.status])),
        "mark_of": lambda status: _markup(svg.key_mark(MARKS[status])),
        "registry_link": lambda nct_id: _markup(registry_link(nct_id)),
        "with_links": lambda text: _markup(with_links(text)),
        "paper_title": paper_title,
        "paper_sentence": paper_sentence,
        "trial_facts": trial_facts,
        "effect_words": effect_words,
        "approval_line": approval_line,
        "why_different": WHY_DIFFERENT,
        "none_listed": NONE_LISTED,
        "list_date": list_date,
        "display_name": display_name,
        "people_words": people_words,
        "sizes_of": sizes_of,
        "short_caution": short_caution,
        "long_caution": long_caution,
        "harm_lines": harm_lines,
        "general_harms": GENERAL,
        "harm_facts": harm_facts(),
        "words_of": trial_words,
    }
    environment.globals |= helpers
    return environment.get_template("report.html.j2")


@cache
def _style() -> str:
    return (_HERE / "report.css").read_text(encoding="utf-8")


def _installed() -> bool:
    try:
        metadata.version("msc-trials")
    except metadata.PackageNotFoundError:
        return False
    return True


def _one_line(value: Any) -> Any:
    """What the template prints: text without control characters and bidi overrides; ready-made markup as it is."""
    return value if hasattr(value, "__html__") else printable(str(value))


def _markup(text: str) -> Any:
    """``text`` as ready-made markup; only for text this package has escaped itself."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - made by render.svg and render.links, which escape every value
