"""Made-up PubMed records and a tiny stand-in for the E-utilities on loopback; every word in them is our own."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from msc_trials.literature import read_article
from msc_trials.literature.claim import Claim

Sections = Mapping[str, str]

TITLE = "Cells versus placebo for stiff synthetic knees: a randomised trial"
UNNAMED = "We randomly assigned 80 patients to cells or placebo."
GAIN = "Cells reduced pain in stiff knees."
METHODS = "We randomly assigned 80 patients to cells or placebo. The primary end point was pain score at 6 months."


def article(
    pmid: str = "7001",
    title: str = TITLE,
    sections: Sections | str | None = None,
    *,
    numbers: Iterable[str] = (),
    types: Iterable[str] = ("D016428",),
    corrections: Iterable[tuple[str, str]] = (),
    year: str = "2020",
    month: str = "",
) -> str:
    """One ``PubmedArticle``; ``sections`` map labels to text, a plain text is one section without label."""
    if sections is None:
        sections = trial()
    if isinstance(sections, str):
        sections = {"": sections}
    texts = "".join(f'<AbstractText Label="{k}">{v}</AbstractText>' for k, v in sections.items())
    banks = "".join(f"<AccessionNumber>{n}</AccessionNumber>" for n in numbers)
    bank = (
        "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>"
        f"{banks}</AccessionNumberList></DataBank></DataBankList>"
        if banks
        else ""
    )
    typed = "".join(f'<PublicationType UI="{t}">x</PublicationType>' for t in types)
    linked = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>Made up</RefSource><PMID>{other}</PMID></CommentsCorrections>'
        for kind, other in corrections
    )
    dated = f"<Year>{year}</Year>" + (f"<Month>{month}</Month>" if month else "")
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal><JournalIssue><PubDate>{dated}</PubDate>"
        f"</JournalIssue><ISOAbbreviation>J Made Up</ISOAbbreviation></Journal><ArticleTitle>{title}</ArticleTitle>"
        f"<Abstract>{texts}</Abstract><Language>eng</Language>{bank}<PublicationTypeList>{typed}</PublicationTypeList></Article>"
        f"<CommentsCorrectionsList>{linked}</CommentsCorrectionsList></MedlineCitation></PubmedArticle>"
    )


def trial(results: str = "", conclusions: str = "", methods: str = METHODS) -> dict[str, str]:
    """The sections of a made-up trial report."""
    return {
        "METHODS": escape(methods),
        "RESULTS": escape(results or "Pain score was significantly lower with cells than with placebo (P = 0.01)."),
        "CONCLUSIONS": escape(conclusions or "Cells reduced pain compared with placebo."),
    }


def read(results: str, conclusions: str = GAIN, methods: str = UNNAMED, title: str = TITLE) -> Claim:
    """The claim of a made-up trial report."""
    return read_article(article(title=title, sections=trial(results, conclusions, methods)))


class TinyPubMed:
    """esearch and efetch over a few records, with one word of trouble per request (``503``, ``html``, ``error``, ...)."""

    def __init__(self, articles: Iterable[str] = (), trouble: str = "") -> None:
        self.articles = {re.search(r"<PMID>(\d+)<", text)[1]: text for text in articles}  # type: ignore[index]
        self.trouble = [word for word in trouble.split(",") if word]
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/entrez/eutils"

    def __enter__(self) -> TinyPubMed:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def word(self) -> str:
        if not self.trouble:
            return ""
        word = self.trouble[0]
        if not word.endswith("*"):
            self.trouble.pop(0)
        return word.rstrip("*")

    def answer(self, tool: str, fields: dict[str, str]) -> str:
        if tool == "esearch.fcgi":
            numbers = {n.lower() for n in re.findall(r"(NCT\d{8})\[", fields["term"])}
            hits = [p for p, text in self.articles.items() if any(n in text.lower() for n in numbers)]
            start, most = int(fields.get("retstart", 0)), int(fields.get("retmax", 20))
            ids = "".join(f"<Id>{pmid}</Id>" for pmid in hits[start : start + most])
            return f"<eSearchResult><Count>{len(hits)}</Count><IdList>{ids}</IdList></eSearchResult>"
        found = [self.articles[p] for p in fields["id"].split(",") if p in self.articles]
        return f"<PubmedArticleSet>{''.join(found)}</PubmedArticleSet>"


def _handler(server: TinyPubMed) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def log_message(self, *args: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields, tool = dict(parse_qsl(body)), self.path.rsplit("/", 1)[1]
            server.requests.append((tool, fields))
            word = server.word()
            status, text = 200, ""
            if word in ("500", "503"):
                status, text = int(word), "<html>trouble</html>"
            elif word == "429":
                status, text = 429, '{"error":"API rate limit exceeded"}'
            elif word == "proxy":
                status, text = 400, "<x><ERROR>proxy_stream() 502</ERROR></x>"
            elif word == "key":
                status, text = 400, '{"error":"API key invalid"}'
            elif word == "nolist":
                status, text = (
                    400,
                    "<eFetchResult><ERROR>ID list is empty! Possibly it has no correct IDs.</ERROR></eFetchResult>",
                )
            elif word == "html":
                text = "<!DOCTYPE html><html>maintenance</html>"
            elif word == "error":
                text = "<eSearchResult><ERROR>Search Backend failed</ERROR></eSearchResult>"
            elif word == "field":
                text = "<eSearchResult><Count>9</Count><IdList/><ErrorList><FieldNotFound>s1</FieldNotFound></ErrorList></eSearchResult>"
            elif word == "cut":
                text = server.answer(tool, fields)[:60]
            elif word == "other":
                text = "<somethingElse/>"
            elif word != "empty":
                text = server.answer(tool, fields)
            raw = text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    return Handler
