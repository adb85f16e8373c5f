"""``Assessment``: everything an answer needs to know about one trial, flat, small and storable; the bundled snapshot
stores nothing else. The ledger is applied on the way out (``with_ledger``), so that a corrected ledger corrects every
answer at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from msc_trials.errors import MisuseError
from msc_trials.evidence.ledger_verdict import from_ledger
from msc_trials.evidence.words import many, word
from msc_trials.extraction.facts import COUNTED_CLASSES, NOTHING_STATED, Given
from msc_trials.knowledge import ledger
from msc_trials.knowledge.conditions import without_background
from msc_trials.knowledge.registries import is_nct, registry_name, registry_url
from msc_trials.matching.text import printable
from msc_trials.records.json_form import not_a_form
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.results.findings import NOT_READ, Goal, Harms, Side, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One trial as an answer sees it. ``trial_id`` is its number in its registry (an NCT number, ``ACTRN...``, ...).

    ``title`` is None in facts-only data (snapshot, ledger); ``label`` then names product, comparator and condition.
    ``origin`` is ``registry``, or ``ledger`` for a trial whose record was not at hand. ``controlled`` says whether a concurrent
    group received no MSC product. ``same_evidence_as`` names the trial whose participants this one repeats or extends.
    ``wide_hit`` marks records that only the wider search words found. Dates are the registry's texts; ``record_date`` is that of
    the record itself. ``started`` counts the people who started (posted participant flow); ``patients_pay`` is None where nobody
    read for it; ``harms`` and ``sides`` hold posted numbers, ``goals`` the registered primary outcomes. In a brief answer ``given``
    is None, and so are the ``goals`` of trials that its text does not list.
    """

    trial_id: str
    verdict: Verdict
    origin: str = "registry"
    title: str | None = None
    label: str = ""
    acronym: str = ""
    phase: str = "Not given"
    status: str = "Not given"
    study_type: str = ""
    conditions: tuple[str, ...] = ()
    condition_ids: tuple[str, ...] = ()
    sponsor: str = ""
    sponsor_class: str = ""
    countries: tuple[str, ...] = ()
    start_date: str = ""
    primary_completion_date: str = ""
    completion_date: str = ""
    first_posted: str = ""
    results_first_submitted: str = ""
    results_first_posted: str = ""
    delay_certified: str = ""
    last_update_posted: str = ""
    record_date: str = ""
    enrollment: int | None = None
    fda_regulated_drug: bool | None = None
    fda_regulated_device: bool | None = None
    enrollment_type: str = ""
    started: int | None = None
    masking: str = ""
    sites: int | None = None
    min_age: str = ""
    max_age: str = ""
    patients_pay: bool | None = None
    has_results: bool = False
    msc_class: tuple[str, ...] = ("not_msc",)
    products: tuple[str, ...] = ()
    given: Given | None = NOTHING_STATED
    comparator: str = "none"
    controlled: bool = False
    primary_kind: str = "unstated"
    goals: tuple[Goal, ...] | None = ()
    followup_months: float | None = None
    evidence_use: str = "not_applicable"
    same_evidence_as: str = ""
    wide_hit: bool = False
    harms: Harms = NOT_READ
    sides: tuple[Side, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """A JSON object from which ``from_dict`` makes an equal assessment."""
        made: dict[str, Any] = to_json(self)
        return made

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Assessment:
        """The assessment of ``to_dict``. Raises ``QueryError`` when it is none."""
        try:
            return from_json(cls, row)
        except (TypeError, ValueError) as error:
            raise not_a_form(cls, f"{type(error).__name__}: {error}") from error

    @property
    def product(self) -> Given:
        """How the product was made and given. Raises ``MisuseError`` where that was not read."""
        if self.given is None:
            raise MisuseError("How the product was given was not read for this answer.", hint="Leave out brief=True.")
        return self.given

    @property
    def registered_goals(self) -> tuple[Goal, ...]:
        """What the registered primary outcomes are about. Raises ``MisuseError`` where that was not read."""
        if self.goals is None:
            raise MisuseError("The main goal of this trial was not read for this answer.", hint="Leave out brief=True.")
        return self.goals

    @property
    def url(self) -> str:
        """The registry's page for people."""
        return registry_url(self.trial_id)

    @property
    def nct_id(self) -> str:
        """The NCT number; empty for a trial of another registry."""
        return self.trial_id if is_nct(self.trial_id) else ""

    @property
    def registry(self) -> str:
        """The registry the trial is registered in, in words."""
        return registry_name(self.trial_id)

    @property
    def name(self) -> str:
        """What to call the trial in a list."""
        return self.title or self.label or self.trial_id

    @property
    def is_msc(self) -> bool:
        """Whether the product counts as MSC therapy."""
        return not COUNTED_CLASSES.isdisjoint(self.msc_class)


def is_goal_unread(trial: Assessment) -> bool:
    """Whether a brief reading left out the main goal, and no publication in the ledger gives it."""
    return trial.goals is None and not any(row.is_main for row in ledger.effects_of(trial.trial_id))


def with_ledger(assessment: Assessment) -> Assessment:
    """Apply the curated ledger: its verdict, control group, class and repeated evidence outrank what the record says."""
    row = ledger.rows().get(assessment.trial_id)
    if row is None:
        return assessment
    posted = assessment.verdict if assessment.verdict.findings else None
    unread = assessment.evidence_use == "not_applicable"  # the ledger holds trials of cells only
    return replace(
        assessment,
        verdict=from_ledger(row, posted, assessment.verdict.result_publications),
        label=_label_of_row(row),
        acronym=assessment.acronym or row.acronym,
        condition_ids=without_background(tuple(dict.fromkeys((*assessment.condition_ids, *row.condition_ids)))),
        msc_class=row.msc_class,
        given=assessment.given and _given(row, assessment.given),
        comparator=_comparator(row, assessment),
        controlled=row.controlled,
        primary_kind=_primary_kind(row, assessment.primary_kind),
        same_evidence_as=row.same_evidence_as,
        evidence_use="efficacy_or_safety_trial" if unread else assessment.evidence_use,
    )


def _comparator(row: ledger.LedgerRow, read: Assessment) -> str:
    """The comparator that was read where it is of the ledger's kind, or the ledger names no kind; else that of the ledger.

    A control group of the record that the ledger denies is none: its part was never done, or its people came earlier.
    """
    agrees = row.comparator_kind in ("", read.comparator) and read.controlled == row.controlled
    return read.comparator if agrees else row.comparator


def _given(row: ledger.LedgerRow, read: Given) -> Given:
    """What was read, with the ledger's donor, and its tissue where none was read.

    Where other arms had unsorted mixtures the ledger tells of the MSC arm only, and what was read of all arms stays.
    """
    sources = (row.source or "unstated",) if read.sources == ("unstated",) else read.sources
    of_all = "mixed_uncultured" in row.msc_class and read.donor != "unstated"
    return replace(read, sources=sources, donor=read.donor if of_all else row.donor or read.donor)


def _primary_kind(row: ledger.LedgerRow, read: str) -> str:
    """The ledger's kind of main goal; that a benefit is only a scan or laboratory value is kept from either."""
    if row.surrogate or (read == "biomarker_surrogate" and row.primary_kind == "efficacy"):
        return "biomarker_surrogate"
    return row.primary_kind or read


def from_ledger_row(row: ledger.LedgerRow) -> Assessment:
    """A ledger trial whose record is not at hand."""
    return Assessment(
        trial_id=row.trial_id,
        verdict=from_ledger(row),
        origin="ledger",
        label=_label_of_row(row),
        acronym=row.acronym,
        phase=row.phase,
        study_type="INTERVENTIONAL",
        conditions=(row.condition,),
        condition_ids=row.condition_ids,
        enrollment=row.enrolled,
        msc_class=row.msc_class,
        given=_given(row, NOTHING_STATED),
        products=(row.product,),
        comparator=row.comparator,
        controlled=row.controlled,
        primary_kind=row.primary_kind,
        evidence_use="efficacy_or_safety_trial",
        same_evidence_as=row.same_evidence_as,
    )


def _label_of_row(row: ledger.LedgerRow) -> str:
    return label((row.product,), row.comparator if row.controlled else "", (row.condition,))


def label(products: tuple[str, ...], comparator: str, conditions: tuple[str, ...]) -> str:
    """What to call a trial without its title: product, comparator and condition."""
    product = printable(", ".join(products[:2])) or "product not named"
    is_compared = comparator not in ("none", "dose_or_source_only", "")
    against = f" against {word('comparator', comparator)}" if is_compared else ""
    rest = f" and {many(len(conditions) - 2, 'more condition')}" if len(conditions) > 2 else ""
    return f"{product}{against}; {printable(', '.join(conditions[:2]))}{rest}".rstrip("; ")
