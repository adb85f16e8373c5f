"""What importing the package loads, and what it makes public. Which package imports which: ``[tool.importlinter]``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "msc_trials"


def test_importing_the_package_and_asking_for_help_loads_nothing_heavy() -> None:
    heavy = {"pandas", "scipy", "rapidfuzz", "requests", "pydantic", "diskcache", "matplotlib", "jinja2"}
    code = f"import sys, msc_trials\nfrom msc_trials.cli import app\nprint(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"


def test_public_names_are_what_is_declared() -> None:
    import msc_trials

    assert msc_trials.__all__ == sorted(msc_trials.__all__)
    for name in msc_trials.__all__:
        if name != "__version__":
            assert getattr(msc_trials, name) is not None
