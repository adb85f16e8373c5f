"""Conditions: from what people type to registry terms, and from a record's words to conditions.

The vocabulary is data (``seeds/conditions.csv``, ``condition_groups.csv``, ``filler_words.txt``,
``generic_conditions.txt``). Nothing is ever substituted silently: a lookup says how it was made, and a merely similar
spelling gives a suggestion only. Source: domain notes §2e and §3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from msc_trials.errors import QueryError
from msc_trials.knowledge import seeds
from msc_trials.knowledge.phrases import normal, words
from msc_trials.matching.guarded import stems_of
from msc_trials.matching.literals import Literals, positions

How = Literal["exact", "group", "normalized", "none"]

_WORD = re.compile(r"[^\W_]+")
_STAGES_AND_AGES = re.compile(
    r"\b(?:(?:stage|grade|kl|wagner) (?:\d|i{1,3}|iv)|\d+ (?:year|yr|month) old|(?:19|20)\d\d)\b"
)
_NEGATIONS = frozenset({"no", "non", "not", "without", "anti"})
_MAX_SUGGESTIONS = 5
_SUGGESTION_CUTOFF = 82.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One row of the condition vocabulary.

    ``lay_terms`` are what people type. ``registry_terms`` are sent to the registry, any of them; in one term `` + ``
    joins what must stand together and ``not`` what must not (``Crohn disease + not fistula``). ``regex`` finds the
    condition in lower-case conditions and titles of records after ``overlook`` was cut out, ``abbreviations`` find it
    as whole words in the case given. A ``named_only`` row (one that lumps different diseases, or is told from another by
    what a record does not say) is meant only when typed by one of its own terms. ``notes`` is a sentence for the reader
    of an answer.
    """

    id: str
    name: str
    lay_terms: tuple[str, ...] = ()
    registry_terms: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    regex: str = ""
    overlook: str = ""
    parents: tuple[str, ...] = ()
    named_only: bool = False
    key_outcomes: str = ""
    notes: str = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """Every phrase that names this condition, the display name first."""
        return tuple(dict.fromkeys((self.name, *self.lay_terms, *self.abbreviations)))

    @property
    def wider_terms(self) -> tuple[str, ...]:
        """Registry terms and headings; some of them name a wider condition too."""
        return tuple(t for t in (*self.registry_terms, *self.mesh) if " + " not in t)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the vocabulary knows about a typed condition.

    ``how``: ``exact`` the text is a known term; ``group`` a word for several conditions, all listed; ``normalized``
    known after leaving out side, severity and the like, or because it contains a known term; ``none`` unknown, with
    ``suggestions`` (display names) that were not used.
    """

    text: str
    conditions: tuple[Condition, ...] = ()
    how: How = "none"
    suggestions: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the conditions found, narrower conditions included (heart failure includes dilated hearts)."""
        return with_descendants(tuple(c.id for c in self.conditions))


@cache
def all_conditions() -> tuple[Condition, ...]:
    """Every row of the vocabulary in file order."""
    return tuple(
        Condition(
            id=row["id"],
            name=row["name"],
            lay_terms=_listed(row["lay_terms"]),
            registry_terms=_listed(row["registry_terms"]),
            mesh=_listed(row["mesh"]),
            abbreviations=_listed(row["abbreviations"]),
            regex=row["regex"],
            overlook=row["overlook"],
            parents=_listed(row["parents"]),
            named_only=row["named_only"] == "yes",
            key_outcomes=row["key_outcomes"],
            notes=row["notes"],
        )
        for row in seeds.table("conditions")
    )


def by_id(condition_id: str) -> Condition:
    """The row with this id. Raises ``QueryError`` when there is none."""
    try:
        return _by_id()[condition_id]
    except KeyError:
        raise QueryError(
            f"There is no condition {condition_id!r} in the vocabulary.", hint="See seeds/conditions.csv for the ids."
        ) from None


