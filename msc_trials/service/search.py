"""``search``: from a condition, or all of them, to the studies found, without an answer. Nothing is sent until it is read."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from msc_trials.errors import MisuseError, OfflineError, QueryError, RecordError
from msc_trials.evidence.as_of import as_of
from msc_trials.evidence.assessment import Assessment, with_ledger
from msc_trials.knowledge.seeds import named
from msc_trials.local.source import opened as local_source
from msc_trials.records.filtering import of_record, passes, refuse_distance
from msc_trials.registry.filters import FilterKeywords, Filters
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance
from msc_trials.registry.settings import Settings, SettingsKeywords
from msc_trials.service.asking import opened, settings_of

if TYPE_CHECKING:
    import pandas as pd

    from msc_trials.extraction.trial import Trial
    from msc_trials.registry.client import Client


class Search:
    """The studies of a query, read when asked for: iterate for trials, or count, page, make a frame.

    Reading goes by the stored answers as ``Client.fetch`` does; ``matched`` and ``pages`` ask the registry. A store gives its
    records about the condition that may concern cells; the snapshot gives facts (``assessments``, ``to_frame``). Filters
    hold for every source, but a distance can be asked of the registry only. With a ``limit`` no more studies than that are read,
    the first that come; what was cut off is not stored. The settings' ``max_time`` counts for each page, or with ``by_page`` False
    for the whole.
    """

    def __init__(
        self,
        query: Query,
        settings: Settings,
        client: Client | None = None,
        limit: int | None = None,
        *,
        by_page: bool = True,
    ) -> None:
        whole = limit is None or (
            hasattr(limit, "__index__") and index(limit) >= 1
        )  # numpy has whole numbers of its own
        if not whole:
            raise QueryError(f"A limit of {limit!r} studies cannot be kept.", hint="Give a whole number of at least 1.")
        self.limit: int | None = None if limit is None else index(limit)
        self.by_page: bool = by_page
        self.query: Query = query
        self.settings: Settings = settings
        self._client = client
        self.provenance: Provenance | None = None
        """Where the studies came from; None until they were read."""
        if settings.is_local:
            refuse_distance(query.filters)
            if query.is_for_other_treatment:
                raise QueryError(
                    f"Local data are searched for {named('cells')} only, not for a treatment of your own words.",
                    hint="Choose source auto or live, or use a profile for another therapy.",
                )
        self._trials: tuple[Trial, ...] | None = None

    def __repr__(self) -> str:
        return f"<Search {self.query.describe()!r}>"

    def __iter__(self) -> Iterator[Trial]:
        """Every study found, MSC or not, as ``Trial``; those that cannot be read are left out. Raises as ``Client.fetch``."""
        if self._trials is None:
            self._trials = tuple(self._read())
        return iter(self._trials)

    def __len__(self) -> int:
        """Number of studies that could be read; reads them."""
        return sum(1 for _ in self)

    def matched(self) -> int:
        """How many studies pass the filters. The registry announces it in one request, never stored; local data are counted."""
        if self.settings.is_local:
            return sum(1 for _ in (self if self.has_records else self.assessments()))
        self._may_ask()
        with opened(self._client, self.settings) as asked:
            return asked.transport.count(self.query)

    def pages(self) -> Iterator[list[Trial]]:
        """The trials page by page as the registry sends them, for results that do not fit in memory. Never stored."""
        self._may_ask()
        with (
            opened(self._client, self.settings) as asked,
            closing(asked.transport.pages(self.query, self.limit)) as pages,
        ):
            left = sys.maxsize if self.limit is None else self.limit
            for page in pages:
                yield list(readable(page[:left]))
                left -= len(page)
                if left <= 0:
                    return

    def assessments(self) -> Iterator[Assessment]:
        """What is known of each study on the day of the settings (``as_of``, else today), with the ledger applied.

        From the bundled snapshot too, which holds facts only.
        """
        today = self.settings.today
        if self.settings.is_local:
            with local_source(self.settings.source_path) as source:
                self.provenance = source.provenance(self.query.url())
                yield from (as_of(with_ledger(a), today) for a in islice(source.matching(self.query), self.limit))
            return
        from msc_trials.evidence.assess import assess

        yield from (as_of(with_ledger(assess(trial)), today) for trial in self)

    def to_frame(self, table: str = "trials") -> pd.DataFrame:
        """The studies as a table (``docs/data.md``), their status judged on the day of the settings. A snapshot gives those that
        used some product of these cells, and only the tables that need no records.
        """
        # Frames are made above this package, which imports nothing from there.
        made: pd.DataFrame = importlib.import_module("msc_trials.output.frames").frame_of(self, table)
        return made

    def _read(self) -> Iterator[Trial]:
        with closing(self._records()) as records:
            yield from islice(records, self.limit)

    def _records(self) -> Generator[Trial, None, None]:
        if self.settings.is_local:
            if not self.has_records:
                raise MisuseError(
                    "A snapshot holds facts, not records.", hint="Use .to_frame() or .assessments(), or another source."
                )
            from msc_trials.local.store.reading import Store

            with Store(self.settings.source_path or Path()) as store:
                self.provenance = store.provenance(self.query.url())
                yield from store.trials(self.query)
            return
        with opened(self._client, self.settings) as asked:
            if self.limit is not None and asked.must_ask(self.query):
                self.provenance = _cut_off(asked, self.query, self.limit)
                for page in self.pages():
                    yield from page
                return
            query = self._stored_whole(asked) or self.query
            result = asked.fetch(query, by_page=self.by_page)
            self.provenance = result.provenance
        trials = readable(result.studies)
        yield from trials if query is self.query else (t for t in trials if passes(self.query.filters, of_record(t)))

    def _stored_whole(self, asked: Client) -> Query | None:
        """The same question without filters, where only its answer is stored and nobody may be asked: it is filtered here."""
        whole = replace(self.query, filters=Filters())
        if not self.query.filters or self.query.filters.near or asked.must_ask(self.query):
            return None
        return whole if not asked.has_asked(self.query) and asked.has_asked(whole) else None

    @property
    def has_records(self) -> bool:
        """Whether local data hold records: a store does, a snapshot does not."""
        path = self.settings.source_path
        return path is not None and path.is_dir()

    def _may_ask(self) -> None:
        if self.settings.offline or self.settings.is_local or self.settings.source == "cache":
            raise OfflineError(
                "Counts and pages come from the registry, which may not be asked.",
                hint="Iterate or use .to_frame() for what is stored, or leave out offline and choose source auto or live.",
            )


def search(
    condition: str | Query = "",
    *,
    client: Client | None = None,
    limit: int | None = None,
    **settings: Unpack[SettingsKeywords],
) -> Search:
    """Every study the search for ``condition`` (or for a ``Query``) returns, MSC or not; at most ``limit``.

    What cannot be asked is refused at once; everything else happens when the result is read. Raises ``QueryError`` for a
    condition or setting that cannot be meant.

    >>> from msc_trials import search
    >>> phases = {trial.nct_id: trial.phase for trial in search("knee osteoarthritis")}
    """
    query = condition if isinstance(condition, Query) else Query.for_condition(condition)
    return Search(query, settings_of(client, settings), client, limit)


def search_with(
    client: Client, condition: str | Query | None, filters: FilterKeywords, limit: int | None = None
) -> Search:
    """The search of a client: a condition, a query, or None for all MSC trials, narrowed by filters."""
    if isinstance(condition, Query):
        query = condition.filtered(**filters) if filters else condition
    elif condition is None:
        query = Query.all(**filters)
    else:
        query = Query.for_condition(condition).filtered(**filters)
    return Search(query, client.settings, client, limit)


def _cut_off(asked: Client, query: Query, limit: int) -> Provenance:
    """The provenance of the first studies of a search; ``total`` is how many are read at most."""
    version = asked.transport.version()
    return Provenance(
        source="live",
        url=query.url(asked.settings.api_url),
        data_timestamp=version.data_timestamp,
        api_version=version.api_version,
        retrieved_at=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        total=limit,
    )


def readable(studies: Iterable[Any]) -> Iterator[Trial]:
    """The trials of raw studies; those that cannot be read are left out."""
    from msc_trials.extraction.trial import parse_study

    for raw in studies:
        try:
            yield parse_study(raw)
        except RecordError:
            continue
