"""How many people took part in a trial, as posted: the participant flow, else the baseline table.

Source: the registry's participant flow (people who started the first period) and the number analysed at baseline.
"""

from __future__ import annotations

from msc_trials.records.results_section import participant_flow
from msc_trials.records.study import StudyRecord


def started(record: StudyRecord) -> int | None:
    """People who started the first period, else those at baseline; None when neither is posted."""
    flow = [f for f in participant_flow(record) if f.milestone == "STARTED"]
    first = [f.participants for f in flow if f.path.split(".milestones")[0] == flow[0].path.split(".milestones")[0]]
    return sum(first) if first else _baseline(record)


def _baseline(record: StudyRecord) -> int | None:
    """The largest posted number of participants at baseline, which is the total where one is posted."""
    module = (record.results_section or {}).get("baselineCharacteristicsModule")
    denoms = module.get("denoms") if isinstance(module, dict) else None
    counts = [
        int(count["value"])
        for denom in (denoms if isinstance(denoms, list) else [])
        if isinstance(denom, dict) and denom.get("units") == "Participants"
        for count in denom.get("counts") or ()
        if isinstance(count, dict) and str(count.get("value", "")).isdigit()
    ]
    return max(counts, default=None)
