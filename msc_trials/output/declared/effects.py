"""Columns of the table ``effects``: one row per comparison of the cells' side with a comparator."""

from __future__ import annotations

from msc_trials.output.declared.column import (
    CONDITION,
    MEASURE,
    NCT,
    OUTCOME_POSITION,
    OUTCOME_TYPE,
    PATH,
    TIME_FRAME,
    TRIAL,
    VERDICT,
    Column,
    effect_columns,
)
from msc_trials.output.declared.results import DIRECTION, METHOD, P_VALUE, TEST_TYPE, UNIT
from msc_trials.output.declared.trials import COMPARATOR, DESIGN_OF_COMPARISON

EFFECT_MEASURES = ("RR", "RD", "OR", "HR", "MD", "SMD", "other")
"""Risk ratio, risk difference, odds ratio, hazard ratio, mean difference, standardised mean difference."""
EFFECT_SOURCES = ("posted", "computed", "ledger")

EFFECTS = (
    NCT,
    TRIAL,
    CONDITION,
    VERDICT,
    Column(
        "effect_source",
        "category",
        "Posted analysis; our own unadjusted calculation from posted counts or means; or ledger of publications",
        "rules",
        levels=EFFECT_SOURCES,
    ),
    OUTCOME_POSITION,
    Column("position", "Int64", "Place of the analysis or of the row of values in its outcome, from 0", "rules"),
    OUTCOME_TYPE,
    MEASURE,
    TIME_FRAME,
    Column(
        "time_months",
        "Float64",
        "When it was measured, in months, the latest named time; null when none can be read",
        "rules",
    ),
    Column("class_title", "string", "Row of the outcome: a time point or subscale", "record, ledger"),
    Column("category", "string", "Category of the row", "record"),
    Column("effect_measure", "category", "What the effect is", "rules, ledger", levels=EFFECT_MEASURES),
    *effect_columns("record, rules, ledger"),
    DIRECTION,
    Column(
        "favoured_side",
        "category",
        "Side the estimate favours, whatever its interval; null when direction or order of the groups is not known",
        "rules, ledger",
        levels=("cells", "comparator", "neither"),
    ),
    COMPARATOR,
    *DESIGN_OF_COMPARISON,
    TEST_TYPE,
    Column("same_evidence_as", "string", "Trial whose participants this one repeats or extends", "ledger"),
    Column("cells_group", "string", "Group on the cells' side", "record, ledger"),
    Column("comparator_group", "string", "Group it is compared with", "record, ledger"),
    Column("cells_events", "Int64", "Participants with the event, cells", "record, ledger"),
    Column("cells_n", "Int64", "Participants analysed, cells", "record, ledger"),
    Column("cells_mean", "Float64", "Mean, cells", "record, ledger"),
    Column("cells_sd", "Float64", "Standard deviation, cells", "record, ledger"),
    Column("comparator_events", "Int64", "Participants with the event, comparator", "record, ledger"),
    Column("comparator_n", "Int64", "Participants analysed, comparator", "record, ledger"),
    Column("comparator_mean", "Float64", "Mean, comparator", "record, ledger"),
    Column("comparator_sd", "Float64", "Standard deviation, comparator", "record, ledger"),
    UNIT,
    METHOD,
    P_VALUE,
    Column("note", "string", "What a reader has to bear in mind", "rules, ledger"),
    PATH,
)
