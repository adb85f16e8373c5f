"""Read the evidence on mesenchymal stem cell trials from ClinicalTrials.gov: search, classify, judge, answer.

    from msc_trials import answer
    print(answer("knee osteoarthritis").headline)

Importing this package loads nothing heavy; each name below is loaded when first used.
"""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from msc_trials.errors import MscTrialsError
    from msc_trials.evidence.answer import Answer
    from msc_trials.evidence.level import Level
    from msc_trials.evidence.verdict import judge
    from msc_trials.extraction.trial import Trial, parse_study
    from msc_trials.output.frames import to_frame
    from msc_trials.registry.query import Query
    from msc_trials.results.direction.outcome_direction import outcome_direction
    from msc_trials.results.findings import Verdict, VerdictStatus
    from msc_trials.service.answer import answer
    from msc_trials.service.client import Client
    from msc_trials.service.search import search
    from msc_trials.service.show import show
    from msc_trials.service.which import lookup

_PLACES = {
    "Answer": "evidence.answer",
    "Client": "service.client",
    "Level": "evidence.level",
    "MscTrialsError": "errors",
    "Query": "registry.query",
    "Trial": "extraction.trial",
    "Verdict": "results.findings",
    "VerdictStatus": "results.findings",
    "answer": "service.answer",
    "judge": "evidence.verdict",
    "lookup": "service.which",
    "outcome_direction": "results.direction.outcome_direction",
    "parse_study": "extraction.trial",
    "search": "service.search",
    "show": "service.show",
    "to_frame": "output.frames",
}

_FRAGMENTS = {"Answer": "answer_fragment", "Trial": "trial_fragment", "Verdict": "verdict_fragment"}

__all__ = [
    "Answer",
    "Client",
    "Level",
    "MscTrialsError",
    "Query",
    "Trial",
    "Verdict",
    "VerdictStatus",
    "__version__",
    "answer",
    "judge",
    "lookup",
    "outcome_direction",
    "parse_study",
    "search",
    "show",
    "to_frame",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from msc_trials.knowledge.seeds import tool_version

        return tool_version()
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _register_displays()
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)


def _register_displays() -> None:
    from msc_trials.records import json_form

    for class_name, function in _FRAGMENTS.items():
        json_form.register(class_name, partial(_fragment, function))


def _fragment(function: str, shown: Any) -> str:
    """HTML of an object for a notebook; the module that makes it is loaded only when something is shown."""
    made: str = getattr(importlib.import_module(f"{__name__}.output.notebook"), function)(shown)
    return made


def __dir__() -> list[str]:
    return __all__
