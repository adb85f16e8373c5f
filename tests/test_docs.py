"""Documentation in step with the code: a command, option or exit code without a word about it is a red build."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from msc_trials.cli import common
from msc_trials.cli.app import _COMMANDS
from msc_trials.cli.reference import markdown
from msc_trials.evidence.words import levels
from msc_trials.knowledge import ledger, seeds
from msc_trials.knowledge.conditions import condition_ids_of, with_descendants

ROOT = Path(__file__).parents[1]


def test_the_command_line_reference_is_up_to_date() -> None:
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == markdown(), "run: python -m msc_trials.cli.reference"


def test_every_exit_code_is_documented() -> None:
    text = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for code in common.ExitCode:
        assert f"\n    {code.value} " in text


def test_every_command_is_mentioned_in_prose() -> None:
    prose = "".join(p.read_text(encoding="utf-8") for p in [ROOT / "README.md", *ROOT.glob("docs/*.md")])
    for name in _COMMANDS:
        assert f"msc-trials {name}" in prose


def test_every_benchmark_that_is_run_by_itself_is_named_in_a_document() -> None:
    """One that other programs use, or that the gates run, is found from there."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".ci/*"), *ROOT.glob("tests/*.py")]
    prose = "".join(path.read_text(encoding="utf-8") for path in pages)
    programs = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("benchmarks/[a-z]*.py")}
    for name in programs:
        used = any(re.search(rf"\b{name}\b", text) for other, text in programs.items() if other != name)
        assert used or f"benchmarks.{name}" in prose, name


def test_the_readme_names_every_level() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for level in levels():
        assert f"| {level} |" in readme


def test_the_gate_script_runs_the_tests_of_the_readme() -> None:
    readme, gates = (ROOT / "README.md").read_text(), (ROOT / ".ci/run").read_text()
    assert '.venv/bin/pip install -q -e ".[dev]" && .venv/bin/pytest -q -n auto' in readme
    assert 'install -q -e ".[dev,docs]"' in gates
    assert '/bin/pytest" -q -n auto' in gates


def test_changelog_and_package_agree_on_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text()


def test_every_dependency_has_a_reason() -> None:
    block = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("\n]")[0]
    for line in block.strip().splitlines():
        assert "#" in line, line


def test_the_ledger_is_sound() -> None:
    rows = seeds.table("ledger")
    ids = [r["trial_id"] for r in rows]
    assert ids == sorted(set(ids))
    for row in rows:
        assert row["citation"], row["trial_id"]
        assert not row["same_evidence_as"] or row["same_evidence_as"] in ids


def test_ledger_rows_are_filed_under_the_narrower_conditions_their_words_name() -> None:
    for row in ledger.rows().values():
        below = set(with_descendants(row.condition_ids))
        assert below.intersection(condition_ids_of((row.condition,))) <= set(row.condition_ids), row.trial_id
