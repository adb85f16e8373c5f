"""The clinic checklist: counts with denominators beside the offer, silence called silence, and no advice."""

from __future__ import annotations

import json
import re

import pytest

from msc_trials import answer
from msc_trials.errors import QueryError
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.clinic_offer import offer_values, read_cells
from msc_trials.evidence.words import sentence
from msc_trials.extraction.facts import Dose
from msc_trials.knowledge import seeds
from msc_trials.knowledge.product_kinds import product_kinds
from msc_trials.knowledge.rules import topic as codes
from msc_trials.matching.text import display_width
from msc_trials.output import cell_numbers
from msc_trials.output.checklist import Checklist, Section, checklist
from msc_trials.output.checklist_json import COLUMNS, checklist_json, checklist_rows
from msc_trials.output.checklist_text import checklist_text
from tests.made_up import answer_of, assessment, dose
from tests.test_cli import offline

BANNED = re.compile(
    r"\b(cures?|proven|works|worked|safe|miracle|guaranteed?|best|not done before|you should|you must|do not go|avoid|refuse|"
    r"we recommend|recommended|doesn't work|does not work)\b",
    re.IGNORECASE,
)
LOCAL: dict[str, object] = {"routes": ("intra_articular",)}


def section(made: Checklist, topic: str) -> Section:
    return next(s for s in made.sections if s.topic == topic)


def counts(made: Checklist, topic: str) -> dict[str, int]:
    return {t.value: t.trials for t in section(made, topic).tallies}


def mixed_bag() -> list[Assessment]:
    return [
        assessment(1, "met", controlled=True, sources=("adipose",), donor="autologous", doses=(dose(1e7),), **LOCAL),
        assessment(2, "not_met", sources=("adipose", "bone_marrow"), donor="both", doses=(dose(5e7, 1e8),), **LOCAL),
        assessment(3, "met_uncontrolled", sources=("umbilical_cord",), doses=(dose(1e6, per_kg=True),)),
        assessment(
            4, phase="Phase 1", sources=("adipose",), doses=(dose(4e6), dose(6e6)), guidance=("ultrasound",), **LOCAL
        ),
        assessment(5, "ongoing", followup_months=12.0),
        assessment(6, msc_class=("mixed_uncultured",), doses=(dose(9e9),)),
        assessment(7, same_evidence_as="NCT90000001", doses=(dose(9e9),)),
    ]


@pytest.fixture
def bag() -> Answer:
    return answer_of(*mixed_bag())


def test_only_msc_trials_of_the_ladder_are_compared_each_evidence_once(bag: Answer) -> None:
    made = checklist(bag)
    assert (made.trials, made.late) == (5, 4)
    assert all(s.trials in (5, 3, 0) for s in made.sections)
    assert max(spread.high for spread in made.spreads) == 1e8


def test_an_offered_number_is_placed_among_the_trials_of_the_same_unit(bag: Answer) -> None:
    made = checklist(bag, cells=5e6)
    assert counts(made, "cells") == {"same": 1, "more": 2, "other_unit": 1, "not_stated": 1}
    assert section(made, "cells").offered == "5 million cells"
    assert any(
        "Of 3 trials that state a total number, 2 gave more, 1 as many" in s for s in section(made, "cells").says
    )


def test_per_kg_is_never_compared_with_a_total(bag: Answer) -> None:
    made = checklist(bag, cells=1.05e6, per_kg=True)
    assert counts(made, "cells") == {"same": 1, "other_unit": 3, "not_stated": 1}


def test_doses_without_an_offer_are_shown_in_bands_and_quartiles(bag: Answer) -> None:
    made = checklist(bag)
    shown_bands = {t.shown: t.trials for t in section(made, "cells").tallies}
    assert shown_bands == {
        "1 million to under 10 million": 1,
        "10 million to under 100 million": 2,
        "100 million to under 1 billion": 1,
        "1 million to under 10 million/kg": 1,
        "not stated in the registry": 1,
    }
    total, per_kg = made.spreads
    assert (total.per_kg, total.trials, total.doses, total.low, total.median, total.high) == (
        False,
        3,
        5,
        4e6,
        1e7,
        1e8,
    )
    assert (per_kg.per_kg, per_kg.trials, per_kg.low, per_kg.high) == (True, 1, 1e6, 1e6)


