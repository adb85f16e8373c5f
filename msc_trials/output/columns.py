"""Every table this package hands out, declared once: frames, CSV and ``docs/data.md`` all read ``TABLES``.

Standard library and vocabularies only. A value that is not stated is null in every table, never an empty text or zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msc_trials.extraction.facts import COMPARATORS, DONORS, EVIDENCE_USES, MANIPULATIONS, PRIMARY_KINDS
from msc_trials.records.vocabularies import Phase, Status
from msc_trials.results.findings import VerdictStatus

Dtype = Literal["string", "Int64", "Float64", "boolean", "category"]

SEPARATOR = " | "
"""Between the values of a cell that holds several."""

OFF_THE_LADDER = (Phase.NOT_GIVEN.value, Phase.NOT_APPLICABLE.value)
PHASES = OFF_THE_LADDER + tuple(p.value for p in Phase if p.value not in OFF_THE_LADDER)
"""Phases in order. What is no step of the ladder comes first, so that ``phase >= "Phase 2"`` finds Phase 2 to 4 only."""
STATUSES = (Status.NOT_GIVEN.value, *(s.value for s in Status if s is not Status.NOT_GIVEN))
VERDICTS = tuple(v.value for v in VerdictStatus)
PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``dtype`` is a nullable pandas dtype; ``source`` says where the value comes from: a path in the registry's record, or
    ``rules``, ``verdict``, ``answer`` for what this package worked out. A ``category`` has the known values in
    ``levels`` (smallest first when ``ordered``); a text the vocabulary does not know is kept and comes before them.
    """

    name: str
    dtype: Dtype
    meaning: str
    source: str
    levels: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What one row of a table is, the columns that tell rows apart, and whether whole records are needed."""

    row: str
    key: tuple[str, ...]
    needs_records: bool


_ID = "protocolSection.identificationModule"
_STATUS = "protocolSection.statusModule"
_DESIGN = "protocolSection.designModule"
_ARMS = "protocolSection.armsInterventionsModule"
_POSTED = "resultsSection.outcomeMeasuresModule.outcomeMeasures[]"
_REFERENCES = "protocolSection.referencesModule.references[]"

_NCT = Column(
    "nct_id", "string", "NCT number of the trial; joins all tables; null for trials of other registries", f"{_ID}.nctId"
)
_TRIAL = Column("trial_id", "string", "Number of the trial in its registry, of whatever registry", "rules, ledger")
_ARM = Column("arm", "string", "Label of the arm; joins with `nct_id`", f"{_ARMS}.armGroups[].label")


def _date(name: str, meaning: str, path: str) -> tuple[Column, Column]:
    return (
        Column(
            name,
            "string",
            f"{meaning}, as given: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; no day is made up",
            f"{_STATUS}.{path}",
        ),
        Column(
            f"{name}_precision",
            "category",
            f"How exact `{name}` is",
            f"{_STATUS}.{path}",
            levels=PRECISIONS,
            ordered=True,
        ),
    )


def _effect(source: str) -> tuple[Column, ...]:
    return (
        Column("effect_kind", "string", "Name of the effect measure, as posted", source),
        Column("effect", "Float64", "The effect, in the unit of the outcome", source),
        Column("effect_ci_low", "Float64", "Lower end of its confidence interval", source),
        Column("effect_ci_high", "Float64", "Upper end of its confidence interval", source),
        Column("effect_ci_level", "Float64", "Level of the interval in percent", source),
        Column("effect_unit", "string", "Unit of the effect", source),
        Column("effect_null", "Float64", "The value that means no difference: 0, or 1 for ratios", source),
    )


_TRIALS = (
    _NCT,
    _TRIAL,
    Column("registry", "string", "The registry the number belongs to", "rules"),
    Column("title", "string", "Title; null in data that hold facts only", f"{_ID}.briefTitle"),
    Column("label", "string", "Product, comparator and condition in a few words", "rules"),
    Column("acronym", "string", "Acronym", f"{_ID}.acronym"),
    Column("counted", "boolean", "Whether the answer counts the trial as evidence; null outside an answer", "answer"),
    Column("not_counted_because", "string", "Why the answer does not count it; null when it does", "answer"),
    Column(
        "phase",
        "category",
        "Phase, in the order of the ladder; `N/A` and `Not given` stand before it",
        f"{_DESIGN}.phases",
        levels=PHASES,
        ordered=True,
    ),
    Column("late_phase", "boolean", "Whether the phase is 2, 2/3, 3 or 4", "rules"),
    Column(
        "status",
        "category",
        "Status, in the order of a trial's life",
        f"{_STATUS}.overallStatus",
        levels=STATUSES,
        ordered=True,
    ),
    Column("last_known_status", "string", "Status before `Unknown` (records only)", f"{_STATUS}.lastKnownStatus"),
    Column("why_stopped", "string", "Why the trial stopped, as stated (records only)", f"{_STATUS}.whyStopped"),
    Column("study_type", "string", "Type of study, the registry's code", f"{_DESIGN}.studyType"),
    Column("verdict", "category", "What can be said of the trial; see docs/verdicts.md", "verdict", levels=VERDICTS),
    Column(
        "verdict_source",
        "category",
        "Ledger of publications, or the registry's results and status",
        "verdict",
        levels=("ledger", "registry"),
    ),
    Column(
        "confidence", "category", "How sure the verdict is", "verdict", levels=("low", "medium", "high"), ordered=True
    ),
    Column("worse", "boolean", "Whether the comparator did significantly better", "verdict"),
    Column("reason", "string", "First reason of the verdict, in words", "verdict"),
    Column("citation", "string", "What a reader can look up", "verdict"),
    Column("stop_class", "string", "Class of the stated reason for stopping", "verdict"),
    Column(
        "result_publications",
        "Int64",
        "Linked publications said to report results, not retracted",
        f"{_REFERENCES}.type",
    ),
    Column("controlled", "boolean", "Whether a concurrent group received no MSC product", "rules, ledger"),
    Column("comparator", "category", "Kind of comparison", "rules, ledger", levels=COMPARATORS),
    Column("primary_kind", "category", "What the main outcomes can show", "rules, ledger", levels=PRIMARY_KINDS),
    Column("followup_months", "Float64", "Longest time frame of the main outcomes, months", "rules"),
    Column("evidence_use", "category", "Whether the study can be evidence at all", "rules", levels=EVIDENCE_USES),
    Column("msc_class", "string", "Classes of the product, strongest first", "rules, ledger"),
    Column("sources", "string", "Tissues the cells came from", "rules, ledger"),
    Column("donor", "category", "Own cells, donor cells, or both", "rules, ledger", levels=DONORS),
    Column("manipulation", "category", "Grown in culture or prepared on the spot", "rules", levels=MANIPULATIONS),
    Column("products", "string", "Names of the products", f"{_ARMS}.interventions[].name, ledger"),
    Column("administrations", "Int64", "Largest planned number of administrations", "rules"),
    Column("routes", "string", "How the product was given", "rules"),
    Column("guidance", "string", "Imaging or other guidance of the injection", "rules"),
    Column("same_evidence_as", "string", "Trial whose participants this one repeats or extends", "ledger"),
    Column("conditions", "string", "Conditions as registered", "protocolSection.conditionsModule.conditions"),
    Column("condition_ids", "string", "Rows of the condition vocabulary", "rules, ledger"),
    Column("sponsor", "string", "Lead sponsor", "protocolSection.sponsorCollaboratorsModule.leadSponsor.name"),
    Column(
        "countries", "string", "Countries of the sites", "protocolSection.contactsLocationsModule.locations[].country"
    ),
    Column("enrollment", "Int64", "Participants, planned or actual", f"{_DESIGN}.enrollmentInfo.count"),
    Column("enrollment_type", "string", "ACTUAL or ESTIMATED (records only)", f"{_DESIGN}.enrollmentInfo.type"),
    Column("allocation", "string", "Allocation code (records only)", f"{_DESIGN}.designInfo.allocation"),
    Column("intervention_model", "string", "Model code (records only)", f"{_DESIGN}.designInfo.interventionModel"),
    Column("masking", "string", "Masking code (records only)", f"{_DESIGN}.designInfo.maskingInfo.masking"),
    *_date("start_date", "Start", "startDateStruct.date"),
    *_date("primary_completion_date", "End of the main measurements", "primaryCompletionDateStruct.date"),
    *_date("results_first_posted", "First posting of results", "resultsFirstPostDateStruct.date"),
    *_date("last_update_posted", "Last update", "lastUpdatePostDateStruct.date"),
    Column("has_results", "boolean", "Whether results are posted", "hasResults"),
    Column(
        "origin",
        "category",
        "The registry's record, or the ledger alone",
        "rules",
        levels=("registry", "ledger"),
    ),
    Column("wide_hit", "boolean", "Whether only the wider search words found it", "rules"),
    Column("problems", "Int64", "Parts of the record that could not be read (records only)", "rules"),
    Column("url", "string", "The registry's page for people", "rules"),
)

_ARMS_TABLE = (
    _NCT,
    Column("position", "Int64", "Place in the record, from 0", "rules"),
    _ARM,
    Column("arm_type", "string", "The registry's type of the arm", f"{_ARMS}.armGroups[].type"),
    Column("description", "string", "Description as registered", f"{_ARMS}.armGroups[].description"),
    Column(
        "interventions", "string", "Interventions of the arm as registered", f"{_ARMS}.armGroups[].interventionNames"
    ),
    Column(
        "msc_class", "string", "Class of what the arm gives; null when it gives no cells or products of cells", "rules"
    ),
)

_INTERVENTIONS = (
    _NCT,
    Column("position", "Int64", "Place in the record, from 0", "rules"),
    Column("intervention", "string", "Name as registered", f"{_ARMS}.interventions[].name"),
    Column(
        "arm",
        "string",
        "Arm that gets it, one row per arm; null when none is named",
        f"{_ARMS}.interventions[].armGroupLabels",
    ),
    Column("type", "string", "The registry's type", f"{_ARMS}.interventions[].type"),
    Column("description", "string", "Description as registered", f"{_ARMS}.interventions[].description"),
    Column("other_names", "string", "Other names", f"{_ARMS}.interventions[].otherNames"),
)

_DOSES = (
    _NCT,
    _TRIAL,
    Column(
        "arm",
        "string",
        "Label of the arm; null when the text is about the whole trial, and in facts-only data",
        "rules",
    ),
    Column("low", "Float64", "Cells per administration, smallest; per kg when `per_kg`", "rules"),
    Column("high", "Float64", "Cells per administration, largest; equals `low` for a single dose", "rules"),
    Column("per_kg", "boolean", "Whether the number is per kg of body weight", "rules"),
    Column("administrations", "Int64", "Largest planned number of administrations", "rules"),
    Column("text", "string", "The words it was read from (records only)", "rules"),
    Column("path", "string", "Where these words stand in the record (records only)", "rules"),
    Column(
        "sure",
        "category",
        "Whether it is stated or inferred (records only)",
        "rules",
        levels=("not_stated", "inferred", "stated"),
        ordered=True,
    ),
)

_OUTCOMES = (
    _NCT,
    Column(
        "kind",
        "category",
        "Registered main or further outcome, or main outcome with posted results",
        "rules",
        levels=("registered_primary", "registered_secondary", "posted_primary"),
    ),
    Column("position", "Int64", "Place in its list of the record, from 0", "rules"),
    Column("measure", "string", "Name of the outcome", f"protocolSection.outcomesModule; {_POSTED}.title"),
    Column("description", "string", "Description", f"protocolSection.outcomesModule; {_POSTED}.description"),
    Column("time_frame", "string", "When it is measured", f"protocolSection.outcomesModule; {_POSTED}.timeFrame"),
    Column("unit", "string", "Unit of the posted values", f"{_POSTED}.unitOfMeasure"),
    Column("param_type", "string", "What is posted (mean, count, ...)", f"{_POSTED}.paramType"),
    Column("reporting_status", "string", "Whether values are posted", f"{_POSTED}.reportingStatus"),
    Column("direction", "string", "Which way is better (posted outcomes)", "verdict"),
    Column("verdict", "category", "What this outcome says (posted outcomes)", "verdict", levels=VERDICTS),
    Column("worse", "boolean", "Whether the comparator did significantly better", "verdict"),
    Column("p_value", "string", "The p-value that decided, as posted", "verdict"),
    *_effect("verdict"),
    Column("values", "string", "Groups with their posted values", "verdict"),
    Column("hint", "string", "Our own unadjusted calculation; it never decides", "verdict"),
    Column("reason", "string", "Why, in words", "verdict"),
    Column("path", "string", "Where the outcome stands in the record", "rules"),
)

_ANALYSES = (
    _NCT,
    Column("outcome_position", "Int64", "`position` of the posted outcome in the table outcomes", "rules"),
    Column("position", "Int64", "Place among the analyses of the outcome, from 0", "rules"),
    Column("measure", "string", "Name of the outcome", f"{_POSTED}.title"),
    Column("groups", "string", "Titles of the groups compared", f"{_POSTED}.groups[].title"),
    Column("method", "string", "Statistical method", f"{_POSTED}.analyses[].statisticalMethod"),
    Column("p_value", "string", "P-value as posted", f"{_POSTED}.analyses[].pValue"),
    Column("p_operator", "string", "Its sign (`<`, `=`, ...)", "rules"),
    Column("p_number", "Float64", "Its number; null when it cannot be read", "rules"),
    Column("p_sided", "string", "One- or two-sided, where stated", "rules"),
    Column("p_problem", "string", "Why it cannot be read", "rules"),
    Column("effect_kind", "string", "Name of the effect measure", f"{_POSTED}.analyses[].paramType"),
    Column("effect", "string", "Effect as posted", f"{_POSTED}.analyses[].paramValue"),
    Column("ci_level", "string", "Level of the interval as posted, percent", f"{_POSTED}.analyses[].ciPctValue"),
    Column("ci_low", "string", "Lower end as posted", f"{_POSTED}.analyses[].ciLowerLimit"),
    Column("ci_high", "string", "Upper end as posted", f"{_POSTED}.analyses[].ciUpperLimit"),
    Column(
        "test_type", "string", "Superiority, non-inferiority, ... as posted", f"{_POSTED}.analyses[].nonInferiorityType"
    ),
    Column("comment", "string", "Comment of the analysis", f"{_POSTED}.analyses[].statisticalComment"),
    Column("path", "string", "Where the analysis stands in the record", "rules"),
)

_VERDICTS = (
    _NCT,
    _TRIAL,
    Column("verdict", "category", "What can be said of the trial; see docs/verdicts.md", "verdict", levels=VERDICTS),
    Column("source", "category", "Who says so", "verdict", levels=("ledger", "registry")),
    Column("confidence", "category", "How sure it is", "verdict", levels=("low", "medium", "high"), ordered=True),
    Column("controlled", "boolean", "Whether a concurrent group received no MSC product", "rules, ledger"),
    Column("worse", "boolean", "Whether the comparator did significantly better", "verdict"),
    Column("reasons", "string", "The reasons in order, in words", "verdict"),
    Column("reason_codes", "string", "Names of the rules behind the reasons, in the same order", "verdict"),
    *_effect("verdict"),
    Column("citation", "string", "What a reader can look up", "verdict"),
    Column("stop_class", "string", "Class of the stated reason for stopping", "verdict"),
    Column("disagreement", "string", "What the other source says when ledger and posted results differ", "verdict"),
    Column(
        "result_publications",
        "Int64",
        "Linked publications said to report results, not retracted",
        f"{_REFERENCES}.type",
    ),
    Column("posted_outcomes", "Int64", "Main outcomes with posted results that were read", "verdict"),
    Column("decisive", "Int64", "Which of them decided, from 0; null when none or several did", "verdict"),
)

_REFERENCES_TABLE = (
    _NCT,
    Column("position", "Int64", "Place in the record, from 0", "rules"),
    Column("pmid", "string", "PubMed number", f"{_REFERENCES}.pmid"),
    Column("type", "string", "RESULT, DERIVED or BACKGROUND", f"{_REFERENCES}.type"),
    Column("citation", "string", "Citation as registered", f"{_REFERENCES}.citation"),
    Column("retracted", "boolean", "Whether a retraction is linked", f"{_REFERENCES}.retractions"),
    Column(
        "retraction_pmids", "string", "PubMed numbers of the retraction notices", f"{_REFERENCES}.retractions[].pmid"
    ),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "trials": _TRIALS,
    "arms": _ARMS_TABLE,
    "interventions": _INTERVENTIONS,
    "doses": _DOSES,
    "outcomes": _OUTCOMES,
    "analyses": _ANALYSES,
    "verdicts": _VERDICTS,
    "references": _REFERENCES_TABLE,
}
"""Columns of each table, in order."""

ABOUT: dict[str, About] = {
    "trials": About("One trial.", ("trial_id",), False),
    "arms": About("One registered arm.", ("nct_id", "position"), True),
    "interventions": About("One registered intervention in one arm.", ("nct_id", "position", "arm"), True),
    "doses": About("One dose of one arm.", (), False),
    "outcomes": About(
        "One registered outcome, or one main outcome with posted results.", ("nct_id", "kind", "position"), True
    ),
    "analyses": About(
        "One posted test of a main outcome, the numbers as posted.", ("nct_id", "outcome_position", "position"), True
    ),
    "verdicts": About("The verdict on one trial.", ("trial_id",), False),
    "references": About("One linked publication.", ("nct_id", "position"), True),
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
    "unreported": "Counted trials that are over without a posted result.",
    "stopped": "Counted trials that stopped early without a posted result.",
    "ongoing": "Counted trials still running.",
    "unclear": "Counted trials that cannot be judged from what is known.",
    "judged_from_ledger": "Counted trials whose verdict comes from the ledger of publications.",
    "judged_from_results": "Counted trials whose verdict comes from posted results.",
    "not_judged": "Counted trials with neither; their verdict comes from the status.",
    "with_publication": "Counted trials with a linked publication said to report results.",
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
    "unreadable": "Records that could not be read.",
}
"""The denominators of an answer (``Answer.counts``)."""


def markdown() -> str:
    """The data dictionary (``docs/data.md``)."""
    parts = [_INTRODUCTION]
    for name, columns in TABLES.items():
        about = ABOUT[name]
        key = f" Rows are told apart by {', '.join(f'`{k}`' for k in about.key)}." if about.key else ""
        records = " Needs whole records (live or cached)." if about.needs_records else " Facts-only data will do."
        parts.append(f"## {name}\n\n{about.row}{key}{records}\n")
        parts.append("| column | type | meaning | source |\n| --- | --- | --- | --- |")
        parts.extend(_row(column) for column in columns)
        parts.append("")
    parts.append(_COUNTS_INTRODUCTION)
    parts.append("| count | meaning |\n| --- | --- |")
    parts.extend(f"| `{name}` | {meaning} |" for name, meaning in COUNTS.items())
    return "\n".join(parts) + "\n"


def _row(column: Column) -> str:
    levels = f"; one of {', '.join(f'`{v}`' for v in column.levels)}" if column.levels else ""
    dtype = "category, ordered" if column.ordered else column.dtype
    return f"| `{column.name}` | {dtype} | {column.meaning}{levels} | {column.source} |"


_INTRODUCTION = f"""# Data dictionary

The tables behind `to_frame(x, table)` and the CSV output. This page is generated from `msc_trials/output/columns.py`.

- Types are nullable pandas types; the columns and types are the same for a table without rows.
- What is not stated is null. A cell that holds several values separates them with `{SEPARATOR.strip()}`.
- A category keeps a text that its vocabulary does not know and puts it before the known ones.
- The source is a path in the registry's record, or says which part of this package worked the value out: `rules`
  (reading rules), `ledger` (curated publications), `verdict`, `answer`.
- The bundled snapshot and the ledger hold facts only: tables that need whole records refuse them and say so.
"""

_COUNTS_INTRODUCTION = """## Counts of an answer

`Answer.counts`, and `answer.counts` in JSON. Every counted trial has exactly one verdict.
"""
