"""How often the product is planned to be given: ``administrations_of``.

Source: domain notes §4a ("Number of doses"). One procedure with many injections is one administration.
"""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.extraction.document import Document, Passage, distinct
from msc_trials.extraction.facts import Evidence, Sureness
from msc_trials.extraction.product.dose import cell_arms
from msc_trials.extraction.product.route import of_product
from msc_trials.extraction.product.schedule import administrations, counted
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentences

_NARRATIVE = frozenset({"summary", "description"})
_OPERATIONS = frozenset(
    {"transendocardial", "intramyocardial", "intracerebral", "intraosseous", "surgical_implant", "intracoronary"}
)
_ANY_DAY = frozenset({"intravenous", "intrathecal", "unstated"})
"""Routes of what is given anywhere and again; the others ask for a procedure."""
_SURGICAL = frozenset({"surgical_direct", "arthroscopy"})
_OF_GIVING = (
    "route_words.product", "route_words.giving", "route_words.drug",
    "dose_words.course", "dose_words.prior_study", "dose_words.visits",
)  # fmt: skip


def administrations_of(
    document: Document, arm_classes: tuple[str, ...], routes: tuple[str, ...], guidance: tuple[str, ...]
) -> tuple[int | None, tuple[Evidence, ...]]:
    """Largest planned number of administrations over the arms that give cells, with the passage that says so.

    ``arm_classes``: one class per registered arm; ``routes`` and ``guidance``: as already read. The texts of the arms decide,
    then titles and descriptions that speak of giving the product. None when nothing is said. Pure; never raises.
    """
    given = cell_arms(document, arm_classes)
    if not given:
        given = tuple(arm for arm, kind in zip(document.arms, arm_classes, strict=False) if kind == "cell_free")
    own = list(distinct([p for arm in (*given, document.unlinked) for p in of_product(arm)]))
    counts = [(n, p) for p in own if (n := administrations(_of_product_only(p.text))) is not None]
    if counts:
        most, where = max(counts, key=lambda pair: pair[0])
        return most, (Evidence(where.path, where.text[:160], "administrations_stated", "stated"),)
    told = next(_told(document), None) if given else None
    if told is not None:
        sure: Sureness = "inferred" if told[1].field in _NARRATIVE else "stated"
        return told[0], (Evidence(told[1].path, told[1].text[:160], "administrations_told", sure),)
    if any(_again(passage) for passage in (*own, *document.trial)):
        return None, ()
    once = next((p for p in own if _one_act(p)), None) if given else None
    if once is not None:
        return 1, (Evidence(once.path, once.text[:160], "given_once", "inferred"),)
    # What is put in place at an operation or by a catheter into the heart, or made on the day from what was just taken,
    # is given once, unless a text speaks of more.
    made_on_the_day = {*arm_classes, ""} == {"mixed_uncultured", ""} and _ANY_DAY.isdisjoint(routes)
    if _OPERATIONS.issuperset(routes) or not _SURGICAL.isdisjoint(guidance) or made_on_the_day:
        return 1, (Evidence(rule="given_at_an_operation", sure="inferred"),)
    return None, ()


def _told(document: Document) -> Iterator[tuple[int, Passage]]:
    """Numbers that titles, summary and description give, in this order."""
    for passage in document.trial:
        if passage.field == "keyword":
            continue
        if passage.field in _NARRATIVE:
            read = ((s, (counted if seen else administrations)(s)) for s, seen in _giving(passage))
            n = max((n for s, n in read if n and (n > 1 or not rules().has(s, "dose_words.again"))), default=None)
        else:
            n = administrations(passage.text)
            if n != 1 and rules().has(passage.text, "dose_words.levels"):
                continue  # "a study of three doses of MSC"
        if n is not None:
            yield n, passage


def _giving(passage: Passage) -> Iterator[tuple[str, bool]]:
    """Sentences of a summary about giving the product in this study, and whether they also speak of visits.

    Days and weeks listed in a sentence about visits are those of the visits; "two infusions" are two everywhere.
    """
    named = False  # whether the sentence before spoke of the product: "... MSC per kg. Weekly dose for three weeks."
    for sentence in sentences(passage.text):
        kinds = rules().kinds(sentence, *_OF_GIVING)
        names = "route_words.product" in kinds
        course = (named or "dose_words.course" in kinds) and "route_words.drug" not in kinds
        if "route_words.giving" in kinds and (names or course) and "dose_words.prior_study" not in kinds:
            yield sentence, "dose_words.visits" in kinds
        named = names


def _of_product_only(words: str) -> str:
    """The text without sentences that speak of a drug and not of the product."""
    if not rules().has(words, "route_words.drug"):
        return words
    return " ".join(
        s for s in sentences(words) if rules().has(s, "route_words.product") or not rules().has(s, "route_words.drug")
    )


def _again(passage: Passage) -> bool:
    """Whether a text speaks of giving the product more than once, or may."""
    if passage.field == "keyword":
        return False
    if passage.field in _NARRATIVE:
        told = [s for s, _ in _giving(passage)]
    else:
        told = [] if rules().has(passage.text, "dose_words.levels") else [_of_product_only(passage.text)]
    return any(rules().has(words, "dose_words.again") for words in told)


def _one_act(passage: Passage) -> bool:
    """Whether a sentence that gives the product describes one act or names one day; words of more are asked for first."""
    told = [fold(s) for s in sentences(_of_product_only(passage.text)) if rules().has(s, "route_words.giving")]
    act, day = pattern("administrations.act"), pattern("administrations.one_day")
    return any(act.search(low) is not None or len(day.findall(low)) == 1 for low in told)
