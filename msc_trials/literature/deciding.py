"""What one finding of a paper that compares arms decides, checked against the other results and the conclusions."""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.literature.agreement import agrees, denies, favours_tested, praises, share_outcome
from msc_trials.literature.arms import names_comparator, side_of
from msc_trials.literature.claim import ClaimName, Confidence, Favours
from msc_trials.literature.favours import favoured, quality_of
from msc_trials.literature.findings import NEAR_PRIMARY, Abstract, Decision, Finding, is_idle
from msc_trials.literature.intervals import estimates_of
from msc_trials.literature.phrases import has, pattern
from msc_trials.literature.statement import first_number, limits_of, p_values


def of_finding(abstract: Abstract, finding: Finding, named: bool) -> Decision:
    """What one finding decides, checked against the conclusions."""
    says = finding.says
    rule = "controlled.primary" if named else "controlled.first_result"
    if says.saying == "untested":
        return decided("unclear", f"{rule}_untested", finding, "", "low")
    if says.saying == "conflict":
        denied = abstract.tone == "negative" and denies(abstract, finding, named=True, flatly=True)
        return decided("not_met" if denied else "unclear", f"{rule}_conflict", finding, "", "low")
    if says.saying == "none":
        return _of_no_difference(abstract, finding, named, rule)
    if abstract.is_noninferiority and not named and not any(has("says_superior", f.clause) for f in abstract.results):
        return decided("unclear", f"{rule}_no_margin", finding, "", "low")
    if has("against_hope", finding.clause):
        return decided("not_met", f"{rule}_against_hope", finding, "comparator", "medium")
    form: ClaimName
    side = favoured(finding.clause, abstract.arms, says.ratio) or _favoured_elsewhere(abstract, finding)
    if side == "comparator":
        return _of_loss(abstract, finding, named, rule)
    if abstract.tone == "negative" and denies(abstract, finding, named) and not _likens_others(abstract, finding):
        form = _contradicted(abstract, finding, named, side)
        return decided(form, f"{rule}_conclusion_contradicts", finding, "", "low")
    if not says.strong:
        claim: ClaimName = "met" if named and _states_gain(abstract, finding) else "unclear"
        return decided(claim, f"{rule}_without_test", finding, side, "low")
    if not named and has("molecules", finding.clause):
        return decided("no_claim", f"{rule}_not_efficacy", finding, "", "low")
    if any(has("all_alike", f.clause) and not f.is_safety for f in abstract.results):
        return decided("mixed", f"{rule}_alike_elsewhere", finding, "", "low")
    if not compares(finding):
        return decided("unclear", f"{rule}_not_compared", finding, "", "low")
    continues = not named and has("goes_on", finding.sentence.plain) and _has_result_before(abstract, finding)
    continues = continues and not (side and has("of_former", finding.clause))
    if (continues and not praises(abstract, finding)) or (not side and not agrees(abstract, finding, named)):
        form = "unclear" if named or abstract.speaks_of_efficacy or abstract.tone == "positive" else "no_claim"
        return decided(form, f"{rule}_direction_unknown", finding, "", "low")
    return decided("met", f"{rule}_difference", finding, "tested", "medium" if named else "low")


def _likens_others(abstract: Abstract, finding: Finding) -> bool:
    """Whether a finding is against a plain control, and the conclusions only liken the treatment to another active one."""
    if not names_comparator(finding.clause) or (has("within", finding.clause) and not finding.says.ratio):
        return False
    none = [f.clause for f in abstract.conclusions if f.says.saying == "none"]
    return bool(none) and not any(has("denies_effect", clause) or names_comparator(clause) for clause in none)


def _contradicted(abstract: Abstract, finding: Finding, named: bool, side: Favours) -> ClaimName:
    """What a difference decides that the conclusions deny: a missed goal where they say that the arms do not differ."""
    if named:
        lost = finding.says.strong and finding.match >= NEAR_PRIMARY and (not side or _denied_closer(abstract, finding))
        lost = lost and denies(abstract, finding, named=True, flatly=True)
    else:
        lost = sum(_gains(abstract, f) for f in abstract.results) < 2 and any(
            f.says.saying == "none" and not f.is_safety and not has("and_improves", f.clause)
            for f in abstract.conclusions
        )
    return "not_met" if lost else "mixed" if _finds_none(abstract) else "unclear"


