"""The reading and the client against the strict stand-in for PubMed and the hand-read labels beside this repository."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import score_abstracts as score
from msc_trials.errors import MscTrialsError
from msc_trials.literature import read_article
from msc_trials.literature.claim import Claim
from msc_trials.literature.client import PubMed
from msc_trials.registry.client import Client
from msc_trials.registry.settings import Settings
from msc_trials.service.papers import read_papers
from tests.emulator import Emulator
from tests.synthetic import study


@pytest.fixture(scope="module")
def stand_in(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the stand-in, without its limit of three requests a second."""
    program = Path(__file__).parents[2] / "shared" / "pubmed_emulator" / "server.py"
    if not program.exists():
        pytest.skip("the stand-in for PubMed is not beside this repository")
    command = [sys.executable, str(program), "--port", "0", "--no-rate"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().split()[2].rstrip("/")
        server.terminate()


def labelled(url: str, name: str) -> list[tuple[dict[str, str], Claim, str]]:
    """Labels of one file with the claims read and the texts."""
    path = Path(__file__).parents[2] / "shared" / "gold" / "abstracts" / name
    if not path.exists():
        pytest.skip("the labelled abstracts are not beside this repository")
    rows = score.rows_of(path)
    texts = score.fetch((row["pmid"] for row in rows if row["pmid"]), url)
    return [(row, read_article(texts[row["pmid"]]), texts[row["pmid"]]) for row in rows if row["pmid"] in texts]


def test_hand_read_abstracts_are_read_as_people_read_them(stand_in: str) -> None:
    pairs = labelled(stand_in, "gold_abstracts_dev.csv")
    good = sum(claim.claim in (row["claim"], *row["also_acceptable"].split(";")) for row, claim, _ in pairs)
    false = [row["pmid"] for row, c, _ in pairs if c.claim in score.SUCCESS and row["claim"] in score.NO_SUCCESS]
    met = [claim.claim == "met" for row, claim, _ in pairs if row["claim"] == "met"]
    assert good >= 0.85 * len(pairs)
    assert len(false) <= 0.03 * len(pairs)
    assert sum(met) >= 0.8 * len(met)
    assert all(claim.claim == "no_claim" for row, claim, _ in pairs if row["reports_results"] != "yes")
    assert all(score.is_verbatim(claim.sentence, text) for _, claim, text in pairs)


def test_further_hand_read_abstracts_are_read_as_well(stand_in: str) -> None:
    """Labels by PMID only (sets c to f of docs/accuracy.md; the later ones only measure); half of c and d was never read."""
    stored = score.rows_of(Path(__file__).parent / "data" / "abstract_labels.csv")
    rows = [row for row in stored if row["set"] in "cdef"]
    texts = score.fetch((row["pmid"] for row in rows), stand_in)
    pairs = [(row, read_article(texts[row["pmid"]])) for row in rows if row["pmid"] in texts]
    good = sum(claim.claim in (row["claim"], *row["also_acceptable"].split(";")) for row, claim in pairs)
    false = [row["pmid"] for row, c in pairs if c.claim in score.SUCCESS and row["claim"] in score.NO_SUCCESS]
    unread = [c.claim for row, c in pairs if row["reports_results"] != "yes"]
    assert len(pairs) == len(rows)
    assert good >= 0.85 * len(pairs)
    assert len(false) <= 0.03 * len(pairs)
    assert not set(unread) & set(score.SUCCESS)
    assert all(score.is_verbatim(claim.sentence, texts[claim.pmid]) for _, claim in pairs)


def test_oncology_trials_are_read_at_least_as_well_as_a_large_model_reads_them(stand_in: str) -> None:
    pairs = labelled(stand_in, "windisch_dev.csv")
    said = [(row, claim) for row, claim, _ in pairs if claim.claim in (*score.SUCCESS, "not_met")]
    right = sum((row["Annotation_accept"] == "Positive") == (claim.claim in score.SUCCESS) for row, claim in said)
    model = sum(row["gpt4o_temp100_title_abstract_response_raw"] == row["Annotation_accept"] for row, _ in said)
    assert len(said) >= 0.85 * len(pairs)
    assert right >= 0.93 * len(said)
    assert right > model


FAULTS = (
    "429:1",
    "500",
    "503",
    "reset",
    "truncate:2000",
    "html",
    "empty",
    "error200:Search Backend failed",
    "proxy400",
)


@pytest.mark.parametrize("fault", [*FAULTS, *(f"{word}*" for word in FAULTS), "badkey"])
def test_every_scripted_fault_ends_in_papers_or_in_one_clear_line(stand_in: str, fault: str) -> None:
    base = stand_in.removesuffix("/entrez/eutils")
    for path, body in (("/__reset__", b""), ("/__faults__", fault.encode())):
        urllib.request.urlopen(f"{base}{path}", data=body).close()
    line, papers = "", []
    with PubMed(Settings(pubmed_url=stand_in), sleep=lambda _: None) as pubmed:
        try:
            found = pubmed.search([("NCT99990003",)])
            papers = [pmid for part in pubmed.fetch(found) for pmid in part.papers]
        except MscTrialsError as error:
            line = error.message
        assert pubmed.requests_made <= 10
    assert bool(line) == (fault.endswith("*") or fault == "badkey")
    assert "\n" not in line
    assert line or set(papers) == set(found) >= {"99900003", "99900006"}
    urllib.request.urlopen(f"{base}/__reset__", data=b"").close()


def test_made_up_trials_find_their_made_up_papers(stand_in: str, tmp_path: Path) -> None:
    numbers = [f"NCT9999{n:04d}" for n in range(1, 11)]
    with Emulator(0) as registry:
        registry.studies.update({number: study(number) for number in numbers})
        chosen = Settings(api_url=registry.url, pubmed_url=stand_in, cache_dir=tmp_path, min_interval=0)
        with Client(chosen) as client:
            from msc_trials.service.papers import keys_of

            read = read_papers(list(keys_of(client.get_many(numbers).studies)), client)
    assert read is not None
    told = {paper.pmid: (paper.claim.claim, paper.not_read_because) for paper in read.papers}
    assert told["99900001"] == ("no_claim", "retracted")
    assert told["99900002"] == ("no_claim", "a notice about another paper")
    assert told["99900003"] == ("met", "")
    assert told["99900005"] == ("no_claim", "retracted")
    assert told["99900006"] == ("no_claim", "a letter or comment")
    assert told["99900007"] == ("not_met", "")
    assert told["99900008"] == ("not_met", "")
