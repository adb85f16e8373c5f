"""Type checkers see what a user's script needs: mypy and pyright (as basedpyright) pass the examples and find mistakes."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PYRIGHT = find_spec("basedpyright")
needs_pyright = pytest.mark.skipif(PYRIGHT is None, reason="basedpyright is not installed")

RIGHT = """\
from msc_trials import Answer, Client, Query, Trial, answer, search, show, to_frame

found: Answer = answer("knee", offline=True, max_age="7d")
with Client(source="cache", page_size=50) as client:
    for trial in client.search("knee", status="RECRUITING", phase=["PHASE2", "PHASE3"]):
        one: Trial = trial
    frame = client.search(start_from="2015").to_frame("effects")
rows = to_frame(found)[["nct_id", "phase"]]
again: Answer = Answer.from_dict(found.to_dict())
"""
MISTAKES = (
    'answer("knee", oflline=True)',
    'answer("knee", papers="maybe")',
    'answer(["knee", "hip"])',
    'Client(ofline=True)',
    'Client().search("knee", sstatus="RECRUITING")',
    'Client().search("knee", status="recruitingg")',
    'Query.all(phase="PHASE5")',
    'search("knee", sourse="snapshot")',
    'show(1041001)',
    'show("NCT01041001", timeoutt=3)',
)  # fmt: skip


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("types") / "script.py"
    path.write_text(RIGHT + "\n".join(MISTAKES) + "\n", encoding="utf-8")
    return path


def mypy(*paths: Path, cache: Path) -> list[tuple[str, int]]:
    """File and line of each error."""
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--cache-dir", str(cache)]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode in (0, 1), done.stderr
    errors = [line.split(":") for line in done.stdout.splitlines() if ": error: " in line]
    return [(Path(e[0]).name, int(e[1])) for e in errors]


def pyright(*paths: Path, folder: Path) -> list[tuple[str, int]]:
    """File and line of each error in pyright's mode ``strict``, without its rules about what other libraries leave open."""
    settings = {"include": [str(p) for p in paths], "typeCheckingMode": "strict", "extraPaths": [str(ROOT)]}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "basedpyright",
        "--outputjson",
        "-p",
        str(folder / "settings.json"),
        "--pythonpath",
        sys.executable,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    found = json.loads(done.stdout)["generalDiagnostics"]
    errors = [one for one in found if one["severity"] == "error" and "reportUnknown" not in one.get("rule", "")]
    return [(Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in errors]


def wrong_lines() -> set[tuple[str, int]]:
    first = RIGHT.count("\n") + 1
    return {("script.py", first + number) for number in range(len(MISTAKES))}


@pytest.mark.everything
def test_mypy_finds_each_mistake_and_passes_the_typed_example(script: Path, tmp_path: Path) -> None:
    """It reads the whole package and the types of numpy and pandas without a cache; pyright looks in the plain run."""
    assert set(mypy(script, EXAMPLES / "17_typed.py", cache=tmp_path)) == wrong_lines()


@needs_pyright
def test_pyright_finds_each_mistake_and_nothing_else_and_none_in_the_examples(script: Path, tmp_path: Path) -> None:
    assert set(pyright(script, EXAMPLES, folder=tmp_path)) == wrong_lines()
