"""What a process loads: an answer that is at hand needs neither the reading rules nor the HTTP client."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.emulator import Emulator

ROOT = Path(__file__).parents[1]
RULES = {"ahocorasick_rs", "msc_trials.extraction.trial", "msc_trials.results.trial", "msc_trials.records.study"}
HEAVY = {*RULES, "pydantic", "requests", "pandas", "numpy", "scipy", "jinja2", "matplotlib"}
_RUN = """
import sys
from msc_trials.cli.app import main
try: main(sys.argv[2:])
except SystemExit: pass
print(*sorted(set(sys.argv[1].split()) & set(sys.modules)), file=sys.stderr)
"""


def loaded(names: set[str], *arguments: str, **environ: str) -> list[str]:
    """Which of some modules a run of the command line has loaded when it ends."""
    command = [sys.executable, "-c", _RUN, " ".join(names), "-q", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environ)
    return done.stderr.split()


def test_the_help_loads_the_command_line_alone() -> None:
    others = {"output", "evidence", "knowledge", "registry", "records", "extraction", "service"}
    assert loaded({f"msc_trials.{name}" for name in others}, "--help") == []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["answer", "knee osteoarthritis"], ["show", "NCT03818737"]], ids=" ".join
)
def test_what_comes_from_the_bundled_snapshot_loads_nothing_heavy(arguments: list[str]) -> None:
    source = [] if arguments == ["--help"] else ["--source", "snapshot"]
    assert loaded(HEAVY, *arguments, *source) == []


def test_a_stored_answer_loads_nothing_heavy_and_a_refresh_without_changes_no_rules(tmp_path: Path) -> None:
    with Emulator(5) as server:
        environ = {"MSC_TRIALS_API_URL": server.url, "MSC_TRIALS_CACHE_DIR": str(tmp_path / "cache")}
        asked = ["answer", "knee osteoarthritis", "--no-papers"]
        assert "msc_trials.extraction.trial" in loaded(HEAVY, *asked, **environ)
        assert loaded(HEAVY, *asked, **environ) == []
        server.publish("2026-11-21T09:00:04")
        assert loaded({*RULES, "scipy", "pandas"}, *asked, "--refresh", **environ) == []
        assert Counter(server.paths) == {"/version": 2, "/studies": 2}
