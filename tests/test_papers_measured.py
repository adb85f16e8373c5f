"""Values of two arms in one clause, made-up sentences: which number is whose, and what is no value."""

from __future__ import annotations

import pytest

from msc_trials.literature import read_article
from msc_trials.literature.arms import Arms, arms_of
from msc_trials.literature.favours import favoured
from msc_trials.literature.measured import pair_of, values_in
from msc_trials.literature.statement import clauses_of, statement_of
from tests.made_up_papers import article, trial

ARMS = arms_of("Cells versus serum for stiff synthetic knees: a randomised trial")
NONE = Arms()


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("pain was 31 (sd 4.2) with cells and 38 ± 5 with serum, t = 3.1, p < 0.01", [31, 38]),
        ("falls occurred in 9 of the 60 patients on cells and in 3 of 60 without", [15, 5]),
        ("falls occurred in nine of the 60 patients on cells", [15]),
        ("falls occurred in 9 (15%) of 60 patients on cells and 3/60 (5%) on serum", [15, 5]),
        ("falls were 15.0% (9 of 60, 95% ci 8 to 26) with cells", [15]),
        ("pain was 12 points lower with cells (median 20 vs 32; 95% ci of difference 5 to 19)", [20, 32]),
        ("stiffness came down from 60 to 40 with cells and from 61 to 55 with serum", [40, 55]),
        ("the rate was 8.1 per 1000 person-years with cells", [8.1]),
        ("scores were 31.2 out of 40 with cells", [31.2]),
        ("response was 90% (18 patients) with cells and 60% (12) with serum", [90, 60]),
        ("the mean difference was 4.7 points (p = 0.01)", []),
        ("hazard ratio 0.63 (0.51-0.78)", []),
    ],
)
def test_numbers_that_may_be_values_of_an_arm(clause: str, numbers: list[float]) -> None:
    assert [value.number for value in values_in(clause)] == pytest.approx(numbers)


@pytest.mark.parametrize(
    ("clause", "arms", "pair"),
    [
        ("pain was 20 with cells and 32 with serum", ARMS, (20, 32)),
        ("serum left a pain of 32, cells one of 20", ARMS, (20, 32)),
        ("pain was 20 in patients with cells as opposed to 32 in the others", NONE, (20, 32)),
        ("pain was found in 20% with the mesh and 32% without (p = 0.01)", NONE, (20, 32)),
        ("of those who had not been given cells 32%, against 20% of those who had, fell", NONE, (20, 32)),
        ("shivering was seen in 27 of 60 controls but in only nine of the 60 warmed patients", NONE, (15, 45)),
        ("the rates were 20 and 32%, respectively, in the cell and the placebo group", NONE, (20, 32)),
        ("pain was 25 with 10 mg, 20 with 20 mg and 32 with placebo", ARMS, None),
        ("pain was 20 at presentation and 32 with placebo", ARMS, None),
        ("pain was 20 in group q and 32 in group z", NONE, None),
        ("tension was 20 with cells, and anger 32", ARMS, None),
    ],
)
def test_the_arm_of_each_of_two_values(clause: str, arms: Arms, pair: tuple[float, float] | None) -> None:
    found = pair_of(clause, arms)
    assert (None if found is None else (found.tested, found.comparator)) == pair


def test_a_word_for_the_treated_arm_tells_whose_the_value_without_is() -> None:
    assert favoured("infection was seen in 4% of warmed patients and 15% of unwarmed patients", NONE) == "tested"
    assert favoured("infection was seen in 4% of patients with the sleeve and 15% without", NONE) == "tested"


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("pain was 20 in those with cells, while those with serum only reached 32 (p = 0.01)", 1),
        ("cells left a pain of 20 on average, serum one of 32; the 12 that lay between them (95% ci 6 to 18) count", 1),
        ("pain was 20 with cells and 32 with serum (p = 0.01), whereas sleep lasted 6 and 7 hours (p = 0.3)", 2),
        ("pain was lower in patients given cells (20 vs 32), but sleep was alike (6 vs 7 hours, p = 0.3)", 2),
    ],
)
def test_two_halves_of_one_comparison_stay_together(sentence: str, clauses: int) -> None:
    assert len(list(clauses_of(sentence))) == clauses


METHODS = (
    "We allotted 120 patients at random to cells or to serum. The primary outcome was the number of working days lost."
)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        # Values of two arms with a test compare the arms.
        ("Working days lost were 16 on average in patients on cells against 27 in those on serum (P = 0.003).", "met"),
        (
            "Working days lost were 26 on average in patients on cells against 27 in those on serum (P = 0.6).",
            "not_met",
        ),
        # The sentence that follows gives the estimate of what was compared.
        (
            "Working days lost were 16 with cells and 27 with serum. The difference of 11 days had a 95% CI of 4 to 18.",
            "met",
        ),
    ],
)
def test_numbers_of_two_arms_decide(results: str, expected: str) -> None:
    title = "Cells for stiff synthetic knees: a randomised trial"
    paper = article(title=title, sections=trial(results, "Cells may be used.", METHODS))
    assert read_article(paper).claim == expected


def test_treatments_named_by_the_methods_are_arms() -> None:
    methods = "seventy people were allotted by sealed envelope to warm fluid from a cabinet or to fluid as it came."
    arms = arms_of("Warmed fluid during operations of the synthetic knee", {}, [methods])
    assert "warm" in arms.tested_words


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        # One test behind the values of both arms compares them, whatever else the sentence tests.
        (("Stiff joints were 12 per year in patients on serum and 5 in patients on cells (P < 0.02), and the cell group had a longer "
          "time to stiffness (P < 0.05)."), "met"),
        # A test for each arm against its own past does not.
        ("Pain fell from 60 to 40 in patients on cells and from 61 to 55 in patients on serum (P < 0.001 for both).", "no_claim"),
        # Nor does one arm at two times.
        ("Pain in the group on cells and placebo was 41 ± 3 before treatment and 26 ± 9 after 8 weeks of treatment (P < 0.001).", "no_claim"),
        # The smaller loss of something good is the better one, whichever arm stands beside the verb.
        ("Walking distance declined by 29 m in patients on cells and by 58 m in those on serum (P < 0.001).", "met"),
        # What a value fell to is no fall.
        ("Pain had fallen to 20 in patients on cells and to 32 in those on serum (P = 0.01).", "met"),
        # A gap with its interval compares the arms without their names.
        ("The gap in pain was 11 points in favour of cells (95% CI 4 to 18).", "met"),
    ],
)  # fmt: skip
def test_what_the_numbers_of_two_arms_say(results: str, expected: str) -> None:
    methods = "We allotted 120 patients at random to cells or to serum."
    paper = article(
        title="Cells for stiff synthetic knees: a randomised trial", sections=trial(results, "Cells help.", methods)
    )
    assert read_article(paper).claim == expected


@pytest.mark.parametrize(
    ("clause", "saying"),
    [
        ("the lower limit of the 95% interval of the difference was -6.9, within the margin", "noninferior"),
        ("with an upper limit of 1.4 the criterion was fulfilled", "noninferior"),
        ("the upper limit was 9.1 and the margin was exceeded", "not_noninferior"),
    ],
)
def test_a_margin_that_is_kept_or_broken(clause: str, saying: str) -> None:
    assert statement_of(clause, noninferiority=True).saying == saying
    assert statement_of(clause).saying != saying
