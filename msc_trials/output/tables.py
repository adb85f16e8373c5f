"""Rows of the declared tables (``columns.TABLES``) in plain Python: what frames, CSV and JSON lines are made of.

``rows(x, table)`` takes a ``Trial``, an ``Assessment``, an ``Answer``, or any iterable of the first two. Tables join by
``nct_id`` and ``arm``. Pure; no pandas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from msc_trials.errors import QueryError
from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.evidence.assess import assess
from msc_trials.evidence.assessment import Assessment, with_ledger
from msc_trials.extraction.facts import Dose
from msc_trials.extraction.trial import Trial
from msc_trials.knowledge.registries import is_nct
from msc_trials.output.columns import ABOUT, SEPARATOR, TABLES, Column, markdown
from msc_trials.records.study import Analysis, Arm, Outcome, PartialDate, PostedPrimary
from msc_trials.records.vocabularies import LATE_PHASES
from msc_trials.results.findings import Effect, OutcomeFinding
from msc_trials.results.tests.pvalue import parse_p

__all__ = [
    "ABOUT",
    "SEPARATOR",
    "TABLES",
    "Column",
    "Row",
    "Tabular",
    "column_values",
    "columns_of",
    "markdown",
    "rows",
]

Row: TypeAlias = dict[str, object]
Tabular: TypeAlias = Trial | Assessment | AnswerTrial | Answer | Iterable[Trial | Assessment | AnswerTrial]


def columns_of(table: str) -> tuple[Column, ...]:
    """Columns of a table. Raises ``QueryError`` naming the tables when there is none of that name."""
    if table not in TABLES:
        raise QueryError(f"There is no table {table!r}.", hint=f"Tables: {', '.join(TABLES)}.")
    return TABLES[table]


def rows(x: Tabular, table: str = "trials") -> list[Row]:
    """Rows of ``table`` with every declared column in order; None where nothing is stated.

    A trial given twice counts once (the first is kept). Raises ``QueryError`` for an unknown table, and for a table
    that needs whole records when ``x`` holds facts only; ``TypeError`` for anything that is not a trial.
    """
    made = column_values(x, table)
    return [dict(zip(made, cells, strict=True)) for cells in zip(*made.values(), strict=True)]


def column_values(x: Tabular, table: str = "trials") -> dict[str, list[object]]:
    """The same as ``rows``, by column: the values of every declared column, in order. Raises as ``rows``."""
    columns = columns_of(table)
    items = list(_items(x))
    if ABOUT[table].needs_records:
        _refuse_facts_only(items, table)
    make = _ROWS[table]
    found = [row for item in items for row in make(item)]
    return {c.name: _column([row.get(c.name) for row in found], c) for c in columns}


def _column(values: list[object], column: Column) -> list[object]:
    """Values as the table holds them; almost all texts are plain already, so they cost no call."""
    if column.dtype not in ("string", "category"):
        return values
    return [v if v is None or (v.__class__ is str and v and v.isascii()) else _plain(v) for v in values]


@dataclass(frozen=True)
class _Item:
    """One trial: its record where there is one, its assessment worked out only when a table asks for it."""

    trial: Trial | None
    stored: Assessment | None = None
    counted: bool | None = None
    not_counted_because: str = ""

    @property
    def trial_id(self) -> str:
        return self.trial.nct_id if self.trial is not None else self.assessment.trial_id

    @cached_property
    def assessment(self) -> Assessment:
        if self.stored is not None:
            return self.stored
        if self.trial is None:
            raise TypeError("an item needs a trial or an assessment")
        return with_ledger(assess(self.trial))

    @property
    def record(self) -> Trial:
        if self.trial is None:
            raise TypeError("this table needs a record")
        return self.trial


def _items(x: Tabular) -> Iterator[_Item]:
    if isinstance(x, Answer):
        x = x.trials
    elif isinstance(x, Trial | Assessment | AnswerTrial):
        x = (x,)
    elif isinstance(x, str | bytes | dict) or not isinstance(x, Iterable):
        raise _not_a_trial(x)
    seen: set[str] = set()
    for one in x:
        item = _item(one)
        if item.trial_id not in seen:
            seen.add(item.trial_id)
            yield item


def _item(one: object) -> _Item:
    if isinstance(one, Trial):
        return _Item(one)
    if isinstance(one, AnswerTrial):
        return _Item(None, one.assessment, one.counted, one.not_counted_because)
    if isinstance(one, Assessment):
        return _Item(None, one)
    raise _not_a_trial(one)


def _not_a_trial(x: object) -> TypeError:
    return TypeError(
        f"A table is made of Trial, Assessment or Answer, not {type(x).__name__}. parse_study(raw) reads a raw record."
    )


def _refuse_facts_only(items: list[_Item], table: str) -> None:
    missing = [item.trial_id for item in items if item.trial is None]
    if missing:
        first = ", ".join(missing[:3]) + (", ..." if len(missing) > 3 else "")
        raise QueryError(
            f"The table {table!r} needs whole records; only facts are at hand for {len(missing)} of {len(items)} trials "
            f"({first}).",
            hint='Fetch the records: to_frame(search("CONDITION"), table), or parse_study(raw) for records of your own.',
        )


# --- one function per table -----------------------------------------------------------------------------------------


def _trials(item: _Item) -> Iterator[Row]:
    a, trial = item.assessment, item.trial
    verdict = a.verdict
    row: Row = {
        "nct_id": a.nct_id,
        "trial_id": a.trial_id,
        "registry": a.registry,
        "title": a.title,
        "label": a.label,
        "acronym": a.acronym,
        "counted": item.counted,
        "not_counted_because": item.not_counted_because,
        "phase": a.phase,
        "late_phase": a.phase in LATE_PHASES,
        "status": a.status,
        "study_type": a.study_type,
        "verdict": verdict.status.value,
        "verdict_source": verdict.source,
        "confidence": verdict.confidence,
        "worse": verdict.worse,
        "reason": verdict.reasons[0].text if verdict.reasons else None,
        "citation": verdict.citation,
        "stop_class": verdict.stop_class,
        "result_publications": verdict.result_publications,
        "controlled": a.controlled,
        "comparator": a.comparator,
        "primary_kind": a.primary_kind,
        "followup_months": a.followup_months,
        "evidence_use": a.evidence_use,
        "msc_class": _several(a.msc_class),
        "sources": _several(a.sources),
        "donor": a.donor,
        "manipulation": a.manipulation,
        "products": _several(a.products),
        "administrations": a.administrations,
        "routes": _several(a.routes),
        "guidance": _several(a.guidance),
        "same_evidence_as": a.same_evidence_as,
        "conditions": _several(a.conditions),
        "condition_ids": _several(a.condition_ids),
        "sponsor": a.sponsor,
        "countries": _several(a.countries),
        "enrollment": a.enrollment,
        "has_results": a.has_results,
        "origin": a.origin,
        "wide_hit": a.wide_hit,
        "url": a.url,
    }
    for name in ("start_date", "primary_completion_date", "results_first_posted", "last_update_posted"):
        text: str = getattr(a, name)
        row[name], row[f"{name}_precision"] = text, _precision(text)
    if trial is not None:
        row |= {
            "last_known_status": trial.last_known_status,
            "why_stopped": trial.why_stopped,
            "enrollment_type": trial.enrollment_type,
            "allocation": trial.allocation,
            "intervention_model": trial.intervention_model,
            "masking": trial.masking,
            "problems": len(trial.problems),
        }
    yield row


@lru_cache(maxsize=1 << 13)
def _precision(text: str) -> str | None:
    date = PartialDate.parse(text)
    return date.precision if date else None


def _arms(item: _Item) -> Iterator[Row]:
    trial = item.record
    for position, (arm, product) in enumerate(_classed_arms(trial)):
        yield {
            "nct_id": trial.nct_id,
            "position": position,
            "arm": arm.label,
            "arm_type": arm.type,
            "description": arm.description,
            "interventions": _several(arm.intervention_names),
            "msc_class": product,
        }


def _classed_arms(trial: Trial) -> Iterator[tuple[Arm, str]]:
    """Arms with their class; ``""`` where the rules gave none."""
    classes = trial.arm_classes
    for position, arm in enumerate(trial.arms):
        yield arm, classes[position] if position < len(classes) else ""


def _interventions(item: _Item) -> Iterator[Row]:
    trial = item.record
    for position, intervention in enumerate(trial.interventions):
        named = [
            arm.label
            for arm in trial.arms
            if arm.label in intervention.arm_group_labels
            or any(_same_name(n, intervention.name) for n in arm.intervention_names)
        ]
        labels: list[str | None] = list(dict.fromkeys((*named, *intervention.arm_group_labels)))
        for label in labels or [None]:
            yield {
                "nct_id": trial.nct_id,
                "position": position,
                "intervention": intervention.name,
                "arm": label,
                "type": intervention.type,
                "description": intervention.description,
                "other_names": _several(intervention.other_names),
            }


def _same_name(listed: str, name: str | None) -> bool:
    """Whether an arm's ``"Biological: UC-MSC"`` means the intervention of that name."""
    return name is not None and listed.partition(": ")[2] == name


