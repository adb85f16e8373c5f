"""Every name of a condition that may be typed, in any language, and the row or rows it stands for.

The names are data: terms of ``seeds/conditions.csv``, ``condition_names.csv`` (English, and flagged ones of any
language), ``foreign_names.csv``, ``condition_groups.csv`` (words for several diseases), ``foreign_group_words.csv``.
Pure look-ups.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import all_conditions, narrowest
from msc_trials.knowledge.typed_text import bag_of, content_words, exact_form, normal, without_fillers_of

_ARTICLE = "ال"
"""The Arabic article, written together with its word."""
UNSPACED = ("zh", "ja", "ko")


class Ambiguous(NamedTuple):
    """A word with several meanings: the rows it may stand for, the usual one first, and meanings that have no row."""

    ids: tuple[str, ...]
    other_meanings: str = ""


@cache
def english_terms() -> dict[str, tuple[str, ...]]:
    """Common forms of all terms of the rows. What names a row goes before what is only searched for it."""
    rows = all_conditions()
    # A family is searched by names of its kinds, too: melanoma is not cancer.
    single = [c for c in rows if not c.is_group]
    wider = seeds.grouped((form, c.id) for c in single for form in dict.fromkeys(map(normal, c.wider_terms)))
    english = [(normal(row["name"]), row["condition_id"]) for row in _flagged("")]
    names = seeds.grouped([*((form, c.id) for c in rows for form in dict.fromkeys(map(normal, c.terms))), *english])
    unclear = {"", *ambiguous_words()}
    return {form: narrowest(ids) for form, ids in {**wider, **names}.items() if form not in unclear}


@cache
def foreign_names() -> dict[str, tuple[str, ...]]:
    """Names in other languages: common form to row."""
    found: dict[str, tuple[str, ...]] = {}
    for row in seeds.table("foreign_names"):
        form = normal(row["name"])
        if row["language"] != "hi" and form not in english_terms():
            found[form] = (row["condition_id"],)
            found.setdefault(without_articles(form), (row["condition_id"],))
    return found


@cache
def known_names() -> dict[str, tuple[str, ...]]:
    """Names in any language that are compared by their common form."""
    return {**foreign_names(), **english_terms()}


@cache
def exact_names(*languages: str) -> dict[str, tuple[str, ...]]:
    """Names compared as typed: of Hindi, whose vowel signs the common form loses, and of languages without spaces."""
    rows = seeds.table("foreign_names")
    return {exact_form(r["name"]): (r["condition_id"],) for r in rows if r["language"] in languages}


@cache
def short_foreign_names() -> dict[str, tuple[str, ...]]:
    """Names without the filler words of their language ("artrosi ginocchio"), where several words are left."""
    spaced = (r for r in seeds.table("foreign_names") if r["language"] not in (*UNSPACED, "hi"))
    short = seeds.grouped((without_fillers_of(r["language"], normal(r["name"])), r["condition_id"]) for r in spaced)
    return {form: narrowest(ids) for form, ids in short.items() if " " in form}


@cache
def short_foreign_bags() -> dict[frozenset[str], tuple[str, ...]]:
    """The same with their words in any order: "ginocchio artrosi"."""
    found = seeds.grouped((frozenset(form.split()), i) for form, ids in short_foreign_names().items() for i in ids)
    return {bag: narrowest(ids) for bag, ids in found.items()}


def without_articles(form: str) -> str:
    """An Arabic form without the article of each word; any other form as it is."""
    article = normal(_ARTICLE)
    return " ".join(w.removeprefix(article) if len(w) > len(article) + 2 else w for w in form.split())


@cache
def ambiguous_words() -> dict[str, Ambiguous]:
    """Words that must be asked about, by common form; the meanings of all languages, in file order."""
    found: dict[str, Ambiguous] = {}
    for row in _flagged("ambiguous"):
        form = normal(row["name"])
        ids, others = found.get(form, Ambiguous(()))
        meanings = "; ".join(dict.fromkeys(filter(None, (others, row["other_meanings"]))))
        found[form] = Ambiguous(tuple(dict.fromkeys((*ids, *seeds.listed(row["condition_id"])))), meanings)
    return {
        **{form: found[word] for form, words in _as_in_english().items() for word in words if word in found},
        **found,
    }


@cache
def unspaced_ambiguous_words() -> dict[str, Ambiguous]:
    """Those of Chinese, Japanese and Korean, which are found inside texts without spaces."""
    names = (row["name"] for row in _flagged("ambiguous") if row["language"] in UNSPACED)
    return {exact_form(name): ambiguous_words()[normal(name)] for name in names}


@cache
def language_words() -> dict[str, dict[str, str]]:
    """Short words that name a row in some languages only: common form to language to row."""
    found: dict[str, dict[str, str]] = {}
    for row in _flagged("language_only"):
        found.setdefault(normal(row["name"]), {})[row["language"]] = row["condition_id"]
    return found


@cache
def never_mapped() -> frozenset[str]:
    """Texts, as typed, that name no row and must not be taken for one: ``seeds/never_mapped.txt`` and flagged names."""
    flagged = (row["name"] for row in _flagged("not_a_row"))
    return frozenset(map(exact_form, (*flagged, *seeds.lines("never_mapped"))))


@cache
def never_mapped_forms() -> frozenset[str]:
    """Common forms of the texts of ``seeds/never_mapped.txt`` that are the form of no other name."""
    known = english_terms().keys() | foreign_names().keys() | ambiguous_words().keys() | groups().keys()
    return frozenset(map(normal, seeds.lines("never_mapped"))).difference(known)


@cache
def nearest_entries() -> dict[str, tuple[str, ...]]:
    """The row, if any, that comes nearest to a name without a row: melanoma has none, and cancer is the wider word."""
    return {exact_form(row["name"]): seeds.listed(row["condition_id"]) for row in _flagged("not_a_row")}


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Words for several diseases: common form to the rows meant."""
    rows = seeds.table("condition_groups")
    own = {normal(term): seeds.listed(row["ids"]) for row in rows for term in seeds.listed(row["terms"])}
    foreign = seeds.grouped(
        (form, i) for form, words in _as_in_english().items() for w in words for i in own.get(w, ())
    )
    return {**{form: tuple(dict.fromkeys(ids)) for form, ids in foreign.items()}, **own}


