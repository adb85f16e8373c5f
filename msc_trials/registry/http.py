"""One request to the registry and its retries: always a timeout, bounded size, bounded time, named errors."""

from __future__ import annotations

import datetime as dt
import gzip
import http.client
import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from msc_trials.errors import BlockedError, MscTrialsError, QueryError, RateLimitedError, ResponseError, TransportError
from msc_trials.matching.text import printable
from msc_trials.registry import result_set as resultsets
from msc_trials.registry import retries, throttle
from msc_trials.registry.connection import Connection
from msc_trials.registry.settings import Settings, cache_folder
from msc_trials.registry.watchdog import limited, watch

_CHUNK = 1 << 18
_HOPS = 3
_STORED = "Stored answers and the bundled snapshot still work (--offline, --source snapshot)."
_LATER = f"Try again later. {_STORED}"
_OTHERWISE = f"Try another network, and leave the user agent at its default; asking again does not help. {_STORED}"
_LOG_IN = f"A network log-in page may be in the way: open any web page first, then ask again. {_STORED}"
_LONGER = f"Wait longer (--wait 2m, max_time in Python) or try again later. {_STORED}"


class Reply(NamedTuple):
    """A JSON document of the registry and its gzip-packed text as it came."""

    document: Any
    packed: bytes


class _OfThisThread(threading.local):
    requests_made = 0


