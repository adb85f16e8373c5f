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

from benchmarks.labels import half_of, print_confusion, share
from msc_trials.literature import read_article
from msc_trials.literature.claim import Claim
from msc_trials.literature.client import PubMed
from msc_trials.registry.settings import Settings

SUCCESS = ("met", "met_noninferior", "met_uncontrolled")
NO_SUCCESS = ("not_met", "no_claim", "unclear", "mixed", "safety_only")
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
    made_up = all("sections" in r for r in kept)
    texts = {r["pmid"]: as_article(r) for r in kept} if made_up else fetch((r["pmid"] for r in kept if r["pmid"]), url)
    start = process_time()
    pairs = [(r, read_article(texts[r["pmid"]])) for r in kept if r["pmid"] in texts]
    seconds = process_time() - start
    print(
        f"{len(pairs)} of {len(kept)} labelled papers found, half {half}; {len(pairs) / max(seconds, 1e-9):.0f} abstracts/s"
    )
    not_verbatim = [c.pmid for _, c in pairs if c.sentence and not is_verbatim(c.sentence, texts[c.pmid])]
    quoted = sum(bool(c.sentence) for _, c in pairs)
    print(f"quotes verbatim {quoted - len(not_verbatim)}/{quoted} {not_verbatim or ''}")
    score = _hand_read if "claim" in rows[0] else _oncology if "Annotation_accept" in rows[0] else _outcomes
    wrong = score(pairs)
    if not brief:
        print("".join(f"\n{line}" for line in wrong))
    return 0


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


def _table(counts: Counter[tuple[str, str]]) -> None:
    labels, readings = (sorted(set(names)) for names in zip(*counts, strict=True)) if counts else ([], [])
    print_confusion(counts, labels, readings)


def _hand_read(pairs: list[tuple[dict[str, Any], Claim]]) -> list[str]:
    _table(Counter((r["claim"], c.claim) for r, c in pairs))
    exact = sum(r["claim"] == c.claim for r, c in pairs)
    good = sum(c.claim in (r["claim"], *r["also_acceptable"].split(";")) for r, c in pairs)
    false = [(r, c) for r, c in pairs if c.claim in SUCCESS and r["claim"] in NO_SUCCESS]
    strict = sum(c.claim not in r["also_acceptable"].split(";") for r, c in false)
    met = [c for r, c in pairs if r["claim"] == "met"]
    found = sum(c.claim == "met" for c in met)
    unread = [(r, c) for r, c in pairs if r["reports_results"] != "yes"]
    told = sum(c.claim != "no_claim" for _, c in unread)
    print(f"\nexact {exact}/{len(pairs)}, exact or acceptable {share(good, len(pairs))}")
    print(f"false success {share(len(false), len(pairs))}, of these not acceptable to any reader {strict}")
    print(f"recall of met {share(found, len(met))}")
    print(f"verdict from a paper that reports no main result {told}/{len(unread)}")
    return [
        f"{r['pmid']}: label {r['claim']} ({r['also_acceptable']}), read {c.claim} [{c.rule}]\n"
        f"  label quotes: {r.get('decisive_sentence', '')[:200]}\n  read quotes:  {c.sentence[:200]}"
        for r, c in pairs
        if c.claim not in (r["claim"], *r["also_acceptable"].split(";"))
    ]


def _oncology(pairs: list[tuple[dict[str, Any], Claim]]) -> list[str]:
    _table(Counter((r["Annotation_accept"], c.claim) for r, c in pairs))
    said = [(r, c) for r, c in pairs if c.claim in (*SUCCESS, "not_met")]
    right = sum((r["Annotation_accept"] == "Positive") == (c.claim in SUCCESS) for r, c in said)
    model = sum(r["gpt4o_temp100_title_abstract_response_raw"].strip() == r["Annotation_accept"] for r, _ in said)
    print(f"\nanswered {share(len(said), len(pairs))}")
    print(f"right {share(right, len(said))}; GPT-4o on the same rows {share(model, len(said))}")
    return [
        f"{r['pmid']}: label {r['Annotation_accept']}, read {c.claim} [{c.rule}]: {c.sentence[:200]}"
        for r, c in said
        if (r["Annotation_accept"] == "Positive") != (c.claim in SUCCESS)
    ]


def _outcomes(pairs: list[tuple[dict[str, Any], Claim]]) -> list[str]:
    """The labelled outcome whose evidence the quote is: a difference or none, as the reading says."""
    decided = [(label, c) for r, c in pairs if c.favours and (label := _label_of(r["labels"], c.sentence)) is not None]
    right = sum((label["code"] == "0") == (c.favours == "neither") for label, c in decided)
    _table(Counter((label["label"], c.favours) for label, c in decided))
    print(f"\ndirection right {share(right, len(decided))} of the quotes that are labelled evidence")
    return [
        f"{c.pmid}: {label['outcome']}: {label['label']}, read favours {c.favours}: {c.sentence[:200]}"
        for label, c in decided
        if (label["code"] == "0") != (c.favours == "neither")
    ]


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