@cache
def _as_in_english() -> dict[str, tuple[str, ...]]:
    """Common forms of words in other languages with the English words for several diseases that mean the same."""
    rows = seeds.table("foreign_group_words")
    return seeds.grouped((normal(row["name"]), normal(row["english"])) for row in rows)


@cache
def term_bags() -> dict[frozenset[str], tuple[str, ...]]:
    """The content words of each term. One word left of several ("bad knee") names nothing by itself."""
    bags = seeds.grouped((bag, i) for form, ids in english_terms().items() for bag in _bags(form) for i in ids)
    return {bag: narrowest(ids) for bag, ids in bags.items()}


def rows_of_names_in(form: str, bag: frozenset[str]) -> tuple[str, ...]:
    """The rows of content words, of several those with a name all words of which stand in a text: "mild" is said or not."""
    ids = term_bags().get(bag, ())
    said = set(form.split())
    whole = (i for name, own in english_terms().items() if len(ids) > 1 and said.issuperset(name.split()) for i in own)
    return narrowest(i for i in dict.fromkeys(whole) if i in ids) or ids


@cache
def group_bags() -> dict[frozenset[str], tuple[str, ...]]:
    """The content words of each group word."""
    return {bag: ids for form, ids in groups().items() for bag in _bags(form)}


def _bags(form: str) -> list[frozenset[str]]:
    """The content words of a form, all its words where it has none; nothing for one word that is left of several."""
    content = content_words(form)
    return [bag_of(content) or frozenset(form.split())] if len(set(content)) > 1 or " " not in form else []


@cache
def capital_words() -> dict[str, tuple[str, ...]]:
    """Abbreviations, in the case given, that may stand inside a longer text; ambiguous ones with all their meanings."""
    found: dict[str, tuple[str, ...]] = {}
    for row in (*_flagged(""), *_flagged("ambiguous"), *seeds.table("foreign_names")):
        if row["kind"] == "abbreviation" and row["name"].isascii():
            word = ambiguous_words().get(normal(row["name"]), Ambiguous((row["condition_id"],)))
            found.setdefault(row["name"], word.ids)
    return found


@cache
def _flagged(flag: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in seeds.table("condition_names") if row["flag"] == flag)
