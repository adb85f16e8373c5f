"""Objects as JSON-ready dictionaries. ``schema`` grows when a key changes its meaning; new keys may come any time."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from msc_trials.evidence.answer import Answer, AnswerTrial, Member
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import levels, sentence
from msc_trials.knowledge.products import harm_facts
from msc_trials.literature.papers import PapersRead
from msc_trials.output import lookup_text
from msc_trials.output.approval_words import approval_values, none_listed
from msc_trials.output.trial_facts import carried, comparator_values, sizes_and_harms
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import Verdict
from msc_trials.results.tests.unadjusted_test import hint

if TYPE_CHECKING:
    from msc_trials.service.show import Shown

SCHEMA = 3


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer of a condition; keys are documented in ``docs/json.md``."""
    query = answer.query
    return {
        "schema": SCHEMA,
        "query": {
            **query.understood.to_dict(),
            "condition": query.condition,
            "name": found[0].name if (found := query.understood.conditions) and answer.level else query.condition,
            "condition_id": next(iter(query.understood.named_ids), None),
            "url": query.url(),
        },
        "provenance": provenance_json(answer.provenance),
        "as_of": answer.today.isoformat() if answer.today else None,
        "answer": _said(answer),
        "reported": answer.reported,
        "papers": papers_json(answer.papers),
        "approvals": [approval_values(a) for a in answer.approvals],
        "approvals_note": _approvals_note(answer),
        "harms_in_general": [fact._asdict() for fact in harm_facts()],
        "deciding": [a.trial_id for a in answer.deciding],
        "trials": [trial_json(t, answer.today) for t in answer.trials],
    }


def _said(answer: Answer) -> dict[str, Any]:
    """The level with what it rests on, the counts, and the sentences."""
    return {
        "level": answer.level.value if answer.level else None,
        "heading": answer.heading if answer.level else None,
        "strength": answer.strength.kind if answer.strength else None,
        "strength_reasons": list(answer.strength.reasons) if answer.strength else [],
        "meaning": levels()[answer.level].meaning if answer.level else None,
        "headline": answer.headline,
        "balance": answer.balance or None,
        "largest_trial": answer.largest or None,
        "ending": answer.ending,
        "urgent": list(lookup_text.urgent(answer.condition)),
        "counts": answer.counts,
        "groups": answer.groups,
        "ladder": answer.ladder,
        "ladder_note": answer.ladder_note or None,
        "caveats": list(answer.caveats),
        "explanation": list(answer.explanation),
        "members": [member_json(member) for member in answer.members],
    }


def _approvals_note(answer: Answer) -> str | None:
    """Why level and approval can differ, or that none is listed; null where no condition was searched."""
    if answer.approvals:
        return sentence("why_approvals_differ")
    return none_listed() if answer.level is not None else None


def papers_json(read: PapersRead | None) -> dict[str, Any] | None:
    """What was asked of PubMed and what came of it; null when it was not asked."""
    if read is None:
        return None
    return {
        "asked": list(read.asked),
        "not_reached": list(read.not_reached),
        "unknown_pmids": list(read.unknown),
        "unread_pmids": list(read.unread),
        "trouble": read.trouble,
    }


def member_json(member: Member) -> dict[str, Any]:
    """One disease of a group or one a treatment was tried in; ``level`` is null where it has none."""
    return {
        "condition_id": member.condition_id,
        "name": member.name,
        "level": member.level.value if member.level else None,
        "heading": member.answer.heading if member.level and member.answer else None,
        "headline": member.headline,
        "counted": member.counted,
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
        "left_out": provenance.left_out,
    }


def trial_json(trial: AnswerTrial, today: dt.date | None = None) -> dict[str, Any]:
    """One trial of an answer; ``not_counted_because`` says why it is not counted."""
    return {
        **assessment_json(trial.assessment, trial.verdict, today),
        "registry_verdict": trial.assessment.verdict.status.value,
        "paper_contradicts": trial.contradiction,
        "papers": [paper.to_dict() for paper in trial.papers],
        "counted": trial.counted,
        "not_counted_because": trial.not_counted_because,
    }


def assessment_json(a: Assessment, shown: Verdict | None = None, today: dt.date | None = None) -> dict[str, Any]:
    """The facts and the verdict of one trial; ``shown`` is the verdict where it is not the assessment's own."""
    verdict = shown or a.verdict
    return {
        "trial_id": a.trial_id,
        "nct_id": a.nct_id or None,
        "registry": a.registry,
        "title": a.name,
        "label": a.label or None,
        "phase": a.phase,
        "status": a.status,
        "msc_class": list(a.msc_class),
        "verdict": verdict.status.value,
        "verdict_source": verdict.source,
        "confidence": verdict.confidence,
        "controlled": a.controlled,
        "reasons": [asdict(r) for r in verdict.reasons],
        "citation": verdict.citation,
        "url": a.url,
        "origin": a.origin,
        "sponsor": a.sponsor,
        "enrollment": a.enrollment,
        "sources": list(a.product.sources),
        "donor": a.product.donor,
        "doses": [
            {"low": d.low, "high": d.high, "per_kg": d.per_kg, "administrations": d.administrations}
            for d in a.product.doses
        ],
        "routes": list(a.product.routes),
        "guidance": list(a.product.guidance),
        **comparator_values(a),
        "primary_kind": a.primary_kind,
        "followup_months": a.followup_months,
        "worse": verdict.worse,
        "disagreement": a.verdict.disagreement,
        "result_publications": a.verdict.result_publications,
        **carried(a, today),
        **sizes_and_harms(a),
    }


def shown_json(shown: Shown) -> dict[str, Any]:
    """One trial with its whole reasoning."""
    return {
        "schema": SCHEMA,
        "provenance": provenance_json(shown.provenance) if shown.provenance else {"source": "ledger"},
        "asked_as": shown.asked_as,
        "trial": assessment_json(shown.assessment, shown.verdict, shown.today),
        "registry_verdict": shown.assessment.verdict.status.value,
        "paper_contradicts": shown.contradiction,
        "papers": [paper.to_dict() for paper in shown.papers],
        "papers_read": papers_json(shown.papers_read),
        "findings": verdict_json(shown.assessment.verdict),
    }


def verdict_json(verdict: Verdict) -> list[dict[str, Any]]:
    """What each posted primary outcome says."""
    return [
        {**finding.to_dict(), "hint": hint(finding.unadjusted) if finding.unadjusted else ""}
        for finding in verdict.findings
    ]
