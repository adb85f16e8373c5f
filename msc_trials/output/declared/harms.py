"""Columns of the table of posted harms: people with serious adverse events and deaths, per group of a trial."""

from __future__ import annotations

from msc_trials.output.declared.column import CONDITION, NCT, TRIAL, Column

_GROUPS = "resultsSection.adverseEventsModule.eventGroups[]"

HARMS = (
    NCT,
    TRIAL,
    CONDITION,
    Column("read", "boolean", "Whether the posted tables of harms were at hand", "rules"),
    Column("posted", "boolean", "Whether harms are posted; null where nobody read", "rules"),
    Column("position", "Int64", "Place of the group in the record, from 0", "rules"),
    Column(
        "side",
        "category",
        "Given the cells, compared with them, or not settled",
        "rules",
        levels=("cells", "control", "other"),
    ),
    Column("group", "string", "Title of the group (records only)", f"{_GROUPS}.title"),
    Column("serious", "Int64", "People with a serious adverse event", f"{_GROUPS}.seriousNumAffected"),
    Column("serious_at_risk", "Int64", "People counted for it", f"{_GROUPS}.seriousNumAtRisk"),
    Column("deaths", "Int64", "People who died", f"{_GROUPS}.deathsNumAffected"),
    Column("deaths_at_risk", "Int64", "People counted for it", f"{_GROUPS}.deathsNumAtRisk"),
)
