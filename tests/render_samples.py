"""A synthetic answer with every verdict and with hostile text in every field a registry record can fill."""

from __future__ import annotations

from typing import Any

from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.summary import summarise
from msc_trials.extraction.facts import Dose, Given
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import Effect, OutcomeFinding, Reason, Verdict, VerdictStatus

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e\u0007\"'><img src=x onerror=alert(1)>&{{ 7*7 }}$x_2$"
CONDITION = "synthetic moon fever"
EFFECTS = {
    VerdictStatus.MET: Effect("Mean Difference", -12.5, -20.1, -4.9, 95.0, f"points {HOSTILE}"),
    VerdictStatus.MET_NONINFERIOR: Effect("Risk Difference", 0.02, -0.05, 0.09, 90.0, "%"),
    VerdictStatus.MET_UNCONTROLLED: Effect("Mean", 3.0),
    VerdictStatus.NOT_MET: Effect("Hazard Ratio", 1.2, 0.8, 1.9, 95.0, "", 1.0),
    VerdictStatus.MIXED: Effect("Odds Ratio", 2.4),
}


def verdict(status: VerdictStatus = VerdictStatus.MET, hostile: str = HOSTILE) -> Verdict:
    reason = Reason(
        "synthetic.rule", f"A synthetic reason {hostile}", f"resultsSection.x[0]{hostile}", f"0.04{hostile}"
    )
    finding = OutcomeFinding(
        0,
        "resultsSection.x[0]",
        f"A goal {hostile}",
        status,
        "higher",
        (reason,),
        f"0.04{hostile}",
    )
    return Verdict(
        status,
        "registry",
        "high",
        (reason,),
        (finding,),
        effect=EFFECTS.get(status),
        citation=f"J Synth 2020;1:1; doi:10.1000/abc.1; PMID 12345 {hostile}",
        disagreement=f"They differ {hostile}",
    )


def assessment(
    number: int, status: VerdictStatus = VerdictStatus.MET, hostile: str = HOSTILE, **changes: Any
) -> Assessment:
    values: dict[str, Any] = {
        "title": f"Synthetic trial {number} {hostile}",
        "acronym": f"SYN-{number}{hostile}",
        "phase": "Phase 2",
        "status": "Completed",
        "study_type": "INTERVENTIONAL",
        "sponsor": f"Sponsor {hostile}",
        "start_date": f"{2008 + number % 12}-03",
        "primary_completion_date": f"{2011 + number % 12}-09-15",
        "results_first_posted": "2021-05-01",
        "enrollment": 20 + number,
        "msc_class": ("core",),
        "products": (f"Cells {hostile}",),
        "given": Given(doses=(Dose(1e6 * (1 + number), 2e6 * (1 + number), number % 2 == 0),)),
        "comparator": "placebo",
        "controlled": True,
        "evidence_use": "efficacy_or_safety_trial",
        "followup_months": 12.0,
    }
    return Assessment(trial_id=f"NCT9{number:07d}", verdict=verdict(status, hostile), **(values | changes))


def answer(count: int = 1, hostile: str = HOSTILE, condition: str = CONDITION) -> Answer:
    """``count`` trials of each verdict, one early trial, one without cells, one repeated."""
    trials = [assessment(i * 20 + j, status, hostile) for i in range(count) for j, status in enumerate(VerdictStatus)]
    trials += [
        assessment(900_001, hostile=hostile, phase="Phase 1"),
        assessment(900_002, hostile=hostile, msc_class=("cell_free",)),
        assessment(900_003, hostile=hostile, same_evidence_as=trials[0].trial_id),
        assessment(900_004, VerdictStatus.ONGOING, hostile=hostile, start_date="", given=Given()),
    ]
    provenance = Provenance(
        source="cache",
        url=f"https://clinicaltrials.gov/api/v2/studies?query.cond=x{hostile}",
        data_timestamp="2022-10-10T09:00:00",
        api_version="2.0.5",
        retrieved_at="2026-11-25T10:00:00Z",
        total=len(trials),
        stale=True,
        cause=f"The registry did not answer {hostile}",
    )
    return summarise(Query.for_condition(condition), provenance, trials)


def empty_answer() -> Answer:
    provenance = Provenance(
        source="live", url="", data_timestamp="", api_version="", retrieved_at="2026-11-25", total=0
    )
    return summarise(Query.for_condition(CONDITION), provenance, [])
