"""Columns of the table of the curated ledger: what publications say about trials."""

from __future__ import annotations

from msc_trials.output.declared.column import CONDITION, CONTROLLED, NCT, TRIAL, VERDICT, Column
from msc_trials.output.declared.trials import COMPARATOR, DONOR, PHASE, PRIMARY_KIND

_FILE = "seeds/ledger.csv"

LEDGER = (
    NCT,
    TRIAL,
    CONDITION,
    Column("acronym", "string", "Acronym", _FILE),
    Column("products", "string", "Names of the products", _FILE),
    Column("msc_class", "string", "Classes of the product, strongest first", _FILE),
    Column("sources", "string", "Tissues the cells came from", _FILE),
    DONOR,
    Column("conditions", "string", "Condition in the words of the ledger", _FILE),
    Column("condition_ids", "string", "Rows of the condition vocabulary", _FILE),
    PHASE,
    CONTROLLED,
    COMPARATOR,
    Column("comparator_text", "string", "The comparator in the words of the ledger", _FILE),
    Column("enrollment", "Int64", "Participants", _FILE),
    Column("measure", "string", "Main outcome", _FILE),
    PRIMARY_KIND,
    VERDICT,
    Column("effect_text", "string", "The figures in words", _FILE),
    Column("p_value", "string", "P-value as published", _FILE),
    Column("evidence_kind", "string", "Journal, regulator, announcement, registry or news", _FILE),
    Column("citation", "string", "Citation", _FILE),
    Column("pmid", "string", "PubMed number", _FILE),
    Column("doi", "string", "Digital object identifier", _FILE),
    Column("same_evidence_as", "string", "Trial whose participants this one repeats or extends", _FILE),
    Column("caution", "string", "What a reader has to bear in mind", _FILE),
    Column("checked_on", "string", "Day on which the row was checked", _FILE),
    Column("disagreement", "string", "What the other source says when ledger and posted results differ", _FILE),
)
