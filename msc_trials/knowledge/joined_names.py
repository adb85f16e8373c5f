"""Rules for texts of several parts ("MS and depression", "arthritis but not knee"): every part counts. Pure."""

from __future__ import annotations

import re
from functools import cache

from msc_trials.knowledge import condition_terms as terms
from msc_trials.knowledge import conditions as rows
from msc_trials.knowledge import names_inside, seeds, text_parts
from msc_trials.knowledge.meanings import Lookup, asked, condition, ids_of, linked, near_to
from msc_trials.knowledge.rules import pattern
from msc_trials.knowledge.treatment_words import without_treatment
from msc_trials.knowledge.typed_text import Typed, exact_form, normal, stands_in, typed, without_names, words_of
from msc_trials.knowledge.whole_names import body_part_with_complaint, part

_NO = re.compile(r"\bno\b", re.IGNORECASE)
_JOINED = re.compile(r"[,&]| and ")
_OFFERED_FOR = re.compile(r":\s| for ")
_CUT = re.compile(r"(\w+)-(\s+\w+\s+)(\w+)")
_SHORTEST_END = 4


def denied_part(given: Typed) -> Lookup | None:
    """A name behind "not", "no", "without" or the like: what is left without it, asked about unless it is one disease."""
    runs = _runs(given.text)
    denials = [run for run in runs if run.denied and run.meaning and text_parts.may_be_denied(run.text)]
    denied = tuple(i for run in denials if run.meaning for i in _members(run.meaning))
    if not denied:
        return None
    meant = [run.meaning for run in runs if run.meaning and not run.denied]
    gone = {*denied, *(i for run in denials if run.meaning for i in run.meaning.named_ids)}
    left = tuple(i for one in meant for i in _members(one) if gone.isdisjoint(rows.with_ancestors((i,))))
    behind = runs[runs.index(denials[0]) + 1 :]
    clear = len(denials) == 1 and all(run.gap == "but" for run in behind[:1])
    if clear and len(meant) == 1 and (left == _members(meant[0]) or _is_a_sign(denials[0], meant[0])):
        return meant[0]  # what is denied is another disease, or a sign of this one
    if not meant:
        return asked(denied, f"people without {' or '.join(map(_name, denials))}")
    return asked((*left, *(() if clear and left else denied)), "another cause" if len(left) == 1 else "")


def parts_joined(given: Typed) -> Lookup | None:
    """Several names joined by "and", "or", "with", signs or the like: asked about, each with all its meanings."""
    if any(stands_in(name, given.exact) for name in terms.never_mapped() if _JOINED.search(name)):
        return None  # "hand, foot and mouth disease" is one name
    all_runs = _without_places(_runs(given.text))
    runs = tuple(run for run in all_runs if not (run.denied and text_parts.is_missing(run.text)))
    tissue = any(run.gap != "with" and _is_a_tissue(run) for run in runs)
    meant = [asked(ids_of(m)) or m if tissue and m.kind == "group" else m for run in runs if (m := run.meaning)]
    unknown = [run.text for run in runs if run.gap != "with" and _is_unknown_disease(run)]
    others = [*unknown, *(one.other_meanings for one in meant if one.other_meanings)]
    ids = _all_meant(meant)
    told, inside = names_inside.told_in_lay_words(given.text), names_inside.rows_inside(given)
    whole = {*told, *inside}
    shared = (
        whole.intersection(*(rows.with_descendants(ids_of(one)) for one in meant))
        if len(meant) > 1 and not others and not tissue
        else ()
    )
    if len(meant) + len(unknown) < 2 or not meant or shared:
        return None
    inside = rows.narrowest((*told, *inside)) if len(told) == 1 else inside
    if not whole <= {*rows.with_ancestors(ids), *ids}:  # the parts tell of one disease, or each part of one
        several = len(meant) > 1 and not near_to(told).issuperset(inside) and not _belong_together(meant)
        if not several or len(inside) < 2:
            return None
        lost = [i for one in meant if len(ids_of(one)) == 1 for i in ids_of(one)] if len(inside) < len(meant) else []
        return asked(rows.narrowest((*inside, *lost)), "; ".join(dict.fromkeys(others)))
    if _told_by_all(given, runs):
        return None
    if {run.gap for run in runs[1:] if run.meaning} == {"with"}:
        if row := _row_of_both(meant):
            return condition(row)
        if _belong_together(meant) or _told_of_one(given, meant):
            return None
    return condition(ids) if len(ids) == 1 and not others else asked(ids, "; ".join(dict.fromkeys(others)))


