"""Columns of the tables of registered parts: arms, interventions, doses, references, locations."""

from __future__ import annotations

from msc_trials.output.declared.column import (
    ARMS,
    CONDITION,
    NCT,
    POSITION,
    REFERENCES,
    STATUSES,
    TRIAL,
    Column,
)

_SITES = "protocolSection.contactsLocationsModule.locations[]"
ARM = Column("arm", "string", "Label of the arm; joins with `nct_id`", f"{ARMS}.armGroups[].label")
_DESCRIPTION = Column("description", "string", "Description as registered or posted", "record")
_ADMINISTRATIONS = Column("administrations", "Int64", "Largest planned number of administrations", "rules")

ARMS_TABLE = (
    NCT,
    CONDITION,
    POSITION,
    ARM,
    Column("arm_type", "string", "The registry's type of the arm", f"{ARMS}.armGroups[].type"),
    _DESCRIPTION,
    Column(
        "interventions", "string", "Interventions of the arm as registered", f"{ARMS}.armGroups[].interventionNames"
    ),
    Column(
        "msc_class", "string", "Class of what the arm gives; null when it gives no cells or products of cells", "rules"
    ),
)

INTERVENTIONS = (
    NCT,
    CONDITION,
    POSITION,
    Column("intervention", "string", "Name as registered", f"{ARMS}.interventions[].name"),
    Column(
        "arm",
        "string",
        "Arm that gets it, one row per arm; null when none is named",
        f"{ARMS}.interventions[].armGroupLabels",
    ),
    Column("type", "string", "The registry's type", f"{ARMS}.interventions[].type"),
    _DESCRIPTION,
    Column("other_names", "string", "Other names", f"{ARMS}.interventions[].otherNames"),
)

DOSES = (
    NCT,
    TRIAL,
    CONDITION,
    Column(
        "arm",
        "string",
        "Label of the arm; null when the text is about the whole trial, and in facts-only data",
        "rules",
    ),
    Column(
        "low",
        "Float64",
        "Cells per administration, smallest, or per kg; null where only an upper limit is stated",
        "rules",
    ),
    Column("high", "Float64", "Cells per administration, largest; null where only a lower limit is stated", "rules"),
    Column("per_kg", "boolean", "Whether the number is per kg of body weight", "rules"),
    _ADMINISTRATIONS,
    Column("text", "string", "The words it was read from (records only)", "rules"),
    Column("path", "string", "JSON path of these words (records only)", "rules"),
    Column(
        "sure",
        "category",
        "Whether it is stated or inferred (records only)",
        "rules",
        levels=("inferred", "stated"),
        ordered=True,
    ),
)

REFERENCES_TABLE = (
    NCT,
    CONDITION,
    POSITION,
    Column("pmid", "string", "PubMed number", f"{REFERENCES}.pmid"),
    Column("type", "string", "RESULT, DERIVED or BACKGROUND", f"{REFERENCES}.type"),
    Column("citation", "string", "Citation as registered", f"{REFERENCES}.citation"),
    Column("retracted", "boolean", "Whether a retraction is linked", f"{REFERENCES}.retractions"),
    Column(
        "retraction_pmids", "string", "PubMed numbers of the retraction notices", f"{REFERENCES}.retractions[].pmid"
    ),
)

LOCATIONS = (
    NCT,
    CONDITION,
    POSITION,
    Column("facility", "string", "Name of the site", f"{_SITES}.facility"),
    Column("city", "string", "City", f"{_SITES}.city"),
    Column("country", "string", "Country", f"{_SITES}.country"),
    Column(
        "site_status",
        "category",
        "Status of the site; null when not given",
        f"{_SITES}.status",
        levels=STATUSES,
        ordered=True,
    ),
    Column("latitude", "Float64", "Degrees north", f"{_SITES}.geoPoint.lat"),
    Column("longitude", "Float64", "Degrees east", f"{_SITES}.geoPoint.lon"),
)
