"""The pages over HTTP on this machine only: a search form, pages of conditions with letters and data, comparison, products.

Every request is answered at once: with the page when it is ready, else with one that says what is being fetched and loads
again by itself. So no reader waits for the question of another (see ``answers_in_work``). Who asks for data in JSON is
refused, and asked to wait, in JSON.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from msc_trials.errors import MscTrialsError, QueryError
from msc_trials.evidence.answer import Answer
from msc_trials.knowledge import conditions, seeds
from msc_trials.output.advice import on_a_page
from msc_trials.output.as_json import SCHEMA
from msc_trials.output.json_text import json_text
from msc_trials.output.pages.answers_in_work import AnswersInWork, Full
from msc_trials.output.pages.document import documents, files_of
from msc_trials.output.pages.listing import Row, bare_rows, bars, by_letter, row_of
from msc_trials.output.pages.reference_pages import ledger_page, products_page
from msc_trials.output.pages.render import script, site_page
from msc_trials.registry.query import MAX_CHARACTERS

LONGEST_ADDRESS = 2000
"""Bytes of path and query that are looked at; longer ones are refused."""
MOST_COMPARED = 12
"""Conditions in one comparison."""
PATIENCE = 1.5
"""Seconds a reader waits for an answer before the page that says that it is fetched."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LINKS = {
    "home": "/", "compare": "/compare", "products": "/products", "ledger": "/ledger", "ledger_csv": "/ledger.csv", "method": "/method",
    "search": "/answer", "script": "/find.js",
}  # fmt: skip
_TYPES = {
    "answer.json": "application/json",
    "citations.bib": "application/x-bibtex",
    "citations.ris": "application/x-research-info-systems",
    "citations.json": "application/vnd.citationstyles.csl+json",
}
_PATHS = ("/answer", "/letter", *(f"/{file}" for file in _TYPES))
"""Paths that take a condition."""
_METHODS = ("GET", "HEAD")
_REFRESH = 2
"""Seconds after which a page that waits loads again."""
_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[Any]]
_Send = Callable[[Any], Awaitable[None]]


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
            refusal = _refused(scope["path"], "This address is not served here.", 421)
        elif scope["method"] not in _METHODS:
            refusal = _refused(scope["path"], "Pages are only read here.", 405)
            refusal.headers["Allow"] = ", ".join(_METHODS)
        elif len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            refusal = _refused(scope["path"], "The address is too long.", 414)
        await (refusal or self._app)(scope, receive, send)


@dataclass(frozen=True)
class Made:
    """What one answer is read as: pages and data by path; its row in a comparison, headline and date of the data."""

    pages: dict[str, Response]
    row: Row
    headline: str
    dated: dict[str, Any]


def application(ask: Callable[[str], Answer], port: int) -> Any:
    """The pages as an ASGI application that answers only as 127.0.0.1 and localhost on ``port``."""
    in_work: AnswersInWork[Made] = AnswersInWork(lambda condition: _made(ask(condition), condition))
    fixed = _fixed()

    async def answered(request: Request) -> Response:
        return await _answered(request, in_work)

    async def compared(request: Request) -> Response:
        return await _compared(request, in_work)

    async def plain(request: Request) -> Response:
        return fixed[request.url.path]

    routes = [Route(path, plain) for path in fixed]
    routes += [Route(path, answered) for path in _PATHS]
    routes += [Route("/compare", compared)]
    made = Starlette(routes=routes, exception_handlers={404: _not_found, 500: _fault})
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")] + (["127.0.0.1", "localhost"] * (port == 80))
    return Guard(made, hosts)


def _fixed() -> dict[str, Response]:
    """Pages and files that need no answer, by path."""
    rows = bare_rows(_address)
    home = site_page("index", _LINKS, rows=rows, letters=by_letter(rows), levels=(), document=None)
    ledger = (seeds.folder() / "ledger.csv").read_bytes()
    return {
        "/": _page(home),
        "/products": _page(products_page(_LINKS, _pages())),
        "/ledger": _page(ledger_page(_LINKS)),
        "/method": _page(site_page("method", _LINKS)),
        "/ledger.csv": Response(ledger, media_type="text/csv", headers=_HEADERS),
        "/favicon.ico": Response(status_code=204, headers=_HEADERS),
        "/find.js": Response(script(), media_type="text/javascript", headers=_HEADERS),
    }


async def _answered(request: Request, in_work: AnswersInWork[Made]) -> Response:
    condition, path = " ".join(request.query_params.get("condition", "").split()), request.url.path
    if not condition and _is_data(path):
        return _message(path, "No condition was named.", "Name one, for example ?condition=stroke.", 400)
    if not condition:
        return RedirectResponse("/", 303, headers=_HEADERS)
    if len(condition) > MAX_CHARACTERS:
        return _message(path, "This text is too long for a condition.", "Name the condition in a few words.", 400)
    try:
        future = in_work.wanted(condition)
    except Full:
        return _message(path, "Too many questions are waiting.", "Please come again in a minute.", 503)
    await _patiently([future])
    if not future.done():
        return _wait(path, condition, f"{path}?condition={quote(condition)}", in_work.seconds(condition))
    error = future.exception()
    if error is None:
        return future.result().pages[path]
    if isinstance(error, MscTrialsError):
        return _message(path, error.message, on_a_page(error), 400 if isinstance(error, QueryError) else 502)
    return _message(path, "The answer could not be made.", "This is a fault of the program; please report it.", 500)


