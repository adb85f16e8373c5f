"""The tools for assistants, through the official SDK's client over standard input and output."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from msc_trials import __version__
from msc_trials.cli.streams import BoundedLines
from msc_trials.output.json_text import stated
from tests.emulator import Emulator

ROOT = Path(__file__).parents[1]


def talk(work: Callable[[ClientSession], Awaitable[Any]], tmp_path: Path, **env: str) -> Any:
    """Start the server as an assistant would and do something with it."""
    environment = {"MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path), **env}
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "msc_trials", "mcp"], env=environment, cwd=str(ROOT)
    )

    async def run() -> Any:
        async with stdio_client(parameters) as (read, write), ClientSession(read, write) as session:
            assert (await session.initialize()).server_info.version == __version__
            return await work(session)

    with ThreadPoolExecutor(1) as threads:  # a thread of its own: others may run an event loop in this one
        return threads.submit(anyio.run, run).result()


def test_tools_and_resources_are_listed_and_each_tool_answers(tmp_path: Path) -> None:
    async def work(session: ClientSession) -> dict[str, Any]:
        calls = {
            "answer": {"condition": "knee osteoarthritis"},
            "show": {"nct_id": "NCT03818737"},
            "compare": {"conditions": ["knee osteoarthritis", "ALS"]},
            "checklist": {"condition": "knee osteoarthritis", "cells": 5e6},
            "which": {"text": "worn-out knee"},
            "papers": {"nct_ids": ["NCT03818737"]},
        }
        tools = {tool.name for tool in (await session.list_tools()).tools}
        assert tools == set(calls)
        made = {}
        for name, arguments in calls.items():
            result = await session.call_tool(name, arguments)
            assert not result.is_error, result
            made[name] = result.structured_content or json.loads(result.content[0].text)
        resources = [str(resource.uri) for resource in (await session.list_resources()).resources]
        assert resources == ["msc-trials://ledger", "msc-trials://method"]
        made["method"] = (await session.read_resource("msc-trials://method")).contents[0].text
        ledger = (await session.read_resource("msc-trials://ledger")).contents[0].text
        assert "NCT03818737" in ledger
        return made

    made = talk(work, tmp_path)
    assert all("not medical advice" in made[name]["notice"] for name in made if name != "method")
    assert made["answer"]["provenance"]["data_timestamp"]
    assert made["which"]["understood"]["condition_ids"] == ["knee_oa"]
    assert made["papers"]["source"].startswith("not asked")
    assert "not medical advice" in made["method"]


def test_a_wrong_number_and_an_unreachable_registry_are_tool_errors_with_a_hint(tmp_path: Path) -> None:
    async def work(session: ClientSession) -> list[Any]:
        return [
            await session.call_tool("show", {"nct_id": "NCT1"}),
            await session.call_tool("answer", {"condition": ""}),
            await session.call_tool("answer", {"condition": "stroke"}),
        ]

    found = talk(
        work, tmp_path, MSC_TRIALS_SOURCE="live", MSC_TRIALS_API_URL="http://127.0.0.1:9/api/v2", MSC_TRIALS_RETRIES="0"
    )
    assert all(result.is_error for result in found)
    assert all(result.content[0].text.endswith(".") for result in found)


def test_a_cancelled_question_leaves_the_server_working(tmp_path: Path) -> None:
    async def work(session: ClientSession) -> Any:
        with anyio.move_on_after(0.001):
            await session.call_tool("answer", {"condition": "knee osteoarthritis"})
        return await session.call_tool("show", {"nct_id": "NCT03818737"})

    assert not talk(work, tmp_path).is_error


def test_a_question_given_up_while_the_registry_is_slow_does_not_hold_up_the_next(tmp_path: Path) -> None:
    async def work(session: ClientSession) -> Any:
        with anyio.move_on_after(1) as waited:
            await session.call_tool("answer", {"condition": "stroke"})
        assert waited.cancelled_caught
        with anyio.fail_after(20):
            return await session.call_tool("which", {"text": "worn-out knee"})

    with Emulator(3, trouble="slow:4*") as registry:
        live = {"MSC_TRIALS_SOURCE": "live", "MSC_TRIALS_API_URL": registry.url, "MSC_TRIALS_RETRIES": "0"}
        found = talk(work, tmp_path, **live)
    assert not found.is_error


def test_a_registry_that_fails_is_a_tool_error_that_says_what_to_do(tmp_path: Path) -> None:
    async def work(session: ClientSession) -> Any:
        return await session.call_tool("answer", {"condition": "stroke"})

    with Emulator(3, trouble="503*,/503*") as registry:
        live = {"MSC_TRIALS_SOURCE": "live", "MSC_TRIALS_API_URL": registry.url, "MSC_TRIALS_RETRIES": "0"}
        found = talk(work, tmp_path, **live)
    assert found.is_error
    assert "503" in found.content[0].text
    assert "snapshot" in found.content[0].text or "Try again" in found.content[0].text
    assert "Traceback" not in found.content[0].text


def test_an_answer_fits_an_assistant_and_every_trial_can_be_asked_for(tmp_path: Path) -> None:
    """An assistant reads the deciding trials whole and the other counted ones in brief; a hundred whole trials would fill its memory."""

    async def work(session: ClientSession) -> list[Any]:
        asked = {"condition": "knee osteoarthritis"}
        return [await session.call_tool("answer", asked | more) for more in ({}, {"all_trials": True})]

    brief, whole = (result.structured_content for result in talk(work, tmp_path))
    assert {trial["trial_id"] for trial in brief["trials"]} == set(whole["deciding"])
    assert len(brief["trials"]) + len(brief["counted_trials"]) == whole["answer"]["counts"]["counted"]
    assert len(brief["trials"]) + len(brief["counted_trials"]) + brief["trials_left_out"] == len(whole["trials"])
    assert len(json.dumps(brief)) < 60_000 < len(json.dumps(whole))


def test_an_argument_that_a_tool_does_not_have_is_refused(tmp_path: Path) -> None:
    """An assistant that writes the number of cells under another name is told so, and not answered as if none was offered."""

    async def work(session: ClientSession) -> list[Any]:
        offers = ({"dose": 5e6}, {"cells": "5 million"}, {"cells": "many"})
        return [await session.call_tool("checklist", {"condition": "stroke"} | offer) for offer in offers]

    wrong, right, no_number = talk(work, tmp_path)
    assert wrong.is_error
    assert "dose" in wrong.content[0].text
    assert right.structured_content["offer"]["cells"] == 5e6
    assert "for example: 5 million" in no_number.content[0].text


def test_wrong_arguments_are_one_line_that_names_the_right_ones(tmp_path: Path) -> None:
    """No address of a library's page and no name of its classes: an assistant needs the name of the argument."""

    async def work(session: ClientSession) -> list[str]:
        calls = (
            ("answer", {}),
            ("checklist", {"condition": "stroke", "dose": 1}),
            ("compare", {"conditions": "stroke"}),
        )
        return [(await session.call_tool(name, given)).content[0].text for name, given in calls]

    assert talk(work, tmp_path) == [
        "condition is missing. The arguments of answer: condition, all_trials.",
        "dose is not an argument. The arguments of checklist: condition, cells, per_kg, source, donor, route, guidance.",
        "conditions: Input should be a valid list. The arguments of compare: conditions.",
    ]


