"""An ``Answer`` as text for a terminal of a given width. Colour only repeats what words say.

The first screen (24 lines of 80 columns) holds what was searched, the level with its strength, one sentence, the decisions of
agencies, the trials that decide each with its caution, and the date of the data.
"""

from __future__ import annotations

import datetime as dt

from msc_trials.evidence import wording
from msc_trials.evidence.answer import MOST_DECIDING, MOST_UNDECIDED, Answer
from msc_trials.evidence.as_of import day_of
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.level import Level
from msc_trials.evidence.not_counted import STAGES
from msc_trials.evidence.words import many, sentence, stages, word
from msc_trials.knowledge.conditions import Condition, by_id
from msc_trials.knowledge.products import harm_facts
from msc_trials.knowledge.seeds import grouped
from msc_trials.matching.text import display_width, printable
from msc_trials.output import lookup_text, papers_text
from msc_trials.output.approval_words import approval_line, decided_lines
from msc_trials.output.lines import (
    age_in_words,
    all_wrapped,
    bullet,
    bullets,
    capital,
    source_line,
    table,
    table_width,
    wrapped,
)
from msc_trials.output.sizes import sizes_of
from msc_trials.output.trial_text import trial_lines
from msc_trials.output.trial_words import (
    comparator_name,
    harm_lines,
    long_caution,
    name_and_number,
    not_counted_because,
    people_words,
    short_caution,
)
from msc_trials.output.without_level_text import without_level_text

SCREEN = 24
"""Lines of the first screen at 80 columns."""
_APPROVALS = 3
_FACTS = 3
_CAVEATS = 3
_LADDER_COLUMN = 9
"""Width of a heading of the ladder."""
_NAMED = 2
"""Conditions that the first line names; of more it gives the number."""
_LEVEL_COLOURS = {"supported": 32, "conflicting": 33, "uncontrolled_only": 33, "not_supported": 31}


def answer_text(answer: Answer, *, width: int = 80, colour: bool = False, everything: bool = False) -> str:
    """The answer for people: the first screen, then what was found, harms, the ladder and notes; all with ``everything``."""
    width = max(40, width)
    if answer.level is None:
        return without_level_text(answer, width)
    screen = _first_screen(answer, width, colour, everything)
    lines = screen + papers_text.answer_lines(answer, width, everything)
    more = " ".join(filter(None, (answer.balance, wording.rest(answer.single_level.value, answer.counts).strip())))
    lines += [
        "",
        *([*wrapped(more, width), ""] if more else []),
        *_found(answer, width, everything),
        *_harms(answer, width, everything),
    ]
    if answer.approvals:
        rest = answer.approvals[_APPROVALS:]
        lines += bullets(map(approval_line, rest), width) if everything else []
        lines += [*wrapped(f"{sentence('why_approvals_differ')} Sources: msc-trials products.", width), ""]
    lines += _ladder(answer, width)
    if everything:
        lines += _everything(answer, width)
    lines += bullets(answer.caveats[: None if everything else _CAVEATS], width)
    if not everything and len(answer.caveats) > _CAVEATS:
        lines += wrapped(
            f"{many(len(answer.caveats) - _CAVEATS, 'more note')}, all trials and reasons: add --all.", width
        )
    lines += bullets(lookup_text.related(answer.understood), width)
    if "more condition" in " ".join(screen):
        lines += bullet(f"All conditions searched: {'; '.join(row.name for row in _searched(answer))}.", width)
    lines += ["", *wrapped(source_line(answer.provenance), width)]
    lines += [*wrapped(sentence("disclaimer"), width), *wrapped(answer.ending, width)]
    return "\n".join(lines) + "\n"


