"""Trials and the papers of the ledger as citations: CSL-JSON, RIS and BibTeX, for reference managers and reviews."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.knowledge import ledger
from msc_trials.matching.text import printable
from msc_trials.output.items import Tabular, items_of
from msc_trials.output.json_text import json_text

_KINDS = {"webpage": ("ELEC", "misc"), "article-journal": ("JOUR", "article"), "report": ("RPRT", "misc")}
_BIBTEX = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"})


def csl_items(trials: Tabular) -> Iterator[dict[str, Any]]:
    """CSL-JSON items: the registry's page of each trial, then the publication the ledger names for it.

    ``trials`` as for ``to_frame``: trials, assessments, answers. Raises ``MisuseError`` for anything else.
    """
    for trial in (item.assessment for item in items_of(trials)):
        yield _of_trial(trial)
        row = ledger.rows().get(trial.trial_id)
        if row is not None and row.citation:
            yield _of_paper(row)


def csl_json(trials: Tabular) -> str:
    """The items as a CSL-JSON document."""
    return json_text(list(csl_items(trials)), indent=2) + "\n"


def ris(trials: Tabular) -> str:
    """The items as RIS, one record after the other."""
    return "".join(_ris(item) for item in csl_items(trials))


def bibtex(trials: Tabular) -> str:
    """The items as BibTeX entries."""
    return "\n".join(_bibtex(item) for item in csl_items(trials))


FORMS: dict[str, Callable[[Tabular], str]] = {".ris": ris, ".bib": bibtex, ".json": csl_json}
"""What writes citations, by the ending of a file."""


def citation_files(answer: Answer) -> dict[str, str]:
    """The counted trials of an answer and their papers in each form, by file name."""
    trials = [trial.assessment for trial in answer.trials if trial.counted]
    return {f"citations{ending}": write(trials) for ending, write in FORMS.items()}


def bibtex_of_page(key: str, title: str, year: str, note: str) -> str:
    """A page of this tool as a BibTeX entry; ``note`` says which data it was made of and when it was judged."""
    item = {
        "id": key,
        "type": "webpage",
        "title": title,
        "note": note,
        "author": [{"literal": "msc_trials contributors"}],
    }
    return _bibtex(item | _issued(year))


def _of_trial(trial: Assessment) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": trial.trial_id,
        "type": "webpage",
        "title": printable(trial.name),
        "URL": trial.url,
        "number": trial.trial_id,
        "publisher": trial.registry,
    }
    if trial.sponsor:
        item["author"] = [{"literal": printable(trial.sponsor)}]
    return item | _issued(trial.start_date[:4])


def _of_paper(row: ledger.LedgerRow) -> dict[str, Any]:
    """The publication of a row. The ledger does not keep titles: where the journal is known, one in square brackets says
    which result it is, as is usual for a title that is not the paper's own.
    """
    item: dict[str, Any] = {
        "id": f"{row.trial_id}-paper",
        "type": "article-journal" if row.evidence_kind == "journal" else "report",
        "title": printable(row.citation),
        "note": f"Result of {row.trial_id}",
    }
    if row.journal:
        item["title"] = printable(f"[Result of {row.trial_id}: {row.product}; {row.condition}]")
        item["note"] = printable(f"Of the authors the first only. Source of the result: {row.citation}")
        named = {"container-title": row.journal, "volume": row.volume, "page": row.first_page}
        item |= {name: text for name, text in named.items() if text}
    if row.first_author:
        item["author"] = [{"family": row.first_author}]
    if row.doi:
        item["DOI"] = row.doi
    if row.pmid:
        item["PMID"] = row.pmid
    return item | _issued(row.year)


def _author(name: dict[str, str]) -> str:
    return name.get("literal") or name["family"]


def _issued(year: str) -> dict[str, Any]:
    return {"issued": {"date-parts": [[int(year)]]}} if year.isdigit() else {}


def _year(item: dict[str, Any]) -> str:
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""


def _ris(item: dict[str, Any]) -> str:
    fields = [
        ("TY", _KINDS[item["type"]][0]),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", _author(a)) for a in item.get("author", ())),
        ("JO", item.get("container-title", "")),
        ("VL", item.get("volume", "")),
        ("SP", item.get("page", "")),
        ("PY", _year(item)),
        ("PB", item.get("publisher", "")),
        ("UR", item.get("URL", "")),
        ("DO", item.get("DOI", "")),
        ("AN", item.get("PMID", item.get("number", ""))),
        ("N1", item.get("note", "")),
    ]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in fields if text) + "ER  - \r\n\r\n"


def _bibtex(item: dict[str, Any]) -> str:
    fields = {
        "title": f"{{{item['title'].translate(_BIBTEX)}}}",
        "author": _bibtex_authors(item.get("author", ())),
        "journal": item.get("container-title", "").translate(_BIBTEX),
        "volume": item.get("volume", ""),
        "pages": item.get("page", ""),
        "year": _year(item),
        "publisher": item.get("publisher", "").translate(_BIBTEX),
        "doi": item.get("DOI", ""),
        "url": item.get("URL", ""),
        "pmid": item.get("PMID", ""),
        "note": item.get("note", "").translate(_BIBTEX),
    }
    key = re.sub(r"[^A-Za-z0-9-]", "-", item["id"])
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
    return f"@{_KINDS[item['type']][1]}{{{key},\n{lines}}}\n"


def _bibtex_authors(names: Iterable[dict[str, str]]) -> str:
    """Names in braces, so that they are not taken apart; a surname stands for the first of several authors."""
    listed = [f"{{{_author(name).translate(_BIBTEX)}}}" + (" and others" if "family" in name else "") for name in names]
    return " and ".join(listed)
