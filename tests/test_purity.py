"""The same records give the same bytes, whatever seed a process hashes its texts with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.emulator import Emulator
from tests.synthetic import study

ROOT = Path(__file__).parents[1]
_SEEDS = ("0", "1", "2", "12345")
_PRODUCTS = (
    "Mesenchymal precursor cells (MPCs) and adipose stem cells (ADSCs)",
    "MSC-derived exosomes, UC-MSCs and bone marrow concentrate",
    "Stromal vascular fraction beside cultured adipose stromal cells (ASC)",
    "Autologous MSCs of bone marrow, umbilical cord or adipose tissue",
    "Allogeneic placenta-derived stromal cells (PLX-PAD), 2 x 10^6 cells/kg, two injections",
)
_ANSWER = "from msc_trials.cli.app import main; main(['answer', 'knee osteoarthritis', '--json'])"
_FACTS = """
import json, sys
from msc_trials.extraction.trial import parse_study
for raw in json.load(sys.stdin):
    print(repr(parse_study(raw).facts))
"""


def _studies() -> list[dict[str, Any]]:
    kinds = [(product, posted) for product in _PRODUCTS for posted in (True, False)]
    return [
        study(f"NCT9000{i:04d}", title=f"{product} for stiff synthetic knees", product=product, results=posted)
        for i, (product, posted) in enumerate(kinds, 1)
    ]


def _printed(code: str, seed: str, given: str = "", **environ: str) -> bytes:
    """What a Python of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        input=given.encode(),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def test_answers_do_not_depend_on_the_seed_of_hashes(tmp_path: Path) -> None:
    printed = []
    with Emulator(0) as server:
        server.studies = {raw["protocolSection"]["identificationModule"]["nctId"]: raw for raw in _studies()}
        for seed in _SEEDS[:2]:
            environ = {
                "MSC_TRIALS_API_URL": server.url,
                "MSC_TRIALS_CACHE_DIR": str(tmp_path / seed),
                "MSC_TRIALS_MIN_INTERVAL": "0",
            }
            out = _printed(_ANSWER, seed, **environ)
            asked_at = json.loads(out)["provenance"]["retrieved_at"]
            printed.append(out.replace(asked_at.encode(), b""))
    assert server.studies.keys() <= {row["nct_id"] for row in json.loads(printed[0])["trials"]}
    assert printed[0] == printed[1]


def test_facts_and_the_words_that_decided_them_do_not_depend_on_the_seed_of_hashes() -> None:
    given = json.dumps(_studies())
    assert len({_printed(_FACTS, seed, given) for seed in _SEEDS}) == 1
