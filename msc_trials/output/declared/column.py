"""``Column`` and ``About``: how a table is declared; the vocabularies and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msc_trials.records.vocabularies import Phase, Status
from msc_trials.results.findings import VerdictStatus

Dtype = Literal["string", "Int64", "Float64", "boolean", "category"]

SEPARATOR = " | "
"""Between the values of a cell that holds several."""

UNRECOGNISED = "unrecognised"
"""Level of a category for a code of the registry that the vocabulary does not know; the record keeps the code."""

NOT_STATED = frozenset({"", "unstated", "not_stated", "none", Phase.NOT_GIVEN.value, Status.NOT_GIVEN.value})
"""Words of the objects for what is not stated; in a table each of them is null."""

_LADDER = tuple(p.value for p in Phase if p not in (Phase.NOT_GIVEN, Phase.NOT_APPLICABLE))
PHASES = (UNRECOGNISED, Phase.NOT_APPLICABLE.value, *_LADDER)
"""Phases in order. What is no step of the ladder comes first, so that ``phase >= "Phase 2"`` finds Phase 2 to 4 only."""
STATUSES = (UNRECOGNISED, *(s.value for s in Status if s is not Status.NOT_GIVEN))
VERDICTS = tuple(v.value for v in VerdictStatus)
PRECISIONS = ("year", "month", "day")
CONFIDENCES = ("low", "medium", "high")
SPONSOR_CLASSES = (
    UNRECOGNISED, "INDUSTRY", "NIH", "FED", "OTHER_GOV", "NETWORK", "INDIV", "OTHER", "UNKNOWN", "AMBIG",
)  # fmt: skip
"""Classes of sponsors. Source: enumeration ``AgencyClass`` of the API v2."""
ROLES = ("cells", "comparator", "other")
"""What a result group is to the question: the cells' side, what they are compared with, or neither."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``dtype`` is a nullable pandas dtype; ``source`` says where the value comes from: a path in the registry's record, or
    ``rules``, ``ledger``, ``verdict``, ``answer`` for what this package worked out. A ``category`` is closed: its values
    are its ``levels`` (smallest first when ``ordered``), the same in every frame.
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


ID = "protocolSection.identificationModule"
STATUS = "protocolSection.statusModule"
DESIGN = "protocolSection.designModule"
ARMS = "protocolSection.armsInterventionsModule"
POSTED = "resultsSection.outcomeMeasuresModule.outcomeMeasures[]"
REFERENCES = "protocolSection.referencesModule.references[]"

NCT = Column(
    "nct_id", "string", "NCT number of the trial; joins all tables; null for trials of other registries", f"{ID}.nctId"
)
TRIAL = Column("trial_id", "string", "Number of the trial in its registry, of whatever registry", "rules, ledger")
CONDITION = Column("condition", "string", "Condition the answer is about; null outside an answer", "answer")
POSITION = Column("position", "Int64", "Place in the record, from 0", "rules")
PATH = Column("path", "string", "JSON path of the value in the record", "rules")
MEASURE = Column("measure", "string", "Name of the outcome", f"protocolSection.outcomesModule; {POSTED}.title")
TIME_FRAME = Column(
    "time_frame", "string", "When it is measured", f"protocolSection.outcomesModule; {POSTED}.timeFrame"
)
OUTCOME_POSITION = Column("outcome_position", "Int64", "Place of the outcome among all posted ones, from 0", "rules")
OUTCOME_TYPE = Column("outcome_type", "string", "PRIMARY, SECONDARY, ... as posted", f"{POSTED}.type")
CONTROLLED = Column("controlled", "boolean", "Whether a concurrent group received no MSC product", "rules, ledger")
VERDICT = Column(
    "verdict", "category", "What can be said of the trial; see docs/verdicts.md", "verdict", levels=VERDICTS
)
REGISTRY_VERDICT = Column(
    "registry_verdict",
    "category",
    "The verdict without abstracts; it sets levels and counts",
    "verdict",
    levels=VERDICTS,
)
VERDICT_SOURCE = Column(
    "verdict_source",
    "category",
    "Ledger of publications, the registry's results and status, or abstracts read by this program",
    "verdict",
    levels=("ledger", "registry", "publication"),
)
CONFIDENCE = Column("confidence", "category", "How sure the verdict is", "verdict", levels=CONFIDENCES, ordered=True)
WORSE = Column("worse", "boolean", "Whether the comparator did significantly better", "verdict")
COUNTING = (
    Column("is_msc", "boolean", "Whether the product counts as MSC therapy", "rules, ledger"),
    Column(
        "counted",
        "boolean",
        "Whether the trial is evidence: MSC, interventional, Phase 2 to 4, each body of evidence once; in an answer also "
        "for its condition",
        "answer",
    ),
    Column("not_counted_because", "string", "Why it is not counted; null when it is", "answer"),
)
GROUP = Column("group", "string", "Title of the result group", f"{POSTED}.groups[].title")
GROUP_ROLE = Column("group_role", "category", "Side of the group: cells, comparator or other", "rules", levels=ROLES)


def date_columns(name: str, meaning: str, path: str) -> tuple[Column, Column]:
    """A date as given, and how exact it is."""
    return (
        Column(name, "string", f"{meaning}: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; no day is made up", path),
        Column(precision_of(name), "category", f"How exact `{name}` is", path, levels=PRECISIONS, ordered=True),
    )


def precision_of(name: str) -> str:
    """Name of the column that says how exact a date is.

    >>> precision_of("start_date")
    'start_precision'
    """
    return f"{name.removesuffix('_date')}_precision"


def effect_columns(source: str) -> tuple[Column, ...]:
    """An effect with its interval."""
    return (
        Column("effect_kind", "string", "Name of the effect measure", source),
        Column("effect", "Float64", "The effect: in the unit of the outcome, or a ratio", source),
        Column("effect_ci_low", "Float64", "Lower end of its confidence interval", source),
        Column("effect_ci_high", "Float64", "Upper end of its confidence interval", source),
        Column("effect_ci_level", "Float64", "Level of the interval in percent", source),
        Column("effect_unit", "string", "Unit of the effect", source),
        Column("effect_null", "Float64", "The value that means no difference: 0, or 1 for ratios", source),
    )
