"""Read the evidence on mesenchymal stem cell trials from ClinicalTrials.gov: search, classify, judge, answer.

    from msc_trials import answer
    print(answer("knee osteoarthritis").headline)

Importing this package loads nothing heavy; each name below is loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from msc_trials.answering import answer, search, show
    from msc_trials.answers import Answer, Level
    from msc_trials.client import Client
    from msc_trials.errors import MscTrialsError
    from msc_trials.findings import Verdict, VerdictStatus
    from msc_trials.frames import to_frame
    from msc_trials.query import Query
    from msc_trials.results.directions import outcome_direction
    from msc_trials.trials import Trial, parse_study
    from msc_trials.verdicts import judge

_PLACES = {
    "Answer": "answers",
    "Client": "client",
    "Level": "answers",
    "MscTrialsError": "errors",
    "Query": "query",
    "Trial": "trials",
    "Verdict": "findings",
    "VerdictStatus": "findings",
    "answer": "answering",
    "judge": "verdicts",
    "outcome_direction": "results.directions",
    "parse_study": "trials",
    "search": "answering",
    "show": "answering",
    "to_frame": "frames",
}

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
    "outcome_direction",
    "parse_study",
    "search",
    "show",
    "to_frame",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib import metadata

        try:
            return metadata.version("msc-trials")
        except metadata.PackageNotFoundError:
            return "0+not.installed"
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
