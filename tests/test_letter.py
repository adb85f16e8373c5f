"""The letter for a doctor: as a page and as Markdown, with what was offered, the numbers behind the level, and hostile texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from msc_trials import answer
from msc_trials.knowledge.product_kinds import product_kinds
from msc_trials.output.checklist import checklist
from msc_trials.output.pages.document import documents
from msc_trials.output.pages.letter import MOST_TRIALS, fields
from msc_trials.output.pages.render import letter_markdown, letter_page
from tests.render_samples import answer as every_verdict
from tests.test_cli import offline

OFFERED = ("--cells", "5e6", "--donor", "own", "--guidance", "none", "--source-of-cells", "fat")


def letter(condition: str) -> str:
    return letter_markdown(*documents(answer(condition, source="snapshot", as_of="2026-11-28")))


def test_the_ending_of_the_file_or_the_option_chooses_the_form(tmp_path: Path) -> None:
    for name, option, start in (
        ("letter.html", (), "<!DOCTYPE html>"),
        ("letter.md", (), "# Mesenchymal stem cells for migraine"),
        ("letter.txt", ("--format", "markdown"), "# Mesenchymal stem cells for migraine"),
        ("letter.MD", ("--format", "html"), "<!DOCTYPE html>"),
    ):
        assert offline("letter", "migraine", *option, "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_it_has_the_level_with_its_denominators_the_trials_with_numbers_and_sources_and_the_day() -> None:
    text = letter("knee osteoarthritis")
    assert "What the trials say: The trials disagree" in text
    assert "2 of 5 controlled Phase 2 to 4 trials with a known result met the main goal" in text
    assert re.search(r"\| ADIPOA-2, NCT02838069, Phase 2, 135 people \| placebo \| .*cells 47, .*placebo 55.*\| .*PMID 40885690 \|", text)  # fmt: skip
    assert "data of 10 October 2022" in text
    assert "judged on 28 November 2026" in text
    assert "not medical advice" in text


def test_what_was_offered_is_filled_in_and_the_rest_is_left_to_the_hand(tmp_path: Path) -> None:
    ran = offline("letter", "knee osteoarthritis", *OFFERED, "-o", "-", "--format", "markdown")
    assert "- Number of living cells: **5 million cells**" in ran.out
    assert "- Whose cells: **the patient's own cells**" in ran.out
    assert "- Imaging to guide it: **none**" in ran.out
    assert "- Cells from: **fat" in ran.out
    assert "- Price: \\_" in ran.out
    assert offline("letter", "knee osteoarthritis", "--cells", "many", "-o", "-").code == 2
    assert [field.filled for field in fields(None)] == [""] * len(fields(None))


def test_a_product_of_another_kind_is_named_as_the_product() -> None:
    ran = offline("letter", "knee osteoarthritis", "--source-of-cells", "exosomes", "-o", "-", "--format", "markdown")
    assert re.search(r"- Product: \*\*\w+", ran.out)


def kinds_with_what_the_checklist_says() -> list[tuple[str, str, str]]:
    made = []
    for kind in product_kinds():
        ran = offline("letter", "knee osteoarthritis", "--source-of-cells", kind.words[0], "--cells", "50M", "--donor", "donor", "-o", "-", "-f", "markdown")  # fmt: skip
        listed = checklist(answer("knee osteoarthritis", source="snapshot"), source=kind.words[0])
        made.append((kind.kind, ran.out, listed.scope))
    return made


def test_letter_and_checklist_judge_a_product_that_is_no_cells_grown_in_culture_alike() -> None:
    for kind, text, scope in kinds_with_what_the_checklist_says():
        assert scope in text, kind
        assert "does not hold for" in text, kind
        assert "is no number of living mesenchymal stem cells" in text, kind
        for of_cultured_cells in (
            "NCT02838069",
            "| Trial |",
            "Number of living cells:",
            "What the trials say",
            "(MSC) for",
            "Cartistem",
        ):
            assert of_cultured_cells not in text, (kind, of_cultured_cells)


def test_a_number_named_for_a_product_without_cells_is_not_called_a_number_of_cells() -> None:
    for kind, text, _ in kinds_with_what_the_checklist_says():
        assert ("50 million cells" in text) == (kind in ("svf", "bone_marrow_concentrate")), kind
    page = letter_page(*documents(answer("knee osteoarthritis", source="snapshot"), source="exosomes", cells="50M"))
    assert "Number named: <b>50 million</b>" in page
    assert "<table" not in page


def test_the_caution_of_the_checklist_stands_in_the_letter_too() -> None:
    document, offered = documents(answer("knee osteoarthritis", source="snapshot"), source="amniotic")
    assert offered is not None
    assert offered["caution"] in letter_markdown(document, offered)
    assert "usually hold no living cells" in letter_page(document, offered)


def test_more_trials_than_the_sheet_holds_are_counted() -> None:
    found = answer("graft-versus-host disease", source="snapshot", as_of="2026-11-28")
    assert f"And {len(found.deciding) - MOST_TRIALS} more trials with a result" in letter("graft-versus-host disease")


def test_it_asks_about_the_person_the_question_is_for() -> None:
    child, own = letter("my child has cerebral palsy"), letter("cerebral palsy")
    assert "apply to somebody like my child?" in child
    assert "usual for my child" in child
    assert "apply to somebody like me?" in own
    page = letter_page(*documents(answer("my child has cerebral palsy", source="snapshot", as_of="2026-11-28")))
    assert "<title>Letter: cerebral palsy and mesenchymal stem cells</title>" in page


def test_without_a_deciding_trial_it_has_what_was_read_and_the_general_warning() -> None:
    read, nothing = letter("cerebral palsy"), letter("autism")
    assert "Results that were read and decide nothing:" in read
    assert re.search(r"\| UC-MSC in cerebral palsy, NCT03795974, .*Not judgeable from what is known", read)
    for text in (read, nothing):
        assert "reports of blindness, tumours and infections" in text
        assert "None known here" not in text
    assert "No trial with a result is known here, so no posted harms were read." in nothing
    assert "one of these results" not in nothing
    assert "Is anything else known about this treatment for somebody like me?" in nothing


def test_texts_of_records_stay_text_in_both_forms() -> None:
    made = documents(every_verdict())
    for text in (letter_page(*made), letter_markdown(*made)):
        assert "<script" not in text
        assert "<img" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert all(line.count(" | ") == 3 for line in letter_markdown(*made).splitlines() if line.startswith("| "))


@pytest.mark.parametrize("text", ["kidney failure", "stem cells", "xyzzy plugh"])
def test_a_text_that_is_no_single_condition_gets_no_letter(text: str, tmp_path: Path) -> None:
    ran = offline("letter", text, "-o", str(tmp_path / "letter.html"))
    assert ran.code == 2
    assert ran.err.count("Error: ") == 1
    assert not list(tmp_path.iterdir())


def test_a_product_of_another_kind_says_once_that_figures_do_not_hold_and_offers_no_wrong_tissue(
    tmp_path: Path,
) -> None:
    made = {}
    for kind in ("PRP", "SVF", "exosomes"):
        page = tmp_path / f"{kind}.md"
        assert offline("letter", "knee osteoarthritis", "--source-of-cells", kind, "-o", str(page)).code == 0
        text = page.read_text(encoding="utf-8")
        assert len(re.findall("figures", text)) == 1
        made[kind] = next(line for line in text.splitlines() if line.startswith("- Made from"))
    assert "marrow" not in made["PRP"]
    assert "fat tissue" in made["SVF"]
    assert "marrow" in made["exosomes"]  # of cells of any tissue
