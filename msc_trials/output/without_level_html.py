"""An answer without a level as HTML: a piece for a notebook. Everything is escaped; no scripts."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.evidence.answer import Answer
from msc_trials.output import lookup_text
from msc_trials.output.links import escaped, with_links
from msc_trials.output.without_level_text import member_level, members_title
from msc_trials.registry.query import search_page


def without_level_parts(answer: Answer) -> list[str]:
    """Paragraphs: urgent words, headline, members with their own levels, one link for each name to choose, what to do."""
    parts = [f"<p><strong>{escaped(text)}</strong></p>" for text in lookup_text.urgent(answer.condition)]
    parts.append(f"<p>{escaped(answer.headline)}</p>")
    if answer.members:
        items = (f"{escaped(m.name)}: {escaped(member_level(m))}. {escaped(m.headline)}" for m in answer.members)
        parts.append(f"<p>{escaped(members_title(answer))}</p>{_list(items)}")
    elif answer.understood.candidates:
        parts.append(_list(_link(c.name) for c in answer.understood.candidates))
    parts += [f"<p>{with_links(text)}</p>" for text in answer.explanation]
    return parts


def _link(name: str) -> str:
    return f'<a href="{escaped(search_page(name))}">{escaped(name)}</a>'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
