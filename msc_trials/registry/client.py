"""``Client``: from a question to the raw studies, by way of the stored answers, the registry, or a clear refusal."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Unpack

from msc_trials.errors import (
    MisuseError,
    MscTrialsError,
    OfflineError,
    QueryError,
    ResponseError,
    TransportError,
    UnusableNumberWarning,
    expect,
    warn,
)
from msc_trials.registry import cache_policy
from msc_trials.registry.cache import ResultCache
from msc_trials.registry.cache_files import StoredAnswer
from msc_trials.registry.connection import Connection
from msc_trials.registry.files import Closing
from msc_trials.registry.result_set import Reader, ResultSet, as_sent, normalize_nct_id
from msc_trials.registry.settings import Settings, SettingsKeywords
from msc_trials.registry.shape import FIELDS
from msc_trials.registry.stored_answers import StoredAnswers
from msc_trials.registry.throttle import BURST

if TYPE_CHECKING:  # the HTTP client is the largest import; a stored answer needs none
    from concurrent.futures import Future

    import requests

    from msc_trials.registry.data_date import Version
    from msc_trials.registry.pages import Pull, Transport
    from msc_trials.registry.query import Query
    from msc_trials.registry.throttle import Budget


_NOT_ASKED = (
    "Another program or thread of yours is asking the same and did not end in time; the registry was not asked."
)
_END_IT = "End that program, or wait longer (--wait 2m, max_time in Python)."


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: its key in the store, its address, and how it is put to the registry."""

    key: str
    url: str
    pull: Callable[[Budget], Pull]
    read: Reader = as_sent
    by_page: bool = False
    check: Callable[[Pull], None] | None = None