def test_an_upper_limit_is_no_dose_and_each_trial_has_one_voice() -> None:
    limit = Dose(None, 1e8, True)
    trials = [
        assessment(1, doses=(dose(2e6, per_kg=True), limit)),
        assessment(2, doses=(dose(1e6, per_kg=True), dose(2e6, per_kg=True), dose(6e6, per_kg=True))),
        assessment(3, doses=(limit,)),
    ]
    made = checklist(answer_of(*trials), cells=2e6, per_kg=True)
    (spread,) = made.spreads
    assert (spread.trials, spread.low, spread.median, spread.high) == (2, 1e6, 2e6, 6e6)
    says = " ".join(section(made, "cells").says)
    assert "3 of 3 trials state cells per kg of body weight (1 of them only an upper limit, not counted" in says
    assert "Of 3 trials that state cells per kg" in says
    assert spread.limits == 1
    assert "from 1 million to 6 million, middle value 2 million (one value for each trial)." in says
    assert counts(made, "cells") == {"same": 3}


def test_counts_of_met_and_missed_are_those_of_the_counted_trials(bag: Answer) -> None:
    made = checklist(bag, source="fat")
    adipose = next(t for t in section(made, "source").tallies if t.offered)
    assert (adipose.trials, adipose.late, adipose.met, adipose.not_met, adipose.not_judged) == (3, 2, 1, 1, 0)
    cord = next(t for t in section(made, "source").tallies if t.value == "umbilical_cord")
    assert (cord.met, cord.met_uncontrolled) == (0, 1)
    for s in made.sections:
        for t in s.tallies:
            assert t.not_judged >= 0


def test_a_trial_with_own_and_donor_cells_counts_under_each(bag: Answer) -> None:
    assert counts(checklist(bag, donor="own"), "donor") == {"autologous": 2, "allogeneic": 1, "not_stated": 3}


def test_guidance_counts_local_injections_only_and_silence_is_not_none(bag: Answer) -> None:
    made = checklist(bag, guidance="none")
    found = section(made, "guidance")
    assert (found.trials, found.stated, found.offered) == (3, 1, "no imaging")
    assert counts(made, "guidance") == {"ultrasound": 1, "not_stated": 2}
    assert sentence("unguided") in found.says
    assert not any(t.offered for t in found.tallies)


def test_without_a_known_result_nothing_is_said_of_goals() -> None:
    trials = [assessment(n, doses=(dose(1e6),), sources=("adipose",)) for n in (1, 2)]
    says = section(checklist(answer_of(*trials), source="fat"), "source").says
    assert says == (
        "You were offered: fat tissue. Given in 2 of 2 trials (2 of Phase 2 to 4, none with a known result).",
    )
    (one, *_) = (s for s in section(checklist(answer_of(trials[0]), cells=1e6), "cells").says if "offered" in s)
    assert "The only trial that states a total number gave as many, or a range around it." in one


def test_a_sentence_that_was_typed_is_not_shown_as_the_name_of_a_condition() -> None:
    palsy = answer("my child has cerebral palsy", source="snapshot", as_of="2026-11-28")
    text = checklist_text(checklist(palsy))
    assert "Clinic checklist: cerebral palsy" in text
    assert "my child" not in text


def test_an_offer_no_trial_states_is_shown_with_zero(bag: Answer) -> None:
    made = checklist(bag, route="nebulizer", source="teeth")
    for topic in ("route", "source"):
        offered = next(t for t in section(made, topic).tallies if t.offered)
        assert offered.trials == 0
        assert any("None of 5 trials states that" in s for s in section(made, topic).says)


def test_a_silent_clinic_is_told_to_speak(bag: Answer) -> None:
    made = checklist(bag, source="not told", guidance="unknown")
    assert sentence("silent_clinic") in section(made, "source").says
    assert sentence("silent_clinic") in section(made, "guidance").says
    assert not any(t.offered for s in made.sections for t in s.tallies)


