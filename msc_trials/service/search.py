"""``search``: from a condition to the studies found for it, without an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msc_trials.errors import RecordError
from msc_trials.registry.query import Query
from msc_trials.service.asking import opened, settings_of

if TYPE_CHECKING:
    from msc_trials.extraction.trial import Trial
    from msc_trials.registry.client import Client


def search(condition: str, *, client: Client | None = None, **settings: Any) -> Iterator[Trial]:
    """Every study the search for ``condition`` returns, as ``Trial``, MSC or not. Records are needed: no snapshot here.

    From a store: its records about the condition that may concern cells. Raises as ``answer``; studies that cannot be
    read are left out (``answer`` counts them).

    >>> from msc_trials import search
    >>> phases = {trial.nct_id: trial.phase for trial in search("knee osteoarthritis")}
    """
    from msc_trials.extraction.trial import parse_study

    query = Query.for_condition(condition)
    chosen = settings_of(client, settings)
    if chosen.source_path is not None and chosen.source_path.is_dir():
        from msc_trials.local.store.reading import Store

        with Store(chosen.source_path) as store:
            yield from store.trials(query)
        return
    with opened(client, chosen) as asked:
        result = asked.fetch(query)
    for raw in result.studies:
        try:
            yield parse_study(raw)
        except RecordError:
            continue
