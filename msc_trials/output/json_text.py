"""Writes JSON that is safe to look at: control and direction characters inside it are spelled as escapes."""

from __future__ import annotations

import json
from typing import Any

from msc_trials.matching.text import UNSAFE


def json_text(value: Any, indent: int | None = None) -> str:
    """``value`` as one JSON document; it reads back equal, and nothing in it can steer a terminal.

    >>> print(json_text(["\\x9b31m", "caf\\u00e9"]))
    ["\\u009b31m", "café"]
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
