"""Which arms are tested: registered types, control words, titles, groups that are not arms."""

from __future__ import annotations

import pytest

from msc_trials.records.schema import Group
from msc_trials.results.arms.arm_text import ArmText
from msc_trials.results.arms.groups import group_roles
from msc_trials.results.arms.matcher import ArmMatcher
from msc_trials.results.arms.tested_arms import roles_msc, roles_of_arms
from msc_trials.results.findings import VerdictStatus as S
from msc_trials.results.model import Role
from tests.synthetic_results import analysis, outcome, verdict


def arm(kind: str, label: str, *products: str) -> ArmText:
    return ArmText(kind, label, products or (label,))


def roles(*arms: ArmText, title: str = "", single: bool = False) -> str:
    """One letter per arm: Tested, Comparator, candidate (?), Other."""
    letters = {Role.TESTED: "T", Role.COMPARATOR: "C", Role.CANDIDATE: "?", Role.OTHER: "O"}
    return "".join(letters[s.role] for s in roles_of_arms(arms, (title,), single))


def test_registered_types() -> None:
    assert roles(arm("EXPERIMENTAL", "Alfa"), arm("ACTIVE_COMPARATOR", "Beta")) == "TC"
    assert roles(arm("PLACEBO_COMPARATOR", "Placebo"), arm("EXPERIMENTAL", "Alfa")) == "CT"


def test_nct00237718_the_drug_beside_a_placebo_is_tested_whatever_its_type() -> None:
    assert roles(arm("ACTIVE_COMPARATOR", "Alfa"), arm("PLACEBO_COMPARATOR", "Placebo")) == "TC"
    assert roles(arm("OTHER", "Alfa"), arm("NO_INTERVENTION", "Observation")) == "TC"


def test_nct01272232_a_placebo_typed_experimental_is_the_control() -> None:
    assert roles(arm("EXPERIMENTAL", "Alfa"), arm("EXPERIMENTAL", "Placebo")) == "TC"


def test_nct00420927_background_plus_placebo_is_the_control() -> None:
    assert (
        roles(arm("EXPERIMENTAL", "Alfa + base drug"), arm("EXPERIMENTAL", "Base drug + placebo", "Base drug")) == "TC"
    )


def test_nct00704405_a_placebo_after_the_product_keeps_the_arm_tested() -> None:
    three = (
        arm("EXPERIMENTAL", "Alfa 24 weeks + 24 weeks placebo", "Alfa"),
        arm("EXPERIMENTAL", "Alfa 48 weeks", "Alfa"),
    )
    assert roles(*three, arm("PLACEBO_COMPARATOR", "Placebo")) == "TTC"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Alfa versus beta in arthritis", "TC"),
        ("Beta vs. alfa", "CT"),
        ("Comparison of alfa with beta", "TC"),
        ("Beta compared to alfa", "CT"),
        ("A study of alfa in arthritis", "TC"),
        ("Treatment of arthritis", "??"),
    ],
)
def test_the_title_decides_between_arms_of_one_type(title: str, expected: str) -> None:
    assert roles(arm("ACTIVE_COMPARATOR", "Alfa"), arm("ACTIVE_COMPARATOR", "Beta"), title=title) == expected


def test_nct00367055_products_joined_by_a_hyphen_are_each_named_by_the_title() -> None:
    title = "The alfavir-base combination versus a base-sulfo combination"
    assert roles(arm("OTHER", "Alfavir + base"), arm("OTHER", "Betamine + base"), title=title) == "TC"


def test_nct00982592_an_addition_is_tested_against_its_base() -> None:
    assert roles(arm("EXPERIMENTAL", "1", "base drug"), arm("EXPERIMENTAL", "2", "base drug", "alfa")) == "CT"


def test_one_product_in_other_regimens_has_no_comparator() -> None:
    assert roles(arm("EXPERIMENTAL", "Daily", "alfa"), arm("EXPERIMENTAL", "Weekly", "alfa")) == "TT"


def test_msc_arms_are_those_of_the_counted_classes() -> None:
    arms = (arm("ACTIVE_COMPARATOR", "UC-MSC"), arm("EXPERIMENTAL", "Exosomes"), arm("EXPERIMENTAL", "Saline"))
    found = roles_msc(("core", "cell_free", ""), arms)
    assert [s.role for s in found] == [Role.TESTED, Role.COMPARATOR, Role.COMPARATOR]


def arm_matcher(*arms: ArmText, title: str = "", crossover: bool = False) -> ArmMatcher:
    return ArmMatcher(arms, (title,), crossover=crossover)


def matched(found: ArmMatcher, *titles: str) -> list[Role]:
    groups = tuple(Group(id=f"OG{i:03d}", title=t) for i, t in enumerate(titles))
    return [s.role for s in group_roles(groups, found).values()]


def test_groups_are_found_by_telling_words_not_by_order() -> None:
    arms = arm_matcher(arm("EXPERIMENTAL", "Arm 1", "Alfacell"), arm("ACTIVE_COMPARATOR", "Arm 2", "Betamab"))
    assert matched(arms, "Betamab 5 mg", "Alfacell 10 million") == [Role.COMPARATOR, Role.TESTED]


