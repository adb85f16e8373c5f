"""One posted outcome with everything the rules ask of it, each worked out once."""

from __future__ import annotations

from functools import cached_property
from math import sqrt

from msc_trials.knowledge.rules import pattern
from msc_trials.records.schema import PostedOutcome
from msc_trials.records.study import PostedPrimary
from msc_trials.results.arms.groups import roles_in_trial
from msc_trials.results.arms.matcher import ArmMatcher
from msc_trials.results.arms.row_arms import rows_as_groups
from msc_trials.results.categories import event_rows, is_split
from msc_trials.results.direction.kind_in_trial import Asked, Setting, kind_in_trial
from msc_trials.results.direction.outcome_direction import OutcomeDirection
from msc_trials.results.direction.outcome_direction import outcome_direction as direction_of
from msc_trials.results.direction.outcome_domain import OutcomeKind
from msc_trials.results.findings import Direction, GroupNumbers, reason
from msc_trials.results.model import ArmRole, Role
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.values import ValueRow, after_treatment, is_count, is_share, rows_of
from msc_trials.results.words import found, join

_SHOWN_BY_A_TEST = frozenset({"measure", "count_measure"})
"""Rules of direction that read a quantity or a count of what a test or a scan shows."""


class OutcomeView:
    """A posted primary outcome: texts, roles of its groups, rows of values, direction and kind.

    ``index`` counts the posted primary outcomes from 0; ``setting`` is what the rest of the record tells; ``paired``: the same
    people were given what is compared.
    """

    def __init__(self, index: int, posted: PostedPrimary, matcher: ArmMatcher, setting: Setting) -> None:
        self.index = index
        turned = rows_as_groups(posted.outcome, matcher)
        self.outcome: PostedOutcome = turned or posted.outcome
        self.path: str = posted.path
        self.matcher = matcher
        sides = join(*matcher.titles, *(f"{g.title} {g.description}" for g in posted.outcome.groups))
        self.paired = matcher.crossover or turned is not None or bool(found("same_person", sides))
        self.preferred = turned is not None and bool(found("preference", turned.title or ""))
        self.setting = setting
        self.title: str = self.outcome.title or ""
        self.description: str = self.outcome.description or ""
        self.unit: str = self.outcome.unit_of_measure or ""

    @property
    def posted(self) -> bool:
        """Whether the outcome has groups and is not marked as not posted."""
        return bool(self.outcome.groups) and self.outcome.reporting_status != "NOT_POSTED"

    @cached_property
    def roles(self) -> dict[str, ArmRole]:
        """Role per group id."""
        return roles_in_trial(self.outcome.groups, self.matcher, self.setting.groups)

    @cached_property
    def rows(self) -> list[ValueRow]:
        """Posted rows of values."""
        return rows_of(self.outcome)

    @cached_property
    def later_rows(self) -> list[ValueRow]:
        """Rows after the start of treatment."""
        return after_treatment(self.rows)

    @cached_property
    def counts(self) -> bool:
        """Whether the values are counts, compared by rate."""
        return is_count(self.outcome)

    @cached_property
    def split(self) -> bool:
        """Whether counts or shares are split into categories, so that one row alone does not stand for the outcome."""
        if self.counts:
            return is_split(self.later_rows)
        return is_share(self.outcome) and is_split(self.later_rows, shares=True)

    @property
    def dispersion(self) -> str:
        """``standard deviation`` or ``standard error ...`` of posted means; empty for other values."""
        named = (self.outcome.dispersion_type or "").lower().replace("_", " ")
        mean = (self.outcome.param_type or "") in {"MEAN", "LEAST_SQUARES_MEAN"}
        return named if mean and named.startswith("standard") else ""

    def numbers(self, row: ValueRow, group: str) -> GroupNumbers | None:
        """A whole number of those analysed, or a mean with its standard deviation (a standard error is brought to one)."""
        value, size, spread = row.values[group], row.sizes.get(group, 0.0), row.spreads.get(group)
        if self.counts:
            whole = value == int(value) and size == int(size)
            return GroupNumbers(value, size) if whole and size > 0 and 0 <= value <= size else None
        if not self.dispersion or size < 2 or spread is None or spread < 0:
            return None
        return GroupNumbers(value, size, spread * sqrt(size) if "error" in self.dispersion else spread)

    @cached_property
    def events(self) -> list[tuple[ValueRow, int]]:
        """Of counts split into categories, the rows that count the event of the title (+1) or its opposite (-1)."""
        return event_rows(self.title, self.later_rows, self.direction != "lower")

    @cached_property
    def bayesian(self) -> bool:
        """Whether the outcome itself is a Bayesian estimate."""
        return bool(found("bayes", f"{self.title} {self.description}"))

    @cached_property
    def outcome_direction(self) -> OutcomeDirection:
        """Which way is better, with its reason."""
        told = (self.title, self.description, self.unit, self.outcome.time_frame or "")
        way = direction_of(*told)
        if way.direction == "unclear" and way.leaning == "unclear":  # "transit time": in constipation
            in_trial = direction_of(*told, about=self.setting.about)
            way = in_trial if in_trial.direction in {"higher", "lower"} else way
        if way.reason.code in _SHOWN_BY_A_TEST and pattern("outcome.on_a_test").search(self.setting.about):
            return way._replace(direction="unclear", leaning="unclear", reason=reason("on_a_test", "", self.title[:80]))
        if self.preferred:
            return way._replace(direction="higher", reason=reason("preferred", "", self.title[:80]))
        if way.leaning != "unclear":  # a difference that a test confirms is the second signal
            way = way._replace(direction=way.leaning)
        values = [v for row in self.later_rows for v in row.values.values()] if way.family == "falls" else []
        if values and max(values) < 0:  # "reduction in pain: -3": the change itself is posted
            return way._replace(direction="lower", reason=reason("negative_changes", "", self.title[:80]))
        return way

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return self.outcome_direction.direction

    @cached_property
    def kind(self) -> OutcomeKind:
        """Efficacy, safety, pharmacokinetics or feasibility, by the words of the outcome and by its trial."""
        return kind_in_trial(self.asked, lambda: self.outcome_direction, self.setting)

    @cached_property
    def asked(self) -> Asked:
        """The outcome with the kind that its own words give."""
        return Asked.of(self.outcome)

    def with_role(self, role: Role) -> list[str]:
        """Ids of the groups with a role, in posted order."""
        return [g for g, s in self.roles.items() if s.role is role]

    @cached_property
    def analyses(self) -> list[PostedAnalysis]:
        """The posted analyses."""
        return [PostedAnalysis(a, f"{self.path}.analyses[{i}]") for i, a in enumerate(self.outcome.analyses)]
