"""The mark of a verdict as a tiny picture for a notebook: a shape and a class, silent for screen readers."""

from __future__ import annotations

from msc_trials.output.pictures import Mark


def key_mark(mark: Mark) -> str:
    """A mark as a tiny picture of its own, for the text beside it; silent for screen readers."""
    return f'<svg class="mark" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{_shape(mark, 7, 7)}</svg>'


def _shape(mark: Mark, x: float, y: float) -> str:
    """One mark of about ten units across, centred at ``x``, ``y``."""
    paths = {
        "disc": "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
        "square": "m-4 -4h8v8h-8z",
        "diamond": "m0 -5.5l5 5.5l-5 5.5l-5 -5.5z",
        "triangle": "m0 -5l5 9h-10z",
        "cross": "m-4 -4l8 8m0 -8l-8 8",
        "bar": "m-4.5 0h9",
        "arrow": "m-4 -5l8 5l-8 5z",
    }
    kind = "fill" if mark.filled else "line"
    return f'<path class="{kind} {mark.tone}" d="M{x:.1f} {y:.1f}{paths[mark.shape]}"/>'
