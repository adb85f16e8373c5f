"""Reading one made-up study before the first real one has come, so that its rules are loaded while one must wait anyway."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msc_trials.knowledge import seeds


def rehearse(read: Callable[[dict[str, Any]], object]) -> None:
    """Let ``read`` read the study of ``seeds/rehearsal.json``, which holds something for most rules. Its result is lost."""
    read(json.loads((seeds.folder() / "rehearsal.json").read_text(encoding="utf-8")))
