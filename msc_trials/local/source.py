"""``LocalSource``: what answers without a network. A snapshot file and a store of the whole registry are the two kinds.

Both give the same trials for the same condition; what they have in common is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msc_trials.evidence.assessment import Assessment
from msc_trials.knowledge import ledger, seeds
from msc_trials.knowledge.registries import is_nct
from msc_trials.records.filtering import Filterable, passes
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial


class LocalSource(Protocol):
    """Trials of a snapshot or a store. Reading one raises ``SnapshotError`` when it is damaged."""

    def matching(self, query: Query) -> Iterator[Assessment]:
        """Assessments of the trials that answer ``query`` and pass its filters: by condition ids, by its words when it is
        unknown, all where it names no condition. Raises ``QueryError`` for a filter that only the registry knows."""

    def get(self, nct_id: str) -> Assessment | None:
        """The assessment of one trial; None when it is not here."""

    def trial(self, nct_id: str) -> Trial | None:
        """One trial with its whole record; None when that is not here."""

    def provenance(self, url: str, cause: str = "") -> Provenance:
        """Where an answer comes from; ``cause`` says why the registry did not give it."""


def opened(path: Path | None) -> AbstractContextManager[LocalSource]:
    """The store or snapshot file at ``path``, or the snapshot inside the package. Raises ``SnapshotError``."""
    from msc_trials.local import snapshot

    if path is None:
        return nullcontext(snapshot.bundled())
    if path.is_file():
        return nullcontext(snapshot.load(path))
    from msc_trials.local.store.reading import Store

    return Store(path)


def has_snapshot() -> bool:
    """Whether there is a snapshot to fall back on; a profile may have none."""
    from msc_trials.local import snapshot

    return seeds.profile() is None or snapshot.bundled_path().is_file()


def tied_to(query: Query) -> set[str]:
    """NCT numbers of the trials that the ledger ties to the conditions asked for."""
    return {r.trial_id for i in query.condition_ids for r in ledger.of_condition(i) if is_nct(r.trial_id)}


def names_of(assessment: Assessment) -> tuple[str, ...]:
    """The names of a trial's conditions, in which the words of an unknown condition are looked for."""
    return tuple(" ".join("|".join(assessment.conditions).split()).split("|"))


def passes_filters(query: Query, assessment: Assessment) -> bool:
    """Whether a trial passes the filters of a query (``records.filtering``)."""
    if not query.filters:
        return True
    facts = Filterable(
        numbers=(assessment.trial_id,),
        status=assessment.status,
        phase=assessment.phase,
        countries=assessment.countries,
        sponsor_class=assessment.sponsor_class,
        start_date=assessment.start_date,
    )
    return passes(query.filters, facts)


def kinds_of_problems(trial: Trial) -> Iterator[str]:
    """What was not as promised in a record, by kind: the place without its numbers, and what is wrong there."""
    return (f"{problem.path.split('[')[0]}: {problem.message}" for problem in trial.problems)


def is_kept(assessment: Assessment) -> bool:
    """Whether an answer can use a trial: it gave some kind of MSC product, or the ledger knows it."""
    return assessment.msc_class != ("not_msc",) or assessment.trial_id in ledger.rows()
