"""Closed and full streams: every command ends with a documented code and without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from msc_trials.cli.common import EXIT_MEANINGS, ExitCode
from msc_trials.cli.streams import read_stdin
from msc_trials.errors import QueryError

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
COMMANDS = ("answer stroke", "show NCT03818737 --json", "products --csv", "cache path", "--help", "answer ''")
REDIRECTIONS = (">&-", "2>&-", "<&-", ">/dev/full", "2>/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-")


@pytest.mark.parametrize("redirection", REDIRECTIONS)
def test_a_stream_that_cannot_be_written_ends_with_a_documented_code(
    redirection: str, tmp_path: Path, every_look: bool
) -> None:
    """Every command with every redirection with ``--everything``; else two commands with each, and each command."""
    first = REDIRECTIONS.index(redirection) % (len(COMMANDS) - 1)
    environ = {**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)}
    for command in COMMANDS if every_look else COMMANDS[first : first + 2]:
        script = f"{sys.executable} -m msc_trials {command} {redirection}"
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=Path(__file__).parents[1],
            env=environ,
            capture_output=True,
            timeout=120,
            check=False,
        )
        told = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert done.returncode in set(EXIT_MEANINGS) - {ExitCode.BUG}, (command, told)
        assert "Traceback" not in told
        assert "Exception ignored" not in told


@pytest.mark.parametrize("command", ["--help", "cache path", "snapshot info", "products --csv"])
def test_a_reader_that_has_seen_enough_is_no_fault(command: str, tmp_path: Path) -> None:
    environ = {**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)}
    reader, writer = os.pipe()
    os.close(reader)
    try:
        line = [sys.executable, "-m", "msc_trials", *command.split()]
        done = subprocess.run(line, env=environ, stdout=writer, stderr=subprocess.PIPE, timeout=120, check=False)
    finally:
        os.close(writer)
    assert done.returncode == 0
    assert b"Error" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_standard_input_may_come_from_a_windows_editor(encoding: str, tmp_path: Path) -> None:
    text = "stroke\r\n"
    environ = {**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "msc_trials", "compare", "-", "--format", "tsv"]
    numbers = [sys.executable, "-m", "msc_trials", "show", "-", "--format", "jsonl"]
    shown = subprocess.run(
        numbers,
        input=text.replace("stroke", "NCT03818737").encode(encoding),
        cwd=Path(__file__).parents[1],
        env=environ,
        capture_output=True,
        check=False,
    )
    assert (shown.returncode, shown.stdout.count(b"NCT03818737") > 0) == (0, True), shown.stderr
    done = subprocess.run(
        command,
        input=text.encode(encoding),
        cwd=Path(__file__).parents[1],
        env=environ,
        capture_output=True,
        check=False,
    )
    assert done.stdout.splitlines()[1].startswith(b"stroke\t"), done.stderr


@pytest.mark.parametrize("command", ["show -", "compare -"])
def test_an_endless_standard_input_is_left_with_one_line(command: str, tmp_path: Path) -> None:
    environ = {**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)}
    script = f"yes NCT03818737 | {sys.executable} -m msc_trials {command}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=Path(__file__).parents[1],
        env=environ,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.decode().splitlines() == [
        "Error: Standard input has more than 1,000,000 bytes and was not read on. Ask for less at once."
    ]


def test_a_standard_input_that_does_not_wait_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    with os.fdopen(reading) as stream, os.fdopen(writing, "w"), monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", stream)
        with pytest.raises(QueryError, match="does not wait"):
            read_stdin()


@pytest.mark.parametrize("text", ["yes | tr -d '\\n'", "cat /dev/zero"])
def test_an_endless_message_of_an_assistant_is_left_with_one_line(text: str, tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="mcp is not installed")
    environ = {**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", f"{text} | {sys.executable} -m msc_trials mcp"],
        cwd=Path(__file__).parents[1],
        env=environ,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (ExitCode.USAGE, b"")
    assert done.stderr.decode().startswith("Error: A line of standard input has more than 4,000,000 bytes")


@pytest.mark.parametrize("redirection", ["<&-", ">&-"])
def test_an_assistant_without_streams_is_told_so(redirection: str, tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="mcp is not installed")
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m msc_trials mcp {redirection}"],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr.decode().count("\n")) == (ExitCode.USAGE, 1)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8", "cp437"])
def test_json_for_a_program_loses_no_letter_in_any_encoding(encoding: str) -> None:
    """A pipe on Windows is not UTF-8 by itself; a program that reads JSON from it gets every letter all the same."""
    done = subprocess.run(
        [sys.executable, "-m", "msc_trials", "which", "\u819d\u306e\u75db\u307f", "--json"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        check=False,
    )
    assert json.loads(done.stdout.decode("utf-8"))["input"] == "\u819d\u306e\u75db\u307f"
