"""An answer without a level as text for a terminal: what the words are taken for, the diseases meant, and what to do."""

from __future__ import annotations

from msc_trials.evidence.answer import Answer, Member
from msc_trials.evidence.words import levels, sentence
from msc_trials.matching.text import printable
from msc_trials.output import lookup_text
from msc_trials.output.lines import all_wrapped, bullets, source_line, wrapped


def without_level_text(answer: Answer, width: int) -> str:
    """Headline, members with their own levels, explanation, source and disclaimer."""
    lines = all_wrapped((*lookup_text.urgent(answer.condition), printable(answer.headline)), width)
    if answer.members:
        lines += ["", *wrapped(members_title(answer), width)]
        lines += [line for member in answer.members for line in _member(member, width)]
    lines += ["", *bullets(map(printable, answer.explanation), width)]
    lines += ["", *wrapped(source_line(answer.provenance), width), *wrapped(sentence("disclaimer"), width)]
    return "\n".join(lines) + "\n"


def members_title(answer: Answer) -> str:
    """What the list of members is."""
    if answer.understood.kind == "group":
        return "Each with its own level:"
    treatment = answer.understood.treatment
    return sentence("not_counted_in" if treatment and treatment.kind == "not_msc" else "tried_in") + ":"


def member_level(member: Member) -> str:
    """The level of a member in a few words, with what it rests on."""
    if member.level is None:
        return "No level"
    return member.answer.heading.capitalize() if member.answer else levels()[member.level].name


def _member(member: Member, width: int) -> list[str]:
    first = wrapped(f"{member.name}: {member_level(member)}", width, "  ", "      ")
    return [*first, *wrapped(printable(member.headline), width, "      ")]
