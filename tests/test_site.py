"""The static site: links, markup, what a rebuild writes, the feed."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5lib
import pytest

from msc_trials import answer
from msc_trials.errors import QueryError
from msc_trials.output.pages.site import Built, build

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
        for link in re.findall(r'href="([^"]+)"', text):
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
