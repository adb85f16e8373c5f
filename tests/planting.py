"""Files that somebody else made or damaged, read by the commands that use them. Run by the tests and ``benchmarks.bulk``."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from msc_trials.local import snapshot
from tests.bulk import Tally, ended
from tests.emulator import Emulator

PLANTED = (
    None, True, False, 0, -1, 1.5, "", "x", "\x1b[31m", "\ud800", [], {}, [[]], [None], {"a": 1}, 10**400, float("nan"),
    float("inf"), "9999-99-99", ["x"] * 50, [[1, 2, 3]], -(10**30), "<script>", [["a", "b", "c", "d", "e", "f", "g", "h"]],
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places(one, (*path, key))


def with_planted(value: Any, rng: random.Random) -> Any:
    """``value`` (changed in place) with one value inside it replaced, or removed."""
    *way, last = rng.choice(list(places(value)))
    node = value
    for part in way:
        node = node[part]
    if rng.random() < 0.2:
        del node[last]
    else:
        node[last] = rng.choice(PLANTED)
    return value


def damaged(data: bytes, rng: random.Random) -> bytes:
    """``data`` with bytes changed, cut, doubled or replaced."""
    at = rng.randrange(max(len(data), 1))
    how = rng.randrange(5)
    if how == 0:
        return data[:at]
    if how == 1:
        return data[:at] + rng.randbytes(rng.randint(1, 40)) + data[at + 20 :]
    if how == 2:
        return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :] if data else b"x"
    if how == 3:
        return data + data
    return rng.choice((b"", b"\x00" * 5000, b"[" * 100_000, b"\xef\xbb\xbf{}", b"SQLite format 3\x00" + b"\xff" * 200))


def _snapshot(rng: random.Random, folder: Path) -> list[str]:
    path = folder / "planted.gz"
    head, lines = (
        snapshot.bundled().manifest.to_json(),
        [one for one in snapshot.bundled().lines if "knee_oa" in one][:12],
    )
    if rng.random() < 0.4:
        head = with_planted({**head, "trials": len(lines)}, rng)
    else:
        head = {**head, "trials": len(lines)}
        at = rng.randrange(len(lines))
        *columns, text = lines[at].split("\t", 3)
        lines[at] = "\t".join((*columns, json.dumps(with_planted(json.loads(text), rng))))
    packed = gzip.compress("\n".join([json.dumps(head), *lines]).encode("utf-8", "replace") + b"\n")
    path.write_bytes(damaged(packed, rng) if rng.random() < 0.2 else packed)
    return ["--source", str(path)]


def _store(rng: random.Random, folder: Path) -> list[str]:
    from tests.test_store import made

    store = folder / "s"
    whole = folder / "whole"
    if not whole.exists():
        shutil.copytree(made(folder), whole)
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(whole, store)
    files = sorted(p for p in store.rglob("*") if p.is_file())
    path = rng.choice(files)
    if path.suffix == ".json" and rng.random() < 0.7:
        path.write_text(json.dumps(with_planted(json.loads(path.read_text()), rng)))
    elif path.read_bytes()[:6] == b"SQLite" and rng.random() < 0.7:
        _plant_rows(path, rng)
    else:
        path.write_bytes(damaged(path.read_bytes(), rng))
    return ["--source", str(store)]


def _plant_rows(path: Path, rng: random.Random) -> None:
    with closing(sqlite3.connect(path)) as db, suppress(sqlite3.DatabaseError):
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        table = rng.choice(tables)
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
        value = rng.choice((None, -1, 2**62, 1.5, "x", b"\x00", b"\x1f\x8b", "NCT\x1b[31m", rng.randbytes(50)))
        db.execute(f'UPDATE "{table}" SET "{rng.choice(columns)}" = ?', (value,))  # noqa: S608 - names from the file
        db.commit()


def _watch(rng: random.Random, folder: Path) -> list[str]:
    path = next(iter((folder / "cache").glob("watch.json")), None)
    kept = folder / "watched.json"
    if not kept.exists():
        ended(["watch", "stroke", "ALS"], folder)
        path = next((folder / "cache").glob("watch.json"))
        document = json.loads(path.read_text())
        change = {"day": "2026-11-28", "condition": "stroke", "kind": "status", "nct_id": "NCT00000001"}
        document["changes"] = [{**change, "before": "Recruiting", "after": "Completed"}]
        kept.write_text(json.dumps(document))
    assert path is not None
    text = json.dumps(with_planted(json.loads(kept.read_text()), rng)).encode()
    path.write_bytes(damaged(text, rng) if rng.random() < 0.3 else text)
    return []


def _asked_watch(rng: random.Random, folder: Path, planted: list[str]) -> tuple[list[str], int, str]:
    args = rng.choice(
        (["watch"], ["changes", "--since", "2026-01-01"], ["changes", "--since", "2020-01-01", "-f", "atom"])
    )
    code, _, fault = ended([*args, *planted], folder)
    return args, code, fault


def _asked_file(rng: random.Random, folder: Path, planted: list[str]) -> tuple[list[str], int, str]:
    args = rng.choice(
        (
            ["answer", "knee osteoarthritis"],
            ["answer", "knee osteoarthritis", "--json"],
            ["search", "knee osteoarthritis", "--csv"],
            ["show", "NCT03818737"],
            ["checklist", "knee osteoarthritis"],
            ["compare", "stroke", "knee osteoarthritis"],
            ["snapshot", "info"],
        )
    )
    where = planted[1:] if args[0] == "snapshot" else planted
    code, _, fault = ended([*args, *where], folder)
    return args, code, fault


def _cache(rng: random.Random, folder: Path) -> list[str]:
    cache, whole = folder / "cache", folder / "whole_cache"
    if not whole.exists():
        with Emulator(5) as server:
            ended(["answer", "psoriasis"], folder, MSC_TRIALS_API_URL=server.url, MSC_TRIALS_SOURCE="auto")
            (folder / "address").write_text(server.url)
        shutil.copytree(cache, whole)
    shutil.rmtree(cache)
    shutil.copytree(whole, cache)
    path = rng.choice(sorted(p for p in cache.rglob("*") if p.is_file()))
    if path.read_bytes()[:6] == b"SQLite" and rng.random() < 0.7:
        _plant_rows(path, rng)
    else:
        path.write_bytes(damaged(path.read_bytes(), rng))
    return []


def _asked_cache(rng: random.Random, folder: Path, planted: list[str]) -> tuple[list[str], int, str]:
    args = rng.choice(
        (["answer", "psoriasis", "--json"], ["cache", "status"], ["answer", "psoriasis", "--json", "--offline"])
    )
    address = (folder / "address").read_text()
    more = {"MSC_TRIALS_API_URL": address, "MSC_TRIALS_SOURCE": "auto"}
    code, out, fault = ended(args, folder, **more)
    if not fault and args[0] == "answer" and code == 0:
        answer = json.loads(out)
        counts = answer["answer"]["counts"]
        if answer["provenance"]["source"] == "cache" and counts["found"] - counts["ledger_only"] != 5:
            fault = "wrong: a stored answer without its trials"
    return args, code, fault


KINDS: dict[str, tuple[Callable[[random.Random, Path], list[str]], Callable[..., tuple[list[str], int, str]]]] = {
    "snapshot": (_snapshot, _asked_file),
    "store": (_store, _asked_file),
    "watch list": (_watch, _asked_watch),
    "cache": (_cache, _asked_cache),
}


def through_planted(count: int, seed: int, folder: Path, tally: Tally) -> None:
    """Plant a file of each kind in turn and run a command that reads it."""
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        kind = list(KINDS)[number % len(KINDS)]
        home = folder / kind.replace(" ", "_")
        home.mkdir(exist_ok=True)
        plant, ask = KINDS[kind]
        args, code, fault = ask(rng, home, plant(rng, home))
        tally.ends[f"{kind}: exit {code}"] += 1
        if fault:
            tally.faults.append(f"{number}: {kind}, {' '.join(args)}: {fault}")
