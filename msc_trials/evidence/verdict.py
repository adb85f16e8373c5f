"""``judge``: the verdict on one trial from the ledger, the posted results (``results/``) or the status, in that order.

Reasons for stopping (``seeds/stop_reasons.csv``) are tried in file order: a text that names futility and money counts
as futility (domain notes §4i). ``docs/verdicts.md`` gives the steps, ``docs/rules.md`` every rule with its situation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from msc_trials.errors import MisuseError
from msc_trials.evidence.ledger_verdict import from_ledger
from msc_trials.evidence.words import many, sentence, word
from msc_trials.extraction.trial import Trial
from msc_trials.knowledge import ledger
from msc_trials.knowledge.rules import rules
from msc_trials.matching.text import normalize
from msc_trials.records import vocabularies
from msc_trials.results.findings import Verdict, VerdictStatus, reason
from msc_trials.results.trial import read_results


def stop_class(why_stopped: str | None) -> tuple[str, str]:
    """Class of a reason for stopping and the words that decided it.

    ``other`` is a text that no pattern knows, given whole; ``not_stated`` no text.
    """
    text = normalize(why_stopped or "").strip()
    if not re.search(r"\w", text):
        return "not_stated", ""
    found = next(rules().first_of_each(text, "stop_reasons"), None)
    if found is None:
        return "other", text
    return found.rule.kind.removeprefix("stop_reasons."), text[found.start : found.end]


def _why_stopped(kind: str) -> str:
    """What is said of a class of ``stop_class``: the kind of the reason, for the record's own words stand in the registry."""
    if kind == "not_stated":
        return sentence("stop_not_stated")
    return sentence("stop_other") if kind == "other" else sentence("stop_kind", kind=word("stop_class", kind))


_STATED = frozenset(vocabularies.Status) - {vocabularies.Status.NOT_GIVEN}
_STATUS_PATH = "protocolSection.statusModule.overallStatus"


def judge(trial: Trial, arms: Literal["msc", "experimental"] = "msc") -> Verdict:
    """The verdict on one trial.

    ``arms="msc"`` tests the arms given MSC products against the others; the ledger outranks posted results, and a
    disagreement is shown. ``arms="experimental"`` judges any trial by its tested arms from posted results and status alone.
    Never raises; "not judgeable" is a verdict.

    >>> from msc_trials import judge, parse_study
    >>> ident, status = {"nctId": "NCT00000001"}, {"overallStatus": "COMPLETED"}  # synthetic
    >>> trial = parse_study({"protocolSection": {"identificationModule": ident, "statusModule": status}})
    >>> judge(trial).status.value
    'unreported'
    >>> judge(trial).why()[0][0]
    'The trial is over and no result is posted.'
    """
    if not isinstance(trial, Trial):
        raise MisuseError(
            f"A Trial is judged, not {type(trial).__name__}.", hint="parse_study(raw) reads a raw record."
        )
    row = ledger.rows().get(trial.nct_id) if arms == "msc" else None
    verdict = registry_verdict(trial, arms)
    if row is None:
        return verdict
    told = from_ledger(row, verdict if trial.posted_primary else None, verdict.result_publications)
    return replace(told, stop_class=verdict.stop_class)


def registry_verdict(trial: Trial, arms: Literal["msc", "experimental"] = "msc") -> Verdict:
    """The verdict from the registry alone: posted primary results where there are any, else the status."""
    verdict = read_results(trial, arms) if trial.posted_primary else _from_status(trial)
    stopped = trial.status in vocabularies.STOPPED
    return replace(verdict, stop_class=stop_class(trial.why_stopped)[0]) if stopped else verdict


def _from_status(trial: Trial) -> Verdict:
    """No posted primary result: the status decides between ongoing, stopped and unreported (source: registry status)."""
    publications, path, quote = trial.result_publications, _STATUS_PATH, str(trial.status)
    words = {"listed": trial.status.lower()}
    if trial.status in vocabularies.ONGOING:
        name = "status.ongoing"
    elif trial.status in vocabularies.STOPPED:
        name, path = "status.stopped", "protocolSection.statusModule.whyStopped"
        kind, quote = stop_class(trial.why_stopped)
        words["why"] = _why_stopped(kind)
    elif trial.status == vocabularies.Status.UNKNOWN:
        name = "status.unreported/unconfirmed"
        words["last"] = f" (last: {trial.last_known_status.lower()})" if trial.last_known_status else ""
    elif trial.has_results:
        name = "status.unclear"
    elif trial.status in vocabularies.ACCESS:
        name = "status.unreported/access"
    elif trial.status in vocabularies.OVER:
        name = "status.unreported"
    else:  # missing, or new to this version: the trial is not called over; a planned end makes it ongoing
        missing = trial.status == vocabularies.Status.NOT_GIVEN
        words["status"] = "gives no status" if missing else f"has a status that is not known here, {trial.status!r}"
        end = trial.primary_completion_date or trial.completion_date
        name = "status.unclear/status"
        if end is not None and end.kind == "ESTIMATED":
            name, words["end"] = "status.ongoing/planned", end.text
    step = reason(name, path, quote, **words)
    status = VerdictStatus(step.code.removeprefix("status."))
    if publications and status is VerdictStatus.UNREPORTED:
        step = replace(step, text=f"{step.text} {many(len(publications), 'linked publication')} may report results.")
    pmids = tuple(r.pmid for r in publications if r.pmid)
    return Verdict(
        status,
        "registry",
        "high" if status is not VerdictStatus.UNCLEAR and trial.status in _STATED else "low",
        (step,),
        citation="; ".join(f"PMID {pmid}" for pmid in pmids),
        pmids=pmids,
        result_publications=len(publications),
    )
