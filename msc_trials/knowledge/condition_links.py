"""How the trials of a neighbouring row are treated when somebody asks about a condition.

Data: ``seeds/condition_links.csv``, one row per asked condition and neighbour. ``same``: its trials are counted.
``related``: it is named under "Related: ..., not your condition" and never counted. ``not_shown``: it is not named. A narrower
row without a line is ``same``: tennis elbow trials count for tendon disease, never the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import all_conditions, children_of

KINDS = ("same", "related", "not_shown")


@dataclass(frozen=True, slots=True)
class Link:
    """One neighbour of the condition asked for."""

    asked: str
    other: str
    kind: str
    why: str = ""


@cache
def links_of(condition_id: str) -> tuple[Link, ...]:
    """The neighbours of a row in file order."""
    return tuple(_link(row) for row in seeds.table("condition_links") if row["asked"] == condition_id)


def related_to(condition_ids: tuple[str, ...]) -> tuple[Link, ...]:
    """Neighbours to be named beside an answer about these rows, each once and none that is asked for itself."""
    found = {link.other: link for i in condition_ids for link in links_of(i) if link.kind == "related"}
    return tuple(link for other, link in found.items() if other not in condition_ids)


@cache
def counted_ids(condition_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The rows whose trials count for these: themselves, rows linked as ``same`` and narrower rows; in file order."""
    found: set[str] = set()
    waiting = list(condition_ids)
    while waiting:
        condition_id = waiting.pop()
        if condition_id in found:
            continue
        found.add(condition_id)
        apart = {link.other for link in links_of(condition_id) if link.kind != "same"}
        same = [link.other for link in links_of(condition_id) if link.kind == "same"]
        waiting += [*same, *(i for i in children_of(condition_id) if i not in apart)]
    return tuple(c.id for c in all_conditions() if c.id in found)


def _link(row: dict[str, str]) -> Link:
    return Link(row["asked"], row["other"], row["kind"], row["why"])
