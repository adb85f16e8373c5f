"""What the letter for a doctor prints of the JSON documents: what was offered, deciding trials in short, harms. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from msc_trials.evidence.wording import share
from msc_trials.evidence.words import many, more, sentence, word
from msc_trials.knowledge.rules import pattern
from msc_trials.output.pages.shown import Document, Trial, deciding, harm_words

MOST_TRIALS, MOST_DECISIONS = 5, 3
"""Trials and decisions of agencies in the letter; further ones are counted. One sheet of paper has no room for more."""
_ASKS = ("ask_usual", "ask_risk", "ask_later", "ask_join")
"""Questions of every letter, by their names in ``seeds/sentences.csv``; none of them decides anything."""
_READ = frozenset({"unclear", "no_comparison", "safety_only"})
"""Verdicts of results that were read and settle nothing."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of "What I was offered": filled in where it was typed, else boxes to tick or a blank."""

    label: str
    filled: str = ""
    choices: tuple[str, ...] = ()


_SECTIONS = (
    ("source", "Cells from", ("fat", "marrow", "cord", "not told")),
    ("donor", "Whose cells", ("own", "a donor’s", "not told")),
    ("cells", "Number of living cells", ()),
    ("route", "Given into", ()),
    ("guidance", "Imaging to guide it", ("ultrasound", "X-ray", "none", "not told")),
)
"""Topics of the checklist in the letter: the topic, its label, what to tick where nothing was typed."""


_OF_ANOTHER_KIND = {"source": "Made from", "donor": "From whom", "cells": "Number named"}
"""Labels where the offer is not cells grown in culture: they promise no living cells."""

_FROM = {"autologous": "the patient", "allogeneic": "a donor"}


def other_kind(checklist: Document | None) -> str:
    """The name of an offer that is not cells grown in culture (the checklist decides that); else empty."""
    kind = ((checklist or {}).get("offer") or {}).get("kind") or {}
    return str(kind.get("name", ""))


def fields(checklist: Document | None) -> list[Field]:
    """What a clinic offers, from ``checklist_json``; without an offer everything is left to fill in by hand."""
    offer = (checklist or {}).get("offer") or {}
    offered = {s["topic"]: s["offered"] or "" for s in (checklist or {"sections": []})["sections"]}
    if offer.get("guidance") == "none":
        offered["guidance"] = "none"
    kind = other_kind(checklist)
    labels = _OF_ANOTHER_KIND if kind else {}
    if kind and offered.get("donor"):
        offered["donor"] = _FROM.get(offer["donor"], offered["donor"])
    first = [Field("Clinic", ""), Field("Product", kind)]
    made_from = offer.get("kind") or {}
    if tissues := made_from.get("tissues"):
        offered["source"] = " or ".join(word("source", tissue) for tissue in tissues)
    of_no_tissue = {"source"} if kind and not made_from["msc_class"] else set()  # PRP is blood
    told = [
        Field(labels.get(topic, label), offered.get(topic, ""), () if topic in of_no_tissue else choices)
        for topic, label, choices in _SECTIONS
    ]
    last = [
        Field("Grown in a laboratory", "", ("yes", "no", "not told")),
        Field("Trial number or permit"),
        Field("Price"),
    ]
    return [*first, *told, *last]


def of_kind(checklist: Document) -> list[str]:
    """What the checklist says of a product of another kind: what it is, its trials, and that other figures do not hold for it."""
    cells = (s for s in checklist["sections"] if s["topic"] == "cells" and checklist["offer"]["cells"])
    what = sentence("number_of_what", name=other_kind(checklist))
    return [checklist["scope"], checklist["answer"]["headline"], *(what for s in cells if what in s["says"])]


def approvals(document: Document, checklist: Document | None = None) -> str:
    """What agencies decided, three decisions at most; for a product of another kind what the checklist says of them."""
    if kind := other_kind(checklist):
        return sentence("decisions_of_others", name=kind) if document["approvals"] else str(document["approvals_note"])
    decisions = document["approvals"]
    if not decisions:
        return str(document["approvals_note"])
    left = (
        f" {more(len(decisions) - MOST_DECISIONS, 'decision').capitalize()}." if len(decisions) > MOST_DECISIONS else ""
    )
    return "; ".join(d["words"] for d in decisions[:MOST_DECISIONS]) + f".{left}"


def result(trial: Trial) -> str:
    """What came of the main goal with its numbers where they are known, else the goal as it was set."""
    if trial["sizes"]:
        return str(trial["sizes"][0]["sentence"])
    return f"Main goal: {trial['primary_endpoint']}." if trial["primary_endpoint"] else ""


def publication(trial: Trial) -> str:
    """Where the result was read: the citation, without its DOI where a PubMed number finds the same paper."""
    if not trial["citation"]:
        return "Results posted in the registry"
    parts = str(trial["citation"]).split("; ")
    kept = [part for part in parts if not part.startswith("doi:")] if "PMID" in parts[-1] else parts
    return "; ".join(kept)


def trials_shown(document: Document, checklist: Document | None = None) -> list[Trial]:
    """The trials that decide or, where none does, the counted ones with a result that was read and settles nothing.

    None where a product of another kind is offered: they are trials of cells grown in culture.
    """
    if other_kind(checklist):
        return []
    return deciding(document) or [t for t in document["trials"] if t["counted"] and _is_read(t)]


def _is_read(trial: Trial) -> bool:
    """Whether a result was read that settles nothing; a verdict by the registry's status alone rests on no result."""
    return trial["verdict"] in _READ and not any(r["code"].startswith("status.") for r in trial["reasons"])


def asks(document: Document, checklist: Document | None = None) -> list[str]:
    """What to ask the doctor, about the person whom the question names ("my child has ..."), else about the writer."""
    found = pattern("asker.for_another").search(document["query"]["input"] or "")
    who = f"{found['whose']} {found['person']}".lower() if found else "me"
    first = "ask_which_applies" if trials_shown(document, checklist) else "ask_other_evidence"
    return [sentence(name, who=who) for name in (first, *_ASKS)]


def harms(document: Document, checklist: Document | None = None) -> list[str]:
    """Posted harms of the trials in the letter, by trial, and for how many none are known here; without any, harms in general."""
    trials = trials_shown(document, checklist)[:MOST_TRIALS]
    posted = [t for t in trials if t["harms"]["posted"]]
    lines = [f"{trial['display_name']}: {harm_words(trial)}" for trial in posted[:2]]
    if silent := len(trials) - len(posted):
        which = "the trial above" if len(trials) == 1 else f"{share(silent, len(trials))} trials above"
        lines.append(f"Not posted, or not in these data, for {which}. That does not mean there were none.")
    elif len(posted) > 2:
        lines.append(f"Posted for {many(len(posted) - 2, 'further trial')}.")
    if not trials and not other_kind(checklist):
        lines.append(sentence("letter_without_harms"))
    if not posted and len(trials) < MOST_TRIALS and document["harms_in_general"]:  # a full sheet has no room for it
        fact = document["harms_in_general"][0]
        lines.append(f"{sentence('harms_in_general')} {fact['fact']} ({fact['source']})")
    return lines
