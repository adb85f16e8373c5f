"""How a typed text is understood: a condition, a word for several, an ambiguous word, a treatment, or unknown.

Rules are tried in the order of ``RULES``; the first that finds something decides. A merely similar spelling is offered and
never used. Asks nobody. Source: the order of decisions in the vocabulary notes (treatment, ambiguous, known, known words
around a name, unknown).

    >>> lookup("knee oa").ids
    ('knee_oa',)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import conditions as rows
from msc_trials.knowledge import names_inside, seeds, text_parts, treatment_words, whole_names
from msc_trials.knowledge.joined_names import beside_a_symptom, denied_part, named_in_parts, parts_joined
from msc_trials.knowledge.meanings import Lookup, asked, condition, ids_of, is_understood, linked, near_to, rows_of
from msc_trials.knowledge.near_spelling import families_meant, families_named, near_names, same_sound
from msc_trials.knowledge.rules import pattern
from msc_trials.knowledge.treatment_words import TreatmentWord, treatment_about
from msc_trials.knowledge.typed_text import Typed, normal, stands_in, typed, without_denial, without_names, words_of

PREVENTION = "preventing it or the risk of it; trials here are in people who have it already"


@lru_cache(maxsize=2_000)
def lookup(text: str) -> Lookup:
    """How ``text`` is understood. Takes any text and never fails; the same text gives the same answer."""
    given = typed(text)
    for rule in RULES if given.form or given.exact else ():
        found = rule(given)
        if found is not None:
            return found._replace(text=text, rule=rule.__name__)
    return Lookup(text, candidates=rows_of(near_names(given)), rule="nothing_understood")


def must_stay_unknown(given: Typed) -> Lookup | None:
    """Diseases without a row, false friends that a pattern or a near name would take for another disease, and one letter."""
    letter = given.text.strip()  # a sign of a script such as Chinese can be a word
    alone = len(letter) == 1 and unicodedata.category(letter) != "Lo"
    if alone:
        return Lookup("")
    is_name = given.form in terms.english_terms()  # the other tables are made only where this one has nothing
    if given.exact not in terms.never_mapped() and (is_name or given.form not in terms.never_mapped_forms()):
        return None
    return Lookup("", candidates=rows_of(terms.nearest_entries().get(given.exact) or families_named(given)))


def about_an_animal(given: Typed) -> Lookup | None:
    """A question about an animal: the trials are of people."""
    return Lookup("") if pattern("typed.animal").search(given.text) else None


def treatment_alone(given: Typed) -> Lookup | None:
    """A treatment, product or company and no disease beside it."""
    return _treatment(treatment_words.treatment_named(given))


def about_a_harm(given: Typed) -> Lookup | None:
    """A question whether a treatment does harm ("can stem cells cause a stroke"): what it is said to cause is not the disease treated."""
    hit = pattern("typed.harm").search(given.text)
    before = given.text[: hit.start()] if hit else ""
    if not before or treatment_words.treatment_typed(before)[1] == "other_treatment":
        return None  # of a steroid shot nothing is known here
    if is_understood(lookup(before)):
        return None
    return _treatment(treatment_about("harm")) if treatment_words.treatment_inside(typed(before)) else None


def prevention(given: Typed) -> Lookup | None:
    """A question about preventing a disease or the risk of it: asked about, unless trials of it are of its prevention too."""
    rest = text_parts.about_prevention(given.text)
    left = map(lookup, (rest,) if rest else text_parts.to_avoid_a_treatment(given.text))
    found = next((one for one in left if one.kind not in ("unknown", "treatment")), None)
    if found is None:
        return None
    prevented = rows.with_descendants(seeds.lines("prevented_conditions"))
    return found if not rest or set(ids_of(found)) <= set(prevented) else asked(ids_of(found), PREVENTION)


def everyday_words(given: Typed) -> Lookup | None:
    """A disease told in everyday words. Where the text names an unrelated one too, but not as the cause, it is asked about."""
    told = names_inside.told_in_lay_words(given.text)
    if of_a_cause := _named_before_the_cause(given, told):
        return asked((*of_a_cause, *told))
    named = (*names_inside.named_by_a_doctor(given), *named_in_parts(given, told)) if len(told) == 1 else ()
    near = near_to(told) | {row for row in named if not linked(row).isdisjoint(told)}
    return condition(told) if near.issuperset(named) else asked((*told, *named))


def _named_before_the_cause(given: Typed, told: tuple[str, ...]) -> tuple[str, ...]:
    """Rows named before "after" or "from" that are another disease than the cause, where only the cause is told in everyday words."""
    before, *behind = pattern("typed.cause_or_from").split(given.text, maxsplit=1)
    if not told or not behind or names_inside.told_in_lay_words(behind[0]) != told:
        return ()
    found = lookup(before)
    return ids_of(found) if is_understood(found) and set(told).isdisjoint(ids_of(found)) else ()


def spelled_as_it_sounds(given: Typed) -> Lookup | None:
    """All words sound like those of a name; several such names are asked about."""
    return condition(same_sound(given.content))


def name_inside(given: Typed) -> Lookup | None:
    """A name inside a longer text, before words like "after". Several different ones, or a mere cause, are asked about."""
    text, effect = _without_never_mapped(given), typed(names_inside.before_the_cause(given))
    if effect.text == given.text:
        effect = typed(names_inside.before_the_cause(text))
    elif (rest := _without_never_mapped(effect)) != effect:
        if not rest.content:
            return None  # "liver cancer after cirrhosis" is not about the cirrhosis
        effect = rest
    found = names_inside.rows_inside(effect) or names_inside.foreign_rows_inside(effect)
    several = names_inside.several_meant(effect)
    if not found and not several and effect.text != text.text:
        return asked((*names_inside.rows_inside(text), *names_inside.several_meant(text)))
    meant_for = lookup(effect.text.rpartition(" for ")[2]) if len(found) == 1 and " for " in effect.text else None
    if meant_for and is_understood(meant_for) and set(found).isdisjoint({*ids_of(meant_for), *meant_for.ids}):
        return asked((*found, *ids_of(meant_for)))  # "bone marrow transplant for ms"
    if found and several and not set(found) <= set(several):
        return asked((*found, *several))
    if any(found == names_inside.rows_inside(typed(word)) for word in names_inside.words_for_several(effect)):
        found = ()  # "dementia from alcohol": only the word for several names the row
    return condition(found) or (asked(several, names_inside.unexplained_beside(effect)) if several else None)


def clinic_question(given: Typed) -> Lookup | None:
    """A question about clinics; where it says what is treated there ("a clinic offers cells for ALS"), about that disease."""
    before, *behind = pattern("typed.clinic").split(given.text, maxsplit=1)
    if not behind:
        return None
    told = is_understood(lookup(behind[0])) or not words_of("words_for_cells").isdisjoint(given.form.split())
    found = lookup(f"{before} {behind[0]}") if told else None
    return found if found and is_understood(found) else _treatment(treatment_about("clinic"))


def disease_without_a_row(given: Typed) -> Lookup | None:
    """A longer text with a disease that has no row, or with a kind of a family that has one ("throat cancer"), and no near name.

    A family whose kinds are not spoken of is meant itself, but not as a harm of cells ("stem cells cause cancer").
    """
    inside = [name for name in terms.never_mapped() if len(name) > 4 and stands_in(name, given.exact)]
    families = families_named(given)
    if (
        families
        and pattern("typed.from_cells").search(given.text)
        and (harm := _treatment(treatment_words.treatment_inside(given)))
    ):
        return harm
    effect = typed(names_inside.before_the_cause(given))  # not the cancer of "breast reconstruction after cancer"
    if not inside and (meant := condition(families_meant(effect))):
        return meant
    nearest = tuple(i for name in inside for i in terms.nearest_entries().get(name, ())) or families
    return Lookup("", candidates=rows_of(nearest)) if (inside or nearest) and not near_names(given) else None


def offer_for_a_part(given: Typed) -> Lookup | None:
    """An offer in a brochure's words ("fat stem cells for knee", "SVF knee"): what is left without them, where it is understood."""
    name, kind = treatment_words.treatment_typed(given.text)
    if kind == "other_treatment":
        return _treatment(treatment_words.treatment_named(typed(name)))
    rest = treatment_words.without_treatment(given)
    found = lookup(text_parts.without_prevention(rest)) if rest else None  # "risks of stem cells for the knee"
    one_of_others = found is not None and len(found.candidates) == 1 and found.other_meanings  # "fat grafting breast"
    return found if found and is_understood(found) and not one_of_others else None


