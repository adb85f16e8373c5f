"""How often the product is planned to be given: ``administrations_of``.

Source: domain notes §4a ("Number of doses"). One procedure with many injections is one administration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msc_trials.extraction.document import NAMED, NARRATIVE, Document, Passage, distinct
from msc_trials.extraction.facts import Evidence, Sureness
from msc_trials.extraction.product.doses_of_arms import cell_arms
from msc_trials.extraction.product.route import of_product
from msc_trials.extraction.product.schedule import administrations, counted
from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentences

_OPERATIONS = frozenset(
    {"transendocardial", "intramyocardial", "intracerebral", "intraosseous", "surgical_implant", "intracoronary"}
)
_ANY_DAY = frozenset({"intravenous", "intrathecal", "unstated"})
"""Routes of what is given anywhere and again; the others ask for a procedure."""
_SURGICAL = frozenset({"surgical_direct", "arthroscopy"})
_NO_NAME = ("cell_phrases.plain_name", "route_words.giving", "route_words.harvest", "route_words.drug")
"""Words that name an arm, an act or a drug: an intervention called "Injection" names no product."""
_BESIDE_GIVING = ("route_words.drug", "dose_words.course", "dose_words.prior_study", "dose_words.visits")


def administrations_of(
    document: Document, arm_classes: tuple[str, ...], routes: tuple[str, ...], guidance: tuple[str, ...]
) -> tuple[int | None, tuple[Evidence, ...]]:
    """Largest planned number of administrations over the arms that give cells, with the passage that says so.

    The texts of the arms decide, then titles and descriptions that speak of giving the product. None when nothing is said.
    """
    given = cell_arms(document, arm_classes)
    if not given:
        given = tuple(arm for arm, kind in zip(document.arms, arm_classes, strict=False) if kind == "cell_free")
    own = list(distinct([p for arm in (*given, document.unlinked) for p in of_product(arm)]))
    counts = [(n, p) for p in own if (n := administrations(_of_product_only(p.text))) is not None]
    most = max(counts, key=lambda pair: pair[0], default=None)
    if most is not None and most[0] > 1:
        return most[0], (_evidence(most[1], "administrations_stated", "stated"),)
    names = _names(own)
    again = any(_again(p, names) for p in own)
    texts = [p for p in document.trial if p.field != "keyword"]
    told = next(_told(texts, names, len(given)), None) if given and (again or most is None) else None
    if told is not None and (told[0] > 1 or not again):
        sure: Sureness = "inferred" if told[1].field in NARRATIVE else "stated"
        return told[0], (_evidence(told[1], "administrations_told", sure),)
    if most is not None:
        return most[0], (_evidence(most[1], "administrations_stated", "stated"),)
    if again or any(_again(p, names) for p in texts):
        return None, ()
    prose = [p for p in texts if p.field in NARRATIVE]
    once = next((p for p in (*own, *prose) if _one_act(p, names)), None) if given else None
    if once is not None:
        return 1, (_evidence(once, "given_once", "inferred"),)
    # What is put in place at an operation or by a catheter into the heart, or made on the day from what was just taken,
    # is given once, unless a text speaks of more.
    made_on_the_day = {*arm_classes, ""} == {"mixed_uncultured", ""} and _ANY_DAY.isdisjoint(routes)
    if _OPERATIONS.issuperset(routes) or not _SURGICAL.isdisjoint(guidance) or made_on_the_day:
        return 1, (Evidence(rule="given_at_an_operation", sure="inferred"),)
    return None, ()


def _evidence(passage: Passage, rule: str, sure: Sureness) -> Evidence:
    """The beginning of the passage that a number was read from."""
    return Evidence(passage.path, passage.text[:160], rule, sure)


def _names(own: list[Passage]) -> frozenset[str]:
    """Codes and bare names of the product in small letters: the description calls it by them ("OTI-010", "Pneumostem")."""
    named = [p.text for p in own if p.field in NAMED]
    codes = {words[hit.start : hit.end] for words in named for hit in rules().hits(words, "cell_phrases.name_code")}
    last = (code.split()[-1] for code in codes)
    found = {fold(code) for code in last if code[0].isalpha() and not code.isalpha()}
    found.update(fold(p.text) for p in own if p.field == "intervention_name" and len(p.text) > 3 and p.text.isalpha())
    return frozenset(name for name in found if not rules().has(name, *_NO_NAME))


def _told(texts: Iterable[Passage], names: frozenset[str], arms: int) -> Iterator[tuple[int, Passage]]:
    """Numbers that titles, summary and description give, in this order; ``arms``: how many arms give the product."""
    for passage in texts:
        if passage.field in NARRATIVE:
            read = [(s, (counted if seen else administrations)(s)) for s, seen in _giving(passage, names)]
            n = max(_continued((s, n) for s, n in read if n and _stands(n, s, arms)), default=None)
        else:
            n = administrations(passage.text)
            if rules().has(passage.text, "dose_words.levels"):
                continue  # "a study of three doses of MSC"
        if n is not None:
            yield n, passage


def _continued(read: Iterable[tuple[str, int]]) -> Iterator[int]:
    """Numbers of sentences; one that goes on where the sentence before it ended ("continue with two more") adds to its number."""
    before = 0
    for sentence, number in read:
        goes_on = pattern("schedule.continued").search(fold(sentence)) is not None
        before = before + number if goes_on else number
        yield before


def _stands(number: int, sentence: str, arms: int) -> bool:
    """Not once where the sentence speaks of more, and not as many doses as arms, which are levels of the dose."""
    if number == 1:
        return not rules().has(sentence, "dose_words.again")
    return number != arms or not rules().has(sentence, "dose_words.levels")


@lru_cache(maxsize=64)
def _giving(passage: Passage, names: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """Sentences of a summary about giving the product in this study, and whether they also speak of visits, whose days
    and weeks are not those of giving. Kept, as three rules ask for the same passages."""
    found: list[tuple[str, bool]] = []
    named = False  # whether the sentence before spoke of the product: "... MSC per kg. Weekly dose for three weeks."
    for sentence in sentences(passage.text):
        names_it = rules().has(sentence, "route_words.product") or any(name in fold(sentence) for name in names)
        if rules().has(sentence, "route_words.giving", "dose_words.course"):
            kinds = rules().kinds(sentence, *_BESIDE_GIVING)
            course = (named or "dose_words.course" in kinds) and "route_words.drug" not in kinds
            if (names_it or course) and "dose_words.prior_study" not in kinds:
                found.append((sentence, "dose_words.visits" in kinds))
        named = names_it
    return tuple(found)


@lru_cache(maxsize=256)
def _of_product_only(words: str) -> str:
    """The text without sentences that speak of a drug and not of the product."""
    drug, product = "route_words.drug", "route_words.product"
    if not rules().has(words, drug):
        return words
    return " ".join(s for s in sentences(words) if rules().has(s, product) or not rules().has(s, drug))


def _again(passage: Passage, names: frozenset[str]) -> bool:
    """Whether a text speaks of giving the product more than once, or may."""
    if passage.field in NARRATIVE:
        if pattern("administrations.repeated").search(fold(passage.text)):
            return True
        told = [s for s, _ in _giving(passage, names)]
    else:
        told = [] if rules().has(passage.text, "dose_words.levels") else [_of_product_only(passage.text)]
    return any(rules().has(words, "dose_words.again") for words in told)


def _one_act(passage: Passage, names: frozenset[str]) -> bool:
    """Whether a sentence that gives the product describes one act or names one day; words of more are asked for first."""
    if passage.field in NARRATIVE:
        told = [(fold(s), seen) for s, seen in _giving(passage, names)]
    else:
        own = sentences(_of_product_only(passage.text))
        told = [(fold(s), False) for s in own if rules().has(s, "route_words.giving")]
    act, day, surgery = (pattern(f"administrations.{name}") for name in ("act", "one_day", "surgery"))
    if any(surgery.search(low) for low, _ in told):
        return True
    return any(act.search(low) or len(day.findall(low)) == 1 for low, seen in told if not seen)
