"""An arm as text, and the words that tell arms apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.text import normalize
from msc_trials.results.words import members, search

_WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_PLURAL = re.compile(r"(?<=[a-z]{3}[aceghk-prtwy])s$")
_MARK = re.compile("[™®]")
_JOINED = re.compile(r"\b[a-z]{2}(?=/[a-z]{2,}\d*\b)")
_CONTROLS = {
    "result_words.placebo": "placebo",
    "result_words.untreated": "no_treatment",
    "result_words.standard_care": "standard_care",
}
"""Word lists that name a control, and the kind of control they name."""


@dataclass(frozen=True)
class ArmText:
    """An arm, or a group standing in for one: registered type (empty when unknown), label and intervention names."""

    type: str
    label: str
    products: tuple[str, ...] = ()
    description: str = ""

    @cached_property
    def named(self) -> frozenset[str]:
        """What the label names."""
        return names(self.label)

    @cached_property
    def given(self) -> frozenset[str]:
        """What is given, whatever the label says."""
        return frozenset[str]().union(*(names(p) or tokens(p) for p in self.products))

    @cached_property
    def actives(self) -> tuple[str, ...]:
        """The products without placebos, and without the placebo part of a joined name ("placebo for A / B").

        In "A/B placebo" both are placebos.
        """
        pieces: list[str] = []
        for given in self.products:
            placebo = search("placebo", given.lower())
            joint = "arms.joint_word" if placebo is not None and "/" in given[: placebo.start()] else "arms.joint"
            pieces += [given] if placebo is None else pattern(joint).split(given)
        return tuple(piece for piece in pieces if piece.strip() and search("placebo", piece.lower()) is None)

    @cached_property
    def own(self) -> frozenset[str]:
        """What label and products name, without what the label says is left out and without placebos."""
        kept = names(pattern("arms.without").sub(" ", self.label))
        return kept.union(*map(names, self.actives))

    @cached_property
    def controls(self) -> tuple[tuple[str, bool], ...]:
        """Controls the label names: their kind, and whether they are only added to something active."""
        low = self.label.lower()
        return tuple((kind, _added(low[:start])) for kind, start in controls_in(low))

    def control(self, common: frozenset[str] = frozenset()) -> str:
        """The kind of control the label names; empty when it names none.

        ``common`` are the names every arm has: what is added to nothing else is a control ("background + placebo").
        """
        return next((kind for kind, added in self.controls if not added or self.named <= common), "")

    def says(self, *kinds: str) -> bool:
        """Whether the label has words for controls of these kinds, added to something or not."""
        return any(kind in kinds for kind, _ in self.controls)


def controls_in(text: str) -> Iterator[tuple[str, int]]:
    """Controls that a text in small letters names: their kind, and where their words begin."""
    for hit in rules().first_of_each(text, *_CONTROLS):
        kind = _CONTROLS[hit.rule.kind]
        yield "sham" if text[hit.start : hit.end] == "sham" else kind, hit.start


@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """The telling words of a label or product name: lower case, singular, no filler, no units, numbers kept."""
    words = frozenset(_WORD.findall(normalize(_MARK.sub(" ", text)).lower())) - members("filler")
    return frozenset([_PLURAL.sub("", word) if word[-1] == "s" else word for word in words]) - members("filler")


@lru_cache(maxsize=4096)
def names(text: str) -> frozenset[str]:
    """The telling words without amounts, short codes and words for controls: what is given, not how much or how often.

    A short code counts where it is joined to another name: "FF/VI" gives two drugs.
    """
    words = tokens(text) - members("control_name") - members("how_often")
    kept = (w for w in words if len(w) > 2 and not (w[0] <= "9" and pattern("arms.amount").fullmatch(w)))
    return frozenset(kept).union(set(_JOINED.findall(text.lower())) - members("filler"))


def without_placebos(title: str) -> str:
    """A title in small letters without the placebos of other treatments.

    >>> without_placebos("alfanib 5 mg / betamine placebo"), without_placebos("placebo + betamine")
    ('alfanib 5 mg', 'placebo betamine')
    """
    if not search("placebo", title):
        return title
    parts = pattern("arms.joint_title").split(title)
    given = " ".join([p for p in parts if not search("placebo", p) or not tokens(p) - members("control_name")])
    return given if tokens(given) else title


def bare_control(label: str) -> bool:
    """Whether a label says control, reference or standard (but not "active", "controlled release", "with control")."""
    label = label.lower()
    match = search("control", label)
    return match is not None and not pattern("arms.no_control").search(label[: match.start()])


def _added(before: str) -> bool:
    """``drug + placebo`` and ``drug plus usual care``: the control word behind this is an addition to something active."""
    return pattern("arms.adding").search(before) is not None and bool(names(before))
