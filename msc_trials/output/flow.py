"""The flow of a search as in PRISMA 2020: identified, left out with reasons, included; as numbers and as a picture.

Source: Page et al., BMJ 2021;372:n71. The reasons are those of ``Answer``; records are screened by rules, not by people.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msc_trials.errors import expect
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.level import FAILURE, SUCCESS
from msc_trials.output.lines import dated_source
from msc_trials.output.plots import INK, SOFT, new_axes
from msc_trials.results.findings import VerdictStatus

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DECIDED = SUCCESS | FAILURE | {VerdictStatus.MET_UNCONTROLLED}
"""Verdicts that say whether a main goal was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Numbers of a search. ``identified`` = ``unreadable`` + all of ``excluded`` + ``included``.

    Of those included ``with_result`` have a result that was read, and of these ``decided`` set the level: they met a main goal
    or missed one. The others cannot be judged.
    """

    condition: str
    source: str
    identified: int
    from_ledger: int
    unreadable: int
    excluded: tuple[tuple[str, int], ...]
    included: int
    with_result: int
    decided: int


def flow_of(answer: Answer) -> Flow:
    """The flow of an answer.

    >>> from msc_trials import answer
    >>> flow = flow_of(answer("knee osteoarthritis", source="snapshot"))
    >>> flow.identified == flow.unreadable + sum(n for _, n in flow.excluded) + flow.included
    True
    """
    expect(answer, Answer, "An Answer", 'answer("knee osteoarthritis") makes one.')
    reasons = Counter(t.not_counted_because.split()[0] for t in answer.trials if t.not_counted_because)
    unreadable = answer.counts.get("unreadable", 0)
    return Flow(
        condition=answer.condition,
        source=dated_source(answer.provenance.source, answer.provenance.data_timestamp),
        identified=len(answer.trials) + unreadable,
        from_ledger=sum(t.assessment.origin == "ledger" for t in answer.trials),
        unreadable=unreadable,
        excluded=tuple(reasons.most_common()),
        included=len(answer.counted),
        with_result=len(answer.counted) - answer.counts.get("not_judged", 0),
        decided=sum(t.verdict.status in DECIDED for t in answer.counted),
    )


def plot_flow(answer: Answer, ax: Axes | None = None) -> Axes:
    """The flow as boxes. Raises ``MscTrialsError`` when matplotlib is not installed."""
    flow = flow_of(answer)
    ax = new_axes(ax, 8.0, 4.6)
    left = [
        f"Records identified: {flow.identified}\n(known from the ledger only: {flow.from_ledger})",
        f"Trials counted as evidence: {flow.included}",
        f"of them with a result that was read: {flow.with_result}\n(main goal met or missed: {flow.decided})",
    ]
    reasons = "\n".join(f"{reason.replace('_', ' ')}: {number}" for reason, number in flow.excluded) or "none"
    for y, text in zip((0.86, 0.3, 0.08), left, strict=True):
        ax.text(0.02, y, text, va="center", fontsize="medium", color=INK, bbox=_BOX)
    ax.text(
        0.52,
        0.6,
        f"Not counted:\n{reasons}\nunreadable: {flow.unreadable}",
        va="center",
        fontsize="small",
        color=SOFT,
        bbox=_BOX,
    )
    for start, end in (((0.2, 0.79), (0.2, 0.36)), ((0.2, 0.25), (0.2, 0.13)), ((0.2, 0.6), (0.5, 0.6))):
        ax.annotate("", xy=end, xytext=start, arrowprops={"arrowstyle": "->", "color": INK})
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.set_axis_off()
    ax.set_title(
        f"Flow of the search\n{flow.condition}\n{flow.source}", loc="left", fontsize="medium", parse_math=False
    )
    return ax


_BOX = {"boxstyle": "round,pad=0.5", "facecolor": "white", "edgecolor": INK, "linewidth": 1.0}
