"""The reference search engine that lies beside the project, where it does."""

from __future__ import annotations

import gc
import importlib
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import Any


@cache
def reference_engine(shared: Path) -> Any:
    """The module ``essie`` of the reference emulator; it leaves files open while it is imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        sys.path.append(str(shared / "registry_emulator"))
        module = importlib.import_module("essie")
        gc.collect()
    return module
