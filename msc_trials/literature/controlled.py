"""The claim of a paper that compares arms. The rules are asked in the order of ``RULES``; the first that knows decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msc_trials.literature.agreement import agrees, denies, favours_tested, praises, share_outcome
from msc_trials.literature.claim import ClaimName, Confidence, Favours
from msc_trials.literature.favours import favoured
from msc_trials.literature.findings import (
    IS_PRIMARY,
    NAMES_PRIMARY,
    NEAR_PRIMARY,
    Abstract,
    Decision,
    Finding,
    is_idle,
)
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has, plain
from msc_trials.literature.primary import content
from msc_trials.literature.stated_margin import keeps_to_margin
from msc_trials.literature.statement import first_number, limits_of

_Rule = Callable[[Abstract], Decision | None]


def decide(abstract: Abstract) -> Decision:
    """The claim of a controlled paper."""
    for rule in RULES:
        found = rule(abstract)
        if found is not None:
            return found
    return Decision("no_claim", "controlled.nothing_reported")


def not_efficacy(abstract: Abstract) -> Decision | None:
    """A paper about drug levels or genes makes no claim of benefit."""
    title = plain(abstract.article.title)
    about = has("not_efficacy", title) or (has("not_efficacy_weak", title) and not has("title_efficacy", title))
    return Decision("no_claim", "controlled.not_efficacy", confidence="medium") if about else None


def safety_primary(abstract: Abstract) -> Decision | None:
    """The primary endpoint is safety, feasibility or pharmacokinetics: it cannot show benefit."""
    by_title = not abstract.primary.named and has("title_safety_first", plain(abstract.article.title))
    if not abstract.primary.is_safety and not by_title:
        return None
    quote = next((s.text for s in abstract.of_part("results", "conclusions") if has("safety", s.plain)), "")
    return Decision("safety_only", "controlled.safety_primary", quote, "neither", "medium") if quote else None


def stated_failure(abstract: Abstract) -> Decision | None:
    """Results or conclusions say in words that the primary endpoint was not met."""
    for sentence in abstract.of_part("results", "", "conclusions"):
        missed = has("boundary_missed", sentence.plain) and _is_about_primary(abstract, sentence)
        if (missed or has("primary_not_met", sentence.plain)) and not has("responders", sentence.plain):
            if has("primary_met", sentence.plain):
                return Decision("mixed", "controlled.stated_both", sentence.text, "", "medium")
            return Decision("not_met", "controlled.stated_failure", sentence.text, "neither", "high")
    return None


def _is_about_primary(abstract: Abstract, sentence: Sentence) -> bool:
    """Whether a sentence is about the primary endpoint: by name, by its words, or because none is named."""
    if has("primary_word", sentence.plain) or not abstract.primary.named:
        return True
    return any(f.match >= IS_PRIMARY for f in abstract.results if f.sentence is sentence)


def stated_success(abstract: Abstract) -> Decision | None:
    """Results say in words that the primary endpoint was met, and neither numbers nor conclusions contradict."""
    for sentence in abstract.of_part("results", "", "conclusions"):
        if not has("primary_met", sentence.plain) or has("responders", sentence.plain):
            continue
        findings = [f for f in (*abstract.results, *abstract.conclusions) if f.sentence is sentence]
        if any(f.says.saying == "none" and f.says.strong for f in findings):
            continue
        denied = any(f.says.saying in ("none", "conflict", "not_noninferior") for f in findings)
        if denied or abstract.tone == "negative":
            return Decision("unclear", "controlled.stated_success_contradicted", sentence.text)
        if abstract.is_noninferiority and not any(f.says.saying == "difference" for f in findings):
            return Decision("met_noninferior", "controlled.stated_success", sentence.text, "neither", "high")
        return Decision("met", "controlled.stated_success", sentence.text, "tested", "high")
    return None


def margin(abstract: Abstract) -> Decision | None:
    """A statement about non-inferiority or equivalence, in the results or else in the conclusions."""
    spoken_of = any(f.says.about_margin for f in (*abstract.results, *abstract.conclusions))
    if not abstract.is_noninferiority and not spoken_of:
        return None
    found = [f for f in abstract.results if f.says.about_margin and not f.is_aside]
    found = found or [f for f in abstract.conclusions if f.says.about_margin]
    if not found:
        return None
    best = max(found, key=lambda f: f.match)
    spoken = {f.sentence.plain for f in (*abstract.results, *abstract.conclusions) if f.says.about_margin}
    if any(has("ni_partly", text) for text in spoken):
        return _decided("mixed", "controlled.margin_partly", best, "", "low")
    sayings = {f.says.saying for f in found if f.match == best.match}
    if len(sayings) > 1:
        if best.match >= IS_PRIMARY or abstract.primary.several:
            return _decided("mixed", "controlled.margin_mixed", best, "", "low")
        return _decided("unclear", "controlled.margin_contradicted", best, "", "low")
    if best.says.saying == "noninferior":
        return _decided("met_noninferior", "controlled.margin_met", best, "neither", "medium")
    return _decided("not_met", "controlled.margin_not_met", best, "neither", "medium")


def compared_margin(abstract: Abstract) -> Decision | None:
    """Nothing is said of the margin in words: the interval of the primary endpoint is compared with the stated one."""
    found = keeps_to_margin(abstract)
    if found is None:
        return None
    claim: ClaimName = "met_noninferior" if found[1] else "not_met"
    return _decided(claim, "controlled.margin_compared", found[0], "neither", "medium")


def primary_result(abstract: Abstract) -> Decision | None:
    """The clauses of the results that name the primary endpoint or use its words."""
    usable = [f for f in abstract.results if not f.is_aside and not f.is_within and not f.says.about_margin]
    told = [f for f in usable if f.match >= IS_PRIMARY and f.says.saying != "untested"]
    for strong in (True, False):
        for level in (NAMES_PRIMARY, IS_PRIMARY):
            found = [f for f in told if f.match == level and f.says.strong == strong]
            if found:
                return _of_primary(abstract, found)
    return None


def _of_primary(abstract: Abstract, found: Sequence[Finding]) -> Decision:
    first = found[0]
    decision = _of_finding(abstract, first, named=True)
    if _doses_disagree(found, first):
        return _decided("mixed", "controlled.doses_disagree", first, "", "low")
    if abstract.primary.several:
        others = {_of_finding(abstract, f, named=True).claim for f in found if f.says.strong}
        others |= _claims_before(abstract, first)
        if "met" in others and "not_met" in others:
            return _decided("mixed", "controlled.primaries_disagree", first, "", "medium")
    return decision


def _claims_before(abstract: Abstract, first: Finding) -> set[ClaimName]:
    """What the results say before the first sentence that uses the words of one of several primaries."""
    before = abstract.results[: abstract.results.index(first)]
    usable = (f for f in before if f.says.strong and not (f.is_aside or f.is_within or f.is_safety))
    return {_of_finding(abstract, f, named=False).claim for f in usable if f.sentence is not first.sentence}


def _doses_disagree(found: Sequence[Finding], first: Finding) -> bool:
    """One dose differs from the comparator on the same outcome and another does not."""
    doses = [f for f in found if has("doses", f.clause) and f.match >= NEAR_PRIMARY]
    told = {f.says.saying for f in doses if f.says.saying != "none" or has("denies_effect", f.clause)}
    return first in doses and {"difference", "none"} <= told


def first_result(abstract: Abstract) -> Decision | None:
    """No primary is named, or none of its words return: the first efficacy result, if the others do not contradict."""
    usable = [f for f in abstract.results if not (f.is_aside or f.is_within or f.is_safety or f.says.about_margin)]
    strong = [f for f in usable if f.says.strong and (f.says.saying != "difference" or _compares(f))]
    if not strong:
        return _concluded_none(abstract) or _untested(usable)
    near = [f for f in strong if f.match == NEAR_PRIMARY]
    strong = list(_relevant(abstract, strong))
    first = near[0] if near else strong[0]
    doubt = _told_before(abstract, usable, first)
    if doubt is not None:
        return doubt
    decision = _of_finding(abstract, first, named=False)
    primary = abstract.primary
    if decision.claim == "met" and primary.words and not first.share and not primary.is_registered:
        return _decided("unclear", "controlled.primary_not_found", first, "", "low")
    if _doses_disagree(strong, first):
        return _decided("mixed", "controlled.doses_disagree", first, "", "low")
    return _against_others(abstract, strong, first, decision)


def _told_before(abstract: Abstract, usable: Sequence[Finding], first: Finding) -> Decision | None:
    """A result before the first tested one that has no test: what it says of the main outcome cannot be told."""
    if first.says.saying == "none" and abstract.tone == "negative":
        return None
    before = usable[0]
    untested = before.says.saying == "untested" and first.match < NEAR_PRIMARY
    if untested and not share_outcome(abstract, before.clause, first.clause):
        return _decided("unclear", "controlled.first_result_untested", before, "", "low")
    claimed = [f for f in usable[: usable.index(first)] if _claims_gain(abstract, f)]
    if first.says.saying == "none" and claimed and not _settles(abstract, claimed[0], first):
        return _decided("unclear", "controlled.first_result_claimed_without_test", claimed[0], "", "low")
    return None


def _settles(abstract: Abstract, claimed: Finding, none: Finding) -> bool:
    """Whether a comparison of the arms finds no difference in the outcome that changed within one of them."""
    return (
        has("between_none", none.clause)
        and not has("between", claimed.clause)
        and share_outcome(abstract, claimed.clause, none.clause)
    )


def _claims_gain(abstract: Abstract, finding: Finding) -> bool:
    """Whether a clause claims a gain: by its words, by a test that names no comparator, or by the arm it favours."""
    if finding.says.saying != "difference":
        return False
    named = has("better", finding.clause) or finding.says.strong
    return named or favoured(finding.clause, abstract.arms) == "tested"


def _against_others(abstract: Abstract, strong: Sequence[Finding], first: Finding, decision: Decision) -> Decision:
    """The decision of the first result, unless results of equal rank disagree with it."""
    nearest = first.match if abstract.primary.named and not abstract.primary.several else 0
    here = {f.says.saying for f in strong if f.sentence is first.sentence and f.match >= nearest}
    if {"difference", "none"} <= here:
        if abstract.tone == "negative":
            return _decided("not_met", "controlled.sentence_disagrees_conclusion_none", first, "neither", "low")
        return _decided("mixed", "controlled.sentence_disagrees", first, "", "low")
    if len(strong) == 1 or first.match == NEAR_PRIMARY:
        return decision
    if (
        decision.claim == "met"
        and abstract.tone != "negative"
        and not abstract.primary.named
        and _alone_in_title(abstract, strong, first)
    ):
        return decision
    claims = [_of_finding(abstract, f, named=False).claim for f in strong[:4]]
    failed = decision.claim == "met" and ("not_met" in claims[:3] or claims.count("not_met") >= claims.count("met"))
    won = decision.claim == "not_met" and claims.count("met") >= 2 and abstract.tone == "positive"
    return _decided("mixed", "controlled.results_disagree", first, "", "low") if failed or won else decision


def _alone_in_title(abstract: Abstract, strong: Sequence[Finding], first: Finding) -> bool:
    """Whether the title names the outcome of the first result, and none of a result without effect."""
    topic = plain(abstract.article.title)
    others = [f for f in strong if f.sentence is not first.sentence and f.says.saying == "none"]
    return share_outcome(abstract, topic, first.clause) and not any(
        share_outcome(abstract, topic, f.clause) for f in others
    )


def _relevant(abstract: Abstract, found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings about something that title, aim or conclusions speak of; all of them when none is."""
    names = {word[:6] for word in abstract.arms.all_words}
    texts = (plain(abstract.article.title), *(s.plain for s in abstract.of_part("aim", "conclusions")))
    topic = {w for text in texts for w in content(text, dict(abstract.arms.forms)) if len(w) > 4} - names
    kept = [f for f in found if content(f.clause, dict(abstract.arms.forms)) & topic]
    return kept or found


