"""Columns of the tables of results: outcomes, analyses, verdicts, measurements, participants, adverse events."""

from __future__ import annotations

from msc_trials.output.declared.column import (
    CONDITION,
    CONFIDENCE,
    CONTROLLED,
    GROUP,
    GROUP_ROLE,
    MEASURE,
    NCT,
    OUTCOME_POSITION,
    OUTCOME_TYPE,
    PATH,
    POSITION,
    POSTED,
    REGISTRY_VERDICT,
    TIME_FRAME,
    TRIAL,
    VERDICT,
    VERDICT_SOURCE,
    WORSE,
    Column,
    effect_columns,
)
from msc_trials.output.declared.trials import RESULT_PUBLICATIONS

_ANALYSIS = f"{POSTED}.analyses[]"
_MEASURED = f"{POSTED}.classes[].categories[].measurements[]"
_FLOW = "resultsSection.participantFlowModule.periods[]"
_EVENTS = "resultsSection.adverseEventsModule"
P_VALUE = Column("p_value", "string", "P-value as posted", f"{_ANALYSIS}.pValue")
DIRECTION = Column("direction", "string", "Which way is better (posted outcomes)", "verdict")
METHOD = Column("method", "string", "Statistical method", f"{_ANALYSIS}.statisticalMethod")
UNIT = Column("unit", "string", "Unit of the posted values", f"{POSTED}.unitOfMeasure")
_PARAM_TYPE = Column("param_type", "string", "What is posted (mean, count, ...)", f"{POSTED}.paramType")
_DISPERSION = Column("dispersion_type", "string", "What the dispersion is (standard deviation, ...)", f"{POSTED}")

OUTCOMES = (
    NCT,
    CONDITION,
    Column(
        "kind",
        "category",
        "Registered main or further outcome, or main outcome with posted results",
        "rules",
        levels=("registered_primary", "registered_secondary", "posted_primary"),
    ),
    Column("position", "Int64", "Place in its list of the record, from 0", "rules"),
    MEASURE,
    Column("description", "string", "Description as registered or posted", "record"),
    TIME_FRAME,
    UNIT,
    _PARAM_TYPE,
    Column("reporting_status", "string", "Whether values are posted", f"{POSTED}.reportingStatus"),
    DIRECTION,
    Column("verdict", "category", "What this outcome says (posted outcomes)", "verdict", levels=VERDICT.levels),
    WORSE,
    Column("p_value", "string", "The p-value that decided, as posted", "verdict"),
    *effect_columns("verdict"),
    Column("values", "string", "Groups with their posted values", "verdict"),
    Column("hint", "string", "Our own unadjusted calculation; it never decides", "verdict"),
    Column("reason", "string", "Why, in words", "verdict"),
    PATH,
)

TEST_TYPE = Column(
    "test_type", "string", "Superiority, non-inferiority, ... as posted", f"{_ANALYSIS}.nonInferiorityType"
)

ANALYSES = (
    NCT,
    CONDITION,
    OUTCOME_POSITION,
    Column("position", "Int64", "Place among the analyses of the outcome, from 0", "rules"),
    OUTCOME_TYPE,
    MEASURE,
    Column("groups", "string", "Titles of the groups compared", f"{POSTED}.groups[].title"),
    METHOD,
    P_VALUE,
    Column("p_operator", "string", "Its sign (`<`, `=`, ...)", "rules"),
    Column("p_number", "Float64", "Its number; null when it cannot be read", "rules"),
    Column("p_sided", "string", "One- or two-sided, where stated", "rules"),
    Column("p_problem", "string", "Why it cannot be read", "rules"),
    Column("p_comment", "string", "Comment on the p-value", f"{_ANALYSIS}.pValueComment"),
    *effect_columns(_ANALYSIS)[:5],
    Column("effect_text", "string", "Effect as posted", f"{_ANALYSIS}.paramValue"),
    Column("ci_low_text", "string", "Lower end as posted", f"{_ANALYSIS}.ciLowerLimit"),
    Column("ci_high_text", "string", "Upper end as posted", f"{_ANALYSIS}.ciUpperLimit"),
    Column("ci_sides", "string", "ONE_SIDED or TWO_SIDED interval", f"{_ANALYSIS}.ciNumSides"),
    Column(
        "dispersion_type", "string", "What the dispersion is (standard deviation, ...)", f"{_ANALYSIS}.dispersionType"
    ),
    Column("dispersion", "Float64", "Dispersion of the effect", f"{_ANALYSIS}.dispersionValue"),
    TEST_TYPE,
    Column("margin_low", "Float64", "Stated margin below, on the scale of the interval", "rules"),
    Column("margin_high", "Float64", "Stated margin above, on the scale of the interval", "rules"),
    Column("margin_comment", "string", "Comment on type of test and margin", f"{_ANALYSIS}.nonInferiorityComment"),
    Column("comment", "string", "Comment of the analysis", f"{_ANALYSIS}.statisticalComment"),
    Column("estimate_comment", "string", "Comment on the effect", f"{_ANALYSIS}.estimateComment"),
    Column("groups_comment", "string", "What is compared, in words", f"{_ANALYSIS}.groupDescription"),
    PATH,
)

