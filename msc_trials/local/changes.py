"""What changed in the answer of a condition since it was last seen: new trials, status, results, papers, level."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self, TypeAlias

from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.registry.plain_json import from_json

Kind: TypeAlias = Literal["new_trial", "status", "results_posted", "verdict", "level", "new_paper", "ledger"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new. ``nct_id`` is empty for a change of the level; ``before`` is empty where nothing was."""

    day: str
    condition: str
    kind: Kind
    nct_id: str
    before: str
    after: str

    def to_dict(self) -> dict[str, str]:
        """The same as a JSON object."""
        return asdict(self)


def seen_of(answer: Answer, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """What is remembered of an answer, as a JSON object: its level, its data date, and a few words per trial.

    ``papers`` are those the ledger or the record cites, ``pubmed`` those PubMed knows of; where PubMed was not asked about a trial now,
    what was remembered ``before`` stays. Raises ``QueryError`` where the answer is about no single condition.
    """
    kept = before["trials"] if before is not None else {}
    return {
        "condition": answer.condition,
        "level": answer.single_level.value,
        "source": answer.provenance.source,
        "data_timestamp": answer.provenance.data_timestamp,
        "trials": {
            trial.assessment.trial_id: {
                "status": trial.assessment.status,
                "results": trial.assessment.has_results,
                "verdict": trial.assessment.verdict.status.value,
                "ledger": trial.assessment.verdict.source == "ledger",
                "papers": sorted(set(trial.assessment.verdict.pmids)),
                **_pubmed(answer, trial, kept.get(trial.assessment.trial_id, {})),
            }
            for trial in answer.trials
            if trial.assessment.is_msc
        },
    }


def _pubmed(answer: Answer, trial: AnswerTrial, before: dict[str, Any]) -> dict[str, list[str]]:
    """The papers of a trial in PubMed under ``pubmed``; no key where PubMed was never asked."""
    if answer.papers is not None and trial.assessment.trial_id in answer.papers.asked:
        return {"pubmed": sorted({paper.pmid for paper in trial.papers})}
    return {"pubmed": before["pubmed"]} if "pubmed" in before else {}


@dataclass
class Memory:
    """What was last seen of each condition (``seen_of``), by its key, and the changes found so far, oldest first."""

    seen: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @classmethod
    def from_json(cls, raw: Any) -> Self:
        """The memory of ``to_json``. Raises ``ValueError``, ``KeyError``, ``TypeError`` or ``AttributeError`` for what is none."""
        seen = {str(key): _checked(one) for key, one in raw["seen"].items()}
        changes = [from_json(Change, change) for change in raw["changes"]]
        for change in changes:
            dt.date.fromisoformat(change.day)
        return cls(seen, changes)

    def to_json(self, most: int) -> dict[str, Any]:
        """A JSON object with what was seen, and the last changes."""
        return {"seen": self.seen, "changes": [change.to_dict() for change in self.changes[-most:]]}

    def update(self, key: str, now: dict[str, Any], day: str) -> list[Change] | None:
        """Remember what is known ``now``; the changes since. None, and nothing remembered, where the data are older."""
        before = self.seen.get(key)
        if before is not None and not can_compare(before, now):
            return None
        found = [] if before is None else changes_between(before, now, day)
        self.seen[key] = now
        self.changes += found
        return found


def _checked(seen: Any) -> dict[str, Any]:
    """What was seen of a condition, with the keys that comparing needs."""
    if not isinstance(seen["condition"], str) or not isinstance(seen["level"], (str, type(None))):
        raise TypeError("a condition is not as it was written")
    for trial in seen["trials"].values():
        texts = [trial["status"], trial["verdict"], *trial["papers"], *trial.get("pubmed", ())]
        flags = [trial["results"], trial["ledger"]]
        if not all(isinstance(text, str) for text in texts) or not all(isinstance(flag, bool) for flag in flags):
            raise TypeError("a trial is not as it was written")
    return {**seen, "data_timestamp": str(seen["data_timestamp"])}


def can_compare(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether two memories are of data in their order: an older fallback must not look like trials that vanished."""
    return str(new["data_timestamp"]) >= str(old["data_timestamp"])


def changes_between(old: dict[str, Any], new: dict[str, Any], day: str) -> list[Change]:
    """What is in ``new`` and was not in ``old`` (both from ``seen_of``), found on ``day`` (``2026-11-28``)."""
    condition = str(new["condition"])
    found = []
    if old["level"] != new["level"]:
        found.append(Change(day, condition, "level", "", old["level"], new["level"]))
    for nct_id, now in new["trials"].items():
        before = old["trials"].get(nct_id)
        if before is None:
            found.append(Change(day, condition, "new_trial", nct_id, "", now["status"]))
            continue
        found += [Change(day, condition, *rest) for rest in _of_trial(nct_id, before, now)]
    return found


def _of_trial(nct_id: str, before: dict[str, Any], now: dict[str, Any]) -> list[tuple[Kind, str, str, str]]:
    found: list[tuple[Kind, str, str, str]] = []
    if before["status"] != now["status"]:
        found.append(("status", nct_id, before["status"], now["status"]))
    if now["results"] and not before["results"]:
        found.append(("results_posted", nct_id, "", "results posted"))
    if now["ledger"] and not before["ledger"]:
        found.append(("ledger", nct_id, before["verdict"], now["verdict"]))
    elif before["verdict"] != now["verdict"]:
        found.append(("verdict", nct_id, before["verdict"], now["verdict"]))
    known = {*before["papers"], *before.get("pubmed", ())}
    fresh = list(now["papers"])
    if "pubmed" in before:
        fresh += [pmid for pmid in now.get("pubmed", ()) if pmid not in fresh]
    found += [("new_paper", nct_id, "", f"PMID {pmid}") for pmid in fresh if pmid not in known]
    return found
