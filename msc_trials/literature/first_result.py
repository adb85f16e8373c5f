"""The first efficacy result of a paper that names no primary endpoint, or whose results do not return to it."""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.literature.agreement import favours_tested, praises, share_outcome
from msc_trials.literature.claim import ClaimName
from msc_trials.literature.deciding import compares, concluded_none, decided, doses_disagree, of_finding
from msc_trials.literature.favours import favoured
from msc_trials.literature.findings import NEAR_PRIMARY, Abstract, Decision, Finding
from msc_trials.literature.phrases import has, pattern, search
from msc_trials.literature.primary import content, stem
from msc_trials.literature.statement import p_values

_RANK = 4
"""How many tested results are of one rank with the first; later ones are details."""


def first_result(abstract: Abstract) -> Decision | None:
    """No primary is named, or none of its words return: the first efficacy result, if the others do not contradict."""
    usable = [f for f in abstract.results if f.is_main and not f.says.about_margin]
    usable = [f for f in usable if not _is_only_watched(abstract, f)] or usable
    strong = [f for f in usable if f.says.strong and (f.says.saying != "difference" or compares(f))]
    if not strong:
        return concluded_none(abstract)
    near = [f for f in strong if f.match == NEAR_PRIMARY]
    first = near[0] if near else _relevant(abstract, strong)[0]
    if first.says.saying == "none":
        first = next((f for f in strong[: strong.index(first)] if _claims_gain(abstract, f)), first)
    doubt = _told_before(abstract, usable, first)
    if doubt is not None:
        return doubt
    if _is_added_to_changes(abstract, first):
        return decided("unclear", "controlled.first_result_within_arms", first, "", "low")
    decision = of_finding(abstract, first, named=False)
    within = _primary_within_arms(abstract, first)
    if decision.claim == "met" and within is not None:
        return decided("unclear", "controlled.primary_within_arms", within, "", "low")
    primary = abstract.primary
    unlike = primary.words and not first.share and not has("speaks_of_efficacy", first.clause)
    unlike = unlike and not (first is usable[0] and praises(abstract, first))
    if decision.claim == "met" and unlike and not primary.is_registered:
        return decided("unclear", "controlled.primary_not_found", first, "", "low")
    if decision.claim == "met" and (doubt := _none_before(abstract, strong, first)) is not None:
        return doubt
    if doses_disagree(abstract, strong, first):
        return decided("mixed", "controlled.doses_disagree", first, "", "low")
    return _against_others(abstract, strong, first, decision)


def _none_before(abstract: Abstract, strong: Sequence[Finding], first: Finding) -> Decision | None:
    """A gain behind results without effect: of equal rank where the results open with one and no primary is named."""
    if not abstract.primary.named and strong[0].says.saying == "none":
        return decided("mixed", "controlled.results_disagree", first, "", "low")
    none = (f for f in strong[: strong.index(first)] if f.says.saying == "none" and f.pair is not None)
    if abstract.primary.named and any(none):
        return decided("unclear", "controlled.first_result_none_before", first, "", "low")
    return None


def _is_added_to_changes(abstract: Abstract, first: Finding) -> bool:
    """Whether a gain is only added ("in addition") to a change within the arms that opens the results, of another outcome."""
    opening = next(f for f in abstract.results if not (f.is_aside or f.is_safety))
    if not opening.is_within or {opening.says.saying, first.says.saying} != {"difference"}:
        return False
    outcomes = (pattern("word_of_change").sub(" ", f.clause) for f in (opening, first))
    return has("adds_on", first.sentence.plain) and not share_outcome(abstract, *outcomes)


def _primary_within_arms(abstract: Abstract, first: Finding) -> Finding | None:
    """A change within the arms, or its absence, told in words of the primary endpoint, where ``first`` does not use them."""
    changes = (
        f for f in abstract.results if f.is_within and not f.is_aside and f.says.saying in ("difference", "none")
    )
    return next((f for f in changes if f.match > max(first.match, NEAR_PRIMARY)), None)


def _is_only_watched(abstract: Abstract, finding: Finding) -> bool:
    """Whether a clause finds vital signs alike, in a paper that neither asks nor concludes about them."""
    if finding.says.saying != "none" or not has("vital_signs", finding.clause) or has("other_outcomes", finding.clause):
        return False
    asked = abstract.texts("aim", "conclusions")
    return not any(has("vital_signs", text) for text in asked)


