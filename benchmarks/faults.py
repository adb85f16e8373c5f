"""What becomes of an answer when the registry misbehaves, and of the cache when the process is killed.

    python -m benchmarks.faults [--kills 5] [--hostile 12] [--all]

Prints fault × outcome against the project's own stand-in and, where they lie beside the project, against the larger one
with real records and against a hostile registry (a seeded sample; all of it and 200 kills with ``--all``), each scenario in
a process with a limit of time and memory. Exits with 1 when anything is lost or ends otherwise than promised.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from benchmarks import hostile
from tests.emulator import STAMP, Emulator
from tests.faults import FAULTS, Stand, ids_of, run
from tests.helpers import Ask, client
from tests.killing import survive_kills

SHARED = Path(__file__).parents[1].parent / "shared" / "registry_emulator" / "server.py"


def table(name: str, stand: Stand, *, own: bool) -> int:
    """Print the matrix for one server; returns how many rows are not as promised."""
    print(f"\n{name}: {len(stand.whole)} studies\n")
    print(f"{'fault':<38}{'nothing stored':<20}{'last week stored':<24}{'requests':>8}{'waited':>9}{'lost':>6}")
    wrong = 0
    for fault in FAULTS:
        if (fault.own_only and not own) or (own and "truncate" in fault.script):
            continue
        with tempfile.TemporaryDirectory() as folder:
            got = run(fault, stand, Path(folder))
        promised = "answer" if fault.outcome == "answer" else "old answer, said so"
        bad = got.fresh != fault.outcome or got.stored != promised or got.lost > 0
        wrong += bad
        print(
            f"{fault.name:<38}{got.fresh:<20}{got.stored:<24}{got.requests:>8}{got.waited:>8.1f}s{got.lost:>6}"
            + ("  <- not as promised" if bad else "")
        )
    return wrong


class Everywhere(Ask):
    """Two pages of the real records."""

    def params(self) -> dict[str, str]:
        return {"query.intr": '"cells"'}


def against_own() -> int:
    with Emulator(7, page_size=3) as server:
        return table("own stand-in", Stand(server.url, Ask(), set(server.studies), server.trouble), own=True)


def against_shared() -> int:
    corpus = SHARED.parents[1] / "corpus" / "msc.jsonl.gz"
    command = [sys.executable, "-B", str(SHARED), "--port", "0", "--corpus", str(corpus)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            url = (server.stdout or sys.stdin).readline().split()[2]
            root = url.removesuffix("/api/v2")

            def trouble(script: str) -> None:
                post("__faults__", script)
                if not script:
                    post("__stamp__", STAMP)

            def post(path: str, text: str) -> None:
                urllib.request.urlopen(f"{root}/{path}", data=text.encode()).read()

            with Emulator() as unused, client(unused, None, no_cache=True, api_url=url, timeout=30) as asked:
                whole = ids_of(asked.fetch(Everywhere()))
            return table("stand-in with real records", Stand(url, Everywhere(), whole, trouble, patience=3), own=False)
        finally:
            server.kill()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--hostile", type=int, default=12, help="how many scenarios of the hostile registry")
    parser.add_argument("--all", action="store_true", help="every scenario of the hostile registry and 200 kills")
    args = parser.parse_args(argv)
    kills = 200 if args.all else args.kills
    wrong = against_own()
    if SHARED.is_file():
        wrong += against_shared()
    with tempfile.TemporaryDirectory() as folder:
        survive_kills(Path(folder) / "cache", kills)
    print(f"\nkilled while storing: {kills} times; every stored answer whole afterwards\n")
    wrong += hostile.main(["--all"] if args.all else ["--count", str(args.hostile)])
    print("nothing lost" if not wrong else f"{wrong} rows not as promised")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