def _first_screen(answer: Answer, width: int, colour: bool, everything: bool, most: int = _NAMED) -> list[str]:
    """What was searched, the level, agencies and deciding trials; where room is short the first line names one condition."""
    lines = all_wrapped(lookup_text.urgent(answer.condition), width)
    lines += wrapped(searched_line(answer, most), width)
    code = _LEVEL_COLOURS.get(answer.single_level.value)
    lines += [f"\x1b[1;{code}m{t}\x1b[0m" if colour and code else t for t in wrapped(answer.heading, width)]
    lines += wrapped(" ".join(filter(None, (answer.lead, answer.largest))), width)
    needed = 1 + sum(len(_with_caution(trial, width)) for trial in answer.deciding)
    decided = decided_lines(answer.approvals, width, _APPROVALS)
    if most > 1 and answer.deciding and len(lines) + len(decided) + needed > SCREEN:
        return _first_screen(answer, width, colour, everything, most=1)
    for fewer in range(_APPROVALS - 1, 0, -1):  # the trials that decide come before the third and the second approval
        less = decided_lines(answer.approvals, width, fewer)
        if len(lines) + len(decided) + needed > SCREEN >= len(lines) + len(less) + needed and not everything:
            decided = less
    return [*lines, *decided, *_deciding(answer, width, SCREEN - len(lines) - len(decided))]


def _searched(answer: Answer) -> list[Condition]:
    """The conditions searched, those the question names first."""
    named = answer.understood.named_ids
    return [by_id(i) for i in (*named, *(i for i in answer.query.condition_ids if i not in named))]


def _called_here(typed: str, row: Condition) -> list[str]:
    """What the condition typed is called here, where that is another name."""
    if _folded(typed) in map(_folded, (row.name, row.short_name)):
        return []
    return [f"as {row.short_name if _folded(typed) in map(_folded, row.other_names) else row.name}"]


def searched_line(answer: Answer, most: int = _NAMED) -> str:
    """What was searched (at most so many conditions by name), the date of the data and the day status was judged."""
    searched, rows = printable(answer.condition), _searched(answer)
    taken, others = [name for row in rows[:1] for name in _called_here(searched, row)], rows[1:]
    also = (
        [f"also {row.name}" for row in others] if len(others) < most else [f"and {many(len(others), 'more condition')}"]
    )
    if taken or others:
        searched += f" ({(', ' if len(others) < most else ' ').join((*taken, *also))})"
    held = answer.provenance
    data = held.data_timestamp[:10] or "unknown date"
    source = word("data", held.source)
    part = ", without a part of the question" if held.left_out else ""
    text = f"Searched: {searched}. Data of {data} ({source}{part}{_age(held.data_timestamp, answer.today)})"
    return text + (f"; today {answer.today}." if answer.today else ".")


def _folded(name: str) -> str:
    return name.lower().replace("-", " ")


def _age(timestamp: str, today: dt.date | None) -> str:
    """``, 4 years old`` for data of more than a year ago."""
    day = day_of(timestamp)
    days = 0 if day is None or today is None else (today - day).days
    return f", {age_in_words(days)}" if days >= 365 else ""


def _deciding(answer: Answer, width: int, room: int) -> list[str]:
    """The deciding trials, each with its caution, as many as fit; at least one."""
    deciding = answer.deciding
    if not deciding:
        return [] if answer.level is Level.NONE else ["No trial has a result that decides."]
    blocks = [_with_caution(trial, width) for trial in deciding]
    total = sum(map(len, blocks))
    lines = ["Trials that decide:" if len(deciding) > 1 else "The trial that decides:"]
    for shown, block in enumerate(blocks):
        rest = shown + 1 < len(blocks) and total + len(lines) > room
        if shown and len(lines) + len(block) + rest > room:
            return [*lines, f"  and {len(blocks) - shown} more below."]
        lines += block
        total -= len(block)
    return lines


def _with_caution(trial: Assessment, width: int) -> list[str]:
    parts = [word("short_verdict", trial.verdict.status.value), people_words(trial)]
    if trial.patients_pay:
        parts.append("patients pay")
    text = f"- {name_and_number(trial)}: {', '.join(parts)}"
    control = comparator_name(trial)
    against = f", against {control}" if control else ", no control group"
    if display_width(text + against) <= width or not control:
        text += against
    caution = short_caution(trial)
    return wrapped(text, width, "", "  ") + (wrapped(f"{caution}.", width, "  ") if caution else [])