def with_descendants(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids and those of every narrower condition, in file order."""
    found = set(condition_ids)
    for condition in _parents_first():
        if not found.isdisjoint(condition.parents):
            found.add(condition.id)
    return tuple(c.id for c in all_conditions() if c.id in found)


def with_ancestors(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids and those of every wider condition, in file order."""
    found = set(condition_ids)
    for condition in reversed(_parents_first()):
        if condition.id in found:
            found.update(condition.parents)
    return tuple(c.id for c in all_conditions() if c.id in found)


@cache
def lookup(text: str) -> Lookup:
    """Find the condition that ``text`` names.

    In this order: a known term; a word for a group; the same words in another order or with words about side,
    severity, person and treatment left out; a known term of two or more words, an abbreviation or the row's own
    pattern inside the text. A row that lumps different diseases is found by its own terms only, so that "breast
    cancer" never becomes "cancer". Similar spellings give ``suggestions`` and nothing else.
    """
    form = normal(text)
    if not form:
        return Lookup(text)
    if found := _terms().get(form):
        return Lookup(text, _rows(found), "exact")
    if found := _groups().get(form):
        return Lookup(text, _rows(found), "group")
    content = _content(form)
    if content and (found := _bags().get(content)):
        return Lookup(text, _rows(found), "normalized")
    if content and (found := _group_bags().get(content)):
        return Lookup(text, _rows(found), "group")
    if found := _inside(text, form):
        return Lookup(text, _rows(found), "normalized")
    return Lookup(text, suggestions=_suggestions(form))


def condition_ids_of(conditions: tuple[str, ...], *titles: str | None) -> tuple[str, ...]:
    """Ids of the rows that a record's conditions and titles match, wider rows included, in file order.

    Pure and local. Conditions too general to say a disease (``seeds/generic_conditions.txt``) are ignored.
    """
    kept = [c for c in conditions if not _is_generic(c)]
    return with_ancestors(_matching("\n".join([*kept, *(t for t in titles if t)])))


def telling_words(text: str) -> tuple[str, ...]:
    """The words of ``text``, as typed, that say something about the disease; see ``seeds/filler_words.txt``."""
    found = [w for w in _WORD.findall(text) if not _fillers().issuperset(words(w))]
    return tuple(dict.fromkeys(found))


def mentions(text: str, conditions: tuple[str, ...], *titles: str | None) -> bool:
    """Whether every word of ``text`` that says something stands in one of the conditions or titles.

    For a condition outside the vocabulary, where the registry cannot be asked.
    """
    wanted = _content(normal(text)) or frozenset(words(text))
    return bool(wanted) and any(wanted <= set(words(t)) for t in (*conditions, *titles) if t)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def _by_id() -> dict[str, Condition]:
    return {c.id: c for c in all_conditions()}


def _rows(condition_ids: tuple[str, ...]) -> tuple[Condition, ...]:
    return tuple(map(by_id, condition_ids))


@cache
def _parents_first() -> tuple[Condition, ...]:
    done: list[Condition] = []
    waiting = list(all_conditions())
    while waiting:
        ready = [c for c in waiting if not {w.id for w in waiting}.intersection(c.parents)]
        if not ready:
            raise QueryError(f"The parents of conditions run in a circle: {', '.join(c.id for c in waiting)}.")
        done.extend(ready)
        waiting = [c for c in waiting if c not in ready]
    return tuple(done)


@cache
def _terms() -> dict[str, tuple[str, ...]]:
    """Normal forms of all terms. What names a row goes before what is only searched for it."""
    names: dict[str, list[str]] = {}
    wider: dict[str, list[str]] = {}
    for condition in all_conditions():
        for found, terms in ((names, condition.terms), (wider, condition.wider_terms)):
            for form in dict.fromkeys(map(normal, terms)):
                found.setdefault(form, []).append(condition.id)
    return {form: _narrowest(ids) for form, ids in {**wider, **names}.items() if form}


@cache
def _bags() -> dict[frozenset[str], tuple[str, ...]]:
    """The telling words of each term. One word left of several ("bad knee") names nothing by itself."""
    found: dict[frozenset[str], list[str]] = {}
    for form, ids in _terms().items():
        bag = _content(form)
        if len(bag) > 1 or " " not in form:
            found.setdefault(bag or frozenset(form.split()), []).extend(ids)
    return {bag: _narrowest(ids) for bag, ids in found.items()}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {normal(t): _listed(row["ids"]) for row in seeds.table("condition_groups") for t in _listed(row["terms"])}


@cache
def _group_bags() -> dict[frozenset[str], tuple[str, ...]]:
    forms = {form: _content(form) or frozenset(form.split()) for form in _groups()}
    return {bag: _groups()[form] for form, bag in forms.items() if len(bag) > 1 or " " not in form}


@cache
def _fillers() -> frozenset[str]:
    return frozenset(word for line in seeds.lines("filler_words") for word in words(line))


def _content(form: str) -> frozenset[str]:
    """The words of a normal form without side, severity and other words that do not change the disease."""
    return frozenset(_STAGES_AND_AGES.sub(" ", form).split()) - _fillers()


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(normal, seeds.lines("generic_conditions")))


