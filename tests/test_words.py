"""One map of codes to words and one form of a number, the same on every output."""

from __future__ import annotations

import pytest

from msc_trials.evidence.words import many, people, several, word
from msc_trials.extraction.facts import MSC_CLASSES, Dose
from msc_trials.knowledge.rules import topic
from msc_trials.output.as_json import assessment_json
from msc_trials.output.cell_numbers import cells, dose, doses
from msc_trials.output.checklist import checklist
from msc_trials.output.frames import to_frame
from msc_trials.output.notebook import trial_facts as shown_in_html
from msc_trials.output.trial_facts import trial_facts
from msc_trials.output.trial_text import shown_text
from msc_trials.service.show import Shown, show
from tests.made_up import answer_of, assessment

_KNOWN = ("known_product", "known_source", "known_donor", "known_manipulation")


def test_every_class_of_a_product_has_its_words() -> None:
    assert tuple(topic("msc_class")) == MSC_CLASSES


def test_a_code_nobody_knows_is_shown_with_blanks() -> None:
    assert word("route", "never_heard_of") == "never heard of"
    assert several("route", ("intravenous", "intra_articular")) == "into a vein, into the joint"


@pytest.mark.parametrize(
    ("number", "text"),
    [(1.234e6, "1.23 million"), (5e6, "5 million"), (999_990, "1 million"), (1.5e9, "1.5 billion"), (5e4, "50,000")],
)
def test_cell_numbers_have_three_figures_everywhere(number: float, text: str) -> None:
    assert cells(number) == text


def test_doses_are_shown_once_each_and_shortened_in_words() -> None:
    assert dose(1e6, 2e6, True) == "1 million to 2 million cells per kg of body weight"
    assert doses([Dose(n * 1e6, n * 1e6) for n in range(1, 8)]).endswith("and 3 more doses")


def test_an_upper_limit_behind_a_dose_of_its_arm_is_no_other_dose() -> None:
    """NCT02467387, NCT02923375: "1.5 million cells per kg or up to 150 million cells"."""
    both = [Dose(1e6, 1e6, True, arm="A"), Dose(None, 1e8, arm="A"), Dose(2e6, 2e6, True, arm="B")]
    assert doses(both) == (
        "1 million cells per kg of body weight, at most 100 million cells or 2 million cells per kg of body weight"
    )
    assert doses([Dose(1e6, 1e6, arm="A"), Dose(None, 2e6, arm="A")]) == "1 million cells, at most 2 million cells"
    assert doses([Dose(1e6, 1e6, arm="A"), Dose(None, 2e6, arm="B")]) == "1 million cells or up to 2 million cells"
    assert doses([Dose(1e6, 1e6), Dose(None, 2e6)]) == "1 million cells or up to 2 million cells"  # arms are not known


def test_an_unusual_number_of_cells_is_told_as_one() -> None:
    assert doses([Dose(2e8, 2e8, True)]).endswith("per kg of body weight (as written; an unusual number)")


def test_counts_agree_with_their_nouns() -> None:
    assert (many(1, "trial"), many(2, "trial"), people(1), people(48)) == (
        "1 trial",
        "2 trials",
        "1 person",
        "48 people",
    )


def test_terminal_checklist_and_html_use_the_same_words_for_a_route() -> None:
    trial = assessment(1, routes=("intra_articular",))
    text = shown_text(Shown(trial, None, None, trial.trial_id))
    names = {t.shown for s in checklist(answer_of(trial)).sections if s.topic == "route" for t in s.tallies}
    assert "into the joint" in text
    assert "into the joint" in names
    assert ("Given", "into the joint") in shown_in_html(trial) == trial_facts(trial)


def test_a_trial_of_cultured_cells_and_a_same_day_mixture_is_not_said_to_be_cultured_as_a_whole() -> None:
    mixed = assessment(1, msc_class=("core", "mixed_uncultured"), manipulation="expanded")
    assert dict(trial_facts(mixed))["Preparation"] == "some grown in culture, some not (same-day mixture)"


def test_what_is_known_of_a_named_product_stands_apart_from_what_the_record_says() -> None:
    silent = assessment(1, products=("Prochymal",))
    told = assessment(2, products=("Prochymal",), sources=("adipose",), donor="autologous", manipulation="expanded")
    said_of = dict(trial_facts(silent))
    assert said_of["Cells from"] == said_of["Own or donor"] == "not stated in the registry"
    said = "Prochymal: bone marrow, cells of a donor, grown in culture (known of the product; not said in the record)"
    assert said_of["Known of the product"] == said
    assert "Known of the product: Prochymal" in shown_text(Shown(silent, None, None, silent.trial_id))
    assert "Known of the product" not in dict(trial_facts(told))
    assert assessment_json(silent)["sources"] == ["unstated"]
    for trial, known in ((silent, ("Prochymal", "bone_marrow", "allogeneic", "expanded")), (told, (None,) * 4)):
        row = assessment_json(trial)
        assert tuple(row[name] for name in _KNOWN) == known
        frame = to_frame([trial])
        assert tuple(frame[name].astype(object).where(frame[name].notna(), None)[0] for name in _KNOWN) == known
    sections = {s.topic: s for s in checklist(answer_of(silent, told)).sections}
    assert {t.value: t.trials for t in sections["source"].tallies} == {"adipose": 1, "not_stated": 1}
    assert "names a product for which others say it: bone marrow 1" in sections["source"].says[0]
    assert "names a product for which others say it: cells of a donor 1" in sections["donor"].says[0]
    assert "names a product for which others say it: grown in culture 1" in sections["preparation"].says[0]


def test_of_a_trial_whose_record_is_not_at_hand_nothing_is_said_about_what_the_registry_states() -> None:
    found = show("CTRI/2018/09/015785", source="snapshot")
    text = " ".join(shown_text(found).split())
    assert "not stated in the registry" not in text
    assert "listed as" not in text
    assert "its record is not in these data" in text
    assert "figures were not seen" in text


def test_people_who_took_part_and_the_number_of_the_registry_are_kept_apart() -> None:
    assert dict(trial_facts(assessment(1, started=41, enrollment=60)))["People"] == "41 took part (registry: 60)"
    assert dict(trial_facts(assessment(1, started=41, enrollment=41)))["People"] == "41 took part"
    planned = assessment(1, enrollment=60, enrollment_type="ESTIMATED")
    assert dict(trial_facts(planned))["People"] == "60 planned"
    palsy = show("NCT03795974", source="snapshot").assessment
    assert dict(trial_facts(palsy))["Compared with"] == "sham procedure"


def test_the_kind_of_main_goal_of_the_ledger_outranks_the_one_read_from_the_record() -> None:
    dream = show("NCT02032004", source="snapshot").assessment
    assert dict(trial_facts(dream))["Main goals about"] == "benefit"
    surrogate = show("NCT01291329", source="snapshot").assessment
    assert surrogate.primary_kind == "biomarker_surrogate"
