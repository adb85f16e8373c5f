"""Pictures of a page as inline SVG: positions in percent and text in pixels, so that text never shrinks on a phone.

Every picture has its numbers in words beside it. Colours are classes of the style sheet; shapes repeat what they say.
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from msc_trials.matching.dates import PartialDate
from msc_trials.matching.text import printable
from msc_trials.output.links import escaped
from msc_trials.output.marks import MARKS
from msc_trials.output.pages.shares import differences
from msc_trials.output.pages.shown import Document, Trial, counted, measured

_HOLLOW = ' class="hollow"'
_LINE = 18
_BAR = 18
_LONGEST = 38
"""Letters of a line of text that fit on a phone; longer names go on in a second line."""
_MOST_YEARS = 40


def bar(percent: float, verdict: str) -> str:
    """A bar for the people of a trial, or of several where no verdict is named, as a part of the longest."""
    tone = MARKS[verdict].tone if verdict else "plain"
    return f'<svg class="bar {tone}" aria-hidden="true"><rect width="{max(percent, 0.5):g}%" height="100%"/></svg>'


def hundred(number: int, side: str) -> str:
    """A hundred dots in four rows, filled column by column; ``side`` is cells or control."""
    dots = "".join(
        f'<circle cx="{6 + 12 * (i // 4)}" cy="{6 + 12 * (i % 4)}" r="4.3"{_HOLLOW if i >= number else ""}/>'
        for i in range(100)
    )
    return f'<svg class="dots {side}" viewBox="0 0 300 48" role="img" aria-label="{number} of 100">{dots}</svg>'


def forest(document: Document) -> str:
    """Differences in people per 100 on one axis, cells less control; right of the middle favours the cells."""
    rows = [row for row in differences(document) if row["good"]]
    if not rows:
        return ""
    reach = 100 if any(max(map(abs, (row["gap"], *(row["range"] or ())))) > 40 for row in rows) else 40
    parts, top = [], 0
    for row in rows:
        at = _place(row["gap"] * row["good"], reach)
        about = f"{measured(row['size'])}, {row['size']['time']}"
        text, down = _lines(row["trial"]["display_name"], about, top)
        parts.append(
            f'{text}{_whisker(row, reach, down + 10)}<circle cx="{at:.2f}%" cy="{down + 10}" r="5" '
            f'class="{MARKS[row["trial"]["verdict"]].tone} point{"" if row["range"] else " open"}"/>'
        )
        top = down + 28
    height = top + 44
    low, middle, high = _place(-reach, reach), _place(0, reach), _place(reach, reach)
    axis = (
        f'<line x1="{middle:g}%" x2="{middle:g}%" y1="0" y2="{height - 40}" class="zero"/>'
        f'<text x="{low:g}%" y="{height - 22}">{reach}</text><text x="{middle:g}%" y="{height - 22}" text-anchor="middle">0</text>'
        f'<text x="{high:g}%" y="{height - 22}" text-anchor="end">{reach}</text>'
        f'<text x="{low:g}%" y="{height - 4}" class="s">favours control</text>'
        f'<text x="{high:g}%" y="{height - 4}" text-anchor="end" class="s">favours cells</text>'
    )
    label = "Difference in people per 100 between the groups, one point a trial; the table below has the numbers"
    return f'<svg class="chart" role="img" aria-label="{label}" height="{height}">{axis}{"".join(parts)}</svg>'


def _lines(name: str, more: str, top: int) -> tuple[str, int]:
    """A name and what belongs to it as lines of text from ``top`` down, and where the next thing may begin."""
    lines = [(part, "b") for part in wrap(printable(name), _LONGEST)] + [
        (part, "s") for part in wrap(printable(more), _LONGEST)
    ]
    texts = [
        f'<text x="0" y="{top + _LINE * number + 14}" class="{kind}">{escaped(part)}</text>'
        for number, (part, kind) in enumerate(lines)
    ]
    return "".join(texts), top + _LINE * len(lines)


def _whisker(row: dict[str, Any], reach: float, middle: int) -> str:
    """The range of chance of a row as a line; nothing where it is not known."""
    if not row["range"]:
        return ""
    low, high = sorted(_place(value * row["good"], reach) for value in row["range"])
    return f'<line x1="{low:.2f}%" x2="{high:.2f}%" y1="{middle}" y2="{middle}" class="whisker"/>'


def timeline(document: Document, most: int = 14) -> str:
    """When the counted trials ran: a bar from start to the last measurement of the main goal, plans dashed."""
    trials = [trial for trial in counted(document) if trial.get("start_date")]
    trials = sorted(trials, key=lambda trial: (not _decides(trial, document), str(trial["start_date"])))[:most]
    if not trials:
        return ""
    trials.sort(key=lambda trial: str(trial["start_date"]))
    data = _year(document["provenance"]["data_timestamp"]) or _year(document["as_of"]) or 2000.0
    first = max(min(_year(t["start_date"]) or data for t in trials), data - _MOST_YEARS)
    last = max([data + 0.5, *[_year(t["planned_end"]) or 0.0 for t in trials]])
    rows, top = [], 0
    for trial in trials:
        row, top = _bar_in_time(top, trial, first, last, data)
        rows.append(row)
    height = top + 30
    now = _percent(data, first, last)
    frame = (
        f'<rect x="{now:.2f}%" y="0" width="{100 - now:.2f}%" height="{height - 26}" class="fog"/>'
        f'<line x1="{now:.2f}%" x2="{now:.2f}%" y1="0" y2="{height - 26}" class="zero"/>'
    )
    years = "".join(
        f'<text x="{(at := _percent(year, first, last)):.2f}%" y="{height - 8}" class="s" text-anchor="{_anchor(at)}">{year}</text>'
        for year in _ticks(first, last)
    )
    label = "When the counted trials ran, one bar a trial; the list of trials has the dates"
    return f'<svg class="chart" role="img" aria-label="{label}" height="{height}">{frame}{"".join(rows)}{years}</svg>'


def _bar_in_time(top: int, trial: Trial, first: float, last: float, data: float) -> tuple[str, int]:
    """The name, the years and the bar of a trial from ``top`` down, and where the next one begins."""
    kind = MARKS[trial["verdict"]].tone
    start = _year(trial["start_date"]) or first
    end = _year(trial["planned_end"]) or start + 0.1
    years, name = f"{int(start)} to {int(end)}", printable(trial["display_name"])
    if len(name) + len(years) < _LONGEST:
        soft = f'<tspan class="b">{escaped(name)}</tspan> <tspan class="s">{years}</tspan>'
        text, down = f'<text x="0" y="{top + 14}">{soft}</text>', top + _LINE
    else:
        text, down = _lines(name, years, top)
    out = [text, _rect(start, min(end, data), down, f"{kind} span", first, last)]
    if end > data:
        out.append(_rect(max(start, data), end, down, f"{kind} plan", first, last))
    return "".join(out), down + _BAR


def _rect(start: float, end: float, top: int, kind: str, first: float, last: float) -> str:
    x = _percent(start, first, last)
    width = max(_percent(end, first, last) - x, 0.4)
    return f'<rect x="{x:.2f}%" y="{top + 2}" width="{width:.2f}%" height="8" class="{kind}"/>'


def _decides(trial: Trial, document: Document) -> bool:
    return trial["trial_id"] in document["deciding"]


def _place(value: float, reach: float) -> float:
    return 50 + 46 * max(-1.0, min(1.0, value / reach))


def _percent(year: float, first: float, last: float) -> float:
    return 100 * max(0.0, min(1.0, (year - first) / max(last - first, 0.1)))


def _ticks(first: float, last: float) -> range:
    step = max(1, round((last - first) / 5))
    return range(int(first) + 1, int(last) + 1, step)


def _anchor(percent: float) -> str:
    """Which end of a text is at its place, so that it stays inside the picture."""
    return "start" if percent < 6 else "end" if percent > 94 else "middle"


def _year(day: Any) -> float | None:
    """A date as a year with a fraction; None where none is stated."""
    known = PartialDate.parse(str(day or "")[:10])
    return None if known is None else known.earliest.year + (known.earliest.month - 1) / 12