def _told_before(abstract: Abstract, usable: Sequence[Finding], first: Finding) -> Decision | None:
    """A result before the first tested one that has no test: what it says of the main outcome cannot be told."""
    if first.says.saying == "none" and abstract.tone == "negative":
        return None
    before = usable[0]
    untested = before.says.saying == "untested" and first.match < NEAR_PRIMARY
    if untested and not share_outcome(abstract, before.clause, first.clause):
        return decided("unclear", "controlled.first_result_untested", before, "", "low")
    claimed = [f for f in usable[: usable.index(first)] if _claims_gain(abstract, f)]
    nearest = claimed[-1] if claimed and not any(f.says.strong for f in claimed) else next(iter(claimed), None)
    if first.says.saying == "none" and nearest is not None and not _settles(abstract, nearest, first):
        form: ClaimName = "mixed" if compares(claimed[0]) or compares(first) else "unclear"
        return decided(form, "controlled.first_result_gain_not_compared", claimed[0], "", "low")
    return None


def _settles(abstract: Abstract, claimed: Finding, none: Finding) -> bool:
    """Whether a comparison of the arms finds no difference in the outcome that changed within them."""
    compared = has("between", none.clause) or "differ" in none.clause
    if abstract.sentences.index(none.sentence) - abstract.sentences.index(claimed.sentence) in (0, 1):
        tests = has("of_former", none.clause) or has("between_none", none.clause)
        if not claimed.says.strong and (has("values_of_two", claimed.clause) or tests):
            return True
        if compared and not compares(claimed):
            return tests or claimed.sentence is none.sentence or share_outcome(abstract, claimed.clause, none.clause)
    if not compared or has("between", claimed.clause):
        return False
    return has("between_none", none.clause) and share_outcome(abstract, claimed.clause, none.clause)


def compared_after(abstract: Abstract, told: Finding) -> Finding | None:
    """The comparison of arms that settles what a change of the primary endpoint without one leaves open."""
    if told.says.saying != "difference" or (told.says.strong and compares(told)):
        return None
    usable = [f for f in abstract.results if f.says.strong and f.is_main]
    after = (f for f in usable if has("between", f.clause) and f.sentence is not told.sentence)
    for finding in after:
        if finding.says.saying == "none" and _settles(abstract, told, finding):
            return finding
        follows = abstract.sentences.index(finding.sentence) - abstract.sentences.index(told.sentence) == 1
        same = finding.share > 0 or has("of_former", finding.clause)
        same = same or (not abstract.primary.words and share_outcome(abstract, told.clause, finding.clause))
        if finding.says.saying == "difference" and follows and same:
            return finding
    return None


def _claims_gain(abstract: Abstract, finding: Finding) -> bool:
    """Whether a clause claims a gain: by its words, by a test that names no comparator, or by the arm it favours."""
    if finding.says.saying != "difference":
        return False
    side = favoured(finding.clause, abstract.arms)
    return finding.says.strong or side == "tested" or (not side and has("better", finding.clause))


