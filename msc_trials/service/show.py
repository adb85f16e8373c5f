"""``show``: from an NCT number to its trial with its verdict."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Unpack

from msc_trials.errors import ResponseError, TransportError, TrialNotFoundError
from msc_trials.evidence.as_of import as_of
from msc_trials.evidence.assessment import Assessment, from_ledger_row, with_ledger
from msc_trials.evidence.publication_verdict import BesidePapers
from msc_trials.knowledge import ledger
from msc_trials.knowledge.registries import is_nct
from msc_trials.literature.papers import Paper, PapersRead
from msc_trials.local.source import has_snapshot
from msc_trials.local.source import opened as local_source
from msc_trials.registry.result_set import Provenance, normalize_nct_id
from msc_trials.registry.settings import Settings, SettingsKeywords
from msc_trials.service.asking import opened, settings_of

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial
    from msc_trials.registry.client import Client


@dataclass(frozen=True, slots=True)
class Shown(BesidePapers):
    """One trial as ``show`` presents it, its status judged on ``today``.

    ``trial`` is None when only facts are known (snapshot or ledger).
    """

    assessment: Assessment
    trial: Trial | None
    provenance: Provenance | None
    asked_as: str
    today: dt.date | None = None
    papers: tuple[Paper, ...] = ()
    papers_read: PapersRead | None = None


def show(nct_id: str, *, client: Client | None = None, **settings: Unpack[SettingsKeywords]) -> Shown:
    """One trial with its verdict: from the registry or the store, else from the snapshot or the ledger. Its short name will do.

    Raises ``TrialNotFoundError`` when it is not known anywhere, ``TransportError`` when the registry could not be asked and
    nothing else knows it, ``QueryError`` when ``nct_id`` is not an NCT number.

    >>> from msc_trials import show
    >>> shown = show("NCT03818737", source="snapshot")  # no network
    >>> shown.assessment.verdict.status.value
    'not_met'
    """
    chosen = settings_of(client, settings)
    nct_id = (ledger.number_of(nct_id) if isinstance(nct_id, str) else "") or nct_id
    elsewhere = _of_another_registry(nct_id)
    if elsewhere is not None:
        return Shown(from_ledger_row(elsewhere), None, None, elsewhere.trial_id, chosen.today)
    nct_id = normalize_nct_id(nct_id)
    if chosen.is_local:
        return _show_local(nct_id, "", None, chosen)
    with opened(client, chosen) as asked:
        try:
            result = asked.get(nct_id)
        except (TransportError, ResponseError, TrialNotFoundError) as error:
            if chosen.source != "auto" or not has_snapshot():
                raise
            return _show_local(nct_id, error.message, error, chosen)
        from msc_trials.evidence.assess import assess
        from msc_trials.extraction.trial import parse_study
        from msc_trials.service.papers import keys_of, read_papers

        trial = parse_study(result.studies[0])
        seen = as_of(with_ledger(assess(trial)), chosen.today)
        found = Shown(seen, trial, result.provenance, nct_id, chosen.today)
        if seen.verdict.source == "ledger":
            return found
        read = read_papers(list(keys_of(result.studies)), asked)
        return found if read is None else replace(found, papers=read.papers, papers_read=read)


def _of_another_registry(trial_id: str) -> ledger.LedgerRow | None:
    """The ledger's row of a trial that is registered elsewhere, None for every other number."""
    rows = {row.trial_id.upper(): row for row in ledger.rows().values() if not is_nct(row.trial_id)}
    return rows.get(trial_id.strip().upper()) if isinstance(trial_id, str) else None


def _show_local(nct_id: str, cause: str, error: Exception | None, settings: Settings) -> Shown:
    with local_source(settings.source_path) as source:
        provenance = source.provenance(f"https://clinicaltrials.gov/study/{nct_id}", cause)
        trial = source.trial(nct_id)
        found = source.get(nct_id)
    if found is not None:
        return Shown(as_of(with_ledger(found), settings.today), trial, provenance, nct_id, settings.today)
    row = ledger.rows().get(nct_id)
    if row is not None:
        return Shown(from_ledger_row(row), None, None, nct_id, settings.today)
    if error is not None:
        raise error
    where = provenance.path or "the bundled snapshot"
    raise TrialNotFoundError(f"{nct_id} is not in {where}.", hint="Ask the registry: leave out --source.")