def _is_a_tissue(run: text_parts.Run[Lookup]) -> bool:
    """Whether a part is the word of a tissue with several diseases: "cartilage" beside "meniscus" is a thing of its own,
    as "knee" beside it would not be."""
    return run.meaning is not None and run.meaning.kind == "group" and text_parts.is_missing(run.text)


def _is_a_sign(run: text_parts.Run[Lookup], meant: Lookup) -> bool:
    """Whether the one disease meant is among the meanings of what a part denies: "stroke without paralysis"."""
    return run.meaning is not None and meant.kind == "condition" and {*meant.named_ids} <= {*ids_of(run.meaning)}


def beside_a_symptom(given: Typed) -> Lookup | None:
    """A disease beside a word for its own symptom, or for one that many diseases have ("lupus fatigue"): the disease."""
    symptoms = names_inside.words_for_several(given)
    if not symptoms or pattern("typed.cause").search(given.text):
        return None
    rest = without_names(given.form, symptoms)
    found = part(rest) if rest else None
    if not found or (len(found.named_ids) != 1 and found.kind != "ambiguous"):
        return None
    listed = any(piece.gap in ("join", "sign") for piece in text_parts.parts(given.text))
    meanings = tuple(i for ids in symptoms.values() for i in ids)
    own = found.named_ids and set(found.named_ids) <= set(meanings)
    near = {*found.named_ids, *(i for row in found.named_ids for i in linked(row))}
    if not own and any(row in near or not near.isdisjoint(linked(row)) for row in meanings):
        return asked((*ids_of(found), *meanings))  # "covid fatigue" may be long COVID
    complaint = words_of("vague_words").issuperset(word for form in symptoms for word in form.split())
    general = not listed and all(map(_has_many_causes, symptoms))
    return found if own or general or (complaint and found.named_ids) else None


def _has_many_causes(form: str) -> bool:
    """Whether a word in its common form names a symptom, with more causes than the rows it may mean."""
    word = terms.ambiguous_words().get(form)
    return bool(word and "other causes" in word.other_meanings)


def _told_by_all(given: Typed, runs: tuple[text_parts.Run[Lookup], ...]) -> bool:
    """Whether all parts tell of one disease in everyday words, alone or with words they share: "numb hands and feet".

    A part that names another disease tells of that one: the arthritis of "meniscus tear and arthritis".
    """
    told = names_inside.told_in_lay_words(given.text)
    first, last = runs[0].text, runs[-1].text
    return len(told) == 1 and all(
        not _names_another(run, told)
        and any(told == names_inside.told_in_lay_words(t) for t in (run.text, *text_parts.completed(run, first, last)))
        for run in runs
    )


def _names_another(run: text_parts.Run[Lookup], told: tuple[str, ...]) -> bool:
    """Whether a part is a name, and no limb, of rows that are neither those told nor near them."""
    limb = not words_of("limbs").isdisjoint(normal(run.text).split())
    return run.meaning is not None and not limb and near_to(told).isdisjoint(ids_of(run.meaning))


def _told_of_one(given: Typed, meant: list[Lookup]) -> bool:
    """Whether the text tells which one of a word for several is meant: "kidney disease with diabetes"."""
    told = set(names_inside.told_in_lay_words(given.text))
    return bool(told) and any(len(one.named_ids) != 1 and told <= {*ids_of(one)} for one in meant)


def _row_of_both(meant: list[Lookup]) -> tuple[str, ...]:
    """The one row that is narrower than all rows named, or among those of a word for several: Crohn disease with anal fistula."""
    if all(len(one.named_ids) != 1 for one in meant):
        return ()
    common = set.intersection(*(set(rows.with_descendants(one.named_ids)) for one in meant))
    return tuple(common) if len(common) == 1 else ()


def _without_places(runs: tuple[text_parts.Run[Lookup], ...]) -> tuple[text_parts.Run[Lookup], ...]:
    """The parts without a side of the body that a sign sets beside a disease: "Achilles tendinitis, left leg"."""
    diseases = any(run.meaning and run.meaning.kind == "condition" for run in runs)
    if not diseases or any(run.gap not in ("", "sign") for run in runs):
        return runs
    return tuple(run for run in runs if words_of("sides").isdisjoint(normal(run.text).split()))


def named_in_parts(given: Typed, told: tuple[str, ...]) -> tuple[str, ...]:
    """Rows that a part of the text names, without parts that have what is told among their meanings."""
    found = text_parts.runs(given.text, part)
    meant = (run.meaning for run in found if run.meaning and run.meaning.kind != "group")
    return tuple(i for one in meant if set(told).isdisjoint(ids_of(one)) for i in ids_of(one))


