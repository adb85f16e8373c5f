"""Sentences for users never promise, dismiss or rank. Source: domain notes §6."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from msc_trials.evidence.level import Level
from msc_trials.evidence.words import levels
from msc_trials.knowledge import seeds
from msc_trials.output.lines import wrapped
from msc_trials.results.findings import VerdictStatus

PACKAGE = Path(__file__).parents[1] / "msc_trials"
BANNED = re.compile(
    r"\b(cures?|cured|proven|works|miracles?|guaranteed?|best|safe|safely|doesn't work|does not work|you should|we recommend)\b",
    re.IGNORECASE,
)
SPEAKING = (
    "evidence/wording.py",
    "output/checklist_topics.py",
    "output/terminal.py",
    "output/main_goal.py",
    "output/trial_words.py",
    "output/sizes.py",
    "output/approval_words.py",
    "output/lookup_text.py",
    "output/notebook.py",
    "output/pages/shown.py",
    "evidence/verdict.py",
)


def sentences(path: Path) -> Iterator[str]:
    """String constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value


@pytest.mark.parametrize("name", SPEAKING)
def test_no_sentence_promises_or_dismisses(name: str) -> None:
    assert not [s for s in sentences(PACKAGE / name) if BANNED.search(s)]


@pytest.mark.parametrize(
    "table", ["glossary", "questions", "harms", "effects", "approvals", "code_words", "level_words", "sentences"]
)
def test_no_curated_text_promises_or_dismisses(table: str) -> None:
    assert not [row for row in seeds.table(table) if any(BANNED.search(cell or "") for cell in row.values())]


def test_every_sentence_that_is_said_is_in_the_table_and_every_row_is_said() -> None:
    code = [path.read_text(encoding="utf-8") for kind in ("*.py", "*.j2") for path in PACKAGE.rglob(kind)]
    said = {name for text in code for name in re.findall(r"\bsentence\(\s*[\"'](\w+)[\"']", text)}
    quoted = {name for text in code for name in re.findall(r"[\"'](\w+)[\"']", text)}
    known = {row["name"] for row in seeds.table("sentences")}
    assert said <= known <= quoted


def test_every_verdict_level_and_reason_has_words() -> None:
    for topic, codes in {
        "verdict": VerdictStatus,
        "short_verdict": VerdictStatus,
    }.items():
        assert {row["value"] for row in seeds.table("code_words") if row["topic"] == topic} == set(codes), topic
    assert set(levels()) == set(Level)


def test_every_topic_that_is_asked_for_is_in_the_table() -> None:
    code = [path.read_text(encoding="utf-8") for kind in ("*.py", "*.j2") for path in PACKAGE.rglob(kind)]
    asked = {name for text in code for name in re.findall(r"\b(?:word|several|topic)\(\s*[\"'](\w+)[\"']", text)}
    assert asked <= {row["topic"] for row in seeds.table("code_words")}


def test_an_address_is_never_cut_into_two_lines() -> None:
    address = "https://registry.example/search?cond=" + "my+chest+hurts+" * 8
    assert address in wrapped(f"Or look yourself: {address}", 60, "- ", "  ")[1]
