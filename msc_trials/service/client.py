"""The public ``Client``: the registry's client with ``answer``, ``search`` and ``show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never, Unpack

from msc_trials.errors import MisuseError
from msc_trials.registry import client as registry
from msc_trials.registry.filters import FilterKeywords
from msc_trials.registry.query import Query

if TYPE_CHECKING:
    from msc_trials.evidence.answer import Answer
    from msc_trials.service.search import Search
    from msc_trials.service.show import Shown


class Client(registry.Client):
    """Asks the registry: ``answer``, ``search``, ``show``, and ``fetch``, ``get``, ``get_many`` for raw studies. A context manager.

    Settings as keywords or as one ``Settings`` object, not both. ``session`` is a ``requests.Session`` of yours; ``headers`` and
    ``proxy`` (an address) are added to the connection; ``page_size`` is studies a page (1 to 1,000); ``progress`` is called with the
    number of studies so far and in all. An old answer is never served silently: its provenance says ``stale`` and ``cause``,
    and there is a ``StaleDataWarning``.

    A session of yours is used as it is: it may send passwords of ``~/.netrc`` and reads the whole body of a redirection, and where
    its adapters do not use urllib3, the limit of time counts silence only.

    >>> from msc_trials import Client, Query
    >>> with Client(max_age="7d") as client:
    ...     result = client.fetch(Query.for_condition("knee osteoarthritis"))
    >>> result.provenance.stale
    False
    """

    def answer(self, condition: str, **others: Never) -> Answer:
        """``msc_trials.answer`` with this client. Takes no filters, because an answer has to be whole."""
        for name in others:
            raise MisuseError(
                f"An answer of a client takes a condition only, not {name}.",
                hint=f"Filters belong to client.search(condition, {name}=...), settings to Client(...).",
            )
        from msc_trials.service.answer import answer

        return answer(condition, client=self)

    def show(self, nct_id: str) -> Shown:
        """``msc_trials.show`` with this client."""
        from msc_trials.service.show import show

        return show(nct_id, client=self)

    def search(
        self, condition: str | Query | None = None, *, limit: int | None = None, **filters: Unpack[FilterKeywords]
    ) -> Search:
        """The studies for a condition, a query, or all MSC trials, narrowed by ``registry.filters.Filters``; at most ``limit``.

        Lazy: ``.matched()`` counts, ``.pages()`` streams, iterating gives trials, ``.to_frame()`` a table. Raises ``QueryError`` at
        once for what cannot be asked.

        >>> with Client() as client:
        ...     found = client.search("knee osteoarthritis", phase=["PHASE2", "PHASE3"], status="RECRUITING")
        """
        from msc_trials.service.search import search_with

        return search_with(self, condition, filters, limit)
