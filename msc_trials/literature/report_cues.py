"""Whether a paper reports the main result of its own trial: independent cues that add up.

No single word tells a second look at a trial from its first report. Each cue has a name, a place in the paper and points
(``seeds/report_cues.csv``): below zero where it speaks for another kind of paper, above zero where it speaks for a report.
A cue counts once, however often it is said. Source of the points: a logistic model over 3,300 labelled abstracts, real and
made up, its weights divided by 0.2 and rounded; a weight whose sign was against the meaning of its cue was held at zero and the
cue left out. Set by hand were ``title_computed``, ``title_substudy``, ``primary_told`` and the type Observational Study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias, cast

from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import rules
from msc_trials.literature.article import Article
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import plain

Place: TypeAlias = Literal[
    "title",
    "title as printed",
    "aim",
    "before results",
    "before results as printed",
    "results",
    "conclusions",
    "abstract",
]
ENOUGH = 16
"""Points of a report of a trial's own result. About 3 in 100 reports that the other rules leave have less (set n)."""
CLEAR = 20
"""Points from which a report is clear even where its words for people or treatment are not known."""
TRIAL_TYPES = frozenset({"D016449", "D016430", "D017426", "D017427", "D017428", "D017429", "D018848"})
"""Randomized controlled trial, clinical trial, its phases 1 to 4, controlled clinical trial."""
_OBSERVATIONAL_TYPE = "D064888"
_AIM = ("background", "aim", "")
_EARLY = (*_AIM, "methods", "outcomes")
_MARK = " ¶ "
"""Stands between two sentences, so that no pattern reaches across."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is looked for in one place of a paper, and how much it counts."""

    name: str
    place: Place
    points: int
    speaks_for: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The names of the cues of a paper, and the points of all of them together.

    ``secondary`` and ``observational``: how many of the cues speak for a second look at a trial, and for work on records.
    """

    cues: frozenset[str]
    points: int
    secondary: int
    observational: int

    @property
    def is_report(self) -> bool:
        """Whether enough speaks for a report of the trial's own main result."""
        return self.points >= ENOUGH

    @property
    def is_clear(self) -> bool:
        """Whether much more speaks for a report than against it."""
        return self.points >= CLEAR


_TYPE_OF_TRIAL = Cue("type_of_trial", "abstract", 4)
_TYPE_OBSERVATIONAL = Cue("type_observational", "abstract", -6, "observational")
"""What the type of the paper says, which is no word of it."""


@lru_cache(maxsize=8)  # three rules ask for the same paper
def weigh(article: Article, sentences: tuple[Sentence, ...]) -> Weighed:
    """The cues of a paper and their points."""
    texts = _texts(article, sentences)
    kinds = {kind for place, of_place in _by_place().items() for kind in rules().kinds(texts[place], *of_place)}
    found = [cue for cue in all_cues() if f"report_cues.{cue.name}" in kinds]
    if article.types & TRIAL_TYPES:
        found.append(_TYPE_OF_TRIAL)
    if _OBSERVATIONAL_TYPE in article.types:
        found.append(_TYPE_OBSERVATIONAL)
    for_others = Counter(cue.speaks_for for cue in found)
    points = sum(cue.points for cue in found)
    return Weighed(frozenset(c.name for c in found), points, for_others["secondary"], for_others["observational"])


@cache
def all_cues() -> tuple[Cue, ...]:
    """The cues of the table, one for the rows of each. Raises ``ValueError`` where they disagree."""
    cues: dict[str, Cue] = {}
    for row in seeds.table("report_cues"):
        cue = Cue(row["cue"], cast("Place", row["place"]), int(row["points"]), row["speaks_for"])
        if cues.setdefault(cue.name, cue) != cue:
            raise ValueError(f"The rows of the cue {cue.name!r} disagree on place, points or kind.")
    return tuple(cues.values())


@cache
def _by_place() -> dict[Place, list[str]]:
    """The kinds of the cues of each place, as the word lists name them."""
    found: dict[Place, list[str]] = {}
    for cue in all_cues():
        found.setdefault(cue.place, []).append(f"report_cues.{cue.name}")
    return found


def _texts(article: Article, sentences: Sequence[Sentence]) -> dict[Place, str]:
    def of(*parts: str) -> str:
        return _MARK.join(s.plain for s in sentences if s.part in parts)

    return {
        "title": plain(article.title),
        "title as printed": article.title,
        "aim": of(*_AIM),
        "before results": of(*_EARLY),
        "before results as printed": _MARK.join(s.text for s in sentences if s.part in _EARLY),
        "results": of("results"),
        "conclusions": of("conclusions"),
        "abstract": _MARK.join(s.plain for s in sentences),
    }
