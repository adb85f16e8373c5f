"""Options that several commands share: where answers may come from, and what a clinic offers."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

_F = TypeVar("_F", bound=Callable[..., Any])


class _Source(click.ParamType):  # type: ignore[type-arg,unused-ignore] # generic in newer versions of click only
    """A word or the path of a store or snapshot file; ``Settings`` says what is wrong with it."""

    name = "source"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words, then files and folders."""
        words = [w for w in ("auto", "live", "cache", "snapshot") if w.startswith(incomplete)]
        return [*map(CompletionItem, words), CompletionItem(incomplete, type="file")]


def source_options(command: _F) -> _F:
    """Where answers may come from."""
    options = [
        click.option(
            "--source",
            type=_Source(),
            metavar="[auto|live|cache|snapshot|PATH]",
            help="auto: stored while fresh, else the registry, else stored though old, else the bundled snapshot. "
            "PATH: a store or snapshot file of your own.",
        ),
        click.option("--offline", is_flag=True, default=None, help="Send nothing."),
        click.option("--refresh", is_flag=True, default=None, help="Ask again even if the stored answer is fresh."),
        click.option("--no-cache", is_flag=True, default=None, help="Neither read nor store answers."),
        click.option(
            "--wait",
            "max_time",
            metavar="TIME",
            help="Longest wait for the registry, all requests together, before older data answer: 90, 5m [20].",
        ),
        click.option("--max-age", metavar="TIME", help="How long a stored answer is fresh: 90, 30m, 24h, 7d."),
        click.option("--as-of", metavar="DATE", help="Judge status on this day, for example 2026-11-28 [today]."),
        click.option("--api-url", metavar="URL", help="Address of the registry's API."),
        click.option("--papers/--no-papers", default=None, help="Ask PubMed for papers of trials, or leave them out."),
    ]
    names = ("source", "offline", "refresh", "no_cache", "max_time", "max_age", "as_of", "api_url", "papers")
    return grouped(options, command, "settings", names)


def given(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings that were given on the command line, for what takes those of the environment for the others."""
    return {name: value for name, value in settings.items() if value is not None}


def offer_options(command: _F) -> _F:
    """What is offered, in the words of a brochure; handed over as ``offer``, the arguments of ``checklist``."""
    options = [
        click.option(
            "--cells", metavar="NUMBER", help="Cells per administration offered: 5 million, 5M, 5,000,000, 5e6."
        ),
        click.option("--per-kg", is_flag=True, help="The number of cells is per kg of body weight."),
        click.option(
            "--source-of-cells",
            metavar="WORD",
            help="Offered: adipose, bone marrow, ...; or exosomes, SVF, PRP, bone marrow concentrate, ...",
        ),
        click.option("--donor", metavar="WORD", help="autologous (own cells) or allogeneic (donor cells)."),
        click.option("--route", metavar="WORD", help="How it is given: intra-articular, intravenous, ..."),
        click.option("--guidance", metavar="WORD", help="Imaging offered: ultrasound, fluoroscopy, none, ..."),
    ]
    names = ("cells", "per_kg", "source_of_cells", "donor", "route", "guidance")
    return grouped(options, command, "offer", names, _named)


def _named(values: dict[str, Any]) -> dict[str, Any]:
    """The values under the names that ``checklist`` has for them: ``--source`` already means the data."""
    return {("source" if name == "source_of_cells" else name): value for name, value in values.items()}


def grouped(
    options: list[Callable[[Any], Any]],
    command: _F,
    name: str,
    keys: tuple[str, ...],
    make: Callable[[dict[str, Any]], Any] = dict,
) -> _F:
    """Give ``command`` the options and hand their values over as one argument ``name``, made by ``make``."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return command(*args, **{name: make({key: kwargs.pop(key) for key in keys})}, **kwargs)

    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]
