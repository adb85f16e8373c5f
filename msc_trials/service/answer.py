"""``answer``: from a condition to the evidence on it. Fetch its studies, assess each, fold the verdicts into one answer."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, Unpack

from msc_trials.errors import (
    MscTrialsError,
    QueryError,
    ResponseError,
    SnapshotError,
    StaleDataWarning,
    TransportError,
    warn,
)
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment, is_goal_unread
from msc_trials.evidence.summary import summarise, with_goals, with_papers
from msc_trials.evidence.unanswered import diseases_tried_in, group_answer, without_level
from msc_trials.knowledge.lookup import lookup
from msc_trials.local.source import has_snapshot
from msc_trials.local.source import opened as local_source
from msc_trials.matching.text import printable
from msc_trials.registry.query import Query, cleaned
from msc_trials.registry.result_set import Provenance, nct_id_of
from msc_trials.registry.settings import API_URL, Settings, SettingsKeywords
from msc_trials.service.asking import opened, settings_of

if TYPE_CHECKING:
    from msc_trials.registry.client import Client
    from msc_trials.registry.pages import Pull
    from msc_trials.service.kept_facts import KeptFacts

_LONGEST_PART = 300
_RARE = frozenset(
    ("products", "routes", "route_by_condition", "guidance", "guidance_words", "dose_words", "outcomes", "result_words",
     "scale_degrees")
)  # fmt: skip
"""Word lists of which a brief reading needs few patterns: those of named products, of how a product was given, of main goals,
and of posted results."""
_OF_PAPERS = frozenset(("report_cues",))
"""Word lists that no record is read with."""
FEWEST_KNOWN, LEAST_SHARE = 4, 0.3
"""Trials of a condition in the snapshot from which on an answer is compared with it, and the share of them it must have.