def _denied_closer(abstract: Abstract, finding: Finding) -> bool:
    """Whether the results find no difference in an outcome that is at least as close to the primary as ``finding``."""
    none = (f for f in abstract.results if f.says.saying == "none" and f.is_main)
    return any(f.match >= finding.match and f.share >= finding.share and f.says.p_text for f in none)


def _of_no_difference(abstract: Abstract, finding: Finding, named: bool, rule: str) -> Decision:
    """What "no difference" decides: nothing without a margin where non-inferiority was asked, else that the goal was missed."""
    if abstract.is_noninferiority:
        return decided("unclear", f"{rule}_no_margin", finding, "neither", "low")
    if has("says_equivalent", finding.clause):
        return decided("unclear", f"{rule}_no_margin", finding, "neither", "low")
    numbers = first_number(finding.clause) or limits_of(finding.clause)
    only_alike = not has("denies_effect", finding.clause) and not numbers
    if not named and abstract.tone == "positive" and only_alike:
        gains = any(_gains(abstract, f) for f in abstract.results)
        return decided("mixed" if gains else "unclear", f"{rule}_alike_only", finding, "neither", "low")
    return decided("not_met", f"{rule}_none", finding, "neither", "medium" if finding.says.strong else "low")


def _of_loss(abstract: Abstract, finding: Finding, named: bool, rule: str) -> Decision:
    """What a difference for the comparator decides, unless the conclusions say the opposite."""
    if abstract.tone == "positive" and favours_tested(abstract, finding) and not _names_winner(abstract, finding):
        return decided("met", f"{rule}_difference_by_conclusion", finding, "tested", "low")
    if praises(abstract, finding) or (not named and abstract.tone == "positive"):
        others = any(_gains(abstract, f) for f in abstract.results if f is not finding)
        form: ClaimName = "mixed" if others or (abstract.tone == "both" and _finds_none(abstract)) else "unclear"
        return decided(form, f"{rule}_direction_contradicted", finding, "", "low")
    if not (named or abstract.speaks_of_efficacy or abstract.tone == "negative"):
        return decided("no_claim", f"{rule}_not_efficacy", finding, "", "low")
    if _other_is_praised(abstract, finding):
        return decided("mixed", f"{rule}_other_treatment", finding, "", "low")
    return decided("not_met", f"{rule}_comparator", finding, "comparator", "medium")


def _names_winner(abstract: Abstract, finding: Finding) -> bool:
    """Whether a loss says so of both arms by name: better with placebo than with cells."""
    sides = pattern("other_side").split(finding.clause, maxsplit=1)
    if len(sides) < 2 or not names_comparator(sides[0]):
        return False
    return [side_of(text[-70:], abstract.arms) for text in sides] == ["comparator", "tested"] and bool(
        quality_of(finding.clause)
    )


def _favoured_elsewhere(abstract: Abstract, finding: Finding) -> Favours:
    """Whether the other comparisons of this outcome, or of the sentence before, are for the tested arm."""
    before = abstract.sentences[max(abstract.sentences.index(finding.sentence) - 1, 0)]
    others = [f for f in abstract.results if f is not finding and f.says.saying == "difference"]
    near = (f for f in others if f.sentence is before or share_outcome(abstract, f.clause, finding.clause))
    told = [f for f in near if compares(f) or (f.sentence is before and not f.is_within)]
    sides = {favoured(f.clause, abstract.arms, f.says.ratio) for f in told if not (f.is_aside or f.is_safety)}
    return "tested" if sides - {""} == {"tested"} else ""


def _other_is_praised(abstract: Abstract, finding: Finding) -> bool:
    """Whether the arm that won is a treatment of its own, and nothing is said against the first one of the title."""
    told = (finding.clause, abstract.title, *(s.plain for s in abstract.of_part("methods")))
    if not abstract.arms.comparator_words or names_comparator(*told):
        return False
    blame = abstract.said_in_conclusion.blame
    return not any(has("null", clause) or has("speaks_against", clause) for clause in blame)


