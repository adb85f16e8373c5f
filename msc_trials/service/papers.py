"""The papers of an answer's trials: what is stored, else what PubMed says within a budget, the most telling trials first.

Papers are stored one by one with the day they were fetched, in the private store of the registry's answers. They are asked
for again after a week, because papers are corrected and retracted. Nothing raises: trouble is one line in the result.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from msc_trials.errors import (
    CacheError,
    MscTrialsError,
    RecordError,
    ResponseError,
    StaleDataWarning,
    TransportError,
    warn,
)
from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.evidence.publication_verdict import needs_papers
from msc_trials.knowledge import seeds
from msc_trials.knowledge.registries import is_nct
from msc_trials.literature.article import Article, numbers_in, parse_article
from msc_trials.literature.papers import PapersRead
from msc_trials.literature.tie import TrialKey, listed_pmids
from msc_trials.literature.tied_papers import papers_of, republished
from msc_trials.local.source import has_snapshot
from msc_trials.records.vocabularies import LATE_PHASES, ONGOING
from msc_trials.registry.result_set import canonical_ids, nct_id_of
from msc_trials.registry.settings import Settings, today_utc

if TYPE_CHECKING:  # the HTTP client is the largest import; stored papers need none
    from msc_trials.literature.client import PubMed
    from msc_trials.registry.cache import ResultCache
    from msc_trials.registry.client import Client
    from msc_trials.registry.result_set import ResultSet

FRESH_DAYS = 7
"""Days after which a stored paper or search is asked for again."""

_LOOKED_FOR = ("", "early_or_no_phase", "unknown_phase")


def read_for_answer(answer: Answer, result: ResultSet, client: Client) -> PapersRead | None:
    """The papers of the trials of an answer; None when the settings leave papers out.

    The raw records of ``result`` are read for their references, dates and primary outcomes.
    """
    wanted = [t for t in answer.trials if t.not_counted_because in _LOOKED_FOR and is_nct(t.assessment.trial_id)]
    wanted = [t for t in wanted if t.assessment.verdict.source != "ledger"]
    order = {t.assessment.trial_id: _urgency(t) for t in wanted}
    if not order or not (client.settings.asks_pubmed or client.settings.offline or client.settings.source == "cache"):
        return None
    keys = keys_of(raw for raw in result.studies if _number(raw) in order)
    return read_papers(sorted(keys, key=lambda key: (order[key.nct_id], key.nct_id)), client)


def papers_of_trials(nct_ids: Iterable[str], **settings: Any) -> PapersRead | None:
    """The papers of trials by their numbers; None when the settings leave papers out. Raises as ``Client.get_many``, but where
    the bundled snapshot may answer, the registry being away is a ``StaleDataWarning`` and gives None, as local data do.

    Numbers that the registry does not know are named in ``PapersRead.unknown_trials``.
    """
    chosen = Settings.load(**settings)
    if not chosen.papers or chosen.is_local:
        return None
    from msc_trials.registry.client import Client

    wanted = list(nct_ids)
    with Client(chosen) as client:
        try:
            studies = list(client.get_many(wanted).studies)
        except (TransportError, ResponseError) as error:
            if chosen.source != "auto" or not has_snapshot():
                raise
            cause = f"The bundled snapshot answered, which holds no papers, because: {error.message}"
            warn(cause, StaleDataWarning)
            return None
        unknown = tuple(number for number, found in canonical_ids(wanted, studies).items() if found is None)
        read = read_papers(list(keys_of(studies)), client)
    return replace(read or PapersRead(), unknown_trials=unknown) if unknown else read


def _number(raw: Any) -> str:
    """The NCT number of a raw record, empty when it has none."""
    return (nct_id_of(raw) or "").strip().upper()


def _urgency(trial: AnswerTrial) -> tuple[bool, ...]:
    """Sort key: trials without a usable result, then late phases, ended, controlled."""
    a = trial.assessment
    return (not needs_papers(a.verdict), a.phase not in LATE_PHASES, a.status in ONGOING, not a.controlled)


def keys_of(studies: Iterable[Any]) -> Iterator[TrialKey]:
    """What of raw records decides about papers; unreadable records are left out."""
    from msc_trials.records.study import parse_fields

    for raw in studies:
        try:
            fields = parse_fields(raw)
        except RecordError:
            continue
        start = fields.get("start_date")
        yield TrialKey(
            nct_ids=(fields["nct_id"], *(i for i in fields.get("nct_id_aliases", ()) if is_nct(i))),
            listed=listed_pmids((str(r.type or ""), str(r.pmid or "")) for r in fields.get("references", ())),
            start=start.text if start else "",
            primary_outcomes=tuple(o.measure for o in fields.get("primary_outcomes", ()) if o.measure),
        )


def read_papers(trials: Sequence[TrialKey], client: Client, **clocks: Any) -> PapersRead | None:
    """The papers of these trials, in this order, as far as the budget goes. None when papers are left out, and with a profile:
    the rules that read abstracts are about mesenchymal cells.
    """
    settings = client.settings
    if not settings.papers or settings.is_local or not trials or seeds.profile() is not None:
        return None
    stored_papers = _StoredPapers(client.cache, settings)
    if not settings.asks_pubmed:
        return _only_stored(trials, stored_papers) if settings.offline or settings.source == "cache" else None
    return _Reading(trials, stored_papers, settings, clocks).run()


def _only_stored(trials: Sequence[TrialKey], stored_papers: _StoredPapers) -> PapersRead | None:
    """Stored papers only, however old; None when nothing is stored about any of the trials."""
    known = {key.nct_id: pmids for key in trials if (pmids := stored_papers.search(key, any_age=True)) is not None}
    if not known:
        return None
    articles = {
        pmid: found for pmids in known.values() for pmid in pmids if (found := stored_papers.paper(pmid, any_age=True))
    }
    by_trial = {key.nct_id: papers_of(key, _of(known[key.nct_id], articles)) for key in trials if key.nct_id in known}
    return PapersRead(
        by_trial, asked=tuple(known), not_reached=tuple(k.nct_id for k in trials if k.nct_id not in known)
    )


def _of(pmids: Iterable[str], articles: dict[str, tuple[Article, str]]) -> list[tuple[Article, str]]:
    return [articles[pmid] for pmid in pmids if pmid in articles]


@dataclass(frozen=True)
class _StoredPapers:
    """Stored papers and searches; without a store nothing is found and nothing is kept."""

    store: ResultCache | None
    settings: Settings

    def paper(self, pmid: str, *, any_age: bool = False) -> tuple[Article, str] | None:
        """The paper and the day it was fetched."""
        found = self._get(f"paper/{pmid}", any_age)
        if found is None:
            return None
        with suppress(ResponseError, KeyError, TypeError):
            return parse_article(found["xml"]), str(found["day"])
        return None

    def search(self, key: TrialKey, *, any_age: bool = False) -> list[str] | None:
        """The PMIDs found for a trial; None when it was not asked for."""
        found = self._get(f"papers-of/{'+'.join(key.nct_ids)}", any_age)
        return None if found is None else [str(pmid) for pmid in found.get("pmids", ())]

    def keep_paper(self, pmid: str, xml: str, day: str) -> None:
        """Store one paper."""
        self._put(f"paper/{pmid}", {"day": day, "xml": xml})

    def keep_search(self, key: TrialKey, pmids: Iterable[str], day: str) -> None:
        """Store which papers belong to a trial."""
        self._put(f"papers-of/{'+'.join(key.nct_ids)}", {"day": day, "pmids": list(pmids)})

    def is_first_time(self) -> bool:
        """Whether PubMed was never asked with this store; asking once makes it False."""
        if self._get("told", any_age=True) is not None:
            return False
        self._put("told", {"day": today_utc().isoformat()})
        return True

    def _get(self, name: str, any_age: bool) -> dict[str, Any] | None:
        blob = self.store.get_derived(self._name(name)) if self.store is not None else None
        try:
            found: dict[str, Any] = json.loads(blob or "")
            age = (today_utc() - dt.date.fromisoformat(found["day"])).days
        except (ValueError, KeyError, TypeError):
            return None
        fresh = 0 <= age < FRESH_DAYS and not self.settings.refresh
        return found if fresh or any_age else None

    def _put(self, name: str, value: dict[str, Any]) -> None:
        if self.store is not None:
            with suppress(CacheError):
                self.store.put_derived({self._name(name): json.dumps(value).encode()})

    def _name(self, name: str) -> str:
        """Answers of another server are other answers."""
        return f"pubmed {self.settings.pubmed_url} {name}"


class _Reading:
    """One run over the trials: what is fresh in the store, then portions of trials until the budget is used up."""

    def __init__(
        self, trials: Sequence[TrialKey], stored_papers: _StoredPapers, settings: Settings, clocks: dict[str, Any]
    ) -> None:
        self._trials, self._stored, self._settings, self._clocks = trials, stored_papers, settings, clocks
        self._articles: dict[str, tuple[Article, str]] = {}
        self._found: dict[str, list[str]] = {}
        self._unknown: set[str] = set()
        self._unread: dict[str, tuple[str, ...]] = {}
        """PMIDs of records that cannot be read, with the trial numbers found in them."""

    def run(self) -> PapersRead:
        """Ask and read."""
        missing = [key for key in self._trials if not self._is_stored(key)]
        trouble, requests, first = "", 0, False
        if missing:
            from msc_trials.literature.client import TRIALS_AT_ONCE, BudgetError, PubMed

            first = self._stored.is_first_time()
            with PubMed(self._settings, **self._clocks) as pubmed:
                try:
                    for start in range(0, len(missing), TRIALS_AT_ONCE):
                        self._ask(missing[start : start + TRIALS_AT_ONCE], pubmed)
                except BudgetError:
                    pass  # what was not reached is named below and asked for the next time
                except MscTrialsError as error:
                    trouble = f"{error.message} Nothing is said about papers that were not read."
                requests = pubmed.requests_made
        by_trial = {k.nct_id: papers_of(k, _of(self._found.get(k.nct_id, ()), self._articles)) for k in self._trials}
        return PapersRead(
            by_trial={nct_id: papers for nct_id, papers in by_trial.items() if papers},
            asked=tuple(k.nct_id for k in self._trials if k.nct_id in self._found),
            not_reached=tuple(k.nct_id for k in self._trials if k.nct_id not in self._found),
            unknown=tuple(sorted(self._unknown)),
            unread=tuple(sorted(self._unread)),
            trouble=trouble,
            requests=requests,
            first_time=first,
        )

    def _is_stored(self, key: TrialKey) -> bool:
        """Take a trial from the store when its search and all its papers are fresh there."""
        pmids = self._stored.search(key)
        if pmids is None:
            return False
        papers = {pmid: self._stored.paper(pmid) for pmid in {*pmids, *key.listed}}
        self._articles.update({pmid: paper for pmid, paper in papers.items() if paper is not None})
        if any(papers[pmid] is None for pmid in pmids):
            return False
        self._found[key.nct_id] = pmids
        return True

    def _fetch(self, pmids: Iterable[str], day: str, pubmed: PubMed) -> None:
        """Fetch the papers that are still missing, and store them one by one."""
        for fetched in pubmed.fetch(pmid for pmid in pmids if pmid not in self._articles):
            self._unknown.update(fetched.unknown)
            for pmid, xml in fetched.papers.items():
                try:
                    self._articles[pmid] = (parse_article(xml), day)
                except ResponseError:
                    self._unread[pmid] = numbers_in(xml)
                else:
                    self._stored.keep_paper(pmid, xml, day)

    def _ask(self, trials: Sequence[TrialKey], pubmed: PubMed) -> None:
        """Search for some trials, fetch their papers, and store both; complete or not at all for the trials."""
        day = today_utc().isoformat()
        wanted = dict.fromkeys(pubmed.search([key.nct_ids for key in trials]))
        wanted.update(dict.fromkeys(pmid for key in trials for pmid in key.listed))
        for pmid in wanted:
            if pmid not in self._articles and (stored := self._stored.paper(pmid)) is not None:
                self._articles[pmid] = stored
        self._fetch(wanted, day, pubmed)
        again = republished(self._articles[pmid][0] for pmid in wanted if pmid in self._articles)
        wanted.update(dict.fromkeys(again))
        self._fetch(again, day, pubmed)
        for key in trials:
            here = [(pmid, self._articles[pmid]) for pmid in wanted if pmid in self._articles]
            mine = {paper.pmid for paper in papers_of(key, (article for _, article in here))}
            self._found[key.nct_id] = sorted(mine)
            if not any(pmid in key.listed or {*key.nct_ids}.intersection(self._unread[pmid]) for pmid in self._unread):
                self._stored.keep_search(key, sorted(mine), day)  # else it is asked for again the next time
