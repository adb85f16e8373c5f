"""Sentences and list items of registry text: the one place that says where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache


@cache
def _end() -> re.Pattern[str]:
    # The mark itself comes first, so that the engine runs over everything else.
    return re.compile(
        r"[.;?!\n](?:(?<=[.?!])(?<![\s.][ivmIVM]\.)(?=\s+[A-Z(\d]|\s*$)|(?<=\n)\s*\n|(?<=;)\s|(?<=\n)(?=\s*[A-Z\d*-]))"
    )


def sentences(text: str) -> Iterator[str]:
    """Sentences and list items of a text as written, in order; abbreviations such as ``i.v.`` do not end one.

    >>> list(sentences("Given i.v. Twice a day. Then weekly; at home"))
    ['Given i.v. Twice a day.', ' Then weekly; ', 'at home']
    """
    begin = 0
    for m in _end().finditer(text):
        if m.end() > begin:
            yield text[begin : m.end()]
            begin = m.end()
    if begin < len(text):
        yield text[begin:]


def sentence_at(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What the sentence of ``text[start:end]`` says before and behind it, at most ``reach`` letters each."""
    begin = max(0, start - reach)
    for m in _end().finditer(text, begin, start):
        begin = m.end()
    stop = _end().search(text, end, end + reach)
    return text[begin:start], text[end : stop.start() if stop else end + reach]
