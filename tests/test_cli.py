"""The command line as a user meets it: streams, exit codes, formats, bad input. Offline, on the bundled snapshot."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from msc_trials import errors
from msc_trials.__main__ import main as start
from msc_trials.cli import common
from msc_trials.cli.app import _COMMANDS, cli
from msc_trials.output.columns import NOT_STATED, SEPARATOR, TABLES
from tests.emulator import Emulator

ROOT = Path(__file__).parents[1]


@dataclass
class Ran:
    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*args: str, stdin: str | None = None, **env: str) -> Ran:
    done = CliRunner(env=env).invoke(cli, list(args), input=stdin, prog_name="msc-trials")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Ran(done.stdout, done.stderr, done.exit_code)


def offline(*args: str, **kwargs: Any) -> Ran:
    return run(*args, "--source", "snapshot", **kwargs)


def test_the_answer_names_level_trials_source_and_date() -> None:
    ran = offline("answer", "knee osteoarthritis")
    assert ran.code == 0
    assert ran.out.startswith("Searched: knee osteoarthritis. Data of 2022-10-10")
    assert "Source: snapshot of ClinicalTrials.gov" in ran.out
    assert "\nTHE TRIALS DISAGREE\n" in ran.out
    for nct_id in ("NCT01041001", "NCT03990805", "NCT03818737", "NCT02838069"):
        assert nct_id in ran.out
    assert "not medical advice" in ran.out


def test_every_line_fits_the_terminal() -> None:
    for width in (40, 80, 120):
        for command in (["answer", "GVHD", "--all"], ["show", "NCT03280056", "--why"], ["compare", "ALS", "stroke"]):
            ran = offline(*command, COLUMNS=str(width))
            long = [line for line in ran.out.splitlines() if len(line) > max(width, 40) and " " in line.strip()]
            assert not [line for line in long if not line.strip().startswith(("http", "at:"))]


def test_json_of_an_answer_has_the_promised_shape() -> None:
    document = offline("answer", "graft versus host disease", "--json").json
    assert document["schema"] == 3
    assert set(document["query"]) >= {"condition", "condition_id", "url"}
    assert document["provenance"]["source"] == "snapshot"
    assert set(document["answer"]) >= {"level", "headline", "counts", "caveats"}
    for trial in document["trials"]:
        assert set(trial) >= {
            "nct_id", "title", "phase", "status", "msc_class", "verdict", "verdict_source", "controlled", "counted",
            "reasons", "citation", "url",
        }  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "markdown", "table"])
def test_row_formats(form: str) -> None:
    ran = offline("answer", "ALS", "--format", form, "--columns", "nct_id,verdict,counted")
    assert ran.code == 0
    assert "NCT03280056" in ran.out
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(ran.out)))
        assert {"nct_id": "NCT03280056", "verdict": "not_met", "counted": "True"} in rows


def test_spreadsheet_formulas_are_disarmed() -> None:
    from msc_trials.output.row_formats import rows_text

    text = rows_text([{"a": "=HYPERLINK(1)", "b": -3.5, "c": "@x"}], ["a", "b", "c"], "csv", head=False)
    assert text == "'=HYPERLINK(1),-3.5,'@x\n"


def test_registry_text_cannot_command_the_terminal() -> None:
    from msc_trials.output.row_formats import rows_text

    assert "\x1b" not in rows_text([{"a": "\x1b[31mred\u202e"}], ["a"], "table")


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["answer", ""], 2, "No condition"),
        (["answer", "]["], 2, "no letter"),
        (["answer", "NCT03818737"], 2, "msc-trials show"),
        (["answer", "a" * 3000], 2, "3,000 characters"),
        (["answer", "ALS", "--columns", "nct_id,nonsense", "--csv"], 2, "nonsense"),
        (["answer", "ALS", "--json", "--csv"], 2, "Only one form"),
        (["show", "NCT99999999"], 4, "NCT99999999"),
        (["show", "rubbish"], 2, "RUBBISH"),
        (["show"], 2, "No NCT number"),
        (["compare"], 2, "No condition"),
        (["answer", "fibromyalgia", "--fail-empty"], 3, ""),
    ],
)
def test_bad_input_is_one_line_and_a_documented_code(args: list[str], code: int, says: str) -> None:
    ran = offline(*args)
    assert ran.code == code
    assert says in ran.err
    assert "Traceback" not in ran.err
    if says and "form" not in says:
        assert ran.err.strip().count("\n") == 0


def test_an_unreachable_registry_is_one_line_with_code_5() -> None:
    ran = run(
        "answer", "stroke", "--source", "live", MSC_TRIALS_API_URL="http://127.0.0.1:9/api/v2", MSC_TRIALS_RETRIES="0"
    )
    assert ran.code == 5
    assert ran.err.strip().count("\n") == 0


def test_an_unreachable_registry_leaves_the_snapshot() -> None:
    ran = run("answer", "stroke", MSC_TRIALS_API_URL="http://127.0.0.1:9/api/v2", MSC_TRIALS_RETRIES="0")
    assert ran.code == 0
    assert "snapshot" in " ".join(ran.out.splitlines()[:2])
    assert "could not be reached" in ran.err


def test_live_then_cache(emulator: Emulator, tmp_path: Path) -> None:
    env = {
        "MSC_TRIALS_API_URL": emulator.url,
        "MSC_TRIALS_CACHE_DIR": str(tmp_path / "cache"),
        "MSC_TRIALS_MIN_INTERVAL": "0",
    }
    assert run("answer", "knee osteoarthritis", "--json", **env).json["provenance"]["source"] == "live"
    asked = len(emulator.requests)
    assert run("answer", "knee osteoarthritis", "--json", **env).json["provenance"]["source"] == "cache"
    assert len(emulator.requests) == asked
    assert run("cache", "status", "--json", **env).json["entries"] == 1
    assert run("cache", "clear", **env).code == 0
    assert not (tmp_path / "cache").exists()


def test_show_reads_numbers_from_stdin_and_keeps_the_good_ones() -> None:
    ran = offline("show", "-", "--format=jsonl", stdin="nct03280056, junk\nNCT03280056 NCT02412735\n")
    assert [json.loads(line)["trial"]["nct_id"] for line in ran.out.splitlines()] == ["NCT03280056", "NCT02412735"]
    assert "JUNK" in ran.err
    assert ran.code == 2


def test_an_access_programme_is_headed_as_treatment_outside_a_trial() -> None:
    out = offline("show", "NCT01510431").out
    assert "Verdict: treatment outside a trial" in out
    assert "ended or overdue" not in out


def test_a_product_is_looked_for_among_the_diseases_and_that_is_said() -> None:
    said = " ".join(offline("search", "prochymal").err.split())
    assert "where the records name their diseases" in said
    assert 'msc-trials answer "prochymal" lists those' in said
    said = " ".join(offline("search", "exosome").err.split())
    assert said.count("Ask about a disease.") == 1


def test_output_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "als.csv"
    assert offline("answer", "ALS", "--csv", "-o", str(target)).out == ""
    assert target.read_text().startswith("nct_id,")
    assert offline("answer", "ALS", "-o", str(tmp_path / "no" / "such")).code == 2


def test_colour_only_when_asked_or_on_a_terminal() -> None:
    assert "\x1b[" not in offline("answer", "ALS").out
    assert "\x1b[" in offline("answer", "ALS", "--color", "always").out
    assert "\x1b[" not in offline("answer", "ALS", NO_COLOR="1", FORCE_COLOR="1").out


def test_every_error_has_an_exit_code() -> None:
    for error in vars(errors).values():
        if isinstance(error, type) and issubclass(error, errors.MscTrialsError):
            assert error("x").exit_code in [*common.ExitCode]
    assert set(common.EXIT_MEANINGS) == set(common.ExitCode)


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert "Example" in ran.out


def test_a_closed_pipe_is_quiet() -> None:
    code = "from msc_trials.cli.app import main; main(['answer','GVHD','--all','--source','snapshot'])"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    err = child.stderr.read().decode()
    child.stderr.close()
    child.wait(30)
    assert "Traceback" not in err


def test_a_terminal_without_utf8_gets_replacement_signs() -> None:
    code = "from msc_trials.cli.app import main; main(['answer','GVHD','--all','--source','snapshot'])"
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, env=env, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from msc_trials.cli.app import main; main(sys.argv[1:])"
    script = line.replace("msc-trials", f"'{sys.executable}' -c '{code}'")
    return subprocess.run(["bash", "-c", script], capture_output=True, cwd=ROOT, timeout=60, check=False)


@pytest.mark.parametrize("target", [">&-", "> /dev/full"])
def test_a_place_that_takes_no_output_is_one_line(target: str) -> None:
    done = shell(f"msc-trials answer stroke --source snapshot {target}")
    assert done.returncode == 2
    assert done.stderr.startswith(b"Error: ")
    assert b"Traceback" not in done.stderr


def test_bytes_of_another_encoding_are_read_as_letters() -> None:
    done = shell("msc-trials answer \"$(printf 'Sj\\xf6gren syndrome')\" --source snapshot --json")
    assert json.loads(done.stdout)["query"]["condition"] == "Sjögren syndrome"


def test_markdown_cells_stay_text() -> None:
    from msc_trials.output.row_formats import rows_text

    text = rows_text([{"a": "<img src=x> [x](y) |"}], ["a"], "markdown")
    assert "<img" not in text
    assert "\\[x\\](y) \\|" in text


def test_compare_says_where_its_data_come_from() -> None:
    ran = offline("compare", "GVHD", "stroke")
    for written in (ran.out, ran.err):
        assert written.count("Source: snapshot of ClinicalTrials.gov") == 1
        assert "typical date" in written
        assert "Not medical advice" in written
    assert "Source:" not in offline("compare", "GVHD", "--csv").out


def test_texts_for_people_end_with_source_and_caution() -> None:
    for words in (["search", "autism"], ["trials", "autism"], ["answer", "ALS", "-f", "markdown"]):
        ran = offline(*words)
        assert "2022-10-10" in ran.out, words
        assert "not medical advice" in " ".join(ran.out.lower().split()), words


def test_a_goal_met_in_part_is_told_beside_the_missed_ones() -> None:
    as_table = offline("compare", "heart failure", "-f", "markdown")
    row = offline("compare", "heart failure", "--json").json[0]
    assert f"{row['not_met'] + row['mixed']} ({row['mixed']} met a part)" in as_table.out


def test_a_number_that_cannot_be_shown_is_named() -> None:
    ran = offline("show", "NCT02884154", "NCT03818737")
    assert "Error: NCT02884154" in ran.err


def test_compare_says_how_much_a_supported_level_rests_on() -> None:
    row = offline("compare", "multiple system atrophy", "--json").json[0]
    assert (row["strength"], row["heading"]) == ("one_weak_trial", "SUPPORTED BY ONE SMALL TRIAL")
    assert "Supported by one small trial" in offline("compare", "multiple system atrophy", "stroke").out


def test_compare_tells_what_agencies_decided() -> None:
    told = offline("compare", "ALS", "autism").out
    assert "US FDA 2023-10: NurOwn withdrawn" in told
    assert "Agencies decided" in offline("compare", "ALS", "-f", "markdown").out


def test_columns_of_compare_add_up() -> None:
    row = offline("compare", "GVHD", "--json").json[0]
    shown = ("met", "met_noninferior", "not_met", "mixed", "unreported", "ongoing", "other")
    assert sum(row[name] for name in shown) == row["counted"]


def examples() -> list[str]:
    from msc_trials.cli.reference import markdown

    lines = [line.strip() for line in markdown().splitlines()]
    found = [line.split(">")[0].split("#")[0].strip() for line in lines if line.startswith("msc-trials ")]
    # Making a store and serving take long; a distance needs places, which the snapshot does not hold.
    return sorted({line for line in found if not any(word in line for word in ("snapshot build", " serve", "--near"))})


@pytest.mark.parametrize("line", examples())
def test_every_example_of_a_help_text_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*shlex.split(line)[1:], MSC_TRIALS_SOURCE="snapshot", MSC_TRIALS_CACHE_DIR=str(tmp_path / "cache"))
    assert ran.code == 0, ran.err


def test_interrupting_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from msc_trials.cli.app import main
    from msc_trials.service import answer

    def interrupted(*_args: Any, **_kwargs: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(answer, "answer", interrupted)
    with pytest.raises(SystemExit) as ended:
        main(["answer", "stroke"])
    assert ended.value.code == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_store_answers_with_every_command(tmp_path: Path) -> None:
    from tests.test_store import studies, zipped

    archive, store = str(zipped(tmp_path / "a.zip", studies())), str(tmp_path / "registry")
    ran = run("snapshot", "build", "--from", archive, "-o", store, "--jobs", "1")
    assert (ran.code, ran.out) == (0, "")
    assert "40 trials of 40 records (0 unreadable)" in ran.err
    found = run("answer", "bad knee", "--source", store, "--json").json
    assert (found["provenance"]["source"], found["provenance"]["path"]) == ("store", store)
    assert found["answer"]["counts"]["found"] > 4
    for command in (
        "answer knee",
        "search knee",
        "compare knee stroke",
        "checklist meniscus",
        f"report knee -o {tmp_path}/k.html",
    ):
        ran = run(*command.split(), MSC_TRIALS_SOURCE=store)
        assert ran.code == 0, ran.err
    shown = "".join(run("answer", "knee", "--source", store).out.split())  # a long path takes several lines
    assert "".join(f"store of ClinicalTrials.gov in {store}".split()) in shown
    why = run("show", "NCT90000000", "--why", "--source", store).out
    assert "Synthetic Sponsor" in why
    assert "0.004" in why
    assert run("snapshot", "info", store, "--json").json["trials"] == 40
    assert "{" not in run("snapshot", "info", store).out
    assert run("doctor", "--source", store, "--json").json["store_trials"] == 40


def test_a_snapshot_file_of_any_input_answers(tmp_path: Path) -> None:
    from tests.test_store import studies, zipped

    zipped(tmp_path / "a.zip", studies())
    file = str(tmp_path / "s.gz")
    assert run("snapshot", "build", "--from", str(tmp_path), "-o", file).code == 0
    assert run("answer", "knee", "--source", file, "--json").json["provenance"]["source"] == "snapshot_file"
    assert run("show", "NCT90000000", "--source", file).code == 0
    assert run("snapshot", "info", file, "--json").json["read"] == 40


@pytest.mark.parametrize(
    ("source", "code", "says"),
    [
        ("lives", 2, "neither one of auto, live, cache, snapshot nor a file or folder"),
        ("{tmp}", 6, "is not a store"),
        ("{tmp}/text.txt", 6, "cannot be read"),
        ("{tmp}/other.gz", 6, "is not a snapshot"),
        ("{tmp}/begun", 6, "is not finished"),
    ],
)
def test_a_wrong_source_is_one_line(tmp_path: Path, source: str, code: int, says: str) -> None:
    (tmp_path / "text.txt").write_text("no snapshot")
    (tmp_path / "other.gz").write_bytes(gzip.compress(b'{"a": 1}\n'))
    (tmp_path / "begun.building").mkdir()
    ran = run("answer", "stroke", "--source", source.format(tmp=tmp_path))
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.strip().count("\n") == 0


def test_a_broken_archive_is_one_line_with_code_6(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\3\4 and then nothing")
    ran = run("snapshot", "build", "--from", str(tmp_path / "a.zip"), "-o", str(tmp_path / "s"), "--jobs", "1")
    assert (ran.code, ran.out) == (6, "")
    assert ran.err.startswith("Error: ")
    assert ran.err.strip().count("\n") == 0


@pytest.mark.parametrize("name", ["ryoncil", "FDA", "graft versus host disease"])
def test_products_are_found_by_product_agency_and_condition_and_print_their_sources(name: str) -> None:
    ran = offline_products(name)
    assert "Ryoncil: approved, FDA (United States), 2024-12-18." in " ".join(ran.out.split())
    assert "Source: pharmacytimes.com" in " ".join(ran.out.split())
    assert max(map(len, ran.out.splitlines())) <= 80


def offline_products(name: str) -> Ran:
    return run("products", name, COLUMNS="80")


def test_a_request_to_stop_while_loading_ends_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    ended: list[int] = []
    monkeypatch.setattr("msc_trials.cli.app.main", stop)
    monkeypatch.setattr("signal.signal", lambda *_: None)  # this process goes on
    monkeypatch.setattr("os._exit", ended.append)
    start()
    assert ended == [common.ExitCode.INTERRUPTED]


def test_columns_nobody_knows_are_refused_before_anything_is_said_and_named_ones_make_a_table() -> None:
    for command in ("trials", "search"):
        ran = offline(command, "autism", "--columns", "nope")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("Error: Unknown column 'nope'.")
    ran = offline("trials", "autism", "--columns", "trial_id")
    assert ran.out.splitlines()[0] == "trial_id"


def test_a_search_that_shows_every_record_speaks_of_no_others() -> None:
    assert "Others gave no such cells" not in offline("search", "autism").out


@pytest.mark.parametrize(
    ("command", "offered"), [("answer", True), ("show", False), ("which", False), ("changes", False)]
)
def test_help_offers_a_form_only_where_the_command_writes_it(command: str, offered: bool) -> None:
    told = run(command, "--help").out
    for option in ("--csv", "--columns", "--no-headers"):
        assert (option in told) is offered
    if not offered:
        assert "it writes table, json" in run(command, *({"changes": ()}.get(command, ("knee",))), "--csv").err


@pytest.mark.parametrize("option", [("--columns", "verdict"), ("--no-headers",)])
def test_a_command_without_rows_refuses_what_only_rows_have(option: tuple[str, ...]) -> None:
    ran = offline("show", "NCT03818737", *option)
    assert (ran.code, f"{option[0]} changes nothing" in ran.err) == (2, True)


@pytest.mark.parametrize("command", ["answer", "search"])
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_rows_for_programs_are_those_of_the_data_dictionary(command: str, form: str) -> None:
    ran = offline(command, "knee osteoarthritis", "--format", form, "--as-of", "2026-11-28")
    read = list(csv.DictReader(io.StringIO(ran.out), delimiter="," if form == "csv" else "\t"))
    declared = {column.name: column for column in TABLES["trials"]}
    assert read
    assert set(read[0]) <= set(declared)
    for row in read:
        for name, text in row.items():
            assert text not in NOT_STATED or text == ""
            if declared[name].dtype == "boolean":
                assert text in ("True", "False", "")
            if declared[name].levels and text:
                assert text in declared[name].levels
    several = [row["msc_class"] for row in read if SEPARATOR in row["msc_class"]]
    assert several
    assert not any(";" in text for text in several)
    if command == "answer":
        assert {"True", "False"} == {row["counted"] for row in read}
        assert any("cells" in row["doses"] for row in read)
        assert any("listed as" in row["status_words"] for row in read)


def test_a_kind_of_product_without_a_decision_is_told_as_in_the_checklist() -> None:
    told = run("products", "exosomes").err
    assert "The US regulator calls exosome products drugs that need approval" in told
    assert "does not mean" not in told
    assert "That does not mean that no agency decided." in run("products", "xyzzy").err


@pytest.mark.parametrize(
    "words",
    [
        ("answer", "knee osteoarthritis"),
        ("answer", "exosomes"),
        ("search", "stroke", "--all"),
        ("trials", "stroke"),
        ("show", "NCT02412735", "--why"),
        ("compare", "stroke", "hair loss"),
        ("checklist", "stroke", "--donor", "own"),
        ("which", "ms"),
        ("products",),
    ],
)
def test_json_says_what_is_not_stated_in_one_way(words: tuple[str, ...]) -> None:
    """A program that reads the JSON of any command asks for null, and for no other spelling of what nobody stated."""
    told = {"", "unstated", "not_stated", "not stated", "Not given"}

    def left(value: Any, key: str = "") -> list[str]:
        if isinstance(value, dict):
            return [found for name, one in value.items() if name != "tallies" for found in left(one, name)]
        if isinstance(value, list):
            return [found for one in value for found in left(one, key)]
        return [key] if isinstance(value, str) and (value in told or (key, value) == ("comparator", "none")) else []

    assert left(run(*words, "--json", MSC_TRIALS_SOURCE="snapshot").json) == []


@pytest.mark.parametrize(
    ("typed", "rows", "code"),
    [
        (["blorptitis"], 0, 2),
        (["ALS", "blorptitis"], 27, 2),
        (["exosomes"], 0, 2),
        (["ALS"], 27, 0),
        (["arthritis"], 139, 0),
    ],
)
def test_an_export_of_words_nobody_understood_is_not_a_file_without_trials(
    typed: list[str], rows: int, code: int, tmp_path: Path
) -> None:
    """A reviewer who mistypes a disease gets no empty table that reads as no trials; what was understood is written."""
    target = tmp_path / "trials.csv"
    ran = offline("export", "trials", *typed, "-o", str(target))
    assert ran.code == code
    assert target.exists() is bool(rows)
    assert f"{rows} rows in" in ran.err if rows else "was not written" in ran.err
    assert "not_asked" not in ran.err
    for word in {"blorptitis", "exosomes"} & {*typed}:
        assert f'"{word}"' in ran.err


def test_a_narrow_terminal_shows_whole_numbers_of_trials() -> None:
    """Somebody with forty columns can copy the number of a trial; the name beside it is cut instead."""
    ran = offline("search", "stroke", COLUMNS="40")
    assert "NCT01436487" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 40


_NAMES_OF_THEIR_OWN = ("counts", "reported", "ladder")
"""Objects whose keys are verdicts, counts or phases, documented elsewhere."""


@pytest.mark.parametrize(
    "words",
    [
        ("answer", "graft versus host disease"),
        ("answer", "arthritis"),
        ("show", "NCT02412735"),
        ("checklist", "stroke", "--cells", "5e6"),
        ("compare", "stroke"),
        ("search", "stroke"),
        ("trials", "stroke"),
        ("which", "knee osteoarthritis"),
        ("products",),
        ("columns",),
    ],
)
def test_every_key_of_json_is_documented(words: tuple[str, ...]) -> None:
    """Somebody who writes a program finds each key of each document on one page."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    told = {key for name in re.findall(r"`([\w.]+)`", page) for key in name.split(".")}

    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return {key for one in value for key in keys(one)}
        if not isinstance(value, dict):
            return set()
        own = (keys(one) for name, one in value.items() if name not in _NAMES_OF_THEIR_OWN)
        return {*value}.union(*own)

    groups = {"met", "not_met", "cannot_judge", "no_result", "stopped", "running", "met_uncontrolled"}
    found = keys(run(*words, "--json", MSC_TRIALS_SOURCE="snapshot").json)
    assert found - told - groups == set()
