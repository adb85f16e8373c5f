"""Whether a paper belongs to a trial, and whether it may be read for the trial's result.

A paper counts when its own data bank list or abstract names the trial and no other, or when the registry lists it as
RESULT or DERIVED and its text does not name another trial only. Papers older than the trial's start, and papers of a
kind that is never read, are listed and do not count. Source: issue on publications; PubMed's data bank list is precise,
the registry's lists less so (Huser and Cimino 2013, PMID 23304310).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from msc_trials.literature.article import Article

Link: TypeAlias = Literal["data_bank", "abstract", "registry", ""]
COUNTED_LISTS = ("RESULT", "DERIVED")
"""Types of the registry's references that are read; BACKGROUND papers are other people's."""


@dataclass(frozen=True, slots=True)
class TrialKey:
    """What of a registry record decides about its papers.

    ``nct_ids``: its number and its old ones. ``listed``: type of the registry's reference (RESULT, DERIVED) by PMID.
    ``start``: as the registry gives it (``2019-05``). ``primary_outcomes``: their titles, never shown or stored.
    """

    nct_ids: tuple[str, ...]
    listed: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    primary_outcomes: tuple[str, ...] = ()

    @property
    def nct_id(self) -> str:
        """The current number."""
        return self.nct_ids[0]


@dataclass(frozen=True, slots=True)
class Tie:
    """How a paper is tied to a trial; empty ``link``: not at all. ``why_not`` says why it does not count as evidence."""

    link: Link
    why_not: str = ""


def tie_of(article: Article, trial: TrialKey) -> Tie:
    """The tie of one paper to one trial."""
    mine = set(trial.nct_ids)
    in_bank, printed = mine & set(article.trial_numbers), mine & set(article.printed_numbers)
    named = {*article.trial_numbers, *article.printed_numbers}
    link: Link = "data_bank" if in_bank else "abstract" if printed else ""
    if not link and article.pmid in trial.listed:
        link = "registry"
    if not link:
        return Tie("")
    others = sorted(named - mine)
    if link == "registry" and others:
        return Tie(link, f"names another trial only ({others[0]})")
    if others:
        return Tie(link, f"names several trials ({len(others) + 1})")
    if is_older(article.published, trial.start):
        return Tie(link, f"published before the trial started ({trial.start})")
    return Tie(link)


def is_older(published: str, start: str) -> bool:
    """Whether a date lies before another, as far as both are known; both as ``2019``, ``2019-05`` or ``2019-05-01``."""
    known = min(len(published), len(start))
    return known >= 4 and published[:known] < start[:known]


def listed_pmids(references: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Type by PMID of the registry's references (type, PMID) that are read."""
    return {pmid: kind for kind, pmid in references if kind in COUNTED_LISTS and pmid.isdigit()}
