"""Which failed requests are repeated, how often, and how long to wait before: by status, by attempt, by ``Retry-After``."""

from __future__ import annotations

import datetime as dt
import email.utils
import random

TRANSIENT = frozenset({429, 500, 502, 503, 504})
"""HTTP statuses that can pass. 400, 403 and 404 will be the same a second later. Source: API contract §6.1."""

_LONGEST_PAUSE = 10.0


def repetitions(status: int, retries: int) -> int:
    """How often a request with this HTTP status may be repeated.

    A 500 is often the registry's way to refuse a field name, so it is repeated once only. Source: API contract §2.3.
    """
    return 0 if status not in TRANSIENT else min(1, retries) if status == 500 else retries


def backoff(attempt: int) -> float:
    """Seconds before repetition number ``attempt`` (1, 2, ...): doubling, with jitter of half to one and a half."""
    return min(_LONGEST_PAUSE, 2.0 ** (attempt - 1)) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def retry_after(header: str | None, now: dt.datetime) -> float | None:
    """Seconds a ``Retry-After`` header asks for, given as seconds or as an HTTP date; None when it says nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or dt.UTC) - now).total_seconds())
