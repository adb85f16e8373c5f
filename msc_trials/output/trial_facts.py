"""The facts about one trial: for people as (heading, words) pairs, for programs as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from msc_trials.evidence.as_of import planned_end, status_words
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import people_of, weak_reasons
from msc_trials.evidence.words import sentence, several, word
from msc_trials.knowledge import ledger
from msc_trials.knowledge.rules import topic
from msc_trials.matching.text import printable
from msc_trials.output.cell_numbers import NOT_STATED, doses
from msc_trials.output.main_goal import NOT_IN_DATA, main_goal
from msc_trials.output.sizes import sizes_of
from msc_trials.output.trial_words import (
    KNOWN_TOPICS,
    comparator_name,
    display_name,
    known_of_product,
    long_caution,
    short_caution,
)
from msc_trials.records.vocabularies import Phase, Status


def trial_facts(trial: Assessment) -> tuple[tuple[str, str], ...]:
    """Every fact a reader asks about, in the order of the article's questions; what is not known is spelled out.

    Without the record, nothing is said about what it states.
    """
    ends = " to ".join(filter(None, (trial.start_date, trial.primary_completion_date)))
    facts = (
        ("Phase", "" if trial.phase == Phase.NOT_GIVEN else word("phase", trial.phase)),
        ("Status", "" if trial.status == Status.NOT_GIVEN else trial.status),
        ("Sponsor", trial.sponsor),
        ("Conditions", "; ".join(trial.conditions)),
        ("People", _people(trial)),
        ("Start, main end", ends),
        ("Product", ", ".join(trial.products)),
        ("Kind of cells", _kinds(trial)),
        ("Cells from", several("source", trial.product.sources)),
        ("Own or donor", word("donor", trial.product.donor)),
        *_known(trial),
        ("Preparation", _preparation(trial)),
        ("Dose", doses(trial.product.doses)),
        ("Times given", "" if trial.product.administrations is None else str(trial.product.administrations)),
        ("Given", several("route", trial.product.routes)),
        ("Imaging guidance", several("guidance", trial.product.guidance)),
        ("Compared with", comparator_name(trial) or word("comparator", trial.comparator)),
        ("Main goals about", word("primary_kind", trial.primary_kind)),
        ("Main goal", main_goal(trial).value),
    )
    if trial.origin == "ledger":
        # Without the record nobody can say what the registry states.
        return tuple((name, printable(value).replace(NOT_STATED, NOT_IN_DATA) or NOT_IN_DATA) for name, value in facts)
    return tuple((name, printable(value) or NOT_STATED) for name, value in facts)


def _known(trial: Assessment) -> list[tuple[str, str]]:
    """What is known of the product and not stated in the record, as a separate fact."""
    origin = known_of_product(trial)
    words = ", ".join(word(topic, code) for topic, code in zip(KNOWN_TOPICS, origin[1:], strict=True) if code)
    said = sentence("known_of_product", product=origin.product, known=words)
    return [("Known of the product", said)] if words else []


def _kinds(trial: Assessment) -> str:
    """The classes in words; a mixture that was grown after all (ixmyelocel-T, NCT00755911) is not called fresh."""
    grown = "expanded" in (trial.product.manipulation, known_of_product(trial).manipulation)
    fresh = trial.msc_class == ("mixed_uncultured",)
    words = {"mixed_uncultured": sentence("mixed_grown")} if grown and fresh else {}
    return "; ".join(words.get(kind) or word("msc_class", kind) for kind in trial.msc_class)


def _people(trial: Assessment) -> str:
    """Who took part, and the number of the registry where it is another one."""
    number, kind = people_of(trial)
    if number is None:
        return ""
    if kind != "took_part":
        return f"{number:,} {kind}"
    other = trial.enrollment
    beside = f" (registry: {other:,})" if other not in (None, number) else ""
    return f"{number:,} took part{beside}"


def _preparation(trial: Assessment) -> str:
    """How the cells were prepared; a trial of cultured cells and of a same-day mixture has both."""
    if trial.is_msc and "mixed_uncultured" in trial.msc_class and trial.product.manipulation == "expanded":
        return f"some {word('preparation', 'expanded')}, some not (same-day mixture)"
    return word("preparation", trial.product.manipulation)


def carried(trial: Assessment, today: dt.date | None = None) -> dict[str, Any]:
    """Plain values by name; None where no source states them. ``today`` is the day on which the status is put into words."""
    row = ledger.rows().get(trial.trial_id)
    number, kind = people_of(trial)
    goal = main_goal(trial)
    endpoint = row.primary_endpoint if row is not None else ""
    titles = "; ".join(dict.fromkeys(goal.title for goal in trial.registered_goals if goal.title))
    return {
        "display_name": display_name(trial),
        "people": number,
        "people_kind": kind or None,
        "control": comparator_name(trial) or None,
        "primary_endpoint": endpoint or titles or None,
        "goal": goal.words or None,
        "goal_time": goal.time or None,
        "goal_source": goal.source if goal.words else None,
        "evidence_kind": row.evidence_kind if row is not None else None,
        "caution_short": short_caution(trial) or None,
        "caution_long": long_caution(trial) or None,
        "weak_reasons": list(weak_reasons(trial)) if trial.verdict.status.value.startswith("met") else [],
        "masking": trial.masking or None,
        "sites": trial.sites,
        "countries": list(trial.countries),
        "minimum_age": trial.min_age or None,
        "maximum_age": trial.max_age or None,
        "patients_pay": True if trial.patients_pay else None,
        **{f"known_{name}": value or None for name, value in known_of_product(trial)._asdict().items()},
        "start_date": trial.start_date or None,
        "planned_end": planned_end(trial) or None,
        "status_words": status_words(trial, today) if today is not None and trial.origin == "registry" else None,
    }


def comparator_values(trial: Assessment) -> dict[str, str | None]:
    """The kind of a trial's comparator, and what the ledger says of it in words; None where it says none."""
    text, row = trial.comparator, ledger.rows().get(trial.trial_id)
    if text in topic("comparator"):
        return {"comparator": text, "comparator_text": None}
    return {"comparator": row.comparator_kind or None if row is not None else None, "comparator_text": text or None}


def sizes_and_harms(trial: Assessment) -> dict[str, Any]:
    """``sizes``: one object per measure with both sides. ``harms``: whether the posted tables were read, and their groups."""
    return {
        "sizes": [size._asdict() for size in sizes_of(trial)],
        "harms": {
            "read": trial.harms.read,
            "posted": bool(trial.harms.groups) if trial.harms.read else None,
            "groups": [asdict(group) for group in trial.harms.groups],
        },
    }