def test_nct01448044_a_renamed_product_beside_a_placebo_is_the_tested_one() -> None:
    arms = arm_matcher(arm("EXPERIMENTAL", "ABC-123 + base"), arm("PLACEBO_COMPARATOR", "Placebo + base"))
    assert matched(arms, "Alfavir + base", "Placebo + base") == [Role.TESTED, Role.COMPARATOR]


def roles_of(arms: ArmMatcher, *groups: tuple[str, str]) -> list[Role]:
    """Roles of groups with a title and a description."""
    posted = tuple(Group(id=f"OG{i:03d}", title=title, description=told) for i, (title, told) in enumerate(groups))
    return [s.role for s in group_roles(posted, arms).values()]


def test_nct00949884_a_joined_group_is_the_product_it_names() -> None:
    arms = arm_matcher(
        arm("EXPERIMENTAL", "Alfavir"),
        arm("PLACEBO_COMPARATOR", "Placebo followed by alfavir", "Alfavir", "Placebo"),
        arm("ACTIVE_COMPARATOR", "Betamine"),
    )
    joined = ("Combined alfavir", "People given alfavir, or placebo followed by alfavir")
    assert roles_of(arms, joined, ("Betamine", "")) == [Role.TESTED, Role.COMPARATOR]


def test_nct00445224_a_label_may_shorten_the_word_of_a_group_or_stand_in_the_plural() -> None:
    arms = arm_matcher(
        arm("EXPERIMENTAL", "Hip exercises", "Hip exercise"),
        arm("ACTIVE_COMPARATOR", "Quad exercises"),
    )
    first, second = (
        ("Hip, then all exercises", "Hip first"),
        ("Quadriceps, then all exercises", "Hip and quadriceps at last"),
    )
    assert roles_of(arms, first, second) == [Role.TESTED, Role.COMPARATOR]


def test_nct00638014_a_title_without_a_word_of_the_arm_another_group_has_is_the_other_arm() -> None:
    arms = ArmMatcher(
        (
            ArmText("ACTIVE_COMPARATOR", "1", ("Wire closure",), "Wires only"),
            ArmText("EXPERIMENTAL", "2", ("Rapid closure system",), "The system with wires"),
        ),
        ("A rapid closure system",),
    )
    wires, clamps = ("Wires only", "Closed by wire."), ("Clamps", "Clamps and, above them, wire.")
    assert roles_of(arms, wires, clamps) == [Role.COMPARATOR, Role.TESTED]


def test_nct00768755_a_group_without_the_product_of_the_tested_arms_is_the_comparator() -> None:
    both = "alfanib with betaplatin and gammaxed"
    arms = ArmMatcher(
        (
            ArmText("EXPERIMENTAL", "I", ("alfanib",), both),
            ArmText("EXPERIMENTAL", "II", ("alfanib",), f"{both}, phase 2"),
            ArmText("ACTIVE_COMPARATOR", "III", ("chemotherapy",), "betaplatin and gammaxed"),
        ),
        ("Alfanib in lung cancer",),
    )
    titles = ("Alfanib + betaplatin/gammaxed (phase 2)", "Betaplatin/gammaxed (phase 2)")
    assert matched(arms, *titles) == [Role.TESTED, Role.COMPARATOR]


def test_nct01175902_sequences_of_a_crossover_are_judged_by_what_was_given() -> None:
    arms = arm_matcher(
        arm("EXPERIMENTAL", "AB", "alfa", "beta"), arm("EXPERIMENTAL", "BA", "alfa", "beta"),
        title="Alfa compared to beta", crossover=True,
    )  # fmt: skip
    assert matched(arms, "Beta, period 1", "Alfa, period 1") == [Role.COMPARATOR, Role.TESTED]


def test_groups_that_are_time_points_are_no_arms() -> None:
    arms = arm_matcher(arm("EXPERIMENTAL", "Alfa"), arm("ACTIVE_COMPARATOR", "Beta"))
    assert matched(arms, "Before treatment", "After treatment") == [Role.OTHER, Role.OTHER]


def test_ids_mean_something_inside_their_own_outcome_only() -> None:
    first = outcome("Walking distance in six minutes", [350, 300], analysis(pValue="0.01"))
    second = outcome(
        "Walking distance in six minutes", [300, 350], analysis(pValue="0.01"), groups=("Placebo", "Cell product")
    )
    assert verdict(first, second).status is S.MET


def test_nct00482729_shortened_names_are_recognized() -> None:
    arms = arm_matcher(arm("EXPERIMENTAL", "1", "sitagliptin"), arm("ACTIVE_COMPARATOR", "2", "metformin"))
    assert matched(arms, "Sita 100", "Met 500") == [Role.TESTED, Role.COMPARATOR]


def test_nct01032265_a_group_is_the_arm_whose_description_it_repeats() -> None:
    course = "Information on the web with exercises for the floor, and letters every week."
    leaflet = "Information and exercises for the floor."
    arms = ArmMatcher(
        (
            ArmText("ACTIVE_COMPARATOR", "Web course", ("Web course with exercises",), course),
            ArmText("ACTIVE_COMPARATOR", "Leaflet", ("Leaflet",), leaflet),
        ),
        ("A web course",),
    )
    assert roles_of(arms, ("Post", leaflet), ("Internet", course)) == [Role.COMPARATOR, Role.TESTED]