def _found(answer: Answer, width: int, everything: bool) -> list[str]:
    """Figures with their sides, sources and whole cautions of the deciding trials."""
    deciding = answer.deciding
    if not deciding:
        return [] if everything else _undecided(answer, width)
    lines = ["What these trials found:" if len(deciding) > 1 else "What this trial found:"]
    for trial in deciding if everything else answer.listed:
        lines += trial_lines(trial, width)
        for size in sizes_of(trial):
            lines += wrapped(size.with_doubt, width, "      ")
        if caution := long_caution(trial):
            lines += wrapped(f"Caution: {caution}", width, "      ")
        lines += wrapped(f"Confidence: {trial.verdict.confidence}.", width, "      ")
    if not everything and len(deciding) > MOST_DECIDING:
        lines.append(f"  and {len(deciding) - MOST_DECIDING} more: add --all.")
    return [*lines, *wrapped(sentence("confidence_means"), width), ""]


def _undecided(answer: Answer, width: int) -> list[str]:
    """Where no trial decides: results that were read and settle nothing, each with its caution, then the other trials."""
    lines: list[str] = []
    room = MOST_UNDECIDED
    for kind, trials in answer.undecided.items():
        lines += [word("undecided", kind), *(line for trial in trials[:room] for line in _with_mind(trial, width))]
        if (left := len(trials) - room) > 0:
            lines.append(f"  and {left} more: add --all." if room else f"  {many(left, 'trial')}: add --all.")
        lines.append("")
        room = max(0, room - len(trials))
    return [*lines, *wrapped(sentence("confidence_means"), width), ""] if lines else []


def _with_mind(trial: Assessment, width: int) -> list[str]:
    caution = long_caution(trial)
    lines = trial_lines(trial, width) + (wrapped(f"Mind: {caution}", width, "      ") if caution else [])
    return [*lines, *wrapped(f"Confidence: {trial.verdict.confidence}.", width, "      ")]


def _harms(answer: Answer, width: int, everything: bool) -> list[str]:
    """Posted harms of the deciding trials, those that say the same together, then what is known of such products."""
    told: dict[str, list[str]] = {}
    for trial in answer.deciding if everything else answer.deciding[:MOST_DECIDING]:
        told.setdefault(" ".join(harm_lines(trial)), []).append(name_and_number(trial))
    lines = ["Harms:"] if told else []
    for text, names in told.items():
        lines += bullet(f"{', '.join(names)}: {text}", width)
    facts = harm_facts()[: None if everything else _FACTS]
    lines += [sentence("harms_in_general")] if facts else []
    return [*lines, *bullets((f"{fact.fact} ({fact.source})" for fact in facts), width), ""]


def _ladder(answer: Answer, width: int) -> list[str]:
    """Phase by stage, as a small table."""
    if not answer.ladder:
        return []
    heads = [wrapped(word("group", s), _LADDER_COLUMN) for s in STAGES]
    lines = max(map(len, heads))
    head = [["Phase" if i == 0 else "", *(h[i] if i < len(h) else "" for h in heads)] for i in range(lines)]
    named = {capital(word("phase", phase)): row for phase, row in answer.ladder.items()}
    body = [[phase, *(str(row[s] or "-") for s in STAGES)] for phase, row in named.items()]
    rows = table([*head, *body], width)
    if table_width([*head, *body]) > width:  # too narrow: in sentences
        rungs = (f"{phase}: {stages(row)}." for phase, row in named.items())
        rows = [line for rung in rungs for line in wrapped(rung, width, "", "  ")]
    note = wrapped(answer.ladder_note, width) if answer.ladder_note else []
    return [*wrapped(sentence("ladder"), width), *rows, *note, ""]


def _everything(answer: Answer, width: int) -> list[str]:
    """The other counted trials with their reasons, and the others with why they are not counted."""
    decided = {a.trial_id for a in answer.deciding}
    others = [line for a in answer.counted if a.trial_id not in decided for line in trial_lines(a, width)]
    lines = ["Other counted trials:", *others, ""] if others else []
    apart = grouped((t.not_counted_because.split()[0], t.assessment) for t in answer.trials if t.not_counted_because)
    for reason, trials in apart.items():
        lines += wrapped(f"Not counted, {not_counted_because(reason)} ({len(trials)}):", width)
        if reason in ("not_msc", "other_condition", "not_applicable"):
            lines += wrapped(", ".join(a.trial_id for a in trials), width, "  ")
        else:
            lines += [line for a in trials for line in trial_lines(a, width, reasons=False)]
        lines.append("")
    return lines
