"""An answer without a level as HTML: a piece for a notebook and a page to print. Everything is escaped; no scripts."""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.evidence import wording, wording_lookup
from msc_trials.evidence.answer import Answer
from msc_trials.output.links import escaped, with_links
from msc_trials.output.without_level_text import member_level
from msc_trials.registry.query import search_page


def without_level_parts(answer: Answer) -> list[str]:
    """Paragraphs: urgent words, headline, members with their own levels, one link for each name to choose, what to do."""
    parts = [f"<p><strong>{escaped(text)}</strong></p>" for text in wording_lookup.urgent(answer.condition)]
    parts.append(f"<p>{escaped(answer.headline)}</p>")
    if answer.members:
        items = (f"{escaped(m.name)}: {escaped(member_level(m))}. {escaped(m.headline)}" for m in answer.members)
        title = "Each with its own level" if answer.understood.kind == "group" else "It was tried in"
        parts.append(f"<p>{title}:</p>{_list(items)}")
    elif answer.understood.candidates:
        parts.append(_list(_link(c.name) for c in answer.understood.candidates))
    parts += [f"<p>{with_links(text)}</p>" for text in answer.explanation]
    return parts


def without_level_page(answer: Answer, style: str, digest: str, version: str) -> str:
    """A whole page; ``style`` is its style sheet and ``digest`` allows it in the content policy."""
    title = escaped(answer.condition[:1].upper() + answer.condition[1:])
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    source = escaped(wording.SOURCES.get(answer.provenance.source, answer.provenance.source))
    dated = escaped(answer.provenance.data_timestamp[:10] or "not stated")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        f'<main>\n<h1>{title}</h1>\n<section class="answer">\n{chr(10).join(without_level_parts(answer))}\n</section>\n'
        f"<p>{escaped(wording.REGISTRY)}, data of {dated}; {source}.</p>\n<p>{escaped(wording.DISCLAIMER)}</p>\n"
        f"<p>msc_trials {escaped(version)}</p>\n</main>\n</body>\n</html>\n"
    )


def _link(name: str) -> str:
    return f'<a href="{escaped(search_page(name))}">{escaped(name)}</a>'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
