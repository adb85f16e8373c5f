"""The parts of posted results that no verdict needs: further outcomes, participant flow, adverse events.

They are most of the bytes of a record, so they are read only when a table asks for them. Lenient like ``study``: a
node of the wrong type is left out. Field names follow the API v2 (specification 2.0.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from msc_trials.records.schema import PostedOutcome
from msc_trials.records.study import PostedPrimary, StudyRecord

_FLOW = "resultsSection.participantFlowModule"
_EVENTS = "resultsSection.adverseEventsModule"


class FlowCount(NamedTuple):
    """Participants of one group at one milestone (STARTED, COMPLETED, ...) of one period of the trial."""

    period: str
    milestone: str
    group: str
    participants: int
    path: str


class EventCount(NamedTuple):
    """People of one group with an adverse event.

    ``kind`` is ``death``, ``serious`` or ``other``; ``term`` is empty for the totals of a kind, which count each person once.
    ``affected`` of ``at_risk`` people had at least one; ``events`` counts events, where posted.
    """

    kind: str
    term: str
    organ_system: str
    group: str
    affected: int | None
    at_risk: int | None
    events: int | None
    path: str


def posted_outcomes(record: StudyRecord) -> tuple[PostedPrimary, ...]:
    """Every posted outcome, primary and further ones, in the order of the record; unreadable ones are left out."""
    primary = {p.position: p for p in record.posted_primary}
    found = []
    for position, node in enumerate(_list(_module(record, "outcomeMeasuresModule"), "outcomeMeasures")):
        if position in primary:
            found.append(primary[position])
            continue
        try:
            found.append(PostedPrimary(position, PostedOutcome.model_validate(node)))
        except ValidationError:
            continue
    return tuple(found)


def participant_flow(record: StudyRecord) -> Iterator[FlowCount]:
    """Participants per period, milestone and group, as posted."""
    module = _module(record, "participantFlowModule")
    titles = _titles(_list(module, "groups"))
    for p, period in enumerate(_list(module, "periods")):
        for m, milestone in enumerate(_list(period, "milestones")):
            names = _text(period.get("title")), _text(milestone.get("type"))
            for a, achieved in enumerate(_list(milestone, "achievements")):
                path = f"{_FLOW}.periods[{p}].milestones[{m}].achievements[{a}]"
                if (count := _count(achieved.get("numSubjects"))) is not None:
                    yield FlowCount(*names, titles.get(_text(achieved.get("groupId")), ""), count, path)


def adverse_events(record: StudyRecord) -> Iterator[EventCount]:
    """Totals of deaths, serious and other events per group, then every event with its term, as posted."""
    module = _module(record, "adverseEventsModule")
    groups = _list(module, "eventGroups")
    titles = _titles(groups)
    for g, group in enumerate(groups):
        title = titles.get(_text(group.get("id")), "")
        for kind, name in (("death", "deaths"), ("serious", "serious"), ("other", "other")):
            people = _count(group.get(f"{name}NumAffected")), _count(group.get(f"{name}NumAtRisk"))
            if people != (None, None):
                yield EventCount(kind, "", "", title, *people, None, f"{_EVENTS}.eventGroups[{g}]")
    for kind, field in (("serious", "seriousEvents"), ("other", "otherEvents")):
        for e, event in enumerate(_list(module, field)):
            names = _text(event.get("term")), _text(event.get("organSystem"))
            for s, stats in enumerate(_list(event, "stats")):
                title, path = titles.get(_text(stats.get("groupId")), ""), f"{_EVENTS}.{field}[{e}].stats[{s}]"
                people = _count(stats.get("numAffected")), _count(stats.get("numAtRisk"))
                yield EventCount(kind, *names, title, *people, _count(stats.get("numEvents")), path)


def _module(record: StudyRecord, name: str) -> dict[str, Any]:
    module = (record.results_section or {}).get(name)
    return module if isinstance(module, dict) else {}


def _list(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Its nodes in their places; a node of the wrong type is empty."""
    found = node.get(name)
    return [n if isinstance(n, dict) else {} for n in found] if isinstance(found, list) else []


def _titles(groups: list[dict[str, Any]]) -> dict[str, str]:
    return {_text(g.get("id")): _text(g.get("title")) for g in groups}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    """A posted whole number, which the API sends as text or as a number."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() else None
