"""Changes of form that journals make and that must not change what an abstract claims.

Headings, spellings of numbers and tests, words for arms, for comparing and for the primary endpoint. Each changes a parsed article
and nothing of what it says; ``python -m benchmarks.harmless_changes abstracts`` counts the readings that each of them turns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from benchmarks.score_abstracts import SUCCESS
from msc_trials.literature.article import Article, Section, parse_article
from msc_trials.literature.passages import part_of_label
from msc_trials.literature.reading import claim_of

Change: TypeAlias = Callable[[Article], Article]

_P = r"\bp(?:[- ]values?)?\s*(?P<op>[=<>])\s*(?=[.0])"
_PRIMARY = r"\b(?:primary|main) (?:efficacy )?(?:outcome|end[- ]?point)(?: measure)?(?P<s>s?)\b(?! and measures)"
_COMPARED = r"\b(?:(?:as |when )?compared (?:with|to)|in comparison (?:with|to)|relative to)\b"
_TESTED = r"\b(?:intervention|treatment|experimental|active|study|test) (?:group|arm)\b"
_CONTROL = r"\b(?:control|comparison|comparator) (?:group|arm)\b"
_PLACEBO = r"\b(?:the )?placebo group\b"
_VERSUS = r"\b(?:versus\b|vs\b\.?)"
_NAMES = {
    "background": "INTRODUCTION",
    "aim": "PURPOSE",
    "methods": "PATIENTS AND METHODS",
    "results": "FINDINGS",
    "conclusions": "INTERPRETATION",
}
WORDS: tuple[tuple[str, str, str], ...] = (
    ("middle dots", r"(?<=\d)\.(?=\d)", "·"),
    ("no zero before the point", r"(?<![\d.,·])0\.(?=\d)", "."),
    ("12 per cent", r"(?<=\d) ?%(?! ?(?:ci|confid|cred))", " per cent"),
    ("long dashes in words", r"(?<=\w)-(?=[a-z])", "–"),
    ("P-value = 0.01", _P, r"P-value \g<op> "),
    ("p:=0.01", _P, r"p:\g<op>"),
    ("P value of 0.01", _P.replace("[=<>]", "="), "P value of "),
    ("P was less than 0.01", _P.replace("[=<>]", "<"), "P was less than "),
    ("P = 0.01 in a square bracket", r"\((p\s*[=<>]\s*[\d.·]+)\)", r"[\1]"),
    ("t and degrees of freedom before P", r"\((p\s*[=<>]\s*[\d.·]+)\)", r"(t = 2.7, df = 58, \1)"),
    ("an arm for a group", r"(?<=(?:placebo|control) )group\b", "arm"),
    ("statistically significant", r"(?<!statistically )\bsignificant", "statistically significant"),
    ("randomised", r"\brandomiz", "randomis"),
    ("participants", r"\b(?:patients|subjects|individuals)\b", "participants"),
    *((f"compared: {to}", _COMPARED, to) for to in ("versus", "as compared with", "in comparison to", "relative to", "as opposed to")),
    *((f"versus: {to}", _VERSUS, to) for to in ("vs.", "v", "compared with", "against")),
    *((f"tested arm: {to}", _TESTED, to) for to in ("intervention group", "study group", "treatment arm", "experimental group")),
    *((f"control arm: {to}", _CONTROL, to) for to in ("control arm", "comparison group", "controls", "untreated group")),
    *((f"placebo: {to}", _PLACEBO, to) for to in ("placebo recipients", "patients receiving placebo", "those given placebo")),
    *((f"primary: {to}", _PRIMARY, rf"{to}\g<s>") for to in ("primary endpoint", "main outcome", "principal outcome", "primary efficacy variable")),
)  # fmt: skip
"""Name, pattern and what stands in its place, in the sections of an abstract."""


def changed(article: Article, pattern: str, to: str) -> Article:
    """An article with other words in its sections; a capital at the place stays one."""

    def written(found: re.Match[str]) -> str:
        new = found.expand(to)
        return new[0].upper() + new[1:] if found.group()[0].isupper() else new

    regex = re.compile(pattern, re.IGNORECASE)
    return replace(article, sections=tuple(replace(s, text=regex.sub(written, s.text)) for s in article.sections))


def run_together(article: Article, heading: Callable[[str], str] = lambda label: "") -> Article:
    """An article as one paragraph, its labels printed as ``heading`` says."""
    if not any(section.label for section in article.sections):
        return article
    text = " ".join(f"{heading(s.label)} {s.text}".strip() for s in article.sections)
    return replace(article, sections=(Section("", "", text),))


def other_labels(article: Article) -> Article:
    """An article with other usual labels for its parts."""
    named = (replace(s, label=_NAMES.get(part_of_label(s.label), s.label), category="") for s in article.sections)
    return replace(article, sections=tuple(named))


def methods_with_results(article: Article) -> Article:
    """An article with one label for methods and results."""
    joined: list[Section] = []
    for section in article.sections:
        former = part_of_label(joined[-1].label) if joined else ""
        if part_of_label(section.label) == "results" and former in ("methods", "outcomes"):
            joined[-1] = Section("METHODS AND RESULTS", "", f"{joined[-1].text} {section.text}")
        else:
            joined.append(section)
    return replace(article, sections=tuple(joined))


def changes() -> Mapping[str, Change]:
    """All changes by name."""
    found: dict[str, Change] = {
        "no headings": run_together,
        "headings in the text: RESULTS:": lambda a: run_together(a, lambda label: f"{label.upper()}:"),
        "headings in the text: Results.": lambda a: run_together(a, lambda label: f"{label.capitalize()}."),
        "other headings": other_labels,
        "methods and results under one heading": methods_with_results,
        "title in capitals": lambda a: replace(a, title=a.title.upper()),
    }
    for name, pattern, to in WORDS:
        found[name] = lambda a, pattern=pattern, to=to: changed(a, pattern, to)  # type: ignore[misc]
    return found


def abstracts(rows: Sequence[dict[str, Any]], texts: Mapping[str, str]) -> Iterable[str]:
    """A line for each change: readings as labelled that it turns, and those it turns to a success."""
    articles = [(r["claim"], parse_article(texts[r["pmid"]])) for r in rows if r["pmid"] in texts]
    right = [(claim, article) for claim, article in articles if claim_of(article).claim == claim]
    yield f"{len(right)} abstracts read as labelled, of {len(articles)}"
    for name, change in changes().items():
        counts: Counter[str] = Counter()
        for claim, article in right:
            other = change(article)
            if other == article:
                continue
            kind = "success" if claim in SUCCESS else "other"
            read = claim_of(other).claim
            counts[kind] += 1
            counts[f"{kind} turned"] += read != claim
            counts["to success"] += read in SUCCESS and claim not in SUCCESS
        told = ", ".join(
            f"{kind} turned {counts[f'{kind} turned']:3} of {counts[kind]:4}" for kind in ("success", "other")
        )
        yield f"{name:45} {told}, to a success {counts['to success']:2}"
