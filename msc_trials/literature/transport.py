"""One question to NCBI's E-utilities over HTTP: POST, XML back, with the same repetitions and limits as the registry.

Every answer is checked before it counts: the root element must be the expected one and hold no ERROR, whatever the HTTP
status says. NCBI answers a failed search with status 200 and a failure of its own servers with status 400.
Source: the E-utilities as seen in stored answers and reports (``docs/papers.md``).
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import requests

from msc_trials.errors import MscTrialsError, QueryError, ResponseError, TransportError
from msc_trials.literature.article import parse_xml
from msc_trials.matching.text import printable
from msc_trials.registry import http
from msc_trials.registry.settings import Settings

INTERVAL, INTERVAL_WITH_KEY = 0.37, 0.11
"""Seconds between requests: 3 a second without a key, 10 with one, and a little more, because 1/3 s was too little."""

_LONGEST_SILENCE, _LONGEST_CONNECT, _REPEATS = 8.0, 3.0, 2
_THEIR_SERVERS = re.compile(r"proxy_stream|PubOne|backend|502|503|temporar", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")


class Eutils(http.Exchange):
    """POST requests to the E-utilities. ``requests_made`` counts every request sent."""

    def __init__(self, settings: Settings, seconds: float, **clocks: Any) -> None:
        interval = INTERVAL_WITH_KEY if settings.ncbi_api_key else INTERVAL
        super().__init__(
            replace(
                settings,
                api_url=settings.pubmed_url,
                timeout=min(settings.timeout, _LONGEST_SILENCE),
                connect_timeout=min(settings.connect_timeout, _LONGEST_CONNECT),
                retries=min(settings.retries, _REPEATS),
                max_time=seconds,
                min_interval=interval,
            ),
            **clocks,
        )
        self._session.headers["Accept"] = "text/xml"
        self._form = {"db": "pubmed", "retmode": "xml", "tool": settings.ncbi_tool}
        if settings.ncbi_email:
            self._form["email"] = settings.ncbi_email
        if settings.ncbi_api_key:
            self._form["api_key"] = settings.ncbi_api_key

    def ask(self, tool: str, root: str, seconds: float, **fields: str) -> ET.Element:
        """The answer of one tool (``esearch.fcgi``); ``root`` is the element it must have, ``seconds`` the time left.

        Raises ``TransportError`` or ``ResponseError``; a failure never looks like an empty answer.
        """
        self._settings = replace(self._settings, max_time=max(0.1, seconds))
        self._root = root
        document: ET.Element = self.get(f"/{tool}", {**self._form, **fields}).document
        return document

    def _send(self, url: str, params: Mapping[str, str] | None, deadline: float) -> requests.Response:
        self.requests_made += 1
        silence = max(0.1, min(self._settings.timeout, deadline - self.clock()))
        waits = (min(self._settings.connect_timeout, silence), silence)
        return self._session.post(url, data=params, timeout=waits, stream=True, allow_redirects=False)

    def _document(self, text: bytes) -> ET.Element:
        """The root element, when it is the one asked for and says no ERROR; what can pass is marked ``cut``."""
        host = self._settings.host
        if not text.strip():
            raise ResponseError(f"{host} sent an empty answer.", hint="Try again later.", cut=True)
        if re.match(rb"\s*(?:<!doctype html|<html)", text, re.IGNORECASE):
            raise ResponseError(f"{host} sent a web page instead of data.", hint="Try again later.", cut=True)
        try:
            document = parse_xml(text)
        except ResponseError as error:
            error.details["cut"] = True
            raise
        said = document.findtext("ERROR") or document.findtext(".//ErrorList/FieldNotFound") or ""
        if document.tag == "ERROR" or said:
            words = printable(said or document.text or "")[:160]
            raise ResponseError(f"{host} could not answer: {words}.", hint="Try again later.", cut=True)
        if document.tag != self._root:
            raise ResponseError(f"{host} sent another kind of answer ({printable(document.tag)[:40]}).", hint="")
        return document

    def _words(self, text: str) -> str:
        return printable(_TAGS.sub(" ", text))

    def _refused(self, status: int, words: str, retry_after: str | None) -> MscTrialsError:
        if status == 400 and "key" in words.lower() and "invalid" in words.lower():
            hint = "Correct or leave out MSC_TRIALS_NCBI_API_KEY."
            return QueryError(f"{self._settings.host} does not accept the API key.", hint=hint)
        if status == 400 and _THEIR_SERVERS.search(words):
            text = f"{self._settings.host} is in trouble (HTTP 400 for a failure of its own)."
            return TransportError(text, hint="Try again later.", repeats=self._settings.retries)
        return super()._refused(status, words, retry_after)