async def _compared(request: Request, in_work: AnswersInWork[Made]) -> Response:
    """The conditions named in the address, separated by commas, side by side; a form where none is named."""
    typed, path = request.query_params.get("conditions", ""), request.url.path
    names = list(dict.fromkeys(filter(None, (" ".join(n.split()) for n in re.split(r"[,;\n]", typed)))))
    if len(names) > MOST_COMPARED or any(len(name) > MAX_CHARACTERS for name in names):
        return _message(path, "This is too much to compare.", f"Name at most {MOST_COMPARED} conditions.", 400)
    try:
        futures = {name: in_work.wanted(name) for name in names}
    except Full:
        return _message(path, "Too many questions are waiting.", "Please come again in a minute.", 503)
    await _patiently(futures.values())
    done = sum(future.done() for future in futures.values())
    if done < len(names):
        address = f"/compare?conditions={quote(', '.join(names))}"
        return _wait(path, ", ".join(names), address, max(map(in_work.seconds, names)), done, len(names))
    made = [f.result() for f in futures.values() if not f.exception() and f.result().row.level]
    return _page(_comparison(made, ", ".join(names), _troubles(futures)))


def _comparison(made: list[Made], asked: str, troubles: list[str]) -> str:
    """The page of a comparison: each condition once, in the order of the alphabet, with the date of the oldest data."""
    rows = sorted((one.row for one in made), key=lambda row: row.name.lower())
    graded = list({row.name: row for row in rows}.values())
    oldest = min((one.dated for one in made), key=lambda d: str(d["provenance"]["data_timestamp"]), default=None)
    values = {"rows": graded, "bars": bars(graded), "levels": (), "document": oldest, "asked": asked}
    return site_page("compare", _LINKS, **values, troubles=troubles, most=MOST_COMPARED)


def _troubles(futures: dict[str, Future[Made]]) -> list[str]:
    """Why a named condition has no row."""
    lines = []
    for name, future in futures.items():
        error = future.exception()
        if isinstance(error, MscTrialsError):
            lines.append(f"{name}: {error.message}")
        elif error is not None:
            lines.append(f"{name}: the answer could not be made. This is a fault of the program; please report it.")
        elif not future.result().row.level:
            lines.append(f"{name}: {future.result().headline}")
    return lines


async def _patiently(futures: Iterable[Future[Made]]) -> None:
    """Wait until all are done, but not longer than a reader waits for a page."""
    with anyio.move_on_after(PATIENCE):
        while not all(future.done() for future in futures):
            await anyio.sleep(0.02)


def _wait(path: str, condition: str, address: str, seconds: int, done: int = 0, of: int = 1) -> Response:
    """What says that the answer is being fetched; its header makes browsers load it again."""
    values = {"condition": condition, "address": address, "seconds": seconds, "done": done, "of": of}
    found: Response = (
        _json({"waiting": f"{condition} is looked up. Ask again in {_REFRESH} seconds."}, 202)
        if _is_data(path)
        else _page(site_page("wait", _LINKS, **values), 202)
    )
    found.headers["Refresh"] = f"{_REFRESH}; url={address}"
    return found


def _made(answer: Answer, condition: str) -> Made:
    """The page, the letter, the data and the row of an answer."""
    document, offered = documents(answer)

    def address(file: str) -> str:
        return f"{_path(file)}?condition={quote(condition)}"

    files = files_of(answer, document, offered, _LINKS, address, _pages())
    pages = {_path(file): _file(file, text) for file, text in files.items()}
    if missing := [path for path in _PATHS if path not in pages]:
        pages |= {path: _message(path, "There is no such page for this.", answer.headline, 404) for path in missing}
    dated = {"provenance": document["provenance"], "as_of": document["as_of"], "query": None}
    return Made(pages, row_of(document, _address(condition)), answer.headline, dated)


def _path(file: str) -> str:
    """The path of a file that belongs to an answer."""
    return "/answer" if file == "index.html" else f"/{file.removesuffix('.html')}"


def _file(file: str, text: str) -> Response:
    if file.endswith(".html"):
        return _page(text)
    return Response(text.encode("utf-8", "replace"), media_type=_TYPES[file], headers=_HEADERS)


def _address(condition: str) -> str:
    return f"/answer?condition={quote(condition)}"


def _pages() -> dict[str, str]:
    """The address of each condition's page by its id."""
    return {row.id: _address(row.name) for row in conditions.all_conditions()}


def _page(text: str, status: int = 200) -> HTMLResponse:
    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    headers = _HEADERS | {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers=headers)


def _is_data(path: str) -> bool:
    """Whether a program reads what is at a path."""
    return path.endswith(".json")


def _json(document: dict[str, str], status: int) -> Response:
    text = json_text({"schema": SCHEMA, **document}) + "\n"
    return Response(text, status, headers=_HEADERS, media_type="application/json")


def _message(path: str, what: str, hint: str, status: int) -> Response:
    """What went wrong and what to do, in the form that is asked for at the path."""
    if _is_data(path):
        return _json({"error": f"{what} {hint}"}, status)
    return _page(site_page("message", _LINKS, what=what, hint=hint), status)


def _refused(path: str, text: str, status: int) -> Response:
    """The same in one line where no page is made."""
    if _is_data(path):
        return _json({"error": text}, status)
    return PlainTextResponse(f"{text}\n", status, headers=_HEADERS)


async def _not_found(request: Request, error: Exception) -> Response:
    return _message(request.url.path, "There is no such page.", "Start from the list of conditions.", 404)


async def _fault(request: Request, error: Exception) -> Response:
    return _refused(request.url.path, "A fault of the program; please report it.", 500)
