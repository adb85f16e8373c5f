"""What the papers say: single sentences, and lines for a terminal under an answer, under one trial, and as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.publication_verdict import quoted
from msc_trials.evidence.words import many, sentence, word
from msc_trials.knowledge.rules import topic
from msc_trials.literature.papers import Paper, PapersRead
from msc_trials.matching.text import printable
from msc_trials.output.lines import all_wrapped, wrapped

if TYPE_CHECKING:
    from msc_trials.service.show import Shown

_SHOWN = 3


def reported_sentence(reported: Mapping[str, int]) -> str:
    """What authors report about the counted trials without a usable posted result; empty when nothing is reported."""
    parts = [
        words.format(n=many(reported[name], "trial")) for name, words in topic("claims").items() if reported.get(name)
    ]
    return sentence("reported_in_abstracts", what=", ".join(parts)) if parts else ""


def paper_title(paper: Paper) -> str:
    """Number, journal and year of a paper."""
    return "; ".join(filter(None, (f"PMID {paper.pmid}", paper.journal, paper.year)))


def paper_sentence(paper: Paper) -> str:
    """Why a paper is not read, or what it claims."""
    if not paper.counts:
        return f"Not read for a verdict: {paper.not_read_because}."
    return f"The abstract says that the trial {word('claim', paper.claim.claim)}."


def reading_lines(read: PapersRead) -> list[str]:
    """What went wrong or was left for the next time, one sentence each."""
    lines = [f"PubMed could not be asked: {read.trouble}"] if read.trouble else []
    if read.not_reached and not read.trouble:
        lines.append(f"Papers of {_some(read.not_reached)} were not reached in the time allowed; ask again to read on.")
    if read.unknown_trials:
        lines.append(f"The registry knows no study {_some(read.unknown_trials, 20)}.")
    if read.unknown:
        lines.append(f"PubMed did not give {many(len(read.unknown), 'listed paper')}: {_some(read.unknown)}.")
    if read.unread:
        lines.append(f"{many(len(read.unread), 'paper')} of PubMed could not be read: PMID {_some(read.unread)}.")
    return lines


def _some(numbers: Sequence[str], most: int = 5) -> str:
    """The first numbers of a list, and how many more there are."""
    return ", ".join(numbers[:most]) + (f" and {len(numbers) - most} more" if len(numbers) > most else "")


def answer_lines(answer: Answer, width: int, everything: bool) -> list[str]:
    """What authors report about the counted trials, with quotes; nothing when PubMed was not asked."""
    if answer.papers is None:
        return []
    said = reported_sentence(answer.reported)
    lines = wrapped(said, width) if said else []
    quotes = [t for t in answer.trials if t.counted and (t.verdict.source == "publication" or t.contradiction)]
    for trial in quotes if everything else quotes[:_SHOWN]:
        text = trial.contradiction or trial.verdict.reasons[0].text
        lines += wrapped(f"{trial.assessment.trial_id}  {printable(text)}", width, "  ", "      ")
    if len(quotes) > _SHOWN and not everything:
        lines.append(f"  and {len(quotes) - _SHOWN} more: add --all.")
    lines += all_wrapped(reading_lines(answer.papers), width)
    return ["", *lines] if lines else []


def shown_lines(shown: Shown, width: int, why: bool) -> list[str]:
    """The papers of one trial; with ``why`` also those that are not read, and how each is tied to the trial."""
    lines = wrapped(shown.contradiction, width) if shown.contradiction else []
    listed = [paper for paper in shown.papers if why or paper.counts or paper.notes]
    if listed:
        lines += [
            "",
            "Papers (abstracts read by this program, not checked by a person):",
            *paper_lines(listed, width, why),
        ]
    if shown.papers_read is not None:
        if not shown.papers and not shown.papers_read.trouble:
            lines += wrapped(f"No paper was found in PubMed. {sentence('not_found_in_pubmed')}", width)
        lines += all_wrapped(reading_lines(shown.papers_read), width)
    return lines


def paper_lines(papers: Sequence[Paper], width: int, why: bool = False) -> list[str]:
    """Papers with claim and quote, one after the other."""
    lines: list[str] = []
    for paper in papers:
        lines += wrapped(f"{paper_title(paper)}  {printable(paper.title)}", width, "  ", "      ")
        told = quoted(paper) if paper.counts and paper.claim.sentence else paper.url
        text = " ".join((paper_sentence(paper), *paper.notes, printable(told)))
        lines += wrapped(text, width, "      ")
        if why:
            rule = (
                f"; rule {paper.claim.rule}, {paper.claim.confidence} confidence in the reading" if paper.counts else ""
            )
            lines += wrapped(f"Tied to {paper.nct_id} by {word('paper_link', paper.link)}{rule}.", width, "      ")
    return lines


def list_text(read: PapersRead | None, trials: Sequence[str], width: int) -> str:
    """The papers of some trials as text, trial by trial."""
    if read is None:
        return "\n".join(wrapped(sentence("pubmed_left_out"), width)) + "\n"
    lines: list[str] = []
    for trial_id in trials:
        papers = read.by_trial.get(trial_id, ())
        if papers:
            lines += [trial_id, *paper_lines(papers, width, why=True), ""]
    without = [t for t in read.asked if not read.by_trial.get(t)]
    if without:
        lines += wrapped(f"No paper was found for {_some(without, 20)}. {sentence('not_found_in_pubmed')}", width)
    lines += all_wrapped(reading_lines(read), width)
    return "\n".join(lines) + "\n"
