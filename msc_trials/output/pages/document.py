"""The JSON documents a page is made of."""

from __future__ import annotations

from msc_trials.evidence.answer import Answer, without_papers
from msc_trials.evidence.checklist import checklist
from msc_trials.output.as_json import answer_json
from msc_trials.output.checklist_json import checklist_json
from msc_trials.output.pages.shown import Document


def documents(answer: Answer) -> tuple[Document, Document | None]:
    """The answer and, where it has a level, what a clinic's offer is compared with.

    Pages show checked readings and posted results only: no verdict that a program read in an abstract.
    """
    return answer_json(without_papers(answer)), checklist_json(checklist(answer)) if answer.level is not None else None
