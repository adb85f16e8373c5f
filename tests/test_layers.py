"""Imports point one way: a module imports only from layers below its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "msc_trials"
LAYERS = [
    {"errors", "text", "files", "wording", "wording_checklist", "seeds", "fields", "ahead", "letters", "once"},
    {
        "vocabularies",
        "facts",
        "phrases",
        "literals",
        "nodes",
        "shape",
        "guarded",
        "leading",
        "findings",
        "settings",
        "resultsets",
        "pacing",
        "textdisk",
        "stops",
        "zips",
        "fingerprint",
        "heads",
        "rehearsal",
    },
    {"records", "conditions", "products", "cache_policy", "exchange", "columns", "offers", "archives"},
    {"query", "cells", "cache", "transport", "ledger"},
    {"trials", "client", "ledger_verdicts"},
    {"results", "assessments"},
    {"verdicts", "answers"},
    {"assessing", "checklist", "pictures"},
    {"snapshot", "tables"},
    {"store"},
    {"answering", "frames", "plots"},
    {"render"},
    {"cli"},
    {"__init__"},
]
DISPLAY = {("answers", "render"), ("trials", "render"), ("findings", "render")}
"""The one kind of upward edge: ``_repr_html_`` imports the renderer inside the method."""


def module_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[tuple[str, bool]]:
    """Names of this package's modules that a file imports, and whether inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(n) for n in ast.iter_child_nodes(tree)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "msc_trials":
            parts = node.module.split(".")[1:]
            names = [parts[0]] if parts else [a.name for a in node.names]
            found |= {(name, id(node) in top) for name in names if not name.startswith("__")}
    return found


def test_every_module_has_a_layer() -> None:
    known = set().union(*LAYERS)
    assert {module_of(p) for p in PACKAGE.rglob("*.py")} <= known


def test_imports_point_downwards() -> None:
    level = {name: number for number, names in enumerate(LAYERS) for name in names}
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        own = module_of(path)
        for target, at_top in imports_of(path):
            if own in (target, "__init__") or (not at_top and (own, target) in DISPLAY):
                continue
            if level[target] >= level[own] and not (level[target] == level[own] and target < own):
                wrong.append(f"{own} imports {target}")
    assert not wrong


def test_importing_the_package_and_asking_for_help_loads_nothing_heavy() -> None:
    heavy = {"pandas", "scipy", "rapidfuzz", "requests", "pydantic", "diskcache", "matplotlib", "jinja2"}
    code = f"import sys, msc_trials\nfrom msc_trials.cli import app\nprint(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"


def test_public_names_are_what_is_declared() -> None:
    import msc_trials

    assert msc_trials.__all__ == sorted(msc_trials.__all__)
    for name in msc_trials.__all__:
        if name != "__version__":
            assert getattr(msc_trials, name) is not None