def _gains(abstract: Abstract, finding: Finding) -> bool:
    """Whether a result is a tested difference between the arms for the tested one."""
    if finding.is_aside or finding.is_within or not (finding.says.strong and compares(finding)):
        return False
    side = favoured(finding.clause, abstract.arms, finding.says.ratio)
    return finding.says.saying == "difference" and side == "tested"


def _finds_none(abstract: Abstract) -> bool:
    """Whether any result of the paper is that the arms do not differ, harm and subgroups left out."""
    return any(f.says.saying == "none" and f.says.strong for f in abstract.results if f.is_main)


def _has_result_before(abstract: Abstract, finding: Finding) -> bool:
    """Whether the results report anything but people, baseline and changes within arms before a finding."""
    for sentence in abstract.of_part("results", ""):
        if sentence is finding.sentence:
            return False
        told = [f for f in abstract.results if f.sentence is sentence]
        within = bool(told) and all(f.is_within for f in told)
        if not (within or is_idle(sentence) or has("before_treatment", sentence.plain)):
            return True
    return False


def decided(claim: ClaimName, rule: str, finding: Finding, favours: Favours, confidence: Confidence) -> Decision:
    """The decision with the quote, the p-value and the effect of a finding."""
    ratio = finding.says.ratio
    effect = f"{ratio[0]:g} ({ratio[1]:g} to {ratio[2]:g})" if ratio else ""
    return Decision(claim, rule, finding.sentence.text, favours, confidence, finding.says.p_text, effect)


def _states_gain(abstract: Abstract, finding: Finding) -> bool:
    """Whether a clause says that the tested arm did better than the other, and the conclusions praise the treatment."""
    is_comparison = has("between", finding.clause) and has("more_than", finding.clause)
    is_comparison = is_comparison and not has("hedged_gain", finding.clause)
    said = is_comparison and finding.says.saying == "difference" and abstract.tone == "positive"
    return said and favoured(finding.clause, abstract.arms, finding.says.ratio) == "tested"


def compares(finding: Finding) -> bool:
    """Whether a difference is one between arms: the clause compares, or gives a ratio, a gap or the values of two arms."""
    if finding.says.ratio is not None or finding.pair is not None or has("between", finding.clause):
        return True
    if has("says_different", finding.clause) or has("more_than", finding.clause):
        return True
    if any(estimate.compares for estimate in estimates_of(finding.clause)):
        return True
    return bool(finding.says.p_text) and has("values_of_two", pattern("p_printed").sub(" ", finding.clause))


def concluded_none(abstract: Abstract) -> Decision | None:
    """Conclusions that say nothing but that the arms do not differ."""
    usable = (f for f in abstract.conclusions if f.is_main)
    none = next((f for f in usable if f.says.saying == "none"), None)
    if none is None or abstract.tone != "negative" or has("no_missed_goal", none.clause):
        return None
    return decided("not_met", "controlled.conclusion_none", none, "neither", "low")


def doses_disagree(abstract: Abstract, found: Sequence[Finding], first: Finding) -> bool:
    """Whether one dose differs from the comparator in the primary outcome and another does not, in one clause or in two."""
    tests_disagree = len({tested for _, tested in p_values(first.clause)}) > 1
    if tests_disagree and has("values_in_row", first.clause):
        return True
    named = pattern("doses").findall(first.clause)
    if not named or first.match < NEAR_PRIMARY:
        return False
    near = (f for f in found if f.match >= NEAR_PRIMARY and has("doses", f.clause))
    told = {f.says.saying for f in near if f.says.saying != "none" or has("denies_effect", f.clause)}
    told |= {f.says.saying for f in _of_other_doses(abstract, first, named)}
    return {"difference", "none"} <= told or (tests_disagree and len(named) > 1)


def _of_other_doses(abstract: Abstract, first: Finding, named: Sequence[str]) -> Sequence[Finding]:
    """Tested clauses of the same sentence about other doses: "but not with 20 mg (P = 0.4)" needs no word of the outcome."""
    tested = [f for f in abstract.results if f.sentence is first.sentence and f.is_main and f.says.p_text]
    doses = [(f, set(pattern("doses").findall(f.clause))) for f in tested]
    return [f for f, names in doses if names and not names & set(named)]
