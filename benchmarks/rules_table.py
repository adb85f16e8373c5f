"""Write ``docs/rules.md``: every situation that a test of a reading rule describes, with its rule and the trial that shows it.

    python -m benchmarks.rules_table           # rewrites the page
    python -m benchmarks.rules_table --check   # exit 1 when the page is out of step

Nothing is run: the names, docstrings and expected values are read from the source of the tests.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from msc_trials.literature.claim import ClaimName

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
PREFIXES = ("cells_", "directions", "kinds", "papers_", "pvalues", "results_", "stops", "verdict_")
"""Files ``tests/test_<prefix>*.py`` test reading rules; the others test the program around them."""
LEFT_OUT = (
    "test_papers_answers.py", "test_papers_client.py", "test_papers_shared.py", "test_results_corpus.py", "test_results_properties.py",
)  # fmt: skip
"""They hold for all records, or test what is asked and shown, and describe no single situation."""

HEAD = """# Every rule with its situation

Made from the tests by `python -m benchmarks.rules_table`; a test keeps it in step. A situation is the sentence that names the test.
The rule is the code that `msc-trials show NCT... --why --json` prints with a reason, else the verdict that is expected, else the
function that decides. The trial is one in which the situation was met; the records and abstracts of the tests are synthetic.
Of an abstract (`tests/test_papers_*.py`) the rule is the claim that is expected.
"""
RULES = (
    "msc_trials.extraction", "msc_trials.results", "msc_trials.literature", "msc_trials.evidence", "msc_trials.knowledge",
)  # fmt: skip
CLAIMS = frozenset(get_args(ClaimName))
NOT_ONE_SITUATION = {"given", "all_stored", "shared", "SHARED", "CORPUS"}
_TRIAL = re.compile(r"NCT\d{8}", re.IGNORECASE)
_MADE_UP = ("NCT000000", "NCT9")
"""So begin the numbers of synthetic records; the registry gave none of them."""
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*")


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        if path.name.removeprefix("test_").startswith(PREFIXES) and path.name not in LEFT_OUT:
            module = ast.parse(path.read_text(encoding="utf-8"))
            rules = _functions_under_test(module)
            rows = [_row(node, rules) for node in _tests(module)]
            title = (ast.get_docstring(module) or path.stem).split("\n\n")[0].replace("\n", " ")
            parts += [
                f"\n## `tests/{path.name}`\n\n{title}\n",
                "\n| situation | rule | trial |\n|---|---|---|\n",
                *rows,
            ]
    return "".join(parts)


def _tests(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """The tests of one situation; those over made-up or all records describe none."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _names(node) & NOT_ONE_SITUATION:
            yield node


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _functions_under_test(module: ast.Module) -> dict[str, str]:
    """Names in a test file that stand for a function of the package: imported, or a helper around imported ones."""
    rules = {}
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(RULES):
            rules |= {alias.asname or alias.name: alias.name for alias in node.names if alias.name.islower()}
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("test_"):
            used = sorted({rules[name] for name in _names(node) if name in rules})
            if used:
                rules[node.name] = ", ".join(used)
    return rules


def _row(test: ast.FunctionDef, rules: dict[str, str]) -> str:
    """One line of a table: sentence, codes or expected values, trials."""
    texts = [n.value for n in ast.walk(test) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    doc = ast.get_docstring(test)
    words = re.sub(r"nct\d{8}_?", "", test.name.removeprefix("test_"))
    told = doc.split("\n\n")[0].replace("\n", " ") if doc else ""
    sentence = told if _TRIAL.sub("", told).strip(" .,;") else words.replace("_", " ").strip()
    named = {t.upper() for text in (test.name, *texts) for t in _TRIAL.findall(text)}
    trials = sorted(t for t in named if not t.startswith(_MADE_UP))
    codes = sorted(
        {text for text in texts if _CODE.fullmatch(text) and not text.endswith(("csv", "tsv"))}
    ) or _expected(test)
    if not codes and "read_article" in rules:
        codes = sorted(CLAIMS & {*texts})
    codes = codes or sorted({part for name in _names(test) if name in rules for part in rules[name].split(", ")})
    cells = (sentence[:1].upper() + sentence[1:].rstrip("."), ", ".join(f"`{c}`" for c in codes), ", ".join(trials))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _expected(test: ast.FunctionDef) -> list[str]:
    """Verdicts a test expects: the members of ``VerdictStatus``, which tests of results import as ``S``."""
    named = (n for n in ast.walk(test) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name))
    return sorted(
        {n.attr.lower() for n in named if isinstance(n.value, ast.Name) and n.value.id in ("S", "VerdictStatus")}
    )


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
