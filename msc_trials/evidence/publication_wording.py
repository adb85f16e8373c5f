"""Every sentence about what the papers of trials report; never "works", and never without who read it."""

from __future__ import annotations

from collections.abc import Mapping

from msc_trials.literature.papers import Paper, PapersRead

CLAIMS = {
    "met": "met its main goal",
    "met_noninferior": "was not worse than the comparator",
    "met_uncontrolled": "met its goal without a control group",
    "not_met": "did not meet its main goal",
    "mixed": "met some main goals and missed others",
    "safety_only": "reports safety only",
    "unclear": "reports a main result that this program cannot judge",
    "no_claim": "reports no main result",
}
"""What a paper claims, in words, after "the abstract says that the trial"."""

_MANY = {
    "met": "the main goal was met in {n}",
    "met_noninferior": "the treatment was not worse in {n}",
    "met_uncontrolled": "a goal was met without a control group in {n}",
    "not_met": "the main goal was not met in {n}",
    "mixed": "main goals disagree in {n}",
    "safety_only": "only safety was reported in {n}",
    "unclear": "the main result cannot be judged in {n}",
}
FIRST_USE = (
    "PubMed (NCBI, USA) was asked for the papers of these trials; it learns their numbers, which tell the condition. "
    "MSC_TRIALS_PAPERS=off or --no-papers leaves it out."
)
NOT_FOUND_IS_NOT_UNPUBLISHED = (
    "A paper that PubMed did not find may still exist; many papers do not print the trial's number."
)


def reported_sentence(reported: Mapping[str, int]) -> str:
    """What authors report about the counted trials without a usable posted result; empty when nothing is reported."""
    parts = [words.format(n=_trials(reported[name])) for name, words in _MANY.items() if reported.get(name)]
    if not parts:
        return ""
    return (
        f"In abstracts of papers, authors report that {', '.join(parts)}. These abstracts were read by this program and not "
        "checked by a person; they are counted apart and do not set the level above."
    )


def paper_title(paper: Paper) -> str:
    """Number, journal and year of a paper."""
    return "; ".join(filter(None, (f"PMID {paper.pmid}", paper.journal, paper.year)))


def paper_sentence(paper: Paper) -> str:
    """Why a paper is not read, or what it claims."""
    if not paper.counts:
        return f"Not read for a verdict: {paper.not_read_because}."
    return f"The abstract says that the trial {CLAIMS[paper.claim.claim]}."


def reading_lines(read: PapersRead) -> list[str]:
    """What went wrong or was left for the next time, one sentence each."""
    lines = [f"PubMed could not be asked: {read.trouble}"] if read.trouble else []
    if read.not_reached and not read.trouble:
        more = f" and {len(read.not_reached) - 5} more" if len(read.not_reached) > 5 else ""
        named = ", ".join(read.not_reached[:5]) + more
        lines.append(f"Papers of {named} were not reached in the time allowed; ask again to read on.")
    if read.unknown:
        lines.append(f"PubMed did not give {len(read.unknown)} listed paper(s): {', '.join(read.unknown[:5])}.")
    return lines


def _trials(number: int) -> str:
    return "1 trial" if number == 1 else f"{number} trials"