def _states_gain(abstract: Abstract, finding: Finding) -> bool:
    """Whether a clause says that the tested arm did better than the other, and the conclusions praise the treatment."""
    compares = has("between", finding.clause) and has("more_than", finding.clause)
    said = compares and finding.says.saying == "difference" and abstract.tone == "positive"
    return said and favoured(finding.clause, abstract.arms, finding.says.ratio) == "tested"


def _untested(usable: Sequence[Finding]) -> Decision | None:
    """Values of two arms without any test: whether they differ cannot be told."""
    found = next((f for f in usable if f.says.saying == "untested"), None)
    return None if found is None else _decided("unclear", "controlled.first_result_untested", found, "", "low")


def _compares(finding: Finding) -> bool:
    """Whether a difference is one between arms: the clause compares, or gives a ratio."""
    if finding.says.ratio is not None or has("between", finding.clause):
        return True
    if re.search(r"differe(?:d|nce|nt)", finding.clause) or has("more_than", finding.clause):
        return True
    return bool(finding.says.p_text) and has("values_of_two", finding.clause)


def conclusion_only(abstract: Abstract) -> Decision | None:
    """The results say nothing that can be used: a clear statement of the conclusions, never with high confidence.

    Where results are printed, only a conclusion that compares the arms counts: "improved significantly" may be a change
    within one arm.
    """
    usable = [f for f in abstract.conclusions if not f.is_aside and not f.is_safety and not f.is_within]
    if not usable or (none := _concluded_none(abstract)) is not None:
        return none if usable else None
    claims = [f for f in usable if f.says.saying == "difference" and has("sig_word", f.clause)]
    compared = abstract.of_part("results", "")
    strong = next((f for f in claims if not compared or has("between", f.clause)), None)
    if strong is not None and abstract.tone == "positive":
        return _of_finding(abstract, strong, named=False)
    if not abstract.of_part("results", ""):
        return None
    return _decided("unclear", "controlled.conclusion_vague", usable[0], "", "low")


