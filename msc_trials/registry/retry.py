"""The retry rule: which failures are repeated, how often, and after what pause."""

from __future__ import annotations

import datetime as dt
import email.utils
import random

TRANSIENT = frozenset({429, 500, 502, 503, 504})
"""HTTP statuses that can pass. 400, 403 and 404 will be the same a second later. Source: API contract §6.1."""

_FEWER = {500: 1}
_LONGEST_PAUSE = 10.0


def repetitions(status: int | None, retries: int) -> int:
    """How often a failed request may be repeated.

    A 500 is often the registry's way to refuse a field name, so it is repeated once only. Source: API contract §2.3.
    """
    return min(retries, _FEWER.get(status or 0, retries))


def backoff(attempt: int, rng: random.Random) -> float:
    """Seconds before repetition number ``attempt`` (1, 2, ...): doubling, with jitter of half to one and a half."""
    return min(_LONGEST_PAUSE, 2.0 ** (attempt - 1)) * rng.uniform(0.5, 1.5)


def retry_after(header: str | None, now: dt.datetime) -> float | None:
    """Seconds a ``Retry-After`` header asks for, given as seconds or as an HTTP date; None when it says nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())
