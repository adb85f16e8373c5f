"""How hard the answers are to read: Flesch-Kincaid grade of headline and meaning, names of conditions left out.

    python -m benchmarks.reading_level            # grade over all conditions; exit 1 when it is above 8

Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid 1975). Syllables are counted by groups of vowels.
"""

from __future__ import annotations

import re
import sys

from msc_trials import answer
from msc_trials.evidence.level import Level
from msc_trials.evidence.words import levels
from msc_trials.knowledge import conditions

HIGHEST = 8.0
_SENTENCE = re.compile(r"[.!?;]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*|\d[\d,.]*\d|\d")


def syllables(word: str) -> int:
    """Syllables of an English word by groups of vowels; a number counts as one."""
    low = word.lower()
    if low[0].isdigit():
        return 1
    count = len(re.findall(r"[aeiouy]+", low))
    if low.endswith("e") and not low.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text.

    >>> round(grade("The cat sat on the mat."), 1)
    -1.4
    """
    sentences = [s for s in _SENTENCE.split(text) if _WORD.search(s)]
    words = _WORD.findall(text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def texts() -> list[tuple[str, str]]:
    """Id of a condition, and its headline and meaning without the name; conditions that are several diseases left out."""
    found = []
    for row in conditions.all_conditions():
        made = answer(row.name, source="snapshot")
        if made.level is not None:
            headline = made.headline.split(": ", 1)[-1]
            found.append((row.id, f"{headline[:1].upper()}{headline[1:]} {levels()[made.level].meaning.capitalize()}."))
    return found


def main() -> int:
    """Print the grade over all answers, of each level's meaning, and the hardest answers; 1 when the first is too high."""
    found = texts()
    whole = grade(" ".join(text for _, text in found))
    print(f"{len(found)} answers: grade {whole:.1f} (at most {HIGHEST:g})")
    for level in Level:
        print(f"  {level.value:<18} {grade(levels()[level].meaning):.1f}")
    for condition_id, text in sorted(found, key=lambda pair: -grade(pair[1]))[:3]:
        print(f"  hardest: {condition_id} {grade(text):.1f}: {text}")
    return int(whole > HIGHEST)


if __name__ == "__main__":
    sys.exit(main())
