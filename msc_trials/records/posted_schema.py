"""The shape of posted outcomes as the API sends them: groups, values, categories and analyses.

Field names follow the API v2 (specification 2.0.5); every value is optional, most are texts as sponsors typed them.
"""

from __future__ import annotations

from typing_extensions import TypedDict

from msc_trials.records.node import Code, Node, checked


class Group(Node):
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


class Analysis(Node):
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


class PostedOutcome(Node):
    """A posted outcome with its groups, values and analyses."""

    type: Code | None = None
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
