"""The claim of a paper without a concurrent comparator: a stated threshold, a change in people, a rate, or safety."""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.literature.favours import quality_of
from msc_trials.literature.findings import Abstract, Decision
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has
from msc_trials.literature.statement import first_p
from msc_trials.literature.threshold import by_threshold

_NEAR = 0.3
"""Share of the words of the primary endpoint that a sentence about it holds."""


def decide(abstract: Abstract) -> Decision:
    """The claim of an uncontrolled paper. A rate without a stated threshold is ``unclear``, never a success."""
    if has("not_efficacy", abstract.title) or has("not_efficacy_weak", abstract.title):
        return Decision("no_claim", "uncontrolled.not_efficacy", confidence="medium")
    for sentence in abstract.of_part("results", "", "conclusions"):
        if has("primary_not_met", sentence.plain):
            return Decision("not_met", "uncontrolled.stated_failure", sentence.text, "neither", "medium")
    title = " ".join(abstract.texts("aim"))
    if _is_about_safety(abstract):
        return _safety(abstract)
    if (by_level := by_threshold(abstract)) is not None:
        return by_level
    told = abstract.of_part("results", "")
    if abstract.primary.named and not abstract.primary.is_registered:
        told = tuple(s for s in told if abstract.names_primary(s, _NEAR))
    return _of_changes(told, title) or _without_test(abstract)


def _of_changes(sentences: Sequence[Sentence], title: str) -> Decision | None:
    """A change over time with its test; None where no sentence tests one."""
    gained = False
    for sentence in sentences:
        about_start = has("baseline", sentence.plain) and not has("change_over_time", sentence.plain)
        others = any(has(words, sentence.plain) for words in ("safety", "of_earlier_study", "hedged"))
        if others or about_start or has("starts_at_baseline", sentence.plain):
            continue
        decisions = {first_p(part)[1] for part in sentence.plain.split(";")} - {None}
        if len(decisions) == 2 and "threshold" in sentence.plain:
            return Decision("mixed", "uncontrolled.thresholds_disagree", sentence.text, "", "low")
        significant = first_p(sentence.plain)[1]
        changed = has("change_over_time", sentence.plain) and not has("not_a_change", sentence.plain)
        tested = significant or (significant is None and _calls_change_significant(sentence.plain))
        if changed and tested and not has("null", sentence.plain):
            if has("safety_aim", title) and not has("efficacy_word", title):
                return Decision("safety_only", "uncontrolled.pilot", sentence.text, "neither", "low")
            if quality_of(sentence.plain) == "worse":
                return Decision("unclear", "uncontrolled.change_for_the_worse", sentence.text, "", "low")
            return Decision("met_uncontrolled", "uncontrolled.change", sentence.text, "tested", "low")
        if significant is False or has("null", sentence.plain):
            if gained or _changes_later(sentences, sentence):
                return Decision("mixed", "uncontrolled.changes_disagree", sentence.text, "", "low")
            return Decision("not_met", "uncontrolled.no_change", sentence.text, "neither", "low")
        gained = gained or _calls_change_significant(sentence.plain)
    return None


def _changes_later(sentences: Sequence[Sentence], told: Sentence) -> bool:
    """Whether a sentence behind one that finds no change tests one."""
    later = sentences[sentences.index(told) + 1 :]
    return any(
        has("change_over_time", s.plain)
        and first_p(s.plain)[1]
        and not (has("null", s.plain) or has("safety", s.plain))
        for s in later
    )


def _is_about_safety(abstract: Abstract) -> bool:
    if abstract.primary.named:
        return abstract.primary.is_safety
    early = abstract.texts("aim", "methods", "")
    return any(has("phase_one", text) for text in early)


def _safety(abstract: Abstract) -> Decision:
    parts = abstract.of_part("conclusions") or abstract.of_part("results", "")
    quote = next((s.text for s in parts if has("safe_conclusion", s.plain)), "")
    quote = quote or next((s.text for s in abstract.of_part("results", "") if has("safety", s.plain)), "")
    if not quote:
        return Decision("no_claim", "uncontrolled.nothing_reported")
    return Decision("safety_only", "uncontrolled.safety", quote, "neither", "medium")


def _without_test(abstract: Abstract) -> Decision:
    """A rate without a threshold when a primary is named or response is told; else safety; else nothing."""
    for sentence in abstract.of_part("results", ""):
        named = abstract.primary.named and (has("primary_word", sentence.plain) or _is_rate(sentence.plain))
        if named or (_is_rate(sentence.plain) and has("rate_of_success", sentence.plain)):
            return Decision("unclear", "uncontrolled.rate_without_threshold", sentence.text, "neither", "medium")
    safety = _safety(abstract)
    if safety.claim == "safety_only":
        return safety
    for sentence in abstract.of_part("results", ""):
        if _is_rate(sentence.plain):
            return Decision("unclear", "uncontrolled.rate_without_threshold", sentence.text, "neither", "low")
    return Decision("no_claim", "uncontrolled.nothing_reported")


def _calls_change_significant(text: str) -> bool:
    """Whether "significant" speaks of the change; in "a significant stenosis at 3 months" it does not."""
    return has("sig_word", text) and has("significant_change", text)


def _is_rate(text: str) -> bool:
    return "%" in text and not has("safety", text) and not has("enrolment", text)
