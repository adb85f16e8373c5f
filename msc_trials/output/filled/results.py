"""Rows of the tables of results: outcomes, analyses, verdicts, measurements, participants, adverse events."""

from __future__ import annotations

from collections.abc import Iterator

from msc_trials.output.filled.cells import Row, effect_cells, numbers, several
from msc_trials.output.items import Item
from msc_trials.records.results_section import adverse_events, participant_flow, posted_outcomes
from msc_trials.records.schema import Analysis, Outcome
from msc_trials.records.study import PostedPrimary
from msc_trials.results.findings import OutcomeFinding
from msc_trials.results.sides import roles_by_id, roles_by_title
from msc_trials.results.tests.interval import read_interval
from msc_trials.results.tests.margin import margin_of
from msc_trials.results.tests.posted_analysis import PostedAnalysis
from msc_trials.results.tests.pvalue import parse_p
from msc_trials.results.tests.unadjusted_test import hint
from msc_trials.results.values import units_analysed
from msc_trials.results.words import number


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
            "measure": outcome.measure,
            "description": outcome.description,
            "time_frame": outcome.time_frame,
            "path": f"protocolSection.outcomesModule.{field}[{position}]",
        }


def _posted(item: Item, posted: PostedPrimary, finding: OutcomeFinding | None) -> Row:
    outcome = posted.outcome
    row: Row = {
        **numbers(item),
        "kind": "posted_primary",
        "position": posted.position,
        "measure": outcome.title,
        "description": outcome.description,
        "time_frame": outcome.time_frame,
        "unit": outcome.unit_of_measure,
        "param_type": outcome.param_type,
        "reporting_status": outcome.reporting_status,
        "path": posted.path,
    }
    if finding is not None:
        row |= {
            "direction": finding.direction,
            "verdict": finding.status.value,
            "worse": finding.worse,
            "p_value": finding.p_text,
            "values": several(f"{title}: {value}" for title, value in finding.groups),
            "hint": hint(finding.unadjusted) if finding.unadjusted else "",
            "reason": " ".join(r.text for r in finding.reasons),
        } | effect_cells(finding.effect)
    return row


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
    interval = read_interval(analysis, read.kind)
    margin = margin_of(read, posted.outcome, interval) if interval is not None and _on_margin(analysis) else None
    row: Row = {
        "method": analysis.statistical_method,
        "p_value": analysis.p_value,
        "p_comment": analysis.p_value_comment,
        "effect_text": analysis.param_value,
        "ci_low_text": analysis.ci_lower_limit,
        "ci_high_text": analysis.ci_upper_limit,
        "ci_sides": analysis.ci_num_sides,
        "dispersion_type": analysis.dispersion_type,
        "dispersion": number(analysis.dispersion_value),
        "test_type": analysis.non_inferiority_type,
        "margin_low": margin.low if margin else None,
        "margin_high": margin.high if margin else None,
        "margin_comment": analysis.non_inferiority_comment,
        "comment": analysis.statistical_comment,
        "estimate_comment": analysis.estimate_comment,
        "groups_comment": analysis.group_description,
        "effect_kind": analysis.param_type,
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
        "verdict": verdict.status.value,
        "verdict_source": verdict.source,
        "confidence": verdict.confidence,
        "controlled": item.assessment.controlled,
        "worse": verdict.worse,
        "reasons": several(r.text for r in verdict.reasons),
        "reason_codes": several(r.code for r in verdict.reasons),
        "citation": verdict.citation,
        "stop_class": verdict.stop_class,
        "disagreement": verdict.disagreement,
        "registry_verdict": item.assessment.verdict.status.value,
        "paper_contradicts": item.answered.contradiction if item.answered is not None else None,
        "result_publications": verdict.result_publications,
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
            "outcome_type": outcome.type,
            "measure": outcome.title,
            "time_frame": outcome.time_frame,
            "unit": outcome.unit_of_measure,
            "param_type": outcome.param_type,
            "dispersion_type": outcome.dispersion_type,
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
    roles = roles_by_title(item.record, [f.group for f in found])
    for position, flow in enumerate(found):
        yield {
            **numbers(item),
            "position": position,
            "period": flow.period,
            "milestone": flow.milestone,
            "group": flow.group,
            "group_role": roles.get(flow.group),
            "participants": flow.participants,
            "path": flow.path,
        }


def adverse_event_rows(item: Item) -> Iterator[Row]:
    """Adverse events per group."""
    found = tuple(adverse_events(item.record))
    roles = roles_by_title(item.record, [f.group for f in found])
    for position, event in enumerate(found):
        yield {
            **numbers(item),
            "position": position,
            "event_kind": event.kind,
            "term": event.term,
            "organ_system": event.organ_system,
            "group": event.group,
            "group_role": roles.get(event.group),
            "affected": event.affected,
            "at_risk": event.at_risk,
            "events": event.events,
            "path": event.path,
        }
