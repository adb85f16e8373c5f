"""Options that say what a clinic offers, for ``checklist`` and ``letter``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from msc_trials.cli.common import grouped

_F = TypeVar("_F", bound=Callable[..., Any])


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
