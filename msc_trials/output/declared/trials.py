"""Columns of the table ``trials``: one row per trial."""

from __future__ import annotations

from msc_trials.evidence.trial_facts import SOURCES as GOAL_SOURCES
from msc_trials.evidence.trial_words import KINDS as PEOPLE_KINDS
from msc_trials.extraction.facts import COMPARATORS, DONORS, EVIDENCE_USES, MANIPULATIONS, PRIMARY_KINDS
from msc_trials.output.declared.column import (
    ARMS,
    CONDITION,
    CONFIDENCE,
    CONTROLLED,
    COUNTING,
    DESIGN,
    ID,
    NCT,
    NOT_STATED,
    PHASES,
    REFERENCES,
    SPONSOR_CLASSES,
    STATUS,
    STATUSES,
    TRIAL,
    VERDICT,
    VERDICT_SOURCE,
    WORSE,
    Column,
    date_columns,
)

_SPONSORS = "protocolSection.sponsorCollaboratorsModule"
_ELIGIBILITY = "protocolSection.eligibilityModule"
_OVERSIGHT = "protocolSection.oversightModule"


def stated(levels: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a vocabulary that state something."""
    return tuple(level for level in levels if level not in NOT_STATED)


RESULT_PUBLICATIONS = Column(
    "result_publications",
    "Int64",
    "Linked publications (RESULT or DERIVED, dated, not older than the trial, not retracted) that may report results",
    f"{REFERENCES}.type",
)
COMPARATOR = Column(
    "comparator",
    "category",
    "Kind of comparison; null when there is no comparator",
    "rules, ledger",
    levels=stated(COMPARATORS),
)
PRIMARY_KIND = Column(
    "primary_kind", "category", "What the main outcomes can show", "rules, ledger", levels=stated(PRIMARY_KINDS)
)
DONOR = Column("donor", "category", "Own cells, donor cells, or both", "rules, ledger", levels=stated(DONORS))
PHASE = Column(
    "phase",
    "category",
    "Phase, in the order of the ladder, behind `N/A`; null when not given",
    f"{DESIGN}.phases",
    levels=PHASES,
    ordered=True,
)

DESIGN_OF_COMPARISON = (
    Column("allocation", "string", "Allocation code (records only)", f"{DESIGN}.designInfo.allocation"),
    Column("intervention_model", "string", "Model code (records only)", f"{DESIGN}.designInfo.interventionModel"),
)

_WHAT = (
    NCT,
    TRIAL,
    CONDITION,
    Column("registry", "string", "The registry the number belongs to", "rules"),
    Column("aliases", "string", "Obsolete NCT numbers of the trial (records only)", f"{ID}.nctIdAliases"),
    Column("title", "string", "Title; null in data that hold facts only", f"{ID}.briefTitle"),
    Column("label", "string", "Product, comparator and condition in a few words", "rules"),
    Column("acronym", "string", "Acronym", f"{ID}.acronym"),
    *COUNTING,
    PHASE,
    Column("late_phase", "boolean", "Whether the phase is 2, 2/3, 3 or 4", "rules"),
    Column(
        "status",
        "category",
        "Status, in the order of a trial's life; null when not given",
        f"{STATUS}.overallStatus",
        levels=STATUSES,
        ordered=True,
    ),
    Column(
        "last_known_status",
        "category",
        "Status before `Unknown` (records only)",
        f"{STATUS}.lastKnownStatus",
        levels=STATUSES,
        ordered=True,
    ),
    Column("why_stopped", "string", "Why the trial stopped, as stated (records only)", f"{STATUS}.whyStopped"),
    Column("study_type", "string", "Type of study, the registry's code", f"{DESIGN}.studyType"),
)

_EVIDENCE = (
    VERDICT,
    VERDICT_SOURCE,
    CONFIDENCE,
    WORSE,
    Column("reason", "string", "First reason of the verdict, in words", "verdict"),
    Column("citation", "string", "What a reader can look up", "verdict"),
    Column("stop_class", "string", "Class of the stated reason for stopping", "verdict"),
    RESULT_PUBLICATIONS,
    CONTROLLED,
    COMPARATOR,
    Column("comparator_text", "string", "The comparator in the words of the ledger", "ledger"),
    PRIMARY_KIND,
    Column("followup_months", "Float64", "Longest time frame of the main outcomes, months", "rules"),
    Column("evidence_use", "category", "Whether the study can be evidence at all", "rules", levels=EVIDENCE_USES),
)

_PRODUCT = (
    Column("msc_class", "string", "Classes of the product, strongest first", "rules, ledger"),
    Column("sources", "string", "Tissues the cells came from", "rules, ledger"),
    DONOR,
    Column(
        "manipulation",
        "category",
        "Grown in culture or prepared on the spot",
        "rules",
        levels=stated(MANIPULATIONS),
    ),
    Column("products", "string", "Names of the products", f"{ARMS}.interventions[].name, ledger"),
    Column("administrations", "Int64", "Largest planned number of administrations", "rules"),
    Column("routes", "string", "How the product was given", "rules"),
    Column("guidance", "string", "Imaging or other guidance of the injection", "rules"),
    Column("same_evidence_as", "string", "Trial whose participants this one repeats or extends", "ledger"),
)

_WHO = (
    Column("conditions", "string", "Conditions as registered", "protocolSection.conditionsModule.conditions"),
    Column("condition_ids", "string", "Rows of the condition vocabulary", "rules, ledger"),
    Column(
        "condition_mesh",
        "string",
        "MeSH terms of the conditions (records only)",
        "derivedSection.conditionBrowseModule.meshes[].term",
    ),
    Column("keywords", "string", "Keywords (records only)", "protocolSection.conditionsModule.keywords"),
    Column("sponsor", "string", "Lead sponsor", f"{_SPONSORS}.leadSponsor.name"),
    Column(
        "sponsor_class",
        "category",
        "Class of the lead sponsor, the registry's code",
        f"{_SPONSORS}.leadSponsor.class",
        levels=SPONSOR_CLASSES,
    ),
    Column("collaborators", "string", "Collaborators (records only)", f"{_SPONSORS}.collaborators[].name"),
    Column(
        "countries", "string", "Countries of the sites", "protocolSection.contactsLocationsModule.locations[].country"
    ),
    Column("enrollment", "Int64", "Participants, planned or actual", f"{DESIGN}.enrollmentInfo.count"),
    Column("enrollment_type", "string", "ACTUAL or ESTIMATED", f"{DESIGN}.enrollmentInfo.type"),
    Column("minimum_age", "string", "Youngest age, as stated", f"{_ELIGIBILITY}.minimumAge"),
    Column("maximum_age", "string", "Oldest age, as stated", f"{_ELIGIBILITY}.maximumAge"),
    Column("sex", "string", "ALL, FEMALE or MALE (records only)", f"{_ELIGIBILITY}.sex"),
    Column(
        "patients_pay",
        "boolean",
        "True where the record says that participants pay; null where it does not say",
        "rules",
    ),
    *DESIGN_OF_COMPARISON,
    Column("masking", "string", "Masking code", f"{DESIGN}.designInfo.maskingInfo.masking"),
    Column("primary_purpose", "string", "Purpose code (records only)", f"{DESIGN}.designInfo.primaryPurpose"),
    Column(
        "fda_regulated_drug",
        "boolean",
        "Whether the FDA regulates a drug of the trial",
        f"{_OVERSIGHT}.isFdaRegulatedDrug",
    ),
    Column(
        "fda_regulated_device",
        "boolean",
        "Whether the FDA regulates a device of the trial",
        f"{_OVERSIGHT}.isFdaRegulatedDevice",
    ),
)

_WHEN = (
    *date_columns("start_date", "Start", f"{STATUS}.startDateStruct.date"),
    *date_columns(
        "primary_completion_date", "End of the main measurements", f"{STATUS}.primaryCompletionDateStruct.date"
    ),
    *date_columns("completion_date", "End of all measurements", f"{STATUS}.completionDateStruct.date"),
    *date_columns("first_posted", "First posting of the record", f"{STATUS}.studyFirstPostDateStruct.date"),
    *date_columns("results_due", "Day by which results are due; see docs/research.md", "rules"),
    Column(
        "results_first_submitted", "string", "First submission of results, a day", f"{STATUS}.resultsFirstSubmitDate"
    ),
    *date_columns("results_first_posted", "First posting of results", f"{STATUS}.resultsFirstPostDateStruct.date"),
    Column("delay_certified", "string", "Day of a certificate for later results", f"{STATUS}.dispFirstSubmitDate"),
    *date_columns("last_update_posted", "Last update", f"{STATUS}.lastUpdatePostDateStruct.date"),
)

_ABOUT_THE_ROW = (
    Column("has_results", "boolean", "Whether results are posted", "hasResults"),
    Column("origin", "category", "The registry's record, or the ledger alone", "rules", levels=("registry", "ledger")),
    Column("wide_hit", "boolean", "Whether only the wider search words found it", "rules"),
    Column("problems", "Int64", "Parts of the record that could not be read (records only)", "rules"),
    Column("url", "string", "The registry's page for people", "rules"),
)

_CARRIED = (
    Column(
        "display_name", "string", "What to call the trial: curated name, acronym, product, or cells and place", "rules"
    ),
    Column("people", "Int64", "People; see `people_kind`", "ledger, participant flow, baseline, enrollment"),
    Column(
        "people_kind",
        "category",
        "Who took part (publication or posted), was enrolled (registry), or is planned",
        "rules",
        levels=PEOPLE_KINDS,
    ),
    Column("control", "string", "What the control group had, in a few words; null without one", "rules, ledger"),
    Column(
        "primary_endpoint",
        "string",
        "Main goal in the words of the ledger, else of the record",
        "ledger, protocolSection.outcomesModule.primaryOutcomes",
    ),
    Column("goal", "string", "Main goal in plain words; null where nothing is known", "effects, rules, ledger"),
    Column("goal_time", "string", "When it is measured", "effects, rules"),
    Column("goal_source", "category", "Where the plain words come from", "rules", levels=GOAL_SOURCES),
    Column("cells_words", "string", "What the people given cells had, first main goal", "effects, verdict"),
    Column("control_words", "string", "What the control group had", "effects, verdict"),
    Column("cells_events", "Int64", "People given cells with the measure", "effects, verdict"),
    Column("cells_people", "Int64", "People given cells who were counted", "effects, verdict"),
    Column("control_events", "Int64", "People of the control group with the measure", "effects, verdict"),
    Column("control_people", "Int64", "People of the control group who were counted", "effects, verdict"),
    Column("doubt", "string", "Why these numbers need care", "effects"),
    Column("caution_short", "string", "Caution in one line", "effects, rules"),
    Column("caution_long", "string", "The whole caution", "ledger, rules"),
    Column("evidence_kind", "string", "Journal, regulator, announcement, registry or news", "ledger"),
    Column("sites", "Int64", "Number of sites", "protocolSection.contactsLocationsModule.locations"),
    Column("planned_end", "string", "Planned or actual end, as given", f"{STATUS}.completionDateStruct.date"),
)

TRIALS = _WHAT + _EVIDENCE + _CARRIED + _PRODUCT + _WHO + _WHEN + _ABOUT_THE_ROW
