"""Which way is better for instruments, laboratory values and images of single specialties. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Wound-QoL total", "lower"),
        ("QLQ-H&N35 score", "lower"),
        ("Killip class at discharge", "lower"),
        ("Geffner scale of the bladder", "higher"),
        ("Euroquol 5D", "higher"),
        ("Communicative Development Inventories", "higher"),
        ("Verbal learning test", "higher"),
        ("Chair rise time", "lower"),
        ("Five-fold squat-to-stand time", "lower"),
        ("APPS at day 5", "lower"),
        ("aGVHD grade", "lower"),
        ("aGVHD response at day 28", "higher"),
    ],
)
def test_instruments_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Serum level of follicle-stimulating hormone", "lower"),
        ("Follicle growth", "higher"),
        ("Multi-follicular development", "unclear"),
        ("NT proBNP", "lower"),
        ("Interleukin (IL)-6", "lower"),
        ("sVCAM-1", "lower"),
        ("Negative acute phase reactants of inflammation", "higher"),
        ("Acute phase reactants", "lower"),
        ("Haematuria", "lower"),
        ("Autoreactive T cells", "lower"),
        ("Leptin", "unclear"),
        ("Coagulation profile", "unclear"),
        ("Expression of miRNA", "neutral"),
        ("KIR2DL3 on NK cells", "neutral"),
        ("Compound muscle action potentials", "higher"),
    ],
)
def test_laboratory_values_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Joint space", "higher"),
        ("Joint space narrowing", "lower"),
        ("Left ventricular systolic performance", "higher"),
        ("Systolic volume of the left ventricle", "lower"),
        ("Size of the left atrium", "lower"),
        ("Necrotic myocardial mass", "lower"),
        ("Integrity of the tendon", "higher"),
        ("Size of the herniated disc", "lower"),
        ("Granulation tissue and exudate", "composite"),
        ("Residual graft material", "lower"),
        ("Leg-length discrepancy", "lower"),
        ("Arm circumference in lymphoedema", "lower"),
        ("Thigh circumference in muscular dystrophy", "higher"),
        ("Thigh circumference", "unclear"),
    ],
)
def test_images_and_measurements_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Days without vasopressors", "higher"),
        ("Time off steroids", "higher"),
        ("Dose of immunosuppressants", "lower"),
        ("Inotropic support", "lower"),
        ("Kidney failure", "lower"),
        ("Participants lost to follow-up", "lower"),
        ("Resumption of the cycle", "higher"),
        ("Fistula blockage", "higher"),
        ("Days of acute inpatient treatment", "lower"),
    ],
)
def test_days_without_support_are_good_and_the_use_of_it_is_not(measure: str, direction: str) -> None:
    assert way(measure) == direction


@pytest.mark.parametrize("measure", ["Cause of death", "Pattern of relapse", "Wound dressing used", "Pregnancy test"])
def test_what_describes_has_no_direction(measure: str) -> None:
    assert way(measure) == "neutral"


def test_a_bracket_says_how_an_event_is_defined_and_adds_no_part() -> None:
    assert way("Clinical remission (proteinuria, creatinine)") == "higher"
    assert way("Pain relief (Lequesne and WOMAC)") == "unclear"


def test_a_visit_named_test_of_cure_is_no_cure() -> None:
    assert way("Days in hospital at test-of-cure") == "lower"


def test_an_image_by_its_kind_leaves_it_to_the_description_what_was_seen() -> None:
    assert way("MRI", "Change of the joint space width") == "higher"
    assert way("Arthroscopy", "Size of the cartilage defect") == "lower"
    assert way("Ultrasound examination") == "unclear"


def test_a_healing_time_is_a_time_also_before_the_word_for() -> None:
    assert way("Healing time for the burned skin") == "lower"


def test_an_immune_response_is_wished_for_only_where_a_vaccine_calls_it_up() -> None:
    assert way("Immune response to the influenza vaccine") == "higher"
    assert way("Immune response to the donor cells") == "unclear"
    assert way("Adverse events and immune response") == "lower"


def test_whom_the_description_is_about_is_not_what_was_measured() -> None:
    assert way("Nerve examination", "Findings of the subjects with or without incontinence") == "unclear"


def test_a_measure_that_will_be_compared_to_another_has_no_direction() -> None:
    assert way("Brain volume will be compared to memory") == "neutral"


def test_a_graded_rise_of_a_laboratory_value_is_a_harm() -> None:
    assert way("Grade 3 elevated bilirubin", "Grade 3 elevated bilirubin by the criteria of toxicity") == "lower"


def test_an_advance_of_bone_healing_is_no_progression() -> None:
    assert way("Progression of bone consolidation") == "higher"


def test_a_remark_in_brackets_parts_no_statement_from_its_verb() -> None:
    assert way("Sleep quality", "Higher totals (also known as the sum of all parts) indicate worse sleep") == "lower"


def test_a_heading_of_improvement_or_of_parameters_is_not_what_was_measured() -> None:
    assert way("Clinical improvement: dyspnea") == "lower"
    assert way("Clinical improvement") == "higher"
    assert way("Further healing parameters: granulation tissue and exudate") == "composite"


def test_a_list_is_followed_link_by_link_to_a_part_that_runs_the_other_way() -> None:
    assert way("Insulin dosage; glucose before and two hours after the meal; fasting glucose; C-peptide") == "composite"
    assert way("Insulin dosage; glucose before and two hours after the meal; fasting glucose") == "lower"


def test_people_below_a_limit_of_a_drug_are_counted_under_a_title_of_its_use() -> None:
    assert way("Low insulin need", "Proportion of participants with an insulin need below 0.3 U/kg") == "higher"
    assert way("Low insulin need", "Insulin need per day") == "lower"


def test_what_is_abnormal_is_counted_under_a_title_without_direction() -> None:
    assert way("Pulse rate", "Number of participants with clinically significant changes of the pulse") == "lower"
    assert way("Abnormal urinalysis") == "lower"
    assert way("Urinalysis") == "neutral"
    assert way("Clinically significant change of temperature", unit="degrees") == "neutral"


def test_safety_that_tells_of_adverse_events_counts_harms() -> None:
    found = outcome_direction("Safety of the cells", "The vital signs are taken. Adverse events are listed.")
    assert (found.direction, found.reason.code, found.is_safety) == ("lower", "harms", True)
    assert outcome_direction("Safety of the cells", "The vital signs are taken.").direction == "neutral"


def test_a_scale_named_further_on_is_read_under_a_title_without_a_word_of_its_own() -> None:
    about = (
        "Two ways of repair are compared in this group of people over two years. The WORMS is read before and after."
    )
    assert way("Radiological outcome", about) == "lower"
    assert way("Shape of the shoulder", about) == "unclear"
    assert (
        way("Radiological outcome", "Remission is looked for at each visit of the study. The WORMS is read.") != "lower"
    )


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Michigan Hand questionnaire", "higher"),
        ("Vancouver scale of the burn", "lower"),
        ("SLICC damage index", "lower"),
        ("Manual Ability Classification", "lower"),
        ("Selective reminding test", "higher"),
        ("Flexibility of the shoulder joint", "higher"),
        ("Anterior tibial translation", "lower"),
        ("Urea concentration", "lower"),
        ("INRs", "lower"),
        ("Type IV collagen", "lower"),
        ("Portal vein width", "lower"),
        ("Portal vein flow", "higher"),
        ("18F-DOPA PET", "higher"),
        ("Receptor for advanced glycation end-products", "lower"),
        ("Antibodies to islet antigens", "lower"),
        ("Muscle diameter", "higher"),
        ("Fistula volume", "lower"),
        ("Uterine adhesions", "lower"),
        ("Vertebral compression fractures", "lower"),
        ("Days on IMV", "lower"),
        ("Absorption of the lung lesion", "higher"),
        ("Time to SARS-CoV-2 clearance", "lower"),
        ("Routine urine analysis", "neutral"),
        ("Number of MSCs in the joint fluid", "neutral"),
        ("Number of MSC-related complications", "lower"),
        ("Chondrogenic differentiation", "neutral"),
    ],
)
def test_more_measures_of_the_specialties_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_a_dose_reduced_by_a_share_is_what_people_reach() -> None:
    assert way("Steroids", "Percentage of subjects with a dose of prednisone reduced by 30 %") == "higher"


def test_people_of_both_groups_are_counted_like_people() -> None:
    assert way("Kidney function", "Proportion of patients in both groups who progressed to kidney failure") == "lower"


def test_a_band_of_normal_scores_is_no_end_of_the_scale() -> None:
    bands = "Totals of 0 to 7, normal; 8 to 10, borderline; 11 to 21, a disorder."
    assert way("Hospital Anxiety and Depression Scale", bands) == "lower"
    assert way("Grade of the joint surface", "0 grade, normal surface; 4 grade, severe loss") == "lower"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Higher scores indicate more severe functional damage.", "lower"),
        ("The more points, the more quality of life is impaired.", "lower"),
        ("More points indicate a more impaired quality of life.", "lower"),
        ("Higher scores indicate greater low back pain related disability.", "lower"),
        ("Lower scores indicate mild severity.", "lower"),
        ("Lower totals are associated with diminished sexual function.", "higher"),
        ("Bands: 0%-15% (minimal disability), 16%-35% (moderate disability), 36%-70% (severe disability).", "lower"),
        ("Marked from 1(good)-10(worst).", "lower"),
    ],
)
def test_the_head_of_a_statement_and_the_numbers_of_its_bands_are_read(text: str, direction: str) -> None:
    assert way("Quarterly questionnaire", text) == direction


@pytest.mark.parametrize(
    "text",
    [
        "Zero to 4 is normal, up to 15 points.",
        "The normal value is 5 cm/s.",
        "A high definition device is used to make a high resolution picture of good quality.",
        "A total of 1 to 7 denotes a severe disorder.",
    ],
)
def test_a_band_or_a_device_says_nothing_of_the_direction(text: str) -> None:
    assert way("Quarterly questionnaire", text) == "unclear"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Airway leak pressure", "higher"),
        ("Leak pressures", "higher"),
        ("Leaks a day", "lower"),
        ("Tumour-antigen-specific immunity in blood", "higher"),
        ("Rate of recovery from hypoglycaemia to euglycaemia", "higher"),
    ],
)
def test_what_a_seal_withstands_and_what_comes_back_after_a_fall_is_better_when_larger(
    measure: str, direction: str
) -> None:
    """NCT00581386, NCT00003222, NCT01614769."""
    assert way(measure) == direction


def test_progressively_is_no_progression() -> None:
    """NCT01226459."""
    grades = "1 to 3: progressively increased cover, -1 to -3: progressively decreased cover"
    assert way("Cover of the scalp", grades, "scores on a scale") == "unclear"
    assert way("Joint index", "Higher values indicate progressive disease") == "lower"


def test_nct00650260_a_body_kept_warm_in_an_operation_is_a_good_event() -> None:
    assert way("Patients with a temperature above 36 degrees at the end of surgery", "", "patients") == "higher"
    assert way("Patients with a temperature above 38 degrees after surgery", "", "patients") != "higher"
    assert way("Temperature above 36 degrees", "", "patients") != "higher"


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Endothelial progenitor cell number", "higher"),
        ("CD34+ endothelial progenitor cells migration", "higher"),
        ("Plasma alpha-synuclein oligomers", "lower"),
        ("Pelvic adhesions score", "lower"),
        ("Giant capillaries of the nailfold", "lower"),
        ("Plasma protein C", "higher"),
        ("Serum C-reactive protein", "lower"),
        ("Scar thickness", "lower"),
        ("Uterine scar thickness", "higher"),
        ("Zarit burden interview", "lower"),
        ("Union score of the fracture", "higher"),
        ("HCO3-", "neutral"),
        ("Urinary FOXP3 mRNA", "neutral"),
        ("Urine pregnancy", "neutral"),
        ("Clinical pregnancy rate", "higher"),
        ("Cellular properties of stromal cells", "neutral"),
        ("SUSARs", "lower"),
    ],
)
def test_vessels_nerves_and_laboratory_values_are_known_by_name(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_an_extension_that_lags_is_counted_in_missing_degrees() -> None:
    assert way("Knee: extension", "Extension lag in degrees at each visit") == "lower"
    assert way("Knee extension", "Degrees of active extension") == "higher"


def test_menstrual_volume_is_wanted_only_where_it_lacks() -> None:
    assert way("Menstrual volume", "In women with intrauterine adhesions") == "higher"
    assert way("Menstrual volume", "In women with heavy bleeding") != "higher"


def test_the_half_time_of_an_emptying_is_no_half_life() -> None:
    """As in NCT00911612."""
    assert way("Stomach emptying T1/2", unit="hours") == "unclear"
    assert way("T1/2 of the antibody", unit="hours") == "neutral"


@pytest.mark.parametrize(
    ("measure", "read_as"),
    [
        ("Hydration of the skin", "quality of skin"),
        ("Clarity of the cornea: corneal clarity", "clearness of the cornea"),
        ("Limb length difference", "difference of leg length"),
        ("Sphincter integrity", "integrity of a repair"),
        ("Folate", "vitamins"),
        ("Prednisone dose", "need for drugs"),
        ("Thrombocytopenia", "low blood counts"),
    ],
)
def test_what_was_read_is_named_as_what_it_is(measure: str, read_as: str) -> None:
    assert read_as in outcome_direction(measure).reason.text


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Diameter of the stricture", "higher"),
        ("Length of the stenosis", "lower"),
        ("Length and diameter of the stenosis", "composite"),
        ("Percent diameter stenosis", "lower"),
        ("Diameter of the cephalic vein", "higher"),
    ],
)
def test_a_narrowed_vessel_is_wanted_wide_and_its_narrow_part_short(measure: str, direction: str) -> None:
    assert way(measure) == direction


def test_a_supplement_of_antioxidants_is_no_level_of_them() -> None:
    assert way("Antioxidant capacity") == "higher"
    assert way("Number of cells with antioxidant supplementation") == "unclear"


def test_toxic_effects_and_pictures_that_cannot_be_read_are_bad() -> None:
    assert way("Any toxic effect during the infusion") == "lower"
    assert way("Participants whose scan is uninterpretable") == "lower"


def test_which_axis_divides_the_other_decides_on_sphericity() -> None:
    """As in NCT02501811."""
    assert way("Change in sphericity index") == "lower"
    assert way("Change in sphericity index", "Ratio of the long and short axis") == "unclear"


def test_uric_acid_is_named_as_what_it_is() -> None:
    assert "uric acid" in outcome_direction("Change in uric acid").reason.text


def test_a_haematologic_improvement_is_a_response() -> None:
    assert way("Haematologic improvement without transfusion") == "higher"
    assert way("Number of participants with hematological improvement") == "higher"
