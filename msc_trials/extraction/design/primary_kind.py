"""What the registered primary outcomes can show (topic ``primary_kind``), by their titles; a description counts only
where the title names no measure. Source: domain notes §0.4 and §5."""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.extraction.design.followup import months
from msc_trials.extraction.facts import Evidence, Value
from msc_trials.knowledge.rules import rules
from msc_trials.matching import text
from msc_trials.matching.rules import fold
from msc_trials.records.schema import Outcome
from msc_trials.records.study import StudyRecord
from msc_trials.records.vocabularies import Phase

_BEGINNING = 80
"""Letters of a description that say what an outcome is for; what comes later is often how it is measured."""
_ONE_DAY = 0.034
"""Months. What is watched for a day after an infusion is watched for harm."""


def _has(kind: str, words: str) -> bool:
    return rules().has(words, f"primary_words.{kind}")


def read_primary_kind(record: StudyRecord) -> Value:
    """What the primary outcomes can show: ``efficacy``, ``safety``, ``both``, ``biomarker_surrogate`` or ``unstated``.

    Laboratory values and images alone are ``biomarker_surrogate``; beside a clinical measure they are efficacy, beside
    a safety outcome they make ``both``. Deaths and worsening count as safety in a trial whose other primaries are.
    """
    judged = []
    for i, outcome in enumerate(record.primary_outcomes):
        kinds = _outcome_kinds(outcome)
        if kinds == {"event"} and _within_a_day([outcome]):
            kinds = {"acute"}
        if kinds:
            path = f"protocolSection.outcomesModule.primaryOutcomes[{i}].measure"
            words, rule = text.normalize(outcome.measure or "")[:160], f"primary_{'_'.join(sorted(kinds))}"
            judged.append((kinds, Evidence(path, words, rule, "stated")))
    if not judged:
        return "unstated", ()
    found = frozenset().union(*(kinds for kinds, _ in judged))
    if "safety" in found:  # blood cells beside adverse events are watched for harm
        found = frozenset().union(*(kinds - {"biomarker"} if "panel" in kinds else kinds for kinds, _ in judged))
    return _combined(found, record), tuple(evidence for _, evidence in judged[:6])


def _combined(found: frozenset[str], record: StudyRecord) -> str:
    """One kind for the trial from the kinds of its outcomes."""
    safety, efficacy = "safety" in found, "efficacy" in found
    of_safety, early = _calls_itself_safety(record), record.phase in (Phase.EARLY_1, Phase.PHASE_1)
    if not efficacy and ("event" in found or ("acute" in found and not safety)):
        efficacy = not (safety and (of_safety or early))
    unmeasured = "weak" in found  # hoped for and not measured
    if safety:
        hoped = "biomarker" in found or (unmeasured and not (of_safety and early))
        return "both" if efficacy or hoped else "safety"
    if efficacy:
        return "safety" if of_safety and _within_a_day(record.primary_outcomes) else "efficacy"
    if "biomarker" in found:
        return "biomarker_surrogate"
    watched = "feasibility" in found or (of_safety and early and not unmeasured)
    return "safety" if watched else "efficacy"


def _calls_itself_safety(record: StudyRecord) -> bool:
    titles = fold(text.normalize(f"{record.brief_title or ''} | {record.official_title or ''}"))
    return _has("safety_title", titles) and not _has("efficacy_title", titles)


def _within_a_day(outcomes: Sequence[Outcome]) -> bool:
    times = [months(o.time_frame) for o in outcomes if o.time_frame]
    return bool(times) and all(t is not None and t <= _ONE_DAY for t in times)


def _outcome_kinds(outcome: Outcome) -> set[str]:
    """Kinds of one outcome: safety, efficacy, biomarker, event, feasibility, weak (hoped for, not measured),
    panel (what is examined for safety), unnamed; none when the registry gives neither title nor description.
    """
    title = fold(text.normalize(outcome.measure or ""))
    described = outcome.description or ""
    if not title.strip() and not described.strip():
        return set()
    described = fold(text.normalize(described))
    if _has("safety", title):
        return _safety_and_efficacy(title, described)
    if _has("feasibility_first", title):
        return {"feasibility"}
    kinds = _named(title)
    if "efficacy" in kinds and not (_has("event", title) and _has("aim_safety", described)):
        return kinds
    if _has("safety", described[:_BEGINNING]):
        return {"safety"}  # "Blood tests: safety of the product", "Heart failure hospitalization: to assess the safety"
    if kinds:
        return kinds | ({"panel"} if kinds == {"biomarker"} and _has("panel", title) else set())
    if _has("feasibility", title):
        return {"feasibility"}
    return _by_description(title, described)


def _by_description(title: str, described: str) -> set[str]:
    """Kinds of an outcome whose title names no measure, from its description."""
    kinds = _named(described)
    if not kinds - {"biomarker", "feasibility", "event"} and _has("safety", described):
        return {"safety"}
    if kinds or _has("aim_efficacy", described):
        return kinds or {"efficacy"}
    if _has("feasibility", described[:_BEGINNING]):
        return {"feasibility"}
    if _has("panel", title):
        return {"panel"}
    return {"weak"} if _has("generic", title) else {"unnamed"}


def _named(words: str) -> set[str]:
    """Kinds of the measures a lower-case text names; a clinical measure outranks the value or image beside it."""
    if _has("efficacy", words):
        return {"efficacy"}
    kinds = {kind for kind in ("biomarker", "event") if _has(kind, words)}
    if not kinds and _has("measure", words):
        kinds.add("efficacy")  # a score of nothing that is measured in a laboratory or on an image
    return kinds


def _safety_and_efficacy(title: str, described: str) -> set[str]:
    """Kinds of an outcome whose title speaks of safety: "safety and efficacy" is both, unless title ("as measured by ...")
    or description then measures only one of them."""
    if not _has("efficacy_named", title):
        return {"safety"}
    measure = rules().first(title, "primary_words.measured_by")
    for words in (measure.group() if measure else "", described):
        measured = _named(words)
        if measured and not _has("safety", words):
            return measured
    return {"safety", "efficacy"}
