"""The curated ledger: what publications and announcements say about trials whose results the registry lacks, and its
figures (``docs/ledger.md``). Empty cells are values no source states; nothing is worked out here."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds


class LedgerRow(NamedTuple):
    """One curated trial. ``controlled`` is true when a concurrent group received no MSC product.

    ``verdict`` is one of met, not_met, mixed, safety_only, unclear; ``same_evidence_as`` is the row whose participants this
    one repeats or extends. ``disagreement`` explains why the row stands although posted results read differently.
    ``masking`` is ``open``, ``blinded`` (a placebo or sham group, and nothing said of an open trial) or empty; ``surrogate``
    marks a main goal that is a scan or a laboratory value. ``comparator_kind`` is a code of the topic ``comparator`` and
    ``comparator_name`` the control group in a few words. ``cells_first`` says that ``effect`` has figures of both sides, those
    of the cells first. ``results_posted`` is the day on which the registry posted results.
    """

    trial_id: str
    acronym: str
    product: str
    named_products: tuple[str, ...]
    msc_class: tuple[str, ...]
    source: str
    donor: str
    condition: str
    condition_ids: tuple[str, ...]
    phase: str
    controlled: bool
    comparator: str
    comparator_kind: str
    comparator_name: str
    enrolled: int | None
    primary_endpoint: str
    primary_kind: str
    verdict: str
    effect: str
    cells_first: bool
    p_value: str
    evidence_kind: str
    results_posted: str
    citation: str
    first_author: str
    journal: str
    year: str
    volume: str
    first_page: str
    pmid: str
    doi: str
    same_evidence_as: str
    caution: str
    checked_on: str
    disagreement: str
    masking: str
    surrogate: bool

    @property
    def reference(self) -> str:
        """Citation with the identifiers a reader can look up."""
        numbers = (f"doi:{self.doi}" if self.doi else "", f"PMID {self.pmid}" if self.pmid else "")
        return "; ".join(filter(None, (self.citation, *numbers)))


@cache
def rows() -> dict[str, LedgerRow]:
    """All ledger rows by registration number."""
    found = seeds.typed("ledger", LedgerRow, {"source": "cell_source", "condition_ids": "condition_id"})
    return {row.trial_id: row._replace(phase="N/A" if row.phase == "NA" else f"Phase {row.phase}") for row in found}


@cache
def number_of(acronym: str) -> str:
    """The registration number of the trial with this short name, in any case; empty for none.

    >>> number_of("miles")
    'NCT03818737'
    """
    wanted = acronym.strip().casefold()
    return next((row.trial_id for row in rows().values() if wanted and row.acronym.casefold() == wanted), "")


@cache
def of_condition(condition_id: str) -> tuple[LedgerRow, ...]:
    """Ledger rows tied to a condition of the vocabulary, in order of registration number."""
    return tuple(r for r in rows().values() if condition_id in r.condition_ids)


class EffectRow(NamedTuple):
    """One measure of one trial. ``estimate`` is cells minus control, or cells over control; ``doubt`` says why a number needs care.

    ``is_main`` says whether it is the registered main goal of a trial that asks about benefit. ``control_name`` is the control
    group of the figures where they are of one of several. ``sides`` is a code of
    ``docs/ledger.md`` for what is known of either side. A side is told by its count of people, else by people of 100, else by
    ``plain_cells`` or ``plain_control`` in words.
    """

    trial_id: str
    is_main: bool
    measure: str
    measure_kind: str
    time_point: str
    unit_or_scale: str
    good_direction: str
    cells_events: int | None
    cells_n: int | None
    cells_mean: float | None
    cells_sd: float | None
    control_events: int | None
    control_n: int | None
    control_mean: float | None
    control_sd: float | None
    estimate_type: str
    estimate: float | None
    ci_low: float | None
    ci_high: float | None
    ci_level: float | None
    p_value: str
    control_name: str
    side_note: str
    sides: str
    cells_per_100: int | None
    control_per_100: int | None
    plain_cells: str
    plain_control: str
    short_caution: str
    display_name: str
    plain_goal: str
    doubt: str
    do_not_pool: bool
    note: str

    @property
    def has_figures(self) -> bool:
        """Whether the source states something for the cells."""
        return self.sides != "none"


@cache
def effects() -> tuple[EffectRow, ...]:
    """Every row in file order."""
    return seeds.typed("effects", EffectRow, {"is_main": "main_goal"})


@cache
def effects_of(trial_id: str) -> tuple[EffectRow, ...]:
    """Rows of one trial, empty when no source gives any."""
    return tuple(row for row in effects() if row.trial_id == trial_id)
