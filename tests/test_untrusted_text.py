"""Text of a registry that tries to steer the terminal: every way of printing takes the sting out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msc_trials.output.json_text import json_text
from msc_trials.output.row_formats import rows_text
from tests.emulator import Emulator
from tests.synthetic import study
from tests.test_cli import run

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
STING = "\x1b[31m\x1b]0;owned\x07\x9b31m\u202egnp\u2066\x00\x7f\u2028\r"
_CODED = re.compile(r"[A-Z][A-Z_0-9]+|NCT\d+|OG\d+|[\d.-]+")
COMMANDS = (
    "answer psoriasis",
    "answer psoriasis --all",
    "answer psoriasis -f csv",
    "answer psoriasis -f tsv",
    "answer psoriasis -f markdown",
    "answer psoriasis --json",
    "answer psoriasis -f jsonl",
    "search psoriasis",
    "search psoriasis --csv",
    "search psoriasis --json",
    "show NCT90000001",
    "show NCT90000001 --why",
    "show NCT90000001 --json",
    "show NCT90000001 NCT90000002 -f jsonl",
    "compare psoriasis lupus",
    "compare psoriasis --csv",
    "checklist psoriasis",
    "checklist psoriasis --json",
    "letter psoriasis -o -",
    "report psoriasis -o -",
    "doctor",
    "doctor --json",
)


def stung(value: Any) -> Any:
    """Every free text with the sting in its middle."""
    if isinstance(value, dict):
        return {k: stung(v) for k, v in value.items()}
    if isinstance(value, list):
        return [stung(v) for v in value]
    if isinstance(value, str) and not _CODED.fullmatch(value):
        return value[:3] + STING + value[3:] + STING
    return value


@pytest.fixture(scope="module")
def poisoned() -> Iterator[Emulator]:
    with Emulator(0) as server:
        for i in (1, 2):
            raw = study(f"NCT9000000{i}", condition="Psoriasis", results=i == 1, why_stopped="No money")
            server.studies[f"NCT9000000{i}"] = stung(raw)
            server.studies[f"NCT9000000{i}"]["protocolSection"]["conditionsModule"]["conditions"].append("Psoriasis")
            arms = server.studies[f"NCT9000000{i}"]["protocolSection"]["armsInterventionsModule"]
            arms["interventions"].append({"type": "BIOLOGICAL", "name": "Mesenchymal stem cells"})
        server.stamp = f"2026-11-20T09:00:04{STING}"
        yield server


@pytest.mark.parametrize("line", COMMANDS)
def test_no_command_prints_what_steers_a_terminal(line: str, poisoned: Emulator, tmp_path: Path) -> None:
    ran = run(
        *line.split(), MSC_TRIALS_API_URL=poisoned.url, MSC_TRIALS_CACHE_DIR=str(tmp_path), MSC_TRIALS_PAPERS="off",
        MSC_TRIALS_MIN_INTERVAL="0",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    found = RAW.search(ran.out + ran.err)
    if line.startswith(("answer", "search", "show")):
        assert "NCT90000001" in ran.out
    assert not found, ascii((ran.out + ran.err)[max(0, found.start() - 80) : found.end() + 20])


def test_the_date_of_stored_data_steers_no_terminal(poisoned: Emulator, tmp_path: Path) -> None:
    env = {"MSC_TRIALS_API_URL": poisoned.url, "MSC_TRIALS_CACHE_DIR": str(tmp_path), "MSC_TRIALS_PAPERS": "off"}
    run("answer", "psoriasis", **env)
    shown = run("cache", "status", **env).out
    assert "2026-11-20T09:00:04" in shown
    assert not RAW.search(shown)


def test_json_reads_back_what_was_written() -> None:
    text = json_text({STING: [STING, "caf\u00e9", "\U0001f600", "\\u001b"]}, indent=2)
    assert not RAW.search(text)
    assert json.loads(text) == {STING: [STING, "caf\u00e9", "\U0001f600", "\\u001b"]}


def test_a_group_without_a_posted_value_keeps_its_place_in_json() -> None:
    assert json.loads(json_text({"groups": [["Cells", ""], ["Placebo", "12"]], "routes": ["unstated"]})) == {
        "groups": [["Cells", None], ["Placebo", "12"]],
        "routes": [],
    }


@pytest.mark.parametrize("text", ["=1+1", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff201", "\ufe62x", "@x", "-x"])
def test_a_spreadsheet_runs_no_cell(text: str) -> None:
    assert rows_text([{"a": text}], ["a"], "csv").splitlines()[1].startswith("'")
