"""How many requests a question costs if the registry takes fewer alternatives than we ask, and what its first half finds.

    python -m benchmarks.requests_per_limit [--limits 200 120 40 12]

Each limit is asked for the first time (the limit is found out) and again the same day (it is known), for a condition with
few names and one with many. Where the stand-in with real records lies beside the project the studies are counted too,
and the share of all found by the first part of the alternatives. Exits with 1 when a shorter question finds other studies.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.loopback import STAND_IN, stand_in
from msc_trials.registry import split
from msc_trials.registry.pages import Transport
from msc_trials.registry.query import Query
from msc_trials.registry.settings import Settings
from tests.emulator import Emulator

CONDITIONS = ("knee osteoarthritis", "lupus")


@dataclass(frozen=True)
class Expression:
    """A question made of expressions instead of a condition."""

    intervention: str

    def params(self) -> dict[str, str]:
        return {"query.intr": self.intervention}

    def url(self, base: str = "") -> str:
        return base

    def key(self) -> str:
        return self.intervention


@contextmanager
def own(most: int) -> Iterator[str]:
    """Our stand-in with a limit."""
    with Emulator(7) as server:
        server.most_alternatives = most
        yield server.url


def transport(url: str) -> Transport:
    return Transport(Settings(api_url=url, min_interval=0, no_cache=True, max_time=300, timeout=300))


def main(argv: list[str] | None = None) -> int:
    """Print the table; 1 when a limit changes what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limits", type=int, nargs="+", default=[200, 120, 40, 12])
    limits = parser.parse_args(argv).limits
    real = STAND_IN.is_file()
    print(f"{'condition':<22}{'alternatives':>13}{'limit':>8}{'first':>8}{'later':>8}{'studies':>9}  left out")
    changed = 0
    whole: dict[str, list[str]] = {}
    for limit in [1_000, *limits]:
        with stand_in("--max-alternatives", str(limit)) if real else own(limit) as url:
            for condition in CONDITIONS:
                query = Query.for_condition(condition)
                asked = transport(url)
                first, later = asked.pull(query), asked.pull(query)
                asked.close()
                found = [s["protocolSection"]["identificationModule"]["nctId"] for s in later.studies]
                changed += whole.setdefault(condition, found) != found
                size = split.size(dict(query.params()))
                print(
                    f"{condition:<22}{size:>13}{limit:>8}{first.requests:>8}{later.requests:>8}{len(found):>9}"
                    f"  {later.left_out[:60] or '-'}"
                )
    if real:
        with stand_in("--max-alternatives", "1000") as url:
            print_order(url)
    print("every limit finds the same studies" if not changed else f"{changed} rows find other studies")
    return int(changed > 0)


def print_order(url: str) -> None:
    """How much the first part of the alternatives finds of what all find."""
    expression = Query.for_condition("lupus").intervention_expression
    parts = split.alternatives(expression)
    asked = transport(url)
    every = asked.count(Expression(expression))
    for share in (0.1, 0.25, 0.5, 1.0):
        some = parts[: max(1, round(len(parts) * share))]
        found = asked.count(Expression(" OR ".join(some)))
        print(f"the first {len(some):>3} of {len(parts)} alternatives find {found} of {every} studies")
    asked.close()


if __name__ == "__main__":
    raise SystemExit(main())
