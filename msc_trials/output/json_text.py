"""Writes JSON that is safe to look at (control and direction characters inside it are spelled as escapes) and that says in one
way what is not stated: null."""

from __future__ import annotations

import json
import re
from typing import Any

from msc_trials.matching.text import UNSAFE
from msc_trials.output.columns import NOT_STATED

_HALF_A_SIGN = re.compile("[\ud800-\udfff]")
"""Half of a pair that stands for one sign: no reader of UTF-8 takes it."""
_WORDS = NOT_STATED - {"none"} | {"not stated"}
"""A level, a guidance or a comparator may be called none: nobody left that out, and only the last of them is a null of the tables."""


def json_text(value: Any, indent: int | None = None) -> str:
    """``value`` as one JSON document with ``null`` for what is not stated; nothing in it can steer a terminal.

    >>> print(json_text(["\\x9b31m", "caf\\u00e9"]))
    ["\\u009b31m", "café"]
    """
    text = json.dumps(stated(value), ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def stated(value: Any) -> Any:
    """``value`` with None for each empty text and each word for what is not stated, as in the tables; a list leaves such a word out.

    An empty text in a list becomes None and keeps its place: the value of a group whose value was not posted. The values that a checklist counts keep their names: there "not stated" is what is counted.

    >>> stated({"donor": "unstated", "routes": ["unstated"], "sponsor": "", "phase": "Phase 2"})
    {'donor': None, 'routes': [], 'sponsor': None, 'phase': 'Phase 2'}
    """
    if isinstance(value, dict):
        return {
            key: one if key == "tallies" else None if (key, one) == ("comparator", "none") else stated(one)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [stated(one) for one in value if not (isinstance(one, str) and one in _WORDS - {""})]
    if not isinstance(value, str):
        return value
    return None if value in _WORDS else value if value.isascii() else _HALF_A_SIGN.sub("\ufffd", value)
