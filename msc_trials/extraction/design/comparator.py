"""What the MSC arms are compared with. The words of an arm decide: a registered "placebo comparator" can hold a drug, a
"sham comparator" saline, an "active comparator" the cells themselves. Source: domain notes §4g."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from msc_trials.extraction.document import NAMED, Document, Passage
from msc_trials.extraction.facts import CONTROL_TYPES, COUNTED_CLASSES, Evidence, Value
from msc_trials.knowledge.rules import rules
from msc_trials.matching import text
from msc_trials.matching.rules import fold
from msc_trials.matching.text import sentences
from msc_trials.records.study import StudyRecord

_STRENGTH = ("placebo", "sham", "active", "standard_care", "no_treatment")
"""With several control arms the strictest comparison names the trial."""

_TOLD = {
    "placebo": "placebo_word", "sham": "sham", "standard_care": "standard", "active": "active",
    "no_treatment": "no_treatment",
}  # fmt: skip
"""Kinds of a control that only a description tells of, the surest first, each with its words."""
_MODEL = "protocolSection.designModule.designInfo.interventionModel"
_MASKED = frozenset({"DOUBLE", "TRIPLE", "QUADRUPLE"})
_A_NAME = 4
"""Words at most. A text of the arm that is so short names the treatment ("standard therapy"), a longer one describes it."""
_TELLING = frozenset({"intervention_description", "summary", "description"})


class _Arm(NamedTuple):
    """One arm as the rules see it: registered type, label and all its words, all in lower case."""

    type: str
    label: str
    names: str
    words: str
    path: str
    shown: str
    interventions: frozenset[str]


def _has(kind: str, words: str) -> bool:
    return rules().has(words, f"comparator_words.{kind}")


def read_comparator(record: StudyRecord, document: Document, arm_classes: tuple[str, ...]) -> Value:
    """Kind of the concurrent comparison (topic ``comparator``) and the arm it was read from.

    For a trial without any MSC arm the EXPERIMENTAL arms take the place of the MSC arms.
    """
    arms = [_arm(i, record, group) for i, group in enumerate(document.arms)]
    given = [i for i, product in enumerate(arm_classes[: len(arms)]) if product not in ("", "not_msc")]
    counted = [i for i in given if arm_classes[i] in COUNTED_CLASSES]
    if counted and all((arms[i].type == "ACTIVE_COMPARATOR") == (i not in counted) for i in given):
        given = counted  # mononuclear cells or exosomes as the control of MSC
    given = _without_controls(arms, given)
    of_msc = bool(given)
    if not given:
        given = _arms_of_interest(arms)
    controls = [arm for i, arm in enumerate(arms) if i not in given and not _has("not_a_group", arm.label)]
    treated = [arms[i] for i in given]
    earlier = [a for a in controls if _has("historical", a.words) and "prospective" not in a.words]
    if earlier and earlier == controls:
        return "historical", (Evidence(earlier[0].path, earlier[0].shown, "historical_control", "stated"),)
    told = _told_control(record, document, treated)
    if controls and treated:
        unnamed = told[0] if told else "no_treatment"  # of an arm called control and nothing more
        masked = record.masking not in (None, "NONE")
        kinds = [(_control_kind(c, treated, masked=masked) or unnamed, c) for c in controls]
        # Another tested treatment, or an arm of type "other", gives way to a control of a plainer type.
        specific = [k for k in kinds if k[1].type not in ("OTHER", "EXPERIMENTAL")] or kinds
        kind, arm = min(specific, key=lambda pair: _STRENGTH.index(pair[0]))
        return kind, (Evidence(arm.path, arm.shown, f"control_arm_{kind}", "stated"),)
    beside = _placebo_beside(record, document)
    return beside or told or _without_control_arm(record, document, treated, of_msc=of_msc)


def _arm(position: int, record: StudyRecord, group: Sequence[Passage]) -> _Arm:
    registered = record.arms[position]
    return _Arm(
        type=registered.type or "",
        label=fold(text.normalize(registered.label or "")),
        names=fold(" | ".join(p.text for p in group if p.field in NAMED)),
        words=fold(" | ".join(p.text for p in group)),
        path=f"protocolSection.armsInterventionsModule.armGroups[{position}]",
        shown=registered.label or "",
        interventions=frozenset(fold(p.text.strip()) for p in group if p.field == "intervention_name"),
    )


def _arms_of_interest(arms: Sequence[_Arm]) -> list[int]:
    for wanted in ("EXPERIMENTAL", "ACTIVE_COMPARATOR"):
        found = [i for i, arm in enumerate(arms) if arm.type == wanted]
        if found:
            return found
    return []


def _without_controls(arms: Sequence[_Arm], given: Sequence[int]) -> list[int]:
    """Arms that give cells, less those typed as placebo, sham or no intervention (they often repeat the words of the
    cells), those that get them later, and those that name no cells beside arms that do. Where no arm would be left, all
    of them give cells."""
    kept = [i for i in given if arms[i].type not in CONTROL_TYPES and not _has("waits", arms[i].label)]
    named = [i for i in kept if rules().has(arms[i].words, "route_words.product")]
    return named or kept or list(given)


def _control_kind(arm: _Arm, treated: Sequence[_Arm], *, masked: bool) -> str:
    """Kind of one control arm from its type and words, "" when they say nothing. Source: domain notes §4g."""
    words = rules().blanked(arm.words, "cell_phrases.denies_cells")
    placebo = _has("placebo_word", words) and not _has("no_placebo", words)
    substance, active, standard = (_has(kind, words) for kind in ("placebo_substance", "active", "standard"))
    if arm.type == "NO_INTERVENTION":
        if placebo or (substance and not standard and rules().has(words, "guidance_words.put")):
            return "placebo"
        drugs = _has("active", rules().blanked(words, "comparator_words.operation"))
        return "standard_care" if standard or (drugs and not _has("no_treatment", words)) else "no_treatment"
    if arm.type == "SHAM_COMPARATOR" and (substance or not standard or _has("sham", words)):
        return "placebo" if substance else "sham"
    if _has("sham", arm.names) and not (placebo or substance):
        return "sham"
    if arm.type == "PLACEBO_COMPARATOR":
        # The treatments named beside the placebo may be given in every arm.
        unsaid = not (placebo or substance or active or standard or masked)
        if unsaid and (own := _own_kind(arm, treated)):
            return own
        if substance or not (active or standard) or (placebo and (not active or _in_all(words, treated))):
            return "placebo"
        return "standard_care" if standard else "active"
    if placebo and active and arm.type == "ACTIVE_COMPARATOR" and all(_has("placebo_word", t.words) for t in treated):
        return "active"  # double dummy: each group gets the placebo of the other's treatment
    if placebo or (substance and not active and not standard):
        return "placebo"
    if standard and not _named_treatment(arm, treated):
        return "standard_care"
    if not active and (_has("no_treatment", words) or rules().has(arm.label, "cell_phrases.denies_cells")):
        return "no_treatment"
    named = any("control" not in name for name in arm.interventions)
    return "active" if active or named or "control" not in arm.label else ""


def _own_kind(arm: _Arm, treated: Sequence[_Arm]) -> str:
    """What an arm of an open trial that is only registered as placebo gets: nothing, or a treatment no MSC arm has; else ""."""
    if _has("no_treatment", arm.words):
        return "no_treatment"
    given = arm.interventions - {name for other in treated for name in other.interventions}
    return "active" if any(not _has("unspecific", name) for name in given) else ""


def _named_treatment(arm: _Arm, treated: Sequence[_Arm]) -> bool:
    """Whether a control called standard is a treatment of its own that the MSC arms do not get ("best available
    therapy: ruxolitinib or ..."), rather than the background of both groups."""
    short = [part for part in arm.words.split(" | ") if len(part.split()) <= _A_NAME]
    if not _has("active", arm.names) and any(_has("standard", part) for part in short):
        return False
    named = _treatments_in(rules().blanked(arm.words, "comparator_words.standard_list", "comparator_words.unnamed"))
    background = any(_has("standard", other.words) for other in treated)
    return not background and any(name not in other.words for name in named for other in treated)


def _without_control_arm(record: StudyRecord, document: Document, treated: Sequence[_Arm], *, of_msc: bool) -> Value:
    """Comparison of a record that names no control at all: its arms all give the product, or it registers none."""
    if len(treated) > 1:
        if not of_msc:
            different = len({arm.interventions for arm in treated}) > 1
            kind = "active" if different else "none"
            return kind, (Evidence(treated[0].path, treated[0].shown, "several_experimental_arms", "inferred"),)
        if not _differ_in_product(treated):
            return "none", ()
        shown = Evidence(treated[0].path, treated[0].shown, "all_arms_get_cells", "inferred")
        return "dose_or_source_only", (shown,)
    for passage in document.trial:
        m = rules().first(passage.text, "comparator_words.historical")
        if m:
            return "historical", (Evidence(passage.path, m.group(), "historical_control", "stated"),)
    if record.intervention_model == "SINGLE_GROUP":
        return "none", (Evidence(_MODEL, "SINGLE_GROUP", "single_group", "stated"),)
    return "none", ()


def _placebo_beside(record: StudyRecord, document: Document) -> Value | None:
    """A placebo beside the cells ("dose 1 or placebo"); in a masked trial any placebo that a text names."""
    if record.allocation == "NA" or record.intervention_model == "SINGLE_GROUP":
        return None
    crossed_or_masked = record.intervention_model == "CROSSOVER" or record.masking in _MASKED
    words = "placebo_word" if record.allocation == "RANDOMIZED" and crossed_or_masked else "or_placebo"
    for passage in (*chain(*document.arms), *document.unlinked, *document.trial):
        m = rules().first(passage.text, f"comparator_words.{words}")
        if m and not _has("no_placebo", passage.text):
            return "placebo", (Evidence(passage.path, m.group(), "placebo_beside", "inferred"),)
    return None


def _told_control(record: StudyRecord, document: Document, treated: Sequence[_Arm]) -> Value | None:
    """A control group that only the texts tell of: in randomised records, or where they say what it gets."""
    told: list[Value] = []
    only = document.arms[0] if len(document.arms) == 1 else ()
    for passage in (*document.unlinked, *only, *document.trial):
        if passage.field not in _TELLING or "ontrol" not in passage.text:
            continue
        for sentence in sentences(passage.text):
            if not _has("control_group" if record.allocation == "RANDOMIZED" else "control_gets", sentence):
                continue
            kind = next((kind for kind, words in _TOLD.items() if _has(words, sentence)), "")
            if kind == "active" and _in_all(sentence, treated):
                kind = "standard_care"  # what both groups get is background
            if kind:
                told.append((kind, (Evidence(passage.path, sentence.strip()[:160], "control_told", "inferred"),)))
    return min(told, key=lambda one: tuple(_TOLD).index(one[0]), default=None)


def _in_all(sentence: str, treated: Sequence[_Arm]) -> bool:
    """Whether some treatment named in the sentence is given in the MSC arms too."""
    return any(name in arm.words for name in _treatments_in(sentence) for arm in treated)


def _treatments_in(words: str) -> set[str]:
    """Treatments of their own that a text names, in small letters."""
    return {fold(words[hit.start : hit.end]) for hit in rules().hits(words, "comparator_words.active")}


def _differ_in_product(treated: Sequence[_Arm]) -> bool:
    """Whether arms that all get cells differ in dose, source, route or schedule rather than in the patients."""
    heads = {arm.label.partition(" for ")[0] for arm in treated if " for " in arm.label}
    if len(heads) == 1 and all(" for " in arm.label for arm in treated):
        return False  # "cells for the knee", "cells for the hip"
    if len({arm.interventions for arm in treated}) > 1:
        return True
    if {"EXPERIMENTAL", "ACTIVE_COMPARATOR"} <= {arm.type for arm in treated}:
        return True
    parts = [set(arm.words.replace(arm.label, " ").split()) for arm in treated]
    shared = set.intersection(*parts)
    own = [" ".join(w for w in arm.words.replace(arm.label, " ").split() if w not in shared) for arm in treated]
    for texts in ([arm.label for arm in treated], own):
        if any(_has("contrast", words) for words in texts):
            return True
        if any(_has("stratum", words) for words in texts):
            return False
    return len(set(own)) > 1 and any(_has("contrast", arm.words) for arm in treated)
