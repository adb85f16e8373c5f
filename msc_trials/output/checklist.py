"""``checklist``: what a clinic offers beside what the trials of a condition gave, and the questions to ask.

Source: domain notes §1b (the clinic questions) and §6 (questions paraphrased from the ISSCR's list, ``seeds/questions.csv``).
Pure: same answer and offer, same checklist. It compares and counts; it never advises for or against.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from msc_trials.evidence import clinic_offer
from msc_trials.evidence.answer import Answer
from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.clinic_offer import SILENT, Offer
from msc_trials.evidence.level import FAILURE, SUCCESS
from msc_trials.evidence.not_counted import by_phase, is_on_ladder
from msc_trials.evidence.wording import other_products_typed
from msc_trials.evidence.words import many, sentence, word
from msc_trials.extraction.facts import Dose
from msc_trials.knowledge import ledger
from msc_trials.knowledge.ledger import LedgerRow
from msc_trials.knowledge.product_kinds import ProductKind, kind_typed
from msc_trials.knowledge.seeds import grouped
from msc_trials.output import checklist_topics as topics
from msc_trials.output.cell_numbers import NOT_STATED, dose
from msc_trials.output.cell_numbers import cells as cells_words
from msc_trials.output.checklist_topics import DoseSpread, Question, Section, Tally
from msc_trials.output.trial_words import known_of_products
from msc_trials.records.vocabularies import LATE_PHASES
from msc_trials.registry.result_set import Provenance
from msc_trials.results.findings import VerdictStatus

_NOT_LOCAL = frozenset({"intravenous", "inhalation", "topical", "unstated"})
"""Routes that need no guidance (source: domain notes §4f)."""
_BANDS = (0.0, 1e6, 1e7, 1e8, 1e9)
_MONTHS = (0.0, 6.0, 12.0, 24.0)
_ROUNDING = 0.1
"""Cell numbers are round numbers: within a tenth counts as the same."""
_SMALL = 10_000


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
_Spans = Callable[[Assessment], Iterable[tuple[float, float]]]
_Named = Callable[[float, float], tuple[str, str]]


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
    ("SVF for knee arthritis"). Raises ``QueryError`` for unknown words, for impossible numbers,
    and for an answer that is not about a single condition.
    """
    level = answer.single_level
    words = {"source": source, "donor": donor, "route": route, "guidance": guidance}
    offer, typed = clinic_offer.read_offer(cells, per_kg, words), answer.query.understood
    offer = offer if source else replace(offer, kind=kind_typed(typed.text))
    others = () if offer.kind else other_products_typed(typed)
    trials, scope = _compared(answer, offer.kind)
    other = "" if offer.kind is None else offer.kind.name
    spreads = tuple(s for s in (_spread(trials, False), _spread(trials, True)) if s is not None)
    sections = (
        topics.look_up(answer, offer.kind, trials),
        topics.phase(by_phase(trials) if other else answer.ladder),
        _cells(trials, offer, spreads),
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


def _tally(value: str, name: str, trials: Iterable[Assessment], *, offered: bool = False) -> Tally:
    found = list(trials)
    late = [t.verdict.status for t in found if t.phase in LATE_PHASES]
    return Tally(
        value,
        name,
        trials=len(found),
        late=len(late),
        met=sum(s in SUCCESS for s in late),
        met_uncontrolled=sum(s is VerdictStatus.MET_UNCONTROLLED for s in late),
        not_met=sum(s in FAILURE for s in late),
        offered=offered,
        stated=value not in ("not_stated", "no_record"),
    )


def _section(
    topic: str, trials: list[Assessment], tallies: Iterable[Tally], says: Iterable[str], offered: str = ""
) -> Section:
    kept = tuple(t for t in tallies if t.trials or (t.offered and trials))
    not_stated, no_record = (sum(t.trials for t in kept if t.value == v) for v in ("not_stated", "no_record"))
    sentences = [s for s in says if s]
    if not_stated:
        sentences.append(f"{word('silent', topic)} {NOT_STATED} for {not_stated} of {many(len(trials), 'trial')}.")
    if no_record:
        sentences.append(sentence("no_record", no_record))
    return Section(
        topic=topic,
        heading=word("checklist", topic),
        trials=len(trials),
        stated=len(trials) - not_stated - no_record,
        offered=offered,
        tallies=kept,
        says=tuple(sentences),
        questions=topics.questions(topic),
    )


def _valued(topic: str, trials: list[Assessment], values: _Values, offered: str | None, first: str = "") -> Section:
    """Counts by value, largest first, what the registry does not state last.

    "No imaging" can be offered, but a silent record is never counted as such. ``first`` is said before anything else.
    """
    tallies = _by_value(topic, trials, values, None if offered == "none" else offered)
    heard = "" if offered is None or offered in SILENT else word(topic, offered)
    return _section(topic, trials, tallies, [first, _about_offer(topic, offered, tallies, len(trials))], heard)


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
    tallies = [_tally(value, word(topic, value), found, offered=value == offered) for value, found in by_value.items()]
    return [*sorted(tallies, key=lambda t: (-t.trials, t.value)), *_silent(silent)]


def _silent(trials: Iterable[Assessment]) -> Iterator[Tally]:
    """Trials without a value: those whose record does not state it, and those known from publications only."""
    ours = grouped((trial.origin == "ledger", trial) for trial in trials)
    yield _tally("not_stated", NOT_STATED, ours.get(False, ()))
    yield _tally("no_record", "known from publications only", ours.get(True, ()))


def _bands(trials: list[Assessment], edges: tuple[float, ...], spans: _Spans, named: _Named) -> Iterator[Tally]:
    """Trials by band; a trial counts in every band into which one of its values falls."""
    for low, high in zip(edges, (*edges[1:], math.inf), strict=True):
        found = (t for t in trials if any(one[1] >= low and one[0] < high for one in spans(t)))
        yield _tally(*named(low, high), found)


def _doses(trial: Assessment, per_kg: bool) -> list[Dose]:
    """The doses of a trial in one unit. An upper limit is not a dose, so it is used only where nothing else is stated."""
    stated = [d for d in trial.product.doses if d.low is not None] or list(trial.product.doses)
    return [d for d in stated if d.per_kg == per_kg]


def _spread(trials: list[Assessment], per_kg: bool) -> DoseSpread | None:
    """How the doses of the trials are spread: each trial counts once, with its median dose; upper limits do not count."""
    of_trials = [{n for d in _doses(t, per_kg) if d.low is not None for n in (d.low, d.high) if n} for t in trials]
    numbers = sorted(n for own in of_trials for n in own)
    if not numbers:
        return None
    medians = [statistics.median(own) for own in of_trials if own]
    several = len(medians) > 1
    first, middle, third = statistics.quantiles(medians, n=4, method="inclusive") if several else medians * 3
    limits = sum(bool(_doses(t, per_kg)) for t in trials) - len(medians)
    return DoseSpread(per_kg, len(medians), len(numbers), numbers[0], first, middle, third, numbers[-1], limits)


def _cells(trials: list[Assessment], offer: Offer, spreads: tuple[DoseSpread, ...]) -> Section:
    says = [topics.spread_words(spread, len(trials)) for spread in spreads]
    offered = ""
    if offer.cells is not None and offer.kind is not None:
        says.append(sentence("number_of_what", name=offer.kind.name))
        offered = "" if offer.kind.holds_cells else cells_words(offer.cells)
    if offer.cells is None or offered:
        tallies = [*_dose_bands(trials, False), *_dose_bands(trials, True)]
    else:
        tallies = list(_against(trials, offer.cells, offer.per_kg))
        offered = dose(offer.cells, offer.cells, offer.per_kg)
        says += _position(tallies, offered, offer.per_kg)
        if offer.cells < _SMALL:
            says.append(sentence("small_number"))
    tallies += _silent(t for t in trials if not t.product.doses)
    says += [sentence("more_is_not_better") if spreads else "", sentence("certificate")]
    return _section("cells", trials, tallies, says, offered)


def _position(tallies: list[Tally], offered: str, per_kg: bool) -> Iterator[str]:
    """How many trials gave fewer, as many and more cells than offered, and how many state another unit."""
    fewer, same, more, other = (t.trials for t in tallies)
    known = {"fewer": fewer, "same": same, "more": more}
    words = {place: n or "none" for place, n in known.items()}
    unit = "cells per kg" if per_kg else "a total number"
    one = "more" if more else "fewer" if fewer else "as many, or a range around it"
    yield sentence("position", sum(known.values()), offered=offered, unit=unit, one=one, **words)
    if other:
        yield sentence("other_unit", other, unit="a total" if per_kg else "cells per kg of body weight")


def _dose_bands(trials: list[Assessment], per_kg: bool) -> Iterator[Tally]:
    code, unit = ("_per_kg", "/kg") if per_kg else ("", "")
    return _bands(
        trials,
        _BANDS,
        lambda a: [d.span for d in _doses(a, per_kg)],
        lambda low, high: (f"from_{low:.0f}{code}", topics.band(low, high, cells_words, unit)),
    )


def _against(trials: list[Assessment], cells: float, per_kg: bool) -> Iterator[Tally]:
    """Trials that gave fewer, as many, and more cells than offered, and those that state the other unit only.

    A trial's doses are its range from the smallest to the largest in the offered unit, from nothing to an upper limit alone.
    """
    places: dict[str, list[Assessment]] = {"fewer": [], "same": [], "more": [], "other_unit": []}
    for trial in trials:
        doses = _doses(trial, per_kg)
        if doses:
            smallest, largest = min(d.low or 0.0 for d in doses), max(d.span[1] for d in doses)
            above = smallest * (1 - _ROUNDING) > cells
            below = largest * (1 + _ROUNDING) < cells
            places["more" if above else "fewer" if below else "same"].append(trial)
        elif trial.product.doses:
            places["other_unit"].append(trial)
    for place, found in places.items():
        yield _tally(place, word("beside_offer", place), found, offered=place == "same")


def _follow_up(trials: list[Assessment]) -> Section:
    months = sorted(m for t in trials if (m := t.followup_months) is not None)
    tallies = _bands(
        trials,
        _MONTHS,
        lambda a: [] if a.followup_months is None else [(a.followup_months, a.followup_months)],
        lambda low, high: (f"from_{low:.0f}_months", topics.band(low, high, "{:g}".format, " months", "longer")),
    )
    silent = _silent(t for t in trials if t.followup_months is None)
    says = []
    if months:
        middle, of = statistics.median(months), many(len(trials), "trial")
        says = [sentence("followed", len(months), of=of, middle=middle, longest=months[-1])]
    return _section("follow_up", trials, (*tallies, *silent), says)
