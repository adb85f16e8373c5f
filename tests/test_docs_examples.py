"""What README and documentation show is so: Python examples run, commands exist, links lead to files, the sample is real."""

from __future__ import annotations

import doctest
import pkgutil
import re
import shlex
import sys
import tomllib
from pathlib import Path

import click
import pytest

import msc_trials
from benchmarks import readme_sample
from msc_trials import VerdictStatus
from msc_trials.cli.app import cli
from msc_trials.knowledge import ledger
from msc_trials.local import snapshot
from tests.emulator import Emulator

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
NEED_A_STORE = {"whole_registry.md"}
"""Their examples read a store of the whole registry; ``tests/test_store.py`` does the same on a small one."""


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```(?:{language})\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page",
    [p for p in PAGES if blocks(p, "python") and p.name not in NEED_A_STORE],
    ids=lambda p: p.name,
)
def test_python_examples_run(page: Path, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MSC_TRIALS_API_URL", emulator.url)
    monkeypatch.setenv("MSC_TRIALS_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("MSC_TRIALS_MIN_INTERVAL", "0")
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        if block.startswith(">>>"):
            session = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), 0)
            assert doctest.DocTestRunner().run(session).failed == 0
            continue
        exec(compile(block, str(page), "exec"), names)  # noqa: S102 - our own documentation


def commands() -> list[str]:
    """Every ``msc-trials ...`` line of a shell block, without pipes and redirections."""
    found = []
    for page in PAGES:
        for block in blocks(page, "bash|sh|console"):
            for line in block.splitlines():
                match = re.search(r"(?:^|[ /])msc-trials ((?:[^|>#&\n]|(?<=\S)#)+)", line)
                if match:
                    found.append(match[1].strip())
    return sorted(set(found))


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_documentation_exists_with_its_options(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "registry").mkdir()  # the store that examples name
    command: click.Command = cli
    context = click.Context(cli, info_name="msc-trials", **cli.context_settings)
    words = shlex.split(line)
    while isinstance(command, click.Group):
        _, (name, *words), _ = command.make_parser(context).parse_args(list(words))  # options before the command
        found = command.get_command(context, name)
        assert found is not None, f"there is no command {name!r}"
        command, context = found, click.Context(found, info_name=name, parent=context, **found.context_settings)
    parsed, rest, _ = command.make_parser(context).parse_args(list(words))
    assert not rest or any(isinstance(p, click.Argument) for p in command.params), (parsed, rest)


def test_links_of_pages_for_a_package_index_are_absolute_and_lead_to_files() -> None:
    base = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]["Homepage"] + "/blob/main/"
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text) + re.findall(r"^\[[^\]]+\]: (\S+)", text, re.MULTILINE)
    assert targets
    for target in targets:
        assert target.startswith(base), target
        assert (ROOT / target.removeprefix(base)).exists(), target


def test_every_short_link_of_the_readme_is_defined() -> None:
    text = re.sub(r"```.*?```", "", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.DOTALL)
    defined = {name.lower() for name in re.findall(r"^\[([^\]]+)\]:", text, re.MULTILINE)}
    used = {name.lower() for name in re.findall(r"\[([^\]]+)\](?![(\[:])", text)}
    assert used <= defined, used - defined


def test_the_sample_answer_of_the_readme_is_what_the_snapshot_says() -> None:
    shown = readme_sample.BLOCK.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[0] == readme_sample.sample(), "run: python -m benchmarks.readme_sample"


def test_the_figures_of_the_readme_are_those_of_ledger_and_snapshot() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"The ledger holds {len(ledger.rows())} trials" in text
    assert f"The bundled snapshot holds {snapshot.bundled().manifest.trials:,} trials" in text


def test_every_page_of_the_documentation_is_in_its_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in ROOT.glob("docs/**/*.md"):
        assert f"{page.relative_to(ROOT / 'docs').as_posix()}\n" in navigation, page


def test_the_public_names_are_all_in_the_reference() -> None:
    text = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    for name in set(msc_trials.__all__) - {"__version__"}:
        assert f"::: msc_trials.{name}\n" in text


def test_the_issue_form_offers_every_verdict() -> None:
    form = (ROOT / ".github/ISSUE_TEMPLATE/1_verdict.yml").read_text(encoding="utf-8")
    for status in VerdictStatus:
        assert f"        - {status.value}\n" in form


CODE = sorted(p for name in ("msc_trials", "benchmarks") for p in (ROOT / name).rglob("*.py"))
PROSE = [*PAGES, *ROOT.glob("docs/adr/*.md"), ROOT / "SECURITY.md"]


def test_every_file_that_the_documentation_names_is_there() -> None:
    files = [p.relative_to(ROOT).as_posix() for p in ROOT.glob("**/*") if p.suffix in (".py", ".csv", ".txt", ".md")]
    for page in (*PROSE, *CODE):
        for name in re.findall(r"`([a-z_/]+/[a-z_]+\.(?:py|csv|txt|md))`", page.read_text(encoding="utf-8")):
            assert any(f"/{file}".endswith(f"/{name}") for file in files), f"{page.name}: {name}"


def test_every_module_and_name_in_one_that_prose_or_docstrings_name_is_there() -> None:
    parts: dict[str, str] = {}
    for file in CODE:
        name, inside = file.stem, file.read_text(encoding="utf-8")
        if name == "__init__":
            name, inside = file.parent.name, inside + " ".join(other.stem for other in file.parent.iterdir())
        parts[name] = parts.get(name, "") + inside
    for page in (*PROSE, *CODE):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"\bmsc_trials(?:\.[a-z]\w*)+", text):
            pkgutil.resolve_name(name)
        for module, name in re.findall(r"``(\w+)\.(?!csv|txt|json|gz|attrs)(\w+)(?:\(\))?``", text):
            if module in parts or (name.isupper() and module not in sys.stdlib_module_names):
                assert re.search(rf"\b{name}\b", parts.get(module, "")), f"{page.name}: {module}.{name}"
