"""Short names and words that mean something else in another field. Texts are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("TESS score", "", "unclear"),
        ("TESS", "limb salvage surgery for sarcoma", "higher"),
        ("LIT", "Lupus Impact Tracker", "lower"),
        ("LIT", "lymphocyte immunotherapy", "unclear"),
        ("Calidad de vida", "", "unclear"),
        ("Hallux angle after akin osteotomy", "", "unclear"),
        ("Serum TIMP levels", "", "unclear"),
        ("Pain VAS 15D", "", "lower"),
        ("Clinical Dementia Rating Scale sum of boxes", "", "lower"),
        ("Muscle strength in LEMS", "", "higher"),
        ("CFR", "case fatality rate", "lower"),
        ("ECV", "external cephalic version at term", "unclear"),
        ("ECV", "extracellular volume of the myocardium", "lower"),
        ("MRC grade", "dyspnoea at rest", "lower"),
        ("Frequency of blushing", "", "unclear"),
        ("Number of clicks", "", "unclear"),
    ],
)
def test_letters_are_read_in_the_field_in_which_they_stand_for_a_measure(
    measure: str, description: str, direction: str
) -> None:
    assert outcome_direction(measure, description).direction == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Five times chair stand test", "seconds to stand up five times", "lower"),
        ("Chair stand test", "number of stands in 30 seconds", "higher"),
        ("Maximum resting pressure", "patients with anal fissure", "lower"),
        ("Allergen-specific IgG4", "allergen immunotherapy", "higher"),
        ("VWF activity", "patients with von Willebrand disease", "higher"),
        ("Metabolic activity of the tumor", "FDG PET", "lower"),
        ("Hair regrowth", "laser hair removal", "lower"),
        ("Liver size", "Gaucher disease", "lower"),
        ("Masseter EMG activity", "bruxism", "unclear"),
        ("Collagen deposition in the wound", "", "unclear"),
        ("Marrow cellularity", "leukaemia", "unclear"),
    ],
)
def test_the_disease_turns_what_is_wanted_of_a_measure(measure: str, description: str, direction: str) -> None:
    assert outcome_direction(measure, description).direction == direction


@pytest.mark.parametrize(
    ("measure", "direction"),
    [
        ("Satisfaction with pain medication", "higher"),
        ("PGA response", "higher"),
        ("Difficulty swallowing", "lower"),
        ("Trouble swallowing", "lower"),
        ("Oral intake of opioids", "lower"),
        ("Oral food challenge symptoms", "lower"),
        ("Bone density in cases of chronic kidney disease", "higher"),
        ("Quality of life in chronic pancreatitis", "higher"),
        ("Function in Huntington's chorea", "higher"),
        ("Postoperative fatigue score", "lower"),
        ("Postoperative anxiety score", "lower"),
        ("Steroid withdrawal symptoms", "lower"),
        ("Tumor perfusion", "lower"),
    ],
)
def test_the_words_beside_a_good_or_bad_thing_decide_what_was_measured(measure: str, direction: str) -> None:
    assert outcome_direction(measure).direction == direction
