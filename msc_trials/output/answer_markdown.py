"""The first part of an answer as Markdown: level, decisions of agencies, deciding trials with figures and cautions, harms."""

from __future__ import annotations

import html
import re

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.approvals import NONE_LISTED, WHY_DIFFERENT, approval_line
from msc_trials.evidence.caution import short_caution
from msc_trials.evidence.harm_words import harm_lines
from msc_trials.evidence.names import display_name
from msc_trials.evidence.sizes import sizes_of
from msc_trials.matching.text import printable
from msc_trials.output.lines import source_line
from msc_trials.output.pictures import trial_words

_SIGNS = re.compile(r"([\\|`\[\]*_#])")


def answer_markdown(answer: Answer) -> str:
    """Headings and lists; empty where the typed text is no single condition. Texts of records stay texts."""
    if answer.level is None:
        return ""
    lines = [
        f"## {_text(answer.heading.capitalize())}",
        "",
        _text(f"{answer.headline} {answer.balance} {answer.largest}"),
    ]
    lines += ["", "### What agencies decided", ""]
    lines += [f"- {_text(approval_line(a))} (source: {_text(a.source)})" for a in answer.approvals] or [NONE_LISTED]
    if answer.approvals:
        lines += ["", WHY_DIFFERENT]
    if answer.deciding:
        lines += ["", "### Trials that decide", ""]
    for trial in answer.deciding:
        lines.append(f"- **{_text(display_name(trial))}** ({trial.trial_id}): {_text(trial_words(trial))}.")
        lines += [f"  - {_text(size.sentence)}" for size in sizes_of(trial)]
        lines += [f"  - Caution: {_text(caution)}." for caution in [short_caution(trial)] if caution]
        lines.append(f"  - {_text(' '.join(harm_lines(trial)))}")
    lines += ["", _text(source_line(answer.provenance)), "", "### All trials", ""]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """One line that stays text in a notebook or wiki."""
    return _SIGNS.sub(r"\\\1", html.escape(" ".join(printable(text).split()), quote=False))
