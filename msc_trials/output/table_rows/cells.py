"""Cells of rows: how numbers of trials, dates, effects and lists of texts are written in every table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from msc_trials.knowledge.registries import is_nct
from msc_trials.matching.dates import PartialDate
from msc_trials.output.columns import NOT_STATED, SEPARATOR
from msc_trials.output.items import Item
from msc_trials.results.findings import Effect

Row: TypeAlias = dict[str, object]


def numbers(item: Item) -> Row:
    """The number of a trial, the same as NCT number where it is one, and the condition of its answer."""
    trial_id = item.trial_id
    return {"nct_id": trial_id if is_nct(trial_id) else None, "trial_id": trial_id, "condition": item.condition}


def counting(item: Item) -> Row:
    """Whether a trial is evidence, and why not."""
    reason = item.not_counted_because
    return {
        "is_msc": item.assessment.is_msc,
        "counted": None if reason is None else not reason,
        "not_counted_because": reason,
    }


def date(name: str, text: str) -> Row:
    """The two cells of a date."""
    return {name: text, f"{name.removesuffix('_date')}_precision": _precision(text)}


def same(of: object, *names: str, **other: str) -> Row:
    """Values of an object under their own names, others as ``column="name"``; several of them in one cell."""
    values = {column: getattr(of, name) for column, name in ({name: name for name in names} | other).items()}
    return {column: several(value) if isinstance(value, tuple) else value for column, value in values.items()}


def several(values: Iterable[str | None]) -> str | None:
    """Several texts in one cell; words for what is not stated are left out, and nothing is null."""
    return SEPARATOR.join([v for v in values if v and v not in NOT_STATED]) or None


def stated(value: str | None) -> str | None:
    """A word of a vocabulary; null when it says that nothing is stated."""
    return None if value is None or value in NOT_STATED else value


def effect_cells(effect: Effect | None) -> Row:
    """The cells of an effect; none where there is no effect."""
    of_interval = {f"effect_{name}": name for name in ("ci_low", "ci_high", "ci_level", "unit", "null")}
    return {} if effect is None else same(effect, effect_kind="kind", effect="estimate", **of_interval)


@lru_cache(maxsize=1 << 13)
def _precision(text: str) -> str | None:
    known = PartialDate.parse(text)
    return known.precision if known else None
