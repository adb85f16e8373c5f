"""What the MSC arms are compared with (domain notes §4g), in arms of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from msc_trials.extraction.design.comparator import read_comparator
from msc_trials.extraction.document import document_of
from msc_trials.extraction.trial import read_facts
from msc_trials.knowledge.rules import topic
from msc_trials.records.schema import Arm, Intervention
from msc_trials.records.study import StudyRecord
from tests.reading import record, stored

CELLS = Arm(label="MSC", type="EXPERIMENTAL", description="MSC by injection")


def kind(made: StudyRecord, *classes: str) -> str:
    return read_comparator(made, document_of(made), classes)[0]


def against(arm_type: str, label: str, description: str = "") -> str:
    made = record(CELLS, Arm(label=label, type=arm_type, description=description), allocation="RANDOMIZED")
    return kind(made, "core", "")


@pytest.mark.parametrize(
    ("arm_type", "label", "description", "expected"),
    [
        ("PLACEBO_COMPARATOR", "Placebo", "saline", "placebo"),
        ("PLACEBO_COMPARATOR", "Control", "standard treatment plus placebo", "placebo"),
        ("PLACEBO_COMPARATOR", "Cyclophosphamide", "", "active"),
        ("PLACEBO_COMPARATOR", "Placebo", "one injection of lidocaine and betamethasone", "active"),
        ("PLACEBO_COMPARATOR", "Traditional treatment", "traditional treatment with a dressing", "standard_care"),
        ("PLACEBO_COMPARATOR", "Control", "standardized treatment of two drugs", "standard_care"),
        ("PLACEBO_COMPARATOR", "Control", "conventional plan; vesicles are a vehicle for proteins", "standard_care"),
        ("OTHER", "Standard treatment", "standard surgical treatment", "standard_care"),
        ("NO_INTERVENTION", "Control", "treated according to current clinical protocols", "standard_care"),
        ("OTHER", "Control", "drugs according to the national procedure", "standard_care"),
        ("ACTIVE_COMPARATOR", "Control", "prednisolone according to the protocol of this study", "active"),
        ("NO_INTERVENTION", "Control", "patients on anti-epileptic drugs", "standard_care"),
        ("SHAM_COMPARATOR", "Sham", "simulated injection, no placebo injection", "sham"),
        ("PLACEBO_COMPARATOR", "Sham incision", "a sham incision and the standard of care", "sham"),
        ("SHAM_COMPARATOR", "Control", "albumin infusion", "placebo"),
        ("SHAM_COMPARATOR", "Conventional therapy", "", "standard_care"),
        ("ACTIVE_COMPARATOR", "Hyaluronic acid", "", "active"),
        ("ACTIVE_COMPARATOR", "Vehicle control", "hydrogel sheet", "placebo"),
        ("ACTIVE_COMPARATOR", "Conventional treatment", "usual medicines", "standard_care"),
        ("ACTIVE_COMPARATOR", "Best available therapy", "ruxolitinib, ATG or mycophenolate", "active"),
        ("NO_INTERVENTION", "No treatment", "", "no_treatment"),
        ("NO_INTERVENTION", "Control", "conventional rehabilitation", "standard_care"),
        ("NO_INTERVENTION", "Control", "followed without any specific intervention", "no_treatment"),
        ("NO_INTERVENTION", "Control", "stays on tacrolimus", "standard_care"),
        ("NO_INTERVENTION", "Control", "normal saline is injected", "placebo"),
        ("NO_INTERVENTION", "Control", "regular respiratory distress treatment", "standard_care"),
        ("ACTIVE_COMPARATOR", "Control", "glucocorticoids and CsA", "active"),
    ],
)
def test_the_words_of_the_control_arm_decide(arm_type: str, label: str, description: str, expected: str) -> None:
    assert against(arm_type, label, description) == expected


@pytest.mark.parametrize(
    ("label", "description", "expected"),
    [
        ("No transplantation of mesenchymal stem cells", "stem cells will not be given", "no_treatment"),
        ("Non-mesenchymal stem cells", "other second line drugs", "active"),
        ("Rehabilitation control group", "rehabilitation and the usual exercises", "standard_care"),
        (
            "Group 2: best medical management",
            "exercises; after six months subjects will receive the MSC",
            "standard_care",
        ),
    ],
)
def test_an_arm_that_denies_or_delays_the_cells_is_a_control(label: str, description: str, expected: str) -> None:
    """As in NCT03378063, NCT01765634, NCT04213131 and NCT04520373."""
    made = record(
        CELLS, Arm(label=label, type="ACTIVE_COMPARATOR", description=description), study_type="INTERVENTIONAL"
    )
    assert read_facts(made).comparator == expected


def test_an_arm_that_gets_only_the_background_of_the_other_is_a_control() -> None:
    """As in NCT01351610: the shared procedure is registered as an experimental arm of its own."""
    made = record(
        Arm(label="A", type="EXPERIMENTAL", intervention_names=("Biological: PTA + MSC",)),
        Arm(label="B", type="EXPERIMENTAL", intervention_names=("Procedure: PTA",)),
        interventions=(
            Intervention(type="BIOLOGICAL", name="PTA + MSC", description="PTA, then MSC"),
            Intervention(type="PROCEDURE", name="PTA", description="PTA only"),
        ),
        study_type="INTERVENTIONAL",
        allocation="RANDOMIZED",
    )
    assert read_facts(made).arm_classes == ("core", "")


def test_arms_that_differ_in_the_patients_compare_no_doses_whatever_words_they_share() -> None:
    """As in NCT04713878: every arm is infused, and the arms are strata."""
    given = "MSC, one infusion of 1 million cells per kg"
    made = record(
        Arm(label="Group 1", type="ACTIVE_COMPARATOR", description=f"intubated without comorbidity: {given}"),
        Arm(label="Group 2", type="ACTIVE_COMPARATOR", description=f"not intubated: {given}"),
    )
    assert kind(made, "core", "core") == "none"


def test_a_control_whose_intervention_is_called_control_is_no_active_treatment() -> None:
    """As in NCT02145897 and NCT03458156."""
    made = record(
        CELLS,
        Arm(label="Control", type="ACTIVE_COMPARATOR", intervention_names=("Other: Control",)),
        interventions=(Intervention(type="OTHER", name="Control"),),
        allocation="RANDOMIZED",
    )
    assert kind(made, "core", "") == "no_treatment"


def test_a_scaffold_without_the_cells_of_the_other_arm_is_a_control() -> None:
    """As in NCT03137979."""
    made = record(
        Arm(label="A", type="EXPERIMENTAL", intervention_names=("Biological: GMSCs and collagen scaffolds",)),
        Arm(label="B", type="EXPERIMENTAL", intervention_names=("Biological: Collagen scaffolds",)),
        interventions=(
            Intervention(
                type="BIOLOGICAL", name="GMSCs and collagen scaffolds", description="GMSCs on collagen scaffolds",
                arm_group_labels=("A",),
            ),
            Intervention(
                type="BIOLOGICAL", name="Collagen scaffolds", description="laid in at the operation",
                arm_group_labels=("B",),
            ),
        ),
        brief_summary="Collagen scaffolds seeded with mesenchymal stem cells (GMSCs) are laid in.",
        study_type="INTERVENTIONAL",
        allocation="RANDOMIZED",
    )  # fmt: skip
    assert read_facts(made).arm_classes == ("core", "")


def test_a_steroid_whose_description_says_who_else_may_get_it_is_a_control() -> None:
    """As in NCT03818737."""
    told = "People of the MSC arm may be allocated to this injection too."
    made = record(
        Arm(label="Knee MSC", type="EXPERIMENTAL", intervention_names=("Biological: MSC",)),
        Arm(
            label="Corticosteroid injection", type="ACTIVE_COMPARATOR", description=told,
            intervention_names=("Drug: Corticosteroid",),
        ),
        interventions=(Intervention(type="BIOLOGICAL", name="MSC"), Intervention(type="DRUG", name="Corticosteroid")),
        brief_title="A steroid compared to mesenchymal stem cells for the knee",
        study_type="INTERVENTIONAL",
        allocation="RANDOMIZED",
    )  # fmt: skip
    facts = read_facts(made)
    assert (facts.arm_classes, facts.comparator) == (("core", ""), "active")


def test_the_strictest_of_several_controls_names_the_trial() -> None:
    made = record(
        CELLS,
        Arm(label="HA", type="ACTIVE_COMPARATOR", description="hyaluronic acid"),
        Arm(label="Saline", type="PLACEBO_COMPARATOR"),
    )
    assert kind(made, "core", "", "") == "placebo"


def test_a_drug_described_beside_a_cell_suspension_is_a_control() -> None:
    other = Arm(label="Betamethasone", type="ACTIVE_COMPARATOR", description="in the volume of the cell suspension")
    made = record(CELLS, other, brief_title="MSC for tendons", allocation="RANDOMIZED")
    facts = read_facts(made)
    assert (facts.arm_classes, facts.comparator) == (("core", ""), "active")


def test_another_tested_treatment_gives_way_to_a_plain_control() -> None:
    made = record(
        CELLS,
        Arm(label="Surgery", type="EXPERIMENTAL"),
        Arm(label="Control", type="ACTIVE_COMPARATOR", description="usual care"),
        allocation="RANDOMIZED",
    )
    assert kind(made, "core", "", "") == "standard_care"


def test_a_single_arm_has_no_comparison() -> None:
    assert kind(record(CELLS), "core") == "none"


def test_nct03099239_arms_that_differ_in_dose() -> None:
    made = record(Arm(label="Single infusion", type="EXPERIMENTAL"), Arm(label="Two infusions", type="EXPERIMENTAL"))
    assert kind(made, "core", "core") == "dose_or_source_only"


def test_nct02484560_arms_that_differ_in_patients_only() -> None:
    given_to = Intervention(name="MSC", arm_group_labels=("Ambulatory", "Non-ambulatory"))
    made = record(
        Arm(label="Ambulatory", type="EXPERIMENTAL"),
        Arm(label="Non-ambulatory", type="EXPERIMENTAL"),
        interventions=(given_to,),
    )
    assert kind(made, "core", "core") == "none"


def test_nct01576328_a_placebo_inside_the_arms() -> None:
    made = record(
        Arm(label="Cohort 1", type="EXPERIMENTAL", description="dose 1 or placebo"),
        Arm(label="Cohort 2", type="EXPERIMENTAL", description="dose 2 or placebo"),
        allocation="RANDOMIZED",
    )
    assert kind(made, "core", "core") == "placebo"


def test_nct01228266_a_masked_crossover_told_in_the_summary() -> None:
    made = record(
        CELLS,
        allocation="RANDOMIZED",
        intervention_model="CROSSOVER",
        brief_summary="Half get placebo first, half get MSC first.",
    )
    assert kind(made, "core") == "placebo"


def test_nct01413035_a_control_group_only_the_description_tells_of() -> None:
    made = record(
        Arm(label="MSC and insulin", type="EXPERIMENTAL"),
        Arm(label="MSC and tablets", type="EXPERIMENTAL"),
        allocation="RANDOMIZED",
        detailed_description="The control group goes on with insulin alone.",
    )
    assert kind(made, "core", "core") == "standard_care"


def test_nct02883803_evidence_names_the_arm() -> None:
    made = record(CELLS, Arm(label="Albumin alone", type="SHAM_COMPARATOR", description="albumin 4%"))
    found, evidence = read_comparator(made, document_of(made), ("core", ""))
    assert found == "placebo"
    assert evidence[0].text == "Albumin alone"
    assert evidence[0].path.endswith("armGroups[1]")


def test_a_placebo_arm_that_repeats_the_words_of_the_cells_stays_a_control() -> None:
    made = record(
        CELLS, Arm(label="Placebo", type="PLACEBO_COMPARATOR", description="placebo matching 200 million MSC")
    )
    assert kind(made, "core", "core") == "placebo"


def test_a_control_named_by_the_cells_it_lacks_gets_no_treatment() -> None:
    made = record(CELLS, Arm(label="No BMAC application", type="ACTIVE_COMPARATOR", description="repair without BMAC"))
    assert kind(made, "core", "") == "no_treatment"


def test_a_sham_operation_of_the_placebo_group_is_a_sham() -> None:
    operation = Intervention(name="Sham operation", type="PROCEDURE", arm_group_labels=("Control",))
    arm = Arm(label="Control", type="SHAM_COMPARATOR", description="The placebo group is operated on for show.")
    assert kind(record(CELLS, arm, interventions=(operation,)), "core", "") == "sham"


def test_patients_of_an_earlier_time_are_no_concurrent_control() -> None:
    earlier = Arm(label="Historical control group", description="Patients of the years before")
    assert kind(record(CELLS, earlier), "core", "") == "historical"
    both = Arm(label="Prospective and historical controls", type="NO_INTERVENTION")
    assert kind(record(CELLS, both), "core", "") == "no_treatment"
    assert kind(record(CELLS, earlier, Arm(label="Saline", type="PLACEBO_COMPARATOR")), "core", "", "") == "placebo"


def test_words_about_any_drug_name_no_treatment_and_nor_denies_a_placebo() -> None:
    assert against("PLACEBO_COMPARATOR", "Placebo", "capsules that look like the active drug") == "placebo"
    assert against("NO_INTERVENTION", "Control", "neither intervention nor placebo") == "no_treatment"


def test_healthy_people_are_no_comparison() -> None:
    assert kind(record(CELLS, Arm(label="Healthy volunteers", type="OTHER")), "core", "") == "none"


def test_a_trial_without_cells_compares_its_experimental_arms() -> None:
    made = record(Arm(label="Drug", type="EXPERIMENTAL"), Arm(label="Placebo", type="PLACEBO_COMPARATOR"))
    assert kind(made, "", "") == "placebo"


@pytest.mark.parametrize(
    ("nct_id", "expected"),
    [("NCT02336230", "none"), ("NCT02097641", "placebo"), ("NCT01541579", "placebo"), ("NCT02032004", "sham")],
)
def test_stored_records(nct_id: str, expected: str) -> None:
    made = stored(nct_id)
    classes = tuple("core" if arm.type == "EXPERIMENTAL" else "" for arm in made.arms)
    assert kind(made, *classes) == expected


@given(
    st.lists(st.tuples(st.sampled_from(["EXPERIMENTAL", "SHAM_COMPARATOR", "OTHER"]), st.text(max_size=60)), max_size=4)
)
@settings(deadline=None)
def test_any_arms_are_read_without_error(arms: list[tuple[str, str]]) -> None:
    made = record(*(Arm(label=words, type=name, description=words) for name, words in arms), allocation="RANDOMIZED")
    assert kind(made, *(["core"] + [""] * 3)[: len(arms)]) in topic("comparator")


def test_every_stored_record_is_read(corpus_records: list[StudyRecord]) -> None:
    for made in corpus_records:
        for product in ("core", ""):
            assert kind(made, *(product,) * len(made.arms)) in topic("comparator")


@pytest.mark.parametrize(
    ("arm_type", "description", "expected"),
    [
        ("ACTIVE_COMPARATOR", "standard treatment by debridement and microfracture", "standard_care"),
        ("ACTIVE_COMPARATOR", "conventional microfracture", "standard_care"),
        ("ACTIVE_COMPARATOR", "standard tendon repair", "standard_care"),
        ("ACTIVE_COMPARATOR", "tendon repair only", "active"),
        ("ACTIVE_COMPARATOR", "microfracture only", "active"),
        ("EXPERIMENTAL", "microfracture only", "active"),
        ("OTHER", "microfracture only", "active"),
        ("NO_INTERVENTION", "microfracture surgery only", "no_treatment"),
        ("NO_INTERVENTION", "stays on tacrolimus", "standard_care"),
    ],
)
def test_the_same_operation_without_cells_is_read_by_the_words_of_its_arm(
    arm_type: str, description: str, expected: str
) -> None:
    """As in NCT04310215, NCT04018729 and NCT04522869."""
    made = record(
        Arm(label="MSC", type="EXPERIMENTAL", description="debridement and microfracture, then MSC"),
        Arm(label="Control", type=arm_type, description=description),
        allocation="RANDOMIZED",
    )
    assert kind(made, "core", "") == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("conventional treatment that may include antibiotics or steroids", "standard_care"),
        ("went on with conventional therapy, without another study drug", "standard_care"),
        ("basiliximab, with the standard treatment of both groups", "active"),
        ("an intensive rehabilitation programme", "active"),
        ("conventional physical therapy", "standard_care"),
    ],
)
def test_examples_of_usual_care_are_no_treatment_of_their_own(description: str, expected: str) -> None:
    """As in NCT04611256, NCT01696591, NCT00658073, NCT00885729 and NCT00816803."""
    assert against("ACTIVE_COMPARATOR", "Control", description) == expected


def test_an_intervention_called_standard_therapy_is_usual_care_whatever_drugs_the_arm_lists() -> None:
    """As in NCT02135380."""
    made = record(
        CELLS,
        Arm(label="Control", type="ACTIVE_COMPARATOR", description="prednisolone or cyclophosphamide"),
        interventions=(Intervention(name="Control", description="Standard therapy", arm_group_labels=("Control",)),),
    )
    assert kind(made, "core", "") == "standard_care"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("The control group had only conventional treatment.", "standard_care"),
        ("Control participants who receive placebo are followed too.", "placebo"),
        ("This is a controlled study of a control group.", "none"),
    ],
)
def test_a_single_arm_whose_text_says_what_the_control_group_gets(told: str, expected: str) -> None:
    """As in NCT03219801 and NCT04493918; a word of control alone says nothing (NCT02444455)."""
    made = record(
        Arm(label="MSC", type="EXPERIMENTAL", description=f"MSC once. {told}"),
        brief_summary=told,
        allocation="NA",
        intervention_model="SINGLE_GROUP",
    )
    assert kind(made, "core") == expected


def test_of_several_sentences_on_the_control_group_the_strictest_counts() -> None:
    """As in NCT03795974."""
    made = record(
        Arm(label="A", type="EXPERIMENTAL", description="MSC"),
        Arm(label="B", type="EXPERIMENTAL", description="MSC"),
        allocation="RANDOMIZED",
        brief_summary="There is no standard treatment for the control group. In the control group a puncture is simulated.",
    )
    assert kind(made, "core", "core") == "sham"


def test_the_same_product_for_one_disease_and_for_another_compares_no_doses() -> None:
    """As in NCT03899298: each arm has an intervention of its own name."""
    made = record(
        *(Arm(label=f"MSC for {x}", type="EXPERIMENTAL", intervention_names=(f"Biological: MSC {x}",)) for x in "ab"),
        interventions=tuple(Intervention(name=f"MSC {x}", type="BIOLOGICAL") for x in "ab"),
    )
    assert kind(made, "core", "core") == "none"


def test_arms_named_after_two_diseases_differ_in_the_patients() -> None:
    """As in NCT03477942."""
    made = record(
        Arm(label="Osteoarthritis", type="EXPERIMENTAL", description="adults with early disease"),
        Arm(label="Cartilage", type="EXPERIMENTAL", description="athletes with one defect"),
        allocation="NON_RANDOMIZED",
    )
    assert kind(made, "core", "core") == "none"


def test_mononuclear_cells_registered_as_the_active_comparator_are_a_control() -> None:
    other = Arm(label="Mononuclear cells", type="ACTIVE_COMPARATOR")
    assert kind(record(CELLS, other, allocation="RANDOMIZED"), "core", "mixed_uncultured") == "active"


def test_an_active_drug_beside_the_placebo_of_the_cells_is_active_where_both_groups_get_placebos() -> None:
    """As in NCT03580291."""
    made = record(
        Arm(label="MSC", type="EXPERIMENTAL", description="MSC and a placebo of oral mycophenolate"),
        Arm(label="MMF", type="ACTIVE_COMPARATOR", description="oral mycophenolate and a placebo of MSC"),
    )
    assert kind(made, "core", "") == "active"


@pytest.mark.parametrize(
    "summary", ["A randomized, non-placebo controlled study.", "The study is not placebo-controlled."]
)
def test_a_placebo_that_a_text_denies_is_no_comparison(summary: str) -> None:
    assert kind(record(CELLS, brief_summary=summary, allocation="RANDOMIZED"), "core") == "none"


def test_a_group_that_gets_the_cells_later_is_a_control() -> None:
    """A delayed start compares cells with none; two arms that both name the cells do not compare doses."""
    early, late = (Arm(label=f"{when} treatment with MSC", type="ACTIVE_COMPARATOR") for when in ("Early", "Delayed"))
    assert kind(record(early, late, allocation="RANDOMIZED"), "core", "core") == "no_treatment"
    union = Arm(label="Delayed union treated with MSC", type="EXPERIMENTAL")
    assert kind(record(early, union), "core", "core") != "no_treatment"


@pytest.mark.parametrize(
    ("name", "description", "masking", "expected"),
    [
        ("Made-up acid", "injections of made-up acid", "NONE", "active"),
        ("Made-up acid", "injections of made-up acid", "DOUBLE", "placebo"),
        ("Control group", "no additional treatment of stem cells", "NONE", "no_treatment"),
        ("Control group", "the other arm", "NONE", "placebo"),
        ("No vesicles", "nothing inhaled", "NONE", "placebo"),
    ],
)
def test_in_an_open_trial_an_arm_that_is_only_registered_as_placebo_is_what_its_words_say(
    name: str, description: str, masking: str, expected: str
) -> None:
    """NCT05507697, NCT01392105; NCT04544215 must not change."""
    made = record(
        CELLS,
        Arm(
            label="Comparator",
            type="PLACEBO_COMPARATOR",
            description=description,
            intervention_names=(f"Drug: {name}",),
        ),
        interventions=(Intervention(type="DRUG", name=name),),
        allocation="RANDOMIZED",
        masking=masking,
    )
    assert kind(made, "core", "") == expected
