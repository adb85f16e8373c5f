"""Which arms of a trial are tested, and what each of the others is.

Works on arms as texts (label and intervention names), so that the posted groups of a record without usable arms can be
judged by the same rules. Source: verdict conventions (arms of interest; the title decides; registered types can be
wrong), domain notes §5c.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from msc_trials.extraction.facts import COUNTED_CLASSES
from msc_trials.knowledge.rules import pattern
from msc_trials.knowledge.seeds import named
from msc_trials.results.arms.arm_text import ArmText, bare_control, names
from msc_trials.results.model import ArmRole, Role
from msc_trials.results.words import found, members, search

_KINDS = {
    "PLACEBO_COMPARATOR": "placebo",
    "SHAM_COMPARATOR": "sham",
    "NO_INTERVENTION": "no_treatment",
    "ACTIVE_COMPARATOR": "active",
}
_STEM = 7
"""Longer words that begin alike say the same: "restriction", "restrictive"."""
_DIGIT = re.compile(r"\d")


def roles_msc(classes: tuple[str, ...], arms: tuple[ArmText, ...]) -> tuple[ArmRole, ...]:
    """Arms given a counted MSC product are tested, all others compare. Source: issue of the MSC arms, domain notes §5c."""
    return tuple(
        ArmRole(Role.TESTED, why=f"given {named('given')}")
        if cell_class in COUNTED_CLASSES
        else ArmRole(Role.COMPARATOR, _kind(arm), f"given {named('not_given')}")
        for cell_class, arm in zip(classes, arms, strict=True)
    )


def roles_of_arms(
    arms: tuple[ArmText, ...], titles: tuple[str, ...], single_group: bool = False
) -> tuple[ArmRole, ...]:
    """The role of every arm, in order. Rules are tried from the surest to the weakest."""
    if not arms:
        return ()
    if len(arms) == 1 or single_group:
        return tuple(ArmRole(Role.TESTED, why="the only treated arm") for _ in arms)
    if _dose_labels(arms, titles):
        return tuple(ArmRole(Role.TESTED, why="doses of one product") for _ in arms)
    if all(a.products and all(found("untreated", p.lower()) for p in a.products) for a in arms):
        return tuple(ArmRole(Role.OTHER, why="nothing is given in any arm") for _ in arms)
    alike = (
        len({a.type for a in arms}) == 1
        and any(a.products for a in arms)
        and same_given(arms)
        and not any(a.control() for a in arms)
    )
    if alike and not _compared_by_label(arms, titles):
        return tuple(ArmRole(Role.TESTED, why="the same product in every arm") for _ in arms)
    controls = _controls(arms)
    rest = [i for i in range(len(arms)) if controls[i] is None]
    tested = [i for i in rest if arms[i].type == "EXPERIMENTAL"]
    registered = tested and (len(tested) < len(rest) or len(rest) < len(arms))
    if registered and (len(tested) == len(rest) or not _title_overrules(arms, rest, tested, titles)):
        return _divided(arms, controls, tested, "registered as experimental", "registered as comparator")
    if len(rest) < len(arms) and rest and not tested:
        return _divided(arms, controls, rest, "the treated arm beside a placebo or untreated arm")
    chosen, why = _by_content(arms, rest, titles)
    if not chosen:
        return tuple(c or ArmRole(Role.CANDIDATE, "active", "no arm is named as the tested one") for c in controls)
    return _divided(arms, controls, chosen, why, why)


def _divided(
    arms: tuple[ArmText, ...], controls: list[ArmRole | None], tested: Collection[int], why: str, otherwise: str = ""
) -> tuple[ArmRole, ...]:
    """The controls, the tested arms, and all others as comparators."""
    others = (ArmRole(Role.COMPARATOR, _KINDS.get(arm.type, "active"), otherwise) for arm in arms)
    treated = ArmRole(Role.TESTED, why=why)
    return tuple(c or (treated if i in tested else o) for i, (c, o) in enumerate(zip(controls, others, strict=True)))


def _dose_labels(arms: tuple[ArmText, ...], titles: tuple[str, ...]) -> bool:
    """Labels that differ in numbers only: doses of one product whatever types were registered (NCT01856140).

    So do labels that differ in levels ("low", "high"), where no title compares these (NCT01009333).
    """
    if all(_DIGIT.search(a.label) for a in arms) and len({a.named for a in arms}) == 1 and arms[0].named:
        return same_given(arms)
    words = {a.named - members("level") for a in arms if a.named & members("level")}
    alike = len(words) == 1 and bool(*words) and all(a.named & members("level") for a in arms)
    return alike and bool(frozenset.intersection(*(a.given for a in arms))) and not _compared_by_label(arms, titles)


def _compared_by_label(arms: tuple[ArmText, ...], titles: tuple[str, ...]) -> set[int]:
    """Arms of one product whose labels the title compares ("manual versus electric"): the first named."""
    labels = {i: a.named for i, a in enumerate(arms)}
    shared = frozenset.intersection(*labels.values())
    telling = {i: words - shared for i, words in labels.items()}
    for title in titles:
        pieces = pattern("arms.versus").split(title)
        chosen = _first_named(pieces, telling, list(telling)) if len(pieces) > 1 else set()
        if chosen:
            return chosen
    return set()


def same_given(arms: tuple[ArmText, ...]) -> bool:
    """Whether no arm lists a product that another does not."""
    return all(a.given == arms[0].given for a in arms)


def _kind(arm: ArmText) -> str:
    if arm.type == "SHAM_COMPARATOR" or arm.says("placebo") == "sham":
        return "sham"
    if arm.type == "PLACEBO_COMPARATOR" or arm.says("placebo"):
        return "placebo"
    if arm.type == "NO_INTERVENTION" or arm.says("no_treatment"):
        return "no_treatment"
    if found("standard_care", f"{arm.label} | {' | '.join(arm.products)}"):
        return "standard_care"
    return _KINDS.get(arm.type, "active")


def _controls(arms: tuple[ArmText, ...]) -> list[ArmRole | None]:
    """Arms that are controls whatever else is known: placebo, sham, untreated, usual care; None for the others.

    A control word in the label tells only when some arm is without it (double-dummy designs carry it everywhere).
    """
    result: list[ArmRole | None] = []
    kinds = _named_controls(arms)
    some_without = any(not k for k in kinds)
    for arm, kind in zip(arms, kinds, strict=True):
        typed = arm.type in {"PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION"}
        # A placebo type may stand on the wrong arm: another one is called placebo, this one is not.
        wrong = not arm.says("placebo") and any(a.says("placebo") and a.type != "PLACEBO_COMPARATOR" for a in arms)
        if typed and (kind or not wrong):
            result.append(ArmRole(Role.COMPARATOR, kind or _KINDS[arm.type], f"registered as {arm.type.lower()}"))
        elif kind and some_without and not (kind == "standard_care" and arm.type == "EXPERIMENTAL"):
            result.append(ArmRole(Role.COMPARATOR, kind, "named as a control"))
        elif not typed and arm.type != "EXPERIMENTAL" and bare_control(arm.label):
            result.append(ArmRole(Role.COMPARATOR, _KINDS.get(arm.type, "active"), "named as a control"))
        else:
            result.append(None)
    return result if any(r is None for r in result) else [None] * len(arms)


def _named_controls(arms: tuple[ArmText, ...]) -> list[str]:
    """The kind of control each label names. What is added to nothing but what every arm has counts as a control."""
    if not any(arm.controls for arm in arms):
        return [""] * len(arms)
    common = frozenset.intersection(*(a.named for a in arms))
    everything = frozenset[str]().union(*(a.named for a in arms))
    return [arm.control(common if everything - arm.named else frozenset()) for arm in arms]


def _title_overrules(arms: tuple[ArmText, ...], rest: list[int], tested: list[int], titles: tuple[str, ...]) -> bool:
    """The title says "X with or without Y" and the arm with Y is not among the experimental ones: types are reversed."""
    wanted = _addition(titles)
    having = [i for i in rest if wanted & arms[i].own]
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


def _by_content(arms: tuple[ArmText, ...], rest: list[int], titles: tuple[str, ...]) -> tuple[set[int], str]:
    """No registered type tells: what descriptions call the arms, the title, an add-on design, the only product the title names."""
    called = {i: _called(arms[i].description) for i in rest}
    chosen = {i for i in rest if called[i] == "called_tested"}
    if chosen and all(called[i] == "called_control" for i in rest if i not in chosen) and len(chosen) < len(rest):
        return chosen, "the descriptions say which arm is the control"
    own = {i: arms[i].own for i in rest}
    shared = frozenset.intersection(*own.values()) if own else frozenset()
    telling = {i: own[i] - shared for i in rest}
    wanted = _addition(titles)
    chosen = {i for i in rest if wanted & telling[i]}
    if chosen and len(chosen) < len(rest):
        return chosen, "the title tests this addition"
    for title in titles:
        pieces = pattern("arms.versus").split(title)
        chosen = _first_named(pieces, telling, rest) if len(pieces) > 1 else set()
        if chosen:
            return chosen, "named first in the title's comparison"
    subset = {i for i in rest if any(own[j] and own[j] < own[i] for j in rest)}
    if subset and len(subset) < len(rest) and not any(own[i] & telling[i] < telling[i] for i in subset):
        bases = [j for j in rest if j not in subset]
        if all(any(own[j] < own[i] for j in bases) for i in subset):
            return subset, "the same treatment with an addition"
    titles = tuple(title for title in titles if not pattern("arms.either").search(title))
    for title in titles:
        heading = _words_of(title)
        chosen = {i for i in rest if telling[i] & heading}
        if chosen and len(chosen) < len(rest):
            return chosen, "the only treatment the title names"
    for title in titles:
        pieces = re.split(r"\b(?:with|and|or|to)\s", title, flags=re.IGNORECASE)
        listed = found("list_title", title) or len(rest) == 2
        chosen = _first_named(pieces, telling, rest) if listed and len(pieces) > 1 else set()
        if chosen:
            return chosen, "named first in the title"
    for title in titles:
        stems = {w[:_STEM] for w in _words_of(title) if len(w) > _STEM}
        chosen = {i for i in rest if stems & {w[:_STEM] for w in telling[i] if len(w) > _STEM}}
        if chosen and len(chosen) < len(rest):
            return chosen, "the only treatment the title names"
    return set(), ""


def _called(description: str) -> str:
    """Whether a description first calls its arm the study group or the control group; empty where it does neither."""
    said = [
        (match.start(), name) for name in ("called_tested", "called_control") if (match := search(name, description))
    ]
    return min(said)[1] if said else ""


def _words_of(title: str) -> frozenset[str]:
    """What a title names; of products joined by a hyphen each."""
    return names(title) | names(title.replace("-", " "))


def _first_named(pieces: list[str], telling: dict[int, frozenset[str]], rest: list[int]) -> set[int]:
    """Arms whose own words stand before the ``versus`` and not behind it."""
    for cut in range(1, len(pieces)):
        left, right = _words_of(" ".join(pieces[:cut])), _words_of(" ".join(pieces[cut:]))
        chosen = {i for i in rest if telling[i] & left - right and not telling[i] & right - left}
        others = {i for i in rest if i not in chosen}
        if chosen and others and not any(telling[i] & left - right and not telling[i] & right for i in others):
            return chosen
    return set()
