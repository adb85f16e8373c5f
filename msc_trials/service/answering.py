"""From a condition to an ``Answer``, and from an NCT number to its trial: fetch, assess, fall back, fold."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msc_trials.errors import CacheError, RecordError, ResponseError, TransportError, TrialNotFoundError
from msc_trials.evidence.answer import Answer, summarise
from msc_trials.evidence.assessment import Assessment, decode, encode, from_ledger_row, with_ledger
from msc_trials.knowledge import ledger
from msc_trials.local import snapshot
from msc_trials.local.fingerprint import rules_fingerprint
from msc_trials.local.snapshot import Snapshot
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance, ResultSet, normalize_nct_id, unpack
from msc_trials.registry.settings import Settings

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial
    from msc_trials.local.store.reading import Store
    from msc_trials.registry.client import Client


@dataclass(frozen=True, slots=True)
class Shown:
    """One trial as ``show`` presents it. ``trial`` is None when only facts are at hand (snapshot or ledger)."""

    assessment: Assessment
    trial: Trial | None
    provenance: Provenance | None
    asked_as: str


def answer(condition: str, *, client: Client | None = None, **settings: Any) -> Answer:
    """Are there successful Phase 2 to 4 trials of mesenchymal stem cells for ``condition``?

    Asks the registry (or the stored answer while it is fresh); when neither is to be had and the source is ``auto``, the
    bundled snapshot answers and its provenance says so. A store or snapshot file answers when ``source`` is its path.
    ``settings`` are those of ``Settings``.

    Raises ``QueryError`` for a condition that cannot be asked and, unless the snapshot may answer, ``TransportError``
    or ``ResponseError``.

    >>> from msc_trials import answer
    >>> found = answer("knee osteoarthritis", source="snapshot")  # no network
    >>> found.level.value, found.counts["counted"] > 0
    ('conflicting', True)
    """
    query = Query.for_condition(condition)
    chosen = _settings(client, settings)
    if chosen.is_local:
        return _from_shelf(query, "", chosen)
    with _opened(client, chosen) as opened:
        try:
            result = opened.fetch(query, _assessment)
        except (TransportError, ResponseError) as error:
            if chosen.source != "auto":
                raise
            return _from_shelf(query, error.message, chosen)
        assessments, unreadable = assessed(result, opened)
        return summarise(query, result.provenance, assessments, unreadable=unreadable)


def search(condition: str, *, client: Client | None = None, **settings: Any) -> Iterator[Trial]:
    """Every study the search for ``condition`` returns, as ``Trial``, MSC or not. Records are needed: no snapshot here.

    From a store: its records about the condition that may concern cells. Raises as ``answer``; studies that cannot be
    read are left out (``answer`` counts them).

    >>> from msc_trials import search
    >>> phases = {trial.nct_id: trial.phase for trial in search("knee osteoarthritis")}
    """
    from msc_trials.extraction.trial import parse_study

    query = Query.for_condition(condition)
    chosen = _settings(client, settings)
    if chosen.source_path is not None and chosen.source_path.is_dir():
        from msc_trials.local.store.reading import Store

        with Store(chosen.source_path) as store:
            yield from store.trials(query)
        return
    with _opened(client, chosen) as opened:
        result = opened.fetch(query)
    for raw in result.studies:
        try:
            yield parse_study(raw)
        except RecordError:
            continue


def show(nct_id: str, *, client: Client | None = None, **settings: Any) -> Shown:
    """One trial with its verdict: from the registry or the store, else from the snapshot or the ledger.

    Raises ``TrialNotFoundError`` when it is not known anywhere, ``TransportError`` when the registry could not be asked and
    nothing else knows it, ``QueryError`` when ``nct_id`` is not an NCT number.

    >>> from msc_trials import show
    >>> shown = show("NCT03818737", source="snapshot")  # no network
    >>> shown.assessment.verdict.status.value
    'not_met'
    """
    from msc_trials.evidence.assess import assess
    from msc_trials.extraction.trial import parse_study

    nct_id = normalize_nct_id(nct_id)
    chosen = _settings(client, settings)
    if chosen.is_local:
        return _known(nct_id, "", None, chosen)
    with _opened(client, chosen) as opened:
        try:
            result = opened.get(nct_id)
        except (TransportError, ResponseError, TrialNotFoundError) as error:
            if chosen.source != "auto":
                raise
            return _known(nct_id, error.message, error, chosen)
    trial = parse_study(result.studies[0])
    return Shown(with_ledger(assess(trial)), trial, result.provenance, nct_id)


def assessed(result: ResultSet, client: Client | None = None) -> tuple[list[Assessment], int]:
    """Assessments of a result set and the number of studies that could not be read.

    Derived facts are stored beside the raw pages under the digest of pages and rules, so that a stored answer is not
    read again and changed rules are never mixed with old readings.
    """
    store = client.store if client is not None else None
    key = f"{result.sha256}/{rules_fingerprint()}"
    stored = store.get_derived(key) if store is not None else None
    if stored is not None:
        try:
            unreadable, *rows = json.loads(unpack(stored))
            return [decode(row) for row in rows], int(unreadable)
        except (ResponseError, ValueError, TypeError, KeyError, IndexError):
            pass  # derived facts are only a convenience: read the records again
    read = result.read(_assessment)
    found = [one for one in read if one is not None]
    unreadable = len(read) - len(found)
    if store is not None:
        with suppress(CacheError):
            store.put_derived(key, _packed(found, unreadable))
    return found, unreadable


def _packed(found: list[Assessment], unreadable: int) -> bytes:
    """A gzip-packed JSON list: the number of unreadable studies, then the assessments; packed one by one for memory."""
    packer = zlib.compressobj(1, wbits=31)
    parts = [packer.compress(f"[{unreadable}".encode())]
    parts += [packer.compress(f",{json.dumps(encode(a), separators=(',', ':'))}".encode()) for a in found]
    return b"".join((*parts, packer.compress(b"]"), packer.flush()))


def _assessment(raw: Any) -> Assessment | None:
    """The assessment of a raw study, None when it cannot be read."""
    from msc_trials.evidence.assess import assess
    from msc_trials.extraction.trial import parse_study

    try:
        return assess(parse_study(raw))
    except RecordError:
        return None


def _settings(client: Client | None, overrides: dict[str, Any]) -> Settings:
    return client.settings if client is not None else Settings.load(**overrides)


def _opened(client: Client | None, settings: Settings) -> AbstractContextManager[Client]:
    """The caller's client, left open; or one of our own, closed afterwards."""
    from msc_trials.registry.client import Client

    return nullcontext(client) if client is not None else Client(settings)


