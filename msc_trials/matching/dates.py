"""Dates of the registry, which are often a month or a year only: no day is invented."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class PartialDate(NamedTuple):
    """A registry date with the precision it was given in (``year``, ``month`` or ``day``).

    ``kind`` is ACTUAL or ESTIMATED, None when the registry does not say.
    """

    text: str
    precision: str
    kind: str | None = None

    @property
    def earliest(self) -> dt.date:
        """First day the date can mean; for sorting and differences only."""
        year, month, day = ([int(p) for p in self.text.split("-")] + [1, 1])[:3]
        return dt.date(year, month, day)

    @property
    def latest(self) -> dt.date:
        """Last day the date can mean."""
        day = self.earliest
        if self.precision == "year":
            return day.replace(month=12, day=31)
        return day.replace(day=monthrange(day.year, day.month)[1]) if self.precision == "month" else day

    @classmethod
    @lru_cache(maxsize=32_768)  # the registry has far more records than days
    def parse(cls, text: str, kind: str | None = None) -> PartialDate | None:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None when it is not a date."""
        match = _DATE.fullmatch(text.strip())
        if match is None:
            return None
        date = cls(match[0], "day" if match[3] else "month" if match[2] else "year", kind)
        try:
            _ = date.earliest
        except ValueError:
            return None
        return date