def _concluded_none(abstract: Abstract) -> Decision | None:
    """Conclusions that say nothing but that the arms do not differ."""
    usable = (f for f in abstract.conclusions if not (f.is_aside or f.is_safety or f.is_within))
    none = next((f for f in usable if f.says.saying == "none"), None)
    if none is None or abstract.tone != "negative":
        return None
    return _decided("not_met", "controlled.conclusion_none", none, "neither", "low")


def only_safety(abstract: Abstract) -> Decision | None:
    """Nothing but safety is reported."""
    found = [s for s in abstract.of_part("results", "conclusions", "") if has("safety", s.plain)]
    if not found:
        return None
    safe = next((s for s in abstract.of_part("conclusions") if has("safe_conclusion", s.plain)), None)
    if safe is None:
        return None
    return Decision("safety_only", "controlled.only_safety", safe.text, "neither", "low")


RULES: tuple[_Rule, ...] = (
    not_efficacy,
    safety_primary,
    stated_failure,
    stated_success,
    margin,
    compared_margin,
    primary_result,
    first_result,
    conclusion_only,
    only_safety,
)


def _of_finding(abstract: Abstract, finding: Finding, named: bool) -> Decision:
    """What one finding decides, checked against the conclusions."""
    says = finding.says
    rule = "controlled.primary" if named else "controlled.first_result"
    if says.saying == "untested":
        return _decided("unclear", f"{rule}_untested", finding, "", "low")
    if says.saying == "conflict":
        denied = abstract.tone == "negative" and denies(abstract, finding, named=True, flatly=True)
        return _decided("not_met" if denied else "unclear", f"{rule}_conflict", finding, "", "low")
    if says.saying == "none":
        if abstract.is_noninferiority and not (abstract.tone == "negative" and has("only_superior", finding.clause)):
            return _decided("unclear", f"{rule}_no_margin", finding, "neither", "low")
        numbers = first_number(finding.clause) or limits_of(finding.clause)
        only_alike = not has("denies_effect", finding.clause) and not numbers
        if not named and abstract.tone == "positive" and only_alike:
            return _decided("unclear", f"{rule}_alike_only", finding, "neither", "low")
        confidence: Confidence = "high" if named and says.strong and abstract.tone != "positive" else "medium"
        return _decided("not_met", f"{rule}_none", finding, "neither", confidence if says.strong else "low")
    if abstract.is_noninferiority and not named and not any(has("says_superior", f.clause) for f in abstract.results):
        return _decided("unclear", f"{rule}_no_margin", finding, "", "low")
    side = favoured(finding.clause, abstract.arms, says.ratio)
    if side == "comparator":
        if abstract.tone == "positive" and favours_tested(abstract, finding):
            return _decided("met", f"{rule}_difference_by_conclusion", finding, "tested", "low")
        if praises(abstract, finding) or (not named and abstract.tone == "positive"):
            return _decided("unclear", f"{rule}_direction_contradicted", finding, "", "low")
        return _decided("not_met", f"{rule}_comparator", finding, "comparator", "medium")
    if abstract.tone == "negative" and denies(abstract, finding, named):
        lost = (
            not side
            and says.strong
            and finding.match >= NEAR_PRIMARY
            and denies(abstract, finding, named=True, flatly=True)
        )
        return _decided("not_met" if lost else "unclear", f"{rule}_conclusion_contradicts", finding, "", "low")
    if not says.strong:
        claim: ClaimName = "met" if named and _states_gain(abstract, finding) else "unclear"
        return _decided(claim, f"{rule}_without_test", finding, side, "low")
    continues = not named and has("goes_on", finding.sentence.plain) and _has_result_before(abstract, finding)
    if (continues and not praises(abstract, finding)) or (not side and not agrees(abstract, finding, named)):
        return _decided("unclear", f"{rule}_direction_unknown", finding, "", "low")
    confidence = "high" if named and side and abstract.tone == "positive" else "medium" if named else "low"
    return _decided("met", f"{rule}_difference", finding, "tested", confidence)


def _has_result_before(abstract: Abstract, finding: Finding) -> bool:
    """Whether the results report anything but people and baseline before a finding."""
    for sentence in abstract.of_part("results", ""):
        if sentence is finding.sentence:
            return False
        if not (is_idle(sentence) or has("before_treatment", sentence.plain)):
            return True
    return False


def _decided(claim: ClaimName, rule: str, finding: Finding, favours: Favours, confidence: Confidence) -> Decision:
    ratio = finding.says.ratio
    effect = f"{ratio[0]:g} ({ratio[1]:g} to {ratio[2]:g})" if ratio else ""
    return Decision(claim, rule, finding.sentence.text, favours, confidence, finding.says.p_text, effect)
