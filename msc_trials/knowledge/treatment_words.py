"""Words that name a treatment, a product, a company or a question about clinics, and no disease:
``seeds/treatment_words.csv``, ``seeds/treatment_kinds.csv``, ``seeds/products.csv`` and ``seeds/treatment_forms.txt`` (injection, clinic, cost and the
like, which change nothing)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import ledger, seeds
from msc_trials.knowledge.condition_terms import english_terms
from msc_trials.knowledge.product_kinds import ProductKind, product_kinds
from msc_trials.knowledge.products import ProductFact, find_products, products, products_named
from msc_trials.knowledge.typed_text import (
    Typed,
    exact_form,
    normal,
    stands_in,
    stands_unspaced,
    typed,
    without_names,
    words_of,
)

_NEAR = 90.0
_GIVEN_THEMSELVES = frozenset({"bone_marrow", "adipose", "umbilical_cord", "cord_blood", "placenta_amnion"})
"""Tissues that are treatments themselves, too."""
_FEWEST = 8
"""Letters a misspelled treatment must have."""
_CELL_FREE = 7
"""Letters of a word that names a cell-free product in any text: exosome, not EV."""


class TreatmentWord(NamedTuple):
    """What a word that names no disease stands for. ``points_to`` are the rows its product was tried in.

    ``tell`` is the sentence about it with ``{named}`` in the place of the word.
    """

    kind: str
    tell: str
    points_to: tuple[str, ...] = ()
    products: tuple[ProductFact, ...] = ()


def treatment_named(given: Typed) -> TreatmentWord | None:
    """What the text names when it names a treatment, product or company and nothing else."""
    whole = _words().get(given.form) or _exact_words().get(given.exact)
    is_disease = given.form in english_terms()  # needs no index of products
    named = () if is_disease else products_named(given.text)
    made = [p for p in named if whole is None or given.form in map(normal, p.names)]
    company = [p for p in products() if given.form in companies(p)]
    if made or company:
        facts = tuple(made or company)
        without = {fact.msc_class for fact in facts} == {"not_msc"}
        about = ("product_of_other_cells" if without else "product") if made else "company"
        return treatment_about(about, _of_one_use(given.form, facts) or tried_in(facts), facts)
    return _in_pieces(given) if whole is None else _with_products(whole, given.text)


def treatment_about(about: str, points_to: tuple[str, ...] = (), facts: tuple[ProductFact, ...] = ()) -> TreatmentWord:
    """The treatment word of a row of ``seeds/treatment_kinds.csv``."""
    kind, tell = _kinds()[about]
    return TreatmentWord(kind, tell, points_to, facts)


def _with_products(word: TreatmentWord, text: str) -> TreatmentWord:
    """A word with the products that it names, where it names any."""
    facts = find_products(text) if word.kind == "product" else ()
    return word._replace(points_to=word.points_to or tried_in(facts), products=facts)


def asks_about_harms(text: str) -> bool:
    """Whether a text names a treatment with cells and speaks of harm (``seeds/harm_words.txt``): "blindness after a stem cell shot".

    >>> asks_about_harms("are stem cells safe"), asks_about_harms("stem cells for a knee")
    (True, False)
    """
    given = typed(text)
    there = not words_of("harm_words").isdisjoint(given.form.split())
    return there and treatment_inside(given) is not None


def treatment_inside(given: Typed) -> TreatmentWord | None:
    """The treatment a longer or misspelled text names, for texts in which no disease was understood."""
    forms = _words()
    parts = {w for form, word in forms.items() if word.kind != "product" for w in form.split()}
    whole = set(given.form.split()) & (
        forms.keys() | words_of("treatment_forms")
    )  # "face" is a part of "face lift" and no treatment
    if whole and given.bag <= parts | words_of("treatment_forms"):
        return treatment_about("treatment")
    told = (
        form for form, word in forms.items() if " " in form or (word.kind == "cell_free" and len(form) >= _CELL_FREE)
    )
    inside = [form for form in told if stands_in(form, given.form)]
    if inside:
        longest = max(inside, key=len)
        return _with_products(forms[longest], longest)
    if len(given.form) < _FEWEST:
        return None
    from rapidfuzz import fuzz, process  # heavy, and needed for texts not understood only

    near = process.extractOne(given.form, list(forms), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return _with_products(forms[near[0]], near[0]) if near else None


@cache
def tried_in(facts: tuple[ProductFact, ...]) -> tuple[str, ...]:
    """Rows in which products were tried, from the ledger of publications."""
    names = {fact.name for fact in facts}
    given = [row for row in ledger.rows().values() if not names.isdisjoint(row.named_products)]
    found = [i for row in given for i in row.condition_ids]
    found += [i for p in facts for name in map(normal, p.names) if name in _words() for i in _words()[name].points_to]
    return tuple(dict.fromkeys(found))


def _of_one_use(form: str, facts: tuple[ProductFact, ...]) -> tuple[str, ...]:
    """The rows of a code that stands for one use of a product with several: of MPC-06-ID the spinal discs."""
    codes = {name: _words()[name].points_to for name in map(normal, facts[0].names[1:]) if name in _words()}
    return codes.get(form, ()) if len(facts) == 1 and len(set(codes.values())) > 1 else ()


@cache
def companies(product: ProductFact) -> frozenset[str]:
    """Common forms of the companies of a product."""
    return frozenset(map(normal, product.company_names))


def _in_pieces(given: Typed) -> TreatmentWord | None:
    """A text made of treatment words and words that change nothing ("stem cell shots for")."""
    rest, found = f" {given.form} ", []
    for form in sorted(_words(), key=len, reverse=True):
        if f" {form} " in rest:
            rest = rest.replace(f" {form} ", "  ")
            found.append(_words()[form])
    forms = words_of("treatment_forms")
    if not forms.isdisjoint(given.form.split()):
        found.append(treatment_about("treatment"))
    return found[0] if found and set(rest.split()) <= words_of("filler_words") | forms else None


def without_treatment(given: Typed) -> str:
    """What is left of a text without its treatment words, products, countries and where cells come from; empty where it has no
    treatment word."""
    kinds = (normal(word) for row in seeds.table("product_kinds") for word in seeds.listed(row["words"]))
    rest = without_names(given.form, (*_words(), *words_of("treatment_forms"), *kinds))
    countries = (normal(row["name"]) for row in seeds.table("countries"))
    return "" if rest == given.form else " ".join(without_names(rest, (*_tissues(), *countries)).split())


def products_typed(text: str) -> tuple[str, ...]:
    """Names of the kinds of products a text names that are no cells grown in culture (``seeds/product_kinds.csv``).

    >>> products_typed("exosomes for autism")
    ('exosomes',)
    """
    return tuple(kind.name for kind in _kinds_in(text))


def kinds_typed(text: str) -> tuple[str, ...]:
    """The first word of each of these kinds, by which the checklist knows it.

    >>> kinds_typed("stromal vascular fraction for a knee")
    ('SVF',)
    """
    return tuple(kind.words[0] for kind in _kinds_in(text))


def _kinds_in(text: str) -> tuple[ProductKind, ...]:
    form = normal(text)
    return tuple(kind for kind in product_kinds() if any(stands_in(normal(w), form) for w in kind.words))


def treatment_typed(text: str) -> tuple[str, str]:
    """The longest treatment that a text names besides "stem cells" and the like, with its kind; two empty texts for none.

    A tissue is named as a treatment where no cells are ("fat injection for knee"); its kind is then ``cell_source``.

    >>> treatment_typed("cord blood for knee"), treatment_typed("fat stem cells for knee")
    (('cord blood', 'not_msc'), ('', ''))
    """
    form = normal(text)
    alone = words_of("words_for_cells").isdisjoint(form.split())
    named = [row for row in _beside_cells() if row[1] and stands_unspaced(row[1], form)]
    longest = [row for row in named if not any(row[1] != own and stands_in(row[1], own) for _, own, _ in named)]
    there = [
        row for row in longest if alone or row[2] != "cell_source"
    ]  # menstrual blood stem cells are no blood stem cells
    name, _, kind = max(there, key=lambda row: len(row[1]), default=("", "", ""))
    return name, kind


@cache
def _beside_cells() -> tuple[tuple[str, str, str], ...]:
    """Words that name a treatment of their own, each with its common form and its kind."""
    kinds = {"not_msc", "cell_free", "other_treatment", "cell_source"}
    rows = [(name, normal(name), word.kind) for name, word in _rows() if word.kind in kinds]
    known = {form for _, form, _ in rows}
    given = (word for word, tissue in _tissues().items() if tissue in _GIVEN_THEMSELVES)
    return (*rows, *((word, word, "cell_source") for word in given if word not in known))


def is_tissue(name: str) -> bool:
    """Whether a product is a tissue from which mesenchymal cells are grown, too: cord blood, not exosomes."""
    return normal(name) in _tissues()


@cache
def _tissues() -> dict[str, str]:
    """A brochure's words for the tissues of cells in their common form, with the tissue: fat, marrow, placenta and the like."""
    rows = (row for row in seeds.table("offer_words") if row["topic"] == "source")
    return {normal(word): row["value"] for row in rows for word in seeds.listed(row["words"])}


@cache
def _rows() -> tuple[tuple[str, TreatmentWord], ...]:
    rows = seeds.table("treatment_words")
    return tuple((row["word"], treatment_about(row["about"], seeds.listed(row["points_to"]))) for row in rows)


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """Kind and sentence of what a word may be about."""
    return {row["about"]: (row["kind"], row["tell"]) for row in seeds.table("treatment_kinds")}


@cache
def _exact_words() -> dict[str, TreatmentWord]:
    return {exact_form(text): word for text, word in _rows()}


@cache
def _words() -> dict[str, TreatmentWord]:
    return {form: word for text, word in _rows() if (form := normal(text))}
