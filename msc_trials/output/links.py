"""Links of a page: to the registry, to DOIs and to PubMed, and nowhere else. Everything comes out escaped."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from msc_trials.knowledge.registries import registry_url
from msc_trials.matching.text import printable

_TRIAL = re.compile(r"NCT\d{8}|(?:ACTRN|ChiCTR|CTRI/|JapicCTI-|jRCT|UMIN|EUCTR|ISRCTN|KCT|IRCT)[A-Za-z0-9/-]{4,30}")
_IDENTIFIERS = re.compile(
    r"doi:\s?(10\.\d{4,9}/[^\s;,<>\"']+)|PMID:?\s?(\d{1,9})|\b(NCT\d{8})\b|(https://clinicaltrials\.gov/search\?[^\s<>\"']+)"
)


def escaped(value: object) -> str:
    """``value`` as one line of HTML text: no control characters, no bidi overrides, no markup."""
    return html.escape(printable(str(value)))


def registry_link(trial_id: str) -> str:
    """A link to the registry's page of a trial; plain escaped text for what is not a registration number."""
    if not _TRIAL.fullmatch(trial_id):
        return escaped(trial_id)
    address = html.escape(quote(registry_url(trial_id), safe=":/?="))
    return f'<a href="{address}" rel="noreferrer">{escaped(trial_id)}</a>'


def with_links(text: str) -> str:
    """``text`` escaped, with its DOIs, PubMed numbers, NCT numbers and searches of the registry made into links."""
    plain, out, end = printable(text), [], 0
    for found in _IDENTIFIERS.finditer(plain):
        doi, pmid, nct_id, search = found.groups()
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
        elif nct_id:
            out.append(registry_link(nct_id))
        else:
            out.append(f'<a href="{html.escape(search)}" rel="noreferrer">search of the registry</a>')
        end = found.end()
    out.append(html.escape(plain[end:]))
    return "".join(out)
