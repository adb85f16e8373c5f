"""Examples in docstrings run, against a stand-in registry, and every public name has one."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import msc_trials
from tests.emulator import Emulator

MODULES = sorted(
    m.name for m in pkgutil.walk_packages(msc_trials.__path__, "msc_trials.") if not m.name.endswith("__main__")
)
WITH_EXAMPLES = [name for name in MODULES if ">>>" in inspect.getsource(importlib.import_module(name))]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_run(
    name: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSC_TRIALS_API_URL", emulator.url)
    monkeypatch.setenv("MSC_TRIALS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("MSC_TRIALS_MIN_INTERVAL", "0")
    module = importlib.import_module(name)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module):
        said: list[str] = []
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
        assert not said, "".join(said)


@pytest.mark.parametrize("name", sorted(set(msc_trials.__all__) - {"__version__"}))
def test_a_public_name_has_an_example(name: str) -> None:
    assert ">>> " in (getattr(msc_trials, name).__doc__ or "")
