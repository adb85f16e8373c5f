"""One trial as text: a few lines in a list, or in full with its verdict, figures, harms and reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msc_trials.evidence.as_of import status_words
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import sentence, verdict_word, word
from msc_trials.matching.text import printable
from msc_trials.output import papers_text
from msc_trials.output.lines import bullet, bullets, capital, source_line, wrapped
from msc_trials.output.main_goal import main_goal
from msc_trials.output.sizes import sizes_of
from msc_trials.output.trial_facts import trial_facts
from msc_trials.output.trial_words import harm_lines
from msc_trials.records.vocabularies import Status
from msc_trials.results.findings import Reason, VerdictStatus
from msc_trials.results.tests.unadjusted_test import hint

if TYPE_CHECKING:
    from msc_trials.service.show import Shown

PATIENTS_PAY = "the record says that patients pay for this trial"


def trial_lines(trial: Assessment, width: int, *, reasons: bool = True) -> list[str]:
    """One trial: number, phase, verdict, name, and the first reason with its source."""
    verdict = trial.verdict
    lines = wrapped(f"{trial.trial_id}  {'; '.join(_tags(trial))}", width, "  ", "      ")
    lines += wrapped(printable(trial.name), width, "      ")
    lines += wrapped(main_goal(trial).sentence, width, "      ")
    if reasons and verdict.reasons:
        source = verdict.citation or ("posted results" if verdict.findings else "status")
        lines += wrapped(f"{_after_goal(trial, verdict.reasons[0])} [{verdict.source}: {source}]", width, "      ")
    if reasons and verdict.disagreement:
        lines += wrapped(verdict.disagreement, width, "      ")
    return lines


def _tags(trial: Assessment) -> list[str]:
    """Phase and verdict, and what a reader must know of the trial before anything else."""
    verdict = trial.verdict
    planned = verdict.status is VerdictStatus.ONGOING and trial.status == Status.NOT_YET_RECRUITING
    uncontrolled = not trial.controlled and verdict.status.value in ("met_uncontrolled", "not_met", "mixed")
    told = {
        word("phase", trial.phase): True,
        "planned, not yet recruiting" if planned else verdict_word(verdict.status.value, trial.status): True,
        "comparator did better": verdict.worse,
        word("msc_class", trial.msc_class[0]): "core" not in trial.msc_class,
        "no control group": uncontrolled,
        PATIENTS_PAY: trial.patients_pay,
        f"registered in {trial.registry}": not trial.nct_id,
        "record not at hand": trial.nct_id and trial.origin == "ledger",
    }
    return [words for words, holds in told.items() if holds]


def _after_goal(trial: Assessment, reason: Reason) -> str:
    """The text of a reason without the main goal at its start, where the line of the main goal has just said it in these words."""
    text = printable(reason.text)
    rest = text.removeprefix(f"{printable(main_goal(trial).words)}: ")
    return text if rest == text else capital(rest)


def shown_text(shown: Shown, *, width: int = 80, why: bool = False) -> str:
    """One trial in full: what was given, to whom, against what, and the verdict; with ``why`` every step."""
    source = source_line(shown.provenance) if shown.provenance else "Source: ledger of publications."
    lines = [*wrapped(source, width), "", *_given(shown, width), "", *_verdict(shown, width)]
    lines += papers_text.shown_lines(shown, width, why)
    if why:
        lines += ["", "Step by step:", *_steps(shown.verdict.why(), width)]
        hints = (hint(found.unadjusted) for found in shown.verdict.findings if found.unadjusted)
        lines += bullets((f"{printable(told)} It is not a result of the trial." for told in hints), width)
    lines += ["", *wrapped(sentence("disclaimer"), width)]
    return "\n".join(lines) + "\n"


def _given(shown: Shown, width: int) -> list[str]:
    """Number, name and address of a trial, and its facts."""
    a, today = shown.assessment, shown.today
    lines = [] if shown.asked_as == a.trial_id else [f"{shown.asked_as} is an old number of {a.trial_id}."]
    lines += [*wrapped(f"{a.trial_id}  {printable(a.name)}", width), a.url, ""]
    facts = [*trial_facts(a), ("Status today", "" if today is None or a.origin == "ledger" else status_words(a, today))]
    for name, value in facts:
        if value:
            lines += wrapped(f"{name + ':':<19} {value}", width, "", " " * 20)
    if a.origin == "ledger":
        known = "This trial is known from the list of publications and announcements; its record is not in these data."
        lines += wrapped(known, width)
    return lines


def _verdict(shown: Shown, width: int) -> list[str]:
    """The verdict of a trial with its reasons, figures, harms and source."""
    a, verdict = shown.assessment, shown.verdict
    told = f"Verdict: {verdict_word(verdict.status.value, a.status)}"
    lines = wrapped(f"{told} (source: {verdict.source}, confidence {verdict.confidence}).", width)
    lines += bullets((_after_goal(a, reason) for reason in verdict.reasons), width)
    lines += bullets((size.with_doubt for size in sizes_of(a)), width)
    lines += bullets(harm_lines(a), width)
    if a.patients_pay:
        lines += bullet(f"{capital(PATIENTS_PAY)}.", width)
    if verdict.citation:
        lines += wrapped(f"Look it up: {printable(verdict.citation)}", width)
    return lines + (wrapped(verdict.disagreement, width) if verdict.disagreement else [])


def _steps(steps: Iterable[tuple[str, str, str]], width: int) -> list[str]:
    lines: list[str] = []
    for number, (text, path, quote) in enumerate(steps, 1):
        lines += wrapped(f"{number}. {capital(printable(text))}", width, "", "   ")
        if quote:
            lines += wrapped(f'read: "{printable(quote)[:300]}"', width, "   ")
        if path:
            lines += wrapped(f"at: {path}", width, "   ")
    return lines