A third is the least that a whole registry was seen to find: of a row that lumps diseases, narrower rows have further words."""


def answer(
    condition: str, *, client: Client | None = None, brief: bool = False, **settings: Unpack[SettingsKeywords]
) -> Answer:
    """Are there successful Phase 2 to 4 trials of mesenchymal stem cells for ``condition``?

    Asks the registry (or the stored answer while it is fresh); when neither is to be had and the source is ``auto``, the
    bundled snapshot answers, its provenance says so, and a ``StaleDataWarning`` is given. A store or snapshot file answers when ``source`` is its path.
    ``settings`` are those of ``Settings``. A ``brief`` answer is sooner there: what only tables, pages and the list of all
    trials show is not read, which is how each product was made and given (tissue, donor, dose, route) and the main goal of most.

    Where the text is no single condition the level is None and ``understood`` says what it is: a word for several diseases
    (each is a member with its own level), a treatment (the diseases it was tried in), an ambiguous or an unknown word
    (nothing is searched).

    Raises ``QueryError`` for a condition that cannot be asked and, unless the snapshot may answer, ``TransportError``
    or ``ResponseError``.

    >>> from msc_trials import answer
    >>> found = answer("knee osteoarthritis", source="snapshot")  # no network
    >>> found.level.value, found.counts["counted"] > 0
    ('conflicting', True)
    """
    return _answer(condition, client, settings_of(client, settings), brief)


def _answer(condition: str, client: Client | None, chosen: Settings, brief: bool) -> Answer:
    condition = cleaned(condition)
    found = lookup(condition)
    if found.kind == "condition":
        return _folded(Query.for_condition(condition), summarise, client, chosen, papers=chosen.papers, brief=brief)
    if found.kind == "group":
        return _folded(Query.for_condition(condition), group_answer, client, chosen, brief=brief)
    rows = [Query.for_row(i) for i in diseases_tried_in(found)]
    with nullcontext(None) if chosen.is_local or not rows else opened(client, chosen) as asked:
        if asked is not None:
            asked.fetch_ahead(rows, lambda query, pull: _not_far_too_few(query, chosen, pull))
        return without_level(Query(condition), [_folded(q, summarise, asked, chosen, brief=brief) for q in rows])


def search_as_typed(condition: str, *, client: Client | None = None, **settings: Unpack[SettingsKeywords]) -> Answer:
    """The trials that a search for any text finds. What is not a single condition is searched as typed; then the level is None.

    Raises as ``answer``.
    """
    query = Query.for_condition(condition)
    found = _folded(query, summarise, client, settings_of(client, settings))
    return found if query.understood.kind == "condition" else replace(found, level=None)


def answers(
    conditions: Iterable[str],
    *,
    client: Client | None = None,
    brief: bool = False,
    **settings: Unpack[SettingsKeywords],
) -> Iterator[Answer | MscTrialsError]:
    """Answers on several conditions in their order; what must be asked is asked side by side over one connection.

    Where one of them fails its error is given in its place. ``brief`` and settings as for ``answer``; papers are left out.

    >>> from msc_trials.service.answer import answers
    >>> [found.condition for found in answers(["stroke", "ALS"], source="snapshot")]  # no network
    ['stroke', 'ALS']
    """
    chosen = replace(settings_of(client, settings), papers=False)
    conditions = tuple(conditions)
    with nullcontext(None) if chosen.is_local else opened(client, chosen) as asked:
        if asked is not None:
            ask_ahead(conditions, asked)
        for condition in conditions:
            try:
                yield _answer(condition, asked, chosen, brief)
            except MscTrialsError as error:
                yield error


def ask_ahead(conditions: Iterable[str], client: Client) -> None:
    """Begin to ask for several conditions side by side, with one question about the date of the data for all.

    Each ``answer`` by this client then waits for its own. What is stored and fresh is not asked for.
    """
    client.fetch_ahead(_queries(conditions), lambda query, pull: _not_far_too_few(query, client.settings, pull))


def _queries(conditions: Iterable[str]) -> Iterator[Query]:
    """The questions that conditions and groups of conditions make; other texts make none, or several."""
    for condition in conditions:
        with suppress(QueryError):
            if lookup(cleaned(condition)).kind in ("condition", "group"):
                yield Query.for_condition(cleaned(condition))


class _Fold(Protocol):
    """Makes an answer of assessments: of one condition, or of several."""

    def __call__(
        self,
        query: Query,
        provenance: Provenance,
        assessments: Iterable[Assessment],
        *,
        unreadable: int = 0,
        today: dt.date | None = None,
    ) -> Answer: ...


def _folded(
    query: Query, fold: _Fold, client: Client | None, settings: Settings, *, papers: bool = False, brief: bool = False
) -> Answer:
    """Search, assess and fold; from local data where the registry may not or cannot be asked."""
    if settings.is_local:
        return _from_local(query, fold, "", settings)
    from msc_trials.service.kept_facts import KeptFacts

    with opened(client, settings) as asked:
        try:
            kept = KeptFacts(asked.cache, brief=brief)
            if asked.must_ask(query) and not asked.has_asked(query):
                _ = asked.transport  # first what asking needs
                threading.Thread(target=_load_rules, args=(kept,), daemon=True).start()
            result = asked.fetch(query, kept.read, check=partial(_not_far_too_few, query, settings))
        except (TransportError, ResponseError) as error:
            if settings.source != "auto" or not has_snapshot():
                raise
            return _from_local(query, fold, error.message, settings)
        assessments, unreadable = kept.all_of(result)
        made = fold(query, result.provenance, assessments, unreadable=unreadable, today=settings.today)
        if wanted := [trial.trial_id for trial in made.listed if is_goal_unread(trial)]:
            made = with_goals(made, kept.goals_of(wanted, result))
        kept.keep()
        if result.provenance.left_out:
            part = printable(result.provenance.left_out)[:_LONGEST_PART]
            caveat = f"The registry takes shorter questions only; not searched was: {part}"
            made = replace(made, caveats=(caveat, *made.caveats))
        made = replace(made, records=result)
        if not papers:
            return made
        from msc_trials.service.papers import read_for_answer

        found = read_for_answer(made, result, asked)
        return made if found is None else with_papers(made, found)


def _not_far_too_few(query: Query, settings: Settings, pull: Pull) -> None:
    """Refuse an answer in which most trials are missing that the bundled snapshot has: records do not vanish.

    So looks a registry whose index is being built, or that reads our question otherwise than it did. Another server may hold
    other records. Raises ``ResponseError``.
    """
    if settings.api_url != API_URL or pull.left_out or not has_snapshot():
        return
    with suppress(SnapshotError), local_source(None) as snapshot:
        known = {assessment.trial_id for assessment in snapshot.matching(query)}
        came = {one.trial_id if isinstance(one, Assessment) else nct_id_of(one) for one in pull.studies}
        if len(known) >= FEWEST_KNOWN and len(known & came) < len(known) * LEAST_SHARE:
            day = snapshot.provenance("").data_timestamp
            raise ResponseError(
                f"The registry's answer has {len(known & came)} of the {len(known)} trials of this condition that it had "
                f"in the snapshot of {day}; an answer made of it could be wrong.",
                hint="Try again in an hour.",
            )


def _load_rules(kept: KeptFacts) -> None:
    """Load what reads records, and compile patterns until the first record comes, while the registry is waited for.

    Not where it was asked the same before: then most records are the same as well, and what was read of them is kept.
    """
    from msc_trials.evidence import assess  # noqa: F401 - loaded for who reads the pages
    from msc_trials.knowledge.conditions import condition_rules
    from msc_trials.knowledge.rules import rules

    rare = _RARE | _OF_PAPERS if kept.brief else _OF_PAPERS
    for rule_set in (condition_rules(), rules()):
        for rule in rule_set.rules:
            if kept.begun:
                return
            if rule.kind.partition(".")[0] not in rare:
                _ = rule.compiled, rule_set.has("", rule.kind)  # which makes the index of its word list


def _from_local(query: Query, fold: _Fold, cause: str, settings: Settings) -> Answer:
    with local_source(settings.source_path) as source:
        provenance = source.provenance(query.url(), cause)
        if provenance.source == "snapshot" and cause:
            warn(f"The bundled snapshot answered, because: {cause}", StaleDataWarning)
        return fold(query, provenance, source.matching(query), today=settings.today)