def test_an_assistant_is_told_its_tools_and_no_command_or_option_of_a_terminal(tmp_path: Path) -> None:
    asked = (
        ("answer", "NCT03818737"),
        ("answer", "disc"),
        ("answer", "blurgh"),
        ("checklist", "stroke"),
        ("answer", "stroke"),
    )

    async def work(session: ClientSession) -> list[str]:
        made = [await session.call_tool(name, {"condition": condition}) for name, condition in asked]
        made.append(await session.call_tool("show", {"nct_id": "NCT99999999"}))
        return [one.content[0].text for one in made]

    told = talk(work, tmp_path)
    assert [text for text in told if re.search(r"msc-trials [a-z]|--[a-z]|MSC_TRIALS_|pip install", text)] == []
    assert told[0].endswith('To see the trial: show(nct_id="NCT03818737")')
    assert r"answer(condition=\"degenerative disc disease and low back pain\")" in told[1]
    assert told[-1].endswith("Whoever runs this server can change its settings.")
    stopped = {
        "MSC_TRIALS_SOURCE": "live",
        "MSC_TRIALS_API_URL": "http://127.0.0.1:9/api/v2",
        "MSC_TRIALS_RETRIES": "0",
    }
    (failed, *_rest) = talk(work, tmp_path, **stopped)[4:]
    assert failed.endswith("127.0.0.1 could not be reached. Check the network connection.")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (rb'"\ud835"', rb'"\ufffd"'),
        (rb'"\uDC00\ud800\ud835\udc00 \ud83d"', rb'"\ufffd\ufffd\ud835\udc00 \ufffd"'),
        (rb'"\\ud800 \\\ud800 \u00e9 \n"', rb'"\\ud800 \\\ufffd \u00e9 \n"'),
    ],
)
def test_half_of_a_sign_in_a_message_is_replaced_and_nothing_else(sent: bytes, read: bytes) -> None:
    lines = BoundedLines(io.BufferedReader(io.BytesIO(sent + b"\n" + sent)))  # type: ignore[arg-type]
    assert io.BufferedReader(lines).read() == read + b"\n" + read


def test_a_message_with_half_of_a_sign_is_answered(tmp_path: Path) -> None:
    """The SDK drops a line that is no JSON to it, so that an assistant would wait for ever."""
    start = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
    called = {"name": "which", "arguments": {"text": "worn \ud800 knee"}}
    messages = [
        {"id": 0, "method": "initialize", "params": start},
        {"method": "notifications/initialized"},
        {"id": 1, "method": "tools/call", "params": called},
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "msc_trials", "mcp"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
        env={**os.environ, "MSC_TRIALS_SOURCE": "snapshot", "MSC_TRIALS_CACHE_DIR": str(tmp_path)},
    ) as serving:  # fmt: skip
        assert serving.stdin is not None
        assert serving.stdout is not None
        for message in messages:
            serving.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        serving.stdin.flush()
        replies = [json.loads(serving.stdout.readline()) for _ in range(2)]
        serving.stdin.close()
    assert '"understood"' in replies[1]["result"]["content"][0]["text"]


def test_half_of_a_sign_in_a_record_is_no_half_of_one_in_json() -> None:
    assert stated({"title": "a \ud835 b", "sites": ["\udc00", "\U0001d400"]}) == {
        "title": "a \ufffd b",
        "sites": ["\ufffd", "\U0001d400"],
    }


def test_tools_say_that_they_only_read(tmp_path: Path) -> None:
    """A program that asks its user before anything is changed need not ask for these tools."""

    async def work(session: ClientSession) -> Any:
        return (await session.list_tools()).tools

    assert all(tool.annotations.read_only_hint for tool in talk(work, tmp_path))
