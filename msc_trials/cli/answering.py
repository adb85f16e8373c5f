"""Ask for answers, and say on stderr what is waited for, what was asked and where the answer came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msc_trials.cli.common import explain, say, waiting

if TYPE_CHECKING:
    from msc_trials.evidence.answer import Answer
    from msc_trials.literature.papers import PapersRead
    from msc_trials.registry.client import Client
    from msc_trials.registry.result_set import Provenance


def asked(condition: str, settings: dict[str, Any], *, brief: bool = False, client: Client | None = None) -> Answer:
    """The answer; on stderr what is waited for, and with ``-v`` what was asked and where the answer came from.

    A ``client`` that serves several conditions replaces ``settings``.
    """
    from msc_trials.service import answer as answers

    with waiting("Looking up the trials"):
        found = answers.answer(condition, brief=brief, client=client, **({} if client else settings))
    explain(f"Asked: {found.query.describe()}")
    explain(f"Address: {found.provenance.url}")
    explain(f"Source: {found.provenance.source}, {found.provenance.requests} requests made")
    tell_of_papers(found.papers)
    return found


def tell_of_papers(read: PapersRead | None) -> None:
    """On stderr: on first use that PubMed was asked; why it could not be asked."""
    if read is None:
        return
    from msc_trials.evidence.words import sentence

    explain(f"PubMed: {read.requests} requests made for the papers of {len(read.asked)} trials")
    if read.first_time:
        say(sentence("pubmed_asked"))
    if read.trouble:
        say(f"Note: PubMed could not be asked: {read.trouble}")


def searched(condition: str, settings: dict[str, Any]) -> Answer:
    """The trials a search finds for any text; a text that is not a single condition is searched as typed, without a level."""
    from msc_trials.service.answer import search_as_typed

    with waiting("Looking up the trials"):
        return search_as_typed(condition, **settings)


def tell_source(provenance: Provenance) -> None:
    """On stderr: why another source answered than the one wanted."""
    if provenance.source == "store" and provenance.cause:
        say(f"Note: {provenance.cause}")