def _shelf(settings: Settings) -> AbstractContextManager[Snapshot | Store]:
    """What answers without asking: the store or snapshot file chosen, else the bundled snapshot."""
    path = settings.source_path
    if path is None:
        return nullcontext(snapshot.bundled())
    if path.is_file():
        return nullcontext(snapshot.load(path))
    from msc_trials.local.store.reading import Store

    return Store(path)


def _from_shelf(query: Query, cause: str, settings: Settings) -> Answer:
    with _shelf(settings) as shelf:
        return summarise(query, shelf.provenance(query.url(), cause), shelf.matching(query))


def _known(nct_id: str, cause: str, error: Exception | None, settings: Settings) -> Shown:
    with _shelf(settings) as shelf:
        provenance = shelf.provenance(f"https://clinicaltrials.gov/study/{nct_id}", cause)
        trial = None if isinstance(shelf, Snapshot) else shelf.trial(nct_id)
        found = shelf.get(nct_id)
    if found is not None:
        return Shown(with_ledger(found), trial, provenance, nct_id)
    row = ledger.rows().get(nct_id)
    if row is not None:
        return Shown(from_ledger_row(row), None, None, nct_id)
    if error is not None:
        raise error
    where = provenance.path or "the bundled snapshot"
    raise TrialNotFoundError(f"{nct_id} is not in {where}.", hint="Ask the registry: leave out --source.")
