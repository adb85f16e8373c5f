"""Whole result sets from the registry: pages to the end, counted, of one data date, or a named error."""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import inf
from typing import Any

from msc_trials.errors import QueryError, ResponseError, TransportError, TrialNotFoundError
from msc_trials.registry import result_set as resultsets
from msc_trials.registry import shape, split
from msc_trials.registry.data_date import Version, asked_version, beside, since
from msc_trials.registry.http import Exchange, Reply
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Found, Reader, Study, as_sent, gather, in_order
from msc_trials.registry.shape import FIELDS
from msc_trials.registry.throttle import Budget

PAGE_SIZE = 750
"""Studies a page. The API gives up to 1,000, but memory follows the size of a page, and reading starts after the first."""

BATCH = 100
"""NCT numbers asked for at once; keeps the address short. Source: API contract §6.3."""

_MOST_STUDIES = 1_000_000
"""More than the whole registry has (about 600,000)."""
_SHORT_PAGE, _SPARE_PAGES = 50, 10
"""Studies on a page are at least so many, whatever was asked for; else that many pages more end the question."""
_ENOUGH = 0.25
"""Share of a split question that answers when the time is over: the first terms are the names of these cells."""
_RESERVE = 0.15
"""Share of the time kept, once a question is split, for making sure that the data are still of the same date."""
_HURRIED, _HURRY_SECONDS = 2.0, 60.0
"""Time for a question, and for how long, after one that the registry did not answer in time."""
_LATER = "Try again in an hour."
_TOKEN = re.compile(r"[!-~]{1,2000}")
_TRIES = 2
_ASKS = ("query.", "filter.", "postFilter.")


@dataclass(frozen=True, slots=True)
class Pull:
    """One whole, counted answer: packed pages as sent, what was read of the studies in them, and how it was obtained.

    ``left_out`` is the part of the question that the registry refused as too long even by itself, empty mostly.
    ``studies`` has one item for each study, sorted by NCT number: the study as sent, or what ``read`` made of it.
    """

    pages: tuple[bytes, ...]
    studies: tuple[Any, ...]
    version: Version
    requests: int
    left_out: str = ""


class _InconsistentError(Exception):
    """The registry changed while it was read; a second try is worth it."""


