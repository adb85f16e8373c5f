"""``plot_forest``: rows of the table ``effects`` as a forest plot, one axis per measure, pooled only when asked for.

Ratios are drawn on a log scale. The sides are named by the direction of the outcome where that is one for all rows. Needs
the extra ``plots``; pooling needs ``stats``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal

from msc_trials.errors import QueryError
from msc_trials.evidence.effects.estimates import RATIOS
from msc_trials.evidence.effects.pooling import Poolable, Pooled, pooled
from msc_trials.evidence.words import word
from msc_trials.matching.text import printable
from msc_trials.output.columns import TABLES
from msc_trials.output.frames import expect_frame
from msc_trials.output.lines import dated_source
from msc_trials.output.plots import INK, RULE, SOFT, label_rows, new_axes

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NOT_DRAWN = {"is_msc", "counted", "not_counted_because"}
"""Columns by which rows are chosen; a frame without them can be drawn."""
_LONGEST = 42


def plot_forest(
    effects: pd.DataFrame,
    axes: Sequence[Axes] | None = None,
    *,
    pool: Literal["pm"] | None = None,
    outcome: str = "",
    source: str = "",
) -> tuple[Axes, ...]:
    """A forest plot of rows of ``to_frame(x, "effects")``: one ``Axes`` per measure, each row with its interval and sides.

    ``axes`` are as many as there are measures, else new figures are made. ``pool="pm"`` adds the pooled effect (Paule and Mandel)
    with its prediction interval; ``outcome`` is your word that outcomes with different names are the same. ``source`` replaces
    source and date that ``to_frame`` wrote into ``effects.attrs``. Raises ``QueryError`` when there is nothing to draw, or
    when pooling is refused (the reason is in the message); ``MscTrialsError`` without matplotlib or statsmodels.
    """
    expect_frame(effects, {c.name for c in TABLES["effects"]} - _NOT_DRAWN, "effects")
    drawn = effects[effects["effect"].notna()]
    measures = list(dict.fromkeys(drawn["effect_measure"].astype(str)))
    if not measures:
        raise QueryError("There is no effect to draw.", hint='Take rows of to_frame(x, "effects") with an effect.')
    if axes is not None and len(axes) != len(measures):
        raise QueryError(
            f"{len(axes)} axes were given for {len(measures)} measures ({', '.join(measures)}).",
            hint="Give one axes per measure, or choose rows of one measure.",
        )
    answers = effects.attrs.get("answers", ())
    source = source or _source_of(answers)
    return tuple(
        _forest(
            drawn[drawn["effect_measure"] == m],
            m,
            None if axes is None else axes[i],
            pool,
            outcome,
            (_about(answers), source),
        )
        for i, m in enumerate(measures)
    )


def poolables(effects: pd.DataFrame) -> list[Poolable]:
    """Rows of the table ``effects`` as pooling takes them."""
    return [
        Poolable(
            trial_id=row["trial_id"],
            condition=_text(row["condition"]),
            outcome=_text(row["measure"]),
            measure=str(row["effect_measure"]),
            estimate=float(row["effect"]),
            ci_low=_number(row["effect_ci_low"]),
            ci_high=_number(row["effect_ci_high"]),
            ci_level=_number(row["effect_ci_level"]),
            unit=_text(row["effect_unit"]),
            comparator=_text(row["comparator"]),
            same_evidence_as=_text(row["same_evidence_as"]),
            outcome_type=_text(row["outcome_type"]),
            allocation=_text(row["allocation"]),
            intervention_model=_text(row["intervention_model"]),
            test_type=_text(row["test_type"]),
            months=_number(row["time_months"]),
            do_not_pool=bool(row["do_not_pool"]),
        )
        for row in effects.to_dict("records")
    ]


def _forest(
    rows: pd.DataFrame, measure: str, ax: Axes | None, pool: str | None, outcome: str, named: tuple[str, str]
) -> Axes:
    found = poolables(rows)
    total = pooled(found, method=pool, outcome=outcome) if pool is not None else None
    labels = [_label(row) for row in rows.to_dict("records")]
    ax = new_axes(ax, 8.5, 2.2 + 0.42 * (len(found) + (2 if total else 0)))
    for y, effect in enumerate(found):
        _row(ax, y, effect.estimate, effect.ci_low, effect.ci_high)
    if total is not None:
        labels += [f"pooled, {total.k} trials", "prediction interval"]
        _pooled(ax, len(found), total)
    ax.axvline(1.0 if measure in RATIOS else 0.0, color=INK, linewidth=1, linestyle="--")
    if measure in RATIOS:
        _log_scale(ax)
    label_rows(ax, labels)
    ax.set_xlabel(f"{word('effect_measure', measure)}\n{_sides(rows)}", fontsize="small")
    ax.set_title(
        f"{_title(rows, outcome, named[0])}\n{fill(printable(named[1]), 64)}".rstrip(),
        loc="left",
        fontsize="small",
        parse_math=False,
    )
    return ax


def _row(ax: Axes, y: float, value: float, low: float | None, high: float | None, **style: Any) -> None:
    if low is not None and high is not None:
        ax.plot([low, high], [y, y], color=style.get("color", INK), linewidth=style.get("linewidth", 1.4))
    ax.plot([value], [y], marker=style.get("marker", "s"), color=style.get("color", INK), markersize=6)
    words = f"{value:.3g}" if low is None or high is None else f"{value:.3g} ({low:.3g} to {high:.3g})"
    ax.annotate(
        words, (1.01, y), xycoords=("axes fraction", "data"), va="center", fontsize="small", annotation_clip=False
    )


def _pooled(ax: Axes, y: int, total: Pooled) -> None:
    _row(ax, y, total.estimate, total.ci_low, total.ci_high, marker="D", linewidth=2.4)
    ax.plot([total.prediction_low, total.prediction_high], [y + 1, y + 1], color=SOFT, linewidth=2.4)
    words = f"{total.prediction_low:.3g} to {total.prediction_high:.3g}"
    ax.annotate(words, (1.01, y + 1), xycoords=("axes fraction", "data"), va="center", fontsize="small")
    ax.axhline(y - 0.5, color=RULE, linewidth=1)


def _log_scale(ax: Axes) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    ax.set_xscale("log")
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 1.5, 2.0, 3.0, 5.0, 7.0)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.xaxis.set_minor_formatter(NullFormatter())


def _sides(rows: pd.DataFrame) -> str:
    """Which side of no difference is whose, where one direction holds for all rows."""
    directions = set(rows["direction"].dropna())
    if directions == {"higher"}:
        return "← comparator better    cells better →"
    if directions == {"lower"}:
        return "← cells better    comparator better →"
    return "sides differ by row or are not known: read the outcome"


def _label(row: Mapping[Any, Any]) -> str:
    favoured = f", favours {row['favoured_side']}" if isinstance(row["favoured_side"], str) else ""
    where = " ".join(filter(None, (_text(row["time_frame"]), _text(row["class_title"]), _text(row["category"]))))
    outcome = _cut(f"{_text(row['measure'])}; {where}".strip("; "))
    return f"{row['trial_id']} ({row['effect_source']}{favoured})\n{outcome}"


def _title(rows: pd.DataFrame, outcome: str, about: str) -> str:
    conditions = list(dict.fromkeys(rows["condition"].dropna()))
    about = (
        ", ".join(conditions[:3]) + (", ..." if len(conditions) > 3 else "") or about or "Trials of several conditions"
    )
    return f"{printable(about)}: {printable(outcome) if outcome else 'effects, cells against comparator'}"


def _about(answers: Sequence[Mapping[str, Any]]) -> str:
    """What a frame is about where its rows do not say: the condition of a search."""
    return ", ".join(dict.fromkeys(str(a["condition"]) for a in answers))


def _source_of(answers: Sequence[Mapping[str, Any]]) -> str:
    """Source and date of each answer that ``to_frame`` wrote into a frame."""
    return "; ".join(dict.fromkeys(dated_source(a["source"], str(a["data_timestamp"])) for a in answers))


def _cut(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None  # noqa: PLR0124 - not NaN