def what_it_is_for(given: Typed) -> Lookup | None:
    """The name a text ends with behind "for" ("laser for ms"), or in an offer the body part behind "for" or "my" ("cells for my bad hip")."""
    found = lookup(given.text.rpartition(" for ")[2]) if " for " in given.text else None
    if found and is_understood(found):
        return found
    rest = treatment_words.without_treatment(given)
    parts = (_part_at_the_start(rest[hit.end() :]) for hit in pattern("typed.of_a_part").finditer(rest))
    return asked(next(filter(None, parts), ()))


def treatment_with_other_words(given: Typed) -> Lookup | None:
    """A treatment inside a text, or misspelled, in which no disease was understood."""
    return _treatment(treatment_words.treatment_inside(given))


def limb_that_hurts(given: Typed) -> Lookup | None:
    """A limb or joint that hurts in a text of which nothing else is understood ("pain after knee replacement"): asked about.

    Names that a word may be a misspelling of are offered instead; pain that is denied is nobody's.
    """
    meant = () if without_denial(given.form) else names_inside.parts_that_hurt(given)
    return asked(meant, "another cause") if meant and not near_names(given) else None


def in_traditional_signs(given: Typed) -> Lookup | None:
    """Chinese in the signs of Taiwan and Hong Kong, where nothing is understood: read in those of the mainland ("膝關節炎")."""
    signs = seeds.pairs("traditional_signs")
    simple = "".join([signs.get(sign, sign) for sign in given.text])
    found = lookup(simple) if simple != given.text else None
    return found if found and found.kind != "unknown" else None