def _runs(text: str) -> tuple[text_parts.Run[Lookup], ...]:
    """The parts of a text, each understood by its own words or by those it shares with the first or the last part."""
    text = _CUT.sub(_whole_word, text)
    found = text_parts.runs(text, part)
    if any(run.gap == "no" and normal(run.text) in _only_portuguese() for run in found):
        # "dor no ombro": "in the", with the word of the other gender
        found = text_parts.runs(_NO.sub("na", text), part)
    if len(found) < 2:
        return found
    found = tuple(map(_without_the_offer, found))
    return tuple(run._replace(meaning=_completed(run, found[0].text, found[-1].text)) for run in found)


def _whole_word(cut: re.Match[str]) -> str:
    """A word cut by a hyphen with the end of the word it shares, where that is a name: "Knie- und Hüftarthrose"."""
    begun, joined, last = cut.groups()
    whole = (begun + last[i:] for i in range(1, len(last) - _SHORTEST_END + 1))
    return next((word + joined + last for word in whole if part(word)), cut.group())


def _completed(run: text_parts.Run[Lookup], first: str, last: str) -> Lookup | None:
    if run.meaning and (len(run.meaning.named_ids) == 1 or run.gap == "with"):
        return run.meaning
    longer = filter(None, map(part, text_parts.completed(run, first, last)))
    if run.denied:  # "arthritis, not rheumatoid": one of those meant, never "a wound that does not heal"
        meant = part(first)
        return next((one for one in longer if meant and {*ids_of(one)} < {*ids_of(meant)}), run.meaning)
    alone = typed(run.text)
    own = run.meaning or body_part_with_complaint(alone)
    found = next((one for one in longer if own or one.kind != "ambiguous"), own)
    return found or condition(names_inside.foreign_rows_inside(alone)) or _offered_for(run.text)


def _offered_for(text: str) -> Lookup | None:
    """The body part or disease that a part of an offer ends with: "Day package: knee", "200 million cells for the knee"."""
    *_, last = _OFFERED_FOR.split(text)
    return part(last) if last != text else None


def _without_the_offer(run: text_parts.Run[Lookup]) -> text_parts.Run[Lookup]:
    """A part that is understood only without its words for a treatment: "kidney disease stem cells", "package knee"."""
    rest = "" if run.meaning else " ".join(without_treatment(typed(run.text)).split())
    found = part(rest) if rest else None
    return run._replace(text=rest, meaning=found) if found else run


def _members(found: Lookup) -> tuple[str, ...]:
    """The rows of a part, those that a wider row lumps one by one."""
    return tuple(c.id for c in found.candidates) or found.named_ids


@cache
def _only_portuguese() -> frozenset[str]:
    """Names in Portuguese, where "no" is "in the", that are in no language where it denies."""
    named = [*seeds.table("foreign_names"), *seeds.table("foreign_group_words"), *seeds.table("condition_names")]
    of = {
        language: {normal(row["name"]) for row in named if row["language"] == language}
        for language in ("pt", "es", "en")
    }
    return frozenset(of["pt"] - of["es"] - of["en"] - terms.english_terms().keys())


def _name(run: text_parts.Run[Lookup]) -> str:
    """The name of the one disease of a part; else its words without small ones before them."""
    named = run.meaning.conditions if run.meaning else ()
    return named[0].name if len(named) == 1 else text_parts.without_small_words(run.text)


def _all_meant(meant: list[Lookup]) -> tuple[str, ...]:
    """The rows of all parts, single diseases first; a word for several ("diabetes") is left out beside one of them."""
    single = rows.narrowest(i for one in meant if len(ids_of(one)) == 1 for i in ids_of(one))
    general = [one for one in meant if len(ids_of(one)) > 1]
    kept = (one for one in general if one.kind == "ambiguous" or set(single).isdisjoint(ids_of(one)))
    return tuple(dict.fromkeys((*single, *(i for one in kept for i in ids_of(one)))))


def _is_unknown_disease(run: text_parts.Run[Lookup]) -> bool:
    if (
        run.meaning
        or run.denied
        or not (exact_form(run.text) in terms.never_mapped() or text_parts.looks_like_a_disease(run.text))
    ):
        return False
    return not names_inside.rows_inside(typed(run.text))


def _belong_together(meant: list[Lookup]) -> bool:
    """Whether one of the parts is a wider word for another one, or its neighbour."""
    sets = [{*ids_of(one), *(i for row in ids_of(one) for i in linked(row))} for one in meant]
    return any(not sets[i].isdisjoint(ids_of(one)) for i in range(len(sets)) for one in (*meant[:i], *meant[i + 1 :]))
