"""What an abstract claims, in made-up abstracts: one sentence, one rule."""

from __future__ import annotations

import pytest

from msc_trials.errors import ResponseError
from msc_trials.literature import read_article
from msc_trials.literature.article import parse_article, parse_xml
from msc_trials.literature.passages import sentences_of, split
from msc_trials.literature.primary import primary_of
from msc_trials.literature.statement import first_p, ratio_of, statement_of
from tests.made_up_papers import METHODS, article, trial

SINGLE = (
    "In this single-arm study all patients received cells. The primary end point was the response rate at 6 months."
)
MARGIN = (
    "We randomly assigned 90 patients. The primary end point was pain score; the non-inferiority margin was 5 points."
)
CO_PRIMARY = (
    "We randomly assigned 90 patients. The co-primary end points were pain score and walking distance at 6 months."
)


@pytest.mark.parametrize(
    ("results", "conclusions", "methods", "claim", "favours"),
    [
        ("Pain score was lower with cells than with placebo (P = 0.003).", "Cells reduced pain.", METHODS, "met", "tested"),
        ("Pain score did not differ between groups (P = 0.41).", "Cells are promising.", METHODS, "not_met", "neither"),
        ("Pain score was similar in the two groups.", "Cells did not reduce pain.", METHODS, "not_met", "neither"),
        ("The primary end point was met (P = 0.01).", "Cells reduced pain.", METHODS, "met", "tested"),
        ("The primary end point was not met (P = 0.09).", "Cells are safe.", METHODS, "not_met", "neither"),
        ("Pain score was significantly higher with cells than with placebo (P = 0.02).", "Cells worsened pain.", METHODS,
         "not_met", "comparator"),
        ("Pain score improved from baseline in both groups (P < 0.001).", "Cells reduced pain over time.", METHODS, "no_claim", ""),
        ("Pain score did not differ (P = 0.5). In the subgroup of women pain score was lower with cells (P = 0.01).",
         "Cells help women.", METHODS, "not_met", "neither"),
        ("Cells were non-inferior to surgery for pain score (difference 1, 95% CI -2 to 4).", "Cells were non-inferior.", MARGIN,
         "met_noninferior", "neither"),
        ("Non-inferiority of cells for pain score was not shown.", "Non-inferiority was not shown.", MARGIN, "not_met", "neither"),
        ("Pain score did not differ between groups (P = 0.09).", "Both may be used.", MARGIN, "unclear", "neither"),
        ("Pain score was lower with cells than with placebo (P = 0.01). Walking distance did not differ (P = 0.6).",
         "Cells reduced pain.", CO_PRIMARY, "mixed", ""),
        ("The response rate was 31% (95% CI 21 to 42).", "Cells have activity.", SINGLE, "unclear", "neither"),
        ("The response rate was 61% and exceeded the prespecified threshold of 40%.", "Cells have activity.", SINGLE,
         "met_uncontrolled", "tested"),
    ],
)  # fmt: skip
def test_the_primary_end_point_decides(results: str, conclusions: str, methods: str, claim: str, favours: str) -> None:
    title = "Cells for stiff synthetic knees" if methods is SINGLE else "Cells versus placebo for stiff synthetic knees"
    found = read_article(article(title=title, sections=trial(results, conclusions, methods)))
    assert (found.claim, found.favours) == (claim, favours), found
    assert found.reports_results
    assert found.sentence == "" or found.sentence in f"{results} {conclusions}"


@pytest.mark.parametrize(
    ("title", "changes", "kind"),
    [
        ("Cells for synthetic knees: study protocol for a randomised trial", {}, "protocol"),
        ("Cells for synthetic knees: a secondary analysis of a randomised trial", {}, "secondary analysis"),
        ("Cells for knees: a systematic review", {}, "review"),
        ("Comment on: cells for synthetic knees", {}, "letter"),
        ("Cells in a rat model of stiff knees", {}, "animal"),
        ("Cells for synthetic knees", {"types": ("D016425",)}, "notice"),
        ("Cells for synthetic knees", {"types": ("D016441",)}, "retracted"),
        ("RETRACTED: Cells for synthetic knees", {}, "retracted"),
        ("Cells for synthetic knees", {"corrections": [("RetractionIn", "7")]}, "retracted"),
        ("Cells for synthetic knees", {"corrections": [("RetractedandRepublishedIn", "7")]}, "retracted"),
        ("Retraction: Cells for synthetic knees", {"corrections": [("RetractionOf", "7")]}, "notice"),
        ("Cells for synthetic knees", {"sections": {}}, "no abstract"),
        ("Body size of people with knees", {"sections": "Of 138 people with knees, 40% were tall."}, "observational"),
    ],
)
def test_other_papers_are_never_read_for_a_verdict(title: str, changes: dict[str, object], kind: str) -> None:
    found = read_article(article(title=title, **changes))  # type: ignore[arg-type]
    assert (found.claim, found.reports_results, str(found.kind)) == ("no_claim", False, kind)