def test_not_stated_is_counted_and_said_and_apart_from_missing_records() -> None:
    made = checklist(answer_of(assessment(1), assessment(2, origin="ledger")))
    assert counts(made, "source") == {"not_stated": 1, "no_record": 1}
    says = section(made, "source").says
    assert "The source is not stated in the registry for 1 of 2 trials." in says
    assert any("publications or announcements only" in s for s in says)
    assert section(made, "source").stated == 0


def test_follow_up_has_median_and_bands(bag: Answer) -> None:
    made = checklist(bag)
    assert counts(made, "follow_up") == {"from_12_months": 1, "not_stated": 4}
    assert any("1 of 5 trials states" in s for s in section(made, "follow_up").says)


@pytest.mark.parametrize("cells", [0.0, -5.0, float("nan"), float("inf")])
def test_impossible_numbers_are_refused(bag: Answer, cells: float) -> None:
    with pytest.raises(QueryError, match="is not a number of cells"):
        checklist(bag, cells=cells)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0.5", "is less than one cell"),
        ("1e30", "more cells than anybody can be given"),
        ("5.000", "can be read in two ways"),
        ("50.000 cells", "can be read in two ways"),
        ("1.500 million", "can be read in two ways"),
    ],
)
def test_a_number_that_cannot_be_or_can_be_two_is_one_line_and_exit_code_2(bag: Answer, typed: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        checklist(bag, cells=typed)
    ran = offline("checklist", "knee osteoarthritis", "--cells", typed)
    assert (ran.code, ran.out, ran.err.count("Error: ")) == (2, "", 1)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("50.000.000", 5e7), ("1.250 million", 1.25e6), ("1.5 million", 1.5e6), ("50,000", 5e4), ("1 000", 1e3)],
)
def test_points_between_thousands_and_decimals_with_a_unit_are_read(typed: str, number: float) -> None:
    assert read_cells(typed) == number


def test_a_number_in_millions_typed_bare_is_noticed(bag: Answer) -> None:
    assert sentence("small_number") in section(checklist(bag, cells=5), "cells").says
    with pytest.raises(QueryError, match="without a number of cells"):
        checklist(bag, per_kg=True)


@pytest.mark.parametrize(
    ("topic", "typed", "value"),
    [
        ("source", "Wharton's Jelly", "umbilical_cord"),
        ("source", "Wharton’s jelly", "umbilical_cord"),
        ("source", "bone_marrow", "bone_marrow"),
        ("donor", "My own", "autologous"),
        ("route", "Intra-Articular", "intra_articular"),
        ("route", "IV", "intravenous"),
        ("guidance", "X-ray", "fluoroscopy"),
        ("guidance", "NONE", "none"),
    ],
)
def test_words_of_a_brochure_are_understood(bag: Answer, topic: str, typed: str, value: str) -> None:
    assert getattr(checklist(bag, **{topic: typed}).offer, topic) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("topic", ["source", "donor", "route", "guidance"])
def test_unknown_words_are_refused_with_the_known_ones(bag: Answer, topic: str) -> None:
    with pytest.raises(QueryError, match="moonlight") as caught:
        checklist(bag, **{topic: "moonlight"})  # type: ignore[arg-type]
    named = [v.replace("_", " ") for v in offer_values(topic) if v not in ("other", "unstated", "not_stated")]
    assert all(value in (caught.value.hint or "") for value in named)
    assert "_" not in (caught.value.hint or "")
    assert ("exosomes" in (caught.value.hint or "")) is (topic == "source")


def test_a_near_word_is_suggested_not_substituted(bag: Answer) -> None:
    with pytest.raises(QueryError, match="Did you mean adipose"):
        checklist(bag, source="adipoze")


def test_every_offer_can_name_every_value_of_the_vocabularies() -> None:

    known = {
        "source": codes("source"),
        "donor": tuple(d for d in codes("donor") if d != "both"),
        "route": codes("route"),
        "guidance": codes("guidance"),
    }
    for topic, values in known.items():
        assert set(values) <= set(offer_values(topic))


