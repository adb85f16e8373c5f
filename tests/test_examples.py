"""The examples run as they are, on made-up studies of a stand-in for the registry, each at first try."""

from __future__ import annotations

import ast
import runpy
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulator import Emulator
from tests.made_up import study_with_results

pytest.importorskip("matplotlib", reason="matplotlib is not installed").use("Agg")
pytest.importorskip("statsmodels", reason="statsmodels is not installed")
pytest.importorskip("openpyxl", reason="openpyxl is not installed")

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
WITH_RESPONSES = "15_test_with_responses"


@pytest.fixture(scope="module")
def registry() -> Iterator[Emulator]:
    with Emulator(0) as server:
        for number in range(1, 5):
            raw = study_with_results(number)
            raw["protocolSection"]["sponsorCollaboratorsModule"] = {
                "leadSponsor": {"name": "Made up", "class": "INDUSTRY"}
            }
            server.studies[raw["protocolSection"]["identificationModule"]["nctId"]] = raw
        yield server


def test_there_are_seventeen_jobs_and_the_page_names_each() -> None:
    page = (ROOT / "docs" / "research.md").read_text(encoding="utf-8")
    assert len(EXAMPLES) == 17
    assert [path.name for path in EXAMPLES if path.name not in page] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_short(path: Path) -> None:
    statements = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.stmt)]
    written = [n for n in statements if not isinstance(n, ast.Import | ast.ImportFrom) and not _is_docstring(n)]
    assert len(written) <= 15


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.stem != WITH_RESPONSES], ids=lambda path: path.stem)
def test_an_example_runs(path: Path, registry: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSC_TRIALS_API_URL", registry.url)
    monkeypatch.setenv("MSC_TRIALS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("MSC_TRIALS_MIN_INTERVAL", "0")
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "2 values are not NCT numbers")
        runpy.run_path(str(path), run_name="__main__")
    from matplotlib import pyplot

    pyplot.close("all")


def test_the_example_of_a_test_passes() -> None:
    names = runpy.run_path(str(ROOT / "examples" / f"{WITH_RESPONSES}.py"))
    names["test_the_title_of_a_study"]()
