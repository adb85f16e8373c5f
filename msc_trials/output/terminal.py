"""An ``Answer`` and one trial as text for a terminal of a given width. Colour only repeats what words say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from msc_trials.evidence import wording
from msc_trials.evidence.answer import STAGES, Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.trial_facts import trial_facts
from msc_trials.evidence.words import word
from msc_trials.knowledge import conditions
from msc_trials.matching.text import display_width, printable
from msc_trials.registry.result_set import Provenance
from msc_trials.results.tests.unadjusted_test import hint
from msc_trials.service.show import Shown

_SHOWN = 8
_NARROWEST = 3
_LEVEL_COLOURS = {"supported": 32, "conflicting": 33, "uncontrolled_only": 33, "not_supported": 31}


def answer_text(answer: Answer, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """The answer for people: level, sentence, denominators, deciding trials; the rest with ``everything``."""
    width = max(40, width)
    lines = [*wrapped(source_line(answer.provenance), width), ""]
    title = f"{answer.level.value.upper().replace('_', ' ')}: {wording.LEVELS[answer.level.value]}"
    code = _LEVEL_COLOURS.get(answer.level.value)
    lines += [f"\x1b[1;{code}m{t}\x1b[0m" if colour and code else t for t in wrapped(title, width)]
    lines += wrapped(answer.headline, width)
    searched = ", ".join(conditions.by_id(i).name for i in answer.query.condition_ids)
    if searched and searched.lower() != answer.condition.lower():
        lines += wrapped(
            f"Searched as: {searched}. Where that is wider than what you meant, mind the condition of each trial.",
            width,
        )
    lines += ["", *_deciding(answer, width, everything), *_ladder(answer, width)]
    if everything:
        lines += _everything(answer, width)
    lines += [line for caveat in answer.caveats[: None if everything else 3] for line in _bullet(caveat, width)]
    if not everything and len(answer.caveats) > 3:
        lines += wrapped(f"{len(answer.caveats) - 3} more notes, all trials and reasons: add --all.", width)
    lines += ["", *wrapped(wording.DISCLAIMER, width), *wrapped(answer.ending, width)]
    return "\n".join(lines) + "\n"


def source_line(provenance: Provenance) -> str:
    """Where the data came from and of which date, in words."""
    data = provenance.data_timestamp[:10] or "unknown date"
    if provenance.source == "snapshot":
        text = (
            f"Source: snapshot of {wording.REGISTRY} shipped with this program; typical date of its records {data}, "
            f"made {provenance.retrieved_at[:10]}; ledger of publications beside it."
        )
    elif provenance.path:
        what = "store" if provenance.source == "store" else "snapshot"
        text = (
            f"Source: {what} of {wording.REGISTRY} in {printable(provenance.path)}; {provenance.total:,} trials, typical date of "
            f"its records {data}, made {provenance.retrieved_at[:10]}; ledger of publications beside it."
        )
    else:
        text = f"Source: {wording.REGISTRY}, data of {data}, {'stored' if provenance.source == 'cache' else 'fetched'} "
        text += f"{provenance.retrieved_at[:16].replace('T', ' ')} UTC; ledger of publications beside it."
    if not (provenance.stale and provenance.cause):
        return text
    # A store made by other rules is no older for it; anything else stands in for an answer that could not be had.
    return f"{text} {'' if provenance.source == 'store' else 'Not the newest: '}{provenance.cause}"


def _deciding(answer: Answer, width: int, everything: bool) -> list[str]:
    deciding = answer.deciding
    if not deciding:
        return []
    lines = ["Trials that decide:"]
    for assessment in deciding if everything else deciding[:_SHOWN]:
        lines += trial_lines(assessment, width)
    if not everything and len(deciding) > _SHOWN:
        lines.append(f"  and {len(deciding) - _SHOWN} more: add --all.")
    return [*lines, ""]


def trial_lines(assessment: Assessment, width: int, *, reasons: bool = True) -> list[str]:
    """One trial: number, phase, verdict, name, and the first reason with its source."""
    verdict = assessment.verdict
    tags = [assessment.phase, wording.VERDICTS[verdict.status.value]]
    if verdict.worse:
        tags.append("comparator did better")
    if "core" not in assessment.msc_class:
        tags.append(word("msc_class", assessment.msc_class[0]))
    if not assessment.controlled and verdict.status.value in ("met_uncontrolled", "not_met", "mixed"):
        tags.append("no control group")
    if assessment.origin == "ledger":
        tags.append("record not at hand")
    lines = wrapped(f"{assessment.trial_id}  {'; '.join(tags)}", width, "  ", "      ")
    lines += wrapped(printable(assessment.name), width, "      ")
    if reasons and verdict.reasons:
        source = verdict.citation or ("posted results" if verdict.findings else "status")
        lines += wrapped(f"{printable(verdict.reasons[0].text)} [{verdict.source}: {source}]", width, "      ")
    if reasons and verdict.disagreement:
        lines += wrapped(verdict.disagreement, width, "      ")
    return lines


def _ladder(answer: Answer, width: int) -> list[str]:
    """Phase by stage, as a small table."""
    if not answer.ladder:
        return []
    head = ["Phase", *(wording.STAGES[s] for s in STAGES)]
    body = [[phase, *(str(row[s] or "-") for s in STAGES)] for phase, row in answer.ladder.items()]
    return [*table([head, *body], width), ""]


def _everything(answer: Answer, width: int) -> list[str]:
    decided = {a.trial_id for a in answer.deciding}
    lines: list[str] = []
    others = [a for a in answer.counted if a.trial_id not in decided]
    if others:
        lines.append("Other counted trials:")
        for assessment in others:
            lines += trial_lines(assessment, width)
        lines.append("")
    groups: dict[str, list[Assessment]] = {}
    for trial in answer.trials:
        if trial.not_counted_because:
            groups.setdefault(trial.not_counted_because.split()[0], []).append(trial.assessment)
    for reason, members in groups.items():
        lines += wrapped(f"Not counted, {wording.not_counted_because(reason)} ({len(members)}):", width)
        if reason in ("not_msc", "other_condition", "not_applicable"):
            lines += wrapped(", ".join(a.trial_id for a in members), width, "  ")
        else:
            for assessment in members:
                lines += trial_lines(assessment, width, reasons=False)
        lines.append("")
    return lines


def shown_text(shown: Shown, *, width: int = 80, why: bool = False) -> str:
    """One trial in full: what was given, to whom, against what, and the verdict; with ``why`` every step."""
    a = shown.assessment
    lines = [
        *(wrapped(source_line(shown.provenance), width) if shown.provenance else ["Source: ledger of publications."]),
        "",
    ]
    if shown.asked_as != a.trial_id:
        lines.append(f"{shown.asked_as} is an old number of {a.trial_id}.")
    lines += wrapped(f"{a.trial_id}  {printable(a.name)}", width)
    lines += [a.url, ""]
    for name, value in trial_facts(a):
        lines += wrapped(f"{name + ':':<20}{value}", width, "", " " * 20)
    verdict = a.verdict
    lines += [
        "",
        *wrapped(
            f"Verdict: {wording.VERDICTS[verdict.status.value]} (source: {verdict.source}, confidence {verdict.confidence}).",
            width,
        ),
    ]
    for reason in verdict.reasons:
        lines += _bullet(printable(reason.text), width)
    if verdict.citation:
        lines += wrapped(f"Look it up: {printable(verdict.citation)}", width)
    if verdict.disagreement:
        lines += wrapped(verdict.disagreement, width)
    if why:
        lines += ["", "Step by step:", *_steps(verdict.why(), width)]
        for finding in verdict.findings:
            if finding.unadjusted:
                lines += _bullet(f"{printable(hint(finding.unadjusted))} It is not a result of the trial.", width)
    lines += ["", *wrapped(wording.DISCLAIMER, width)]
    return "\n".join(lines) + "\n"


def _steps(steps: Iterable[tuple[str, str, str]], width: int) -> list[str]:
    lines: list[str] = []
    for number, (text, path, quote) in enumerate(steps, 1):
        lines += wrapped(f"{number}. {printable(text)}", width, "", "   ")
        if quote:
            lines += wrapped(f'read: "{printable(quote)[:300]}"', width, "   ")
        if path:
            lines += wrapped(f"at: {path}", width, "   ")
    return lines


def table(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Aligned columns, the first row the head; the widest columns are cut where the width does not do."""
    cells = [[printable(c) for c in row] for row in rows]
    sizes = [max(display_width(row[i]) for row in cells) for i in range(len(cells[0]))]
    while sum(sizes) + 2 * (len(sizes) - 1) > width and max(sizes) > _NARROWEST:
        sizes[sizes.index(max(sizes))] -= 1
    lines = []
    for row in cells:
        parts = [_padded(_cut(cell, size), size) for cell, size in zip(row, sizes, strict=True)]
        lines.append("  ".join(parts).rstrip())
    return lines


def _cut(text: str, size: int) -> str:
    if display_width(text) <= size:
        return text
    while text and display_width(text) > size - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, size: int) -> str:
    return text + " " * (size - display_width(text))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """``text`` as lines of at most ``width``; ``first`` and ``rest`` are put before the first line and the others."""
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=first if rest is None else rest, break_on_hyphens=False
    ) or [""]


def _bullet(text: str, width: int) -> list[str]:
    return wrapped(text, width, "- ", "  ")
