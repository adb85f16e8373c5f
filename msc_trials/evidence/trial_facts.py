"""The table of facts about one trial, as (heading, words) pairs: what was given to whom, how, and against what."""

from __future__ import annotations

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.main_goal import main_goal
from msc_trials.evidence.people import people_of
from msc_trials.evidence.sizes import comparator_name
from msc_trials.evidence.words import NOT_STATED, doses, several, word
from msc_trials.matching.text import printable
from msc_trials.records.vocabularies import Phase

NO_RECORD = "not in these data"


def trial_facts(trial: Assessment) -> tuple[tuple[str, str], ...]:
    """Every fact a reader asks about, in the order of the article's questions; what is not known is spelled out.

    Where the record was not at hand, nothing is said about what it states.
    """
    ends = " to ".join(filter(None, (trial.start_date, trial.primary_completion_date)))
    facts = (
        ("Phase", trial.phase),
        ("Status", trial.status),
        ("Sponsor", trial.sponsor),
        ("Conditions", "; ".join(trial.conditions)),
        ("People", _people(trial)),
        ("Start, main end", ends),
        ("Product", ", ".join(trial.products)),
        ("Kind of cells", "; ".join(word("msc_class", kind) for kind in trial.msc_class)),
        ("Cells from", several("source", trial.product.sources)),
        ("Own or donor", word("donor", trial.product.donor)),
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
        return tuple((name, _not_read(printable(value))) for name, value in facts)
    return tuple((name, printable(value) or NOT_STATED) for name, value in facts)


def _not_read(value: str) -> str:
    """The value, or that it is unknown: without the record nobody can say what the registry states."""
    return value.replace(NOT_STATED, NO_RECORD) if value and value != Phase.NOT_GIVEN else NO_RECORD


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
    """How the cells were prepared; a trial of cultured cells beside a same-day mixture has both."""
    if trial.is_msc and "mixed_uncultured" in trial.msc_class and trial.product.manipulation == "expanded":
        return f"some {word('preparation', 'expanded')}, some not (same-day mixture)"
    return word("preparation", trial.product.manipulation)
