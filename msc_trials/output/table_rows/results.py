"""Rows of the tables of results: outcomes, analyses, verdicts, measurements, participants, adverse events."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.output.items import Item
from msc_trials.output.table_rows.cells import Row, effect_cells, numbers, same, several
from msc_trials.output.table_rows.trials import verdict_cells
from msc_trials.records.results_section import adverse_events, participant_flow, posted_groups, posted_outcomes
from msc_trials.records.schema import Analysis, Outcome, PostedOutcome
from msc_trials.records.study import PostedPrimary
from msc_trials.results.findings import OutcomeFinding
from msc_trials.results.sides import roles_by_id, roles_by_title
from msc_trials.results.tests.noninferiority import margin_of
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import parse_p
from msc_trials.results.tests.unadjusted_test import hint
from msc_trials.results.values import units_analysed
from msc_trials.results.words import number

_AS_POSTED = ("p_value", "dispersion_type", "estimate_comment")
_POSTED_AS = {
    "method": "statistical_method",
    "p_comment": "p_value_comment",
    "effect_kind": "param_type",
    "effect_text": "param_value",
    "ci_low_text": "ci_lower_limit",
    "ci_high_text": "ci_upper_limit",
    "ci_sides": "ci_num_sides",
    "test_type": "non_inferiority_type",
    "margin_comment": "non_inferiority_comment",
    "comment": "statistical_comment",
    "groups_comment": "group_description",
}
"""Columns of an analysis by the registry's names."""


def outcome_rows(item: Item) -> Iterator[Row]:
    """Registered outcomes, then main outcomes with posted results."""
    trial = item.record
    yield from _registered(item, "registered_primary", "primaryOutcomes", trial.primary_outcomes)
    yield from _registered(item, "registered_secondary", "secondaryOutcomes", trial.secondary_outcomes)
    findings = {f.path: f for f in item.assessment.verdict.findings} if trial.posted_primary else {}
    for posted in trial.posted_primary:
        yield _posted(item, posted, findings.get(posted.path))


def _registered(item: Item, kind: str, field: str, outcomes: tuple[Outcome, ...]) -> Iterator[Row]:
    for position, outcome in enumerate(outcomes):
        yield {
            **numbers(item),
            "kind": kind,
            "position": position,
            **same(outcome, "measure", "description", "time_frame"),
            "path": f"protocolSection.outcomesModule.{field}[{position}]",
        }


def _posted(item: Item, posted: PostedPrimary, finding: OutcomeFinding | None) -> Row:
    outcome = posted.outcome
    row: Row = {
        **numbers(item),
        "kind": "posted_primary",
        "position": posted.position,
        **_measured(outcome),
        **same(outcome, "description", "reporting_status"),
        "path": posted.path,
    }
    if finding is not None:
        row |= {
            **same(finding, "direction", "worse", p_value="p_text"),
            "verdict": finding.status.value,
            "values": several(f"{title}: {value}" for title, value in finding.groups),
            "hint": hint(finding.unadjusted) if finding.unadjusted else "",
            "reason": " ".join(r.text for r in finding.reasons),
        } | effect_cells(finding.effect)
    return row


def _measured(outcome: PostedOutcome) -> Row:
    return same(outcome, "time_frame", "param_type", measure="title", unit="unit_of_measure")


def analysis_rows(item: Item) -> Iterator[Row]:
    """Posted analyses of every posted outcome."""
    for posted in posted_outcomes(item.record):
        titles = {g.id: g.title or g.id for g in posted.outcome.groups}
        for position, analysis in enumerate(posted.outcome.analyses):
            yield {
                **numbers(item),
                "outcome_position": posted.position,
                "position": position,
                "outcome_type": posted.outcome.type,
                "measure": posted.outcome.title,
                "groups": several(titles.get(g) or g for g in analysis.group_ids),
                **_numbers_of(analysis, posted),
                "path": f"{posted.path}.analyses[{position}]",
            }


