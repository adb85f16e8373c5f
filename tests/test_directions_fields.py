"""Instruments, signs, images and markers by the fields in which cell trials run. Titles are synthetic."""

from __future__ import annotations

import pytest

from msc_trials import outcome_direction


def way(measure: str, description: str = "", unit: str = "") -> str:
    return outcome_direction(measure, description, unit).direction


FIELDS = (
    (
        "bones and joints",
        "higher",
        (
            "Western Ontario Meniscal Evaluation Tool (WOMET); WOMET; Western Ontario Rotator Cuff index (WORC); "
            "WORC percent score; Western Ontario Shoulder Instability Index as percent; Merle d'Aubigné and "
            "Postel score; Postel-Merle d'Aubigne; Majeed pelvic score; ACL-RSI; Patient acceptable symptom state "
            "(PASS); dGEMRIC index; Glycosaminoglycan content of cartilage; Sodium MRI signal of cartilage; "
            "O'Driscoll histological score; ICRS II histology score of the biopsy; ICRS visual histological "
            "assessment scale; Oswestry Arthroscopy score; Hyaline cartilage content of the biopsy; Percentage of "
            "hyaline-like cartilage; PIIANP; Single leg hop test; Knee stability; Stability of the ankle; Foot "
            "and Ankle Outcome Score; Karlsson score; BV/TV "
        ),
    ),
    (
        "bones and joints",
        "lower",
        (
            "Crepitus of the knee; Patellofemoral crepitation; Synovial thickness by ultrasound; Synovial "
            "hypertrophy; Power Doppler signal of the synovium; T1rho relaxation time of the cartilage; T2* "
            "values of the cartilage; Fibrocartilage in the biopsy; Subchondral cysts; Meniscal extrusion; "
            "Mechanical axis deviation; Anterior drawer test; Lachman test positive; Pivot shift test; Tendon "
            "thickness in tendinopathy; Tendon neovascularization; Manchester-Oxford Foot Questionnaire; Modified "
            "index of necrosis; Malunion; Refracture rate; Healing index in days per cm; External fixation index; "
            "Time to full weight bearing; Trabecular separation; Use of walking aids; Paracetamol consumption "
        ),
    ),
    (
        "spine",
        "higher",
        (
            "JOABPEQ; T2 value of nucleus pulposus; Schober test; UEMS; LEMS; Capabilities of Upper Extremity "
            "Test; Bladder sensation; Anal contraction; Bowel control; Frankel grade; Trunk control test; Frankel "
            "scale "
        ),
    ),
    (
        "spine",
        "lower",
        (
            "Core Outcome Measures Index (COMI); COMI-back; Zurich claudication questionnaire; Disc protrusion "
            "size; Annular tear; High intensity zone; Segmental instability; Kyphotic angle; Start Back score; "
            "Odom's criteria; Nurick grade; NPSI; Detrusor overactivity; Size of the cavity in the cord; Syrinx "
            "size; Autonomic dysreflexia "
        ),
    ),
    (
        "brain and nerves",
        "higher",
        (
            "HHD; ALSSQOL-R; Norris ALS scale; MUNIX; Low contrast letter acuity; Sloan letter chart; VEP "
            "amplitude; NEDA-3; Trunk Impairment Scale; Cadence; Step length; Stride length; Western Aphasia "
            "Battery; Aphasia quotient; Boston naming test; DaTSCAN uptake; Dopamine transporter binding; F-DOPA "
            "uptake; Abeta42/40 ratio; CERAD total score; ACE-III; Clock drawing test; Boston naming; Frontal "
            "assessment battery; Rancho Los Amigos scale; Sunnybrook facial grading "
        ),
    ),
    (
        "brain and nerves",
        "lower",
        (
            "Appel ALS rating scale; pNfH; King's stage; MiToS stage; Milano-Torino staging; Pseudobulbar affect "
            "CNS-LS; T1 black holes; Oligoclonal bands; MS walking scale; MSWS-12; Infarct growth; Midline shift; "
            "Wolf Motor Function Test time; SCOPA-AUT; Florbetapir PET; Pittsburgh compound B uptake; INAS; Scale "
            "for Assessment and Rating of Ataxia; Epileptiform discharges on EEG; Interictal spikes; Two-point "
            "discrimination; UHDRS TMS; Chorea score; PSP rating scale "
        ),
    ),
    (
        "heart and vessels",
        "lower",
        (
            "LVIDd; LVIDs; LGE mass; Delayed enhancement volume; Delayed hyperenhancement; Infarcted area; E/e' "
            "ratio; VE/VCO2 slope; Nitroglycerin tablets per week; ST2; Galectin-3; GDF-15; Premature ventricular "
            "contractions; Lown grade; QRS duration; QRS dispersion; T-wave alternans; Index of microcirculatory "
            "resistance; IMR; Corrected TIMI frame count; Mitral regurgitant volume; Tricuspid annular diameter; "
            "Ross heart failure class; WIfI stage; Aortic diameter growth; hs-cTnT "
        ),
    ),
    (
        "heart and vessels",
        "higher",
        (
            "Myocardial salvage index; Area at risk salvaged; Left ventricular torsion; dP/dt max; Tissue Doppler "
            "S'; Mitral annular velocity; Myocardial blush grade; NOGA unipolar voltage; Unipolar voltage on "
            "electromechanical mapping; Linear local shortening; Myocardial FDG uptake; RV fractional area "
            "change; Fractional area change; Weight for age z-score; Walking Impairment Questionnaire "
        ),
    ),
    (
        "marrow and GVHD",
        "lower",
        (
            "Stage of the gut; MAGIC algorithm probability; ST2 and REG3α; REG3 alpha; Start of a new line of "
            "therapy; PTLD; Red cell units transfused; Veno-occlusive disease; TPN days; HCT-CI; Hemolysis; "
            "Bronchiolitis obliterans; Oral mucosal rating scale; Th17 cells; sIL-2R alpha; Elafin "
        ),
    ),
    (
        "marrow and GVHD",
        "higher",
        (
            "Time to next systemic treatment; Lineage-specific chimaerism; TREC levels; T cell receptor excision "
            "circles; TCR repertoire diversity; KREC; Bone marrow cellularity; Megakaryocyte count in the marrow; "
            "Fetal hemoglobin; Haptoglobin "
        ),
    ),
    (
        "lungs",
        "higher",
        ("S/F ratio; KCO; TLCO; Head circumference; Shock reversal; Monocyte HLA-DR expression; mHLA-DR "),
    ),
    (
        "lungs",
        "lower",
        (
            "Oxygenation index (mean airway pressure × FiO2 / PaO2); Reintubation; Positive end-expiratory "
            "pressure; Brixia score; Lung ultrasound score; B-lines on ultrasound; Time to defervescence; "
            "Post-COVID functional status scale; Honeycombing extent; GAP index; Home oxygen; Necrotising "
            "enterocolitis; Periventricular leukomalacia; Sputum volume; Pneumoconiosis opacity profusion; BAL "
            "neutrophils; Endotoxin level; Oxygen demand; High flow nasal cannula use; Prone positioning; "
            "Sedation days; Superinfection "
        ),
    ),
    (
        "liver, kidney and sugar",
        "higher",
        (
            "Factor V; Coagulation factor VII; Skeletal muscle index at L3; Iohexol clearance; AVF maturation; "
            "MMTT AUC; DQoL "
        ),
    ),
    (
        "liver, kidney and sugar",
        "lower",
        (
            "Number of paracenteses; West Haven grade; Number connection test time; Collagen proportionate area; "
            "PRO-C3; Spleen thickness; SBP episodes (spontaneous bacterial peritonitis); Alpha-fetoprotein; CAP "
            "dB/m; Controlled attenuation parameter; ICG-R15; Indocyanine green retention; Bile duct stricture "
            "rate; Sarcopenia; IFTA score; De novo DSA; R2*; KDIGO stage; RIFLE class; Resistive index of the "
            "renal artery; IDAA1c; IA-2 antibodies; ICA titre; DKA episodes; Diabetic ketoacidosis; Oral "
            "antidiabetic dose "
        ),
    ),
    (
        "skin and wounds",
        "lower",
        (
            "PEDIS grade; Scar height; Scar vascularity score; Hypertrophic scar formation; Scar width; "
            "Pigmentation score; Dark circles; Age spots; Skin roughness; Facial asymmetry; Vellus hair count; "
            "Hair pull test; Sinclair scale; Ludwig grade; IgE; TARC; VIDA score; Body surface area of wounds in "
            "EB; ECCA score; Goodman and Baron grade; Burn scar; Radiodermatitis grade; RTOG grade; Excess arm "
            "volume; L-Dex; Cellulite grade "
        ),
    ),
    (
        "skin and wounds",
        "higher",
        (
            "Stony Brook scar evaluation scale; Cutometer R2; R7 of cutometry; Dermal density; Elastin fibres; "
            "Skin brightness; Skin tone evenness; Facial symmetry; Cosmesis; Hair shaft diameter; Anagen to "
            "telogen ratio; Anagen hair percentage; Anagen/telogen ratio; Regrowth of hair; Cardiff Wound Impact "
            "Schedule; Diabetic Foot Ulcer Scale; Moisture content of the skin "
        ),
    ),
    (
        "mouth",
        "lower",
        (
            "Recession depth; Recession width; Linear distance CEJ to base of the defect; CEJ-BD distance; "
            "Connective tissue percentage in biopsy; Implant failure; Peri-implantitis; Bergland scale I to IV; "
            "Oronasal fistula; Early healing index; Wound healing by Wachtel index; Apical diameter; Apical "
            "foramen width; Furcation involvement; Clicking of the temporomandibular joint; TMJ noises; Helkimo "
            "index; Black triangle height; RANKL/OPG ratio; GCF volume "
        ),
    ),
    (
        "mouth",
        "higher",
        (
            "Width of attached gingiva; Gingival thickness; Gingival phenotype; Soft tissue thickness; Horizontal "
            "bone augmentation; Vital bone percentage; Primary stability; Alveolar cleft fill; Dentin thickness; "
            "Root canal wall thickness; Dentinal wall thickness; Dentin bridge formation; Socket fill; UWS; SWS "
            "flow; MD Anderson dysphagia inventory; Pink esthetic score; White esthetic score; Osteoprotegerin; "
            "Buccal bone thickness; Mucosal coverage "
        ),
    ),
    (
        "eye",
        "higher",
        (
            "Pelli-Robson; Kinetic perimetry area; mfERG amplitude; EZ area; Outer retinal thickness in retinitis "
            "pigmentosa; Photoreceptor layer thickness; MLMT; GCC thickness; VEP P100 amplitude; Corneal "
            "sensation; Cochet-Bonnet esthesiometry; NIBUT; Lipid layer thickness; Color vision; Ishihara plates; "
            "Dark adaptation; Light perception; Fixation stability; Pupillary light reflex; Contrast acuity; "
            "Ocular surface integrity "
        ),
    ),
    (
        "eye",
        "lower",
        (
            "Implicit time; ERG implicit time; Macular hole size; FST threshold; Cup to disc ratio; Corneal "
            "vascularization area; Conjunctivalization; Kmax; Maximum keratometry; Keratometry in keratoconus; "
            "DEQ-5; SPEED questionnaire; Meiboscore; Nelson grade of impression cytology; HLA-DR expression of "
            "conjunctival cells; Symblepharon; Vitreous haze; Foveal avascular zone area; Dark adaptation time; "
            "Proptosis; Clinical activity score of orbitopathy; Foreign body sensation; Retinal detachment; "
            "Epiretinal membrane "
        ),
    ),
    (
        "bladder and womb",
        "higher",
        (
            "Testicular volume; Testicular size; Inhibin B; Blastocyst rate; Endometrial volume; Subendometrial "
            "vascularity; Vascularization flow index; Vaginal health index; Dry interval; Maximum dry time; "
            "Urodynamic leak point pressure; Abdominal leak point pressure; Valsalva leak point pressure; MUCP; "
            "Urethral diameter; FIQL; Maximum squeeze pressure; Sphincter thickness; Lactation; Ovarian stromal "
            "vascular flow; Ovarian PSV; Egg yield; Libido; Johnsen score "
        ),
    ),
    (
        "bladder and womb",
        "lower",
        (
            "Uterine artery pulsatility index; Uterine artery RI; Vaginal pH; ICPI; PUF score; Pelvic organ "
            "prolapse quantification stage; POP-Q; Niche depth; Ovarian cyst "
        ),
    ),
    (
        "immune diseases",
        "lower",
        (
            "ANA titre; ANA titer; Anti-Sm; Anti-SSA; RAPID3; RAMRIS; SPARCC MRI score; Finger to floor "
            "distance; CHAQ; Valentini activity index; EUSTAR activity index; SHAQ; HAMIS; MHISS; Finger tip "
            "distance; ClinESSDAI; Focus score; Salivary gland ultrasound score; CDASI; MYOACT; VDI; ANCA titre; "
            "Geboes score; Nancy index; Robarts histopathology index "
        ),
    ),
    (
        "immune diseases",
        "higher",
        (
            "C3 and C4; Serum complement; LupusQoL; Chest expansion; Villous height; Villus height to crypt depth "
            "ratio; HLA-G; sHLA-G; IDO activity "
        ),
    ),
    (
        "children",
        "lower",
        (
            "Communication Function Classification System; CFCS; Eating and drinking ability classification "
            "system; Bimanual Fine Motor Function; Autism Treatment Evaluation Checklist; SRS-2; ADI-R; Gilliam "
            "Autism Rating Scale; GARS-2; Autism Behavior Checklist; RBS-R; Drooling; Gait Profile Score; "
            "Edinburgh visual gait score; Hip migration percentage; Urinary GAG; Glycosaminoglycans in urine; "
            "VLCFA; Loes score; Sarnat stage; Thompson score; Lactate/NAA ratio; PDA ligation; Feeding "
            "intolerance; Bladder catheterization; PSI-SF "
        ),
    ),
    (
        "children",
        "higher",
        (
            "Gross motor quotient; Fine motor quotient; Melbourne Assessment 2; Assisting Hand Assessment; PEP-3; "
            "Psychoeducational profile; EVT-2; PPVT; Joint attention; Eye contact; CPCHILD; Caregiver Priorities "
            "and Child Health Index of Life with Disabilities; CHQ physical summary; KINDL; Trunk control "
            "measurement scale; Hip abduction range; Head circumference; Arylsulfatase A activity; Iduronidase "
            "activity; Denver II passed; Gesell; Stanford-Binet; Leiter-R; Intelligence quotient; School "
            "progress; Academic achievement "
        ),
    ),
    (
        "frailty, voice and blood",
        "higher",
        (
            "Chair stands in 30 s; Activity counts; ASMI; SarQoL; Telomere length; Mini nutritional assessment; "
            "MNA; Nutritional status; Would undergo the treatment again; 15D; HUI3; QALY; PSEQ; Superoxide "
            "dismutase; Catalase; GDNF; Vocal fold vibration; MPT; Dysphonia severity index; Mucosal wave; "
            "Swallowing; Olfaction "
        ),
    ),
    (
        "frailty, voice and blood",
        "lower",
        (
            "Fear of falling; Sarcopenia SARC-F; p16INK4a; Epigenetic age; Biological age; CFQ-11; EQ-5D pain "
            "dimension; WPAI; Mankoski; Central sensitization; Nitrotyrosine; Myeloperoxidase; MPO; sCD163; "
            "sCD14; CD40L; IL-4 in allergy; IL-13 in asthma; PTA threshold; Hoarseness; Dysphonia; Eating "
            "Assessment Tool; Nasal crusting; Air-bone gap; Facial palsy; Levothyroxine dose "
        ),
    ),
    (
        "titles as trialists phrase them",
        "higher",
        (
            "Second-look arthroscopy: ICRS repair score; Graft maturity on MRI after ACL reconstruction; Shoulder "
            "abduction in degrees; Forward elevation; External rotation of the shoulder; Return to previous level "
            "of activity; Return to full duty; Time to permanent ventilation; VEP amplitude of the affected eye; "
            "FDG-PET uptake of the posterior cingulate; FMFM score; Minimization of immunosuppression; Skin "
            "texture; Height of the alveolar ridge; Width of the alveolar ridge; Erections sufficient for "
            "intercourse; PSV on penile Doppler; Patients dry at 12 months; Chair stands "
        ),
    ),
    (
        "titles as trialists phrase them",
        "lower",
        (
            "Signal/noise quotient of the ACL graft; Size of the bone cyst; Consumption of oral analgesics; Daily "
            "dose of insulin; Gum recession; Th17 "
        ),
    ),
    (
        "markers, scans and questionnaires that are seldom used",
        "lower",
        (
            "IL-21; IFN-α; G-CSF; Ang-2; sFlt-1; sFlt-1/PlGF ratio; Soluble endoglin; Resistin; Visfatin; "
            "Chemerin; ADMA; Endothelin-1; Osteopontin; Sclerostin; DKK1; YKL-40; Desmosine; Neutrophil elastase; "
            "TBARS; Protein carbonyl; NLRP3; Cell-free DNA; Copeptin; Presepsin; UCH-L1; Myelin basic protein; "
            "Chitotriosidase; TDP-43; Zonulin; Lp-PLA2; sE-selectin; Thrombomodulin; Thrombin-antithrombin "
            "complex; Circulating endothelial cells; Choline/creatine ratio; T1 native; PASP; sPAP; RVSP; "
            "Inferior vena cava diameter; RV diameter; Left atrial diameter; IVS thickness; Interventricular "
            "septal thickness; Mean transmitral gradient; Posturographic sway area; Centre of pressure excursion; "
            "Knee adduction moment; Gastric emptying time; DeMeester score; CDLQI; ASQoL; RAQoL; RAID score; "
            "AIMS2; SLAQ; UCLA SCTC GIT 2.0; King's Health Questionnaire; FSDS-R; Day-to-day impact of vaginal "
            "aging; BRIEF global executive composite; Behavior Rating Inventory of Executive Function; Eyberg "
            "Child Behavior Inventory; Strengths and Difficulties Questionnaire; Clinical COPD Questionnaire; "
            "CCQ; London Chest Activity of Daily Living; NOSE score; COMPASS-31; HAQUAMS; FSMC; RBDSQ; QUIP; "
            "CISI-PD; Orpington prognostic scale; LUTS; Bladder wall thickness; Hydronephrosis grade "
        ),
    ),
    (
        "markers, scans and questionnaires that are seldom used",
        "higher",
        (
            "IL-35; PlGF; Irisin; DHEA-S; Paraoxonase; Bone-specific alkaline phosphatase; CC16; Club cell "
            "protein; Klotho; Cerebral blood flow by arterial spin labelling; StO2 by near-infrared spectroscopy; "
            "LVOT VTI; Velocity time integral; RV S' velocity; LA strain; E/A ratio; Mitral e' velocity; "
            "Electromyographic amplitude; Motor unit recruitment; Maximum voluntary contraction; Anal squeeze "
            "increment; FOIS; FertiQoL; KIDSCREEN; DISABKIDS; TAPQOL; Parenting sense of competence; CASA-Q; "
            "BICAMS; SAQOL-39; Postural assessment scale for stroke; Canadian Neurological Scale; LiSat-9; "
            "Urethral sphincter volume; Rhabdosphincter thickness; Maximum flow rate; TMSC; Endometrial "
            "receptivity; Endometrial pattern trilaminar; Vaginal epithelial thickness; Perineal body length; "
            "Breast symmetry; Breast softness; Lymphatic flow on lymphoscintigraphy; Lymphatic drainage; "
            "Harmonics-to-noise ratio; HNR; Vocal fold pliability; Facial movement; eFACE; "
            "Nasal airflow; Utrophin; Diaphragm excursion; Diaphragm thickening fraction; Peak cough flow; Sniff "
            "nasal inspiratory pressure; Tongue pressure; Olfactory identification; BMRC grade; MRC grade "
        ),
    ),
    (
        "names whose words point the other way",
        "lower",
        (
            "Quality of Life in Depression Scale; Pain Quality Assessment Scale; Swallowing disturbance "
            "questionnaire; Gut permeability; Lactulose/mannitol ratio; Intestinal permeability; Fistulas still "
            "draining; Depigmented area; Facial palsy grading; Paralysis; Muscle wasting "
        ),
    ),
    (
        "names whose words point the other way",
        "higher",
        (
            "Time to reintubation; Time to arthroplasty; Skin rejuvenation; Hearing preservation; Preservation of "
            "residual hearing; Immune tolerance "
        ),
    ),
)