def test_a_plan_in_the_future_tense_is_a_protocol() -> None:
    text = "We will randomise 80 patients to cells or placebo. The primary outcome will be pain. Pain will be compared."
    assert str(read_article(article(title="Cells for knees", sections=text)).kind) == "protocol"


def test_a_paper_that_names_another_trial_only_makes_no_claim() -> None:
    xml = article(numbers=["NCT00000002"])
    assert read_article(xml, "NCT00000001").claim == "no_claim"
    assert read_article(xml, "NCT00000002").claim == "met"


def test_the_registered_outcome_names_the_primary_where_the_paper_does_not() -> None:
    results = "Walking distance was longer with cells than with placebo (P = 0.01). Pain score did not differ between groups (P = 0.7)."
    sections = trial(results, "Cells may help.", "We randomly assigned 80 patients to cells or placebo.")
    assert read_article(article(sections=sections), registered=["Pain score at 6 months"]).claim == "not_met"


def test_a_concern_lowers_the_confidence() -> None:
    assert read_article(article(corrections=[("ExpressionOfConcernIn", "8")])).confidence == "low"


def test_text_is_read_with_its_inline_tags_and_quoted_verbatim() -> None:
    results = "Pain score was <b>not <i>significantly</i></b> different (<i>P</i>&#x2009;=&#x2009;0&#xB7;43) after 10<sup>6</sup> cells."
    found = read_article(article(sections={"METHODS": METHODS, "RESULTS": results}))
    assert found.claim == "not_met"
    assert found.sentence == "Pain score was not significantly different (P\u2009=\u20090·43) after 10⁶ cells."


def test_headings_inside_a_text_are_headings() -> None:
    text = f"BACKGROUND: Knees. METHODS: {METHODS} RESULTS: Pain score did not differ (P = 0.5). CONCLUSION: Cells are promising."
    assert read_article(article(sections=text)).claim == "not_met"


def test_a_section_in_another_language_is_left_out() -> None:
    spanish = "El dolor fue menor con las células que con el placebo en la semana de los pacientes y las rodillas de la muestra."
    parts = sentences_of(parse_article(article(sections={"RESULTS": "Pain did not differ.", "RESUMEN": spanish})))
    assert [s.text for s in parts] == ["Pain did not differ."]


def test_the_published_date_is_the_earliest_and_months_may_be_words() -> None:
    assert parse_article(article(year="2020", month="Feb")).published == "2020-02"
    assert parse_article(article(year="2020", month="02")).published == "2020-02"


def test_pmids_of_other_papers_are_not_the_own_one() -> None:
    assert parse_article(article(pmid="7001", corrections=[("CommentIn", "9")])).pmid == "7001"


def test_books_are_known_as_books() -> None:
    xml = "<PubmedBookArticle><BookDocument><PMID>5</PMID><Book><BookTitle>B</BookTitle></Book></BookDocument></PubmedBookArticle>"
    assert str(read_article(xml).kind) == "book"


@pytest.mark.parametrize("text", ["", "no xml", "<a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<other/>"])
def test_what_is_no_record_is_a_clear_error(text: str) -> None:
    with pytest.raises(ResponseError):
        read_article(text)


def test_entities_from_outside_are_refused() -> None:
    with pytest.raises(ResponseError, match="declares entities"):
        parse_xml("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")


def test_what_is_nested_too_deeply_is_a_clear_error() -> None:
    with pytest.raises(ResponseError, match="nested too deeply"):
        read_article(article(sections="<b>" * 3_000 + "</b>" * 3_000))


def test_an_endless_abstract_is_listed_and_not_read() -> None:
    assert read_article(article(sections="a " * 100_000)).kind == "no abstract"


def test_the_success_of_an_earlier_study_is_not_that_of_the_paper() -> None:
    told = (
        "Previously, a trial reported that the primary end point was met with cells. We randomly assigned 80 patients to cells or "
        "placebo. Pain score at 6 months was 3.0 with cells and 3.1 with placebo (P = 0.8)."
    )
    assert read_article(article(sections=told)).claim == "not_met"


