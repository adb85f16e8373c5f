"""A typed text that is not a single condition: how commands ask back at a terminal, what they say, their exit code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from msc_trials.cli.answering import asked
from msc_trials.cli.common import ExitCode, say

if TYPE_CHECKING:
    from msc_trials.evidence.answer import Answer

_F = TypeVar("_F", bound=Callable[..., Any])
_ASK_AGAIN = ("ambiguous", "treatment", "unknown")


def condition_argument(command: _F) -> _F:
    """The argument CONDITION: one text, with or without quotes."""
    joined = click.argument("condition", nargs=-1, required=True, callback=lambda _ctx, _param, words: " ".join(words))
    return joined(command)


def code_of_kind(found: Answer) -> ExitCode:
    """2 for a text that must be typed again (ambiguous, treatment, unknown), else 0."""
    return ExitCode.USAGE if found.level is None and found.understood.kind in _ASK_AGAIN else ExitCode.OK


def say_how_understood(found: Answer) -> None:
    """On stderr: an emergency first, then the condition searched where it is not what was typed, or why there is no level."""
    from msc_trials.output import lookup_text

    for line in lookup_text.urgent(found.condition):
        say(line)
    if found.understood.kind != "condition":
        for line in (found.headline, *found.explanation):
            say(line)
    elif line := lookup_text.searched_as(found.understood):
        say(line)


def chosen(found: Answer, settings: dict[str, Any], *, brief: bool) -> Answer:
    """The answer for the name that the person at the terminal chooses; ``found`` itself where there is no choice to make."""
    names = [c.name for c in found.understood.candidates]
    if found.level is not None or found.understood.kind not in ("ambiguous", "unknown") or not names:
        return found
    from msc_trials.output import lookup_text

    for line in (*lookup_text.urgent(found.condition), found.headline):
        click.echo(line)
    for number, name in enumerate(names, 1):
        click.echo(f"  {number}) {name}")
    number = click.prompt("Which one? A number, or 0 for none", type=click.IntRange(0, len(names)), default=0)
    return asked(names[number - 1], settings, brief=brief) if number else found
