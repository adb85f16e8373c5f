"""Count the functions and modules that three journeys through the package cross.

    python -m benchmarks.journeys --records FILE.jsonl.gz                # this tree
    python -m benchmarks.journeys --records FILE.jsonl.gz --tree FOLDER  # another checkout, for comparison

From a posted p-value to its verdict (one record of FILE), from a typed condition to an answer without a network, and from a
dose sentence to the frame of doses. Each runs in a process of its own with nothing loaded. Only names that every revision
makes public are used. Counted are distinct functions and methods defined in the package (comprehensions, class bodies and
module bodies are none) and distinct files that hold them.
"""

from __future__ import annotations

import argparse
import gzip
import inspect
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

P_VALUE = "NCT02412735"
SYNTHETIC = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT00000001", "briefTitle": "Mesenchymal stem cells in knee osteoarthritis"},
        "armsInterventionsModule": {
            "armGroups": [
                {
                    "type": "EXPERIMENTAL",
                    "label": "Cells",
                    "description": "2 x 10^6 mesenchymal stem cells per kg, twice.",
                }
            ]
        },
    }
}


def p_value(records: Path) -> None:
    """Read one record with posted results, judge it, and list the steps."""
    from msc_trials import judge, parse_study

    judge(parse_study(_raw(records, P_VALUE))).why()


def condition(_: Path) -> None:
    """Answer for a condition, sending nothing."""
    from msc_trials import answer

    assert answer("knee osteoarthritis", offline=True).headline  # noqa: S101 - a benchmark


def dose(_: Path) -> None:
    """Read the doses of a synthetic record into a frame."""
    from msc_trials import parse_study, to_frame

    assert len(to_frame(parse_study(SYNTHETIC), "doses")) == 1  # noqa: S101 - a benchmark


JOURNEYS: dict[str, Callable[[Path], None]] = {"p_value": p_value, "condition": condition, "dose": dose}


def crossed(journey: Callable[[], None]) -> set[CodeType]:
    """The functions of the package that are called."""
    import msc_trials

    package = str(Path(str(msc_trials.__file__)).parent)
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            seen.add(frame.f_code)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        journey()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return {code for code in seen if code.co_filename.startswith(package) and _is_function(code)}


def _is_function(code: CodeType) -> bool:
    return (
        bool(code.co_flags & inspect.CO_NEWLOCALS)
        and bool(code.co_flags & inspect.CO_OPTIMIZED)
        and code.co_name[0] != "<"
    )


def _raw(records: Path, nct_id: str) -> Any:
    with gzip.open(records, "rt", encoding="utf-8") as handle:
        for line in handle:
            if f'"{nct_id}"' in line:
                raw = json.loads(line)
                if raw["protocolSection"]["identificationModule"]["nctId"] == nct_id:
                    return raw
    raise SystemExit(f"{nct_id} is not in {records}.")


def main() -> None:
    """Count each journey in a fresh process; a child prints its own two numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, required=True, help="one study of the API per line, gzip")
    parser.add_argument("--tree", type=Path, default=Path(__file__).parents[1], help="folder that holds msc_trials/")
    parser.add_argument("--list", action="store_true", help="also name every function")
    parser.add_argument("--child", choices=JOURNEYS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        sys.path.insert(0, str(args.tree))
        found = crossed(lambda: JOURNEYS[args.child](args.records))
        if args.list:
            print("\n".join(sorted(f"{Path(c.co_filename).relative_to(args.tree)}:{c.co_qualname}" for c in found)))
        print(f"{args.child:10} {len(found):4} functions in {len({c.co_filename for c in found}):3} modules")
        return
    for name in JOURNEYS:
        with tempfile.TemporaryDirectory() as empty:
            command = [sys.executable, str(Path(__file__).resolve()), "--records", str(args.records.resolve())]
            command += ["--tree", str(args.tree.resolve()), "--child", name] + ["--list"] * args.list
            subprocess.run(command, check=True, cwd=empty, env={**os.environ, "MSC_TRIALS_CACHE_DIR": f"{empty}/cache"})


if __name__ == "__main__":
    main()
