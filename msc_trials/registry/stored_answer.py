"""What is known of a result set stored on disk: when and from where it was fetched, and how that is written and read."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """What is stored with a result set. ``fetched_at`` is ISO 8601 in UTC; ``lengths`` are those of its pages."""

    query: str
    url: str
    data_timestamp: str
    api_version: str
    fetched_at: str
    total: int
    sha256: str
    lengths: tuple[int, ...]
    left_out: str = ""

    @property
    def fetched(self) -> dt.datetime:
        """When it was fetched, with its time zone (UTC)."""
        return dt.datetime.fromisoformat(self.fetched_at)


def description(answer: StoredAnswer) -> str:
    """A stored answer as one line of text: its digest, then JSON."""
    text = json.dumps(asdict(answer), ensure_ascii=True)
    return _digest_of(text) + text


def _digest_of(text: str) -> str:
    """What stands before a description: a flipped bit in a date or a count would be believed otherwise."""
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def stored_answer(row: Any) -> StoredAnswer:
    """The answer a description stands for. Raises ``ValueError``, ``TypeError`` or ``KeyError`` when it is damaged."""
    text = str(row)[64:]
    if str(row)[:64] != _digest_of(text):
        raise ValueError("the description does not match its digest")
    values = json.loads(text)
    answer = StoredAnswer(**{**values, "lengths": tuple(values["lengths"])})
    numbers = (answer.total, *answer.lengths)
    if not all(isinstance(n, int) and n >= 0 for n in numbers) or answer.fetched.tzinfo is None:
        raise ValueError("not a description of a stored answer")
    if not all(
        isinstance(getattr(answer, n), str)
        for n in ("query", "url", "data_timestamp", "api_version", "sha256", "left_out")
    ):
        raise ValueError("not a description of a stored answer")
    return answer
