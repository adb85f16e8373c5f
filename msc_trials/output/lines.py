"""Lines of plain text of a given width: wrapped sentences, items of lists, aligned tables, and where data came from."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from msc_trials.evidence import wording
from msc_trials.evidence.words import many, sentence
from msc_trials.matching.text import display_width, printable
from msc_trials.registry.result_set import Provenance

_A_WORD, _NARROWEST = 7, 3
_MARKDOWN = re.compile(r"([\\|`\[\]*_#])")


def source_line(provenance: Provenance) -> str:
    """Where the data came from and of which date, in words."""
    if provenance.source == "not_asked":
        return sentence("nothing_searched")
    data = provenance.data_timestamp[:10] or "unknown date"
    if provenance.source == "snapshot":
        text = (
            f"Source: snapshot of {wording.REGISTRY} shipped with this program; typical date of its records {data}, "
            f"made {provenance.retrieved_at[:10]}; ledger of publications beside it."
        )
    elif provenance.path:
        what = "store" if provenance.source == "store" else "snapshot"
        text = (
            f"Source: {what} of {wording.REGISTRY} in {printable(provenance.path)}; {provenance.total:,} trials, typical date of "
            f"its records {data}, made {provenance.retrieved_at[:10]}; ledger of publications beside it."
        )
    else:
        text = f"Source: {wording.REGISTRY}, data of {data}, {'stored' if provenance.source == 'cache' else 'fetched'} "
        text += f"{provenance.retrieved_at[:16].replace('T', ' ')} UTC; ledger of publications beside it."
    if provenance.left_out:
        text += " A part of the question was not searched: the registry takes shorter questions only."
    if not (provenance.stale and provenance.cause):
        return text
    # A store made by other rules is no older for it; anything else stands in for an answer that could not be had.
    return f"{text} {'' if provenance.source == 'store' else 'Not the newest: '}{provenance.cause}"


def dated_source(source: str, data_timestamp: str) -> str:
    """Source and date of data for a title or a file: ``ClinicalTrials.gov (cache), data of 2026-11-20``."""
    return f"{wording.REGISTRY} ({source}), data of {data_timestamp[:10] or 'unknown date'}"


def age_in_words(days: int) -> str:
    """How old data are: in days, in months, and from two years on in whole years.

    >>> age_in_words(1), age_in_words(20), age_in_words(400), age_in_words(1700)
    ('1 day old', '20 days old', '13 months old', '4 years old')
    """
    months = round(days / 30.44)
    if months >= 24:
        return f"{many(months // 12, 'year')} old"
    return f"{many(months, 'month') if months > 1 else many(days, 'day')} old"


def table_width(rows: Sequence[Sequence[str]]) -> int:
    """Columns of a terminal that a table needs when nothing in it is cut."""
    return sum(_sizes(rows)) + 2 * (len(rows[0]) - 1)


def _sizes(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(display_width, column)) for column in zip(*rows, strict=True)]


def table(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Aligned columns, the first row the head; the widest columns are cut where the width does not do, texts before numbers of
    trials and other names without blanks, which are of no use cut.
    """
    cells = [[printable(c) for c in row] for row in rows]
    sizes = _sizes(cells)
    texts = [i for i in range(len(sizes)) if any(" " in row[i] for row in cells)]
    for columns, least in ((texts, _A_WORD), (range(len(sizes)), _NARROWEST)):
        while sum(sizes) + 2 * (len(sizes) - 1) > width and columns:
            widest = max(columns, key=sizes.__getitem__)
            if sizes[widest] <= least:
                break
            sizes[widest] -= 1
    lines = []
    for row in cells:
        parts = [_padded(_cut(cell, size), size) for cell, size in zip(row, sizes, strict=True)]
        lines.append("  ".join(parts).rstrip())
    return lines


def _cut(text: str, size: int) -> str:
    if display_width(text) <= size:
        return text
    while text and display_width(text) > size - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, size: int) -> str:
    return text + " " * (size - display_width(text))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """``text`` in lines of ``width``, the first one indented by ``first``, the others by ``rest`` (or ``first``).

    An address stays whole, however long: in two lines it leads nowhere.
    """
    rest = first if rest is None else rest
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words="://" not in text,
        break_on_hyphens=False,
    ) or [""]


def capital(text: str) -> str:
    """A text at the start of a line: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def bullet(text: str, width: int) -> list[str]:
    """``text`` as an item of a list."""
    return wrapped(text, width, "- ", "  ")


def all_wrapped(texts: Iterable[str], width: int) -> list[str]:
    """Each text in lines of ``width``, one text after the other."""
    return [line for text in texts for line in wrapped(text, width)]


def bullets(texts: Iterable[str], width: int) -> list[str]:
    """A list of texts."""
    return [line for text in texts for line in bullet(text, width)]


def markdown_line(text: object) -> str:
    """One line that stays text in a notebook, wiki or Markdown file: its signs escaped, no markup.

    >>> markdown_line("a | b <i>*c*</i>")
    'a \\\\| b &lt;i&gt;\\\\*c\\\\*&lt;/i&gt;'
    """
    import html  # a terminal needs none

    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(printable(str(text)).split()), quote=False))
