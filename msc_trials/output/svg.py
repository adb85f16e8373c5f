"""The pictures of the report as inline SVG: plain shapes, classes for colours, words for every mark.

Each picture has a title and a description for screen readers. It is drawn 380 units wide so that its text stays readable
on a phone. Nothing here uses style attributes or scripts; the page's content policy forbids both.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from msc_trials.evidence import wording, words
from msc_trials.evidence.answer import STAGES, Answer
from msc_trials.output.links import escaped
from msc_trials.output.pictures import (
    MARKS,
    EffectRow,
    Mark,
    TimelineRow,
    effect_rows,
    ladder_rows,
    short_name,
    timeline_rows,
    verdict_words,
    year_of,
)

_At = Callable[[float], float]

WIDTH = 380
MAX_ROWS = 40
"""Most trials in one picture; the table of the page has them all."""

_LABEL_WIDTH = 88
_HALF = 165  # from the line of no difference to either end of an effect row


def ladder(answer: Answer) -> str:
    """Phases as rows, stages as columns; a bar and a number in each cell. Empty when there is nothing to draw."""
    rows = ladder_rows(answer)
    if not rows:
        return ""
    most = max(max(row.counts) for row in rows) or 1
    column = (WIDTH - _LABEL_WIDTH) / len(STAGES)
    parts = []
    for i, stage in enumerate(STAGES):
        x = _LABEL_WIDTH + i * column
        for line, heading in enumerate(_two_lines(wording.STAGES[stage])):
            parts.append(f'<text class="small" x="{x:.1f}" y="{14 + 13 * line}">{escaped(heading)}</text>')
    for r, row in enumerate(rows):
        y = 40 + 30 * r
        parts.append(f'<line class="rule" x1="0" y1="{y - 4}" x2="{WIDTH}" y2="{y - 4}"/>')
        parts.append(f'<text x="0" y="{y + 15}">{escaped(row.phase)}</text>')
        for i, count in enumerate(row.counts):
            x = _LABEL_WIDTH + i * column
            length = (column - 32) * count / most
            if count:
                parts.append(f'<rect class="bar stage{i}" x="{x:.1f}" y="{y + 3}" width="{length:.1f}" height="16"/>')
            shown = "number" if count else "zero"
            parts.append(f'<text class="{shown}" x="{x + length + 4 * bool(count):.1f}" y="{y + 15}">{count}</text>')
    told = "; ".join(
        f"{row.phase}: "
        + ", ".join(f"{wording.STAGES[s].lower()} {n}" for s, n in zip(STAGES, row.counts, strict=True))
        for row in rows
    )
    return _picture("ladder", "Number of trials by phase and stage", told, 40 + 30 * len(rows), parts)


def timeline(answer: Answer) -> str:
    """A bar for each counted trial from its start to its main measurement. Empty when no start date is known."""
    rows = timeline_rows(answer)
    if not rows:
        return ""
    shown = rows[-MAX_ROWS:]
    today = year_of(answer.provenance.data_timestamp)
    ends = [v for r in shown for v in (r.end, r.posted) if v is not None]
    first = math.floor(min(r.start for r in shown))
    last = math.ceil(max([*ends, *(r.start for r in shown), today or 0.0]) + 0.01)
    scale = (WIDTH - 16) / (last - first)

    def at(year: float) -> float:
        return 8 + (year - first) * scale

    height = 30 + 30 * len(shown)
    step = max(1, math.ceil((last - first) / 6))
    parts = []
    for year in range(first, last + 1, step):
        anchor = "start" if year == first else "end" if at(year) > WIDTH - 20 else "middle"
        parts.append(f'<line class="rule" x1="{at(year):.1f}" y1="20" x2="{at(year):.1f}" y2="{height}"/>')
        parts.append(f'<text class="small" x="{at(year):.1f}" y="13" text-anchor="{anchor}">{year}</text>')
    if today is not None and first <= today <= last:
        parts.append(f'<line class="today" x1="{at(today):.1f}" y1="20" x2="{at(today):.1f}" y2="{height}"/>')
    for i, row in enumerate(shown):
        parts += _timeline_row(row, 24 + 30 * i, at)
    told = f"{words.many(len(shown), 'trial')} started between {min(r.start for r in shown):.0f} and {max(r.start for r in shown):.0f}."
    return _picture("timeline", "When the counted trials ran", told, height, parts)


def effects(answer: Answer) -> str:
    """Effects of the judged trials, each on its own scale. Empty when none of them can be drawn."""
    rows = effect_rows(answer, longest=66)[:MAX_ROWS]
    if all(row.point is None for row in rows):
        return ""
    height = 18 + 52 * len(rows)
    middle = WIDTH / 2
    parts = [
        f'<text class="small" x="{middle}" y="12" text-anchor="middle">no difference</text>',
    ]
    for i, row in enumerate(rows):
        parts += _effect_row(row, 18 + 52 * i)
    told = "; ".join(f"{short_name(r.trial)} {verdict_words(r.trial)}: {r.told}" for r in rows)
    return _picture("effects", "Effects of the judged trials", told, height, parts)


def key_mark(mark: Mark) -> str:
    """A mark as a tiny picture of its own, for the text beside it; silent for screen readers."""
    return f'<svg class="mark" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{_shape(mark, 7, 7)}</svg>'


def _timeline_row(row: TimelineRow, y: int, at: _At) -> list[str]:
    """Name and verdict above, bar below."""
    mark = MARKS[row.trial.verdict.status]
    left = at(row.start)
    name, verdict = escaped(short_name(row.trial)), escaped(verdict_words(row.trial))
    halo = f'<text class="small" x="22" y="{y + 11}"><tspan class="number">{name}</tspan> {verdict}</text>'
    parts = [f'<rect class="paper" x="8" y="{y}" width="{WIDTH - 16}" height="15"/>', _shape(mark, 13, y + 7), halo]
    if row.end is None:
        parts.append(f'<circle class="line {mark.tone}" cx="{left + 3:.1f}" cy="{y + 21}" r="3"/>')
    else:
        width = max(3.0, at(row.end) - left)
        parts.append(f'<rect class="fill {mark.tone}" x="{left:.1f}" y="{y + 18}" width="{width:.1f}" height="6"/>')
    if row.posted is not None:
        x = at(row.posted)
        parts.append(f'<path class="posted" d="M{x:.1f} {y + 16}v10"/>')
    return parts


def _effect_row(row: EffectRow, y: int) -> list[str]:
    """Name and verdict, then the interval, then the numbers."""
    mark, middle, centre = MARKS[row.trial.verdict.status], WIDTH / 2, y + 26
    name, verdict = escaped(short_name(row.trial)), escaped(verdict_words(row.trial))
    parts = [
        f'<path class="null" d="M{middle} {y + 16}v20"/>',
        f'<text class="small" x="0" y="{y + 11}"><tspan class="number">{name}</tspan> {verdict}</text>',
        f'<text class="small" x="0" y="{y + 46}">{escaped(row.told)}</text>',
    ]
    if row.low is not None and row.high is not None:
        low, high = middle + _HALF * row.low, middle + _HALF * row.high
        parts.append(
            f'<path class="line {mark.tone}" d="M{low:.1f} {centre}H{high:.1f}M{low:.1f} {centre - 4}v8M{high:.1f} {centre - 4}v8"/>'
        )
    if row.point is not None:
        parts.append(_shape(mark, middle + _HALF * row.point, centre))
    return parts


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


def _two_lines(words: str) -> tuple[str, str]:
    """``No result posted`` as two lines of about equal length; the first is empty for a single word."""
    parts = words.split()
    cut = len(parts) // 2 if len(parts) < 3 else 2
    return " ".join(parts[:cut]), " ".join(parts[cut:])


def _picture(name: str, title: str, told: str, height: int, parts: list[str]) -> str:
    return (
        f'<svg class="picture" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{escaped(title)}</title><desc id="{name}-told">{escaped(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )
