"""``checklist``: what a clinic offers beside what the trials of a condition gave, and the questions to ask.

Source: domain notes §1b (the clinic questions) and §6 (questions paraphrased from the ISSCR's list, ``seeds/questions.csv``).
Pure: same answer and offer, same checklist. It compares and counts; it never advises for or against.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from msc_trials.evidence import clinic_offer
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.clinic_offer import SILENT, Offer
from msc_trials.evidence.not_counted import by_phase, is_on_ladder
from msc_trials.evidence.wording import other_products_typed
from msc_trials.evidence.words import many, sentence, word
from msc_trials.knowledge import ledger
from msc_trials.knowledge.ledger import LedgerRow
from msc_trials.knowledge.product_kinds import ProductKind, kind_typed
from msc_trials.knowledge.seeds import grouped
from msc_trials.output import checklist_topics as topics
from msc_trials.output.checklist_doses import cells_section, dose_spread
from msc_trials.output.checklist_sections import bands, section, tally, without_value
from msc_trials.output.checklist_topics import DoseSpread, Question, Section, Tally
from msc_trials.output.trial_words import known_of_products
from msc_trials.records.vocabularies import LATE_PHASES
from msc_trials.registry.result_set import Provenance

_NOT_LOCAL = frozenset({"intravenous", "inhalation", "topical", "unstated"})
"""Routes that need no guidance (source: domain notes §4f)."""
_MONTHS = (0.0, 6.0, 12.0, 24.0)


@dataclass(frozen=True, slots=True)
class Checklist:
    """A clinic's offer beside the trials of a condition. ``trials`` are compared, ``late`` of them counted as evidence.

    ``caution`` says that what is offered may be no cells grown in culture; empty where its words leave no doubt.
    """

    condition: str
    level: str | None
    headline: str
    provenance: Provenance
    offer: Offer
    trials: int
    late: int
    scope: str
    caution: str
    spreads: tuple[DoseSpread, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the sections."""
        return tuple(q for section in self.sections for q in section.questions)


_Values = Callable[[Assessment], Iterable[str]]


def checklist(
    answer: Answer,
    *,
    cells: float | str | None = None,
    per_kg: bool = False,
    source: str | None = None,
    donor: str | None = None,
    route: str | None = None,
    guidance: str | None = None,
) -> Checklist:
    """Set a clinic's offer beside the trials of ``answer``.

    ``cells`` per administration (a number or a text such as "5 million"; per kg of body weight with ``per_kg``); the other
    words may be a brochure's ("fat", "own", "IV", "none"); where no source is given, it is a product named beside the condition
    ("SVF for knee arthritis"). Raises ``QueryError`` for unknown words and numbers, and where no single condition is asked about.
    """
    level = answer.single_level
    words = {"source": source, "donor": donor, "route": route, "guidance": guidance}
    offer, typed = clinic_offer.read_offer(cells, per_kg, words), answer.query.understood
    offer = offer if source else replace(offer, kind=kind_typed(typed.text))
    others = () if offer.kind else other_products_typed(typed)
    trials, scope = _compared(answer, offer.kind)
    other = "" if offer.kind is None else offer.kind.name
    spreads = tuple(s for s in (dose_spread(trials, False), dose_spread(trials, True)) if s is not None)
    sections = (
        topics.look_up(answer, offer.kind, trials),
        topics.phase(by_phase(trials) if other else answer.ladder),
        cells_section(trials, offer, spreads),
        *_as_given(trials, offer),
        _follow_up(trials),
        topics.registration(answer, other),
        topics.evidence(answer, other),
        topics.expectations(answer, other),
        topics.complications(answer),
        *map(topics.unread, ("cost", "second_opinion")),
    )
    return Checklist(
        condition=answer.name,
        level=None if other else level.value,
        headline=sentence("no_figures", name=other) if other else answer.headline,
        provenance=answer.provenance,
        offer=offer,
        trials=len(trials),
        late=sum(t.phase in LATE_PHASES for t in trials),
        scope=scope,
        caution=topics.may_be(offer) or " ".join(others),
        spreads=spreads,
        sections=sections,
        notes=_notes(bool(trials), other),
    )


def _compared(answer: Answer, kind: ProductKind | None) -> tuple[list[Assessment], str]:
    """The trials of an answer that are of the kind offered, and a sentence that says which they are."""
    if kind is None:
        trials = [t.assessment for t in answer.trials if is_on_ladder(t)]
        late = sum(t.phase in LATE_PHASES for t in trials)
        of_one = "one" if late else "not"
        return trials, sentence("scope_of_trials", len(trials), late=of_one if len(trials) == 1 else late or "none")
    return clinic_offer.trials_of_kind(answer, kind), " ".join(topics.said_of_kind(answer, kind))


def _notes(compared: bool, other: str) -> tuple[str, ...]:
    """How to read the counts; for a product of another kind also what does not hold for it."""
    names = ("not_about", *(("reading", "silence") if compared else ())) if other else ()
    if not other and compared:
        names = ("reading", "silence", "other_products")
    return tuple(sentence(name, name=other) for name in names)


def _as_given(trials: list[Assessment], offer: Offer) -> Iterator[Section]:
    """How the trials made and gave their cells, topic by topic."""
    local = [t for t in trials if not _NOT_LOCAL.issuperset(t.product.routes)]
    yield _valued("source", trials, _sources, offer.source, known_of_products("source", trials))
    made = known_of_products("preparation", trials)
    yield _valued("preparation", trials, lambda a: (a.product.manipulation,), None, made)
    yield _valued("donor", trials, _donors, offer.donor, known_of_products("donor", trials))
    yield _valued("route", trials, lambda a: a.product.routes, offer.route)
    first = sentence("guided", len(local)) if trials else ""
    yield _valued("guidance", local, lambda a: a.product.guidance, offer.guidance, first)


def _sources(trial: Assessment) -> tuple[str, ...]:
    """Tissues of the cells grown in culture; those of unsorted mixtures in other arms are left out where the ledger tells them apart."""
    row = _row_of_msc_arm(trial)
    return trial.product.sources if row is None else (row.source or "unstated",)


def _donors(trial: Assessment) -> tuple[str, ...]:
    """Whose cells were grown in culture, as with the tissues."""
    row = _row_of_msc_arm(trial)
    donor = trial.product.donor if row is None else row.donor or "unstated"
    return ("autologous", "allogeneic") if donor == "both" else (donor,)


def _row_of_msc_arm(trial: Assessment) -> LedgerRow | None:
    """The ledger's row of a trial of cultured cells in which others had unsorted mixtures; it tells of the MSC arm only."""
    row = ledger.rows().get(trial.trial_id)
    return row if row is not None and trial.is_msc and "mixed_uncultured" in row.msc_class else None


def _valued(topic: str, trials: list[Assessment], values: _Values, offered: str | None, first: str = "") -> Section:
    """Counts by value, largest first, what the registry does not state last.

    "No imaging" can be offered, but a silent record is never counted as such. ``first`` is said before anything else.
    """
    tallies = _by_value(topic, trials, values, None if offered == "none" else offered)
    heard = "" if offered is None or offered in SILENT else word(topic, offered)
    return section(topic, trials, tallies, [first, _about_offer(topic, offered, tallies, len(trials))], heard)


def _about_offer(topic: str, offered: str | None, tallies: list[Tally], of: int) -> str:
    if offered is None:
        return ""
    if offered == "none":
        return sentence("unguided")
    if offered in SILENT:
        return sentence("silent_clinic")
    same = next(t for t in tallies if t.offered)
    if not of:
        return sentence("nothing_tried", offered=word(topic, offered))
    found = {"of": many(of, "trial"), "outcome": topics.outcome(same)}
    mixed = f" {sentence('no_row_of_its_own')}" if offered == "other" and same.trials else ""
    return f"{sentence('tried', same.trials, offered=word(topic, offered), **found)}{mixed}"


def _by_value(topic: str, trials: list[Assessment], values: _Values, offered: str | None) -> list[Tally]:
    by_value = grouped((value, trial) for trial in trials for value in dict.fromkeys(values(trial)))
    silent = [t for value in SILENT for t in by_value.pop(value, ())]
    if offered is not None and offered not in SILENT:
        by_value.setdefault(offered, ())
    tallies = [tally(value, word(topic, value), found, offered=value == offered) for value, found in by_value.items()]
    return [*sorted(tallies, key=lambda t: (-t.trials, t.value)), *without_value(silent)]


def _follow_up(trials: list[Assessment]) -> Section:
    months = sorted(m for t in trials if (m := t.followup_months) is not None)
    tallies = bands(
        trials,
        _MONTHS,
        lambda a: [] if a.followup_months is None else [(a.followup_months, a.followup_months)],
        lambda low, high: (f"from_{low:.0f}_months", topics.band(low, high, "{:g}".format, " months", "longer")),
    )
    silent = without_value(t for t in trials if t.followup_months is None)
    says = []
    if months:
        middle, of = statistics.median(months), many(len(trials), "trial")
        says = [sentence("followed", len(months), of=of, middle=middle, longest=months[-1])]
    return section("follow_up", trials, (*tallies, *silent), says)
