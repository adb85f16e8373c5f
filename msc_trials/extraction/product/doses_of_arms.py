"""Doses of the arms that give an MSC product or a relative. The arm's own words outrank those of its interventions;
titles and prose are read only where neither names a dose. Source: domain notes §4a."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from msc_trials.extraction.document import NARRATIVE, Document, Passage, Passages
from msc_trials.extraction.facts import COUNTED_CLASSES, Dose, Evidence
from msc_trials.extraction.product.dose import Mention, dose_mentions
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.text import sentence_at

_UNCOUNTED = frozenset({"", "not_msc", "cell_free", "feeder_or_support"})
"""Classes whose products hold no cells of their own: particles and proteins are not doses."""

_OWN = frozenset({"arm_label", "arm_description"})
_WHOLE = 2000
"""Letters within which a sentence ends."""


def doses_of(document: Document, arm_classes: tuple[str, ...], administrations: int | None = None) -> tuple[Dose, ...]:
    """Doses per administration of the arms that give cells, distinct per arm and in the order of the arms. Pure; never
    raises.

    ``administrations``: how often the product is given, by which the sum over a course is divided.
    """
    given = cell_arms(document, arm_classes)
    mixed = any(product == "mixed_uncultured" for product in arm_classes) or not any(arm_classes)

    @cache
    def mentions(text: str) -> tuple[Mention, ...]:
        found, times = _summed(text, dose_mentions(text, mononuclear=mixed)), administrations or 1
        return tuple(replace(m, low=m.low / times, high=m.high / times) if m.course else m for m in found)

    doses: list[Dose] = []
    for arm in given:
        own = [(p, m) for p in arm if p.field in _OWN for m in mentions(p.text)]
        linked = [(p, m) for p in arm if p.field not in _OWN for m in mentions(p.text)]
        if own and len(given) > 1 and not _sums(own, linked, administrations):
            linked = []
        doses.extend(_distinct([*own, *linked]))
    if not doses:
        doses.extend(_distinct((p, m) for p in document.unlinked for m in mentions(p.text)))
    if not doses and given:
        doses.extend(_distinct((p, m) for p in document.trial for m in _narrated(p, mixed)))
    return tuple(doses)


def cell_arms(document: Document, arm_classes: tuple[str, ...]) -> tuple[Passages, ...]:
    """Passages of the arms that give cells; those of mixtures only where no arm gives MSC. Without arms: interventions."""
    if not document.arms:
        return (document.unlinked,) if document.unlinked else ()
    groups = list(zip(document.arms, arm_classes, strict=False))
    cells = tuple(group for group, product in groups if product in COUNTED_CLASSES)
    return cells or tuple(group for group, product in groups if product not in _UNCOUNTED)


def _sums(
    own: list[tuple[Passage, Mention]], linked: list[tuple[Passage, Mention]], administrations: int | None
) -> bool:
    """Whether an arm only names sums over a course and its interventions the doses that they are sums of."""
    times = range(2, (administrations or 1) + 1)
    return all(m.total and any(m.high / single.high in times for _, single in linked) for _, m in own)


def _distinct(found: Iterable[tuple[Passage, Mention]]) -> list[Dose]:
    """One dose per value and unit; course totals and restatements left out."""
    pairs = list(found)
    per_kg = {(m.low, m.high) for _, m in pairs if m.per_kg}
    exact = {(m.low, m.high, m.per_kg) for _, m in pairs if not (m.cap or m.floor)}
    single = {m.high for _, m in pairs if not m.total}
    doses: dict[tuple[float, float, bool], Dose] = {}
    for passage, m in pairs:
        if not m.per_kg and (m.low, m.high) in per_kg:
            continue  # "1 million cells" in a label is shorthand for the 1 million/kg of the description
        if m.total and any(m.high / s in range(2, 13) for s in single if s and s != m.high):
            continue  # the sum over a course ("4 x 20 million, 80 million in total")
        key = (m.low, m.high, m.per_kg)
        if key not in doses:
            limit = key not in exact
            low, high = None if limit and m.cap else m.low, None if limit and m.floor else m.high
            doses[key] = Dose(low, high, m.per_kg, arm=passage.arm, evidence=_evidence(passage, m))
    return _ends_joined(list(doses.values()))


def _ends_joined(doses: list[Dose]) -> list[Dose]:
    """Where all that is stated is a smallest and a largest number in one unit, they are the ends of one dose (NCT01700920)."""
    if len(doses) != 2 or doses[0].per_kg != doses[1].per_kg:
        return doses
    low, high = sorted(doses, key=lambda d: d.low is None)
    if low.low is None or low.high is not None or high.high is None or high.low is not None or low.low > high.high:
        return doses
    return [replace(low, high=high.high)]


def _evidence(passage: Passage, m: Mention) -> Evidence:
    limit = "dose_cap" if m.cap else "dose_floor" if m.floor else ""
    rule = limit or ("dose_stated" if m.plausible else "dose_implausible")
    return Evidence(passage.path, m.text, rule, "stated" if rule == "dose_stated" else "inferred")


def _summed(words: str, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Add up two totals put into two places in one operation ("1.6x10^7 and 3.2x10^7 into ... respectively")."""
    totals = len(found) == 2 and not any(m.per_kg for m in found)
    if totals and "respectively" in words and pattern("dose.two_places").search(words):
        first, second = found
        return (replace(first, low=first.low + second.low, high=first.high + second.high, end=second.end),)
    return found


def _narrated(passage: Passage, mononuclear: bool) -> list[Mention]:
    """Doses of titles, summary and description: only sentences that say what is given, and not in another study."""
    found = dose_mentions(passage.text, mononuclear=mononuclear)
    if passage.field not in NARRATIVE:
        return list(found)
    kept = []
    for m in found:
        sentence = "".join(sentence_at(passage.text, m.start, m.end, _WHOLE))
        if rules().has(sentence, "dose_words.prior_study"):
            continue
        if m.plausible and (m.per_kg or rules().has(sentence, "dose_words.delivery")):
            kept.append(m)
    return kept
