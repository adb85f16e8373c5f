"""The mark of each verdict in pages, notebooks and plots: a shape of its own, and a colour that only repeats what words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msc_trials.results.findings import VerdictStatus

Tone = Literal["met", "missed", "mixed", "plain"]
"""Colour family. The colours differ in lightness too and stay apart for colour-blind readers; a goal that was met without a control group has none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a verdict is drawn: a shape, whether it is filled, and a colour family."""

    shape: Literal["disc", "square", "diamond", "triangle", "cross", "bar", "arrow"]
    filled: bool
    tone: Tone


MARKS: dict[str, Mark] = {
    VerdictStatus.MET: Mark("disc", True, "met"),
    VerdictStatus.MET_NONINFERIOR: Mark("diamond", True, "met"),
    VerdictStatus.MET_UNCONTROLLED: Mark("disc", False, "plain"),
    VerdictStatus.NOT_MET: Mark("square", True, "missed"),
    VerdictStatus.MIXED: Mark("triangle", True, "mixed"),
    VerdictStatus.SAFETY_ONLY: Mark("triangle", False, "plain"),
    VerdictStatus.NO_COMPARISON: Mark("square", False, "plain"),
    VerdictStatus.UNREPORTED: Mark("bar", False, "plain"),
    VerdictStatus.STOPPED: Mark("cross", False, "plain"),
    VerdictStatus.ONGOING: Mark("arrow", True, "plain"),
    VerdictStatus.UNCLEAR: Mark("diamond", False, "plain"),
}

_PATHS = {
    "disc": "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "square": "m-4 -4h8v8h-8z",
    "diamond": "m0 -5l5 5l-5 5l-5 -5z",
    "triangle": "m0 -5l5 9h-10z",
    "cross": "m-4 -4l8 8m0 -8l-8 8",
    "bar": "m-5 0h10",
    "arrow": "m-4 -5l8 5l-8 5z",
}
"""Each shape around the middle of a field of 12 by 12."""


def mark_svg(verdict: str) -> str:
    """The mark as a small picture, silent for screen readers: words stand beside it."""
    mark = MARKS[verdict]
    hollow = "" if mark.filled else ' class="hollow"'
    path = f'<path d="M6 6{_PATHS[mark.shape]}"{hollow}/>'
    return f'<svg class="g {mark.tone}" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">{path}</svg>'
