"""Stores of the whole registry: the same answers as the snapshot of the same records, whatever happens to the making."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from msc_trials import answer, search, to_frame
from msc_trials.errors import SnapshotError, TrialNotFoundError
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.local import archives, snapshot
from msc_trials.local.manifest import read_manifest, unfinished
from msc_trials.local.snapshot import facts_only
from msc_trials.local.store import building, reading
from msc_trials.local.store.building import WriteYear, build
from msc_trials.local.store.database import INDEX
from msc_trials.local.store.reading import Store
from msc_trials.local.store.workers import Workers
from msc_trials.registry.plain_json import from_json, to_json
from msc_trials.registry.query import Query
from msc_trials.service.answer import search_as_typed
from msc_trials.service.show import show
from tests.synthetic import study

TODAY = "2026-11-25"
CONDITIONS = (
    "Knee Osteoarthritis",
    "Ischemic Stroke",
    "Made-up Blight of the Elbow",
    "Heart Failure",
    "Elbow|Blight, Made up",
)
ASKED = (
    "bad knee",
    "stroke",
    "heart failure",
    "made-up blight",
    "elbow blight",
    "blight",
    "ALS",
    "COVID-19",
    "nothing at all",
)
PRODUCTS = (
    "Allogeneic mesenchymal stem cells",
    "Aspirin tablets",
    "Stromal vascular fraction",
    "Stem cell factor tablets",
)


def studies(count: int = 40) -> list[dict[str, Any]]:
    """Synthetic studies of cells, of drugs and of drugs with cells in their names, some with results."""
    made = []
    for i in range(count):
        product = PRODUCTS[i % 4]
        raw = study(
            f"NCT9{i:07d}",
            title=f"A synthetic trial of {product}",
            condition=CONDITIONS[i % 5],
            product=product,
            results=i % 3 == 0,
            status="COMPLETED" if i % 3 == 0 else ("RECRUITING", "TERMINATED", "COMPLETED")[i // 3 % 3],
            why_stopped="Too few patients" if i % 3 and i // 3 % 3 == 1 else None,
        )
        if product == "Aspirin tablets":
            raw = json.loads(json.dumps(raw).replace("Cells", "Tablets").replace("10 million cells", "a tablet"))
        raw["protocolSection"]["statusModule"]["startDateStruct"]["date"] = f"20{10 + i % 4}-05"
        if i == 7:
            raw["protocolSection"]["identificationModule"]["nctIdAliases"] = ["NCT91111111", "not a number"]
            del raw["protocolSection"]["statusModule"]["startDateStruct"]
        made.append(raw)
    return made


def zipped(path: Path, raws: list[Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for i, raw in enumerate(raws):
            out.writestr(f"{i:05d}.json", raw if isinstance(raw, bytes) else json.dumps(raw))
    return path


def lines(path: Path, raws: list[Any]) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(raw) + "\n" for raw in raws).encode()))
    return path


def made(
    folder: Path, raws: list[Any] | None = None, name: str = "registry", write_year: WriteYear | None = None
) -> Path:
    """A finished store of ``raws``."""
    archive = zipped(folder / f"{name}.zip", studies() if raws is None else raws)
    build([archive], folder / name, TODAY, jobs=1, write_year=write_year)
    return folder / name


def contents(store: Path) -> dict[str, list[Any]]:
    """Every row of the index, but for the state of the making."""
    tables = ("trials", "records", "conditions", "names", "words", "aliases")
    with closing(sqlite3.connect(store / INDEX)) as db:
        return {t: sorted(db.execute(f"SELECT * FROM {t}"), key=str) for t in tables}  # noqa: S608 - our own names


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("snapshot") / "s.gz"
    snapshot.build(studies(), path, TODAY)
    return path


def told(found: Answer) -> tuple[Any, ...]:
    """What an answer says, without the words of records that a snapshot does not hold."""
    trials = [(facts_only(t.assessment), t.not_counted_because) for t in found.trials]
    return found.level, found.headline, found.counts, found.ladder, found.caveats, trials


@pytest.mark.parametrize("condition", ASKED)
def test_answers_are_those_of_the_snapshot_of_the_same_records(store: Path, facts: Path, condition: str) -> None:
    assert told(search_as_typed(condition, source=store)) == told(search_as_typed(condition, source=facts))


@pytest.mark.parametrize("condition", ASKED)
def test_a_store_made_by_other_rules_is_read_again_and_says_so(
    store: Path, facts: Path, condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "rules_digest", lambda: "other rules")
    found = search_as_typed(condition, source=store)
    assert told(found) == told(search_as_typed(condition, source=facts))
    assert found.provenance.stale
    assert "other reading rules" in found.provenance.cause


def test_stored_readings_of_other_rules_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, studies(5))
    with closing(sqlite3.connect(path / INDEX)) as db, db:
        db.execute("UPDATE trials SET body = x'00'")
        db.execute("DELETE FROM conditions")
        db.execute("DELETE FROM words")
    with pytest.raises(SnapshotError, match="cannot be read"):
        show("NCT90000000", source=path)
    monkeypatch.setattr(reading, "rules_digest", lambda: "other rules")
    assert show("NCT90000000", source=path).assessment.is_msc
    assert answer("bad knee", source=path).counts["met"] >= 1


def test_provenance_names_place_date_and_number(store: Path, facts: Path) -> None:
    provenance = answer("stroke", source=store).provenance
    assert (provenance.source, provenance.path, provenance.total) == ("store", str(store), 40)
    assert (provenance.data_timestamp, provenance.retrieved_at, provenance.stale) == ("2026-11-20", TODAY, False)
    assert answer("stroke", source=facts).provenance.source == "snapshot_file"


def test_an_answer_reads_only_the_rows_it_needs(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    decoded = reading.opened_body
    monkeypatch.setattr(reading, "opened_body", lambda body: read.append(body) or decoded(body))
    with Store(store) as opened:
        found = list(opened.matching(Query.for_condition("stroke")))
    assert len(read) == len(found) == 4  # of 40 studies; 8 of stroke, 4 of them of tablets


def test_an_answer_from_a_store_loads_none_of_the_reading_rules(store: Path) -> None:
    heavy = {"pydantic", "pandas", "pyarrow", "requests", "scipy", "multiprocessing", "msc_trials.records.study"}
    code = (
        "import sys; from msc_trials import answer\n"
        f"answer('bad knee', source={str(store)!r}); print(sorted({heavy!r} & set(sys.modules)))"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


def test_trials_are_shown_with_their_reasoning_or_from_their_assessment(store: Path) -> None:
    cells = show("NCT90000000", source=store)
    assert cells.trial is not None
    assert cells.assessment.verdict.findings
    tablets = show("NCT90000001", source=store)
    assert tablets.trial is None
    assert (tablets.assessment.title, tablets.assessment.phase) == ("A synthetic trial of Aspirin tablets", "Phase 3")
    assert show("NCT91111111", source=store).assessment.nct_id == "NCT90000007"
    with pytest.raises(TrialNotFoundError, match="registry"):
        show("NCT95555555", source=store)


def test_records_come_for_search_and_frames(store: Path) -> None:
    found = list(search("elbow blight", source=store))
    numbers = [i for i in range(2, 40, 5) if PRODUCTS[i % 4] != "Aspirin tablets"]
    assert [t.nct_id for t in found] == [f"NCT9{i:07d}" for i in numbers]
    assert len(to_frame(found, "arms")) == 2 * len(found)
    assert len(to_frame(search_as_typed("elbow blight", source=store))) > 0


def test_every_form_of_the_same_studies_makes_the_same_store(store: Path, tmp_path: Path) -> None:
    (tmp_path / "loose" / "deep").mkdir(parents=True)
    for i, raw in enumerate(studies()):
        (tmp_path / "loose" / ("deep" if i % 2 else "") / f"{i}.json").write_text(json.dumps(raw))
    pages = [{"studies": studies()[:15]}, studies()[15:]]
    for number, source in enumerate(
        (lines(tmp_path / "a.jsonl.gz", studies()), tmp_path / "loose", zipped(tmp_path / "pages.zip", pages))
    ):
        build([source], tmp_path / f"s{number}", TODAY, jobs=1)
        assert contents(tmp_path / f"s{number}") == contents(store)


def test_worker_processes_make_the_same_store(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST", 7)
    build([zipped(tmp_path / "a.zip", studies())], tmp_path / "s", TODAY, jobs=2)
    assert contents(tmp_path / "s") == contents(store)


def test_bad_studies_are_counted_and_the_others_read(tmp_path: Path) -> None:
    deep = b'{"protocolSection": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    bad = [b"no JSON", b"", b"[1, null]", b'{"protocolSection": {"identificationModule": {"nctId": "X"}}}', deep]
    path = made(tmp_path, [*bad, *studies(4), {**study("NCT90000009"), "hasResults": {"not": "a flag"}}])
    found = read_manifest(path)
    assert (found.read, found.unreadable, found.trials) == (11, 6, 5)
    assert found.drift == {"hasResults: unreadable, left out": 1}


def test_a_fault_in_the_rules_costs_one_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from msc_trials.local.store import rows

    sound = rows.assess

    def assess(trial: Any) -> Any:
        if trial.nct_id == "NCT90000001":
            raise ZeroDivisionError
        return sound(trial)

    monkeypatch.setattr(rows, "assess", assess)
    found = read_manifest(made(tmp_path, studies(3)))
    assert (found.trials, found.unreadable, found.drift) == (2, 1, {"fault: ZeroDivisionError": 1})


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_several_records_of_a_trial_the_newest_counts(tmp_path: Path, newest_first: bool) -> None:
    old = study(condition="Ischemic Stroke", status="RECRUITING")
    old["derivedSection"]["miscInfoModule"]["versionHolder"] = "2020-01-01"
    tablets = study("NCT90000002", product="Aspirin tablets", title="A synthetic trial of tablets")
    cells = study("NCT90000002")
    cells["derivedSection"]["miscInfoModule"]["versionHolder"] = "2020-01-01"
    raws = [study(), old, tablets, cells]
    raws = raws if newest_first else raws[::-1]
    snapshot.build(raws, tmp_path / "s.gz", TODAY)
    path = made(tmp_path, raws)
    assert read_manifest(path).trials == 2
    for source in (path, tmp_path / "s.gz"):
        assert [
            a.assessment.nct_id for a in answer("bad knee", source=source).trials if a.assessment.origin == "registry"
        ] == ["NCT90000001"]
        assert show("NCT90000001", source=source).assessment.status == "Completed"
        assert "NCT90000001" not in {t.assessment.nct_id for t in answer("stroke", source=source).trials}


def test_a_cut_archive_is_one_sentence_and_what_is_done_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_MOST", 10)
    first, second = zipped(tmp_path / "a.zip", studies(20)), lines(tmp_path / "b.jsonl.gz", studies(40)[20:])
    whole = second.read_bytes()
    second.write_bytes(whole[: len(whole) - 9])
    target = tmp_path / "registry"
    for _ in range(2):
        with pytest.raises(SnapshotError, match=r"b\.jsonl\.gz cannot be read on") as caught:
            build([first, second], target, TODAY, jobs=1)
        assert caught.value.hint
    with pytest.raises(SnapshotError, match="not finished"):
        answer("stroke", source=target)
    second.write_bytes(whole)
    read = counted_reads(monkeypatch)
    whole_store = build([first, second], target, TODAY, jobs=1)
    assert (whole_store.trials, whole_store.read, whole_store.unreadable) == (40, 40, 0)
    assert read == ["b.jsonl.gz"], "the sound file is not read again"
    assert contents(target) == contents(made(tmp_path, name="other"))


def counted_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files read from now on."""
    read: list[str] = []
    sound = building._read
    monkeypatch.setattr(building, "_read", lambda source, *rest: read.append(source.path.name) or sound(source, *rest))
    return read