@pytest.mark.parametrize(("field", "direction", "titles"), FIELDS)
def test_names_of_each_field_are_read_as_its_specialists_read_them(field: str, direction: str, titles: str) -> None:
    wrong = [title for title in titles.split(";") if way(title.strip()) != direction]
    assert not wrong, field


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Body mass index", "", "unclear"),
        ("Body mass index", "In people with obesity.", "lower"),
        ("Body weight of preterm infants", "", "higher"),
        ("Total lung capacity", "", "unclear"),
        ("KOOS-PS", "", "unclear"),
        ("IgE", "", "lower"),
        ("IgA, IgG, IgM and IgE", "", "neutral"),
        ("Ovarian volume", "Women with premature ovarian insufficiency.", "higher"),
        ("Ovarian volume", "", "unclear"),
        ("Central corneal thickness", "", "unclear"),
    ],
)
def test_what_some_have_too_little_of_and_some_too_much_needs_a_word_of_the_disease(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_extubation_and_a_tube_that_must_go_back_run_opposite_ways() -> None:
    assert way("Extubation and reintubation") == "composite"
    assert way("Reintubation") == "lower"


def test_oxygen_that_cells_in_a_dish_use_is_no_exercise_test() -> None:
    assert way("Oxygen consumption of mitochondria in tissue samples") == "neutral"
    assert way("Oxygen consumption at peak exercise") == "higher"


def test_partial_and_complete_remission_are_known_by_their_letters_where_they_are_reached() -> None:
    assert way("Time to reach CR and PR") == "lower"


def test_drugs_named_by_what_they_treat_are_a_need() -> None:
    assert way("Change in antihypertensive medication") == "lower"
    assert way("Dosage of medications taken to treat tremor") == "lower"


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Success rate of culture of fibroblasts", "", "neutral"),
        ("MSC identification by MRI", "", "neutral"),
        ("Surface markers of cultured cells", "", "neutral"),
        ("Recruitment rate", "", "neutral"),
        ("Genetic predisposition to fibrosis", "", "neutral"),
        ("Hip-knee-ankle angle", "", "neutral"),
        ("Myeloid-derived suppressor cells", "", "neutral"),
        ("Protein content of saliva", "", "neutral"),
        ("EEG band power", "", "neutral"),
        ("Epileptiform discharges on EEG", "", "lower"),
        ("Chromosomal aberrations of the product", "", "lower"),
    ],
)
def test_what_describes_cells_people_and_samples_has_no_better_direction(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


@pytest.mark.parametrize(
    ("measure", "description", "direction"),
    [
        ("Platelets in peripheral blood", "They tell the recovery of the bone marrow.", "higher"),
        ("Platelets in peripheral blood", "", "unclear"),
        ("Lung tissue density", "CT densitometry in emphysema.", "higher"),
        ("Respiratory functions (TLC)", "", "unclear"),
        ("TC", "Serum level.", "lower"),
        ("Wrist function", "By the PWRE score.", "lower"),
        ("Dose interval AUC(0-tau)", "", "neutral"),
        ("Serum tau protein", "", "lower"),
    ],
)
def test_abbreviations_and_counts_take_their_meaning_from_what_stands_beside_them(
    measure: str, description: str, direction: str
) -> None:
    assert way(measure, description) == direction


def test_words_in_small_letters_are_no_abbreviations() -> None:
    assert way("Density on spin echo images") == "unclear"
    assert way("SPIN score") == "lower"


def test_an_absence_is_denied_over_a_bracket() -> None:
    assert way("Absence of acute (grade II) rejection") == "higher"


def test_the_scale_that_shows_a_progression_is_that_scale() -> None:
    assert way("Changes in progression (scale of functionality of the ALS)") == "higher"


def test_words_of_every_report_do_not_hide_what_is_measured() -> None:
    assert way("Patient reported outcomes throughout the period", "By the IKDC form.") == "higher"
    assert way("Patient reported outcomes throughout the period", "By the WOMAC form.") == "lower"
