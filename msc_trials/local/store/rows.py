"""From packed documents to the rows of a store: what the worker processes do. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from msc_trials.errors import RecordError
from msc_trials.evidence.assess import assess, record_values
from msc_trials.evidence.assessment import Assessment
from msc_trials.extraction.trial import Trial, parse_study
from msc_trials.knowledge import ledger
from msc_trials.knowledge.registries import is_nct
from msc_trials.knowledge.typed_text import words
from msc_trials.local.archives import studies_in
from msc_trials.local.codec import body_of, number_of, packed
from msc_trials.local.manifest import date_of
from msc_trials.local.source import is_kept, kinds_of_problems, names_of
from msc_trials.local.zips import Packed
from msc_trials.registry.result_set import aliases_of


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a study that may concern cells: the whole record, packed, and what finds it.

    ``names`` are the names of its conditions, each with its words in their common form.
    """

    raw: bytes
    titles: str
    condition_ids: tuple[str, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One study. ``number`` is that of its NCT number, ``body`` its packed assessment, ``dated`` the record's version."""

    number: int
    dated: str
    start_year: int | None
    cells: bool
    body: bytes
    aliases: tuple[int, ...] = ()
    record: Record | None = None


@dataclass(slots=True)
class Rows:
    """Rows of a batch, and what happened to the others."""

    rows: list[Row] = field(default_factory=list)
    read: int = 0
    unreadable: int = 0
    drift: Counter[str] = field(default_factory=Counter)


def rows_of(items: tuple[Packed, ...]) -> Rows:
    """Assess every study of some documents. A study that cannot be read is counted, whatever is wrong with it."""
    made = Rows()
    for item in items:
        for raw in studies_in(item):
            made.read += 1
            try:
                trial = parse_study(raw)
                made.rows.append(_row(raw, trial))
            except RecordError:
                made.unreadable += 1
            except Exception as error:
                # One strange study of 600,000 must not stop the others; its kind of fault is named in the manifest.
                made.unreadable += 1
                made.drift[f"fault: {type(error).__name__}"] += 1
            else:
                made.drift.update(kinds_of_problems(trial))
    return made


def _row(raw: Any, trial: Trial) -> Row:
    assessment = assess(trial)
    cells = is_kept(assessment)
    kept = cells or trial.nct_id in ledger.rows() or trial.may_concern_cells
    extra = record_values(trial)
    if trial.problems:
        extra["problems"] = len(trial.problems)
    return Row(
        number=number_of(trial.nct_id),
        dated=date_of(trial.version_holder),
        start_year=trial.start_date.earliest.year if trial.start_date else None,
        cells=cells,
        body=body_of(assessment, extra),
        aliases=tuple(number_of(a) for a in aliases_of(raw) if is_nct(a)),
        record=_record(raw, trial, assessment) if kept else None,
    )


def _record(raw: Any, trial: Trial, assessment: Assessment) -> Record:
    return Record(
        raw=packed(raw),
        titles=_storable("\n".join(" ".join(t.split()) for t in (trial.brief_title, trial.official_title) if t)),
        condition_ids=assessment.condition_ids,
        names=tuple((name, words(name)) for name in dict.fromkeys(map(_storable, names_of(assessment)))),
    )


def _storable(text: str) -> str:
    """Text without halves of surrogate pairs, which no database takes; they mean no character."""
    return text.encode("utf-8", "replace").decode()
