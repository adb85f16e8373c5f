"""The parts of posted results that no verdict needs: further outcomes, participants, adverse events. They are most of
the bytes of a record and read only for tables. Lenient like ``study``. Field names follow the API v2 (specification
2.0.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from msc_trials.matching.text import tidied
from msc_trials.records.schema import Group, PostedOutcome
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
    """People of one group with an adverse event; ``kind`` is ``death``, ``serious`` or ``other``.

    ``term`` is empty for the totals of a kind, which count each person once. ``events`` counts events, where posted.
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
    for position, node in enumerate(nodes_of(module_of(record, "outcomeMeasuresModule"), "outcomeMeasures")):
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
    module = module_of(record, "participantFlowModule")
    titles = _titles(nodes_of(module, "groups"))
    for p, period in enumerate(nodes_of(module, "periods")):
        for m, milestone in enumerate(nodes_of(period, "milestones")):
            names = text_of(period.get("title")), text_of(milestone.get("type"))
            for a, achieved in enumerate(nodes_of(milestone, "achievements")):
                path = f"{_FLOW}.periods[{p}].milestones[{m}].achievements[{a}]"
                if (count := count_of(achieved.get("numSubjects"))) is not None:
                    yield FlowCount(*names, titles.get(text_of(achieved.get("groupId")), ""), count, path)


def started(record: StudyRecord) -> int | None:
    """People who started the first period, else those at baseline; None when neither is posted."""
    flow = [f for f in participant_flow(record) if f.milestone == "STARTED"]
    first = [f.participants for f in flow if f.path.split(".milestones")[0] == flow[0].path.split(".milestones")[0]]
    if first:
        return sum(first)
    denoms = nodes_of(module_of(record, "baselineCharacteristicsModule"), "denoms")
    people = (count for denom in denoms if denom.get("units") == "Participants" for count in nodes_of(denom, "counts"))
    # The largest number at baseline is the total where one is posted.
    return max((n for count in people if (n := count_of(count.get("value"))) is not None), default=None)


def adverse_events(record: StudyRecord) -> Iterator[EventCount]:
    """Totals of deaths, serious and other events per group, then every event with its term, as posted."""
    module = module_of(record, "adverseEventsModule")
    groups = nodes_of(module, "eventGroups")
    titles = _titles(groups)
    for g, group in enumerate(groups):
        title = titles.get(text_of(group.get("id")), "")
        for kind, name in (("death", "deaths"), ("serious", "serious"), ("other", "other")):
            people = count_of(group.get(f"{name}NumAffected")), count_of(group.get(f"{name}NumAtRisk"))
            if people != (None, None):
                yield EventCount(kind, "", "", title, *people, None, f"{_EVENTS}.eventGroups[{g}]")
    for kind, field in (("serious", "seriousEvents"), ("other", "otherEvents")):
        for e, event in enumerate(nodes_of(module, field)):
            names = text_of(event.get("term")), text_of(event.get("organSystem"))
            for s, stats in enumerate(nodes_of(event, "stats")):
                title, path = titles.get(text_of(stats.get("groupId")), ""), f"{_EVENTS}.{field}[{e}].stats[{s}]"
                people = count_of(stats.get("numAffected")), count_of(stats.get("numAtRisk"))
                yield EventCount(kind, *names, title, *people, count_of(stats.get("numEvents")), path)


def posted_groups(record: StudyRecord, module: str, field: str) -> tuple[Group, ...]:
    """The groups of a module in their places, with ids of our own where several share one or have none."""
    return tuple(
        Group(id=f"group {i}", title=text_of(node.get("title")), description=text_of(node.get("description")))
        for i, node in enumerate(nodes_of(module_of(record, module), field))
    )


def module_of(record: StudyRecord, name: str) -> dict[str, Any]:
    """A module of the posted results, empty where it is not posted."""
    module = (record.results_section or {}).get(name)
    return module if isinstance(module, dict) else {}


def nodes_of(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The nodes of a list in their places; a node of the wrong type is empty."""
    found = node.get(name)
    return [n if isinstance(n, dict) else {} for n in found] if isinstance(found, list) else []


def _titles(groups: list[dict[str, Any]]) -> dict[str, str]:
    """Titles by id, tidied as those of ``posted_groups``, so that the two name a group alike."""
    return {text_of(g.get("id")): tidied(text_of(g.get("title"))) for g in groups}


def text_of(value: Any) -> str:
    """A posted text, empty for anything else."""
    return value if isinstance(value, str) else ""


def count_of(value: Any) -> int | None:
    """A posted whole number, which the API sends as text or as a number."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() else None