def test_questions_cover_what_a_patient_should_ask(bag: Answer) -> None:
    asked = {q.id for q in checklist(bag).questions}
    assert {
        "cell_count",
        "certificate",
        "imaging",
        "follow_up",
        "registration",
        "complications",
        "cost",
        "second_opinion",
    } <= asked
    assert asked == {row["id"] for row in seeds.table("questions")}
    assert set(codes("checklist")) >= {row["topic"] for row in seeds.table("questions")}


@pytest.mark.parametrize("width", [40, 60, 72, 80, 120])
def test_text_fits_its_width_and_carries_everything(bag: Answer, width: int) -> None:
    made = checklist(bag, cells=5e6, source="fat", donor="own", route="joint", guidance="none")
    text = checklist_text(made, width)
    assert max(map(display_width, text.splitlines())) <= width
    flat = " ".join(text.split())
    for question in made.questions:
        assert question.question in flat
    for s in made.sections:
        assert all(" ".join(sentence.split()) in flat for sentence in s.says)
    assert "not stated in the registry" in flat
    assert "\x1b" not in text


def test_a_section_without_a_sentence_still_shows_its_counts() -> None:
    made = checklist(answer_of(assessment(1, sources=("adipose",))))
    assert section(made, "source").says == ()
    assert "SOURCE OF THE CELLS" in checklist_text(made)


def test_no_trial_at_all_still_gives_the_questions() -> None:
    made = checklist(answer_of(), cells=1e6, source="fat", guidance="ultrasound")
    assert (made.trials, made.spreads) == (0, ())
    text = checklist_text(made)
    assert sentence("scope_of_trials") in " ".join(text.split())
    assert text.count("[ ]") == len(made.questions)
    assert checklist_rows(made) == []


def test_json_and_rows_say_the_same(bag: Answer) -> None:
    made = checklist(bag, cells=5e6, source="fat")
    body = json.loads(json.dumps(checklist_json(made)))
    assert body["offer"] == {
        "cells": 5e6,
        "kind": None,
        "may_be": None,
        "per_kg": False,
        "source": "adipose",
        "donor": None,
        "route": None,
        "guidance": None,
    }
    flat = [(s["topic"], t["value"], t["trials"]) for s in body["sections"] for t in s["tallies"]]
    rows = checklist_rows(made)
    assert [(r["topic"], r["value"], r["trials"]) for r in rows] == flat
    assert all(tuple(r) == COLUMNS for r in rows)


def test_no_sentence_promises_dismisses_or_advises(bag: Answer) -> None:
    texts = [row[k] for row in seeds.table("questions") for k in ("question", "why")]
    texts += [row["text"] for row in seeds.table("sentences")] + [row["words"] for row in seeds.table("code_words")]
    for offer in (
        {},
        {"cells": 5e6},
        {"cells": 5.0, "guidance": "none"},
        {"source": "teeth", "route": "iv", "donor": "own"},
    ):
        made = checklist(bag, **offer)  # type: ignore[arg-type]
        texts.append(checklist_text(made))
    for text in texts:
        own = text.split("safety first")  # the wording of answers names a kind of trial so
        assert not any(BANNED.search(part) for part in own), BANNED.search(text)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (5e6, "5 million"),
        (1.5e5, "150,000"),
        (1.25e9, "1.25 billion"),
        (999_999, "1 million"),
        (3, "3"),
        (0.5, "0.5"),
        (2.86e6, "2.86 million"),
        (1e12, "1,000 billion"),
    ],
)
def test_cell_numbers_in_words(cells: float, text: str) -> None:
    assert cell_numbers.cells(cells) == text


@pytest.mark.parametrize("typed", ["5 million", "5M", "5,000,000", "5e6", "5 mio", "5 x 10^6", "5000000 cells", 5e6])
def test_a_number_of_cells_is_read_as_people_write_it(bag: Answer, typed: str | float) -> None:
    assert checklist(bag, cells=typed).offer.cells == 5e6


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 × 10⁷", 1e7),
        ("10^7", 1e7),
        ("5·10^6 cells", 5e6),
        ("1,5 Millionen Zellen", 1.5e6),
        ("about ten million living cells", 1e7),
        ("half a million", 5e5),
        ("10 millones de células", 1e7),
        ("30 million per injection", 3e7),
    ],
)
def test_a_number_of_cells_is_read_as_a_paper_of_a_clinic_prints_it(typed: str, number: float) -> None:
    assert read_cells(typed) == number


