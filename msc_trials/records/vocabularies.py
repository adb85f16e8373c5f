"""Ordered vocabularies of the registry's coded values (API v2, specification 2.0.5). A value the registry adds later is
kept as its own text and counted as a problem of the record; it is never an error."""

from __future__ import annotations

from enum import StrEnum

from msc_trials.registry.shape import PHASES, STATUSES, code_of


class Phase(StrEnum):
    """Registered phase in the order of the research ladder. ``N/A`` is what the registry says of devices and
    procedures, ``Not given`` a record without the field (observational studies and expanded access)."""

    EARLY_1 = "Early Phase 1"
    PHASE_1 = "Phase 1"
    PHASE_1_2 = "Phase 1/2"
    PHASE_2 = "Phase 2"
    PHASE_2_3 = "Phase 2/3"
    PHASE_3 = "Phase 3"
    PHASE_4 = "Phase 4"
    NOT_APPLICABLE = "N/A"
    NOT_GIVEN = "Not given"


class Status(StrEnum):
    """Overall recruitment status in the order of a trial's life.

    ``Unknown`` is a trial not confirmed for two years after its planned end; the status it had before is kept as well.
    """

    NOT_YET_RECRUITING = "Not yet recruiting"
    RECRUITING = "Recruiting"
    ENROLLING_BY_INVITATION = "Enrolling by invitation"
    ACTIVE_NOT_RECRUITING = "Active, not recruiting"
    SUSPENDED = "Suspended"
    COMPLETED = "Completed"
    TERMINATED = "Terminated"
    WITHDRAWN = "Withdrawn"
    UNKNOWN = "Unknown"
    AVAILABLE = "Available"
    NO_LONGER_AVAILABLE = "No longer available"
    TEMPORARILY_NOT_AVAILABLE = "Temporarily not available"
    APPROVED_FOR_MARKETING = "Approved for marketing"
    WITHHELD = "Withheld"
    NOT_GIVEN = "Not given"


PHASE_CODES: dict[tuple[str, ...], Phase] = {
    (): Phase.NOT_GIVEN,
    ("NA",): Phase.NOT_APPLICABLE,
    ("EARLY_PHASE1",): Phase.EARLY_1,
    ("PHASE1",): Phase.PHASE_1,
    ("PHASE1", "PHASE2"): Phase.PHASE_1_2,
    ("PHASE2",): Phase.PHASE_2,
    ("PHASE2", "PHASE3"): Phase.PHASE_2_3,
    ("PHASE3",): Phase.PHASE_3,
    ("PHASE4",): Phase.PHASE_4,
}
STATUS_CODES: dict[str, Status] = {s.name: s for s in Status if s is not Status.NOT_GIVEN}

LATE_PHASES = frozenset({Phase.PHASE_2, Phase.PHASE_2_3, Phase.PHASE_3, Phase.PHASE_4})
"""Phases whose trials are counted in an answer (the article's "Phase II or III", and Phase 4)."""

ONGOING = frozenset(
    {Status.NOT_YET_RECRUITING, Status.RECRUITING, Status.ENROLLING_BY_INVITATION, Status.ACTIVE_NOT_RECRUITING}
)
ACCESS = frozenset({
    Status.NO_LONGER_AVAILABLE, Status.APPROVED_FOR_MARKETING, Status.AVAILABLE, Status.TEMPORARILY_NOT_AVAILABLE,
})  # fmt: skip
"""Statuses of an access programme, which is no trial and never posts results."""
OVER = ACCESS | {Status.COMPLETED, Status.WITHHELD}
"""Nothing more is to come from the record: a completed trial or an access programme."""
STOPPED = frozenset({Status.TERMINATED, Status.WITHDRAWN, Status.SUSPENDED})


def phase_of(codes: tuple[str, ...]) -> str:
    """Level for the registry's list of phase codes, however spelled; an unknown combination keeps its own text."""
    known = PHASE_CODES.get(tuple(sorted({code_of(code, PHASES) for code in codes})))
    return known if known is not None else "/".join(codes)


def status_of(code: str | None) -> str:
    """Level for the registry's status code, however spelled; an unknown code keeps its own text."""
    if code is None:
        return Status.NOT_GIVEN
    return STATUS_CODES.get(code_of(code, STATUSES), code)
