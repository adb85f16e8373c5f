"""Sentences of an answer: headline, level, ending, and what the reader must know beside them. Pure templates; no rules.

Source: domain notes §6 (wording and ethics). A test bans the words that promise or dismiss.
"""

from __future__ import annotations

from msc_trials.evidence.words import form, levels, many, sentence
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.meanings import Lookup, ids_of, is_understood
from msc_trials.knowledge.names_inside import before_the_cause, stands_alone
from msc_trials.knowledge.seeds import named, profile_note
from msc_trials.knowledge.treatment_words import is_tissue, kinds_typed, products_typed, treatment_typed
from msc_trials.knowledge.typed_text import normal, stands_in, stands_unspaced, typed

REGISTRY = "ClinicalTrials.gov"


def lead(level: str, condition: str, counts: dict[str, int]) -> str:
    """The first sentence of a headline: the trials that set the level."""
    met, failed = counts["met"] + counts["met_noninferior"], counts["not_met"] + counts["mixed"]
    over, counted = counts["counted"] - counts["ongoing"], counts["counted"]
    judged = {"supported": met + failed, "conflicting": met + failed, "not_supported": failed}
    other = {"uncontrolled_only": counts["met_uncontrolled"], "early_only": counts["early"]}
    part = level == "not_supported" and failed == counts["mixed"] == 1
    values = {
        "met": met,
        "none": "neither of 2" if failed == 2 else f"none of {failed:,}",
        "failed": failed,
        "part": f" ({counts['mixed']} met a part)" if counts["mixed"] else "",
        "share": share(over, counted),
        "have": "has" if over == 1 else "have",
        "cells": named("cells"),
    }
    said = (
        sentence("lead_in_part") if part else form(levels()[level].lead, (judged | other).get(level, counted), values)
    )
    return f"{condition}: {said}"


def share(some: int, counted: int) -> str:
    """How many of several: ``3 of 4``, ``all 10``, ``both``."""
    if some < counted:
        return f"{some} of {counted:,}"
    return "both" if counted == 2 else f"all {counted:,}"


def rest(level: str, counts: dict[str, int]) -> str:
    """The trials of the denominator that do not set the level, as further sentences; empty when there are none."""
    if level in ("in_progress", "early_only", "none"):
        return ""
    if level == "unreported":
        return _without_result(counts["counted"], counts)
    alone = counts["met_uncontrolled"] if level != "uncontrolled_only" else 0
    parts = [f"{alone} met a goal set beforehand without a control group"] if alone else []
    parts += [f"{n} {text}" for n, text in _kinds(counts)]
    pairs = [" and ".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]
    return f" Of the other Phase 2 to 4 trials, {'. And '.join(pairs)}." if pairs else ""


def _without_result(counted: int, counts: dict[str, int]) -> str:
    """What is the matter with trials of which none has a result that can be judged."""
    silent, kinds = counts["unreported"], _kinds(counts)
    if silent == counted:
        told = "No result is posted" if counted == 1 else f"{_none_of(counted)} has a posted result"
    elif counted == 1:
        told = f"The only counted trial {kinds[0][1]}"
    elif len(kinds) == 1:
        told = _all_of(counted, kinds[0][1])
    else:
        *first, last = (f"{n} {text}" for n, text in kinds)
        told = f"Of {counted} counted trials, {', '.join(first)} and {last}"
    if not silent:
        return f" {told}."
    linked = counts["with_publication"]
    papers = f" {many(linked, 'trial has', 'trials have')} a linked publication that may report results."
    return f" {told}. {sentence('no_proof_of_no_benefit')}{papers if linked else ''}"


def _all_of(counted: int, text: str) -> str:
    """One sentence on all of several trials: ``Both counted trials stopped early``, ``Neither of 2 counted trials can be judged``."""
    if text.startswith("cannot"):
        return f"{_none_of(counted)} can{text.removeprefix('cannot')}"
    return f"{share(counted, counted).capitalize()} counted trials {text}"


def _none_of(counted: int) -> str:
    return f"{'Neither' if counted == 2 else 'None'} of {counted:,} counted trials"


def _kinds(counts: dict[str, int]) -> list[tuple[int, str]]:
    """How many trials of the denominator have no result of which kind; a kind without trials is left out."""
    harms, running = counts["safety_only"], counts["ongoing"]
    unjudged = harms + counts["no_comparison"] + counts["unclear"]
    every = "it" if unjudged == 1 else "both" if unjudged == 2 else "all of them"
    which = f"{harms} of them" if harms < unjudged else every
    of_them = f" ({which} asked about harms first)" if harms else ""
    kinds = (
        (unjudged, f"cannot be judged{of_them}"),
        (counts["unreported"], "ended or should have ended without a posted result"),
        (counts["stopped"], "stopped early or never began"),
        (running, f"{'is' if running == 1 else 'are'} listed as running"),
    )
    return [(n, text) for n, text in kinds if n]


