"""The right disease, in text, JSON and HTML: what was typed, what was searched, and what may set a level."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

from msc_trials import answer, lookup
from msc_trials.cli import evidence, understanding
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.level import Level
from msc_trials.evidence.unanswered import members_of
from msc_trials.evidence.words import levels, sentence
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import by_id
from msc_trials.knowledge.lookup import lookup as understood
from msc_trials.output import lookup_text
from msc_trials.output.as_json import answer_json
from msc_trials.output.notebook import answer_fragment
from msc_trials.output.pages.document import report_page
from msc_trials.output.terminal import answer_text
from tests.test_cli import Ran, run

LEVEL_WORDS = re.compile(
    "|".join(
        said for level in Level for said in (level.value.upper().replace("_", " "), levels()[level].name.upper())
    ).replace("NONE|", "")
)


def offline(*args: str) -> Ran:
    return run(*args, "--source", "snapshot")


def asked(text: str) -> Answer:
    return answer(text, source="snapshot")


def shown(found: Answer) -> tuple[str, str, str]:
    """Text, notebook and page of an answer."""
    return answer_text(found, width=120), answer_fragment(found), report_page(found)


TREATMENTS = [
    "stem cells",
    "mesenchymal stem cells",
    "anti-aging clinic",
    "Alofisel",
    "Ryoncil",
    "Mesoblast",
    "PRP injections",
]
UNKNOWN = ["asdf qwerty", "disease", "pain", "stomach ulcer", "kidney stones", "broken heart", "multipal sclerosis"]
AMBIGUOUS = ["CP", "PD", "AD", "BPD", "ED", "knee trouble"]
GROUPS = ["diabetes", "cancer", "arthritis", "kidney failure", "knee"]


@pytest.mark.parametrize("text", [*TREATMENTS, *UNKNOWN, *AMBIGUOUS])
def test_what_is_no_condition_gets_no_level_and_exit_code_2(text: str, tmp_path: Path) -> None:
    kind = lookup(text)["kind"]
    assert kind in ("treatment", "unknown", "ambiguous")
    ran = offline("answer", text, "--json")
    assert (ran.code, ran.json["query"]["kind"], ran.json["answer"]["level"]) == (2, kind, None)
    assert {k: ran.json["query"][k] for k in lookup(text)} == lookup(text)
    ran = offline("answer", text)
    assert ran.code == 2
    assert not LEVEL_WORDS.search(ran.out)
    page = tmp_path / "page.html"
    assert offline("report", text, "-o", str(page)).code == 2
    for made in (page.read_text(encoding="utf-8"), answer_fragment(asked(text))):
        assert not LEVEL_WORDS.search(made)
        assert sentence("n_of_1") not in made
        assert "Level of evidence" not in made
    for output in (ran.out, made):
        assert "no trial of mesenchymal stem cells was found" not in output or kind == "treatment"
        assert "n=1" not in output


def test_a_product_says_its_status_the_diseases_it_was_tried_in_and_asks_for_the_condition() -> None:
    for output in shown(asked("Alofisel")):
        assert "withdrawn, EMA" in output
        assert "2024-12-13" in output
        assert f"perianal fistula in Crohn disease: {levels()['conflicting'].name}" in output
        assert "Which disease or injury is it for?" in " ".join(output.split())


@pytest.mark.parametrize(
    ("text", "first", "heading"),
    [
        ("can stem cells cause cancer", "is a question about harms of a treatment", "What is known of harms."),
        ("are stem cells safe", "is a question about harms of a treatment", "What is known of harms."),
        ("best stem cell clinic", "is a question about clinics", "That is a question about clinics, not a condition."),
        ("Mesoblast", "is a company", "That is a company, not a condition."),
        ("stem cells", "names a treatment, not a disease.", "That is a treatment, not a condition."),
    ],
)
def test_a_question_about_harms_or_clinics_and_a_company_are_no_treatment(text: str, first: str, heading: str) -> None:
    found = asked(text)
    assert found.headline.startswith(f'"{text}" {first}')
    assert f'<h1 class="big">{heading}</h1>' in report_page(found)


@pytest.mark.parametrize("text", ["stem cells", "Ryoncil", "PRP"])
def test_a_treatment_is_told_once_why_it_has_no_one_answer(text: str) -> None:
    found = asked(text)
    assert " ".join([found.headline, *found.explanation]).count("there is no one answer") == 1


def test_an_unknown_word_is_not_an_answer_that_there_are_none() -> None:
    for output in shown(asked("multipal sclerosis")):
        assert "I did not understand" in output
        assert "I do not know" not in output
        assert "this is not an answer that there are none" in output.replace("\n", " ")
        assert "1) multiple sclerosis" in output
    assert asked("multipal sclerosis").provenance.source == "not_asked"
    assert 'msc-trials search "multipal sclerosis"' in answer_text(asked("multipal sclerosis"), width=200)


@pytest.mark.parametrize("text", ["knee NCT99990001", "is nct99990001 any good", "NCT99990001 results"])
def test_a_number_of_a_trial_among_other_words_is_told_how_to_see_it(text: str) -> None:
    told, _, page = shown(asked(text))
    assert "To see it: msc-trials show NCT99990001" in told
    assert "is the number of a trial." in page
    assert "msc-trials show" not in page


def test_only_the_not_understood_sentence_is_in_the_typed_language() -> None:
    text = answer_text(asked("mi madre tiene xyzzy de la qwert"), width=200)
    assert 'Esta herramienta no tiene ninguna entrada para "mi madre tiene xyzzy de la qwert".' in text
    assert "If not: try the name a doctor uses" in text


@pytest.mark.parametrize("text", GROUPS)
def test_a_group_lists_its_members_each_with_its_own_level(text: str) -> None:
    found = asked(text)
    ran = offline("answer", text, "--json")
    assert (ran.code, found.level, ran.json["answer"]["level"], ran.json["query"]["kind"]) == (0, None, None, "group")
    names = [m.name for m in found.members]
    assert len(names) >= 2
    assert [m["name"] for m in ran.json["answer"]["members"]] == names
    for output in shown(found):
        for member in found.members:
            assert member.name.replace("'", "&#39;") in output.replace("&#x27;", "&#39;") or member.name in output
            if member.answer is not None:
                assert member.answer.level is asked(by_id(member.condition_id).name).level


def test_no_type_1_trial_counts_for_type_2() -> None:
    levels = {m.condition_id: m.level for m in asked("diabetes").members}
    assert levels["t1d"] is Level.NOT_SUPPORTED
    assert levels["t2d"] is Level.CONFLICTING


def test_lumping_rows_are_replaced_by_their_members() -> None:
    ids = [row.id for row in members_of(understood("eye disease"))]
    assert {"retinitis_pigmentosa", "glaucoma", "dry_eye"} <= set(ids)
    assert ids[-2:] == ["retina", "optic"]


NEIGHBOURS = [
    ("coma", "consciousness", "tbi"),
    ("concussion", "concussion", "tbi"),
    ("vegetative state", "consciousness", "tbi"),
    ("CTE", "cte", "tbi"),
    ("my knee cartilage has worn away", "knee_oa", "cartilage_defect"),
    ("plantar fasciitis", "plantar_fasciitis", "tendon"),
    ("Achilles", "achilles", "rotator_cuff"),
    ("tennis elbow", "tennis_elbow", "rotator_cuff"),
    ("frozen shoulder", "frozen_shoulder", "rotator_cuff"),
    ("nonunion", "nonunion", "hip_fracture"),
    ("hemorrhagic stroke", "brain_haemorrhage", "stroke"),
    ("long covid", "long_covid", "covid"),
]


@pytest.mark.parametrize(("text", "row", "neighbour"), NEIGHBOURS)
def test_a_neighbouring_disease_sets_no_level(text: str, row: str, neighbour: str) -> None:
    found = asked(text)
    document = answer_json(found)
    assert document["query"]["condition_ids"] == [row]
    assert document["answer"]["level"] == found.level.value if found.level else False
    for trial in found.deciding:
        assert {row, *found.query.condition_ids}.intersection(trial.condition_ids), trial.trial_id
    only = {a.trial_id for a in found.counted if row not in a.condition_ids}
    assert not only.intersection(a.trial_id for a in asked(by_id(neighbour).name).counted) or row == "knee_oa"
    for output in shown(found):
        assert (levels() if found.level else {})[document["answer"]["level"]]
        assert by_id(row).name.split(" (")[0].lower() in output.lower()


@pytest.mark.parametrize("text", ["coma", "concussion", "vegetative state", "CTE", "my knee cartilage has worn away",
                                  "plantar fasciitis", "frozen shoulder", "hemorrhagic stroke"])  # fmt: skip
def test_the_examples_are_not_supported_by_trials_of_another_disease(text: str) -> None:
    assert asked(text).level is not Level.SUPPORTED


def test_bronchiolitis_obliterans_is_asked_about_and_not_answered_by_gvhd() -> None:
    found = asked("bronchiolitis obliterans")
    assert found.level is None
    assert {m.condition_id for m in found.members} == {"bos_hsct", "bos_lung_transplant"}
    assert not {m.level for m in found.members} & {Level.SUPPORTED, Level.CONFLICTING}


@pytest.mark.parametrize("text", ["tennis elbow", "herniated disc", "long covid"])
def test_a_related_disease_is_named_and_said_not_to_count(text: str) -> None:
    found = asked(text)
    other = lookup(text)["related"][0]["name"]
    for output in shown(found):
        assert f"Related: {other}, not your condition" in output.replace("\n  ", " ").replace("\n", " ")
    assert answer_json(found)["query"]["related"] == lookup(text)["related"]


@pytest.mark.parametrize(
    ("text", "name"), [("worn-out knee", "knee osteoarthritis"), ("Herzschwäche", "heart failure")]
)
def test_the_first_line_names_the_condition_searched(text: str, name: str) -> None:
    first = answer_text(asked(text), width=120).splitlines()[0]
    assert first.startswith(f"Searched: {text} (as {name}")
    assert f"Searched as: {name}" in report_page(asked(text))
    assert f"Searched as: {name}" in answer_fragment(asked(text))
    for command in ("answer", "compare", "checklist", "search"):
        assert f"Searched as: {name}" in offline(command, text, "--csv").err


NO_EMERGENCY = (
    "heart failure", "stroke", "heart attack", "after a heart attack", "stroke ten years ago", "Schlaganfall", "infarto", "AVC",
    "knee pain now", "脳卒中", "中风", "back pain right now", "facial pain",
)  # fmt: skip
URGENT = (
    "heart attack right now", "I think I am having a stroke", "I am now having a heart attack", "cant breathe", "I can't breathe",
    "face drooping", "stroke symptoms now", "overdose", "Brustschmerzen", "Schlaganfall jetzt", "dolor en el pecho",
    "infarto ahora mismo", "douleur à la poitrine", "AVC en ce moment", "胸の痛み", "今、心臓発作です", "胸痛", "现在中风了", "dor no peito",
)  # fmt: skip


def urgent_first(text: str) -> str:
    lines = lookup_text.urgent(text)
    assert lines[-1] == sentence("urgent"), text
    return lines[0]


@pytest.mark.parametrize("text", URGENT)
def test_urgent_words_of_every_language_come_with_the_emergency_number_first_with_a_level_and_without(
    text: str,
) -> None:
    found, first = asked(text), urgent_first(text)
    for output in (answer_text(found, width=120), lookup_text.lookup_text(text, 120)):
        assert output.startswith(first)
    for output in shown(found):
        assert first in html.unescape(output)
        assert sentence("urgent") in output


def test_a_disease_alone_is_no_emergency_and_the_line_is_in_the_language_typed() -> None:
    assert not [text for text in NO_EMERGENCY if lookup_text.urgent(text)]
    assert all(lookup_text.urgent(row["example"]) for row in seeds.table("urgent_words"))
    assert urgent_first("Brustschmerzen").startswith("Wenn das gerade geschieht")
    assert urgent_first("suicidal") == sentence("urgent")


def test_an_emergency_is_told_first_where_a_command_asks_back_or_makes_a_table() -> None:
    for command in ("answer", "compare", "checklist"):
        ran = offline(command, "heart attack right now", "--csv")
        assert ran.err.splitlines().index(sentence("urgent")) < ran.err.splitlines().index(
            'Searched as: heart attack (myocardial infarction); you typed "heart attack right now".'
        )
    assert offline("answer", "heart attack right now", "-f", "markdown").out.startswith(f"**{sentence('urgent')}**")


OFFERS = {
    "fat stem cells for knee": "knee osteoarthritis",
    "stem cell injection knee cost": "knee osteoarthritis",
    "exosomes for hair": "male or female pattern baldness",
    "SVF knee": "knee osteoarthritis",
    "PRP for hip": "hip osteoarthritis",
}


@pytest.mark.parametrize("text", OFFERS)
def test_an_offer_in_a_brochures_words_for_a_body_part_lists_its_diseases_and_names_the_checklist(text: str) -> None:
    found = asked(text)
    assert found.understood.kind == "group"
    assert OFFERS[text] in [m.name for m in found.members]
    checklist = sentence("offer_beside", condition=OFFERS[text])  # with the product, where one was typed
    assert any(line.startswith(checklist) for line in found.explanation)


def test_a_product_that_is_no_cells_grown_in_culture_is_told_beside_a_level() -> None:
    said = sentence("typed_product", name="exosomes")
    for output in shown(asked("exosomes for autism")):
        assert said in " ".join(output.split())
    assert said not in " ".join(answer_text(asked("autism")).split())
    assert asked("exosomes").understood.kind == "treatment"
    assert asked("injection site pain").understood.kind == "unknown"


def test_a_page_without_a_level_has_its_date_its_source_and_a_way_to_each_disease() -> None:
    several = report_page(answer("diabetes", source="snapshot", as_of="2026-11-28"))
    assert "Old data: 10 October 2022" in several
    assert (
        "Source: ClinicalTrials.gov, shipped snapshot; data of 10 October 2022; judged on 28 November 2026." in several
    )
    for name in ("type 1 diabetes", "diabetic foot ulcer"):
        assert f'<code>msc-trials answer "{name}"</code>' in several
    assert "https://clinicaltrials.gov/search?cond=type%201%20diabetes&amp;intr=mesenchymal" in several
    unclear = report_page(asked("knee trouble"))
    assert sentence("nothing_searched") in unclear
    assert '<code>msc-trials answer "meniscus tear"</code>' in unclear


# --- the command line ---------------------------------------------------------------------------------------------------


def test_a_condition_needs_no_quotes() -> None:
    assert offline("answer", "knee", "osteoarthritis", "--json").json["query"]["condition_ids"] == ["knee_oa"]


def test_a_question_is_asked_at_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def prompt(*_: Any, **__: Any) -> int:
        return 1

    monkeypatch.setattr(click, "prompt", prompt)
    monkeypatch.setattr("msc_trials.cli.output.Output.is_for_a_person", property(lambda self: self.form == "table"))
    ran = offline("answer", "PD")
    assert ran.code == 0
    assert "Searched as" in ran.out or "Parkinson disease" in ran.out
    assert offline("answer", "PD", "--json").json["query"]["kind"] == "ambiguous"


def test_the_list_of_all_trials_needs_whole_answers_also_after_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, real = [], evidence.asked

    def noted(*args: Any, brief: bool = False, **more: Any) -> Answer:
        seen.append(brief)
        return real(*args, brief=brief, **more)

    for module in (evidence, understanding):
        monkeypatch.setattr(module, "asked", noted)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: 1)
    monkeypatch.setattr("msc_trials.cli.output.Output.is_for_a_person", property(lambda self: self.form == "table"))
    assert [offline("answer", "PD").code, offline("answer", "PD", "--all").code] == [0, 0]
    assert seen == [True, True, False, False]


def test_nobody_is_asked_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(click, "prompt", lambda *_, **__: pytest.fail("nobody is there to answer"))
    assert offline("answer", "PD").code == 2


def test_compare_gives_a_row_to_each_member_of_a_group() -> None:
    rows = json.loads(offline("compare", "diabetes", "stroke", "--json").out)
    assert [r["condition"] for r in rows][:2] == ["type 1 diabetes", "type 2 diabetes"]
    assert rows[-1]["condition"] == "stroke"
    assert offline("compare", "stem cells", "stroke").code == 2


def test_search_lists_an_unknown_word_as_typed_and_uncounted() -> None:
    ran = offline("search", "zzqx unheard of", "--json")
    assert (ran.code, ran.json) == (0, [])
    assert "uncounted" in ran.err


def test_nothing_is_claimed_about_approvals_where_no_condition_was_searched() -> None:
    assert offline("answer", "MS", "--json").json["approvals_note"] is None


def test_the_levels_under_a_product_are_not_taken_for_levels_of_the_product() -> None:
    """Another product's trial makes luminal Crohn disease "supported"; under Ryoncil that must be said, with its strength."""
    found = answer("Ryoncil", source="snapshot")
    text = " ".join(answer_text(found, width=80).split())
    page = report_page(found)
    assert "each level counts the trials of all such cells, not of this product alone" in text
    assert "each level counts the trials of all such cells, not of this product alone" in page
    assert "Supported by one small trial" in text
    assert "Supported by one small trial" in page
    assert all(m["heading"] for m in answer_json(found)["answer"]["members"] if m["level"])