def _doses(item: _Item) -> Iterator[Row]:
    found: tuple[Dose, ...] = item.trial.product.doses if item.trial is not None else item.assessment.doses
    for dose in found:
        stated = bool(dose.evidence.text)  # facts-only data keep the numbers, not the words
        yield {
            **_numbers(item.trial_id),
            "arm": dose.arm,
            "low": dose.low,
            "high": dose.high,
            "per_kg": dose.per_kg,
            "administrations": dose.administrations,
            "text": dose.evidence.text,
            "path": dose.evidence.path,
            "sure": dose.evidence.sure if stated else None,
        }


def _outcomes(item: _Item) -> Iterator[Row]:
    trial = item.record
    yield from _registered(trial.nct_id, "registered_primary", "primaryOutcomes", trial.primary_outcomes)
    yield from _registered(trial.nct_id, "registered_secondary", "secondaryOutcomes", trial.secondary_outcomes)
    findings = {f.path: f for f in item.assessment.verdict.findings} if trial.posted_primary else {}
    for posted in trial.posted_primary:
        yield _posted(trial.nct_id, posted, findings.get(posted.path))


def _registered(nct_id: str, kind: str, field: str, outcomes: tuple[Outcome, ...]) -> Iterator[Row]:
    for position, outcome in enumerate(outcomes):
        yield {
            "nct_id": nct_id,
            "kind": kind,
            "position": position,
            "measure": outcome.measure,
            "description": outcome.description,
            "time_frame": outcome.time_frame,
            "path": f"protocolSection.outcomesModule.{field}[{position}]",
        }


