"""Counts of work that are the same on every machine: modules loaded, calls made, patterns searched.

``python -m tests.counting`` prints the present counts per record, to set the bounds of ``test_counted_work`` by.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from msc_trials.evidence.verdict import registry_verdict
from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.records.study import parse_record
from tests.synthetic import study

ROOT = Path(__file__).parents[1]
_WORDS = """
cells knee pain randomised placebo saline injection joint marrow fat donor own score month week visit walking dose million
kilogram blinded group participants change baseline improvement safety events severe moderate age criteria imaging
cartilage culture passage umbilical cord stem stromal mesenchymal standard care
"""
_TOLD = """
import json, sys
code = 0
try:
    exec(sys.argv[1])
except SystemExit as error:
    code = error.code
found = {n: getattr(m.__spec__, "origin", None) or "" for n, m in sys.modules.items() if getattr(m, "__spec__", None)}
outside = sorted({n.split(".")[0] for n, o in found.items() if "site-packages" in o and "msc_trials" not in n})
print(json.dumps([code, outside, sorted(n for n in found if n.split(".")[0] == "msc_trials")]), file=sys.stderr)
"""


@dataclass(frozen=True)
class Start:
    """What a process had loaded when it ended: packages of others (top names) and modules of this project."""

    code: int
    packages: frozenset[str]
    modules: frozenset[str]


def start(code: str, environ: Mapping[str, str] | None = None) -> Start:
    """Run ``code`` in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _TOLD, code],
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        check=True,
    )
    ended, packages, modules = json.loads(done.stderr.splitlines()[-1])
    ignored = {"_distutils_hack", "_virtualenv", "coverage"}  # what the environment itself loads
    return Start(ended or 0, frozenset(packages) - ignored, frozenset(modules))


def command(*arguments: str) -> str:
    """Code that runs the command line."""
    return f"from msc_trials.cli.app import main; main({list(arguments)!r})"


@dataclass
class Calls:
    """Python functions called and patterns searched while ``run`` worked."""

    python: int = 0
    patterns: int = 0

    def of(self, run: Callable[[], object]) -> Calls:
        before = sys.getprofile()
        sys.setprofile(self._seen)
        try:
            run()
        finally:
            sys.setprofile(before)
        return self

    def _seen(self, _: FrameType, event: str, what: Any) -> None:
        if event == "call":
            self.python += 1
        elif event == "c_call" and isinstance(getattr(what, "__self__", None), re.Pattern):
            self.patterns += 1


def wordy(number: int, *, results: bool) -> dict[str, Any]:
    """A synthetic study with as many words as registry records have; another ``number``, other words."""
    rng, known = random.Random(number), _WORDS.split()

    def words(count: int) -> str:
        return ". ".join(" ".join(rng.choices(known, k=12)).capitalize() for _ in range(count // 12)) + "."

    raw = study(f"NCT9{number:07d}", title=words(12), results=results, measure=f"Change in pain {words(12)}")
    protocol = raw["protocolSection"]
    protocol["descriptionModule"] = {"briefSummary": words(120), "detailedDescription": words(480)}
    for arm in protocol["armsInterventionsModule"]["armGroups"]:
        arm["description"] += f". {words(24)}"
    protocol["outcomesModule"]["secondaryOutcomes"] = [
        {"measure": words(12), "timeFrame": f"{months} months"} for months in (3, 6, 12)
    ]
    return raw


def per_record(step: Callable[[Any], object], items: Sequence[Any]) -> tuple[float, float]:
    """Calls and pattern searches per item, after every word list and pattern has been read and compiled."""
    half = len(items) // 2
    for item in items[:half]:
        step(item)
    rest = items[half:]
    calls = Calls().of(lambda: [step(item) for item in rest])
    return calls.python / len(rest), calls.patterns / len(rest)


_OTHERS = 60


def steps(*, results: bool, count: int = 24, first: int = 0) -> dict[str, tuple[float, float]]:
    """Calls and pattern searches per record of each step, over ``count`` studies that nobody has read before."""
    first += 500_000 * results  # else the texts of one kind would be known from the other
    for number in range(_OTHERS):  # whatever was read before, all words and patterns are known now
        other = parse_study(wordy(1_000_000 + number, results=True))
        registry_verdict(other), other.facts
    raws = [wordy(number, results=results) for number in range(first, first + count)]
    trials = [parse_study(raw) for raw in raws]

    def classify(trial: Trial) -> object:
        return trial.facts

    return {
        "parse": per_record(parse_record, raws),
        "classify": per_record(classify, trials),
        "judge": per_record(registry_verdict, trials),
    }


if __name__ == "__main__":
    for posted in (True, False):
        for name, (python, patterns) in steps(results=posted).items():
            print(f"{'results' if posted else 'protocol':<10}{name:<10}{python:>8.0f} calls{patterns:>7.0f} searches")  # noqa: T201
