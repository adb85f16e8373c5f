"""Columns of the tables of papers and of what their abstracts claim."""

from __future__ import annotations

from typing import get_args

from msc_trials.literature.claim import ClaimName, PaperKind
from msc_trials.output.declared.column import CONDITION, CONFIDENCES, NCT, Column

_PUBMED = "pubmed"
_KINDS = tuple(str(kind.value) for kind in PaperKind)

PUBLICATIONS = (
    NCT,
    CONDITION,
    Column("pmid", "string", "PubMed number", _PUBMED),
    Column("title", "string", "Title", _PUBMED),
    Column("journal", "string", "Journal, as PubMed shortens it", _PUBMED),
    Column("published", "string", "Earliest date of publication, as far as known", _PUBMED),
    Column("doi", "string", "Digital object identifier", _PUBMED),
    Column("link", "category", "What ties it to the trial", "rules", levels=("data_bank", "abstract", "registry")),
    Column("paper_kind", "category", "Kind of paper; only a report is read for a verdict", "rules", levels=_KINDS),
    Column("counts", "boolean", "Whether its claim is evidence about the trial", "rules"),
    Column("not_read_because", "string", "Why it does not count", "rules"),
    Column("notes", "string", "Retraction, expression of concern, correction", _PUBMED),
    Column("url", "string", "The record in PubMed", _PUBMED),
    Column("fetched_on", "string", "Day PubMed was asked, ISO 8601", _PUBMED),
)

CLAIMS = (
    NCT,
    CONDITION,
    Column("pmid", "string", "PubMed number", _PUBMED),
    Column("claim", "category", "What the abstract says about the main goal", "rules", levels=get_args(ClaimName)),
    Column("favours", "category", "Which arm it favours", "rules", levels=("tested", "comparator", "neither")),
    Column("sentence", "string", "The sentence that carries the claim, verbatim", _PUBMED),
    Column("tested_arm", "string", "The tested treatment, in the words of the title", "rules"),
    Column("endpoint", "string", "The words that name the main goal; null when none do", "rules"),
    Column("effect_text", "string", "A ratio with its interval, where the sentence states one", "rules"),
    Column("p_value", "string", "The p-value that decided, as printed", "rules"),
    Column("confidence", "category", "How sure the reading is", "rules", levels=CONFIDENCES, ordered=True),
    Column("counts", "boolean", "Whether the claim is evidence about the trial", "rules"),
    Column("rule", "string", "Name of the rule that decided", "rules"),
)
