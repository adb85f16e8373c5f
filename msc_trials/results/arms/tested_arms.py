"""Which arms of a trial are tested, and what each of the others is; posted groups without usable arms are judged by the
same rules. Source: verdict conventions (the title decides; registered types can be wrong), domain notes §5c."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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


def roles_msc(classes: tuple[str, ...], arms: tuple[ArmText, ...]) -> tuple[ArmRole, ...]:
    """Arms given a counted MSC product are tested, all others compare. Source: issue of the MSC arms, domain notes §5c.

    Where no arm is given one, those given a same-day mixture or a product of cells are tested (NCT01771913, NCT02357485).
    """
    tested = COUNTED_CLASSES if COUNTED_CLASSES & {*classes} else frozenset(filter(None, classes))
    return tuple(
        ArmRole(Role.TESTED, why=f"given {named('given')}")
        if cell_class in tested
        else ArmRole(Role.COMPARATOR, _kind(arm), f"given {named('not_given')}")
        for cell_class, arm in zip(classes, arms, strict=True)
    )


def roles_of_arms(
    arms: tuple[ArmText, ...], titles: tuple[str, ...], single_group: bool = False
) -> tuple[ArmRole, ...]:
    """The role of every arm, in order. Rules are tried from the surest to the weakest."""

    def all_are(role: Role, why: str) -> tuple[ArmRole, ...]:
        return (ArmRole(role, why=why),) * len(arms)

    if len(arms) < 2 or single_group:
        return all_are(Role.TESTED, "the only treated arm")
    if _dose_labels(arms, titles):
        return all_are(Role.TESTED, "doses of one product")
    if all(a.products and all(found("untreated", p.lower()) for p in a.products) for a in arms):
        return all_are(Role.OTHER, "nothing is given in any arm")
    if len({a.type for a in arms}) == 1 and same_given(arms) and not _compared_by_label(arms, titles):
        return all_are(Role.TESTED, "the same product in every arm")
    controls = _controls(arms)
    rest = [i for i, control in enumerate(controls) if control is None]
    tested = [i for i in rest if arms[i].type == "EXPERIMENTAL"]
    added, _ = _with_or_without(titles)
    adding = [i for i in rest if arms[i].own & added]
    if tested and 0 < len(adding) < len(rest) and not {*adding} & {*tested}:  # the types are reversed (NCT00961415)
        return _divided(arms, controls, adding, "the title tests this addition", "without the addition of the title")
    if tested and (len(tested) < len(rest) or len(rest) < len(arms)):
        return _divided(arms, controls, tested, "registered as experimental", "registered as comparator")
    if len(rest) < len(arms):
        return _divided(arms, controls, rest, "the treated arm beside a placebo or untreated arm")
    choices = _by_content(arms, titles)
    chosen, why = next(((some, why) for some, why in choices if 0 < len(some) < len(arms)), (set[int](), ""))
    if not chosen:
        return (ArmRole(Role.CANDIDATE, "active", "no arm is named as the tested one"),) * len(arms)
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
    if all(re.search(r"\d", a.label) for a in arms) and len({a.named for a in arms}) == 1 and arms[0].named:
        return same_given(arms)
    leveled = all(a.named & members("level") for a in arms)
    words = {a.named - members("level") for a in arms}
    if not leveled or len(words) != 1 or not any(words) or not frozenset.intersection(*(a.given for a in arms)):
        return False
    return not _compared_by_label(arms, titles)


def _compared_by_label(arms: tuple[ArmText, ...], titles: tuple[str, ...]) -> bool:
    """Whether a title compares the labels of arms of one product ("manual versus electric")."""
    telling = _telling([a.named for a in arms])
    return any(_first_named(pattern("arms.versus").split(title), telling) for title in titles)


def _telling(words: list[frozenset[str]]) -> list[frozenset[str]]:
    """The words of each arm that not every arm has."""
    shared = frozenset.intersection(*words)
    return [own - shared for own in words]


def same_given(arms: tuple[ArmText, ...]) -> bool:
    """Whether no arm lists a product that another does not."""
    return all(a.given == arms[0].given for a in arms)


def _kind(arm: ArmText) -> str:
    typed = _KINDS.get(arm.type, "active")
    for kind in ("sham", "placebo", "no_treatment"):
        if typed == kind or arm.says(kind):
            return kind
    return "standard_care" if found("standard_care", " | ".join((arm.label, *arm.products))) else typed


def _controls(arms: tuple[ArmText, ...]) -> list[ArmRole | None]:
    """Arms that are controls whatever else is known: placebo, sham, untreated, usual care; None for the others.

    Words and types tell only when some arm is without them (double-dummy designs carry them everywhere). What is added to
    nothing but what every arm has counts as a control.
    """
    result: list[ArmRole | None] = []
    common = frozenset.intersection(*(a.named for a in arms))
    everything = frozenset[str]().union(*(a.named for a in arms))
    named_placebo = any(a.says("placebo", "sham") and a.type != "PLACEBO_COMPARATOR" for a in arms)
    for arm in arms:
        kind = arm.control(common if everything - arm.named else frozenset())
        typed = _KINDS.get(arm.type, "active")
        # A placebo type may stand on the wrong arm: another one is called placebo, this one is not.
        if typed != "active" and (arm.says("placebo", "sham") or not named_placebo):
            result.append(ArmRole(Role.COMPARATOR, kind or typed, f"registered as {arm.type.lower()}"))
        elif kind or (arm.type != "EXPERIMENTAL" and bare_control(arm.label)):
            result.append(ArmRole(Role.COMPARATOR, kind or typed, "named as a control"))
        else:
            result.append(None)
    return result if None in result else [None] * len(arms)


def _by_content(arms: tuple[ArmText, ...], titles: tuple[str, ...]) -> Iterator[tuple[set[int], str]]:
    """No registered type tells: the arms that the descriptions, the titles or an add-on design choose, surest first."""
    called = [_called(a.description) for a in arms]
    if set(called) == {"called_tested", "called_control"}:
        yield {i for i, c in enumerate(called) if c == "called_tested"}, "the descriptions say which arm is the control"
    own = [a.own for a in arms]
    telling = _telling(own)
    for wanted in _with_or_without(titles):
        yield {i for i, words in enumerate(telling) if words & wanted}, "the title tests this addition"
    for title in titles:
        yield _first_named(pattern("arms.versus").split(title), telling), "named first in the title's comparison"
    longer = {i for i, words in enumerate(own) if any(base and base < words for base in own)}
    bases = [words for i, words in enumerate(own) if i not in longer]
    if all(any(base < own[i] for base in bases) for i in longer):
        yield longer, "the same treatment with an addition"
    titles = tuple(title for title in titles if not pattern("arms.either").search(title))
    for title in titles:
        heading = _words_of(title)
        yield {i for i, words in enumerate(telling) if words & heading}, "the only treatment the title names"
    for title in titles:
        if found("list_title", title) or len(arms) == 2:
            yield _first_named(pattern("arms.listed").split(title), telling), "named first in the title"
    for title in titles:
        stems = _stems(_words_of(title))
        yield {i for i, words in enumerate(telling) if _stems(words) & stems}, "the only treatment the title names"


def _with_or_without(titles: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """What the first title that says so is a trial "with or without", and the first thing of it: what is behind an "and" may be
    another arm ("X with or without Y and Z with Y", NCT00916357)."""
    added = next((m["added"] for title in titles if (m := pattern("arms.with_or_without").search(title))), "")
    return names(added), names(re.split(r"\band\b", added, flags=re.IGNORECASE)[0])


def _stems(words: frozenset[str]) -> set[str]:
    """Longer words that begin alike say the same: "restriction", "restrictive"."""
    return {word[:_STEM] for word in words if len(word) > _STEM}


def _called(description: str) -> str:
    """Whether a description first calls its arm the study group or the control group; empty where it does neither."""
    said = [
        (match.start(), name) for name in ("called_tested", "called_control") if (match := search(name, description))
    ]
    return min(said)[1] if said else ""


def _words_of(title: str) -> frozenset[str]:
    """What a title names; of products joined by a hyphen each."""
    return names(title) | names(title.replace("-", " "))


def _first_named(pieces: list[str], telling: list[frozenset[str]]) -> set[int]:
    """Arms whose own words stand before the ``versus`` and not behind it; empty where all do."""
    for cut in range(1, len(pieces)):
        left, right = _words_of(" ".join(pieces[:cut])), _words_of(" ".join(pieces[cut:]))
        before = {i for i, words in enumerate(telling) if words & left - right}
        chosen = {i for i in before if not telling[i] & right - left}
        if 0 < len(chosen) < len(telling) and all(telling[i] & right for i in before - chosen):
            return chosen
    return set()
