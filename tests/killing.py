"""Kill a process that stores without pause, and look at what it leaves. Also used by ``benchmarks.faults``."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import warnings
from pathlib import Path

from msc_trials.registry.cache import ResultCache
from msc_trials.registry.cache_files import StoredAnswer
from msc_trials.registry.result_set import digest

ROOT = Path(__file__).parents[1]

_CHILD = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.killing import manifest
from msc_trials.registry.cache import ResultCache, clear
folder, turn = Path({folder!r}), {turn}
if turn % 10 == 9:
    clear(folder)
while True:
    with ResultCache(folder) as store:
        print("opened", flush=True)
        for i in range(6):
            pages = (os.urandom(200_000), b"%d" % i)
            store.save("key%d" % (i % 3), manifest(pages), pages)
            store.put_derived({{"facts%d" % i: os.urandom(50_000)}})
"""


def manifest(packed: tuple[bytes, ...], fetched_at: str = "2026-11-25T12:00:00+00:00") -> StoredAnswer:
    return StoredAnswer(
        data_timestamp="2026-11-20T09:00:04",
        api_version="2.0.5",
        fetched_at=fetched_at,
        total=len(packed),
        sha256=digest(packed),
        lengths=tuple(map(len, packed)),
    )


def survive_kills(folder: Path, kills: int, seed: int = 1) -> int:
    """Kill a storing child ``kills`` times at random moments; returns the most result sets that were whole after one.

    Raises when anything is lost that was whole before, or when anything damaged is left.
    """
    rng = random.Random(seed)
    whole = most = 0
    for turn in range(kills):
        code = _CHILD.format(root=str(ROOT), folder=str(folder), turn=turn)
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert child.stdout is not None
        if turn % 3:  # else: kill while it opens
            child.stdout.readline()
        time.sleep(rng.uniform(0, 0.15) if turn % 3 else rng.uniform(0.05, 0.4))
        child.kill()
        child.communicate()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with ResultCache(folder) as store:
                found = {key: store.find(key) for key in ("key0", "key1", "key2")}
                kept = {key: m for key, m in found.items() if m is not None and store.load(key, m) is not None}
                assert len(kept) == sum(m is not None for m in found.values())
                if turn % 10 != 9:
                    assert len(kept) >= whole
                whole = len(kept)
                most = max(most, whole)
                for i in range(6):
                    store.get_derived(f"facts{i}")
    return most
