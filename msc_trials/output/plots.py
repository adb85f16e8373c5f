"""Plots with matplotlib: the phase ladder, the timeline, the doses and the posted effects.

Each takes data and, if wanted, the ``Axes`` to draw on, and returns the ``Axes``; none shows or saves anything. Every verdict has
its own marker as well as its colour, and colours differ in lightness, so that the plots can be read in grey and by
colour-blind readers. Needs the extra ``plots``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msc_trials.errors import MscTrialsError, expect
from msc_trials.evidence import words
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.not_counted import STAGES
from msc_trials.evidence.words import word
from msc_trials.knowledge.seeds import named
from msc_trials.output.lines import capital, dated_source
from msc_trials.output.marks import MARKS, Tone
from msc_trials.output.pictures import (
    HINT,
    assessments_of,
    dose_points,
    effect_rows,
    short_name,
    timeline_rows,
    verdict_words,
    year_of,
)
from msc_trials.results.findings import VerdictStatus

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS: dict[Tone, str] = {"met": "#0062a3", "missed": "#b84a00", "mixed": "#7a3e9d", "plain": "#5d636b"}
_MARKERS = {"disc": "o", "square": "s", "diamond": "D", "triangle": "^", "cross": "x", "bar": "_", "arrow": ">"}
INK = "#1b1d20"
SOFT = "#55595f"
RULE = "#d5d8dc"


def plot_ladder(answer: Answer, ax: Axes | None = None) -> Axes:
    """Number of MSC trials by phase (rows) and stage (columns), with the number beside each bar.

    Raises ``MscTrialsError`` when matplotlib is not installed.
    """
    expect(answer, Answer, "An Answer", HINT)
    rows = {phase: [found.get(stage, 0) for stage in STAGES] for phase, found in answer.ladder.items()}
    ax = new_axes(ax, 7.0, 1.2 + 0.42 * max(1, len(rows)))
    most = max(map(max, rows.values()), default=1) or 1
    for y, counts in enumerate(rows.values()):
        for x, count in enumerate(counts):
            length = 0.68 * count / most
            ax.barh(y, length, left=x + 0.02, height=0.55, color=_COLOURS["plain"])
            weight, shade = ("bold", INK) if count else ("normal", SOFT)
            ax.text(x + 0.03 + length + 0.03 * bool(count), y, str(count), va="center", color=shade, fontweight=weight)
    ax.set_xlim(0, len(STAGES))
    ax.set_xticks(range(len(STAGES)), [word("group", s).replace(" ", "\n", 1) for s in STAGES], ha="left")
    ax.xaxis.tick_top()
    label_rows(ax, [capital(word("phase", phase)) for phase in rows])
    ax.set_title(f"{named('short')} trials by phase and stage{_where(answer)}", loc="left", pad=12)
    return ax


def plot_timeline(data: Answer | Iterable[Assessment], ax: Axes | None = None) -> Axes:
    """A bar for each trial from its start to the (planned) last measurement of its main outcome.

    ``data`` is an answer (its counted trials) or assessments; trials without a start date are left out and counted in the
    label. Raises ``MscTrialsError`` when matplotlib is not installed.
    """
    trials = assessments_of(data)
    rows = timeline_rows(trials)
    ax = new_axes(ax, 7.5, 1.4 + 0.26 * max(1, len(rows)))
    gap = 0.02 * (max((r.end or r.start for r in rows), default=0.0) - min((r.start for r in rows), default=0.0)) + 0.1
    for y, row in enumerate(rows):
        mark = MARKS[row.trial.verdict.status]
        colour = _COLOURS[mark.tone]
        if row.end is not None:
            ax.barh(y, max(row.end - row.start, 0.05), left=row.start, height=0.28, color=colour)
        _marker(ax, row.start - gap, y, row.trial.verdict.status)
        if row.posted is not None:
            ax.plot([row.posted, row.posted], [y - 0.32, y + 0.32], color=INK, linewidth=2)
    today = year_of(data.provenance.data_timestamp) if isinstance(data, Answer) else None
    if today is not None:
        ax.axvline(today, color=INK, linewidth=1, linestyle="--")
    label_rows(ax, [f"{short_name(r.trial)}  {verdict_words(r.trial)}" for r in rows])
    ax.locator_params(axis="x", integer=True)
    left = len(trials) - len(rows)
    undated = f"\n{words.many(left, 'trial')} without a start date left out" if left else ""
    today_words = ", dashed: data date" if today is not None else ""
    ax.set_xlabel(f"year{today_words}\nupright stroke: results posted{undated}", fontsize="small")
    ax.set_title(f"When the trials ran{_where(data)}", loc="left")
    return ax


def plot_doses(data: Answer | Iterable[Assessment], ax: Axes | None = None) -> Axes:
    """Cells given at one administration, in all and per kg of body weight separately, on a log scale; a marker per dose.

    A line joins the ends of a stated range. Raises ``MscTrialsError`` when matplotlib is not installed.
    """
    points = dose_points(data)
    ax = new_axes(ax, 7.0, max(3.6, 1.4 + 0.06 * len(points)))
    labels = []
    for band, per_kg in enumerate((False, True)):
        group = sorted((p for p in points if p.per_kg == per_kg), key=lambda p: (p.low, p.high, p.trial.trial_id))
        labels.append(f"{'per kg' if per_kg else 'in all'}\n({words.many(len(group), 'dose')})")
        for i, point in enumerate(group):
            # Spread within the band in order, so that equal doses stay apart.
            y = band + 0.7 * ((i + 0.5) / len(group) - 0.5)
            colour = _COLOURS[MARKS[point.trial.verdict.status].tone]
            if point.high > point.low:
                ax.plot([point.low, point.high], [y, y], color=colour, linewidth=1)
            _marker(ax, math.sqrt(point.low * point.high), y, point.trial.verdict.status)
    ax.set_xscale("log")
    label_rows(ax, labels)
    ax.set_ylim(1.5, -0.5)
    ax.set_xlabel("cells at one administration (log scale)")
    ax.set_title(f"Doses the trials gave{_where(data)}", loc="left")
    present = {p.trial.verdict.status for p in points}
    handles = [_marker(ax, math.nan, math.nan, s) for s in VerdictStatus if s in present]
    names = [word("short_verdict", s.value) for s in VerdictStatus if s in present]
    if handles:
        ax.legend(handles, names, fontsize="small", frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return ax


def plot_effects(data: Answer | Iterable[Assessment], ax: Axes | None = None) -> Axes:
    """Effects of judged controlled trials, as posted or else from the ledger, with their intervals, each row on a scale of its own.

    Trials without a number to draw keep their row. Rows cannot be compared in size; each shows its numbers and units. Raises
    ``MscTrialsError`` when matplotlib is not installed.
    """
    rows = effect_rows(data, longest=70)
    ax = new_axes(ax, 8.0, 1.6 + 0.62 * max(1, len(rows)))
    ax.axvline(0, color=INK, linewidth=1, linestyle="--")
    for y, row in enumerate(rows):
        colour = _COLOURS[MARKS[row.trial.verdict.status].tone]
        if row.point is not None and row.low is not None and row.high is not None:
            ax.errorbar(
                row.point, y, xerr=[[max(0.0, row.point - row.low)], [max(0.0, row.high - row.point)]],
                color=colour, capsize=3, linewidth=1.6,
            )  # fmt: skip
        if row.point is not None:
            _marker(ax, row.point, y, row.trial.verdict.status)
        label = ax.text(-1.05, y + 0.36, row.told, fontsize="small", color=SOFT, va="center", parse_math=False)
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})
    ax.set_xlim(-1.1, 1.1)
    ax.set_xticks([0], ["no difference"])
    ax.xaxis.tick_top()
    label_rows(ax, [f"{short_name(r.trial)}\n{verdict_words(r.trial)}" for r in rows])
    ax.set_xlabel("each row has its own scale; sides as reported, read the verdict", fontsize="small")
    ax.set_title(f"Effects of the judged trials{_where(data)}", loc="left", pad=12)
    return ax


def _where(data: object) -> str:
    """Condition, source and date of an answer as further lines of a title; assessments alone have none."""
    if not isinstance(data, Answer):
        return ""
    source = "bundled snapshot" if data.provenance.source == "snapshot" else data.provenance.source
    shown = capital(data.name).replace("$", r"\$")
    return f"\n{shown}\n{dated_source(source, data.provenance.data_timestamp)}"


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes to draw on: those given, or those of a new figure of ``width`` x ``height`` inches."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise MscTrialsError("Plots need matplotlib.", hint="pip install msc-trials[plots]") from error
    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def label_rows(ax: Axes, labels: list[str]) -> None:
    """Names of the rows, the first on top, without a frame."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(max(1, len(labels)) - 0.4, -0.6)
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.grid(axis="y", color=RULE, linewidth=0.6)
    ax.set_axisbelow(True)
    # A dollar sign in a registry name is no formula.
    for text in ax.get_yticklabels():
        text.set_parse_math(False)


def _marker(ax: Axes, x: float, y: float, status: VerdictStatus) -> Any:
    mark = MARKS[status]
    colour = _COLOURS[mark.tone]
    (line,) = ax.plot(
        [x], [y], linestyle="none", marker=_MARKERS[mark.shape], markersize=7, markeredgewidth=1.6,
        markeredgecolor=colour, markerfacecolor=colour if mark.filled else "white",
    )  # fmt: skip
    return line
