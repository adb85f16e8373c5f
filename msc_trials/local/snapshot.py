"""The facts-only snapshot shipped inside the package, and how it is made and read.

One gzip file of lines: a manifest (JSON), then one line per trial: NCT number, condition ids, condition names, stored
assessment (JSON), separated by tabs. Only the lines a question needs are decoded. It holds ids, codes, dates, counts,
names of interventions, conditions, sponsors and countries, derived classes and posted numbers; no titles, summaries or
descriptions.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from msc_trials.errors import RecordError, ResponseError, SnapshotError
from msc_trials.evidence.assessment import Assessment
from msc_trials.extraction.facts import Dose
from msc_trials.knowledge import ledger, seeds
from msc_trials.knowledge.typed_text import mentions
from msc_trials.local.codec import assessment_of, line_of
from msc_trials.local.manifest import SNAPSHOT, Manifest, date_of, today_of
from msc_trials.local.source import kinds_of_problems, names_of, passes_filters, tied_to
from msc_trials.records.filtering import refuse_distance
from msc_trials.registry.files import read_file, write_file
from msc_trials.registry.query import Query
from msc_trials.registry.result_set import Provenance, unpack
from msc_trials.results.findings import Harms, Reason

_LARGEST = 200_000_000
_LONGEST_QUOTE = 40
_MOST_TRIALS = 1_000_000
"""More than the whole registry has."""


@dataclass(frozen=True)
class Snapshot:
    """A loaded snapshot. ``lines`` are undecoded; reading a trial decodes its line."""

    manifest: Manifest
    lines: tuple[str, ...]
    path: str = ""
    """Path of the file; empty for the one inside the package."""

    def matching(self, query: Query) -> Iterator[Assessment]:
        """Assessments of the trials that answer ``query`` and pass its filters; see ``LocalSource``."""
        refuse_distance(query.filters)
        wanted = frozenset(query.condition_ids)
        tied = tied_to(query)
        for line in self.lines:
            nct_id, ids, names, text = line.split("\t", 3)
            if not query.condition:
                found = True  # all trials
            elif wanted:
                found = nct_id in tied or not wanted.isdisjoint(ids.split(";"))
            else:
                found = mentions(query.condition, tuple(names.split("|")))
            if found and passes_filters(query, assessment := assessment_of(text, foreign=bool(self.path))):
                yield assessment

    def get(self, nct_id: str) -> Assessment | None:
        """The assessment of one trial, None when the snapshot does not hold it."""
        for line in self.lines:
            if line.startswith(nct_id):
                return assessment_of(line.split("\t", 3)[3], foreign=bool(self.path))
        return None

    def trial(self, nct_id: str) -> None:
        """None: a snapshot holds no records."""

    def provenance(self, url: str, cause: str = "") -> Provenance:
        """Provenance of an answer from this snapshot; ``path`` is empty for the bundled one."""
        return self.manifest.provenance("snapshot_file" if self.path else "snapshot", url, cause, self.path)


def bundled_path() -> Path:
    """The snapshot inside the package; with a profile that of its folder, which may have none."""
    return seeds.path("snapshot.gz")


@cache
def bundled() -> Snapshot:
    """The snapshot inside the package, read once. Raises ``SnapshotError`` when it is missing or damaged."""
    return load(bundled_path())


def load(path: Path) -> Snapshot:
    """Read a snapshot file. Raises ``SnapshotError`` when it is missing, cut, foreign or from another version."""
    hint = "Make a new one with: msc-trials snapshot build --from FILE -o NAME.gz"
    if path == bundled_path() and seeds.profile() is None:
        hint = "Install msc-trials again."
    try:
        text = unpack(read_file(path, _LARGEST), _LARGEST).decode("utf-8")
        head = json.loads(text.partition("\n")[0])
    except ResponseError as error:
        why = "cannot be read: it is damaged" if error.details.get("cut") else "unpacks to more than any snapshot has"
        raise SnapshotError(f"The snapshot {path} {why}.", hint=hint) from error
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SnapshotError(f"The snapshot {path} cannot be read: {why}.", hint=hint) from error
    if not isinstance(head, dict) or not isinstance(head.get("format"), int):
        raise SnapshotError(f"{path} is not a snapshot of msc-trials.", hint=hint)
    if text.count("\n") > _MOST_TRIALS:
        raise SnapshotError(f"The snapshot {path} unpacks to more than any snapshot has.", hint=hint)
    lines = text.removesuffix("\n").split("\n")[1:]
    manifest = Manifest.from_json(head, SNAPSHOT, path, hint)
    if len(lines) != manifest.trials or any(line.count("\t") < 3 for line in lines):
        raise SnapshotError(f"The snapshot {path} is cut: {len(lines)} of {manifest.trials} trials.", hint=hint)
    return Snapshot(manifest, tuple(lines), "" if path == bundled_path() else str(path))


def build(studies: Iterable[Any], path: Path, created: str) -> Manifest:
    """Make a snapshot of raw API studies and write it in one step. Of several records of a trial the newest counts.

    Trials that gave no kind of MSC product are left out unless the ledger knows them. ``created`` is today's date.
    Raises ``SnapshotError`` when no study can be read: an empty snapshot would say that there are no trials; ``QueryError``
    when ``created`` is not a date.
    """
    from msc_trials.evidence.assess import assess
    from msc_trials.extraction.trial import parse_study

    created = today_of(created)
    dates: dict[str, str] = {}
    rows: dict[str, str] = {}
    read = unreadable = 0
    drift: Counter[str] = Counter()
    for raw in studies:
        read += 1
        try:
            trial = parse_study(raw)
        except RecordError:
            unreadable += 1
            continue
        drift.update(kinds_of_problems(trial))
        dated = sys.intern(date_of(trial.version_holder))
        if trial.nct_id in dates and dates[trial.nct_id] >= dated:
            continue
        dates[trial.nct_id] = dated
        rows.pop(trial.nct_id, None)
        if trial.msc_class != ("not_msc",) or trial.nct_id in ledger.rows():
            facts = facts_only(assess(trial))
            parts = (facts.trial_id, ";".join(facts.condition_ids), "|".join(names_of(facts)), line_of(facts))
            rows[trial.nct_id] = "\t".join(parts)
    if not dates:
        raise SnapshotError(f"No study could be read in {read} records.", hint="Look at the files given.")
    known = sorted(filter(None, map(dates.__getitem__, rows))) or [""]
    manifest = Manifest(
        kind=SNAPSHOT,
        created=created,
        oldest=known[0],
        typical=known[len(known) // 2],
        newest=known[-1],
        trials=len(rows),
        read=read,
        unreadable=unreadable,
        drift=dict(drift),
    )
    lines = [json.dumps(manifest.to_json()), *(line for _, line in sorted(rows.items()))]
    # Halves of surrogate pairs mean no character and cannot be written.
    write_file(path, gzip.compress(("\n".join(lines) + "\n").encode("utf-8", "replace"), 9, mtime=0))
    return manifest


def facts_only(assessment: Assessment) -> Assessment:
    """The same without any sentence of the record: no title, no outcome names, no quotes but numbers and codes."""
    verdict, given = assessment.verdict, assessment.product
    return replace(
        assessment,
        title=None,
        harms=Harms(assessment.harms.read, tuple(replace(g, title="") for g in assessment.harms.groups)),
        goals=tuple(replace(g, title="") for g in assessment.registered_goals),
        given=replace(given, doses=tuple(Dose(d.low, d.high, d.per_kg, d.administrations) for d in given.doses)),
        verdict=replace(
            verdict,
            reasons=tuple(map(_without_words, verdict.reasons)),
            findings=tuple(
                replace(
                    f,
                    measure="",
                    reasons=tuple(map(_without_words, f.reasons)),
                    groups=(),
                    unadjusted=replace(f.unadjusted, row="") if f.unadjusted else None,
                )
                for f in verdict.findings
            ),
        ),
    )


def _without_words(reason: Reason) -> Reason:
    short = len(reason.quote) <= _LONGEST_QUOTE and any(c.isdigit() for c in reason.quote)
    return replace(reason, quote=reason.quote if short else "")
