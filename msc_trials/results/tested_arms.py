"""Which arms of a trial are tested, and what each of the others is.

Works on arms as texts (label and intervention names), so that the posted groups of a record without usable arms can be
judged by the same rules. Source: verdict conventions (arms of interest; the title decides; registered types can be
wrong), domain notes §5c.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from msc_trials.facts import COUNTED_CLASSES
from msc_trials.results.model import Role, Standing
from msc_trials.results.words import found, listed, pattern
from msc_trials.text import normalize

_KINDS = {
    "PLACEBO_COMPARATOR": "placebo",
    "SHAM_COMPARATOR": "sham",
    "NO_INTERVENTION": "no_treatment",
    "ACTIVE_COMPARATOR": "active",
}
_WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_AMOUNT = re.compile(r"\d+(?:[.-]\d+)*(?:mg|mcg|ug|g|ml|l|kg|iu|u|x|h|hr|d|wk|w|mm|cm|k|m|ppm|th|st|nd|rd)?")
_WITHOUT = re.compile(r"\b(?:without|minus|no|not|instead of)\b.*", re.IGNORECASE)
_CONTROL = frozenset(("control", "placebo", "placebos", "sham", "vehicle", "comparator"))
_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|v\.|compared? (?:to|with|against)|in comparison (?:to|with)|comparing|comparison of|over|"
    r"instead of|rather than|relative to|with or without|with and without|\+/-)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ArmText:
    """An arm, or a group standing in for one: registered type (empty when unknown), label and intervention names."""

    type: str
    label: str
    products: tuple[str, ...] = ()
    description: str = ""


@lru_cache(maxsize=4096)
def tokens(text: str) -> frozenset[str]:
    """The telling words of a label or product name: lower case, no filler, no units, numbers kept."""
    fillers = listed("filler")
    return frozenset(w for w in _WORD.findall(normalize(text).lower().replace("®", "")) if w not in fillers)


@lru_cache(maxsize=4096)
def names(text: str) -> frozenset[str]:
    """The telling words without amounts, short codes and words for controls: what is given, not how much."""
    return frozenset(w for w in tokens(text) if len(w) > 2 and w not in _CONTROL and not _AMOUNT.fullmatch(w))


def standings_msc(classes: tuple[str, ...], arms: tuple[ArmText, ...]) -> tuple[Standing, ...]:
    """Arms given a counted MSC product are tested, all others compare. Source: issue of the MSC arms, domain notes §5c."""
    return tuple(
        Standing(Role.TESTED, why="given a mesenchymal cell product")
        if cell_class in COUNTED_CLASSES
        else Standing(Role.COMPARATOR, _kind(arm), "given no mesenchymal cell product")
        for cell_class, arm in zip(classes, arms, strict=True)
    )


def standings(arms: tuple[ArmText, ...], titles: tuple[str, ...], single_group: bool = False) -> tuple[Standing, ...]:
    """The role of every arm, in order. Rules are tried from the surest to the weakest."""
    if not arms:
        return ()
    if len(arms) == 1 or single_group:
        return tuple(Standing(Role.TESTED, why="the only treated arm") for _ in arms)
    if _dose_labels(arms):
        return tuple(Standing(Role.TESTED, why="doses of one product") for _ in arms)
    alike = len({a.type for a in arms}) == 1 and same_product(arms) and not any(map(_named_kind, arms))
    if alike and not _compared_by_label(arms, titles):
        return tuple(Standing(Role.TESTED, why="the same product in every arm") for _ in arms)
    controls = _controls(arms)
    rest = [i for i in range(len(arms)) if controls[i] is None]
    tested = [i for i in rest if arms[i].type == "EXPERIMENTAL"]
    if (tested and len(tested) < len(rest)) or (tested and len(rest) < len(arms)):
        tested_now = set(tested)
        if len(tested) == len(rest) or not _title_overrules(arms, rest, tested, titles):
            return tuple(
                controls[i]
                or (
                    Standing(Role.TESTED, why="registered as experimental")
                    if i in tested_now
                    else Standing(Role.COMPARATOR, _KINDS.get(arms[i].type, "active"), "registered as comparator")
                )
                for i in range(len(arms))
            )
    if len(rest) < len(arms) and rest and not tested:
        return tuple(
            c or Standing(Role.TESTED, why="the treated arm beside a placebo or untreated arm") for c in controls
        )
    chosen, why = _by_content(arms, rest, titles)
    return tuple(
        controls[i]
        or (
            Standing(Role.CANDIDATE, "active", "no arm is named as the tested one")
            if not chosen
            else Standing(Role.TESTED, why=why)
            if i in chosen
            else Standing(Role.COMPARATOR, _KINDS.get(arms[i].type, "active"), why)
        )
        for i in range(len(arms))
    )


def _dose_labels(arms: tuple[ArmText, ...]) -> bool:
    """Labels that differ in numbers only: doses of one product whatever types were registered (NCT01856140)."""
    words = {names(a.label) for a in arms}
    return len(words) == 1 and bool(*words) and all(re.search(r"\d", a.label) for a in arms) and same_given(arms)


def _compared_by_label(arms: tuple[ArmText, ...], titles: tuple[str, ...]) -> set[int]:
    """Arms of one product whose labels the title compares ("manual versus electric"): the first named."""
    labels = {i: names(a.label) for i, a in enumerate(arms)}
    shared = frozenset.intersection(*labels.values())
    telling = {i: words - shared for i, words in labels.items()}
    for title in titles:
        pieces = _VERSUS.split(title)
        chosen = _first_named(pieces, telling, list(telling)) if len(pieces) > 1 else set()
        if chosen:
            return chosen
    return set()


def same_given(arms: tuple[ArmText, ...]) -> bool:
    """Whether no arm lists a product that another does not."""
    given = [frozenset().union(*(names(p) or tokens(p) for p in a.products)) for a in arms]
    return all(g == given[0] for g in given)


def same_product(arms: tuple[ArmText, ...]) -> bool:
    """Whether all arms give the same things in other doses, routes or schedules."""
    return len(arms) > 1 and any(a.products for a in arms) and same_given(arms)


def _kind(arm: ArmText) -> str:
    text = f"{arm.label} | {' | '.join(arm.products)}"
    if arm.type == "SHAM_COMPARATOR" or found("placebo", arm.label).lower() == "sham":
        return "sham"
    if arm.type == "PLACEBO_COMPARATOR" or found("placebo", arm.label):
        return "placebo"
    if arm.type == "NO_INTERVENTION" or found("untreated", arm.label):
        return "no_treatment"
    if found("standard_care", text):
        return "standard_care"
    return _KINDS.get(arm.type, "active")


def _controls(arms: tuple[ArmText, ...]) -> list[Standing | None]:
    """Arms that are controls whatever else is known: placebo, sham, untreated, usual care; None for the others.

    A control word in the label tells only when some arm is without it (double-dummy designs carry it everywhere).
    """
    result: list[Standing | None] = []
    common = frozenset.intersection(*(names(a.label) for a in arms))
    least = [common if any(names(o.label) - names(arm.label) for o in arms) else frozenset() for arm in arms]
    said = [_named_kind(arm, base) for arm, base in zip(arms, least, strict=True)]
    some_without = any(not k for k in said)
    for arm, kind in zip(arms, said, strict=True):
        typed = arm.type in {"PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION"}
        if typed and (kind or not _only_typed_wrong(arm, arms)):
            result.append(Standing(Role.COMPARATOR, kind or _KINDS[arm.type], f"registered as {arm.type.lower()}"))
        elif kind and some_without and not (kind == "standard_care" and arm.type == "EXPERIMENTAL"):
            result.append(Standing(Role.COMPARATOR, kind, "named as a control"))
        elif not typed and arm.type != "EXPERIMENTAL" and bare_control(arm.label):
            result.append(Standing(Role.COMPARATOR, _KINDS.get(arm.type, "active"), "named as a control"))
        else:
            result.append(None)
    return result if any(r is None for r in result) else [None] * len(arms)


def _named_kind(arm: ArmText, common: frozenset[str] = frozenset()) -> str:
    """The kind of control an arm's own label names; empty when it names none.

    ``common`` are the names every arm has: what is added to nothing else is a control ("background + placebo").
    """
    for name, value in (("placebo", "placebo"), ("untreated", "no_treatment"), ("standard_care", "standard_care")):
        if found(name, arm.label) and (not _added(arm.label, name) or names(arm.label) <= common):
            return "sham" if value == "placebo" and found(name, arm.label).lower() == "sham" else value
    return ""


def _only_typed_wrong(arm: ArmText, arms: tuple[ArmText, ...]) -> bool:
    """A placebo type on the arm that is not the placebo: another arm is called placebo, this one is not."""
    return not found("placebo", arm.label) and any(
        found("placebo", a.label) and a.type != "PLACEBO_COMPARATOR" for a in arms if a is not arm
    )


def _added(label: str, name: str) -> bool:
    """``drug + placebo`` and ``drug plus usual care``: the control word is an addition to something active."""
    label = label.lower()
    match = pattern(name).search(label)
    if match is None:
        return False
    before = names(pattern(name).sub(" ", label[: match.start()]))
    joined = re.search(
        r"(?:\+|\bplus\b|\band\b|\bwith\b|/|\badded to\b|\bin addition to\b)\W*(?:[\w-]+\W+){0,2}$",
        label[: match.start()],
    )
    return bool(joined and before)


def bare_control(label: str) -> bool:
    """Whether a label says control, reference or standard (but not "active", "controlled release", "with control")."""
    label = label.lower()
    match = pattern("control").search(label)
    return match is not None and not re.search(r"(?:active|release|with)[\s-]*$", label[: match.start()], re.IGNORECASE)


def _title_overrules(arms: tuple[ArmText, ...], rest: list[int], tested: list[int], titles: tuple[str, ...]) -> bool:
    """The title says "X with or without Y" and the arm with Y is not among the experimental ones: types are reversed."""
    wanted = _addition(titles)
    having = [i for i in rest if wanted & _arm_names(arms[i])]
    return bool(having) and len(having) < len(rest) and not set(having) & set(tested)


def _addition(titles: tuple[str, ...]) -> frozenset[str]:
    """The words after ``with or without`` in a title."""
    for title in titles:
        match = re.search(r"\bwith(?:/| or | and |\s*\(or\s*)without\s+(.*)|\+/-\s*(.*)", title, re.IGNORECASE)
        if match is not None:
            added = re.split(
                r"\b(?:as|in|for|after|during|following|on|to|among|versus|vs)\b|[,;:]", match[1] or match[2] or ""
            )
            return names(added[0])
    return frozenset()


def _arm_names(arm: ArmText) -> frozenset[str]:
    return names(_WITHOUT.sub(" ", arm.label)).union(*(names(p) for p in arm.products if not found("placebo", p)))


def _by_content(arms: tuple[ArmText, ...], rest: list[int], titles: tuple[str, ...]) -> tuple[set[int], str]:
    """No registered type tells: the title, then an add-on design, then the only product named in the title."""
    own = {i: _arm_names(arms[i]) for i in rest}
    shared = frozenset.intersection(*own.values()) if own else frozenset()
    telling = {i: own[i] - shared for i in rest}
    wanted = _addition(titles)
    chosen = {i for i in rest if wanted & telling[i]}
    if chosen and len(chosen) < len(rest):
        return chosen, "the title tests this addition"
    for title in titles:
        pieces = _VERSUS.split(title)
        chosen = _first_named(pieces, telling, rest) if len(pieces) > 1 else set()
        if chosen:
            return chosen, "named first in the title's comparison"
    subset = {i for i in rest if any(own[j] and own[j] < own[i] for j in rest)}
    if subset and len(subset) < len(rest) and not any(own[i] & telling[i] < telling[i] for i in subset):
        bases = [j for j in rest if j not in subset]
        if all(any(own[j] < own[i] for j in bases) for i in subset):
            return subset, "the same treatment with an addition"
    for title in titles:
        heading = names(title)
        chosen = {i for i in rest if telling[i] & heading}
        if chosen and len(chosen) < len(rest):
            return chosen, "the only treatment the title names"
    for title in titles:
        pieces = re.split(r"\b(?:with|and|or|to)\s", title, flags=re.IGNORECASE)
        listed = found("list_title", title) or len(rest) == 2
        chosen = _first_named(pieces, telling, rest) if listed and len(pieces) > 1 else set()
        if chosen:
            return chosen, "named first in the title"
    return set(), ""


def _first_named(pieces: list[str], telling: dict[int, frozenset[str]], rest: list[int]) -> set[int]:
    """Arms whose own words stand before the ``versus`` and not behind it."""
    for cut in range(1, len(pieces)):
        left, right = names(" ".join(pieces[:cut])), names(" ".join(pieces[cut:]))
        chosen = {i for i in rest if telling[i] & left - right and not telling[i] & right - left}
        others = {i for i in rest if i not in chosen}
        if chosen and others and not any(telling[i] & left - right and not telling[i] & right for i in others):
            return chosen
    return set()
