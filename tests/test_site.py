"""The static site: links, markup, what a rebuild writes, the feed."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest
from click.testing import CliRunner, Result

from msc_trials import Answer, answer
from msc_trials.cli.app import cli
from msc_trials.cli.common import ExitCode
from msc_trials.errors import QueryError
from msc_trials.evidence.words import stages
from msc_trials.output.pages.site import Built, _all_names, _slug_of_page, build
from tests.emulator import Emulator

DAY = dt.date(2026, 11, 28)
NAMES = (
    "knee osteoarthritis",
    "graft-versus-host disease",
    "kidney disease (chronic or acute)",
    "migraine",
    "kidney failure",
    "chronic kidney disease",
)


def made(folder: Path, url: str = "") -> Built:
    return build(folder, lambda name: answer(name, source="snapshot", as_of=DAY.isoformat()), DAY, NAMES, url)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made(folder, "https://example.org/msc/")
    return folder


def test_every_page_is_valid_html(site: Path) -> None:
    for path in site.rglob("*.html"):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(path.read_text(encoding="utf-8"))


def test_every_link_inside_the_site_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            target, place = urldefrag(link)
            if target.startswith("https://"):
                continue
            to = (path.parent / unquote(target)).resolve() if target else path
            assert to.is_file(), (path.name, link)
            assert not place or f'id="{place}"' in to.read_text(encoding="utf-8"), (path.name, link)


def test_ids_are_unique_and_labels_lead_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'(?:aria-labelledby|for)="([^"]+)"', text)) <= set(ids), path


def test_a_rebuild_without_changes_writes_nothing_and_the_next_day_changes_only_words(
    site: Path, tmp_path: Path
) -> None:
    again = made(site, "https://example.org/msc/")
    assert again.written == 0
    other = made(tmp_path, "https://example.org/msc/")
    assert other.files == again.files == other.written
    for path in site.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(site)).read_bytes()


def test_a_word_for_several_diseases_has_a_page_of_its_own_that_leads_to_theirs(site: Path) -> None:
    text = (site / "kidney-failure" / "index.html").read_text(encoding="utf-8")
    assert "Several diseases have this name." in text
    assert '<a href="../ckd/index.html">chronic kidney disease</a>' in text
    assert "Several diseases" not in (site / "ckd" / "index.html").read_text(encoding="utf-8")


def test_the_comparison_says_what_the_documents_say_and_bars_are_on_one_scale(site: Path) -> None:
    text = (site / "compare.html").read_text(encoding="utf-8")
    people = {}
    for slug in ("knee-oa", "gvhd", "migraine", "ckd"):
        document = json.loads((site / slug / "answer.json").read_text(encoding="utf-8"))
        row = text.split(f'<a href="{slug}/index.html">')[1].split("</tr>")[0]
        by_id = {trial["trial_id"]: trial for trial in document["trials"]}
        people[slug] = sum(by_id[trial_id]["people"] or 0 for trial_id in document["deciding"])
        assert (f"{people[slug]:,} people" in row) == bool(document["deciding"])
        assert (document["answer"]["balance"] or "") in row
        for group, number in document["answer"]["groups"].items():
            if number and group not in ("met", "not_met"):
                assert stages({group: number}) in row
        assert row.count('<svg class="g ') == len(document["deciding"])
    bars = re.findall(r'href="([a-z-]+)/index\.html"(?:(?!</tr>).)*?<rect width="([\d.]+)%"', text, re.DOTALL)
    widths = {slug: float(width) for slug, width in bars}
    assert widths["knee-oa"] / widths["gvhd"] == pytest.approx(people["knee-oa"] / people["gvhd"], rel=0.01)


def test_words_for_several_diseases_are_in_the_site_of_the_whole_vocabulary() -> None:
    assert {"arthritis", "diabetes", "knee osteoarthritis"} <= _all_names()
    slugs = [_slug_of_page(name) for name in _all_names()]
    assert len(slugs) == len(set(slugs))
    assert (_slug_of_page("knee osteoarthritis"), _slug_of_page("disc")) == ("knee-oa", "disc-several")


def test_no_page_names_a_command_for_a_terminal(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "msc-trials " not in path.read_text(encoding="utf-8"), path


def test_a_page_can_be_cited_and_its_trials_go_to_a_reference_manager(site: Path) -> None:
    folder = site / "knee-oa"
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert "@misc{msc-trials-knee-oa," in text
    assert "year = {2026}" in text
    document = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    counted = {trial["trial_id"] for trial in document["trials"] if trial["counted"]}
    listed = json.loads((folder / "citations.json").read_text(encoding="utf-8"))
    assert {item["id"] for item in listed if item["type"] == "webpage"} == counted
    assert (folder / "citations.ris").read_text(encoding="utf-8").count("TY  - ") == len(listed)
    assert (folder / "citations.bib").read_text(encoding="utf-8").count("\n@") == len(listed) - 1


def test_data_lie_beside_each_page(site: Path) -> None:
    for name in ("knee-oa", "gvhd"):
        document = json.loads((site / name / "answer.json").read_text(encoding="utf-8"))
        table = (site / name / "ledger.csv").read_text(encoding="utf-8").splitlines()
        wanted = {t["trial_id"] for t in document["trials"] if t["verdict_source"] == "ledger"}
        assert wanted <= {line.split(",", 1)[0] for line in table[1:]}
    assert "https://example.org/msc/knee-oa/index.html" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_the_feed_names_what_changed_since_the_last_build(tmp_path: Path) -> None:
    made(tmp_path)
    assert "<entry>" not in (tmp_path / "feed.xml").read_text(encoding="utf-8")
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    seen["seen"]["knee osteoarthritis"]["level"] = "in_progress"
    (tmp_path / "seen.json").write_text(json.dumps(seen), encoding="utf-8")
    made(tmp_path)
    assert "the level changed from in progress to conflicting" in (tmp_path / "feed.xml").read_text(encoding="utf-8")
    (tmp_path / "seen.json").write_text("broken", encoding="utf-8")
    with pytest.raises(QueryError, match="cannot be read"):
        made(tmp_path)


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(QueryError, match="cannot be written"):
        made(tmp_path / "file")


def test_a_condition_named_twice_is_one_page(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(name: str) -> Answer:
        asked.append(name)
        return answer(name, source="snapshot", as_of=DAY.isoformat())

    build(tmp_path, ask, DAY, ["migraine", "migraines", "Migraine"])
    assert len(asked) == 1


def test_the_conditions_of_a_site_and_of_an_export_are_asked_for_side_by_side_with_one_version(tmp_path: Path) -> None:
    with Emulator(5) as server:
        env = {"MSC_TRIALS_CACHE_DIR": str(tmp_path / "c"), "MSC_TRIALS_API_URL": server.url, "MSC_TRIALS_PAPERS": "0",
               "MSC_TRIALS_MIN_INTERVAL": "0"}  # fmt: skip
        for command in (
            ["site", "-o", str(tmp_path / "site"), "--conditions", "stroke,lupus,autism"],
            ["export", "trials", "stroke", "lupus", "autism", "-o", str(tmp_path / "trials.csv"), "--refresh"],
        ):
            server.requests.clear()
            assert CliRunner().invoke(cli, command, env=env).exit_code == 0
            assert Counter(server.paths) == {"/version": 1, "/studies": 3}


def test_the_command_refuses_no_condition_and_an_address_of_no_site_and_names_words_it_does_not_know(
    tmp_path: Path,
) -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["site", "-o", str(tmp_path / "site"), "--source", "snapshot", *arguments])

    for wrong in (
        ["--conditions", ""],
        ["--conditions", "migraine", "--url", "javascript:alert(1)"],
        ["--conditions", "migraine", "--url", "https://example.org/a b"],
    ):
        assert run(*wrong).exit_code == 2
    assert not (tmp_path / "site").exists()
    for words, told, todo in (
        ("zzzz", 'I did not understand "zzzz"', "Which disease or injury do you mean?"),
        ("stem cells", '"stem cells" names a treatment, not a disease.', "Which disease or injury is it for?"),
        ("dementia", '"dementia" can mean', "Ask again with one of these names."),
    ):
        found = run("--conditions", f"migraine,{words}", "--url", "https://example.org")
        assert found.exit_code == ExitCode.USAGE, words
        assert told in found.stderr
        assert todo in found.stderr
        assert (tmp_path / "site" / "migraine" / "index.html").is_file()
    assert run("--conditions", "migraine,kidney failure").exit_code == 0  # a word for several has a page of its own


def test_what_makes_a_met_goal_weak_stands_beside_it_in_lists_and_on_the_page(tmp_path: Path) -> None:
    build(
        tmp_path,
        lambda name: answer(name, source="snapshot", as_of=DAY.isoformat()),
        DAY,
        ("heart attack", "multiple system atrophy"),
        "",
    )
    weak = ("One small trial only.", "Measured by an image or a laboratory value.", "Chance is not well excluded.")
    for name in ("index.html", "compare.html"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert all(words in text for words in weak), name
        assert "borderline" not in text
    page = (tmp_path / "acute-mi" / "index.html").read_text(encoding="utf-8")
    lead = page[page.index('<p class="lead">') :]
    assert all(words in lead[: lead.index("</p>")] for words in weak[:2])