def _posted(nct_id: str, posted: PostedPrimary, finding: OutcomeFinding | None) -> Row:
    outcome = posted.outcome
    row: Row = {
        "nct_id": nct_id,
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
            "values": _several(tuple(f"{title}: {value}" for title, value in finding.groups)),
            "hint": finding.hint,
            "reason": " ".join(r.text for r in finding.reasons),
        } | _effect(finding.effect)
    return row


def _analyses(item: _Item) -> Iterator[Row]:
    trial = item.record
    for posted in trial.posted_primary:
        titles = {g.id: g.title or g.id for g in posted.outcome.groups}
        for position, analysis in enumerate(posted.outcome.analyses):
            groups = tuple(titles.get(g) or g for g in analysis.group_ids)
            yield _analysis(trial.nct_id, posted, position, analysis, groups)


def _analysis(nct_id: str, posted: PostedPrimary, position: int, analysis: Analysis, groups: tuple[str, ...]) -> Row:
    row: Row = {
        "nct_id": nct_id,
        "outcome_position": posted.position,
        "position": position,
        "measure": posted.outcome.title,
        "groups": _several(groups),
        "method": analysis.statistical_method,
        "p_value": analysis.p_value,
        "effect_kind": analysis.param_type,
        "effect": analysis.param_value,
        "ci_level": analysis.ci_pct_value,
        "ci_low": analysis.ci_lower_limit,
        "ci_high": analysis.ci_upper_limit,
        "test_type": analysis.non_inferiority_type,
        "comment": analysis.statistical_comment,
        "path": f"{posted.path}.analyses[{position}]",
    }
    if analysis.p_value:
        p = parse_p(analysis.p_value, analysis.statistical_method or "", analysis.p_value_comment or "")
        row |= {"p_operator": p.operator, "p_number": p.value, "p_sided": p.sided, "p_problem": p.problem}
    return row


def _verdicts(item: _Item) -> Iterator[Row]:
    verdict = item.assessment.verdict
    yield {
        **_numbers(item.trial_id),
        "verdict": verdict.status.value,
        "source": verdict.source,
        "confidence": verdict.confidence,
        "controlled": item.assessment.controlled,
        "worse": verdict.worse,
        "reasons": _several(tuple(r.text for r in verdict.reasons)),
        "reason_codes": _several(tuple(r.code for r in verdict.reasons)),
        "citation": verdict.citation,
        "stop_class": verdict.stop_class,
        "disagreement": verdict.disagreement,
        "result_publications": verdict.result_publications,
        "posted_outcomes": len(verdict.findings),
        "decisive": verdict.decisive,
        **_effect(verdict.effect),
    }


def _effect(effect: Effect | None) -> Row:
    if effect is None:
        return {}
    return {
        "effect_kind": effect.kind,
        "effect": effect.estimate,
        "effect_ci_low": effect.ci_low,
        "effect_ci_high": effect.ci_high,
        "effect_ci_level": effect.ci_level,
        "effect_unit": effect.unit,
        "effect_null": effect.null,
    }


def _references(item: _Item) -> Iterator[Row]:
    trial = item.record
    for position, reference in enumerate(trial.references):
        yield {
            "nct_id": trial.nct_id,
            "position": position,
            "pmid": reference.pmid,
            "type": reference.type,
            "citation": reference.citation,
            "retracted": bool(reference.retractions),
            "retraction_pmids": _several(tuple(r.pmid for r in reference.retractions if r.pmid)),
        }


_ROWS: dict[str, Callable[[_Item], Iterator[Row]]] = {
    "trials": _trials,
    "arms": _arms,
    "interventions": _interventions,
    "doses": _doses,
    "outcomes": _outcomes,
    "analyses": _analyses,
    "verdicts": _verdicts,
    "references": _references,
}


def _numbers(trial_id: str) -> Row:
    """The number of a trial, and the same as NCT number where it is one."""
    return {"nct_id": trial_id if is_nct(trial_id) else None, "trial_id": trial_id}


def _several(values: Iterable[str]) -> str | None:
    return SEPARATOR.join([v for v in values if v]) or None


def _plain(value: object) -> object:
    """Plain ``str`` without halves of surrogate pairs, which no file can hold; an empty text is None."""
    if not isinstance(value, str):
        return value
    text = str.__str__(value)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return text or None