def _part_at_the_start(text: str) -> tuple[str, ...]:
    """Rows of the body part a text in its common form begins with: "hip" of "hip and cannot pay it"."""
    return next((ids for name, ids in terms.groups().items() if f"{text} ".startswith(f"{name} ")), ())


RULES: tuple[Callable[[Typed], Lookup | None], ...] = (
    must_stay_unknown,
    about_an_animal,
    treatment_alone,
    about_a_harm,
    whole_names.group_word,
    whole_names.ambiguous_word,
    whole_names.known_name,
    whole_names.word_of_some_languages,
    whole_names.words_without_fillers,
    denied_part,
    prevention,
    whole_names.foreign_words_without_fillers,
    beside_a_symptom,
    parts_joined,
    everyday_words,
    whole_names.word_for_several_without_fillers,
    whole_names.body_part_with_complaint,
    spelled_as_it_sounds,
    clinic_question,
    name_inside,
    disease_without_a_row,
    offer_for_a_part,
    what_it_is_for,
    treatment_with_other_words,
    limb_that_hurts,
    in_traditional_signs,
)
"""Every rule in the order in which it is tried."""


def _treatment(word: TreatmentWord | None) -> Lookup | None:
    return Lookup("", "treatment", candidates=rows_of(word.points_to), treatment=word) if word else None


def _without_never_mapped(given: Typed) -> Typed:
    """The text without the diseases in it that have no row ("stomach ulcer and asthma" is about asthma here).

    A part of a longer name stays: the anaemia of aplastic anaemia.
    """
    there = [name for name in terms.never_mapped() if stands_in(name, given.exact)]
    rest = without_names(given.exact, (n for n in there if names_inside.stands_alone(normal(n), given.form)))
    return given if rest == given.exact else typed(rest)
