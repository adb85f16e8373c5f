"""The language of a typed text, from its script or from small words such as "my mother has"; empty where nothing says it."""

from __future__ import annotations

import re

from msc_trials.knowledge import seeds
from msc_trials.knowledge.phrases import words

_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")


def language_of(text: str) -> str:
    """A two-letter code, or empty. Several languages share small words, so the most found words decide."""
    if _KANA.search(text):
        return "ja"
    if _HAN.search(text) and not _HANGUL.search(text):
        return "zh"
    there = set(words(text))
    found: dict[str, int] = {}
    for row in seeds.table("foreign_filler_words"):
        if there.issuperset(words(row["word"])) and row["language"] not in ("zh", "ja"):
            found[row["language"]] = found.get(row["language"], 0) + 1
    best = sorted(found, key=lambda language: -found[language])
    if not best or found[best[0]] < 2:  # one small word may be English or a name
        return ""
    return best[0] if len(best) == 1 or found[best[0]] > found[best[1]] else ""


def is_urgent(text: str) -> bool:
    """Whether the words may describe an emergency (``seeds/urgent_words.csv``)."""
    plain = text.casefold().replace("’", "'")
    return any(re.search(row["pattern"], plain) for row in seeds.table("urgent_words"))


def not_understood_in(language: str) -> str:
    """The sentence "I did not understand" with ``{typed}`` in it; empty for languages without one."""
    return next((row["text"] for row in seeds.table("not_understood") if row["language"] == language), "")
