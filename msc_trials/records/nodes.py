"""The nodes of a study that rules look at as they are: arms, interventions, outcomes, publications, posted values.

Field names follow the API v2 (specification 2.0.5) in lower case; all values are optional texts, as typed by sponsors.
Posted values, which are many, are dictionaries with the API's own names: a model of each would take longer to make than
to read.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, with_config
from pydantic.alias_generators import to_camel
from typing_extensions import TypedDict

checked = with_config(ConfigDict(extra="ignore", coerce_numbers_to_str=True))
"""For dictionaries of which the keys named are checked and the others left out."""


class _Node(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, extra="ignore", frozen=True, coerce_numbers_to_str=True, populate_by_name=True
    )


class Intervention(_Node):
    """One registered intervention; ``type`` is the registry's code (BIOLOGICAL, DRUG, ...)."""

    type: str | None = None
    name: str | None = None
    description: str | None = None
    arm_group_labels: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


class Arm(_Node):
    """One registered arm; ``intervention_names`` look like ``"Biological: UC-MSC"``."""

    label: str | None = None
    type: str | None = None
    description: str | None = None
    intervention_names: tuple[str, ...] = ()


class Outcome(_Node):
    """A registered (planned) outcome."""

    measure: str | None = None
    description: str | None = None
    time_frame: str | None = None


class Retraction(_Node):
    """A retraction notice of a linked publication."""

    pmid: str | None = None
    source: str | None = None


class Reference(_Node):
    """A linked publication; ``type`` RESULT (said to report results), DERIVED (linked by the library) or BACKGROUND."""

    pmid: str | None = None
    type: str | None = None
    citation: str | None = None
    retractions: tuple[Retraction, ...] = ()


class Group(_Node):
    """A result group; its id means something inside its own outcome only."""

    id: str | None = None
    title: str | None = None
    description: str | None = None


@checked
class Count(TypedDict, total=False):
    """Number of units analysed in one group, as text."""

    groupId: str | None
    value: str | None


@checked
class Denominator(TypedDict, total=False):
    """Units analysed (participants, eyes, lesions) per group."""

    units: str | None
    counts: tuple[Count, ...]


@checked
class Measurement(TypedDict, total=False):
    """One posted value, all text: ``NA`` with a comment is not zero and not "not reached"."""

    groupId: str | None
    value: str | None
    spread: str | None
    lowerLimit: str | None
    upperLimit: str | None
    comment: str | None


@checked
class Category(TypedDict, total=False):
    """A category of a posted outcome with one measurement per group."""

    title: str | None
    measurements: tuple[Measurement, ...]


@checked
class OutcomeClass(TypedDict, total=False):
    """A row of a posted outcome (a time point, a subscale)."""

    title: str | None
    denoms: tuple[Denominator, ...]
    categories: tuple[Category, ...]


class Analysis(_Node):
    """A posted statistical analysis; every field but one is text as typed by the sponsor."""

    group_ids: tuple[str, ...] = ()
    group_description: str | None = None
    tested_non_inferiority: bool | None = None
    non_inferiority_type: str | None = None
    non_inferiority_comment: str | None = None
    p_value: str | None = None
    p_value_comment: str | None = None
    statistical_method: str | None = None
    statistical_comment: str | None = None
    param_type: str | None = None
    param_value: str | None = None
    ci_pct_value: str | None = None
    ci_num_sides: str | None = None
    ci_lower_limit: str | None = None
    ci_upper_limit: str | None = None
    ci_lower_limit_comment: str | None = None
    ci_upper_limit_comment: str | None = None
    dispersion_type: str | None = None
    dispersion_value: str | None = None
    estimate_comment: str | None = None
    other_analysis_description: str | None = None


class PostedOutcome(_Node):
    """A posted outcome with its groups, values and analyses."""

    type: str | None = None
    title: str | None = None
    description: str | None = None
    population_description: str | None = None
    reporting_status: str | None = None
    param_type: str | None = None
    dispersion_type: str | None = None
    unit_of_measure: str | None = None
    time_frame: str | None = None
    type_units_analyzed: str | None = None
    denom_units_selected: str | None = None
    groups: tuple[Group, ...] = ()
    denoms: tuple[Denominator, ...] = ()
    classes: tuple[OutcomeClass, ...] = ()
    analyses: tuple[Analysis, ...] = ()
