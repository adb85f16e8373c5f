"""One trial in words: its name, people, control group, harms, cautions, what is known of its product, why it is not counted.

Each number has its side. Names and cautions come from ``seeds/effects.csv`` and the ledger, for other trials from the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msc_trials.evidence.as_of import month_of
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import JUDGED, SMALL, is_open, is_surrogate, people_of
from msc_trials.evidence.words import many, people, sentence, several, word
from msc_trials.knowledge import ledger
from msc_trials.knowledge.products import KnownOrigin, known_origin
from msc_trials.knowledge.rules import topic as code_words
from msc_trials.matching.text import printable
from msc_trials.output.lines import capital
from msc_trials.results.findings import HAD_PRODUCT


def people_words(trial: Assessment) -> str:
    """``114 people``, ``60 people enrolled (registry)``, ``120 people planned``, ``number of people not stated``."""
    return people_as(*people_of(trial))


def people_as(number: int | None, kind: str) -> str:
    """The same from the number and its kind."""
    if number is None:
        return "number of people not stated"
    return people(number) + {"enrolled": " enrolled (registry)", "planned": " planned"}.get(kind, "")


def display_name(trial: Assessment) -> str:
    """A short name for a list.

    >>> from msc_trials import show
    >>> display_name(show("NCT03818737", source="snapshot").assessment)
    'MILES'
    """
    rows = ledger.effects_of(trial.trial_id)
    if rows:
        return rows[0].display_name
    if trial.acronym:
        return printable(trial.acronym)
    if trial.products:
        return printable(trial.products[0])
    cells = several("msc_class", trial.msc_class[:1])
    place = f", {trial.countries[0]}" if trial.countries else ""
    return printable(f"{capital(cells)}{place}")


def name_and_number(trial: Assessment) -> str:
    """``MILES (NCT03818737)``."""
    return f"{display_name(trial)} ({trial.trial_id})"


def comparator_name(trial: Assessment) -> str:
    """What the control group had, in a few words; empty without a control group."""
    if (row := ledger.rows().get(trial.trial_id)) is not None:
        return row.comparator_name
    return word("comparator", trial.comparator) if trial.controlled else ""


def harm_lines(trial: Assessment) -> tuple[str, ...]:
    """Sentences about the harms of one trial; never empty."""
    if unknown := _harms_unknown(trial):
        return (unknown,)
    groups = trial.harms.groups
    lines = [line for what in ("serious", "deaths") if (line := _line(trial, what))]
    if both := sum(g.kind == HAD_PRODUCT for g in groups):
        lines.append(sentence("harms_had_both", both))
    if other := sum(g.side == "other" for g in groups) - both:
        lines.append(f"{many(other, 'posted group')} could not be matched to a treatment.")
    if not any(g.side == "control" for g in groups):
        lines.append(sentence("no_control"))
    return tuple(lines) or ("Harms are posted without numbers of people.",)


def _harms_unknown(trial: Assessment) -> str:
    """Why no posted harms of the cells are at hand; empty where they are."""
    harms = trial.harms
    if not harms.groups and not (harms.read and trial.has_results) and (year := year_posted(trial.trial_id)):
        return sentence("harms_posted_later", year=year)
    if not harms.read:
        return sentence("harms_not_in_data" if trial.has_results else "harms_no_record")
    if not harms.groups:
        when = f" in {month_of(trial.record_date)}" if trial.record_date else ""
        return sentence("harms_not_posted", when=when)
    return sentence("harms_not_of_cells") if trial.msc_class == ("not_msc",) else ""


def given_name(trial: Assessment) -> str:
    """What the tested groups were given, in a word or two: cells, or a product of cells that holds none."""
    return word("given", "cell_free" if trial.msc_class[:1] == ("cell_free",) else "cells")


def year_posted(trial_id: str) -> str:
    """The year in which the registry posted results, by the ledger; empty where it knows of none."""
    row = ledger.rows().get(trial_id)
    return "" if row is None else row.results_posted[:4]


def _line(trial: Assessment, what: str) -> str:
    """One kind of harm by group. Control groups of several kinds are told apart; those of one kind are added up."""
    harms = trial.harms
    if (cells := harms.total("cells", what)) is None:
        return ""
    groups = [(cells, given_name(trial)), (harms.total("control", what), comparator_name(trial) or "control")]
    if len(harms.control_kinds) > 1:
        controls = [
            (harms.total("control", what, kind), word("comparator", kind) or "control") for kind in harms.control_kinds
        ]
        groups = [groups[0], *controls]
    told = [f"{some[0]} of {some[1]} given {name}" for some, name in groups if some is not None]
    return f"{word('harm_counted', what)}: {', '.join(told)}."


_OPEN = "unstated"

KNOWN_TOPICS = ("source", "donor", "preparation")
"""Topics of words for what may be known of a product, in the order of the fields of `KnownOrigin`."""


def known_of_product(trial: Assessment) -> KnownOrigin:
    """What is known of the product by its name and left open by the record, never counted as said; empty where no record is at hand."""
    given = trial.given
    if given is None or trial.origin == "ledger":
        return KnownOrigin()
    said = (*given.sources[:1], given.donor, given.manipulation)
    if _OPEN not in said:
        return KnownOrigin()
    product, *known = known_origin(" | ".join((*trial.products, trial.title or "")))
    added = [code if stated == _OPEN else "" for stated, code in zip(said, known, strict=True)]
    return KnownOrigin(product, *added) if any(added) else KnownOrigin()


def known_of_products(topic: str, trials: Iterable[Assessment]) -> str:
    """A sentence on the trials whose record leaves ``topic`` (of `KNOWN_TOPICS`) open while it names a product; else empty."""
    place = 1 + KNOWN_TOPICS.index(topic)
    found = Counter(code for trial in trials if (code := known_of_product(trial)[place]))
    known = ", ".join(f"{word(topic, code)} {n}" for code, n in found.most_common())
    return sentence("known_of_products", found.total(), known=known) if found else ""


def short_caution(trial: Assessment) -> str:
    """One line, at most 76 signs; empty for a verdict that needs none."""
    rows = ledger.effects_of(trial.trial_id)
    if rows:
        return rows[0].short_caution
    if trial.verdict.status not in JUDGED:
        return ""
    number, _ = people_of(trial)
    warnings = {
        "Read by rules from posted numbers": True,
        "not blinded": is_open(trial),
        "small": number is not None and number < SMALL,
        "a scan or laboratory measure": is_surrogate(trial),
    }
    return "; ".join(text for text, holds in warnings.items() if holds)


def long_caution(trial: Assessment) -> str:
    """The whole caution of the ledger, else the short one as a sentence."""
    row = ledger.rows().get(trial.trial_id)
    if row is not None and row.caution:
        return row.caution
    short = short_caution(trial)
    return f"{short}." if short else ""


def not_counted_because(reason: str) -> str:
    """Why a trial is not counted, in words; ``reason`` is that of ``not_counted.why_not_counted``."""
    code, _, detail = reason.partition(" ")
    if detail:
        return f"same participants as {detail}"
    topics = ("not_counted", "msc_class", "evidence_use")
    return next((code_words(of)[code] for of in topics if code in code_words(of)), code.replace("_", " "))
