"""Which endpoint is the primary one, and which clause of the abstract reports it.

The paper's own words name it ("the primary end point was ..."); else the registered primary outcome does. Traps of the
word: primary schools, primary tumours, the main outcome of future trials. Source: reading conventions 8.2, 8.3, 8.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, listed, pattern, plain

_BRACKETS = re.compile(r"\([^()]{13,}\)")
_WORD = re.compile(r"[a-z][a-z0-9-]{2,}")
_SHORT_FORM = re.compile(r"\(([a-z][a-z0-9/-]{1,11})(?: \d+)?\s*[;,)]")
_BEFORE = re.compile(r"[a-z][a-z0-9 /'-]{4,80}$")
_ENDINGS = ("ings", "ing", "ed", "es", "s", "e")


@dataclass(frozen=True, slots=True)
class Primary:
    """The primary endpoint: the words that name it (without common words), and whether there are several.

    ``named`` is False when nothing names one. ``head`` are the words before it says how it is measured. ``is_safety`` marks an endpoint about safety, feasibility or
    pharmacokinetics only.
    """

    named: bool = False
    words: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    several: bool = False
    is_safety: bool = False
    text: str = ""
    is_registered: bool = False


def primary_of(sentences: Sequence[Sentence], forms: dict[str, str], registered: Sequence[str] = ()) -> Primary:
    """The primary endpoint of a paper, with its short forms.

    ``registered`` are the primary outcomes of its registry record, if at hand.
    """
    texts: list[str] = []
    several = False
    for sentence in sentences:
        if sentence.part in ("background", "other"):
            continue
        cued = has("primary_cue", sentence.plain)
        for found in pattern("primary_is").finditer(sentence.plain) if cued else ():
            if has("safety_endpoint", found.group()):
                continue
            what = next(text for text in found.groups() if text)
            if has("outcome_of_endpoint", what):
                continue
            what = _spelled_out(what, sentence.plain[: found.start()])
            texts.append(_first_outcome(what) or what)
            several = several or (sentence.part != "conclusions" and has("primary_several", found.group()))
        if sentence.part == "outcomes" and has("label_outcomes", plain(sentence.label)) and not texts:
            texts.append(_first_outcome(sentence.plain))
    named = bool(texts)
    if not named:
        texts = [plain(text) for text in registered]
    words = frozenset(word for text in texts for word in content(_BRACKETS.sub(" ", text), forms))
    heads = (pattern("how_measured").split(text, maxsplit=1)[0] for text in texts)
    head = frozenset(word for text in heads for word in content(_BRACKETS.sub(" ", text), forms))
    safety = bool(texts) and all(has("safety_aim", text) for text in texts)
    text = "; ".join(texts)
    return Primary(named or bool(registered), words, head, several, safety, text, is_registered=not named)


def stem(word: str) -> str:
    """A word without its ending, seven letters at most: scores and scored are one.

    >>> stem("healed"), stem("healing")
    ('heal', 'heal')
    """
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > 3 and not word.endswith("ss")), "")
    return word.removesuffix(ending)[:7]


def content(text: str, forms: dict[str, str] | None = None) -> set[str]:
    """Content words of a plain text, short forms written out as well, cut to stems of six letters."""
    text = text.replace("δ", " ")
    words = set(_WORD.findall(text)) - listed("stop_words")
    for short, long in (forms or {}).items():
        if short in text and re.search(rf"\b{re.escape(short)}s?\b", text):
            words |= (set(_WORD.findall(long)) - listed("stop_words")) | {short}
        elif long and long in text:
            words.add(short)
    return {stem(word)[:6] for word in words}


def overlap(words: Iterable[str], text: str, forms: dict[str, str]) -> float:
    """Share of the primary's words that a clause holds, 0 to 1; a short form of the primary counts as all of it."""
    wanted = set(words)
    if not wanted:
        return 0.0
    return len(wanted & content(text, forms)) / min(len(wanted), 5)


def share_of(primary: Primary, text: str, forms: dict[str, str]) -> float:
    """Share of the primary's words that a clause holds; of one primary, its name without how it is measured is enough."""
    share = overlap(primary.words, text, forms)
    return share if primary.several else max(share, overlap(primary.head, text, forms))


def short_forms(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Short forms and what they stand for, as the abstract introduces them: ``pfs`` is ``progression-free survival``."""
    forms: dict[str, str] = {}
    for sentence in sentences:
        for found in _SHORT_FORM.finditer(sentence.plain):
            before = _BEFORE.search(sentence.plain[max(0, found.start() - 82) : found.start()].rstrip())
            kept = _matching_words(before.group(), found[1]) if before else ""
            if kept:
                forms.setdefault(found[1], kept)
    return forms


def _matching_words(long: str, short: str) -> str:
    """The last words of ``long`` whose first letters spell ``short``; empty when they do not."""
    letters = re.sub(r"[^a-z]", "", short)
    words = re.findall(r"[a-z0-9]+|[^a-z0-9]+", long)
    at = len(words)
    names = 0
    while at and names < len(letters) + 3:
        at -= 1
        names += words[at][0].isalnum()
        tail = "".join(words[at:])
        initials = "".join(w[0] for w in re.findall(r"[a-z0-9]+", tail))
        if initials and initials[0] == letters[:1] and _is_subsequence(letters, initials, tail) and names > 1:
            return tail.strip()
    return ""


def _is_subsequence(letters: str, initials: str, tail: str) -> bool:
    if initials == letters:
        return True
    position = 0
    for letter in letters:
        position = tail.find(letter, position) + 1
        if not position:
            return False
    return len(initials) >= len(letters) - 1


def _spelled_out(what: str, before: str) -> str:
    """What names the primary endpoint, without a "this" or "which" that stands for the words before it."""
    named = pattern("stands_for_outcome").sub("", what)
    return named or re.split(r"[;.] ", before.rstrip(" ;,.-"))[-1]


def _first_outcome(text: str) -> str:
    return pattern("after_endpoint").split(text, maxsplit=1)[0]