def test_markdown_without_a_level_says_why_and_has_no_empty_table() -> None:
    unknown = offline("answer", "chest pain ALS and COPD", "-f", "markdown").out
    assert unknown.startswith(f"**{sentence('urgent')}**")
    assert "can mean: 1) COPD" in unknown
    assert "nct_id" not in unknown
    several = offline("answer", "arthritis", "-f", "markdown").out
    assert "Each with its own level:" in several
    assert "\n- hip osteoarthritis: " in several


@pytest.mark.parametrize("text", ["MACI", "Carticel"])
def test_a_level_under_a_product_without_such_cells_is_not_told_as_its_own(text: str) -> None:
    """MACI is made of cartilage cells: a patient must not read the level of other cells as that of MACI."""
    shown = answer_text(asked(text), width=80)
    assert "none of the cells counted" in " ".join(shown.split())
    assert "tried in" not in shown
    assert "tried in" not in report_page(asked(text))


def test_an_approval_is_told_once_about_a_product() -> None:
    """A journalist who types a product reads each decision of an agency once."""
    assert sum("2024-12-18" in line or "18 December 2024" in line for line in asked("Ryoncil").explanation) == 1


def test_a_code_for_one_use_of_a_product_lists_the_diseases_of_that_use() -> None:
    """MPC-06-ID is the product for spinal discs: heart failure and diabetes are no part of the answer."""
    assert [m.condition_id for m in asked("MPC-06-ID").members] == ["disc"]


def test_a_question_about_an_animal_is_told_that_the_trials_are_in_people() -> None:
    """An owner asks about a dog: that no word was understood would be the wrong reason."""
    assert "animal" in asked("my dog has arthritis").headline


def test_the_name_of_a_disease_of_a_list_is_told_once() -> None:
    """A person who types a knee reads each disease's name once and then its level and figures."""
    assert all(not m.headline.lower().startswith(m.name.lower()) for m in asked("knee").members)


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("my chest hurts and my arm is numb right now", True),
        ("father had a stroke this morning", True),
        ("sudden loss of vision today", True),
        ("боль в груди", True),
        ("đau ngực", True),
        ("a stroke two years ago", False),
        ("suddenly deaf last year", False),
    ],
)
def test_an_emergency_in_everyday_words_comes_with_the_emergency_number(text: str, urgent: bool) -> None:
    """Somebody types an emergency instead of calling for help: the first line says to call."""
    assert bool(lookup_text.urgent(text)) is urgent
