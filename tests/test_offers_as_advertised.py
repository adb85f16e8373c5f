"""Offers in the words of adverts and price lists: phrases, other languages, several values at once, amounts that are no count."""

from __future__ import annotations

import pytest

from msc_trials import answer
from msc_trials.errors import QueryError
from msc_trials.evidence.clinic_offer import read_cells, read_offer
from msc_trials.evidence.words import sentence
from msc_trials.knowledge.product_kinds import kind_of, kind_typed
from msc_trials.output.checklist import checklist
from tests.made_up import answer_of, assessment

NONE: dict[str, str | None] = dict.fromkeys(("source", "donor", "route", "guidance"))


@pytest.mark.parametrize(
    ("topic", "typed", "value"),
    [
        ("guidance", "ultrasound guided", "ultrasound"),
        ("guidance", "palpation guided", "none"),
        ("donor", "donated umbilical cords", "allogeneic"),
        ("source", "own fat", "adipose"),
        ("source", "Nabelschnur", "umbilical_cord"),
        ("source", "grasa", "adipose"),
        ("donor", "propias", "autologous"),
        ("route", "IV drip", "intravenous"),
        ("route", "into the penis", "intralesional_local_injection"),
        ("route", "intranasal", "other"),
        ("route", "epidural", "other"),
    ],
)
def test_a_phrase_of_a_brochure_is_read_by_the_one_value_it_names(topic: str, typed: str, value: str) -> None:
    """A customer copies a price list word for word, in English or not."""
    assert getattr(read_offer(None, False, {**NONE, topic: typed}), topic) == value


@pytest.mark.parametrize(("typed", "kind"), [("same-day SVF", "svf"), ("Wharton's jelly exosomes", "exosomes")])
def test_a_product_without_grown_cells_is_found_inside_a_phrase(typed: str, kind: str) -> None:
    """Exosomes stay exosomes whatever tissue stands before them."""
    found = read_offer(None, False, {**NONE, "source": typed})
    assert found.kind is not None
    assert (found.kind.kind, found.source) == (kind, None)


@pytest.mark.parametrize(("topic", "typed"), [("route", "IV and intrathecal"), ("source", "fat, bone marrow")])
def test_an_offer_of_several_values_is_not_read_as_one_of_them(topic: str, typed: str) -> None:
    with pytest.raises(QueryError, match="names more than one"):
        read_offer(None, False, {**NONE, topic: typed})


@pytest.mark.parametrize(
    ("topic", "typed"), [("donor", "not from a donor"), ("route", "IV and sublingual"), ("route", "injection")]
)
def test_a_phrase_that_denies_or_holds_an_unknown_value_is_refused(topic: str, typed: str) -> None:
    with pytest.raises(QueryError, match="this tool knows"):
        read_offer(None, False, {**NONE, topic: typed})


@pytest.mark.parametrize("typed", ["2 vials", "25cc", "2 vials of 10 million", "50 billion exosomes"])
def test_vials_millilitres_and_particles_are_told_to_be_no_living_cells(typed: str) -> None:
    """The customer of "2 vials" needs to know what to ask, not how numbers are written."""
    with pytest.raises(QueryError, match="is no living cell"):
        read_cells(typed)


@pytest.mark.parametrize("typed", ["5-10 million", "3 x 30 million"])
def test_several_numbers_are_asked_for_one_by_one(typed: str) -> None:
    with pytest.raises(QueryError, match="Give one number"):
        read_cells(typed)


def test_a_product_typed_beside_the_condition_is_what_the_checklist_compares() -> None:
    """A customer types "SVF for knee arthritis": figures of cells grown in culture are none of his offer's."""
    found = checklist(answer("SVF for knee arthritis", source="snapshot"))
    assert found.offer.kind is not None
    assert found.offer.kind.kind == "svf"
    assert found.level is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [("cord blood for autism", "cord blood"), ("PRP and stem cells for knee arthritis", "platelet-rich plasma (PRP)")],
)
def test_a_product_typed_beside_cells_or_without_a_sheet_of_its_own_is_named_in_the_checklist(
    typed: str, name: str
) -> None:
    found = checklist(answer(typed, source="snapshot"))
    assert found.offer.kind is None
    assert found.caution == sentence("typed_product", name=name)


def test_a_source_given_by_option_goes_before_a_product_typed_beside_the_condition() -> None:
    found = checklist(answer("SVF for knee arthritis", source="snapshot"), source="umbilical cord")
    assert (found.offer.kind, found.offer.source) == (None, "umbilical_cord")


def test_a_way_without_a_row_of_its_own_says_that_others_are_counted_with_it() -> None:
    """Offered into the nose; a trial into the belly stands in the same row."""
    trials = answer_of(assessment(1, "met", controlled=True, routes=("other",)))
    says = next(s for s in checklist(trials, route="intranasal").sections if s.topic == "route").says
    assert any(sentence("no_row_of_its_own") in line for line in says)
    nothing = answer_of(assessment(1, "met", controlled=True, routes=("intravenous",)))
    says = next(s for s in checklist(nothing, route="intranasal").sections if s.topic == "route").says
    assert not any(sentence("no_row_of_its_own") in line for line in says)


@pytest.mark.parametrize(
    ("topic", "typed"),
    [
        ("guidance", "not ultrasound guided"),
        ("guidance", "ultrasound is not used"),
        ("guidance", "no ultrasound"),
        ("source", "sheep placenta"),
        ("source", "rabbit fat"),
        ("donor", "the clinic's own cell bank"),
        ("donor", "my brother's own"),
        ("donor", "from our own donors"),
    ],
)
def test_what_is_denied_from_an_animal_or_somebody_elses_own_is_not_what_the_phrase_names(
    topic: str, typed: str
) -> None:
    with pytest.raises(QueryError, match="is not a"):
        read_offer(None, False, {**NONE, topic: typed})


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("not SVF", None),
        ("stem cells grown from SVF", None),
        ("better than PRP", None),
        ("extracellular vesicles isolated from cord", "exosomes"),
        ("same-day SVF", "svf"),
    ],
)
def test_a_product_that_is_denied_or_only_what_cells_were_grown_from_is_not_offered(
    typed: str, kind: str | None
) -> None:
    found = kind_of(typed)
    assert (None if found is None else found.kind) == kind


@pytest.mark.parametrize(
    "typed",
    [
        "knee arthritis after PRP",
        "aplastic anemia low platelets",
        "knee arthritis, PRP failed",
        "stroke, on growth factors",
    ],
)
def test_a_product_that_was_given_before_or_is_a_finding_hides_no_trial(typed: str) -> None:
    assert kind_typed(typed) is None


def test_free_of_something_denies_it_and_cell_free_does_not() -> None:
    cell_free = kind_of("cell-free exosomes")
    assert cell_free is not None
    assert cell_free.kind == "exosomes"
    assert kind_of("cord cells, free of exosomes") is None
