"""One trial as text: a few lines in a list, or in full with its verdict, figures, harms and reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msc_trials.evidence.as_of import status_words
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import sentence, verdict_word, word
from msc_trials.matching.text import printable
from msc_trials.output import papers_text
from msc_trials.output.lines import bullet, bullets, source_line, wrapped
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


def trial_lines(assessment: Assessment, width: int, *, reasons: bool = True) -> list[str]:
    """One trial: number, phase, verdict, name, and the first reason with its source."""
    verdict = assessment.verdict
    planned = verdict.status is VerdictStatus.ONGOING and assessment.status == Status.NOT_YET_RECRUITING
    tags = [
        word("phase", assessment.phase),
        "planned, not yet recruiting" if planned else verdict_word(verdict.status.value, assessment.status),
    ]
    if verdict.worse:
        tags.append("comparator did better")
    if "core" not in assessment.msc_class:
        tags.append(word("msc_class", assessment.msc_class[0]))
    if not assessment.controlled and verdict.status.value in ("met_uncontrolled", "not_met", "mixed"):
        tags.append("no control group")
    if assessment.patients_pay:
        tags.append(PATIENTS_PAY)
    if not assessment.nct_id:
        tags.append(f"registered in {assessment.registry}")
    elif assessment.origin == "ledger":
        tags.append("record not at hand")
    lines = wrapped(f"{assessment.trial_id}  {'; '.join(tags)}", width, "  ", "      ")
    lines += wrapped(printable(assessment.name), width, "      ")
    lines += wrapped(main_goal(assessment).sentence, width, "      ")
    if reasons and verdict.reasons:
        source = verdict.citation or ("posted results" if verdict.findings else "status")
        lines += wrapped(f"{_after_goal(assessment, verdict.reasons[0])} [{verdict.source}: {source}]", width, "      ")
    if reasons and verdict.disagreement:
        lines += wrapped(verdict.disagreement, width, "      ")
    return lines


def _after_goal(trial: Assessment, reason: Reason) -> str:
    """The text of a reason without the main goal at its start, where the line of the main goal has just said it in these words."""
    text = printable(reason.text)
    rest = text.removeprefix(f"{printable(main_goal(trial).words)}: ")
    return text if rest == text else f"{rest[:1].upper()}{rest[1:]}"


def shown_text(shown: Shown, *, width: int = 80, why: bool = False) -> str:
    """One trial in full: what was given, to whom, against what, and the verdict; with ``why`` every step."""
    a, today = shown.assessment, shown.today
    lines = [
        *(wrapped(source_line(shown.provenance), width) if shown.provenance else ["Source: ledger of publications."]),
        "",
    ]
    if shown.asked_as != a.trial_id:
        lines.append(f"{shown.asked_as} is an old number of {a.trial_id}.")
    lines += wrapped(f"{a.trial_id}  {printable(a.name)}", width)
    lines += [a.url, ""]
    facts = [*trial_facts(a), ("Status today", "" if today is None or a.origin == "ledger" else status_words(a, today))]
    for name, value in facts:
        if not value:
            continue
        lines += wrapped(f"{name + ':':<19} {value}", width, "", " " * 20)
    if a.origin == "ledger":
        lines += wrapped(
            "This trial is known from the list of publications and announcements; its record is not in these data.",
            width,
        )
    verdict = shown.verdict
    lines += [
        "",
        *wrapped(
            f"Verdict: {verdict_word(verdict.status.value, a.status)} (source: {verdict.source}, confidence {verdict.confidence}).",
            width,
        ),
    ]
    lines += bullets((_after_goal(a, reason) for reason in verdict.reasons), width)
    lines += bullets((size.with_doubt for size in sizes_of(a)), width)
    lines += bullets(harm_lines(a), width)
    if a.patients_pay:
        lines += bullet(f"{PATIENTS_PAY[:1].upper()}{PATIENTS_PAY[1:]}.", width)
    if verdict.citation:
        lines += wrapped(f"Look it up: {printable(verdict.citation)}", width)
    if verdict.disagreement:
        lines += wrapped(verdict.disagreement, width)
    lines += papers_text.shown_lines(shown, width, why)
    if why:
        lines += ["", "Step by step:", *_steps(verdict.why(), width)]
        for finding in verdict.findings:
            if finding.unadjusted:
                lines += bullet(f"{printable(hint(finding.unadjusted))} It is not a result of the trial.", width)
    lines += ["", *wrapped(sentence("disclaimer"), width)]
    return "\n".join(lines) + "\n"


def _steps(steps: Iterable[tuple[str, str, str]], width: int) -> list[str]:
    lines: list[str] = []
    for number, (text, path, quote) in enumerate(steps, 1):
        told = printable(text)
        lines += wrapped(f"{number}. {told[:1].upper()}{told[1:]}", width, "", "   ")
        if quote:
            lines += wrapped(f'read: "{printable(quote)[:300]}"', width, "   ")
        if path:
            lines += wrapped(f"at: {path}", width, "   ")
    return lines
