"""Score ``read_article`` against labelled abstracts: hand-read claims, oncology trials, outcome-level directions.

The kind of label file is told by its columns: ``claim`` (hand-read), ``Annotation_accept`` (oncology trials, rows numbered
from 99100001), or JSON lines with ``labels`` (directions of single outcomes). Texts are fetched from ``--url``; JSON lines
with ``sections`` are made-up papers that bring their texts.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from benchmarks.labels import Figure, Score, half_of, print_confusion, print_figures
from msc_trials.literature import read_article
from msc_trials.literature.claim import Claim
from msc_trials.literature.client import PubMed
from msc_trials.registry.settings import Settings

SUCCESS = ("met", "met_noninferior", "met_uncontrolled")
NO_SUCCESS = ("not_met", "no_claim", "unclear", "mixed", "safety_only")
Pair = tuple[dict[str, Any], Claim]
"""A label and what is read of its paper."""
_FIRST_ROW = 99_100_001
_TYPES = {
    "Randomized Controlled Trial": "D016449", "Clinical Trial": "D016430", "Clinical Trial, Phase I": "D017426",
    "Clinical Trial, Phase II": "D017427", "Clinical Trial, Phase III": "D017428", "Controlled Clinical Trial": "D018848",
    "Observational Study": "D064888", "Clinical Trial Protocol": "D000078325", "Letter": "D016422", "Comment": "D016420",
    "Editorial": "D016421", "Review": "D016454", "Systematic Review": "D000078182", "Meta-Analysis": "D017418",
}  # fmt: skip
"""Codes of the types of paper that the rules ask for."""


def main(labels: Path, url: str, half: str, sets: Sequence[str] = (), brief: bool = False) -> int:
    """``sets``: values of the column ``set``, all without; ``brief`` leaves out the wrong rows."""
    csv.field_size_limit(10**9)
    rows = [r for r in rows_of(labels) if not sets or r.get("set") in sets]
    kept = half_of(rows, half, "pmid")
    texts = texts_of(kept, url)
    start = process_time()
    pairs = [(r, read_article(texts[r["pmid"]])) for r in kept if r["pmid"] in texts]
    seconds = process_time() - start
    print(
        f"{len(pairs)} of {len(kept)} labelled papers found, half {half}; {len(pairs) / max(seconds, 1e-9):.0f} abstracts/s"
    )
    not_verbatim = [c.pmid for _, c in pairs if c.sentence and not is_verbatim(c.sentence, texts[c.pmid])]
    quoted = sum(bool(c.sentence) for _, c in pairs)
    print(f"quotes verbatim {quoted - len(not_verbatim)}/{quoted} {not_verbatim or ''}")
    print_table(pairs)
    found = score(pairs)
    print_figures(found.figures)
    if not brief:
        print("".join(f"\n{line}" for line in found.misses))
    return 0


def score(pairs: list[Pair]) -> Score:
    """Figures and misses of labels of one kind."""
    columns = pairs[0][0] if pairs else {"claim": ""}
    if "claim" in columns:
        return _hand_read(pairs)
    return _oncology(pairs) if "Annotation_accept" in columns else _outcomes(pairs)


def print_table(pairs: list[Pair]) -> None:
    """Labelled claims (of single outcomes: directions) by what is read."""
    if pairs and "labels" in pairs[0][0]:
        counts = Counter((label["label"], claim.favours) for label, claim in _decided(pairs))
    else:
        counts = Counter((r.get("claim") or r["Annotation_accept"], c.claim) for r, c in pairs)
    labels, readings = (sorted(set(names)) for names in zip(*counts, strict=True)) if counts else ([], [])
    print_confusion(counts, labels, readings)


def texts_of(rows: list[dict[str, Any]], url: str) -> dict[str, str]:
    """The papers of labels as XML by PMID: made-up ones from the labels, others from ``url``."""
    if all("sections" in row for row in rows):
        return {row["pmid"]: as_article(row) for row in rows}
    return fetch((row["pmid"] for row in rows if row["pmid"]), url)


def rows_of(labels: Path) -> list[dict[str, Any]]:
    """The rows of a label file, each with its ``pmid``."""
    data = gzip.decompress(labels.read_bytes()) if labels.suffix == ".gz" else labels.read_bytes()
    if ".jsonl" in labels.name:
        return [json.loads(line) for line in data.splitlines() if line.strip()]
    rows: list[dict[str, Any]] = list(csv.DictReader(data.decode("utf-8").splitlines(keepends=True)))
    for number, row in enumerate(rows):
        row.setdefault("pmid", str(_FIRST_ROW + number))
    return rows


def fetch(pmids: Iterable[str], url: str) -> dict[str, str]:
    """The papers as XML by PMID."""
    with PubMed(Settings.load({}, pubmed_url=url), max_requests=1000, max_seconds=600) as pubmed:
        return {pmid: xml for part in pubmed.fetch(pmids) for pmid, xml in part.papers.items()}


def as_article(row: dict[str, Any]) -> str:
    """A made-up paper of a label file (``title``, ``types``, ``sections``: label and text) as PubMed sends one."""
    parts = "".join(
        f"<AbstractText Label={quoteattr(label)}>{escape(text)}</AbstractText>" for label, text in row["sections"]
    )
    types = "".join(
        f'<PublicationType UI="{_TYPES.get(one, "")}">{escape(one)}</PublicationType>' for one in row["types"]
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{row['pmid']}</PMID><Article><ArticleTitle>{escape(row['title'])}</ArticleTitle>"
        f"<Abstract>{parts}</Abstract><PublicationTypeList>{types}</PublicationTypeList></Article></MedlineCitation></PubmedArticle>"
    )


def is_verbatim(sentence: str, xml: str) -> bool:
    """Whether the words and signs of a quote stand in this order in the record, tags and raised digits aside."""
    plain = re.sub(r"<[^>]+>", "", xml).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    lowered = sentence.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-"))
    return "".join(lowered.split()) in "".join(plain.split()) or "".join(sentence.split()) in "".join(plain.split())


def _hand_read(pairs: list[Pair]) -> Score:
    misses = [(r, c) for r, c in pairs if c.claim not in (r["claim"], *r["also_acceptable"].split(";"))]
    false = [(r, c) for r, c in pairs if c.claim in SUCCESS and r["claim"] in NO_SUCCESS]
    strict = sum(c.claim not in r["also_acceptable"].split(";") for r, c in false)
    met = [c for r, c in pairs if r["claim"] == "met"]
    unread = [c for r, c in pairs if r["reports_results"] != "yes"]
    figures = [
        Figure("claim exact or acceptable", len(pairs) - len(misses), len(pairs)),
        Figure("claim exact", sum(r["claim"] == c.claim for r, c in pairs), len(pairs)),
        Figure("said a success, truly none", len(false), len(pairs)),
        Figure("the same, and no second reading allows it", strict, len(pairs)),
        Figure("truly met and said so", sum(c.claim == "met" for c in met), len(met)),
        Figure("any claim, of papers without a main result", sum(c.claim != "no_claim" for c in unread), len(unread)),
    ]
    lines = [
        f"{r['pmid']}: label {r['claim']} ({r['also_acceptable']}), read {c.claim} [{c.rule}]\n"
        f"  label quotes: {r.get('decisive_sentence', '')[:200]}\n  read quotes:  {c.sentence[:200]}"
        for r, c in misses
    ]
    return Score(figures, lines)


def _oncology(pairs: list[Pair]) -> Score:
    said = [(r, c) for r, c in pairs if c.claim in (*SUCCESS, "not_met")]
    misses = [(r, c) for r, c in said if (r["Annotation_accept"] == "Positive") != (c.claim in SUCCESS)]
    model = sum(r["gpt4o_temp100_title_abstract_response_raw"].strip() == r["Annotation_accept"] for r, _ in said)
    figures = [
        Figure("oncology trials: answered", len(said), len(pairs)),
        Figure("oncology trials: right, of those answered", len(said) - len(misses), len(said)),
        Figure("the same rows, GPT-4o", model, len(said)),
    ]
    lines = [
        f"{r['pmid']}: label {r['Annotation_accept']}, read {c.claim} [{c.rule}]: {c.sentence[:200]}" for r, c in misses
    ]
    return Score(figures, lines)


def _outcomes(pairs: list[Pair]) -> Score:
    """The labelled outcome whose evidence the quote is: a difference or none, as the reading says."""
    decided = _decided(pairs)
    misses = [(label, c) for label, c in decided if (label["code"] == "0") != (c.favours == "neither")]
    figure = Figure("direction of the quoted sentence, of those labelled", len(decided) - len(misses), len(decided))
    lines = [
        f"{c.pmid}: {label['outcome']}: {label['label']}, read favours {c.favours}: {c.sentence[:200]}"
        for label, c in misses
    ]
    return Score([figure], lines)


def _decided(pairs: list[Pair]) -> list[tuple[dict[str, str], Claim]]:
    return [(label, c) for r, c in pairs if c.favours and (label := _label_of(r["labels"], c.sentence)) is not None]


def _label_of(labels: list[dict[str, str]], sentence: str) -> dict[str, str] | None:
    quote = _words(sentence)
    best: tuple[float, dict[str, str]] | None = None
    for label in labels:
        evidence = _words(label["evidence"])
        outcome = _words(label["outcome"]) - {"of", "the", "in", "and", "at"}
        if len(evidence) < 4 or not quote:
            continue
        shared = len(quote & evidence) / min(len(quote), len(evidence))
        named = len(outcome & quote) / max(len(outcome), 1)
        if shared > 0.8 and named > 0.5 and (best is None or shared + named > best[0]):
            best = (shared + named, label)
    return None if best is None else best[1]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
