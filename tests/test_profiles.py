"""A profile: the same machine for another therapy, proved with CAR-T cells (``tests/profile_car_t``, made-up studies)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.emulator import Emulator
from tests.synthetic import study

ROOT = Path(__file__).parents[1]
CAR_T = Path(__file__).parent / "profile_car_t"
LYMPHOMA = "Diffuse Large B-cell Lymphoma"


def run(code: str, profile: Path = CAR_T) -> Any:
    """What a program prints as JSON in a process that reads a profile."""
    environ = os.environ | {"MSC_TRIALS_PROFILE": str(profile)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT, env=environ
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def command(*arguments: str, server: Emulator, folder: Path, profile: Path = CAR_T) -> subprocess.CompletedProcess[str]:
    environ = os.environ | {
        "MSC_TRIALS_API_URL": server.url, "MSC_TRIALS_CACHE_DIR": str(folder), "MSC_TRIALS_MIN_INTERVAL": "0", "MSC_TRIALS_PAPERS": "0",
    }  # fmt: skip
    line = [sys.executable, "-m", "msc_trials", "--profile", str(profile), *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT, env=environ)


def car_t_studies(server: Emulator) -> None:
    """One trial that met its goal, one of mesenchymal cells, one of other treatment after CAR-T cells."""
    given = ("CD19 CAR-T cells", "Mesenchymal stem cells", "Chemotherapy after prior CAR-T")
    for number, product in enumerate(given, start=1):
        raw = study(f"NCT9000000{number}", title=f"Made-up {number}", condition=LYMPHOMA, product=product, results=True)
        server.studies[f"NCT9000000{number}"] = raw


def test_products_are_classified_by_the_words_of_the_profile() -> None:
    found = run(
        "import json; from msc_trials import parse_study; from tests.synthetic import study\n"
        "given = ('CD19 CAR-T cells', 'axicabtagene ciloleucel', 'CAR-NK cells', 'Mesenchymal stem cells', 'Chemotherapy after prior CAR-T')\n"
        f"made = [parse_study(study(product=p, title='Made-up', condition={LYMPHOMA!r})).msc_class[0] for p in given]\n"
        "print(json.dumps(made))"
    )
    assert found == ["core", "core", "msc_like", "not_msc", "not_msc"]


def test_the_registry_is_asked_for_the_products_of_the_profile() -> None:
    params = run(
        "import json; from msc_trials import Query; print(json.dumps(Query.for_condition('lymphoma').params()))"
    )
    assert '"CAR-T"' in params["query.intr"]
    assert "mesench" not in params["query.intr"]
    assert "()" not in params["query.intr"]
    assert '"lymphoma"' in params["query.cond"]


def test_an_answer_with_a_profile_counts_its_trials_and_says_so(tmp_path: Path) -> None:
    with Emulator(0) as server:
        car_t_studies(server)
        done = command("answer", "lymphoma", "--json", server=server, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert found["answer"]["counts"]["counted"] == 1
        assert found["deciding"] == ["NCT90000001"]
        assert "given a CAR-T product" in done.stdout or found["trials"][0]["verdict"] == "met"
        (note,) = [c for c in found["answer"]["caveats"] if "profile_car_t" in c]
        assert "CAR-T cells" in note
        assert "no list of publications, decisions of agencies" in note
        assert "mesenchymal" not in json.dumps(found["answer"]).lower()
        assert "not for CAR-T treatments in general" in found["answer"]["ending"]
        text = command("answer", "lymphoma", server=server, folder=tmp_path).stdout
        assert "profile_car_t" in text
        assert "The profile in use has no list of decisions of agencies." in text
        shown = command("show", "NCT90000001", server=server, folder=tmp_path)
        assert "Kind of cells:      CAR-T cells" in shown.stdout
        assert "profile_car_t" in shown.stderr


def test_readings_of_different_profiles_are_not_mixed(tmp_path: Path) -> None:
    """The stored pages are shared, what was read of them is not."""
    with Emulator(0) as server:
        car_t_studies(server)
        environ = {
            "MSC_TRIALS_API_URL": server.url,
            "MSC_TRIALS_CACHE_DIR": str(tmp_path),
            "MSC_TRIALS_MIN_INTERVAL": "0",
        }
        plain = [sys.executable, "-m", "msc_trials", "search", "lymphoma", "--json"]
        first = command("search", "lymphoma", "--json", server=server, folder=tmp_path)
        second = subprocess.run(plain, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | environ)
        assert "NCT90000001" in first.stdout
        assert "NCT90000001" not in second.stdout
        assert "NCT90000002" in second.stdout


def test_without_a_network_a_profile_does_not_answer_from_the_snapshot_of_other_cells(tmp_path: Path) -> None:
    with Emulator(0, trouble="503*,/503*") as server:
        done = command("answer", "lymphoma", "--retries", "0", server=server, folder=tmp_path)
        assert done.returncode != 0
        assert "lymphoma:" not in done.stdout
        named = command("answer", "lymphoma", "--source", "snapshot", server=server, folder=tmp_path)
        assert named.returncode != 0
        assert "snapshot" in named.stderr


@pytest.mark.parametrize("name", ["site", "letter", "checklist", "report", "products"])
def test_what_is_written_for_mesenchymal_cells_takes_no_profile(name: str, tmp_path: Path) -> None:
    with Emulator(0) as server:
        done = command(name, "lymphoma", server=server, folder=tmp_path)
    assert done.returncode == 2
    assert "takes no profile" in done.stderr


def test_a_folder_that_is_no_profile_is_refused_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    with Emulator(0) as server:
        broken.mkdir()
        none = command("answer", "lymphoma", server=server, folder=tmp_path / "cache", profile=broken)
        assert "is no profile: it has no names.csv" in none.stderr
        shutil.copytree(CAR_T, broken, dirs_exist_ok=True)
        (broken / "cel_terms.csv").write_text("meaning\n")
        strange = command("answer", "lymphoma", server=server, folder=tmp_path / "cache", profile=broken)
        assert "Nothing reads cel_terms.csv" in strange.stderr
        (broken / "cel_terms.csv").unlink()
        (broken / "search_terms.csv").write_text("word,kind\nCAR-T,msc\n")
        columns = command("answer", "lymphoma", server=server, folder=tmp_path / "cache", profile=broken)
        assert "other columns" in columns.stderr
        (broken / "search_terms.csv").write_text("")
        empty = command("which", "lymphoma", server=server, folder=tmp_path / "cache", profile=broken)
        assert "is no profile: search_terms.csv has no row." in empty.stderr
        assert empty.returncode == 2
        (broken / "search_terms.csv").write_bytes(b"\xff\xfe\x00")
        bytes_only = command("answer", "lymphoma", server=server, folder=tmp_path / "cache", profile=broken)
        assert "search_terms.csv cannot be read" in bytes_only.stderr
    for done in (none, strange, columns, bytes_only):
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_row_of_ones_own_in_the_vocabulary_is_enough(tmp_path: Path) -> None:
    """A profile of the same therapy with one condition more: its rows come before those of the package."""
    own = tmp_path / "own"
    own.mkdir()
    for name in ("names", "search_terms", "cell_terms"):
        shutil.copy(ROOT / "seeds" / f"{name}.csv", own)
    heads = (ROOT / "seeds" / "conditions.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    row = {"id": "made_up_blight", "name": "made-up blight", "lay_terms": "blight", "registry_terms": "made-up blight"}
    (own / "conditions.csv").write_text(",".join(heads) + "\n" + ",".join(row.get(h, "") for h in heads) + "\n")
    code = "import json; from msc_trials import lookup; print(json.dumps([lookup('made-up blight')['condition_ids'], lookup('ALS')['condition_ids']]))"
    assert run(code, own) == [["made_up_blight"], ["als"]]


def test_rows_of_a_profile_are_found_whatever_their_literals_say() -> None:
    code = (
        "import csv, json, re; from msc_trials.knowledge.rules import rules\n"
        "made = [bool(rules().has(text, kind)) for text, kind in (('CAR-T cells', 'cell_terms.msc'), ('tisagenlecleucel', 'cell_terms.msc'),"
        " ('a CAR NK product', 'cell_terms.like'), ('no CAR-T', 'cell_phrases.denies_cells'), ('mesenchymal', 'cell_terms.msc'))]\n"
        "print(json.dumps(made))"
    )
    assert run(code) == [True, True, True, True, False]
