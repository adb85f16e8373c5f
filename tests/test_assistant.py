"""The tools for assistants, through the official SDK's client over standard input and output."""

from __future__ import annotations

import json
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


def test_tools_say_that_they_only_read(tmp_path: Path) -> None:
    """A program that asks its user before anything is changed need not ask for these tools."""

    async def work(session: ClientSession) -> Any:
        return (await session.list_tools()).tools

    assert all(tool.annotations.read_only_hint for tool in talk(work, tmp_path))
