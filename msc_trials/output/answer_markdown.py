"""The first part of an answer as Markdown: level, decisions of agencies, deciding trials with figures and cautions, harms."""

from __future__ import annotations

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.words import sentence
from msc_trials.knowledge.products import harm_facts
from msc_trials.output import lookup_text
from msc_trials.output.approval_words import approval_line, none_listed
from msc_trials.output.lines import markdown_line, source_line
from msc_trials.output.main_goal import main_goal
from msc_trials.output.pictures import trial_words
from msc_trials.output.sizes import sizes_of
from msc_trials.output.trial_words import display_name, harm_lines, short_caution
from msc_trials.output.without_level_text import member_level, members_title


def answer_markdown(answer: Answer) -> str:
    """Headings and lists; where the words are not a single condition, what they can mean. Texts of records are escaped."""
    lines = [line for text in lookup_text.urgent(answer.condition) for line in (f"**{markdown_line(text)}**", "")]
    if answer.level is None:
        return "\n".join([*lines, *_without_level(answer)]) + "\n"
    lines += [
        f"## {markdown_line(answer.heading.capitalize())}",
        "",
        markdown_line(f"{answer.headline} {answer.balance} {answer.largest}"),
    ]
    lines += ["", "### What agencies decided", ""]
    lines += [f"- {markdown_line(approval_line(a))} (source: {markdown_line(a.source)})" for a in answer.approvals] or [
        none_listed()
    ]
    if answer.approvals:
        lines += ["", sentence("why_approvals_differ")]
    if answer.deciding:
        lines += ["", "### Trials that decide", ""]
    for trial in answer.deciding:
        lines.append(
            f"- **{markdown_line(display_name(trial))}** ({trial.trial_id}): {markdown_line(trial_words(trial))}."
        )
        lines.append(f"  - {markdown_line(main_goal(trial).sentence)}")
        lines += [f"  - {markdown_line(size.sentence)}" for size in sizes_of(trial)]
        lines += [f"  - Caution: {markdown_line(caution)}." for caution in [short_caution(trial)] if caution]
        lines.append(f"  - {markdown_line(' '.join(harm_lines(trial)))}")
    if harms := harm_facts():
        lines += ["", "### What is known of harms elsewhere", "", *(f"- {f.fact} ({f.source})" for f in harms)]
    lines += ["", "### All trials", ""]
    return "\n".join(lines) + "\n"


def _without_level(answer: Answer) -> list[str]:
    """The headline, the diseases meant with their own levels, what to do, and the heading of trials where some are listed."""
    lines = [markdown_line(answer.headline), ""]
    if answer.members:
        members = (f"- {one.name}: {member_level(one)}. {one.headline}" for one in answer.members)
        lines += [members_title(answer), "", *map(markdown_line, members), ""]
    lines += [f"- {markdown_line(text)}" for text in answer.explanation]
    return [*lines, *(["", "### All trials", ""] if answer.trials else [])]


def answer_markdown_end(answer: Answer) -> str:
    """The part after the trials: notes, source and date, and that it is not medical advice."""
    notes = [f"- {markdown_line(note)}" for note in answer.caveats]
    notes = ["### Notes", "", *notes] if notes else []
    ends = (source_line(answer.provenance), sentence("disclaimer"), answer.ending)
    return "\n".join(["", *notes, *(f"\n{markdown_line(end)}" for end in ends if end)]) + "\n"
