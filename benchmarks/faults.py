"""What becomes of an answer when the registry misbehaves, and of the cache when the process is killed.

    python -m benchmarks.faults [--kills 5] [--hostile 12] [--all]

Prints fault × outcome against the project's own stand-in and, where they lie beside the project, against the larger one
with real records and against a hostile registry (a seeded sample; all of it and 200 kills with ``--all``). Every fault has a
limit of time and of memory; each scenario of the hostile registry runs in a process of its own. The last line counts what
was wrong, hung or crashed. Exits with 1 when anything is lost or ends otherwise than promised.
"""

from __future__ import annotations

import argparse
import resource
import signal
import tempfile
import traceback
import urllib.request
from collections import Counter
from pathlib import Path

from benchmarks import hostile
from benchmarks.hostile import HANG, HELD, TRACEBACK, WRONG
from benchmarks.loopback import STAND_IN, stand_in
from tests.emulator import STAMP, Emulator
from tests.faults import FAULTS, Fault, Stand, ids_of, run
from tests.helpers import Ask, client
from tests.killing import survive_kills

SECONDS, MEMORY = 120, 4_000_000_000
"""Allowed for one fault, asked twice; bytes of address space of this process."""


class _TooLong(BaseException):
    """Raised in a fault that takes longer than ``SECONDS``: nothing of ours catches it."""


def table(name: str, stand: Stand, ends: Counter[str], *, own: bool) -> None:
    """Print the matrix for one server and count how the faults ended."""
    print(f"\n{name}: {len(stand.whole)} studies\n")
    print(f"{'fault':<38}{'nothing stored':<20}{'last week stored':<24}{'requests':>8}{'waited':>9}{'lost':>6}")
    for fault in FAULTS:
        if (fault.own_only and not own) or (own and "truncate" in fault.script):
            continue
        end, words = ended(fault, stand)
        ends[end] += 1
        print(f"{fault.name:<38}{words}" + ("" if end == HELD else f"  <- {end}"), flush=True)


def ended(fault: Fault, stand: Stand) -> tuple[str, str]:
    """How a fault ended, and the words for its row."""
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with tempfile.TemporaryDirectory() as folder:
            got = run(fault, stand, Path(folder))
    except _TooLong:
        return HANG, f"longer than {SECONDS} s"
    except Exception as error:
        return TRACEBACK, "".join(traceback.format_exception_only(error)).strip()[:200]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    promised = "answer" if fault.outcome == "answer" else "old answer, said so"
    right = got.fresh == fault.outcome and got.stored == promised and got.lost == 0
    row = f"{got.fresh:<20}{got.stored:<24}{got.requests:>8}{got.waited:>8.1f}s{got.lost:>6}"
    return HELD if right else WRONG, row


def bounded() -> None:
    """Limits for this process: a wall of memory, and an alarm that ends a fault."""

    def late(*_: object) -> None:
        raise _TooLong

    signal.signal(signal.SIGALRM, late)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Everywhere(Ask):
    """Two pages of the real records."""

    def params(self) -> dict[str, str]:
        return {"query.intr": '"cells"'}


def against_own(ends: Counter[str]) -> None:
    with Emulator(7, page_size=3) as server:
        table("own stand-in", Stand(server.url, Ask(), set(server.studies), server.trouble), ends, own=True)


def against_shared(ends: Counter[str]) -> None:
    with stand_in() as url:
        root = url.removesuffix("/api/v2")

        def trouble(script: str) -> None:
            post("__faults__", f"ok,{script}" if script else "")  # of two requests sent together
            if not script:
                post("__stamp__", STAMP)

        def post(path: str, text: str) -> None:
            urllib.request.urlopen(f"{root}/{path}", data=text.encode()).read()

        with Emulator() as unused, client(unused, None, no_cache=True, api_url=url, timeout=30) as asked:
            whole = ids_of(asked.fetch(Everywhere()))
        table("stand-in with real records", Stand(url, Everywhere(), whole, trouble, patience=3), ends, own=False)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--hostile", type=int, default=12, help="how many scenarios of the hostile registry")
    parser.add_argument("--all", action="store_true", help="every scenario of the hostile registry and 200 kills")
    parser.add_argument("--jobs", type=int, default=4, help="scenarios of the hostile registry at once")
    parser.add_argument("--seconds", type=float, default=hostile.MOST_SECONDS, help="allowed for each of them")
    args = parser.parse_args(argv)
    kills = 200 if args.all else args.kills
    ends: Counter[str] = Counter()
    bounded()
    against_own(ends)
    if STAND_IN.is_file():
        against_shared(ends)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\nmemory of the faults above, stand-in of our own included: {most} MB at most")
    ends[WRONG] += most > hostile.MOST_MEGABYTES
    with tempfile.TemporaryDirectory() as folder:
        survive_kills(Path(folder) / "cache", kills)
    print(f"\nkilled while storing: {kills} times; every stored answer whole afterwards\n")
    if hostile.HOSTILE.is_file():
        runs = hostile.run_all(hostile.chosen(None if args.all else args.hostile), args.jobs, args.seconds)
        print(hostile.summary(runs))
        ends.update(run.end for run in runs)
    said = ", ".join(f"{ends[end]} {end}" for end in (HELD, WRONG, HANG, TRACEBACK))
    print(f"\n{ends.total()} faults and scenarios: {said}")
    return int(ends.total() != ends[HELD])


if __name__ == "__main__":
    raise SystemExit(main())