class Exchange:
    """GET of JSON documents below one base address over one session; several threads may use it.

    ``requests_made`` counts every request sent, ``here.requests_made`` those of the thread that asks.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        connection: Connection | None = None,
    ) -> None:
        self._connection = connection or Connection()
        self._settings, self.clock, self._sleep, self._now = settings, clock, sleep, now
        folder = None if settings.no_cache else cache_folder(settings)
        self._throttle = throttle.Throttle(settings.min_interval, settings.host, folder)
        self._session, self._process = _session(settings, self._connection), os.getpid()
        self.requests_made: int = 0
        self.here: _OfThisThread = _OfThisThread()

    def close(self) -> None:
        """Close the connection, unless the session is the caller's."""
        if self._connection.session is None:
            self._session.close()

    def get(self, path: str, params: Mapping[str, str] | None = None, deadline: float | None = None) -> Reply:
        """The document at ``path``; what can pass is repeated within the settings' limits and before ``deadline``.

        Raises ``BlockedError`` (403), ``RateLimitedError`` (429), ``TransportError`` (no usable answer) or
        ``ResponseError`` (an answer of the wrong kind; ``details["status"]`` where a status says so).
        """
        url = f"{self._settings.api_url}{path}"
        deadline = self.clock() + self._settings.max_time if deadline is None else deadline
        attempt = 0
        while True:
            attempt += 1
            if self.clock() >= deadline:
                raise self._too_slow()
            self._wait_for_turn(deadline)
            try:
                return self._attempt(url, params, deadline)
            except MscTrialsError as error:
                may_be_cut = self._settings.retries if error.details.pop("cut", False) else 0
                repeats, wait = error.details.pop("repeats", may_be_cut), error.details.pop("wait", None)
                pause = retries.backoff(attempt) if wait is None else wait
                if attempt > repeats or self.clock() + pause >= deadline:
                    error.details.update(url=url, attempts=attempt)
                    raise
            self._sleep(pause)

    def _wait_for_turn(self, deadline: float) -> None:
        left = deadline - self.clock()
        pause = self._throttle.reserve(self._now().timestamp(), left)
        if pause > left:
            what = f"So many requests were made that the next one to {self._settings.host} must wait"
            raise TransportError(f"{what} {pause:.0f} seconds.", hint=_LONGER, late="queue")
        if pause > 0:
            self._sleep(pause)

    def _attempt(self, url: str, params: Mapping[str, str] | None, deadline: float) -> Reply:
        if self._process != os.getpid():  # a forked process must not talk over its parent's connection
            self._session, self._process = _session(self._settings, self._connection), os.getpid()
        watch(self._session)  # if it is a caller's, an adapter may have been mounted or a proxy used since
        with limited(max(0.1, deadline - self.clock())) as timer:
            try:
                return self._followed(url, params, deadline)
            except MscTrialsError as error:
                if timer.expired or self.clock() >= deadline:
                    raise self._too_slow() from error
                raise

    def _followed(self, url: str, params: Mapping[str, str] | None, deadline: float) -> Reply:
        try:
            for _ in range(_HOPS + 1):
                with self._send(url, params, deadline) as response:
                    if not response.is_redirect:
                        return self._read(response, deadline)
                    url, params = self._next_hop(url, response.headers["Location"]), None
        except MscTrialsError:
            raise
        except (urllib3.exceptions.HTTPError, OSError) as error:  # those of requests are OSErrors
            raise self._unreachable(error) from error
        except UnicodeEncodeError as error:
            text = "The question, or a header, holds characters that cannot be sent."
            raise QueryError(text, hint="Type it again as plain text.") from error
        except (ValueError, http.client.HTTPException) as error:
            text = f"{self._settings.host} sent something that is not HTTP ({printable(str(error))[:80]})."
            raise ResponseError(text, hint=_LATER) from error
        raise ResponseError("The registry sent the request in circles.", hint="Check the API address.")

    def _send(self, url: str, params: Mapping[str, str] | None, deadline: float) -> requests.Response:
        self.requests_made += 1
        self.here.requests_made += 1
        silence = max(0.1, min(self._settings.timeout, deadline - self.clock()))
        return self._session.get(
            url, params=params, timeout=(self._settings.connect_timeout, silence), stream=True, allow_redirects=False
        )

    def _next_hop(self, url: str, location: str) -> str:
        """Follow an obsolete NCT number to its record, never to another server (a log-in page of a hotspot)."""
        try:
            target = urljoin(url, location)
            here, there = urlsplit(url), urlsplit(target)
            _ = there.port
            target.encode("ascii")
        except ValueError as error:
            text = f"The request was sent on to an address that cannot be read ({printable(location)[:80]!r})."
            raise ResponseError(text, hint=_LATER) from error
        same = (here.hostname or "").removeprefix("www.") == (there.hostname or "").removeprefix("www.")
        if not same or here.scheme != there.scheme:
            text = f"The request was sent on to another server ({printable(there.netloc)[:80]})."
            raise ResponseError(text, hint=_LOG_IN)
        return target

    def _read(self, response: requests.Response, deadline: float) -> Reply:
        status = response.status_code
        if status != 200:
            raise self._refused(status, self._excerpt(response, deadline), response.headers.get("Retry-After"))
        body = self._body(response, deadline, self._settings.max_bytes)
        packed = body if _is_gzip(response) else gzip.compress(body, 1, mtime=0)
        return Reply(self._document(resultsets.unpack(packed, self._settings.max_bytes)), packed)

    def _document(self, text: bytes) -> Any:
        """What the body says; the E-utilities read XML. Raises ``ResponseError``, ``cut`` where a repetition may help."""
        if re.match(rb"\s*<", text):
            page = "A web page came instead of data (maintenance, or a network log-in page)."
            raise ResponseError(page, hint=_LOG_IN, cut=True)
        return resultsets.read_document(text)

    def _body(self, response: requests.Response, deadline: float, limit: int) -> bytes:
        """The body as sent. A read returns what has arrived, so a server that drips cannot hold us beyond the time."""
        read = getattr(response.raw, "read1", response.raw.read)
        parts, size = [], 0
        while chunk := read(_CHUNK, decode_content=False):
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                raise resultsets.too_large(limit)
            if self.clock() > deadline:
                raise self._too_slow()
        return b"".join(parts)

    def _too_slow(self) -> TransportError:
        return TransportError(f"{self._settings.host} answered too slowly.", hint=_LONGER, late="server")

    def _excerpt(self, response: requests.Response, deadline: float) -> str:
        """The server's own words, for messages; they are plain text or HTML, never to be read as JSON."""
        try:
            body = self._body(response, deadline, 1 << 20)
            if _is_gzip(response):
                body = resultsets.unpack(body, 1 << 20)
        except (MscTrialsError, urllib3.exceptions.HTTPError, OSError):
            return ""
        return self._words(body.decode("utf-8", "replace"))[:300]

    def _words(self, text: str) -> str:
        return "" if text.lstrip().startswith("<") else printable(text)

    def _refused(self, status: int, words: str, retry_after: str | None) -> MscTrialsError:
        """What a status means; ``repeats`` and ``wait`` of an error say how often, and after how long, to ask again."""
        host, repeats = self._settings.host, retries.repetitions(status, self._settings.retries)
        wait = retries.retry_after(retry_after, self._now())
        if status == 403:
            text = f"{host} refuses this network or this program, whatever is asked (HTTP 403)."
            return BlockedError(text, hint=_OTHERWISE, status=status)
        if status == 429:
            self._throttle.refused(self._now().timestamp())
            ask = _LATER if wait is None else f"{_waiting_time(wait)} {_STORED}"
            text = f"{host} says there were too many requests (HTTP 429)."
            return RateLimitedError(text, hint=ask, repeats=repeats, wait=wait, status=status, retry_after=wait)
        if status >= 500:
            text = f"{host} is in trouble (HTTP {status})."
            return TransportError(text, hint=_LATER, repeats=repeats, wait=wait, status=status)
        hint = "Update msc-trials; the registry may have changed." if status == 400 else "Check the API address."
        reason = f": {words.rstrip('.')}" if words else ""
        text = f"{host} refused the request (HTTP {status}){reason}."
        return ResponseError(text, hint=hint, status=status, words=words)

    def _unreachable(self, error: Exception) -> TransportError:
        """What a failure of the connection means; what can pass is worth a repetition."""
        host, retries, of = self._settings.host, self._settings.retries, requests.exceptions
        reason = getattr(error.args[0] if error.args else None, "reason", None)
        text, hint, repeats = f"The connection to {host} broke off.", _LATER, retries
        if isinstance(error, of.SSLError):
            text, repeats = f"The identity of {host} could not be verified (TLS).", 0
            hint = (
                "Behind a company proxy, point REQUESTS_CA_BUNDLE to its certificate file. "
                f"Verification is never switched off. {_STORED}"
            )
        elif isinstance(error, of.ProxyError):
            text, repeats = "The proxy did not let the request through.", 0
            hint = f"Check the proxy you named, or HTTPS_PROXY and HTTP_PROXY. {_STORED}"
        elif isinstance(error, of.ConnectTimeout):
            text, repeats = f"{host} could not be reached in {self._settings.connect_timeout:g} s.", min(1, retries)
        elif isinstance(error, of.Timeout):
            text = f"{host} did not answer in time."
        elif isinstance(reason, urllib3.exceptions.NewConnectionError):
            text, hint, repeats = f"{host} could not be reached.", f"Check the network connection. {_STORED}", 0
        elif isinstance(error, of.RequestException) and not isinstance(error, of.ConnectionError):
            text, repeats = f"The request to {host} could not be made.", 0
            hint = "Check the API address, and HTTPS_PROXY and HTTP_PROXY if they are set."
        elif "CA certificate bundle" in str(error):
            name = next(
                (n for n in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE") if os.environ.get(n)), "REQUESTS_CA_BUNDLE"
            )
            path, repeats = printable(os.environ.get(name, "")), 0
            text = f"The file of trusted certificates was not found: {path}"
            hint = f"{name} must name a file that exists, or be unset."
        elif isinstance(error, urllib3.exceptions.ReadTimeoutError):
            text = f"{host} stopped sending."
        return TransportError(text, hint=hint, repeats=repeats)


def _waiting_time(seconds: float) -> str:
    if seconds > 86_400:
        return "The registry asks for a pause of more than a day: not today."
    return f"Wait {seconds:.0f} seconds." if seconds < 600 else f"Wait {seconds / 60:.0f} minutes."


def _is_gzip(response: requests.Response) -> bool:
    return response.headers.get("Content-Encoding", "").strip().lower() in ("gzip", "x-gzip")


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: requests would read the whole body of a redirection, however large, and leave it open when that fails."""


def _session(settings: Settings, connection: Connection) -> requests.Session:
    if connection.session is not None:
        return connection.session
    session = _Session()
    session.auth = _no_credentials
    session.headers.update({"Accept": "application/json", "Accept-Encoding": "gzip"})
    if settings.user_agent is not None:
        session.headers["User-Agent"] = settings.user_agent
    session.headers.update(connection.headers)
    if connection.proxy is not None:
        session.proxies.update({"http": connection.proxy, "https": connection.proxy})
    return session


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Set as the session's authentication, so that requests does not look for a password in ``~/.netrc``."""
    request.headers.pop("Authorization", None)
    return request