class Client(Closing):
    """Fetches result sets: ``decide``, then stored answer or registry, then store. Use as a context manager.

    The public ``Client``, which has an ``answer`` too, describes its arguments; ``transport`` and ``now`` are for tests.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        transport: Transport | None = None,
        session: requests.Session | None = None,
        headers: Mapping[str, str] | None = None,
        proxy: str | None = None,
        page_size: int | None = None,
        progress: Callable[[int, int], None] | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        **overrides: Unpack[SettingsKeywords],
    ) -> None:
        if settings is not None and any(value is not None for value in overrides.values()):
            hint = "Give one of them; dataclasses.replace(settings, ...) changes an object."
            raise MisuseError(f"Settings were given twice: an object and {', '.join(sorted(overrides))}.", hint=hint)
        expect(settings, Settings | None, "A Settings object, or keywords,", 'For example Client(source="cache").')
        self.settings: Settings = Settings.load(**overrides) if settings is None else settings
        expect(headers, Mapping | None, "A dictionary of headers", 'For example Client(headers={"X-Study": "mine"}).')
        self._connection = Connection(session, dict(headers or {}), proxy, page_size, progress)
        self._now = now
        self._transport = transport
        self._answers = StoredAnswers(self.settings)
        self._coming: dict[str, Future[ResultSet | None]] = {}

    def close(self) -> None:
        """Close connection and cache; a later call opens them again."""
        for coming in self._coming.values():
            coming.cancel()
        self._coming = {}
        if self._transport is not None:
            self._transport.close()
        self._answers.close()

    def fetch(
        self,
        query: Query,
        read: Reader = as_sent,
        *,
        by_page: bool = False,
        check: Callable[[Pull], None] | None = None,
    ) -> ResultSet:
        """Every study that answers ``query``, within the settings' ``max_time``; with ``by_page`` each page has that time.

        Studies that must be fetched are given to ``read`` as they come; ``ResultSet.read`` with the same function then gives
        what it made of them. ``check`` may refuse an answer of the registry with a ``ResponseError``, before it is stored.
        Raises ``OfflineError`` when the settings allow no answer, ``TransportError`` or ``ResponseError`` when asking
        failed and nothing is stored, ``QueryError`` when the question has no content.
        """
        if not (hasattr(query, "params") and hasattr(query, "key")):
            hint = 'Query.for_condition("knee osteoarthritis") makes one.'
            raise MisuseError(f"A query is asked for, not {type(query).__name__}.", hint=hint)
        url = query.url(self.settings.api_url)
        asked = _Asked(query.key(), url, lambda b: self.transport.pull(query, read, None, b), read, by_page, check)
        coming = self._coming.pop(query.key(), None)
        if coming is None:
            return self._answer(asked)
        try:
            result = coming.result()
        except (TransportError, ResponseError) as error:
            return self._answer(replace(asked, pull=partial(_failed, error)))  # what is stored may answer
        return self._answer(asked) if result is None else result

    def fetch_ahead(self, queries: Iterable[Query], check: Callable[[Query, Pull], None] | None = None) -> None:
        """Begin to ask side by side for what ``fetch`` of these queries would ask, with one ``/version`` for all.

        Each ``fetch`` then waits for its own, and raises what went wrong with it. No more run at once than the throttle
        lets pass in a burst; when the registry fails one, those not begun fail with it. ``check`` as for ``fetch``.
        """
        asked = {query.key(): query for query in queries if self.must_ask(query)}
        if len(asked) < 2:
            return
        self._recall_limit()
        from msc_trials.registry.data_date import in_thread

        transport, gate = self.transport, threading.Semaphore(BURST - 1)  # made here: the threads share them
        version = in_thread(transport.version)  # outside of the gate: those inside wait for it
        failed: list[TransportError] = []

        def ask(query: Query) -> ResultSet | None:
            key, url = self._key(query.key()), query.url(self.settings.api_url)
            pull = partial(transport.pull, query, as_sent, version.result)
            one = _Asked(key, url, pull, check=check and partial(check, query))
            with self._answers.asking(key, 0) as free:
                if not free or not self.must_ask(query):
                    return None
                if failed:
                    raise failed[0]
                try:
                    return self._kept(one, transport.budget())
                except TransportError as error:
                    failed.append(error)
                    raise

        self._coming |= {key: in_thread(partial(ask, query), gate) for key, query in asked.items()}

    def must_ask(self, query: Query) -> bool:
        """Whether ``fetch`` would ask the registry: nothing stored is fresh enough, and asking is allowed."""
        return self._decision(self._key(query.key()))[1].action is cache_policy.Action.FETCH

    def has_asked(self, query: Query) -> bool:
        """Whether an answer to this query is stored, however old."""
        return self._decision(self._key(query.key()))[0] is not None

    def get(self, nct_id: str) -> ResultSet:
        """A result set of the one study with this NCT number; an obsolete number leads to its successor.

        Raises as ``fetch``, and ``TrialNotFoundError`` when the registry does not know it.
        """
        nct_id = normalize_nct_id(nct_id)
        url = f"{self.settings.api_url}/studies/{nct_id}"
        return self._answer(_Asked(f"study {nct_id}", url, lambda b: self.transport.get_study(nct_id, b)))

    def get_many(self, nct_ids: Iterable[object], *, strict: bool = True) -> ResultSet:
        """The studies with these NCT numbers; numbers the registry does not know are absent.

        ``strict=False`` leaves out what is not an NCT number (also nulls of a frame) and names it in an
        ``UnusableNumberWarning``; else it is a ``QueryError``. ``result_set.canonical_ids`` says which number led to which study.
        Raises as ``fetch``.
        """
        expect(nct_ids, Iterable, "A list of NCT numbers", 'For example ["NCT01041001"].')
        if isinstance(nct_ids, str):
            raise MisuseError("Several NCT numbers are asked for, not one text.", hint="Give a list, or use get.")
        ids = sorted(set(_usable(nct_ids, strict)))
        if not ids:
            raise QueryError("No usable NCT number was given.", hint="Give at least one, for example NCT01041001.")
        listed = ",".join(ids)
        url = f"{self.settings.api_url}/studies?filter.ids={listed}"
        return self._answer(_Asked(f"ids {listed}", url, lambda b: self.transport.get_studies(ids, b)))

    def version(self) -> Version:
        """The registry's API version and data date, asked for again. Raises ``OfflineError`` if asking is forbidden."""
        if self.settings.offline or self.settings.source == "cache" or self.settings.is_local:
            hint = "Leave out offline and choose source auto or live."
            raise OfflineError("The registry may not be asked.", hint=hint)
        return self.transport.version()

    @property
    def transport(self) -> Transport:
        """The connection, made on first use; making it sends nothing."""
        if self._transport is None:
            from msc_trials.registry.pages import Transport

            self._transport = Transport(self.settings, connection=self._connection)
        return self._transport

    @property
    def cache(self) -> ResultCache | None:
        """The cache, opened on first use; None when caching is off or impossible (then ``CacheWarning`` was given)."""
        return self._answers.cache

    def _answer(self, asked: _Asked) -> ResultSet:
        asked = replace(asked, key=self._key(asked.key))
        found, decision = self._decision(asked.key)
        if decision.action in (cache_policy.Action.USE, cache_policy.Action.STALE):
            stored = self._answers.load(asked.key, found, asked.url, decision.sentence)
            if stored is not None:
                return stored
            found = None
            decision = cache_policy.decide(None, self.settings, self._now())
        if decision.action is cache_policy.Action.REFUSE:
            hint = "Run once without --offline and with --source auto to store an answer."
            if self.settings.is_local:
                hint = "Whole records come from the registry: choose source auto, live or cache. For facts use search(...).to_frame()."
            raise OfflineError(decision.sentence, hint=hint, url=asked.url)
        return self._fetched_once(asked, found)

    def _decision(self, key: str) -> tuple[StoredAnswer | None, cache_policy.Decision]:
        """What is stored, and whether it answers."""
        found = self._answers.find(key)
        return found, cache_policy.decide(found.fetched if found else None, self.settings, self._now())

    def _fetched_once(self, asked: _Asked, found: StoredAnswer | None) -> ResultSet:
        """Ask the registry. While another thread or process asks the same, a stored answer serves where it may; else wait.

        The wait is part of the time for the question.
        """
        budget = self.transport.budget(by_page=asked.by_page)
        with self._answers.asking(asked.key, 0) as free:
            if free:
                return self._pulled(asked, found, budget)
        other = "another program of yours is asking for a newer one."
        stored = None if self.settings.refresh else self._stored_instead(asked, found, other)
        if stored is not None:
            return stored
        with self._answers.asking(asked.key, self.settings.max_time) as free:
            if asked.by_page:
                budget = self.transport.budget(by_page=True)
            elif not free:
                asked = replace(asked, pull=partial(_failed, TransportError(_NOT_ASKED, hint=_END_IT)))
            return self._pulled(asked, found, budget)

    def _pulled(self, asked: _Asked, found: StoredAnswer | None, budget: Budget) -> ResultSet:
        """What another asked and stored meanwhile, else what the registry answers, else what is stored."""
        newest = self._answers.find(asked.key)
        newer = self._answers.load(asked.key, newest, asked.url) if newest != found else None
        if newer is not None:
            return newer
        self._recall_limit()
        try:
            return self._kept(asked, budget)
        except (TransportError, ResponseError) as error:
            if error.details.get("late") == "server":
                self.transport.hurry()
            stored = self._stored_instead(asked, found, f"a newer one could not be had: {error.message}")
            if stored is None:
                raise
            return stored

    def _kept(self, asked: _Asked, budget: Budget) -> ResultSet:
        """What the registry answers, kept for the next time."""
        answer = asked.pull(budget)
        if asked.check:
            asked.check(answer)
        if self.transport.most_alternatives < sys.maxsize:
            self._answers.note(self._limit_key(), self.transport.most_alternatives)
        return self._answers.keep(asked.key, asked.url, answer, asked.read, self._now())

    def _stored_instead(self, asked: _Asked, found: StoredAnswer | None, why: str) -> ResultSet | None:
        """The old answer in place of a new one; None where there is none, or where the settings do not allow it."""
        cause = cache_policy.instead(found.fetched if found else None, self.settings, self._now(), why)
        return self._answers.load(asked.key, found, asked.url, cause) if cause else None

    def _recall_limit(self) -> None:
        """How many alternatives the registry took today, as another client of this user found out."""
        noted = self._answers.noted(self._limit_key(), sys.maxsize)
        self.transport.most_alternatives = min(self.transport.most_alternatives, noted)

    def _limit_key(self) -> str:
        return f"most alternatives/{self.settings.host}/{self._now().date()}"

    def _key(self, key: str) -> str:
        """Answers of another server, or with other fields, are other answers."""
        parts = json.dumps([self.settings.api_url, FIELDS, key])
        return hashlib.sha256(parts.encode()).hexdigest()


def _usable(nct_ids: Iterable[object], strict: bool) -> Iterator[str]:
    unusable = []
    for nct_id in nct_ids:
        try:
            yield normalize_nct_id(nct_id)  # type: ignore[arg-type] # it says what is wrong with other types
        except (QueryError, MisuseError):
            if strict:
                raise
            unusable.append(str(nct_id)[:40])
    if unusable:
        listed = ", ".join(unusable[:5]) + (", ..." if len(unusable) > 5 else "")
        warn(f"{len(unusable)} values are not NCT numbers: {listed}", UnusableNumberWarning)


def _failed(error: MscTrialsError, _: Budget) -> Pull:
    raise error