def ending(level: str) -> str:
    """The last line: how far the evidence reaches, or the article's point where there is no support."""
    if level in ("supported", "conflicting"):
        return sentence("exact_product", treatments=named("treatments"))
    return sentence("n_of_1")


def on_an_offer(found: Lookup) -> tuple[str, ...]:
    """What is said where an offer was typed: that a product named is of another kind, and how to set the offer beside trials."""
    if found.kind not in ("condition", "group", "ambiguous") or not (found.conditions or found.candidates):
        return ()
    named = other_products_typed(found)
    if not named and found.rule != "offer_for_a_part":
        return ()
    condition, kinds = (*found.conditions, *found.candidates)[0].name, kinds_typed(found.text)
    if len(kinds) == 1:
        return (*named, sentence("offer_of_a_kind_beside", condition=condition, word=kinds[0]))
    return (*named, sentence("offer_beside", condition=condition))


def other_products_typed(found: Lookup) -> tuple[str, ...]:
    """That trials of a product named beside a disease are not counted: "exosomes for autism", "cord blood for autism".

    A tissue is said of an offer for a part of the body only, and a product that is a part of the disease's own name never.
    """
    if named := products_typed(found.text):
        return tuple(sentence("typed_product", name=name) for name in named)
    name, kind = treatment_typed(found.text)
    tissue = kind == "cell_source"
    if not name or (found.rule != "offer_for_a_part" and (tissue or not _is_beside(name, found))):
        return ()
    grown = not {"mesenchymal", "msc"}.isdisjoint(normal(found.text).split())  # MSC from cord blood are counted
    return (sentence("typed_tissue" if tissue or (grown and is_tissue(name)) else "typed_product", name=name),)


def _is_beside(name: str, found: Lookup) -> bool:
    """Whether a text without the name of a product, which is no cause there and no part of a name, still names the same diseases."""
    form, own = normal(found.text), normal(name)
    rest = form.replace(own, " ")
    whole = stands_alone(own, form) or not stands_in(own, form)  # in scripts without spaces a word stands in no form
    if not whole or not stands_unspaced(own, normal(before_the_cause(typed(found.text)))):
        return False
    left = lookup(" ".join(rest.split()))
    return is_understood(left) and set(ids_of(left)) == set(ids_of(found))


def ladder_note(alone: int, part: int) -> str:
    """What two columns of the ladder include: goals met without a control group and goals met in part; empty for none."""
    notes = [f'"Met" includes {many(alone, "trial")} without a control group.'] if alone else []
    if part:
        notes.append(f'"Not met" includes {many(part, "trial")} that met some main goals and missed others.')
    return " ".join(notes)


def caveats(level: str, counts: dict[str, int], words: str, typed: Lookup) -> tuple[str, ...]:
    """What the reader must know beside the headline; ``words`` are the condition names searched, empty for none known."""
    judged = level in ("supported", "conflicting", "uncontrolled_only", "not_supported")
    one_source = counts["counted"] > counts["sponsors"]
    found = (
        *on_an_offer(typed),
        _counted("patients_pay", counts),
        sentence("statistical") if judged else "",
        sentence("missed") if counts["not_met"] else "",
        _no_result(counts) if counts["unreported"] or counts["stopped"] else "",
        _counted("related", counts, cells=named("related")),
        _counted("early", counts, flattering=sentence("early_positives")),
        _counted("mixed_or_cell_free", counts),
        _counted("sponsors", counts, counted=counts["counted"]) if one_source else "",
        _counted("wide_added", counts, words=named("wide")),
        _counted("ledger_only", counts),
        _counted("unreadable", counts),
        "" if words else sentence("not_in_vocabulary"),
        profile_note(),
        sentence("listing"),
    )
    return tuple(filter(None, found))


def _counted(name: str, counts: dict[str, int], **values: object) -> str:
    """The sentence of a count of trials; empty where there are none."""
    return sentence(name, counts[name], **values) if counts.get(name) else ""


def _no_result(counts: dict[str, int]) -> str:
    """How many counted trials have no posted result, those past their end and those that stopped."""
    silent, counted = counts["unreported"] + counts["stopped"], counts["counted"]
    has = "has" if silent == 1 else "have"
    ended = f"{'has' if counts['unreported'] == 1 else 'have'} ended or should have"
    kinds = [(counts["unreported"], ended), (counts["stopped"], "stopped early or never began")]
    they = "it" if silent == 1 else "they"
    told = [f"{they if n == silent else n} {text}" for n, text in kinds if n]
    who = f"{silent} of {many(counted, 'counted trial')}"
    if silent == counted:
        who = "The only counted trial" if counted == 1 else f"{share(counted, counted).capitalize()} counted trials"
    return f"{who} {has} no posted result: {', '.join(told)}. Trials with good news are published more often."
