"""What the registry's status means on a given day, by the registry's own rule that a status nobody confirmed for two
years after the planned end is "unknown". Pure: the day is handed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from msc_trials.evidence.assessment import Assessment
from msc_trials.matching.dates import PartialDate
from msc_trials.records.vocabularies import ONGOING, Status
from msc_trials.results.findings import Confidence, Reason, Verdict, VerdictStatus

TWO_YEARS = dt.timedelta(days=730)
THREE_MONTHS = dt.timedelta(days=92)
_PATH = "protocolSection.statusModule.completionDateStruct.date"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def as_of(assessment: Assessment, today: dt.date) -> Assessment:
    """The same trial judged on ``today``; only verdicts that rest on the registry's status change. One listed as
    running whose planned end passed more than two years ago is over without a posted result. Confidence in a status
    falls with the age of the data."""
    verdict = assessment.verdict
    if verdict.source != "registry" or verdict.findings:
        return assessment
    if verdict.status is VerdictStatus.ONGOING:
        verdict = _running(assessment, today)
    elif verdict.status in (VerdictStatus.UNREPORTED, VerdictStatus.STOPPED):
        verdict = replace(verdict, confidence=confidence_of_status(assessment, today))
    return replace(assessment, verdict=verdict)


def planned_end(assessment: Assessment) -> str:
    """The planned or actual end as the registry gives it, that of the main measurements where no other is given."""
    return assessment.completion_date or assessment.primary_completion_date


def can_still_run(assessment: Assessment, today: dt.date) -> bool:
    """Whether a trial listed as running may be: its planned end is ahead, or passed at most two years ago.

    Without a planned end the date of the record takes its place.
    """
    end = _day(planned_end(assessment)) or _day(assessment.record_date)
    return end is None or end + TWO_YEARS >= today


def confidence_of_status(assessment: Assessment, today: dt.date) -> Confidence:
    """High for a record of the last three months, low for one of more than two years ago, medium between."""
    record = _day(assessment.record_date)
    if record is None:
        return "medium"
    age = today - record
    return "high" if age <= THREE_MONTHS else "medium" if age <= TWO_YEARS else "low"


def day_of(timestamp: str) -> dt.date | None:
    """The day of a timestamp (``2026-11-02T00:00:00``), None when it cannot be read."""
    try:
        return dt.date.fromisoformat(timestamp[:10])
    except ValueError:
        return None


def month_of(date: str) -> str:
    """``October 2022`` of ``2022-10-10``; the year of ``2022``; the text itself when it is no date.

    >>> month_of("2022-10-10")
    'October 2022'
    """
    parts = date.split("-")
    if len(parts) > 1 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return parts[0]


def status_words(assessment: Assessment, today: dt.date) -> str:
    """The status with its day: ``listed as recruiting in October 2022; planned end (2021-06) passed``."""
    unknown = assessment.status == Status.UNKNOWN
    listed = "listed with an unknown status" if unknown else f"listed as {assessment.status.lower()}"
    if assessment.record_date:
        listed += f" in {month_of(assessment.record_date)}"
    end = planned_end(assessment)
    day = _day(end)
    if day is None:
        return f"{listed}; no planned end is given"
    if assessment.verdict.status is not VerdictStatus.ONGOING and assessment.status not in {*ONGOING, Status.UNKNOWN}:
        return f"{listed}; end {end}"
    return f"{listed}; planned end ({end}) passed" if day < today else f"{listed}; planned end {end}"


def _running(assessment: Assessment, today: dt.date) -> Verdict:
    words = status_words(assessment, today)
    text = f"{words[:1].upper()}{words[1:]}."
    verdict = assessment.verdict
    if can_still_run(assessment, today):
        reason = Reason("status.ongoing", text, _PATH, assessment.status)
        late = (_day(planned_end(assessment)) or today) < today
        sure: Confidence = "low" if late else confidence_of_status(assessment, today)
        return replace(verdict, confidence=sure, reasons=(reason,))
    text = f"{text[:-1]} more than two years ago, and no result is posted in these data."
    reason = Reason("status.past_planned_end", text, _PATH, assessment.status)
    return replace(verdict, status=VerdictStatus.UNREPORTED, confidence="low", reasons=(reason,))


def _day(text: str) -> dt.date | None:
    """The last day a registry date can mean, so that nothing is called past too early."""
    date = PartialDate.parse(text)
    return None if date is None else date.latest
