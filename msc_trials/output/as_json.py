"""Objects as JSON-ready dictionaries. ``schema`` grows when a key changes its meaning; new keys may come any time."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.evidence.assessment import Assessment
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import Verdict
from msc_trials.results.tests.unadjusted_test import hint
from msc_trials.service.show import Shown

SCHEMA = 1


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer of a condition; keys are documented in ``docs/data.md``."""
    query = answer.query
    return {
        "schema": SCHEMA,
        "query": {
            "condition": query.condition,
            "condition_id": query.condition_ids[0] if query.condition_ids else None,
            "condition_ids": list(query.condition_ids),
            "url": query.url(),
        },
        "provenance": provenance_json(answer.provenance),
        "answer": {
            "level": answer.level.value,
            "headline": answer.headline,
            "ending": answer.ending,
            "counts": answer.counts,
            "ladder": answer.ladder,
            "caveats": list(answer.caveats),
        },
        "trials": [trial_json(t) for t in answer.trials],
    }


def provenance_json(provenance: Provenance) -> dict[str, Any]:
    """Source, dates and, for an old answer, why no newer one was had."""
    return {
        "source": provenance.source,
        "data_timestamp": provenance.data_timestamp,
        "retrieved_at": provenance.retrieved_at,
        "url": provenance.url,
        "stale": provenance.stale,
        "cause": provenance.cause,
        "path": provenance.path,
    }


def trial_json(trial: AnswerTrial) -> dict[str, Any]:
    """One trial of an answer; ``not_counted_because`` says why it is not counted."""
    return {
        **assessment_json(trial.assessment),
        "counted": trial.counted,
        "not_counted_because": trial.not_counted_because,
    }


def assessment_json(a: Assessment) -> dict[str, Any]:
    """The facts and the verdict of one trial."""
    return {
        "trial_id": a.trial_id,
        "nct_id": a.nct_id or None,
        "registry": a.registry,
        "title": a.name,
        "phase": a.phase,
        "status": a.status,
        "msc_class": list(a.msc_class),
        "verdict": a.verdict.status.value,
        "verdict_source": a.verdict.source,
        "confidence": a.verdict.confidence,
        "controlled": a.controlled,
        "reasons": [asdict(r) for r in a.verdict.reasons],
        "citation": a.verdict.citation,
        "url": a.url,
        "origin": a.origin,
        "sponsor": a.sponsor,
        "enrollment": a.enrollment,
        "sources": list(a.sources),
        "donor": a.donor,
        "doses": [
            {"low": d.low, "high": d.high, "per_kg": d.per_kg, "administrations": d.administrations} for d in a.doses
        ],
        "routes": list(a.routes),
        "guidance": list(a.guidance),
        "comparator": a.comparator,
        "primary_kind": a.primary_kind,
        "followup_months": a.followup_months,
        "worse": a.verdict.worse,
        "disagreement": a.verdict.disagreement,
        "result_publications": a.verdict.result_publications,
    }


def shown_json(shown: Shown) -> dict[str, Any]:
    """One trial with its whole reasoning."""
    return {
        "schema": SCHEMA,
        "provenance": provenance_json(shown.provenance) if shown.provenance else {"source": "ledger"},
        "asked_as": shown.asked_as,
        "trial": assessment_json(shown.assessment),
        "findings": verdict_json(shown.assessment.verdict),
    }


def verdict_json(verdict: Verdict) -> list[dict[str, Any]]:
    """What each posted primary outcome says."""
    return [
        {**finding.to_dict(), "hint": hint(finding.unadjusted) if finding.unadjusted else ""}
        for finding in verdict.findings
    ]