def test_a_number_typed_per_kg_is_one_per_kg(bag: Answer) -> None:
    offer = checklist(bag, cells="1 million cells per kg of body weight").offer
    assert (offer.cells, offer.per_kg) == (1e6, True)


@pytest.mark.parametrize(
    ("topic", "typed", "value"),
    [
        ("source", "my own fat", "adipose"),
        ("donor", "someone else", "allogeneic"),
        ("route", "in the knee", "intra_articular"),
        ("route", "under the skin", "intralesional_local_injection"),
        ("guidance", "don't know", "not_stated"),
    ],
)
def test_an_offer_is_understood_in_the_words_of_a_patient(bag: Answer, topic: str, typed: str, value: str) -> None:
    assert getattr(checklist(bag, **{topic: typed}).offer, topic) == value  # type: ignore[arg-type]


def test_a_shot_into_the_spine_is_not_said_to_be_one_into_its_fluid(bag: Answer) -> None:
    with pytest.raises(QueryError, match="is not a route"):
        checklist(bag, route="spine")


@pytest.mark.parametrize(
    "typed",
    [
        "a lot",
        "5 gallons",
        "-5",
        "",
        "5 to 10 million",
        "3 x 30 million",
        "10 million/ml",
        "5x10e6",
        "10 million exosomes",
    ],
)
def test_what_is_no_number_of_cells_is_refused_with_an_example(bag: Answer, typed: str) -> None:
    with pytest.raises(QueryError, match="is not a number of cells"):
        checklist(bag, cells=typed)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("exosomes", "exosomes"), ("secretome", "secretome"), ("SVF", "svf"), ("PRP", "prp"),
        ("bone marrow concentrate", "bone_marrow_concentrate"), ("amniotic fluid", "amniotic_fluid"),
    ],
)  # fmt: skip
def test_other_products_say_what_they_are_and_show_no_figures_of_cultured_cells(
    bag: Answer, typed: str, kind: str
) -> None:
    made = checklist(bag, source=typed)
    assert made.offer.kind is not None
    assert made.offer.kind.kind == kind
    assert made.offer.kind.what_it_is in made.scope
    assert made.offer.kind.regulator in made.scope
    assert made.trials == 0
    assert not any(tally.trials for s in made.sections for tally in s.tallies)
    assert any("does not hold for" in note for note in made.notes)


def test_trials_of_the_very_kind_are_counted_for_it() -> None:
    exosomes = assessment(1, "not_met", msc_class=("cell_free",))
    made = checklist(answer_of(exosomes, assessment(2, "met")), source="exosomes")
    assert made.trials == 1
    assert "1 trial of exosomes for made-up disease: 0 met the main goal, 1 missed it" in made.scope


def test_trials_that_nobody_looks_for_are_not_said_to_be_missing(bag: Answer) -> None:
    assert section(checklist(bag, source="PRP"), "look_up").says[0] == (
        "This tool does not look for trials of platelet-rich plasma (PRP)."
    )


def test_a_trial_that_gave_this_kind_and_cultured_cells_is_named() -> None:
    knee = answer("knee osteoarthritis", source="snapshot", as_of="2026-11-28")
    for typed in ("SVF", "bone marrow concentrate"):
        scope = checklist(knee, source=typed).scope
        assert (
            "MILES (NCT03818737, 480 people), missed its main goal. Only one of three cell products was MSC; none"
            in scope
        )
    assert "MILES" not in checklist(knee, source="exosomes").scope