def _against_others(abstract: Abstract, strong: Sequence[Finding], first: Finding, decision: Decision) -> Decision:
    """The decision of the first result, unless results of equal rank disagree with it."""
    others = [f for f in abstract.results if _of_other_arms(f, first)]
    strong = [f for f in strong if f not in others]
    nearest = first.match if abstract.primary.named and not abstract.primary.several else 0
    unnamed_gain = decision.claim == "met" and not abstract.primary.named
    if unnamed_gain and len({shown for _, shown in p_values(first.clause)}) == 2:
        return decided("mixed", "controlled.tests_disagree", first, "", "low")
    # Denials count with a test or without; "but not the low dose (P = 0.4)" is about the outcome of the clause before it.
    denials = (f for f in abstract.results if f.is_main and f.says.saying == "none" and f not in others)
    # "did not improve pain, compared with placebo, but significantly improved strength" compares both.
    behind = (f for f in abstract.results if f.is_main and compares(first) and has("but_gains", f.clause))
    here = {
        f.says.saying
        for f in (*strong, *denials, *behind)
        if f.sentence is first.sentence and (f.match >= nearest or (f.says.p_text and has("but_not", f.clause)))
    }
    if {"difference", "none"} <= here or (first.says.saying == "difference" and has("partly", first.clause)):
        if abstract.tone == "negative":
            return decided("not_met", "controlled.sentence_disagrees_conclusion_none", first, "neither", "low")
        return decided("mixed", "controlled.sentence_disagrees", first, "", "low")
    if decision.claim == "met" and any(_loses(abstract, f, first) for f in strong):
        return decided("mixed", "controlled.results_disagree", first, "", "low")
    if len(strong) == 1 or first.match == NEAR_PRIMARY:
        return decision
    if unnamed_gain and abstract.tone != "negative" and _alone_in_title(abstract, strong, first):
        return decision
    if unnamed_gain:
        nones = sum(f.says.saying == "none" for f in strong)
        if nones > 1 or (nones and not abstract.tone and not favours_tested(abstract, first)):
            return decided("mixed", "controlled.results_disagree", first, "", "low")
    claims = [of_finding(abstract, f, named=False).claim for f in strong[:_RANK]]
    failed = decision.claim == "met" and ("not_met" in claims[:3] or claims.count("not_met") >= claims.count("met"))
    won = first.says.saying == "none" and _gains_later(abstract, strong, first)
    return decided("mixed", "controlled.results_disagree", first, "", "low") if failed or won else decision


def _of_other_arms(none: Finding, first: Finding) -> bool:
    """Whether a finding without effect compares only arms other than the one that ``first`` says gained, or doses of it."""
    if none.says.saying != "none" or first.says.saying != "difference":
        return False
    gained = search("group_codes", first.clause)
    alike = {code for found in pattern("group_codes").finditer(none.clause) for code in found.groups() if code}
    return has("among_other_arms", none.clause) or (
        gained is not None and len(alike) > 1 and gained["one"] not in alike
    )


def _gains_later(abstract: Abstract, strong: Sequence[Finding], first: Finding) -> bool:
    """Whether results behind one without effect differ, two of them, or one where the conclusions praise the treatment."""
    if abstract.tone == "negative" or (abstract.tone == "both" and praises(abstract, first)):
        return False
    later = (f for f in strong[strong.index(first) + 1 :] if f.says.saying == "difference")
    gains = [f for f in later if favoured(f.clause, abstract.arms, f.says.ratio) != "comparator"]
    return len(gains) > 1 or bool(gains and abstract.tone == "positive")


def _loses(abstract: Abstract, finding: Finding, first: Finding) -> bool:
    """Whether the sentence of the first result goes on with one that is worse in the tested arm."""
    if finding.sentence is not first.sentence or finding.says.saying != "difference":
        return False
    return has("worse", finding.clause) and favoured(finding.clause, abstract.arms) == "comparator"


def _alone_in_title(abstract: Abstract, strong: Sequence[Finding], first: Finding) -> bool:
    """Whether the title names the outcome of the first result, and none of a result without effect."""
    topic = abstract.title
    told = first.clause
    if pattern("of_former").match(told):
        told = f"{abstract.sentences[max(abstract.sentences.index(first.sentence) - 1, 0)].plain} {told}"
    others = [f for f in strong if f.sentence is not first.sentence and f.says.saying == "none"]
    place = abstract.sentences.index(first.sentence)
    later = [f for f in others if abstract.sentences.index(f.sentence) == place + 1 and has("at_a_time", f.clause)]
    return share_outcome(abstract, topic, told) and not (
        any(share_outcome(abstract, topic, f.clause) or has("many_outcomes", f.clause) for f in others)
        or any(share_outcome(abstract, told, f.clause) for f in later)
    )


def _relevant(abstract: Abstract, found: Sequence[Finding]) -> Sequence[Finding]:
    """The findings about something that title, aim or conclusions speak of; all of them when none is."""
    names = {stem(word)[:6] for word in abstract.arms.all_words}
    texts = abstract.texts("aim", "conclusions")
    topic = {w for text in texts for w in content(text, dict(abstract.arms.forms)) if len(w) > 4} - names
    kept = [f for f in found if content(f.clause, dict(abstract.arms.forms)) & topic]
    return kept or found
