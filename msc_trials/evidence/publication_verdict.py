"""The verdict of a trial from the abstracts of its papers, behind ledger and posted results and before the status. What
a program read in an abstract never sets a level and never overturns a checked result; its confidence is never high.
``docs/papers.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import FAILURE, JUDGED
from msc_trials.evidence.words import sentence
from msc_trials.literature.papers import Paper
from msc_trials.results.findings import Confidence, Reason, Verdict, VerdictStatus

REPORTED = ("met", "met_noninferior", "met_uncontrolled", "not_met", "mixed", "safety_only", "unclear")
"""Claims that are counted apart in an answer."""
_DECIDING = frozenset(REPORTED) - {"unclear", "safety_only"}


def needs_papers(verdict: Verdict) -> bool:
    """Whether papers can add to a verdict: it is not from the ledger and posted results have not settled it."""
    return verdict.source != "ledger" and not (
        verdict.findings and verdict.status in JUDGED | {VerdictStatus.SAFETY_ONLY}
    )


def publication_verdict(papers: Sequence[Paper], registry: Verdict) -> Verdict | None:
    """The verdict from the papers that count; None when ``registry`` outranks them or they claim nothing."""
    claiming = [p for p in papers if p.counts and p.claim.claim in REPORTED]
    if not claiming or not needs_papers(registry):
        return None
    deciding = [p for p in claiming if p.claim.claim in _DECIDING]
    chosen = deciding or claiming
    claims = {p.claim.claim for p in chosen}
    first = min(chosen, key=lambda p: (_RANK[p.claim.confidence], p.published or "9999"))
    agreed = len(claims) == 1
    status = VerdictStatus(first.claim.claim if agreed else "mixed" if deciding else "unclear")
    confidence: Confidence = "medium" if agreed and first.claim.confidence != "low" else "low"
    return Verdict(
        status,
        "publication",
        confidence,
        tuple(_reason(p) for p in sorted(chosen, key=lambda p: (p is not first, p.published))),
        worse=agreed and first.claim.favours == "comparator",
        citation="; ".join(f"PMID {p.pmid}" for p in chosen),
        pmids=tuple(p.pmid for p in chosen),
        stop_class=registry.stop_class,
        result_publications=registry.result_publications,
    )


class BesidePapers:
    """What an assessment is beside the papers of its trial."""

    __slots__ = ()
    assessment: Assessment
    papers: tuple[Paper, ...]

    @property
    def verdict(self) -> Verdict:
        """The verdict to show: the abstracts' where neither ledger nor posted results have one, else the assessment's."""
        return publication_verdict(self.papers, self.assessment.verdict) or self.assessment.verdict

    @property
    def contradiction(self) -> str:
        """What the abstract of a paper says against a posted result that was judged; empty when nothing does."""
        registry = self.assessment.verdict
        if registry.source != "registry" or registry.status not in JUDGED or not registry.findings:
            return ""
        against = {"met", "met_noninferior", "met_uncontrolled"} if registry.status in FAILURE else {"not_met"}
        for paper in self.papers:
            if paper.counts and paper.claim.claim in against:
                claim = paper.claim.claim.replace("_", " ")
                return sentence("another_reading", claim=claim, quoted=quoted(paper))
        return ""


def reported_counts(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many trials have which verdict from a publication; every claim is named, also with 0."""
    found = Counter(v.status.value for v in verdicts if v.source == "publication")
    return {name: found[name] for name in REPORTED}


def quoted(paper: Paper) -> str:
    """The sentence that carries a claim, with its source and date, as it is shown everywhere."""
    year = f", {paper.year}" if paper.year else ""
    held: dict[str, Any] = {"pmid": paper.pmid, "year": year, "day": paper.fetched_on, "url": paper.url}
    return sentence("quoted_abstract", quote=paper.claim.sentence, **held)


def _reason(paper: Paper) -> Reason:
    text = " ".join((quoted(paper), *paper.notes))
    return Reason(f"publication.{paper.claim.claim}", text, paper.url, paper.claim.sentence)


_RANK = {"medium": 0, "low": 1}