VERDICTS_TABLE = (
    NCT,
    TRIAL,
    CONDITION,
    VERDICT,
    VERDICT_SOURCE,
    CONFIDENCE,
    CONTROLLED,
    WORSE,
    Column("reasons", "string", "The reasons in order, in words", "verdict"),
    Column("reason_codes", "string", "Names of the rules behind the reasons, in the same order", "verdict"),
    *effect_columns("verdict"),
    Column("citation", "string", "What a reader can look up", "verdict"),
    Column("stop_class", "string", "Class of the stated reason for stopping", "verdict"),
    Column("disagreement", "string", "What the other source says when ledger and posted results differ", "verdict"),
    REGISTRY_VERDICT,
    Column("paper_contradicts", "string", "What an abstract says against the posted results", "pubmed, rules"),
    RESULT_PUBLICATIONS,
    Column("posted_outcomes", "Int64", "Main outcomes with posted results that were read", "verdict"),
    Column("decisive", "Int64", "Which of them decided, from 0; null when none or several did", "verdict"),
)

MEASUREMENTS = (
    NCT,
    CONDITION,
    OUTCOME_POSITION,
    Column("position", "Int64", "Place among the values of the outcome, from 0", "rules"),
    OUTCOME_TYPE,
    MEASURE,
    TIME_FRAME,
    UNIT,
    _PARAM_TYPE,
    Column("dispersion_type", "string", "What the dispersion is (standard deviation, ...)", f"{POSTED}.dispersionType"),
    Column("class_title", "string", "Row of the outcome: a time point or subscale", f"{POSTED}.classes[].title"),
    Column("category", "string", "Category of the row", f"{POSTED}.classes[].categories[].title"),
    GROUP,
    GROUP_ROLE,
    Column("analysed", "Float64", "Number analysed in the group, in `analysed_units`", f"{POSTED}.denoms"),
    Column("analysed_units", "string", "What is counted: participants, eyes, ...", f"{POSTED}.denoms[].units"),
    Column("value", "Float64", "The value; null when it is no number", f"{_MEASURED}.value"),
    Column("value_text", "string", "The value as posted", f"{_MEASURED}.value"),
    Column("spread", "Float64", "Dispersion", f"{_MEASURED}.spread"),
    Column("lower", "Float64", "Lower end of a range or interval", f"{_MEASURED}.lowerLimit"),
    Column("upper", "Float64", "Upper end of a range or interval", f"{_MEASURED}.upperLimit"),
    Column("comment", "string", "Comment on the value", f"{_MEASURED}.comment"),
    PATH,
)

PARTICIPANTS = (
    NCT,
    CONDITION,
    POSITION,
    Column("period", "string", "Period of the trial", f"{_FLOW}.title"),
    Column("milestone", "string", "STARTED, COMPLETED, NOT COMPLETED, ... as posted", f"{_FLOW}.milestones[].type"),
    GROUP,
    GROUP_ROLE,
    Column("participants", "Int64", "Participants", f"{_FLOW}.milestones[].achievements[].numSubjects"),
    PATH,
)

ADVERSE_EVENTS = (
    NCT,
    CONDITION,
    POSITION,
    Column(
        "event_kind",
        "category",
        "Death (of any cause), serious or other event",
        f"{_EVENTS}",
        levels=("death", "serious", "other"),
    ),
    Column(
        "term",
        "string",
        "The event; null for the totals of a kind, which count each person once",
        f"{_EVENTS}.*[].term",
    ),
    Column("organ_system", "string", "Organ system", f"{_EVENTS}.*[].organSystem"),
    GROUP,
    GROUP_ROLE,
    Column("affected", "Int64", "People with at least one", f"{_EVENTS}.*[].stats[].numAffected"),
    Column("at_risk", "Int64", "People at risk", f"{_EVENTS}.*[].stats[].numAtRisk"),
    Column("events", "Int64", "Number of events", f"{_EVENTS}.*[].stats[].numEvents"),
    PATH,
)
