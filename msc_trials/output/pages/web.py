"""The pages over HTTP on this machine only: an index with a search form, pages of conditions, their letters and data.

One question is asked once however many read it; each is asked in a thread of its own from a small pool, so that no reader
waits for the question of another. While a first answer is fetched its page says so and loads again by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby
from threading import Lock
from typing import Any
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from msc_trials.errors import MscTrialsError
from msc_trials.evidence.answer import Answer
from msc_trials.knowledge import conditions
from msc_trials.output.json_text import json_text
from msc_trials.output.pages import shown
from msc_trials.output.pages.document import documents
from msc_trials.output.pages.render import condition_page, letter_page, site_page
from msc_trials.output.pages.site import Row
from msc_trials.registry.query import MAX_CHARACTERS

LONGEST_ADDRESS = 2000
"""Bytes of path and query that are looked at; longer ones are refused."""
WORKERS = 4
MOST_WAITING = 32
"""Questions in work or waiting; further new ones are asked to come again."""
MOST_KEPT = 64
KEPT_FOR = dt.timedelta(minutes=30)
"""Answers kept in memory, and for how long."""
PATIENCE = 1.5
"""Seconds a reader waits for an answer before the page that says that it is fetched."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LINKS = {"home": "/", "method": "/method", "search": "/answer"}
_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[Any]]
_Send = Callable[[Any], Awaitable[None]]


Pages = dict[str, Response]
"""What one answer is read as, by path."""


class Full(Exception):  # noqa: N818 - a state, not a fault
    """More questions are waiting than are taken."""


class Desk:
    """Pages by condition as typed: kept for a while, made once at a time, a limited number in all."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        self._ask = ask
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="ask")
        self._lock = Lock()
        self._asked: OrderedDict[str, tuple[dt.datetime, Future[Pages]]] = OrderedDict()

    def wanted(self, condition: str) -> Future[Pages]:
        """The answer, done or on its way. Raises ``Full``."""
        now = dt.datetime.now(dt.UTC)
        with self._lock:
            for old in [name for name, (at, f) in self._asked.items() if f.done() and _is_old(f, at, now)]:
                del self._asked[old]
            if condition in self._asked:
                return self._asked[condition][1]
            if sum(not future.done() for _, future in self._asked.values()) >= MOST_WAITING:
                raise Full
            for old in [name for name, (_, f) in self._asked.items() if f.done()][: len(self._asked) - MOST_KEPT + 1]:
                del self._asked[old]
            future = self._pool.submit(self._make, condition)
            self._asked[condition] = (now, future)
            return future

    def _make(self, condition: str) -> Pages:
        return _made(self._ask(condition), condition)


def _is_old(future: Future[Pages], at: dt.datetime, now: dt.datetime) -> bool:
    return now - at > (dt.timedelta(seconds=10) if future.exception() else KEPT_FOR)


class Guard:
    """Refuses what no reader of these pages sends: another host name, a long address, another method; adds headers."""

    def __init__(self, app: Any, hosts: Iterable[str]) -> None:
        self._app, self._hosts = app, {host.encode() for host in hosts}

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Pass a request on, or answer it with a refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = [value for name, value in scope["headers"] if name == b"host"]
        refusal = None
        if len(named) != 1 or named[0].lower() not in self._hosts:
            refusal = PlainTextResponse("This address is not served here.\n", 421, headers=_HEADERS)
        elif scope["method"] not in ("GET", "HEAD"):
            refusal = PlainTextResponse("Pages are only read here.\n", 405, headers=_HEADERS)
        elif len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            refusal = PlainTextResponse("The address is too long.\n", 414, headers=_HEADERS)
        await (refusal or self._app)(scope, receive, send)


def application(ask: Callable[[str], Answer], port: int) -> Any:
    """The pages as an ASGI application that answers only as 127.0.0.1 and localhost on ``port``."""
    desk = Desk(ask)
    home = _page(site_page("index", _LINKS, **_index()))
    method = _page(site_page("method", _LINKS, dict_steps=dict(shown.STEPS)))

    async def answered(request: Request) -> Response:
        return await _answered(request, desk)

    async def plain(request: Request) -> Response:
        return method if request.url.path == "/method" else home

    routes = [
        Route("/", plain),
        Route("/method", plain),
        Route("/answer", answered),
        Route("/letter", answered),
        Route("/answer.json", answered),
    ]
    made = Starlette(routes=routes, exception_handlers={404: _not_found, 500: _fault})
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")] + (["127.0.0.1", "localhost"] * (port == 80))
    return Guard(made, hosts)


async def _answered(request: Request, desk: Desk) -> Response:
    condition = " ".join(request.query_params.get("condition", "").split())
    if not condition:
        return RedirectResponse("/", 303, headers=_HEADERS)
    if len(condition) > MAX_CHARACTERS:
        return _message("This text is too long for a condition.", "Name the condition in a few words.", 400)
    try:
        future = desk.wanted(condition)
    except Full:
        return _message("Too many questions are waiting.", "Please come again in a minute.", 503)
    with anyio.move_on_after(PATIENCE):
        while not future.done():
            await anyio.sleep(0.02)
    if not future.done():
        address = f"{request.url.path}?condition={quote(condition)}"
        return _page(site_page("wait", _LINKS, condition=condition, address=address), 202)
    error = future.exception()
    if error is None:
        return future.result()[request.url.path]
    if isinstance(error, MscTrialsError):
        return _message(error.message, error.hint or "", 502)
    return _message("The answer could not be made.", "This is a fault of the program; please report it.", 500)


def _made(answer: Answer, condition: str) -> Pages:
    """The page, the letter and the data of an answer, by path."""
    document, offered = documents(answer)
    asked = quote(condition)
    links = _LINKS | {"json": f"/answer.json?condition={asked}"}
    links |= {"letter": f"/letter?condition={asked}"} if answer.level is not None else {}
    pages = {row.id: f"/answer?condition={quote(row.name)}" for row in conditions.all_conditions()}
    data = (json_text(document, indent=1) + "\n").encode("utf-8", "replace")
    return {
        "/answer": _page(condition_page(document, offered, links=links, pages=pages)),
        "/letter": _page(letter_page(document, offered, links=_LINKS)),
        "/answer.json": Response(data, media_type="application/json", headers=_HEADERS),
    }


def _page(text: str, status: int = 200) -> HTMLResponse:
    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    headers = _HEADERS | {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers=headers)


def _message(what: str, hint: str, status: int) -> HTMLResponse:
    return _page(site_page("message", _LINKS, what=what, hint=hint), status)


async def _not_found(request: Request, error: Exception) -> Response:
    return _message("There is no such page.", "Start from the list of conditions.", 404)


async def _fault(request: Request, error: Exception) -> Response:
    return PlainTextResponse("A fault of the program; please report it.\n", 500, headers=_HEADERS)


def _index() -> dict[str, Any]:
    rows = [
        Row(row.name, f"/answer?condition={quote(row.name)}", None, "", ", ".join(row.lay_terms[:8]), None, None)
        for row in sorted(conditions.all_conditions(), key=lambda row: row.name.lower())
    ]
    letters = [(letter.upper(), list(group)) for letter, group in groupby(rows, key=lambda row: row.name[0].lower())]
    return {"rows": rows, "letters": letters, "levels": [], "dated": ""}