def test_a_finished_store_is_left_alone_until_files_or_rules_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path)
    read = counted_reads(monkeypatch)
    assert made(tmp_path) == path
    archive = tmp_path / "registry.zip"
    build([archive], path, TODAY, jobs=1)
    assert len(read) == 1, "the first repetition wrote the archive anew, the second changed nothing"
    monkeypatch.setattr(building, "rules_digest", lambda: "other rules")
    build([archive], path, TODAY, jobs=1)
    assert len(read) == 2
    assert not unfinished(path).exists()
    assert not path.with_name("registry.old").exists()


def test_a_changed_archive_begins_anew_and_the_old_store_serves_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path)
    monkeypatch.setattr(archives, "_MOST", 5)
    interrupt(monkeypatch, after=2)
    with pytest.raises(KeyboardInterrupt):
        made(tmp_path, studies(30))
    assert read_manifest(path).trials == 40
    monkeypatch.undo()
    assert made(tmp_path, studies(20)) == path
    assert read_manifest(path).trials == 20
    assert contents(path) == contents(made(tmp_path, studies(20), "other"))


def interrupt(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Interrupt the making after some batches were written."""
    sound = building.Writer.add
    done = []

    def add(self: building.Writer, *args: Any) -> None:
        sound(self, *args)
        done.append(1)
        if len(done) == after:
            raise KeyboardInterrupt

    monkeypatch.setattr(building.Writer, "add", add)


@pytest.mark.parametrize("kind", ["zip", "lines", "folder"])
def test_an_interrupted_making_goes_on_where_it_stopped(
    store: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    for i, raw in enumerate(studies()):
        (tmp_path / "folder" / f"{i:03d}.json").write_text(json.dumps(raw))
    sources = {"zip": zipped(tmp_path / "a.zip", studies()), "lines": lines(tmp_path / "a.jsonl.gz", studies())}
    source = sources.get(kind, tmp_path / "folder")
    monkeypatch.setattr(archives, "_MOST", 6)
    with monkeypatch.context() as patched:
        interrupt(patched, after=3)
        with pytest.raises(KeyboardInterrupt):
            build([source], tmp_path / "s", TODAY, jobs=1)
    assessed = []
    sound = building.rows_of
    monkeypatch.setattr(building, "rows_of", lambda items: assessed.extend(items) or sound(items))
    assert build([source], tmp_path / "s", TODAY, jobs=1).read == 40
    assert len(assessed) == 40 - 3 * 6
    assert contents(tmp_path / "s") == contents(store)


class Counting(Executor):
    """Does the work at once and counts the results nobody has taken."""

    def __init__(self) -> None:
        self.waiting = self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_the_number_of_batches_in_memory_does_not_grow_with_the_archive() -> None:
    for tasks in (10, 10_000):
        executor = Counting()
        with Workers(2) as workers:
            workers._executor = executor
            for name, result in workers.each(lambda i: i * i, ((i, (i,)) for i in range(tasks))):
                assert result == name * name
                executor.waiting -= 1
        assert executor.most == workers.most == 4


def test_an_answer_from_a_store_has_the_records_of_the_store(store: Path) -> None:
    found = search_as_typed("elbow blight", source=store)
    assert set(to_frame(found, "arms").nct_id) == {t.assessment.trial_id for t in found}
    assert all(from_json(Assessment, to_json(a)) == a for a in found.counted)