@lru_cache(maxsize=8192)
def _is_generic(condition: str) -> bool:
    return normal(condition) in _generic()


def _narrowest(condition_ids: list[str]) -> tuple[str, ...]:
    """The ids in order without repetition and without those of which a narrower one is there too."""
    if len(condition_ids) == 1:
        return tuple(condition_ids)
    wider = {parent for i in condition_ids for parent in with_ancestors((i,)) if parent != i}
    return tuple(i for i in dict.fromkeys(condition_ids) if i not in wider)


def _inside(text: str, form: str) -> tuple[str, ...]:
    """Rows that a longer text names: by a term of several words, an abbreviation or the row's pattern."""
    found = set(_matching(text, typed=True))
    for term, ids in _terms().items():
        if " " in term and f" {term} " in f" {form} " and not _negated(form, term):
            found.update(i for i in ids if f" {term} " in f" {normal(_overlooked(i, text))} ")
    return _narrowest([c.id for c in all_conditions() if c.id in found and not c.named_only])


def _negated(form: str, term: str) -> bool:
    before = f" {form} ".split(f" {term} ", maxsplit=1)[0].split()
    return bool(before) and before[-1] in _NEGATIONS


def _overlooked(condition_id: str, text: str) -> str:
    overlook = by_id(condition_id).overlook
    return re.sub(overlook, " ", text.lower()) if overlook else text


@cache
def _patterns(condition_id: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """The pattern of a row and what it overlooks, compiled when a text first holds its letters."""
    row = by_id(condition_id)
    return re.compile(row.regex), re.compile(row.overlook) if row.overlook else None


@cache
def _needs() -> tuple[Literals, int]:
    """What the pattern of each row needs, in file order, and the bits of rows whose pattern needs nothing."""
    needs = [[letters for letters in stems_of(condition.regex) if letters] for condition in all_conditions()]
    return Literals(needs), sum(1 << i for i, need in enumerate(needs) if not need)


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for condition in all_conditions():
        for short in condition.abbreviations:
            found.setdefault(short, []).append(condition.id)
    pattern = r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(found, key=len, reverse=True))) + r")(?!\w)"
    return re.compile(pattern if found else r"(?!)"), {short: tuple(ids) for short, ids in found.items()}


def _matching(text: str, *, typed: bool = False) -> tuple[str, ...]:
    """Ids of rows whose pattern or abbreviation is found in ``text``. What people type has no reliable case."""
    pattern, meanings = _abbreviations()
    cased = text.upper() if typed and text == text.lower() else text
    found = {i for short in set(pattern.findall(cased)) for i in meanings[short]}
    lower = text.lower()
    literals, unknown = _needs()
    rows = all_conditions()
    for position in positions(literals.bits(literals.hits(lower)) | unknown):
        condition_id = rows[position].id
        if condition_id in found or not rows[position].regex:
            continue
        regex, overlook = _patterns(condition_id)
        # Cutting out words cannot make a match, so the cheap search comes first.
        if regex.search(lower) and (overlook is None or regex.search(overlook.sub(" ", lower))):
            found.add(condition_id)
    return tuple(i for i in _by_id() if i in found)


def _suggestions(form: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process  # heavy, and needed for unknown conditions only

    known = {**_terms(), **{form: ids for form, ids in _groups().items() if form not in _terms()}}
    close = process.extract(form, list(known), scorer=fuzz.ratio, score_cutoff=_SUGGESTION_CUTOFF, limit=20)
    names = [by_id(i).name for term, _, _ in close for i in known[term]]
    names += [by_id(i).name for i in _matching(form, typed=True)]
    return tuple(dict.fromkeys(names))[:_MAX_SUGGESTIONS]
