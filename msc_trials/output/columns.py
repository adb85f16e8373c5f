"""Every table this package hands out, by name: frames, CSV, Parquet and ``docs/data.md`` all read ``TABLES``.

What is not stated is null in every table, never an empty text or zero; a category has the same levels in every frame.
"""

from __future__ import annotations

from msc_trials.output.declared.column import CONDITION, COUNTING, SEPARATOR, About, Column, Dtype
from msc_trials.output.declared.curated import LEDGER
from msc_trials.output.declared.effects import EFFECTS
from msc_trials.output.declared.harms import HARMS
from msc_trials.output.declared.papers import CLAIMS, PUBLICATIONS
from msc_trials.output.declared.protocol import ARMS_TABLE, DOSES, INTERVENTIONS, LOCATIONS, REFERENCES_TABLE
from msc_trials.output.declared.results import (
    ADVERSE_EVENTS,
    ANALYSES,
    MEASUREMENTS,
    OUTCOMES,
    PARTICIPANTS,
    VERDICTS_TABLE,
)
from msc_trials.output.declared.trials import TRIALS

__all__ = ["ABOUT", "COUNTS", "SEPARATOR", "TABLES", "About", "Column", "Dtype"]

_DECLARED: dict[str, tuple[Column, ...]] = {
    "trials": TRIALS,
    "arms": ARMS_TABLE,
    "interventions": INTERVENTIONS,
    "doses": DOSES,
    "outcomes": OUTCOMES,
    "analyses": ANALYSES,
    "measurements": MEASUREMENTS,
    "effects": EFFECTS,
    "participants": PARTICIPANTS,
    "adverse_events": ADVERSE_EVENTS,
    "locations": LOCATIONS,
    "verdicts": VERDICTS_TABLE,
    "references": REFERENCES_TABLE,
    "ledger": LEDGER,
    "publications": PUBLICATIONS,
    "claims": CLAIMS,
    "harms": HARMS,
}


def _with_counting(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with those that say whether the trial of a row is evidence, behind its condition."""
    if COUNTING[0] in columns:
        return columns
    behind = columns.index(CONDITION) + 1
    return (*columns[:behind], *COUNTING, *columns[behind:])


TABLES: dict[str, tuple[Column, ...]] = {name: _with_counting(columns) for name, columns in _DECLARED.items()}
"""Columns of each table, in order. Every table says of each row whether its trial is evidence: ``frame[frame.counted]``."""

ABOUT: dict[str, About] = {
    "trials": About("One trial.", ("trial_id", "condition"), False),
    "arms": About("One registered arm.", ("nct_id", "condition", "position"), True),
    "interventions": About("One registered intervention in one arm.", ("nct_id", "condition", "position", "arm"), True),
    "doses": About("One dose of one arm.", (), False),
    "outcomes": About(
        "One registered outcome, or one main outcome with posted results.",
        ("nct_id", "condition", "kind", "position"),
        True,
    ),
    "analyses": About(
        "One posted test of an outcome, main or further, the numbers as posted.",
        ("nct_id", "condition", "outcome_position", "position"),
        True,
    ),
    "measurements": About(
        "One posted value of one group, outcome, row and category.",
        ("nct_id", "condition", "outcome_position", "position"),
        True,
    ),
    "effects": About(
        "One effect of cells against one comparator; facts-only data give those of the ledger. Several measures of one "
        "comparison have rows of their own.",
        (),
        False,
    ),
    "participants": About("Participants of one group at one milestone.", ("nct_id", "condition", "position"), True),
    "adverse_events": About(
        "People of one group with one adverse event, or the totals of a kind.",
        ("nct_id", "condition", "position"),
        True,
    ),
    "locations": About("One site.", ("nct_id", "condition", "position"), True),
    "verdicts": About("The verdict on one trial.", ("trial_id", "condition"), False),
    "references": About("One linked publication.", ("nct_id", "condition", "position"), True),
    "harms": About(
        "Harms posted for one group of a trial; one row without numbers where none are posted or read.",
        ("trial_id", "condition", "position"),
        False,
    ),
    "ledger": About("One trial of the curated ledger.", ("trial_id", "condition"), False),
    "publications": About(
        "One paper of one trial in PubMed; empty when PubMed was not asked.", ("nct_id", "condition", "pmid"), False
    ),
    "claims": About(
        "What the abstract of one paper claims, read by this program.", ("nct_id", "condition", "pmid"), False
    ),
}
"""What each table is."""

COUNTS: dict[str, str] = {
    "found": "Trials the search returned or the ledger ties to the condition.",
    "counted": "Interventional Phase 2 to 4 trials of MSC therapy for the condition, each body of evidence once.",
    "met": "Counted trials that met their main goal against a control group.",
    "met_noninferior": "Counted trials that showed they were not worse than the comparator.",
    "met_uncontrolled": "Counted trials that met a goal set beforehand, without a control group.",
    "not_met": "Counted trials that did not meet their main goal.",
    "mixed": "Counted trials that met some main goals and missed others.",
    "safety_only": "Counted trials whose main goals are about safety only.",
    "no_comparison": "Counted trials with posted results but no usable comparison.",
    "unreported": "Counted trials that ended, or should have, without a posted result.",
    "stopped": "Counted trials that stopped early, or never began, without a posted result.",
    "ongoing": "Counted trials still running.",
    "unclear": "Counted trials that cannot be judged from what is known.",
    "judged_from_ledger": "Counted trials whose verdict comes from the ledger of publications.",
    "judged_from_results": "Counted trials whose verdict comes from posted results.",
    "not_judged": "Counted trials with neither; their verdict comes from the status.",
    "with_publication": "Counted trials without a posted result whose linked publication may report one.",
    "related": "Counted trials of related (MSC-like) or engineered cells only.",
    "sponsors": "Different lead sponsors of the counted trials.",
    "ledger_only": "Trials known from the ledger only; the search returned no record.",
    "wide_added": "MSC trials that only the wider search words found.",
    "early": "Trials of an earlier, other or no phase; not counted.",
    "mixed_or_cell_free": "Trials of unsorted cell mixtures or cell-free products; not counted.",
    "not_msc": "Trials that gave no MSC product; not counted.",
    "follow_up": "Follow-up studies, registries, access programmes and observational studies; not counted.",
    "repeated": "Trials whose participants are counted under another trial.",
    "other_condition": "MSC trials of another condition; not counted.",
    "patients_pay": "Trials of the condition whose record says that patients pay, counted or not.",
    "unreadable": "Records that could not be read.",
}
"""The denominators of an answer (``Answer.counts``)."""
