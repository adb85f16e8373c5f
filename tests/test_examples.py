"""The examples run as they are, on made-up studies of a stand-in for the registry, each at first try."""

from __future__ import annotations

import ast
import os
import runpy
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from msc_trials import Answer, Client, answer
from msc_trials.errors import StaleDataWarning, TransportError
from tests.emulator import Emulator
from tests.made_up import study_with_results

pytest.importorskip("matplotlib", reason="matplotlib is not installed").use("Agg")
pytest.importorskip("statsmodels", reason="statsmodels is not installed")
pytest.importorskip("openpyxl", reason="openpyxl is not installed")

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
WITH_RESPONSES = "15_test_with_responses"
ASK_NOBODY = ("08_forest", "12_no_network", WITH_RESPONSES)
NO_REGISTRY = {
    "MSC_TRIALS_API_URL": "http://127.0.0.1:9/api/v2",
    "MSC_TRIALS_SOURCE": "live",
    "MSC_TRIALS_RETRIES": "0",
}


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


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.stem not in ASK_NOBODY], ids=lambda path: path.stem)
def test_an_example_that_cannot_reach_the_registry_ends_in_one_line(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A researcher runs an example on a train without a network and reads one line, not a traceback of a hundred."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back what the example sets
    monkeypatch.setenv("MSC_TRIALS_CACHE_DIR", str(tmp_path / "cache"))
    for name, value in NO_REGISTRY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(TransportError) as caught:
            runpy.run_path(str(path), run_name="__main__")
    with pytest.raises(SystemExit) as ended:
        sys.excepthook(caught.type, caught.value, caught.tb)
    said = capsys.readouterr().err
    assert ended.value.code == 5
    assert said.startswith("Error: 127.0.0.1 could not be reached. ")
    assert said.count("\n") == 1


def test_a_script_ends_with_the_exit_code_of_the_error(tmp_path: Path) -> None:
    """A script in a nightly job ends with the documented code, so that the job can tell no network from a wrong word."""
    script = "from msc_trials import answer\nfrom msc_trials.errors import exit_in_one_line\nexit_in_one_line()\nanswer('')\n"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=dict(os.environ), check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'Error: No condition was given. Name one, for example "knee osteoarthritis".\n'


def test_other_errors_of_a_script_keep_their_traceback() -> None:
    """A script with a mistake of its own still shows where it is."""
    script = "from msc_trials.errors import exit_in_one_line\nexit_in_one_line()\n1 / 0\n"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=dict(os.environ), check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("ask", [lambda: answer("hair loss"), lambda: Client().answer("hair loss")])
def test_a_warning_names_the_line_of_the_program_that_asked(
    ask: Callable[[], Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gets old data instead of new sees which line of the own script asked for them."""
    monkeypatch.setenv("MSC_TRIALS_CACHE_DIR", str(tmp_path / "cache"))
    for name, value in {**NO_REGISTRY, "MSC_TRIALS_SOURCE": "auto"}.items():
        monkeypatch.setenv(name, value)
    with pytest.warns(StaleDataWarning, match="bundled snapshot answered") as given:
        ask()
    assert {one.filename for one in given if one.category is StaleDataWarning} == {__file__}
