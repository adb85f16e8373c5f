"""Sentences for users never promise, dismiss or rank. Source: domain notes §6."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from msc_trials.knowledge import seeds

PACKAGE = Path(__file__).parents[1] / "msc_trials"
BANNED = re.compile(
    r"\b(cures?|cured|proven|works|miracles?|guaranteed?|best|safe|safely|doesn't work|does not work|you should|we recommend)\b",
    re.IGNORECASE,
)
SPEAKING = (
    "evidence/wording.py",
    "evidence/checklist_topics.py",
    "output/terminal.py",
    "output/html.py",
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


@pytest.mark.parametrize("table", ["glossary", "questions", "harms", "effects", "approvals", "code_words", "sentences"])
def test_no_curated_text_promises_or_dismisses(table: str) -> None:
    assert not [row for row in seeds.table(table) if any(BANNED.search(cell or "") for cell in row.values())]
