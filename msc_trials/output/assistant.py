"""The tools an AI assistant can call over the Model Context Protocol: the same JSON as the command line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import anyio.to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations
from pydantic import ValidationError

from msc_trials import __version__, errors
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic
from msc_trials.output.advice import for_an_assistant, to_an_assistant
from msc_trials.output.as_json import answer_json, shown_json
from msc_trials.output.checklist import checklist as make_checklist
from msc_trials.output.checklist_json import checklist_json
from msc_trials.output.json_text import stated
from msc_trials.output.papers_text import reading_lines
from msc_trials.output.row_formats import csv_of
from msc_trials.registry.query import MAX_CHARACTERS
from msc_trials.registry.settings import Settings
from msc_trials.service import answer as answers
from msc_trials.service import show as shows
from msc_trials.service.papers import papers_of_trials
from msc_trials.service.which import lookup

NOT_ADVICE = "An automated reading of registry entries and publications; not medical advice."
_MOST_TRIALS = 20
_IN_BRIEF = (
    "trial_id", "display_name", "phase", "status", "verdict", "verdict_source", "confidence", "people", "people_kind", "control", "url",
)  # fmt: skip
"""What the tool ``answer`` says of a counted trial that does not decide; whole records of a hundred trials fill an assistant's memory."""
_PARAMETERS = {"answer": "condition", "show": "nct_id", "checklist": "condition", "which": "text"}
"""Tools that are given one thing, as the command of the same name is."""
_OF_ERRORS = frozenset({"cause", "trouble", "reading"})
"""Keys whose sentences come from errors."""
_INSTRUCTIONS = (
    "Evidence on mesenchymal stem cell trials from ClinicalTrials.gov and a checked list of publications and announcements. Say the date and "
    "the source of the data with every answer. Say 'met its main goal', never 'works'. No result is not 'no effect'. "
    + NOT_ADVICE
)


