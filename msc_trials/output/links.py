"""Links of a page: to the registry, to DOIs and to PubMed, and nowhere else. Everything comes out escaped."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from msc_trials.matching.text import printable

_NCT = re.compile(r"NCT\d{8}")
_IDENTIFIERS = re.compile(r"doi:\s?(10\.\d{4,9}/[^\s;,<>\"']+)|PMID:?\s?(\d{1,9})|\b(NCT\d{8})\b")


def escaped(value: object) -> str:
    """``value`` as one line of HTML text: no control characters, no bidi overrides, no markup."""
    return html.escape(printable(str(value)))


def registry_link(nct_id: str) -> str:
    """A link to the registry's page of a trial; plain escaped text when ``nct_id`` is no NCT number."""
    if not _NCT.fullmatch(nct_id):
        return escaped(nct_id)
    return f'<a href="https://clinicaltrials.gov/study/{nct_id}" rel="noreferrer">{nct_id}</a>'


def with_links(text: str) -> str:
    """``text`` escaped, with its DOIs, PubMed numbers and NCT numbers made into links."""
    plain, out, end = printable(text), [], 0
    for found in _IDENTIFIERS.finditer(plain):
        doi, pmid, nct_id = found.groups()
        out.append(html.escape(plain[end : found.start()]))
        if doi:
            doi = doi.rstrip(".)")
            out.append(
                f'<a href="https://doi.org/{quote(doi, safe="/().;:-_")}" rel="noreferrer">doi:{html.escape(doi)}</a>'
            )
            end = found.start(1) + len(doi)
            continue
        if pmid:
            out.append(f'<a href="https://pubmed.ncbi.nlm.nih.gov/{pmid}/" rel="noreferrer">PMID {pmid}</a>')
        else:
            out.append(registry_link(nct_id))
        end = found.end()
    out.append(html.escape(plain[end:]))
    return "".join(out)