class Transport(Exchange):
    """Asks the registry for what answers a question: every page of it."""

    most_alternatives: int = sys.maxsize
    """Alternatives of the largest question to ask in one piece, learnt from refusals."""
    _hurried_until = -inf

    def budget(self, *, by_page: bool = False) -> Budget:
        """The settings' time for a question that begins now; less for some time after ``hurry``."""
        hurried = self.clock() < self._hurried_until
        return Budget(self.clock, min(self._settings.max_time, _HURRIED if hurried else inf), by_page=by_page)

    def hurry(self) -> None:
        """The registry was waited for in vain: that is not repeated for each of many questions."""
        self._hurried_until = self.clock() + _HURRY_SECONDS

    def version(self, budget: Budget | None = None) -> Version:
        """The API's version and data date. One request."""
        return asked_version(self, (budget or self.budget()).ends)

    def pull(
        self,
        question: Query,
        read: Reader = as_sent,
        dated: Callable[[], Version] | None = None,
        budget: Budget | None = None,
    ) -> Pull:
        """Every study that answers the question, complete and of one data date, within ``budget`` (None: the settings'
        time).

        ``dated`` gives the version where it is asked for once for several questions. ``read`` is called once for each
        study while its page is at hand; it must not raise. Raises the errors of ``Exchange.get``; ``ResponseError``
        also when two tries gave no consistent set; ``QueryError`` for a question without content, which would return
        the whole registry.
        """
        params = dict(question.params())
        if not any(name.startswith(_ASKS) and text.strip() for name, text in params.items()):
            raise QueryError("A question without content would return the whole registry.", hint="Name a condition.")
        return self._consistent([params], read, dated, budget or self.budget())

    def count(self, question: Query) -> int:
        """How many studies answer the question, without reading them. One request. Raises as ``pull``."""
        params = {**question.params(), "fields": "NCTId", "pageSize": "1", "countTotal": "true"}
        try:
            return _announced(self._page(params, self.budget()))
        except _InconsistentError as error:
            raise ResponseError(f"{str(error).capitalize()}.", hint=_LATER) from error

    def pages(self, question: Query, most: int | None = None) -> Generator[tuple[Study, ...], None, None]:
        """The studies page by page as they come. Raises as ``pull``.

        ``most`` is how many the caller will take: pages are no larger. Every page has the settings' time. Unlike ``pull`` it
        cannot start again: when the count is not the announced one, ``ResponseError`` comes at the end.
        """
        budget = self.budget(by_page=True)
        try:
            for reply in self._pages(dict(question.params()), budget, most):
                shape.check([*map(shape.faults_of, reply.document["studies"])])
                with budget.paused():
                    yield tuple(reply.document["studies"])
        except _InconsistentError as error:
            raise ResponseError(f"The pages do not agree: {error}.", hint=_LATER) from error

    def get_studies(self, nct_ids: Sequence[str], budget: Budget | None = None) -> Pull:
        """The studies with these normalized NCT numbers, in batches that have more time; unknown ones are absent."""
        batches = [{"filter.ids": ",".join(nct_ids[i : i + BATCH])} for i in range(0, len(nct_ids), BATCH)]
        budget = budget or self.budget()
        budget.ends += len(batches) * self._settings.min_interval
        return self._consistent(batches, as_sent, None, budget)

    def get_study(self, nct_id: str, budget: Budget | None = None) -> Pull:
        """The study with this normalized NCT number, or the one that replaced it. Raises ``TrialNotFoundError``."""
        before, within = self.here.requests_made, budget or self.budget()

        def ask() -> Iterator[Reply]:
            try:
                yield self.get(f"/studies/{nct_id}", {"fields": ",".join(FIELDS)}, within.ends)
            except ResponseError as error:
                if error.details.get("status") != 404:
                    raise
                what = f"The registry knows no study {nct_id}."
                raise TrialNotFoundError(what, hint="Check the number.", nct_id=nct_id) from error

        version, (reply,) = since(beside(self, within.ends), ask)
        sent = resultsets.nct_id_of(reply.document) or ""
        if nct_id not in (sent.strip().upper(), *resultsets.aliases_of(reply.document)):
            raise ResponseError(f"The answer is not the study {nct_id}.", hint="Check the API address.")
        shape.check([shape.faults_of(reply.document)])
        requests = self.here.requests_made - before
        return Pull((reply.packed,), (reply.document,), version, requests)

    def _consistent(
        self, questions: Sequence[dict[str, str]], read: Reader, dated: Callable[[], Version] | None, budget: Budget
    ) -> Pull:
        before = self.here.requests_made
        reason = ""
        for _ in range(_TRIES):
            try:
                pull = self._once(questions, read, dated, budget)
            except _InconsistentError as error:
                reason, dated = str(error), None
            else:
                return replace(pull, requests=self.here.requests_made - before)
        raise ResponseError(f"No complete answer in two tries: {reason}.", hint=_LATER)

    def _once(
        self, questions: Sequence[dict[str, str]], read: Reader, dated: Callable[[], Version] | None, budget: Budget
    ) -> Pull:
        """Pages of all questions; after the last one it is made sure that the data are still of the same date."""
        packed: list[bytes] = []
        left_out: list[str] = []
        faults: list[list[str]] = []
        found: Found = {}

        def ask() -> Iterator[Reply]:
            left_out.clear()
            return self._parts(questions, left_out, budget)

        version, replies = since(dated or beside(self, budget.ends), ask)
        for reply in replies:
            packed.append(reply.packed)
            with budget.paused():
                faults += map(shape.faults_of, reply.document["studies"])
                gather(reply.document, read, found)
        shape.check(faults)
        # A single page is consistent in itself, and its data are at least as new as the date.
        if len(packed) > 1 and self.version(budget) != version:
            raise _InconsistentError("the registry published new data while it was read")
        return Pull(tuple(packed), in_order(found), version, 0, "; ".join(left_out))

    def _parts(self, questions: Sequence[dict[str, str]], left_out: list[str], budget: Budget) -> Iterator[Reply]:
        """Pages of all questions; one that is refused as too long is asked in halves, or else put into ``left_out``.

        So are halves that the time does not reach, where enough was answered by then.
        """
        waiting = deque((question, 1 / len(questions)) for question in questions)
        asked, answered, refusal = 0, 0.0, None
        while waiting:
            question, share = waiting.popleft()
            parts = split.halves(question) if asked + len(waiting) + 1 < split.MOST_PARTS else None
            if parts is None or split.size(question) <= self.most_alternatives:
                try:
                    yield from self._pages(question, budget)
                    asked, answered = asked + 1, answered + share
                    continue
                except ResponseError as error:
                    refused_to_the_last_word = not answered and parts is None and split.size(question) == 1
                    if not split.is_too_long(error) or refused_to_the_last_word:
                        raise
                    refusal = error
                    self.most_alternatives = min(self.most_alternatives, split.size(question) - 1)
                except TransportError as error:
                    if not budget.reserve or answered < _ENOUGH or "late" not in error.details:
                        raise
                    left_out += [split.difference(rest, questions[0]) for rest in (question, *(q for q, _ in waiting))]
                    return
            if parts is None:
                asked += 1
                left_out.append(split.difference(question, questions[0]))
            else:
                budget.reserve = _RESERVE * self._settings.max_time
                waiting.extendleft((part, share / 2) for part in reversed(parts))
        if refusal is not None and not answered:
            raise refusal

    def _pages(self, question: dict[str, str], budget: Budget, most: int | None = None) -> Iterator[Reply]:
        size = min(self._connection.page_size or PAGE_SIZE, most or 1_000)
        params = {**question, "fields": ",".join(FIELDS), "countTotal": "true", "pageSize": str(size)}
        tokens: set[str] = set()
        counted: Found = {}
        total = 0
        for number in count():
            try:
                reply = self._page(params, budget)
            except TransportError as error:
                if number:
                    error.message += f" {len(counted):,} of {total:,} studies had come."
                    error.args = (error.message,)
                raise
            if number == 0:
                total = _announced(reply)
                budget.announce(2 + total // size)
            before = len(counted)
            gather(reply.document, lambda _: None, counted)
            if self._connection.progress is not None:
                self._connection.progress(len(counted), total)
            # A full page always carries a token, so the last page may be empty; only a missing token ends the set.
            token = reply.document.get("nextPageToken")
            yield reply
            if token is None or len(counted) > total:
                break
            if not isinstance(token, str) or not _TOKEN.fullmatch(token):
                raise ResponseError("The registry names a next page that cannot be asked for.", hint=_LATER)
            if token in tokens or len(counted) == before:
                raise ResponseError("The registry's pages go in circles.", hint=_LATER)
            if number > _SPARE_PAGES + total // min(_SHORT_PAGE, size):
                raise ResponseError("The registry's pages go on without end.", hint=_LATER)
            tokens.add(token)
            params = {**params, "pageToken": token}
        if len(counted) != total:
            raise _InconsistentError(f"{len(counted)} studies came although {total} were announced")

    def _page(self, params: dict[str, str], budget: Budget) -> Reply:
        try:
            reply = self.get("/studies", params, budget.ends - budget.reserve)
        except ResponseError as error:
            if "pageToken" in params and error.details.get("status") == 400:
                raise _InconsistentError("the registry no longer accepts its own page token") from error
            raise
        document = reply.document
        if not isinstance(document, dict) or not isinstance(document.get("studies"), list):
            raise ResponseError("The answer is not a page of studies.", hint="Check the API address.")
        return reply


def _announced(reply: Reply) -> int:
    total = reply.document.get("totalCount")
    if not isinstance(total, int) or isinstance(total, bool) or total < 0:
        raise _InconsistentError("the registry did not say how many studies there are")
    if total > _MOST_STUDIES:
        raise ResponseError(f"The registry announces {str(total)[:20]} studies.", hint="Ask a narrower question.")
    return total
