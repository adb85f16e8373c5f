"""The notebooks run from top to bottom on the bundled snapshot, and are stored without outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from msc_trials.local import snapshot

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def _cells(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


def _run(source: str, names: dict[str, Any]) -> None:
    """Run a cell as a notebook does: the value of a last expression is shown, as HTML if it can."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102 - our own notebooks
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307 - our own notebooks
        shown = value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)
        assert shown


def test_there_are_seven_notebooks() -> None:
    assert [p.stem[:2] for p in NOTEBOOKS] == [f"{n:02}" for n in range(1, 8)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_short(path: Path) -> None:
    assert len(_cells(path)) <= 15


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_valid_and_stored_without_outputs(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.read(path, as_version=4))
    for cell in _cells(path):
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize(
    "path", [pytest.param(p, id=p.stem, marks=[pytest.mark.everything] if n else []) for n, p in enumerate(NOTEBOOKS)]
)
def test_a_notebook_runs_offline(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    pytest.importorskip("pandas")
    if not snapshot.bundled_path().is_file():
        pytest.skip("the bundled snapshot is not built")
    monkeypatch.setattr("requests.sessions.Session.send", _no_request)
    names: dict[str, Any] = {"__name__": "notebook"}
    for cell in _cells(path):
        if cell["cell_type"] == "code":
            _run("".join(cell["source"]), names)
    from matplotlib import pyplot

    pyplot.close("all")


def _no_request(*args: Any, **kwargs: Any) -> None:
    raise AssertionError("a notebook asked the network")
