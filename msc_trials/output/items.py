"""The trials of a table, from whatever ``to_frame`` is given: trials, answers, result sets, collections of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from msc_trials.errors import MisuseError, QueryError
from msc_trials.evidence.answer import Answer, AnswerTrial
from msc_trials.evidence.as_of import as_of
from msc_trials.evidence.assess import assess
from msc_trials.evidence.assessment import Assessment, with_ledger
from msc_trials.evidence.not_counted import counted_once, why_not_counted
from msc_trials.extraction.trial import Trial
from msc_trials.registry.result_set import ResultSet
from msc_trials.registry.settings import Settings
from msc_trials.results.findings import Verdict
from msc_trials.service.search import readable


@dataclass(frozen=True)
class Item:
    """One trial of a table: its record where there is one, its assessment worked out only when a table asks for it.

    ``condition`` is that of the answer it belongs to; ``not_counted_because`` is None until it is known.
    """

    trial: Trial | None
    stored: Assessment | None = None
    condition: str | None = None
    not_counted_because: str | None = None
    answered: AnswerTrial | None = None
    today: dt.date | None = None
    """The day on which a status is judged and put into words; ``items_of`` sets it where it is not given."""

    @property
    def verdict(self) -> Verdict:
        """The verdict to show: a publication's where nothing checked outranks it."""
        return self.answered.verdict if self.answered is not None else self.assessment.verdict

    @property
    def trial_id(self) -> str:
        """Number of the trial in its registry."""
        return self.trial.nct_id if self.trial is not None else self.assessment.trial_id

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment with the ledger applied, unless one was handed over."""
        if self.stored is not None:
            return self.stored
        if self.trial is None:
            raise TypeError("an item needs a trial or an assessment")
        found = with_ledger(assess(self.trial))
        return found if self.today is None else as_of(found, self.today)

    @property
    def record(self) -> Trial:
        """The record. A table that needs it is refused earlier where there is none (``refuse_facts_only``)."""
        if self.trial is None:
            raise TypeError("this table needs a record")
        return self.trial


One: TypeAlias = Trial | Assessment | AnswerTrial | Item
Tabular: TypeAlias = One | Answer | ResultSet | Iterable[One | Answer | ResultSet] | Mapping[str, "Tabular"]


def items_of(x: Tabular, *, records: bool = False, as_of: dt.date | str | None = None) -> list[Item]:
    """The trials of ``x`` in order; one given twice for the same condition counts once (the first is kept).

    Records are judged on the day ``as_of``, else that of the settings (today); what was judged before is not judged again.
    ``records``: attach the records of an answer where it still has them. Raises ``MisuseError`` for anything else.
    """
    today = day_of_judging(as_of)
    found: dict[tuple[str | None, str], Item] = {}
    for item in _items(x, None, records):
        dated = replace(item, today=today) if item.today is None else item
        found.setdefault((item.condition, item.trial_id), dated)
    return list(found.values())


def day_of_judging(as_of: dt.date | str | None) -> dt.date:
    """The day ``as_of``, else that of the settings: ``MSC_TRIALS_AS_OF``, else today. Raises ``QueryError`` for no date."""
    return Settings.load(as_of=as_of).today


def with_counting(items: list[Item]) -> list[Item]:
    """The same with the reason why each trial outside an answer is not counted."""
    unknown = [i.assessment for i in items if i.not_counted_because is None]
    if not unknown:
        return items
    once = counted_once(AnswerTrial(a, why_not_counted(a)) for a in unknown)  # whatever the condition
    reasons = {trial.trial_id: trial.not_counted_because for trial in once}
    return [_known(i, reasons[i.trial_id]) if i.not_counted_because is None else i for i in items]


def refuse_facts_only(items: list[Item], table: str) -> None:
    """Raise ``QueryError`` when a table that needs records is asked for and some are missing.

    Trials that only the ledger knows have no record anywhere and so no rows in such a table.
    """
    missing = [i.trial_id for i in items if i.trial is None and i.assessment.origin == "registry"]
    if missing:
        first = ", ".join(missing[:3]) + (", ..." if len(missing) > 3 else "")
        raise QueryError(
            f"The table {table!r} needs whole records; only facts are at hand for {len(missing)} of {len(items)} trials "
            f"({first}).",
            hint="The bundled snapshot has facts only. Ask the registry or a store of records: "
            "Client().search(CONDITION).to_frame(table); parse_study(raw) reads records of your own.",
        )


def _known(item: Item, reason: str) -> Item:
    known = replace(item, not_counted_because=reason)
    vars(known)["assessment"] = item.assessment
    return known


def _items(x: object, condition: str | None, records: bool) -> Iterator[Item]:
    if (one := _item(x, condition)) is not None:
        yield one
    elif isinstance(x, Answer):
        yield from _of_answer(x, condition or x.condition, records)
    elif isinstance(x, ResultSet):
        yield from (Item(trial, condition=condition) for trial in readable(x.studies))
    elif isinstance(x, Mapping) and all(isinstance(v, _KNOWN) for v in x.values()):
        for name, value in x.items():
            yield from _items(value, str(name), records)
    elif isinstance(x, Iterable) and not isinstance(x, str | bytes | Mapping):
        for each in x:
            if isinstance(each, Iterable) and not isinstance(each, Answer | ResultSet):
                raise _not_a_trial(each)
            yield from _items(each, condition, records)
    else:
        raise _not_a_trial(x)


def _item(x: object, condition: str | None) -> Item | None:
    """The item of a single trial; None for anything else."""
    if isinstance(x, Trial):
        return Item(x, condition=condition)
    if isinstance(x, Assessment):
        return Item(None, x, condition)
    if isinstance(x, AnswerTrial):
        return Item(None, x.assessment, condition, x.not_counted_because, x)
    return x if isinstance(x, Item) else None


_KNOWN = (Trial, Assessment, AnswerTrial, Answer, ResultSet, list, tuple)


def _of_answer(answer: Answer, condition: str, records: bool) -> Iterator[Item]:
    trials = {t.nct_id: t for t in _records(answer)} if records else {}
    for one in answer.trials:
        yield Item(
            trials.get(one.assessment.trial_id), one.assessment, condition, one.not_counted_because, one, answer.today
        )


def _records(answer: Answer) -> Iterator[Trial]:
    """The records an answer was made from: those it kept, or those of its store; none from facts-only data."""
    held = answer.provenance
    if answer.records is not None:
        yield from readable(answer.records.studies)
    elif held.source == "store" and Path(held.path).is_dir():
        from msc_trials.local.store.reading import Store

        with Store(Path(held.path)) as store:
            yield from store.trials(answer.query)


def _not_a_trial(x: object) -> MisuseError:
    return MisuseError(
        f"A table is made of Trial, Assessment, Answer or ResultSet, not {type(x).__name__}.",
        hint="parse_study(raw) reads a raw record; several answers go in as a list or a dictionary.",
    )
