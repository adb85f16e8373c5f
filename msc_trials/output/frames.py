"""``to_frame``: the declared tables as pandas frames. The only module that imports pandas, and only when called.

Column names, their order and dtypes are those of ``columns.TABLES``, also for a table without rows. Plain frames with a
plain index: ``nct_id`` and ``arm`` are columns, ready for ``merge``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msc_trials.errors import NotAskedWarning, QueryError, expect, warn
from msc_trials.evidence.answer import Answer
from msc_trials.output.approval_words import approval_line
from msc_trials.output.columns import ABOUT, Column
from msc_trials.output.items import Item, Tabular, day_of_judging, items_of
from msc_trials.output.tables import column_values, columns_of
from msc_trials.registry.result_set import Provenance
from msc_trials.service.search import Search

if TYPE_CHECKING:
    import pandas as pd


def to_frame(x: Tabular, table: str = "trials", as_of: dt.date | str | None = None) -> pd.DataFrame:
    """A table of trials as a frame with documented columns (``docs/data.md``).

    ``x`` is a ``Trial``, an ``Assessment``, an ``Answer``, a search or a result set, or a list or dictionary of them; the column
    ``condition`` says to which answer a row belongs. Raises ``QueryError`` for an unknown table, or one that needs whole
    records when ``x`` holds facts only; ``MisuseError`` (a ``TypeError``) for anything that is not a trial.

    The status of records is judged on the day ``as_of``, else today; a search and an answer have the day of their own settings,
    and an ``Assessment`` stays as it was judged. ``frame.attrs`` says which day (``as_of``), and keeps source and dates of an answer or a search.

    >>> from msc_trials import answer, to_frame
    >>> frame = to_frame(answer("knee osteoarthritis", source="snapshot"))
    >>> list(frame.columns[:3]), frame["trial_id"].is_unique
    (['nct_id', 'trial_id', 'condition'], True)
    """
    if isinstance(x, Search):
        return frame_of(x, table)
    today = day_of_judging(as_of)
    items = items_of(x, records=True, as_of=today)
    frame = frame_of_items(items, table, today)
    judged = {"as_of": today.isoformat()} if any(item.stored is None for item in items) else {}
    frame.attrs.update(attributes_of(x) or judged)
    if items and frame.empty and table in ("publications", "claims") and not _asked_pubmed(x):
        warn(
            f"PubMed was not asked, so the table {table!r} is empty. An answer of the registry asks: answer(CONDITION).",
            NotAskedWarning,
        )
    return frame


def frame_of_items(items: Sequence[Item], table: str, today: dt.date) -> pd.DataFrame:
    """A table of items, its columns checked, judged on the day ``today``."""
    import pandas as pd

    values = column_values(items, table, today)
    columns = columns_of(table)
    frame = pd.DataFrame({c.name: _array(values[c.name], c) for c in columns}, columns=[c.name for c in columns])
    check_frame(frame, table)
    return frame


def _asked_pubmed(x: object) -> bool:
    """Whether ``x`` is or holds an answer for which PubMed was asked."""
    if isinstance(x, Answer):
        return x.papers is not None
    held = x.values() if isinstance(x, Mapping) else x
    return isinstance(held, Collection) and any(isinstance(one, Answer) and one.papers is not None for one in held)


def frame_of(search: Search, table: str = "trials") -> pd.DataFrame:
    """A table of a search, its verdicts judged on the day of its settings. Raises as ``to_frame``.

    Registry, stored answers and stores give every study found, from its record; a snapshot the facts of those that used some
    product of these cells.
    """
    made = to_frame(search_items(search), table, search.settings.today)
    made.attrs.update(attributes_of(search))
    return made


def search_items(search: Search) -> list[Item]:
    """What a table of a search is made of: every study with its record, from a snapshot the facts it holds."""
    today = search.settings.today
    if search.settings.is_local and not search.has_records:
        return [Item(None, known, today=today) for known in search.assessments()]
    return [Item(trial, today=today) for trial in search]


def attributes_of(x: object) -> dict[str, Any]:
    """What a frame says of itself in ``attrs``: for each answer, or for a search, its source, dates, level and decisions of
    agencies.
    """
    if isinstance(x, Search) and x.provenance is not None:
        about = x.query.condition or x.query.describe()
        return {
            "answers": [
                _dated(about, x.provenance) | {"as_of": x.settings.today.isoformat(), "level": None, "approvals": []}
            ]
        }
    answers = x.values() if isinstance(x, Mapping) else [x] if isinstance(x, Answer) else x
    found = [a for a in answers if isinstance(a, Answer)] if isinstance(answers, Collection) else []
    return {"answers": [_attributes(a) for a in found]} if found else {}


def _attributes(answer: Answer) -> dict[str, Any]:
    return _dated(answer.condition, answer.provenance) | {
        "as_of": answer.today.isoformat() if answer.today else None,
        "level": answer.level.value if answer.level else None,
        "approvals": [approval_line(a) for a in answer.approvals],
    }


def _dated(about: str, held: Provenance) -> dict[str, Any]:
    dates = {"data_timestamp": held.data_timestamp, "retrieved_at": held.retrieved_at}
    return {"condition": about, "source": held.source, **dates}


def check_frame(frame: pd.DataFrame, table: str = "trials") -> None:
    """Check a frame against its declaration. Raises ``QueryError`` that lists every fault, not only the first."""
    faults = _faults(frame, table)
    if faults:
        raise QueryError(
            f"This is not a frame of the table {table!r}: {'; '.join(faults)}.",
            hint="The columns and their types are listed in docs/data.md.",
        )


def expect_frame(frame: object, needed: Collection[str] = (), table: str = "trials") -> None:
    """Raise ``MisuseError`` for anything but a frame, ``QueryError`` for a frame without the columns that are needed."""
    import pandas as pd

    how = f'Use to_frame(x, "{table}").'
    expect(frame, pd.DataFrame, "A pandas frame", how)
    missing = sorted(set(needed) - set(getattr(frame, "columns", ())))
    if missing:
        raise QueryError(f"The frame has no column {', '.join(missing)}.", hint=how)


def _array(values: list[Any], column: Column) -> Any:
    """Values of a column. Texts are kept as Python texts: of those that pyarrow keeps, comparisons cannot be joined with
    nullable booleans in pandas 3 (``frame[frame.late_phase & (frame.start_date >= "2015")]``).
    """
    import pandas as pd

    if column.dtype == "category":
        return pd.Categorical(values, categories=list(column.levels), ordered=column.ordered)
    return pd.array(values, dtype=pd.StringDtype("python") if column.dtype == "string" else column.dtype)


def _faults(frame: pd.DataFrame, table: str) -> list[str]:
    columns = columns_of(table)
    declared = [c.name for c in columns]
    found = [str(name) for name in frame.columns]
    faults = [f"column {name!r} is missing" for name in declared if name not in found]
    faults += [f"column {name!r} is not declared" for name in dict.fromkeys(found) if name not in declared]
    faults += [f"column {name!r} occurs twice" for name in dict.fromkeys(found) if found.count(name) > 1]
    if not faults and found != declared:
        faults.append("the columns are not in their order")
    single = [c for c in columns if found.count(c.name) == 1]
    numbers = ("trial_id",) if "trial_id" in declared else ("nct_id",)
    for column in single:
        faults += _column_faults(frame[column.name], column, numbers)
    key = list(ABOUT[table].key)
    if key and {c.name for c in single}.issuperset(key):
        repeated = frame[frame.duplicated(key)]
        if len(repeated):
            faults.append(f"{len(repeated)} rows repeat {' and '.join(key)} (first: {repeated.iloc[0][key[0]]})")
    return faults


def _column_faults(series: pd.Series[Any], column: Column, never_null: tuple[str, ...]) -> list[str]:
    name = series.dtype.name
    if name != column.dtype:
        return [f"column {column.name!r} is {name}, not {column.dtype}"]
    faults = []
    if column.name in never_null and series.isna().any():
        faults.append(f"{column.name!r} has nulls")
    if column.dtype == "category":
        if bool(series.cat.ordered) != column.ordered:
            faults.append(f"column {column.name!r} is {'un' if column.ordered else ''}ordered")
        levels = [str(v) for v in series.cat.categories]
        if levels != list(column.levels):
            faults.append(f"the levels of column {column.name!r} are not the declared ones")
    return faults
