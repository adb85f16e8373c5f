"""Sentences of registry text, with where they start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache


@cache
def _end() -> re.Pattern[str]:
    # The mark itself comes first, so that the engine runs over everything else.
    return re.compile(
        r"[.;\n](?:(?<=\.)(?<![\s.][ivmIVM]\.)(?=\s+[A-Z(\d]|\s*$)|(?<=\n)\s*\n|(?<=;)\s|(?<=\n)(?=\s*[A-Z\d*-]))"
    )


def sentences(words: str) -> Iterator[str]:
    """Sentences and list items of a text; abbreviations such as ``i.v.`` do not end one."""
    begin = 0
    for m in _end().finditer(words):
        if m.end() > begin:
            yield words[begin : m.end()]
            begin = m.end()
    if begin < len(words):
        yield words[begin:]