def _numbers_of(analysis: Analysis, posted: PostedPrimary) -> Row:
    """The figures of one analysis, each as number and as posted, and the comments."""
    read = PostedAnalysis(analysis, "")
    margin = margin_of(read, posted.outcome, read.interval) if read.interval and _on_margin(analysis) else None
    row: Row = {
        **same(analysis, *_AS_POSTED, **_POSTED_AS),
        "dispersion": number(analysis.dispersion_value),
        "margin_low": margin.low if margin else None,
        "margin_high": margin.high if margin else None,
        "effect": number(analysis.param_value),
        "effect_ci_low": number(analysis.ci_lower_limit),
        "effect_ci_high": number(analysis.ci_upper_limit),
        "effect_ci_level": number(analysis.ci_pct_value),
    }
    if analysis.p_value:
        p = parse_p(analysis.p_value, analysis.statistical_method or "", analysis.p_value_comment or "")
        row |= {"p_operator": p.operator, "p_number": p.value, "p_sided": p.sided, "p_problem": p.problem}
    return row


def _on_margin(analysis: Analysis) -> bool:
    return "INFERIORITY" in (analysis.non_inferiority_type or "") or "EQUIV" in (analysis.non_inferiority_type or "")


def verdict_rows(item: Item) -> Iterator[Row]:
    """The one verdict of a trial."""
    verdict = item.verdict
    yield {
        **numbers(item),
        **verdict_cells(verdict),
        "controlled": item.assessment.controlled,
        "reasons": several(r.text for r in verdict.reasons),
        "reason_codes": several(r.code for r in verdict.reasons),
        "disagreement": verdict.disagreement,
        "registry_verdict": item.assessment.verdict.status.value,
        "paper_contradicts": item.answered.contradiction if item.answered is not None else None,
        "posted_outcomes": len(verdict.findings),
        "decisive": verdict.decisive,
        **effect_cells(verdict.effect),
    }


def measurement_rows(item: Item) -> Iterator[Row]:
    """Every posted value, one row per group, in the order of the record."""
    trial = item.record
    for posted in posted_outcomes(trial):
        outcome = posted.outcome
        roles = roles_by_id(trial, outcome.groups)
        titles = {g.id: g.title for g in outcome.groups}
        shared: Row = {
            **numbers(item),
            "outcome_position": posted.position,
            **_measured(outcome),
            **same(outcome, "dispersion_type", outcome_type="type"),
        }
        position = 0
        for c, cls in enumerate(outcome.classes):
            units, sizes = units_analysed(cls.get("denoms", ()) or outcome.denoms, outcome.denom_units_selected)
            for k, category in enumerate(cls.get("categories", ())):
                for m, measured in enumerate(category.get("measurements", ())):
                    group = measured.get("groupId") or ""
                    yield shared | {
                        "position": position,
                        "class_title": cls.get("title"),
                        "category": category.get("title"),
                        "group": titles.get(group),
                        "group_role": roles.get(group),
                        "analysed": sizes.get(group),
                        "analysed_units": units,
                        "value": number(measured.get("value")),
                        "value_text": measured.get("value"),
                        "spread": number(measured.get("spread")),
                        "lower": number(measured.get("lowerLimit")),
                        "upper": number(measured.get("upperLimit")),
                        "comment": measured.get("comment"),
                        "path": f"{posted.path}.classes[{c}].categories[{k}].measurements[{m}]",
                    }
                    position += 1


def participant_rows(item: Item) -> Iterator[Row]:
    """Participants per group and milestone."""
    found = tuple(participant_flow(item.record))
    roles = roles_by_title(item.record, posted_groups(item.record, "participantFlowModule", "groups"))
    for position, flow in enumerate(found):
        yield {**numbers(item), **flow._asdict(), "position": position, "group_role": roles.get(flow.group)}


def adverse_event_rows(item: Item) -> Iterator[Row]:
    """Adverse events per group."""
    found = tuple(adverse_events(item.record))
    roles = roles_by_title(item.record, posted_groups(item.record, "adverseEventsModule", "eventGroups"))
    for position, event in enumerate(found):
        role = roles.get(event.group)
        yield {**numbers(item), **event._asdict(), "position": position, "event_kind": event.kind, "group_role": role}
