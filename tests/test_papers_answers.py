"""From a condition to an answer with papers: tied, read, shown apart from the counts, bounded, private."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from msc_trials import answer, search, show, to_frame
from msc_trials.cli.app import cli
from msc_trials.errors import NotAskedWarning
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.words import levels
from msc_trials.literature.article import parse_article
from msc_trials.literature.tie import TrialKey, is_older, tie_of
from msc_trials.output.as_json import answer_json
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.pages.document import report_page
from msc_trials.output.papers_text import reading_lines
from tests.emulator import Emulator
from tests.made_up_papers import TinyPubMed, article, trial
from tests.synthetic import study

FAILED = trial("Pain score did not differ between groups (P = 0.7).", "Cells did not reduce pain.")
PAPERS = [
    article("7001", numbers=["NCT99990001"]),
    article("7002", numbers=["NCT99990002"], sections=FAILED),
    article("7003", numbers=["NCT99990003"], types=("D016441",)),
    article("7004", numbers=["NCT99990004"], year="2012"),
    article("7005", numbers=["NCT99990005"], sections=FAILED),
    article("7006", numbers=["NCT99990006"]),
    article("7007", numbers=["NCT99990006"], sections=FAILED),
    article("7008", title="Cells for synthetic knees: study protocol", numbers=["NCT99990007"]),
    article("7009"),
    article("7010", numbers=["NCT99990001"]),
]


@contextmanager
def world(folder: Path, trouble: str = "", papers: list[str] = PAPERS) -> Iterator[tuple[TinyPubMed, dict[str, Any]]]:
    """A registry with eight made-up trials and a PubMed; the settings that lead to both."""
    with Emulator(0) as registry, TinyPubMed(papers, trouble) as pubmed:
        for number in range(1, 9):
            raw = study(f"NCT9999{number:04d}", results=number == 5)
            listed = {8: [("7009", "RESULT"), ("7010", "DERIVED"), ("7002", "BACKGROUND")]}.get(number, [])
            raw["protocolSection"]["referencesModule"] = {"references": [{"pmid": p, "type": t} for p, t in listed]}
            registry.studies[f"NCT9999{number:04d}"] = raw
        addresses = {"api_url": registry.url, "pubmed_url": pubmed.url}
        yield pubmed, {**addresses, "cache_dir": folder, "min_interval": 0, "ncbi_api_key": "quick"}


def verdicts(found: Answer) -> dict[str, tuple[str, str]]:
    ours = [t for t in found.trials if t.assessment.trial_id.startswith("NCT9999")]
    return {t.assessment.trial_id[-1]: (t.verdict.status.value, t.verdict.source) for t in ours}


def test_papers_give_verdicts_and_leave_level_headline_and_counts_alone(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        plain = answer("knee osteoarthritis", **chosen, papers=False)
        found = answer("knee osteoarthritis", **chosen)
    assert plain.papers is None
    assert (found.level, found.headline, found.counts) == (plain.level, plain.headline, plain.counts)
    assert verdicts(found) == {
        "1": ("met", "publication"),
        "2": ("not_met", "publication"),
        "3": ("unreported", "registry"),  # retracted
        "4": ("unreported", "registry"),  # older than the start
        "5": ("met", "registry"),  # posted results outrank the paper
        "6": ("mixed", "publication"),  # two papers that disagree
        "7": ("unreported", "registry"),  # a protocol
        "8": ("met", "publication"),  # listed by the registry, names no other trial
    }
    assert found.reported == {
        "met": 2, "met_noninferior": 0, "met_uncontrolled": 0, "not_met": 1, "mixed": 1, "safety_only": 0, "unclear": 0,
    }  # fmt: skip


def test_a_contradiction_with_posted_results_is_shown_and_overturns_nothing(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        found = answer("knee osteoarthritis", **chosen)
    (fifth,) = (t for t in found.trials if t.assessment.trial_id == "NCT99990005")
    assert fifth.verdict.status.value == "met"
    assert "PMID 7005" in fifth.contradiction
    frame = to_frame(found, "verdicts").set_index("nct_id")
    assert "reads otherwise" in frame.loc["NCT99990005", "paper_contradicts"]


def test_verdicts_from_papers_quote_source_day_and_reader(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        shown = show("NCT99990002", **chosen)
    assert shown.verdict.source == "publication"
    assert shown.verdict.confidence in ("medium", "low")
    (reason,) = shown.verdict.reasons
    assert reason.text.startswith(
        "According to the abstract of PMID 7002, 2020 (read by this program, not checked by a person"
    )
    assert reason.quote == "Pain score did not differ between groups (P = 0.7)."
    assert reason.path == "https://pubmed.ncbi.nlm.nih.gov/7002/"


def test_frames_json_report_and_notebook_carry_the_papers(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        found = answer("knee osteoarthritis", **chosen)
    publications, claims = to_frame(found, "publications"), to_frame(found, "claims")
    assert set(publications["pmid"]) >= {"7001", "7003", "7008"}
    reasons = publications.drop_duplicates("pmid").set_index("pmid")["not_read_because"]
    assert reasons["7003"] == "retracted"
    assert reasons["7004"] == "published before the trial started (2015-03)"
    assert reasons["7008"] == "a protocol or design paper"
    assert claims.drop_duplicates("pmid").set_index("pmid").loc["7002", "claim"] == "not_met"
    document = json.loads(json.dumps(answer_json(found)))
    rows = {t["nct_id"]: t for t in document["trials"]}
    assert document["reported"]["met"] == 2
    assert rows["NCT99990002"]["verdict_source"] == "publication"
    assert rows["NCT99990002"]["registry_verdict"] == "unreported"
    assert rows["NCT99990008"]["papers"][0]["link"] == "registry"
    assert "What the papers say" in report_page(found)
    assert "authors report" in answer_fragment(found)


@pytest.mark.parametrize("table", ["publications", "claims"])
def test_a_table_of_papers_says_where_pubmed_was_not_asked(table: str) -> None:
    """A researcher who makes the table of claims from a search or a snapshot does not take its emptiness for no claims."""
    found = answer("knee osteoarthritis", source="snapshot")
    assert found.papers is None
    for made in (found, [found], search("knee osteoarthritis", source="snapshot"), found.trials):
        with pytest.warns(NotAskedWarning, match=f"PubMed was not asked, so the table '{table}' is empty"):
            assert len(to_frame(made, table)) == 0
    assert len(to_frame([], table)) == 0


def test_a_table_of_papers_is_empty_without_a_word_where_pubmed_had_none(tmp_path: Path) -> None:
    """Where PubMed was asked and knows no paper of the trials, an empty table says just that."""
    with world(tmp_path) as (_, chosen):
        found = answer("knee osteoarthritis", **chosen)
        found = replace(found, trials=tuple(replace(trial, papers=()) for trial in found.trials))
        assert found.papers is not None
        assert len(to_frame(found, "claims")) == 0


def test_papers_are_stored_and_asked_for_again_only_when_told_to(tmp_path: Path) -> None:
    with world(tmp_path) as (pubmed, chosen):
        first = answer("knee osteoarthritis", **chosen)
        asked = len(pubmed.requests)
        again = answer("knee osteoarthritis", **chosen)
        assert asked == len(pubmed.requests) == 2
        offline = answer("knee osteoarthritis", **chosen, offline=True)
        assert asked == len(pubmed.requests)
        answer("knee osteoarthritis", **chosen, refresh=True)
        assert len(pubmed.requests) == 4
    assert first.papers is not None
    assert first.papers.first_time
    assert again.papers is not None
    assert not again.papers.first_time
    assert verdicts(first) == verdicts(again) == verdicts(offline)


@pytest.mark.parametrize("trouble", ["503*", "html*", "error*", "empty*", "cut*", "key*", "ok,503*"])
def test_trouble_ends_in_an_answer_without_papers_and_one_line(tmp_path: Path, trouble: str) -> None:
    with world(tmp_path, trouble) as (_, chosen):
        found = answer("knee osteoarthritis", **chosen, retries=0)
        assert found.papers is not None
        assert found.papers.trouble.count("\n") == 0
        assert found.papers.trouble
        assert set(found.papers.not_reached) >= {"NCT99990001", "NCT99990002"}
        assert not any(found.reported.values())
        assert "No paper" not in json.dumps(answer_json(found)["papers"])


def test_the_republished_paper_stands_in_for_the_retracted_one(tmp_path: Path) -> None:
    again = article("7021", sections=FAILED)
    gone = article("7020", numbers=["NCT99990001"], corrections=[("RetractedandRepublishedIn", "7021")])
    with world(tmp_path, papers=[gone, again]) as (_, chosen):
        first = show("NCT99990001", **chosen)
        stored = show("NCT99990001", **chosen, offline=True)
    assert [p.pmid for p in first.papers if p.counts] == ["7021"]
    assert first.verdict.status.value == stored.verdict.status.value == "not_met"
    assert "republished as PMID 7021" in " ".join(note for p in first.papers for note in p.notes)


def test_papers_pubmed_withholds_are_named(tmp_path: Path) -> None:
    with world(tmp_path, papers=[p for p in PAPERS if "<PMID>7009<" not in p]) as (_, chosen):
        found = answer("knee osteoarthritis", **chosen)
    assert found.papers is not None
    assert found.papers.unknown == ("7009",)


@pytest.mark.parametrize("nested", [False, True])
def test_a_paper_that_cannot_be_read_is_named_and_its_trial_is_asked_for_again(tmp_path: Path, nested: bool) -> None:
    deep = article("7030", numbers=["NCT99990001"], sections="<b>" * 3_000 + "</b>" * 3_000)
    broken = deep if nested else re.sub("</?Article>", "", article("7030", numbers=["NCT99990001"]))
    with world(tmp_path, papers=[PAPERS[0], broken]) as (pubmed, chosen):
        first = show("NCT99990001", **chosen)
        pubmed.articles["7030"] = article("7030", numbers=["NCT99990001"])
        second = show("NCT99990001", **chosen)
    assert first.papers_read is not None
    assert first.papers_read.unread == ("7030",)
    assert [paper.pmid for paper in first.papers] == ["7001"]
    assert reading_lines(first.papers_read)[-1] == "1 paper of PubMed could not be read: PMID 7030."
    assert "7030" in [paper.pmid for paper in second.papers]


def run(chosen: dict[str, Any], *words: str) -> Result:
    env = {f"MSC_TRIALS_{name.upper()}": str(value) for name, value in chosen.items()}
    return CliRunner().invoke(cli, list(words), env={**env, "COLUMNS": "100"})


def test_the_answer_names_what_authors_report_and_the_first_use_tells_what_is_sent(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        first, second = run(chosen, "answer", "knee osteoarthritis"), run(chosen, "answer", "knee osteoarthritis")
        without = run(chosen, "answer", "knee osteoarthritis", "--no-papers")
    text = " ".join(first.stdout.split())
    assert "authors report that the main goal was met in 2 trials, the main goal was not met in 1 trial" in text
    assert "counted apart and do not set the level above" in text
    assert "it learns their numbers" in first.stderr
    assert "it learns their numbers" not in second.stderr
    assert "authors report" not in without.stdout


def test_papers_lists_every_paper_with_its_claim_or_why_not(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        listed = run(chosen, "papers", "NCT99990003", "NCT99990002")
        table = run(chosen, "papers", "knee osteoarthritis", "--json")
    text = " ".join(listed.stdout.split())
    assert "The abstract says that the trial did not meet its main goal." in text
    assert "Not read for a verdict: retracted. This paper was retracted." in text
    assert {p["pmid"] for p in json.loads(table.stdout)["papers"]} >= {"7001", "7002"}


def test_the_number_of_a_study_that_does_not_exist_is_named_and_sets_the_exit_code(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        alone = run(chosen, "papers", "NCT99999998")
        beside = run(chosen, "papers", "NCT99990002", "NCT99999998", "--json")
    for ran in (alone, beside):
        assert ran.exit_code == 4
        assert "The registry knows no study NCT99999998" in ran.stderr
        assert "left out by the settings" not in ran.output
    assert {p["pmid"] for p in json.loads(beside.stdout)["papers"]} == {"7002"}


def test_papers_of_a_number_are_left_out_and_no_error_where_the_registry_is_away(tmp_path: Path) -> None:
    away = {"api_url": "http://127.0.0.1:9", "cache_dir": tmp_path, "offline": "true"}
    by_number, by_name = run(away, "papers", "NCT99990003"), run(away, "papers", "knee osteoarthritis")
    for ran in (by_number, by_name):
        assert (ran.exit_code, ran.stdout) == (0, by_name.stdout)
        assert "The bundled snapshot answered" in ran.stderr
    assert "msc-trials show NUMBER" in by_number.stdout
    assert run({**away, "source": "live"}, "papers", "NCT99990003").exit_code != 0


def test_no_hit_is_never_told_as_not_published(tmp_path: Path) -> None:
    with world(tmp_path, papers=[]) as (_, chosen):
        shown = run(chosen, "show", "NCT99990002")
    assert "A paper that PubMed did not find may still exist" in " ".join(shown.stdout.split())


def test_show_why_says_how_a_paper_is_tied_and_which_rule_read_it(tmp_path: Path) -> None:
    with world(tmp_path) as (_, chosen):
        shown = run(chosen, "show", "NCT99990002", "--why")
    assert "Tied to NCT99990002 by its data bank list; rule controlled.primary_none" in " ".join(shown.stdout.split())


def test_candidates_are_rows_of_the_ledger_to_be_checked(tmp_path: Path) -> None:
    from msc_trials.output.ledger_candidates import columns

    with world(tmp_path) as (_, chosen):
        made = run(chosen, "ledger", "candidates", "knee osteoarthritis", "--json")
    rows = {row["trial_id"]: row for row in json.loads(made.stdout)}
    assert rows["NCT99990002"]["verdict"] == "not_met"
    assert tuple(rows["NCT99990002"]) == columns()
    assert rows["NCT99990002"]["checked_on"] is None
    assert rows["NCT99990002"]["caution"].startswith("TO BE CHECKED")
    assert "NCT99990003" not in rows


def test_a_closed_network_gives_the_answer_without_papers_and_one_line(tmp_path: Path) -> None:
    with Emulator(0) as registry:
        registry.studies["NCT99990001"] = study("NCT99990001")
        chosen = {"api_url": registry.url, "cache_dir": tmp_path, "pubmed_url": "https://pubmed.invalid/eutils"}
        told = run(chosen, "answer", "knee osteoarthritis")
    assert told.exit_code == 0
    assert "Note: PubMed could not be asked: pubmed.invalid could not be reached." in told.stderr


KEY = TrialKey(("NCT00000001", "NCT00000009"), {"7001": "RESULT"}, "2019-05")


@pytest.mark.parametrize(
    ("xml", "link", "why_not"),
    [
        (article("1", numbers=["NCT00000001"]), "data_bank", ""),
        (article("1", numbers=["NCT00000009"]), "data_bank", ""),
        (article("1", title="Cells in knees (NCT00000001)"), "abstract", ""),
        (article("7001"), "registry", ""),
        (article("1"), "", ""),
        (article("7001", numbers=["NCT00000005"]), "registry", "names another trial only (NCT00000005)"),
        (article("1", numbers=["NCT00000001", "NCT00000005"]), "data_bank", "names several trials (2)"),
        (
            article("1", numbers=["NCT00000001"], year="2018"),
            "data_bank",
            "published before the trial started (2019-05)",
        ),
        (article("1", numbers=["NCT00000001"], year="2019"), "data_bank", ""),
    ],
)
def test_ties(xml: str, link: str, why_not: str) -> None:
    tie = tie_of(parse_article(xml), KEY)
    assert (tie.link, tie.why_not) == (link, why_not)


def test_dates_are_compared_as_far_as_they_are_known() -> None:
    assert is_older("2018", "2019-05")
    assert not is_older("2019", "2019-05")
    assert not is_older("", "2019-05")


def test_pages_show_what_abstracts_say_apart_and_no_verdict_or_level_moves_by_it(tmp_path: Path) -> None:
    from msc_trials.output.pages.document import documents
    from msc_trials.output.pages.render import condition_page, letter_page

    with world(tmp_path) as (_, chosen):
        plain, _ = documents(answer("knee osteoarthritis", **chosen, papers=False))
        document, offered = documents(answer("knee osteoarthritis", **chosen))
    assert {trial["verdict_source"] for trial in document["trials"]} == {"ledger", "registry"}
    moved = ("reported", "papers", "provenance", "trials")
    assert {k: v for k, v in document.items() if k not in moved} == {k: v for k, v in plain.items() if k not in moved}
    assert document["reported"]["met"] == 2
    page = re.sub(r"\s+", " ", condition_page(document, offered))
    assert "What abstracts say (read by this program, not checked by a person)" in page
    assert "authors report that the main goal was met in 2 trials" in page
    for row in document["trials"]:
        said = next((p for p in row["papers"] if p["counts"]), None) if row["abstract_verdict"] else None
        if said and row["counted"]:
            assert f'href="https://pubmed.ncbi.nlm.nih.gov/{said["pmid"]}/"' in page
            assert html.escape(said["claim"]["sentence"]).replace("&#x27;", "&#39;") in page
    assert "fetched " in page.split('id="papers"')[1]
    assert "abstract" not in letter_page(document, offered)
    without = condition_page(plain)
    assert "What abstracts say" not in without
    assert "was not looked up for this page" in without


@pytest.mark.parametrize("level", ["unreported", "in_progress"])
def test_a_level_without_a_result_keeps_its_heading_on_the_page_and_gains_what_authors_report(
    tmp_path: Path, level: str
) -> None:
    from msc_trials.output.pages.document import documents
    from msc_trials.output.pages.render import condition_page

    with world(tmp_path) as (_, chosen):
        document, _ = documents(answer("knee osteoarthritis", **chosen))
    document["answer"]["level"] = level
    first = condition_page(document).split('class="scale"')[0]
    assert levels()[level].largest in first
    assert "authors report that" in first
    document["answer"]["level"] = "conflicting"
    assert "authors report that" not in condition_page(document).split('class="scale"')[0]


def test_bundled_data_carry_no_quote_of_an_abstract() -> None:
    from msc_trials.output.pages.document import documents

    found = answer("stroke", source="snapshot", as_of="2026-11-28")
    assert documents(found)[0]["papers"] is None
    assert "<q>" not in report_page(found)


@pytest.mark.parametrize(
    "words",
    [("papers", "NCT99990003"), ("papers", "knee osteoarthritis"), ("ledger", "candidates", "knee osteoarthritis")],
)
def test_a_list_without_papers_tells_that_pubmed_was_away(words: tuple[str, ...], tmp_path: Path) -> None:
    """A curator's nightly list has no rows because PubMed was away; the exit code and a line say so, whatever the form."""
    with world(tmp_path, "503*") as (_, chosen):
        made = run({**chosen, "retries": 0}, *words, "--csv")
    assert made.exit_code == 5
    assert made.stderr.count("PubMed could not be asked") == 1
    assert "No paper. " not in made.stderr
