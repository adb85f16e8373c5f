"""Names that a specialist knows: scores, markers, scans, and titles in which a name is not what was measured. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Kupperman index", "lower"), ("Outerbridge grade", "lower"), ("Neurogenic bowel dysfunction score", "lower"),
        ("Toronto clinical neuropathy score", "lower"), ("Enhanced liver fibrosis test", "lower"), ("Banff score", "lower"),
        ("Duke Activity Status Index", "higher"), ("FOUR score", "higher"), ("Rowe score", "higher"),
        ("International physical activity questionnaire", "higher"), ("SLE response index", "higher"),
        ("Knee society or IKS score", "higher"), ("AQoL-8D", "higher"), ("SF(short form)-36", "higher"),
        ("Sexual quality of life by SQoL-F", "higher"), ("Child score", "lower"), ("Day of platelet engraftment", "lower"),
    ],
)  # fmt: skip
def test_scores_of_the_specialties_are_known_by_their_names(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("C reactive protein", "lower"), ("D dimer", "lower"), ("Interleukin (IL)-10", "higher"), ("HMGB1", "lower"),
        ("γ-interferon", "lower"), ("Cytokine profile", "unclear"), ("Pro- and anti-inflammatory cytokines", "composite"),
        ("Bone turnover", "unclear"), ("Laminin", "lower"), ("Senescent cells", "lower"), ("Pancreatic reserve", "higher"),
        ("CSF amyloid and tau", "composite"), ("CA 125", "lower"), ("Circulating FVIII activity", "higher"),
        ("FEV1 and RV", "composite"), ("Maximal expiratory pressure", "higher"), ("Vital parameters", "unclear"),
        ("Safety laboratory values", "neutral"), ("Vector copy number", "neutral"), ("MSC function", "neutral"),
        ("Survival of the transplanted cells", "neutral"), ("Viability of donor cells", "neutral"),
    ],
)  # fmt: skip
def test_markers_and_lung_volumes_are_known_by_their_names(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Visual fields", "higher"), ("Corneal haze", "lower"), ("Corneal sensitivity", "higher"), ("Tear osmolarity", "lower"),
        ("Signal intensity of the nucleus pulposus", "higher"), ("Bone tunnel widening", "lower"), ("Meniscal volume", "higher"),
        ("Left ventricular volumes", "lower"), ("Uterine scar thickness", "higher"), ("Tracheal diameter", "higher"),
        ("Atrial fibrilation", "lower"), ("Hepatocellular carcinoma", "lower"), ("Inpatient bed-days", "lower"),
        ("Respiratory support", "lower"), ("Head control", "higher"), ("Range of elbow motion", "higher"),
        ("Weight distribution on both feet", "unclear"), ("Control of GVHD", "higher"), ("Poor graft function", "lower"),
    ],
)  # fmt: skip
def test_images_events_and_movements_are_known_by_their_names(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_the_formula_tells_which_oxygenation_index_is_meant() -> None:
    """NCT02097641 defines it with the mean airway pressure."""
    assert way("Oxygenation index", "FiO2 times the mean airway pressure divided by PaO2") == "lower"
    assert way("Oxygenation index", "PaO2 divided by FiO2") == "higher"
    assert way("Oxygenation index") == "unclear"


def test_the_arterial_pressure_of_oxygen_is_no_blood_pressure() -> None:
    assert way("Arterial pressure of oxygen") == "higher"
    assert way("Mean arterial pressure") == "lower"


def test_presence_or_absence_of_a_thing_is_no_absence() -> None:
    assert way("Presence or absence of pain") == "lower"
    assert way("Absence of pain") == "higher"
    assert way("Lack of serious and severe adverse events") == "higher"


def test_an_immune_response_without_a_vaccine_is_no_success() -> None:
    assert way("Immune response", "Counts of lymphocytes") == "unclear"
    assert way("Immune response", "After two doses of the vaccine") == "higher"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Safety of the cells in osteonecrosis of the hip", "lower"),
        ("Regulatory T cells after a transplant", "higher"),
        ("Change in proportions of subjects with remission of the fistula", "higher"),
        ("Distance during 6-minute walking", "higher"),
        ("Efficacy, seen by the increase in PaO2/FiO2", "higher"),
    ],
)
def test_where_and_in_whom_is_not_what_was_measured_but_what_stands_before_it_is(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_cells_grown_in_vitro_and_given_are_no_property_of_cells() -> None:
    assert way("Survival after in-vitro expanded cells") == "higher"
    assert way("Growth in vitro") == "neutral"


def test_physical_activity_by_a_named_scale_is_read_by_the_scale() -> None:
    """NCT01873625"""
    assert way("Physical activity", "Measured by WOMAC.") == "lower"
    assert way("Physical activity") == "higher"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Effect on kidney function", "As shown by the SCr level", "lower"),
        ("Fatigue by PFS-16", "", "lower"),
        ("PFS at one year", "", "higher"),
        ("Dose-response", "Bone per million cells", "neutral"),
        ("FEV1, post-dose response", "", "higher"),
        ("Fat absorption", "Of the graft in the face, by tomography", "lower"),
        ("Fat absorption", "From a meal", "higher"),
        ("Shear wave elastography", "Of the tendon", "unclear"),
        ("Shear wave elastography", "Of the liver", "lower"),
        ("Liver function", "AST, ALT and A/G", "composite"),
        ("Necrotic angle", "", "lower"),
        ("Acute GVHD of grade II-IV and of grade III-IV", "", "lower"),
        ("The scar as the patient sees it", 'The value "1" is the best result, "6" is the worst result', "lower"),
    ],
)
def test_one_name_means_different_things_by_what_stands_beside_it(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Percent of calcium", "Of the plaque by intravascular ultrasound", "lower"),
        ("Calcium", "In blood", "neutral"),
        ("Participants with fat necrosis", "", "lower"),
        ("EULAR reaction rate", "", "higher"),
        ("Number of clinic visits", "", "lower"),
        ("FEV1 at the clinic visit", "", "higher"),
        ("Need to alter the regime", "", "lower"),
        ("Skin capacitance", "", "higher"),
        ("Improvement of knee function", "Measured with the WOMAC", "lower"),
        ("Improvement of knee function", "Measured with the KOOS", "higher"),
    ],
)
def test_visits_plaques_and_improvements_are_read_by_what_was_measured(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("ASEX score", "lower"), ("Maslach Burnout Inventory", "lower"), ("CES-D by the Centre for Epidemiologic Studies", "lower"),
        ("Connor-Davidson resilience", "higher"), ("PEDT", "lower"), ("Perception of bladder condition", "lower"),
        ("SSES-E score", "higher"), ("Miller Social Intimacy Scale (MSIS)", "higher"), ("EXACT-PRO", "lower"), ("PRAM score", "lower"),
        ("Dizziness Handicap Inventory (DHI)", "lower"), ("Vaizey score", "lower"), ("mMASI", "lower"), ("Temporal summation", "lower"),
        ("Maastricht enthesitis score", "lower"), ("SRS-22", "higher"), ("QoR-15", "higher"), ("Omission errors", "lower"),
        ("Symbol coding", "higher"), ("Hearing by dichotic listening", "higher"), ("Response to evaporative stimulus", "lower"),
        ("Chewing efficiency", "higher"), ("ADDQoL", "higher"), ("Hypoglycemia awareness", "higher"), ("LCSS", "lower"),
        ("Functional Living Index - Emesis", "higher"), ("System Usability Scale", "higher"), ("NASA Task Load Index", "lower"),
        ("N-PASS", "lower"), ("Mid-expiratory flow", "higher"), ("ASPECTS", "higher"), ("All aspects of the illness", "unclear"),
    ],
)  # fmt: skip
def test_instruments_of_further_specialties_are_known_by_their_names(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Emergence of genotypic resistance", "lower"), ("Antibodies to ABC-12345", "lower"), ("Anti-drug antibodies", "lower"),
        ("Anti-hepatitis B surface antigen antibodies", "higher"), ("Ectopic pregnancy", "lower"), ("Spotting days", "lower"),
        ("Withdrawal bleeding", "neutral"), ("Acute urinary retention rate", "lower"), ("Explicit recall", "lower"),
        ("Use of reliever medication", "lower"), ("Biochemical failure", "lower"), ("Number of dose reductions", "lower"),
        ("Insulin dose reduction", "higher"), ("Negative PCR", "higher"), ("Decrease in MMDs", "higher"),
        ("Conversion to multiple sclerosis", "lower"), ("Time between 70 and 180 mg/dL", "higher"), ("Time to void", "lower"),
        ("Volume of distribution", "neutral"), ("Ventricular pacing threshold", "lower"), ("Tricuspid annular plane excursion", "higher"),
        ("Range of waist movement", "higher"), ("Glycated serum protein", "lower"), ("Perceived exertion", "lower"),
        ("Hamstring flexibility", "higher"), ("BOLD signal", "neutral"), ("CD4 percentage", "higher"), ("Luteinizing hormone", "unclear"),
        ("Mood swings", "lower"), ("Halothane", "unclear"), ("SCBMs per week", "higher"), ("Subgroup analysis of the MADRS", "lower"),
        ("Virologic response by time to loss of virologic response (TLOVR)", "higher"), ("Null response", "lower"),
    ],
)  # fmt: skip
def test_events_and_values_of_further_specialties_are_known_by_their_names(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Change in DHI", "vertigo", "lower"), ("Change in DHI", "disc of the spine", "higher"),
        ("FDG uptake", "lymphoma", "lower"), ("Growth hormone", "acromegaly", "lower"), ("CD4 count", "antiretroviral therapy", "higher"),
        ("Airway hyperresponsiveness", "PC20 of methacholine", "higher"), ("Airway hyperresponsiveness", "", "lower"),
        ("Time to delivery", "after induction of labour", "lower"), ("Rigidity", "of the erect penis", "higher"), ("Rigidity", "", "lower"),
        ("Amenorrhea", "heavy menstrual bleeding", "higher"), ("Time to TOF ratio of 0.9", "sugammadex", "lower"),
    ],
)  # fmt: skip
def test_the_disease_tells_what_a_name_of_two_meanings_means(measure: str, description: str, direction: str) -> None:
    assert way(measure, description) == direction