def server(**settings: Any) -> MCPServer:
    """A server with the tools ``answer``, ``show``, ``compare``, ``papers``, ``checklist`` and ``which`` and the resources ledger and method.

    ``settings`` are those of ``Settings`` and hold for every call. Raises ``QueryError`` for settings that cannot be meant.
    """
    Settings.load(**settings)
    tools = [_tool(work) for work in _questions(settings)]
    made = MCPServer("msc-trials", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING", tools=tools)
    _add_resources(made)
    return made


class _Tool(Tool):
    """A tool that says in one line what is wrong with its arguments."""

    async def run(self, arguments: dict[str, Any], *context: Any, **options: Any) -> Any:
        """Run the tool. Raises ``ToolError``."""
        try:
            return await super().run(arguments, *context, **options)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            faults = "; ".join(dict.fromkeys(map(_fault, error.__cause__.errors(include_url=False))))
            known = ", ".join(self.parameters["properties"])
            raise ToolError(f"{faults}. The arguments of {self.name}: {known}.") from error


def _fault(found: Any) -> str:
    """What is wrong with an argument."""
    name = str(found["loc"][0])
    told = {"missing": f"{name} is missing", "extra_forbidden": f"{name} is not an argument"}
    return told.get(found["type"], f"{name}: {found['msg']}")


def _tool(work: Callable[..., Any]) -> Tool:
    """A tool that only reads, and that refuses an argument it does not have: dropped in silence, it would seem to be answered."""
    made = _Tool.from_function(work, annotations=ToolAnnotations(read_only_hint=True))
    arguments = made.fn_metadata.arg_model
    arguments.model_config["extra"] = "forbid"
    arguments.model_rebuild(force=True)
    made.parameters["additionalProperties"] = False
    return made


def _questions(settings: dict[str, Any]) -> list[Callable[..., Any]]:
    """The questions the server answers: each a tool with the words an assistant reads of it."""

    async def answer(condition: str, all_trials: bool = False) -> dict[str, Any]:
        """Are there successful Phase 2 to 4 trials of mesenchymal stem cells for a condition? Type the condition.

        Trials that decide come whole in `trials`, other counted ones in brief in `counted_trials`; all_trials gives every trial whole.
        """
        return await _called(partial(_answer, condition, settings, all_trials))

    async def show(nct_id: str) -> dict[str, Any]:
        """One trial by its NCT number or short name, with every step of the reasoning and its source."""
        return await _called(lambda: shown_json(shows.show(nct_id, **settings)))

    async def compare(conditions: list[str]) -> dict[str, Any]:
        """The answers of up to ten conditions side by side."""
        return await _called(partial(_compare, conditions, settings))

    async def which(text: str) -> dict[str, Any]:
        """How a text is understood: one condition, several, a treatment or unknown. Asks nobody."""
        return await _called(partial(_which, text))

    async def papers(nct_ids: list[str]) -> dict[str, Any]:
        """What PubMed holds on up to twenty trials, and what each abstract claims, with the quote. Read by a program."""
        return await _called(partial(_papers, nct_ids, settings))

    async def checklist(
        condition: str,
        cells: float | str | None = None,
        per_kg: bool = False,
        source: str | None = None,
        donor: str | None = None,
        route: str | None = None,
        guidance: str | None = None,
    ) -> dict[str, Any]:
        """Set what a clinic offers (number and source of cells, donor, route, imaging) beside what the trials gave."""
        offer: dict[str, Any] = {"cells": cells, "per_kg": per_kg, "source": source, "donor": donor, "route": route}
        offer["guidance"] = guidance
        return await _called(lambda: checklist_json(make_checklist(answers.answer(condition, **settings), **offer)))

    return [answer, show, compare, which, papers, checklist]


def _add_resources(made: MCPServer) -> None:
    """What the server lets an assistant read: the ledger and the method."""

    @made.resource("msc-trials://ledger", mime_type="text/csv")
    def ledger() -> str:
        """The checked list of publications and announcements, one trial a row, with source and day of reading."""
        rows = seeds.table("ledger")
        return csv_of(rows, list(rows[0]))

    @made.resource("msc-trials://method", mime_type="text/plain")
    def method() -> str:
        """How a verdict is reached."""
        return " ".join((*topic("method").values(), NOT_ADVICE))


async def _called(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Run one question in a thread, so that other questions go on, and a cancelled one is not waited for."""
    try:
        made = await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
    except errors.MscTrialsError as error:
        raise ToolError(to_an_assistant(error, _PARAMETERS)) from error
    return {**stated(_told(made)), "notice": NOT_ADVICE}


def _told(value: Any, key: str = "") -> Any:
    """A document whose sentences name tools and no commands; what records say stays as it is."""
    if isinstance(value, dict):
        return {name: _told(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [told for one in value if (told := _told(one, key)) != "" or one == ""]
    if isinstance(value, str) and ("msc-trials " in value or key in _OF_ERRORS):
        return for_an_assistant(value, _PARAMETERS)
    return value


def _answer(condition: str, settings: dict[str, Any], all_trials: bool) -> dict[str, Any]:
    made = answer_json(answers.answer(condition, **settings))
    if not all_trials:
        counted = [trial for trial in made["trials"] if trial["counted"]]
        made["trials_left_out"] = len(made["trials"]) - len(counted)
        made["trials"] = [trial for trial in counted if trial["trial_id"] in made["deciding"]]
        others = (trial for trial in counted if trial["trial_id"] not in made["deciding"])
        made["counted_trials"] = [{key: trial[key] for key in _IN_BRIEF} for trial in others]
    return made


def _compare(conditions: list[str], settings: dict[str, Any]) -> dict[str, Any]:
    if not 1 <= len(conditions) <= 10:
        raise errors.QueryError(f"{len(conditions)} conditions cannot be compared.", hint="Name one to ten.")
    documents = [answer_json(answers.answer(condition, **settings)) for condition in conditions]
    return {"answers": [{key: found[key] for key in ("query", "provenance", "answer")} for found in documents]}


def _which(text: str) -> dict[str, Any]:
    if len(text) > MAX_CHARACTERS:
        raise errors.QueryError("This text is too long for a condition.", hint="Name the condition in a few words.")
    return {"understood": lookup(text)}


def _papers(nct_ids: list[str], settings: dict[str, Any]) -> dict[str, Any]:
    if not 1 <= len(nct_ids) <= _MOST_TRIALS:
        raise errors.QueryError(f"{len(nct_ids)} trials cannot be asked for.", hint=f"Name one to {_MOST_TRIALS}.")
    read = papers_of_trials(nct_ids, **settings)
    return {
        "source": "PubMed (NLM)" if read else "not asked: papers are left out by the settings, or the data are local",
        "papers": [paper.to_dict() for paper in read.papers] if read else None,
        "reading": reading_lines(read) if read else [],
    }
