"""``reporting``: were results reported on time, late or never, by sponsor class, year or condition, with intervals.

Definitions follow FDAAA TrialsTracker (DeVito, Bacon, Goldacre, Lancet 2020;395:361-369); ``docs/research.md`` names the
differences. Intervals are Wilson's, from scipy. Works on a frame of the table ``trials``.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from msc_trials.errors import QueryError, unknown
from msc_trials.matching.dates import PartialDate
from msc_trials.output.frames import expect_frame
from msc_trials.output.results_due import is_covered

if TYPE_CHECKING:
    import pandas as pd

GRACE_DAYS = 30
"""Days between submission and posting that are not counted against a sponsor where only the day of posting is known."""
_POPULATIONS = ("all", "covered")
STATES = ("not_due", "on_time", "late", "never")


def reporting(
    trials: pd.DataFrame,
    by: str | None = None,
    *,
    as_of: dt.date | str | None = None,
    population: Literal["all", "covered"] = "all",
) -> pd.DataFrame:
    """One row per group of ``by`` (a column of ``trials``, or ``year`` of primary completion; None for one row of all).

    Columns: ``trials``, ``due``, ``on_time``, ``late``, ``never`` (of those due); ``percent_reported`` with ``ci_low`` and
    ``ci_high`` (95 %); ``with_publication`` and ``percent_reported_or_published`` as the second channel. ``as_of`` is the day of
    the data: given, else that of the answer, else the last update in the frame. ``population="covered"`` keeps trials the
    law asks results of, as far as the fields tell. Raises ``QueryError`` for a frame without the columns or rows.
    """
    import pandas as pd

    expect_frame(
        trials, {"trial_id", "primary_completion_date", "results_due", "status", "results_first_posted"} | _extra(by)
    )
    if population not in _POPULATIONS:
        raise unknown("population", str(population), _POPULATIONS)
    day = _as_of(trials, as_of)
    kept = [row for row in trials.to_dict("records") if population == "all" or _covered(row)]
    states = pd.DataFrame(
        {
            "group": [_group(row, by) for row in kept],
            "state": [reporting_state(row, day) for row in kept],
            "published": [_count(row.get("result_publications")) > 0 for row in kept],
        }
    )
    rows = [_row(str(name), part) for name, part in states.groupby("group", sort=True)]
    columns = ["group", "trials", "due", *STATES[1:], *_RATES]
    made = pd.DataFrame(rows, columns=columns).rename(columns={"group": by or "group"})
    made.attrs["as_of"] = day.isoformat()
    return made


_RATES = ("percent_reported", "ci_low", "ci_high", "with_publication", "percent_reported_or_published")


def reporting_state(row: Any, as_of: dt.date) -> str:
    """``not_due``, ``on_time``, ``late`` or ``never`` for one row of the table ``trials`` on the day ``as_of``.

    A date without a day counts as the last day it can mean. Withdrawn trials had no participants and owe no results.

    >>> row = {"results_due": "2020-03", "status": "Completed", "results_first_posted": "2020-05-01"}
    >>> reporting_state(row, dt.date(2026, 1, 1))
    'late'
    """
    due = _last_day(row.get("results_due"))
    if due is None or due >= as_of or row.get("status") == "Withdrawn":
        return "not_due"
    submitted, posted = _last_day(row.get("results_first_submitted")), _last_day(row.get("results_first_posted"))
    if submitted is not None:
        return "on_time" if submitted <= due else "late"
    if posted is not None:
        return "on_time" if posted <= due + dt.timedelta(days=GRACE_DAYS) else "late"
    return "never"


def _row(name: str, part: pd.DataFrame) -> dict[str, Any]:
    due = part[part["state"] != "not_due"]
    reported = due["state"].isin(["on_time", "late"])
    low, high = _wilson(int(reported.sum()), len(due))
    return {
        "group": name,
        "trials": len(part),
        "due": len(due),
        **{state: int((due["state"] == state).sum()) for state in STATES[1:]},
        "percent_reported": _percent(int(reported.sum()), len(due)),
        "ci_low": low,
        "ci_high": high,
        "with_publication": int(due["published"].sum()),
        "percent_reported_or_published": _percent(int((reported | due["published"]).sum()), len(due)),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _wilson(part: int, whole: int) -> tuple[float | None, float | None]:
    if not whole:
        return None, None
    from scipy.stats import binomtest

    found = binomtest(part, whole).proportion_ci(confidence_level=0.95, method="wilson")
    return round(100 * float(found.low), 1), round(100 * float(found.high), 1)


def _extra(by: str | None) -> set[str]:
    return set() if by in (None, "year") else {str(by)}


def _group(row: Any, by: str | None) -> str:
    if by is None:
        return "all"
    value = str(row.get("primary_completion_date") or "")[:4] if by == "year" else row.get(by)
    return str(value) if isinstance(value, str) and value else "not stated"


def _covered(row: Any) -> bool:
    drug, device = row.get("fda_regulated_drug"), row.get("fda_regulated_device")
    known = [v if isinstance(v, bool) else None for v in (drug, device)]
    return bool(
        is_covered(_text(row, "study_type"), _text(row, "phase"), _text(row, "primary_completion_date"), *known)
    )


def _text(row: Any, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0


def _as_of(trials: pd.DataFrame, as_of: dt.date | str | None) -> dt.date:
    if isinstance(as_of, dt.date):
        return as_of
    known = [str(a.get("data_timestamp", ""))[:10] for a in trials.attrs.get("answers", ())]
    texts = [as_of] if as_of else [t for t in known if t] or list(trials.get("last_update_posted", ()))
    days = [day for day in map(_last_day, texts) if day is not None]
    if not days:
        raise QueryError("The day of the data is not known.", hint='Give it: reporting(frame, as_of="2026-11-28").')
    return max(days)


def _last_day(text: Any) -> dt.date | None:
    """The last day that a date text can mean; None when it is not a date."""
    known = PartialDate.parse(text) if isinstance(text, str) else None
    return known.latest if known is not None else None