def test_a_retraction_in_the_first_words_of_the_abstract_is_one() -> None:
    told = "This article has been retracted at the request of the editors. The primary end point was met with cells (P = 0.01)."
    assert read_article(article(sections=told)).kind == "retracted"


def test_abbreviations_and_open_brackets_do_not_end_a_sentence() -> None:
    assert list(split("It was 5 vs. 10 (n = 3. Of 4). Next one.")) == ["It was 5 vs. 10 (n = 3. Of 4).", "Next one."]


@pytest.mark.parametrize(
    ("clause", "printed", "significant"),
    [
        ("lower (p < 0.001)", "p < 0.001", True),
        ("p=.43 for pain", "p=.43", False),
        ("p for interaction = 0.02; p = 0.3", "p = 0.3", False),
        ("no number here", "", None),
    ],
)
def test_the_first_p_value_of_a_clause_decides(clause: str, printed: str, significant: bool | None) -> None:
    assert first_p(clause) == (printed, significant)


@pytest.mark.parametrize(
    "text", ["hazard ratio, 0.53; 95% ci, 0.30 to 0.92", "hr 0.53 [95% ci 0.30-0.92]", "odds ratio 0.53 (0.30 to 0.92)"]
)
def test_ratios_are_read_with_their_interval(text: str) -> None:
    assert ratio_of(text) == (0.53, 0.30, 0.92)


@pytest.mark.parametrize(
    ("clause", "saying"),
    [
        ("with no increase in major bleeding", ""),
        ("cells did not increase survival", "none"),
        ("cells failed to improve walking", "none"),
        ("the rate was 55% with cells versus 40% with placebo", "untested"),
        ("pain did not differ (p = 0.001)", "conflict"),
    ],
)
def test_statements(clause: str, saying: str) -> None:
    assert statement_of(clause).saying == saying


def test_the_word_primary_in_other_senses_names_no_end_point() -> None:
    text = "Children of primary schools with primary root canal treatment were randomly assigned."
    assert not primary_of(sentences_of(parse_article(article(sections=text))), {}).named


def test_every_phrase_list_is_used_and_compiles() -> None:
    from pathlib import Path

    from msc_trials.knowledge import seeds
    from msc_trials.literature import phrases

    folder = Path(phrases.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    names = {row["list"] for row in seeds.table("claim_words")}
    assert [n for n in sorted(names) if f'"{n}"' not in code and not n.startswith("label_")] == []
    assert all(phrases.pattern(name) for name in names)
    assert all(row["source"] for row in seeds.table("claim_words"))


@pytest.mark.parametrize(
    ("title", "methods", "kind"),
    [
        ("Ex vivo expanded mesenchymal stromal cells for stiff knees: a phase 1/2 trial",
         "Cells were cultured on a scaffold with a hydrogel matrix. Patients received one injection of cultured cells.", "report"),
        ("Cultured autologous stem cells in a collagen scaffold for cartilage defects",
         "Cells were cultured. The scaffold was a matrix. Ten patients with defects were treated and underwent imaging.", "report"),
        ("Donor cells before in vitro fertilisation: a randomised trial", METHODS, "report"),
        ("Rabbit antithymocyte globulin with cells: a randomised trial", METHODS, "report"),
        ("Exosomes of stem cells promote osteogenic differentiation",
         "Cells were cultured and transfected. Western blot showed phosphorylation. Gene expression was measured.", "in vitro"),
    ],
)  # fmt: skip
def test_trials_of_cultured_cells_are_not_laboratory_studies(title: str, methods: str, kind: str) -> None:
    assert str(read_article(article(title=title, sections=trial(methods=methods))).kind) == kind


@pytest.mark.parametrize(
    "sections",
    [
        trial("Pain score was lower with cells than with placebo (P = 0.001).", "Cells reduced pain."),
        trial("Pain score did not differ between groups (P = 0.7).", "Cells did not reduce pain."),
        trial("The trial did not meet its primary end point.", "Cells did not reduce pain."),
        trial("The trial met its primary end point (P = 0.001).", "Cells reduced pain."),
    ],
)
def test_what_a_program_reads_is_never_more_than_medium_sure(sections: str) -> None:
    assert read_article(article(sections=sections)).confidence == "medium"
    assert read_article(article(sections=sections, types=("D016454",))).confidence == "medium"
