"""Registry text: cleaned for reading by rules and for showing on a terminal, and taken apart into sentences.

Source of the traps: API v2 sends Markdown with escapes (``10\\^6``, ``\\>20%``); records typed in
many countries hold typographic multiplication signs, dashes, superscripts and full-width characters.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

_ESCAPES = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~^|$&])")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPT_RUN = re.compile(f"[{_RAISED}]+")
_CHARACTERS = str.maketrans(
    {
        "×": "x", "✕": "x", "✖": "x", "х": "x", "Х": "x", "╳": "x", "ⅹ": "x", "Ⅹ": "x", "∗": "*", "＊": "*",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "－": "-", "～": "~", "∼": "~",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u3000": " ", "\u200b": "", "\ufeff": "",
        "／": "/", "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "．": ".",
        **dict(zip(_RAISED, "0123456789", strict=True)), "μ": "µ", "’": "'", "‘": "'", "“": '"', "”": '"', "＞": ">", "＜": "<", "＝": "=", "≥": ">=", "≤": "<=", "®": "", "™": "",
    }
)  # fmt: skip
# One search for all of them: translating every letter of a long text for the sake of a few takes five times as long.
_SPECIAL = re.compile("[" + "".join(re.escape(chr(code)) for code in _CHARACTERS) + "]+")
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
_SPACES = re.compile(r"\s+")
_BLANKS = re.compile(r"[ \t]+")
_GAP = re.compile(r"[^\S ]\s{19,}")
"""It says no more than a short one, and patterns that try every way through thousands of line breaks would take hours."""
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,31};")
"""With its semicolon: without it "A&region" would hold the sign for a registered trade mark."""


def tidied(text: str) -> str:
    """Text without accidents of typing: single blanks, plain line breaks, no entities of HTML; words and signs as they were.

    >>> tidied("age  &gt; 60\\r\\nor older")
    'age > 60\\nor older'
    """
    if not text.isprintable():  # it holds more than letters, signs and single blanks
        text = _GAP.sub(lambda gap: "\n\n" if "\n" in gap[0] else " ", text)
    if "  " not in text and "&" not in text and "\t" not in text and "\r" not in text:
        return text  # nearly all; asked of every text of every record
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _BLANKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def normalize(text: str) -> str:
    """Text as the reading rules want it: unescaped, plain signs, superscripts as ``^n``; line breaks kept."""
    text = _ESCAPES.sub(r"\1", text) if "\\" in text else text
    return text if text.isascii() else _SPECIAL.sub(_plain, text)


def _plain(run: re.Match[str]) -> str:
    return _SUPERSCRIPT_RUN.sub(r"^\g<0>", run.group()).translate(_CHARACTERS)


def cleaned_lines(text: str) -> str:
    """Text without control characters, escape sequences or bidi overrides; its line breaks stay."""
    return UNSAFE.sub("", _SEQUENCES.sub("", text))


def printable(text: str) -> str:
    """Text safe for a terminal: as ``cleaned_lines``, in one line."""
    return _SPACES.sub(" ", cleaned_lines(text)).strip()


def display_width(text: str) -> int:
    """Columns a terminal needs for ``text`` (East Asian wide characters take two, combining marks none)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


# The mark itself comes first, so that the engine runs over everything else.
_END = re.compile(
    r"[.;?!\n](?:(?<=[.?!])(?<![\s.][ivmIVM]\.)(?=\s+[A-Z(\d]|\s*$)|(?<=\n)\s*\n|(?<=;)\s|(?<=\n)(?=\s*[A-Z\d*-]))"
)


def sentences(text: str) -> Iterator[str]:
    """Sentences and list items of a text as written, in order; abbreviations such as ``i.v.`` do not end one.

    >>> list(sentences("Given i.v. Twice a day. Then weekly; at home"))
    ['Given i.v. Twice a day.', ' Then weekly; ', 'at home']
    """
    begin = 0
    for m in _END.finditer(text):
        yield text[begin : m.end()]
        begin = m.end()
    if begin < len(text):
        yield text[begin:]


def sentence_at(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What the sentence of ``text[start:end]`` says before and behind it, at most ``reach`` letters each."""
    begin = max(0, start - reach)
    for m in _END.finditer(text, begin, start):
        begin = m.end()
    stop = _END.search(text, end, end + reach)
    return text[begin:start], text[end : stop.start() if stop else end + reach]