def test_of_a_trial_with_unsorted_mixtures_in_other_arms_the_cultured_cells_are_counted() -> None:
    """NCT03818737: marrow and fat were given unsorted; its cultured cells came from cord tissue of donors."""
    knee = answer("knee osteoarthritis", source="snapshot", as_of="2026-11-28")
    (miles,) = (t.assessment for t in knee.trials if t.trial_id == "NCT03818737")
    assert set(miles.product.sources) == {"bone_marrow", "adipose", "umbilical_cord"}
    made = checklist(answer_of(miles), source="fat", donor="own")
    assert counts(made, "source") == {"adipose": 0, "umbilical_cord": 1}
    assert counts(made, "donor") == {"autologous": 0, "allogeneic": 1}
    assert "480 in trials that also gave unsorted mixtures" in knee.balance


def test_parts_about_cultured_cells_say_so_to_somebody_offered_something_else() -> None:
    knee = answer("knee osteoarthritis", source="snapshot", as_of="2026-11-28")
    made = checklist(knee, source="exosomes")
    found = re.match(r"(\d+) trials? of exosomes found for knee osteoarthritis", section(made, "look_up").says[0])
    phases = section(made, "phase").says[1:]
    assert found is not None
    assert int(found[1]) == sum(int(n) for line in phases for n in re.findall(r"[:,] (\d+) ", line))
    for topic in ("evidence", "expectations"):
        assert any("does not hold for exosomes, so no figures are shown" in line for line in section(made, topic).says)
    every = " ".join(line for s in made.sections for line in s.says)
    assert "2 of 5 controlled" not in every
    assert "Stempeucel" not in every
    assert not any("given cells" in line for line in section(made, "expectations").says)
    assert not any("may not be" in text for text in (made.scope, checklist(knee, source="SVF").scope))


def test_the_six_steps_of_the_article_and_harms_are_there(bag: Answer) -> None:
    made = checklist(bag)
    assert [s.topic for s in made.sections][:4] == ["look_up", "phase", "cells", "source"]
    assert {"guidance", "expectations", "complications"} <= {s.topic for s in made.sections}
    assert {"certificate", "harms", "benefit_time"} <= {q.id for q in made.questions}
    assert "blindness" in " ".join(section(made, "complications").says)
    assert "how long the main goal was watched: 12 months. What comes later" in " ".join(
        section(made, "expectations").says
    )
    several = answer_of(*(assessment(i, followup_months=months) for i, months in enumerate((6.0, 12.0, 12.0), 1)))
    watched = section(checklist(several), "expectations").says[-1]
    assert "middle value 12 months; 2 for 12 months or longer, none for 24 months or longer." in watched


def test_the_checklist_is_part_of_the_report(bag: Answer) -> None:
    from msc_trials.output.pages.document import report_page

    page = report_page(bag)
    assert "What to ask a clinic" in page
    assert "How many living cells will I get" in page


# --- a tissue whose name other products bear -----------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["amniotic", "Wharton's jelly", "placenta", "cord blood"])
def test_a_tissue_under_whose_name_birth_tissue_products_are_sold_keeps_its_counts_and_has_their_caution(
    bag: Answer, typed: str
) -> None:
    made = checklist(bag, source=typed)
    kind = next(k for k in product_kinds() if k.kind == "amniotic_fluid")
    assert made.offer.kind is None
    assert made.trials == 5
    for said in (kind.what_it_is, kind.regulator, "Ask which it is."):
        assert said in made.caution
        assert said in " ".join(checklist_text(made).split())
    assert checklist_json(made)["caution"] == made.caution


@pytest.mark.parametrize("typed", ["bone marrow", "umbilical cord", "amniotic fluid", None])
def test_other_words_have_no_caution_of_another_product(bag: Answer, typed: str | None) -> None:
    assert checklist(bag, source=typed).caution == ""
    assert checklist_json(checklist(bag, source=typed))["caution"] is None


@pytest.mark.parametrize("typed", ["diabetes", "autoimmune disease", "knee"])
def test_a_word_for_several_diseases_gets_no_checklist_as_it_gets_no_letter(typed: str) -> None:
    ran, letter = offline("checklist", typed), offline("letter", typed, "-o", "-")
    assert (ran.code, ran.out, letter.code) == (2, "", 2)
    assert ran.err.splitlines()[-1] == letter.err.splitlines()[-1]
    assert "There is no one answer for all of them" in ran.err
