"""``PubMed``: the papers that name trials, and papers by their number, within a budget of requests and seconds.

``search`` asks for up to twenty-five trials in one question (``NCT...[si] OR NCT...[tiab]``: the data bank list and the words of
title and abstract, because one paper in six prints a number that the list lacks); ``fetch`` gets two hundred papers at
a time. Both POST. Zero hits and a failed question never look alike.
"""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msc_trials.errors import ResponseError, TransportError
from msc_trials.literature.article import is_too_deep
from msc_trials.literature.transport import Eutils
from msc_trials.registry.files import Closing
from msc_trials.registry.settings import Settings

MAX_REQUESTS, MAX_SECONDS = 10, 8.0
"""What the papers of one condition may cost."""
TRIALS_AT_ONCE, PAPERS_AT_ONCE, _PAGE = 25, 200, 500
_FIRST_HITS = 9_999
"""PubMed gives no more hits than these, however the question is paged."""


_TOO_LATE = 0.5
"""Seconds left in which no further answer can be expected."""
_T = TypeVar("_T")


class BudgetError(TransportError):
    """The requests or seconds allowed for papers are used up; what was fetched before stays."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Papers as XML by PMID, and the PMIDs asked for that PubMed does not know.

    Of a paper that is nested too deeply there is only the bare text, so that it alone cannot be read.
    """

    papers: dict[str, str]
    unknown: tuple[str, ...]


class PubMed(Closing):
    """Asks NCBI within a budget. Making it sends nothing; use as a context manager.

    ``max_requests`` counts repetitions too, so that trouble cannot multiply the traffic.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        max_requests: int = MAX_REQUESTS,
        max_seconds: float = MAX_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._max_requests = clock, max_requests
        self._deadline = clock() + max_seconds
        self._answers = 0
        self._exchange = Eutils(settings, max_seconds, clock=clock, sleep=sleep)

    def close(self) -> None:
        """Close the connection."""
        self._exchange.close()

    @property
    def requests_made(self) -> int:
        """Requests sent so far, repetitions counted."""
        return self._exchange.requests_made

    def search(self, trials: Sequence[Sequence[str]]) -> list[str]:
        """PMIDs of the papers that name one of the trials, newest first; each trial is given with its old numbers.

        Raises ``TransportError`` or ``ResponseError`` when the question failed, ``BudgetError`` when there is no time.
        """
        found: dict[str, None] = {}
        for some in _portions(trials, TRIALS_AT_ONCE):
            term = " OR ".join(f"{number}[si] OR {number}[tiab]" for numbers in some for number in numbers)
            found.update(dict.fromkeys(self._pages(term)))
        return list(found)

    def _pages(self, term: str) -> Iterator[str]:
        start, total = 0, 1
        while start < min(total, _FIRST_HITS):
            fields = {"term": term, "retmax": str(_PAGE), "retstart": str(start)}
            answer = self._ask("esearch.fcgi", "eSearchResult", **fields)
            total = _count(answer)
            ids = [node.text.strip() for node in answer.findall("IdList/Id") if node.text]
            if not ids and start < total:
                raise ResponseError("PubMed counted papers and named none.", hint="Try again later.")
            yield from ids
            start += len(ids)

    def fetch(self, pmids: Iterable[str]) -> Iterator[Fetched]:
        """The papers with these numbers, portion by portion, so that what came before a failure is kept.

        Raises as ``search``.
        """
        for some in _portions(list(dict.fromkeys(pmids)), PAPERS_AT_ONCE):
            try:
                answer = self._ask("efetch.fcgi", "PubmedArticleSet", id=",".join(some))
            except ResponseError as error:
                if "ID list is empty" not in str(error.details.get("words", "")):
                    raise
                yield Fetched({}, tuple(some))
                continue
            papers = {pmid: _text(node) for node in answer if (pmid := _pmid(node)) in some}
            yield Fetched(papers, tuple(pmid for pmid in some if pmid not in papers))

    def _ask(self, tool: str, root: str, **fields: str) -> ET.Element:
        left = self._deadline - self._clock()
        if left <= 0 or self.requests_made >= self._max_requests:
            used = f"{self._max_requests} requests" if left > 0 else "the time"
            raise BudgetError(f"PubMed was not asked further: {used} allowed for papers are used up.")
        try:
            answer = self._exchange.ask(tool, root, left, **fields)
        except TransportError as error:
            if self._answers and self._deadline - self._clock() < _TOO_LATE:
                raise BudgetError("PubMed was not asked further: the time allowed for papers is used up.") from error
            raise
        self._answers += 1
        return answer


def _portions(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _count(answer: ET.Element) -> int:
    text = (answer.findtext("Count") or "").strip()
    if not text.isdigit():
        raise ResponseError("PubMed sent a search result without a count.", hint="Try again later.")
    return int(text)


def _pmid(node: ET.Element) -> str:
    path = "BookDocument/PMID" if node.tag == "PubmedBookArticle" else "MedlineCitation/PMID"
    return (node.findtext(path) or "").strip()


def _text(node: ET.Element) -> str:
    """The XML of a paper; its bare text where the XML is nested too deeply to be written."""
    return " ".join(node.itertext()) if is_too_deep(node) else ET.tostring(node, encoding="unicode")
