"""Groups that had a control and the tested product in turn: crossover, "Placebo, cells", rescue, open-label extension.

For a test in the first period such a group compares. For harms, roles and effects it is neither side: what is posted
for it may be from before or after. Words: rows ``crossed`` of ``seeds/patterns.csv``.
"""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.extraction.document import CellWords
from msc_trials.extraction.product.treatment import GIVEN_WORDS
from msc_trials.knowledge.rules import pattern
from msc_trials.matching.text import normalize, sentences
from msc_trials.records.schema import Group
from msc_trials.results.arms.arm_text import controls_in, names, tokens
from msc_trials.results.findings import HAD_PRODUCT
from msc_trials.results.model import ArmRole, Role

_BOTH = ArmRole(Role.OTHER, HAD_PRODUCT, "had the control and the product in turn")


def without_crossed(
    groups: tuple[Group, ...], roles: dict[str, ArmRole], products: Iterable[str]
) -> dict[str, ArmRole]:
    """The roles, with ``other`` for groups that had both in turn. ``products`` are names of the tested product.

    A group of the product that was given the control later has had the product from its start and stays what it is.
    """
    codes = _codes(products)
    both = {g.id: _BOTH for g in groups if g.id and _had_both(g, roles[g.id].role, codes)}
    return {i: both.get(i, role) for i, role in roles.items()}


def part_of(title: str) -> str:
    """The part of a trial that a group's title begins with or ends in, in small letters; empty where it names none.

    >>> part_of("Cohort 3: Cells"), part_of("Cells, low dose"), part_of("Placebo (Part B)")
    ('cohort 3', '', 'part b')
    """
    match = pattern("crossed.part").search(normalize(title).lower())
    return "" if match is None else " ".join(match[0].split())


def _had_both(group: Group, role: Role, codes: frozenset[str]) -> bool:
    title = normalize(group.title or "")
    if role is Role.TESTED:
        return _in_turn(title, codes, control_first=True)
    if role is not Role.COMPARATOR:
        return False
    if _in_turn(title, codes) or pattern("crossed.title").search(title):
        return True
    return any(_told(said, codes) for said in sentences(normalize(group.description or "")))


def _in_turn(title: str, codes: frozenset[str], *, control_first: bool = False) -> bool:
    """Whether a title names a control and the product one after the other ("Placebo, cells"; "Cells after placebo")."""
    after = pattern("crossed.after_control").search(title)
    if after is not None and _names_product(title[: after.start()], codes):
        return True
    parts = pattern("crossed.turn").split(title)
    control = [i for i, part in enumerate(parts) if [*controls_in(part.lower())]]
    product = [i for i, part in enumerate(parts) if i not in control and _names_product(part, codes)]
    return bool(control and product) and (not control_first or control[0] < product[0])


def _told(sentence: str, codes: frozenset[str]) -> bool:
    """Whether a sentence about a control group says that its people are, or may be, given the product later."""
    low = sentence.lower()
    for cue in pattern("crossed.later").finditer(low):
        said = _given_behind(low[cue.end() :])
        given = pattern("crossed.given").search(cue.group() + said)
        if given and _names_product(sentence[cue.end() : cue.end() + len(said)], codes):
            return True
    return False


def _given_behind(text: str) -> str:
    """What is told before a comparison, a denial or a control ("... or placebo"); "drug placebo" is a placebo."""
    likened = pattern("crossed.likened").search(text)
    text = text if likened is None else text[: likened.start()]
    control = min((start for _, start in controls_in(text)), default=None)
    return text if control is None else "".join(pattern("crossed.joint").split(text[:control])[:-1])


def _names_product(text: str, codes: frozenset[str]) -> bool:
    words = CellWords(text)
    return words.has(*GIVEN_WORDS) or words.product() is not None or bool(codes & tokens(text))


def _codes(products: Iterable[str]) -> frozenset[str]:
    """Words of product names that mean nothing else: names of one word, and words with a digit."""
    found: set[str] = set()
    for own in map(names, products):
        found |= {word for word in own if len(own) == 1 or any(c.isdigit() for c in word)}
    return frozenset(found)
