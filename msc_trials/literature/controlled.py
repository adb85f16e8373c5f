"""The claim of a paper that compares arms. The rules are asked in the order of ``RULES``; the first that knows decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msc_trials.literature.arms import names_comparator
from msc_trials.literature.claim import ClaimName
from msc_trials.literature.deciding import compares, concluded_none, decided, doses_disagree, of_finding
from msc_trials.literature.equal_rank import contrasted, equals_disagree
from msc_trials.literature.favours import favoured
from msc_trials.literature.findings import IS_PRIMARY, NAMES_PRIMARY, NEAR_PRIMARY, Abstract, Decision, Finding
from msc_trials.literature.first_result import compared_after, first_result
from msc_trials.literature.passages import Sentence
from msc_trials.literature.phrases import has
from msc_trials.literature.stated_margin import compared_margin

_Rule = Callable[[Abstract], Decision | None]


def decide(abstract: Abstract) -> Decision:
    """The claim of a controlled paper."""
    for rule in RULES:
        found = rule(abstract)
        if found is not None:
            return found
    return Decision("no_claim", "controlled.nothing_reported")


def not_efficacy(abstract: Abstract) -> Decision | None:
    """A paper about drug levels or genes makes no claim but that of equivalence, unless it names another primary endpoint."""
    if abstract.primary.named and not abstract.primary.is_safety:
        return None
    if not _is_about_levels(abstract):
        return None
    shown = (f for f in (*abstract.results, *abstract.conclusions) if f.says.saying == "noninferior")
    if any(has("equivalent", f.clause) for f in shown):
        return margin(abstract)
    return Decision("no_claim", "controlled.not_efficacy", confidence="medium")


def _is_about_levels(abstract: Abstract) -> bool:
    """Whether a paper is about drug levels, genes or responses of the body."""
    title = abstract.title
    if has("not_efficacy", title):
        return True
    speaks = has("title_efficacy", title) or any(f.says.saying == "noninferior" for f in abstract.results)
    if has("not_efficacy_weak", title) and not speaks:
        return True
    if any(has("primary_word", s.plain) for s in abstract.sentences):
        return False
    return any(has("aims_at_levels", s.plain) for s in abstract.of_part("background", "aim", "methods"))


def safety_primary(abstract: Abstract) -> Decision | None:
    """The primary endpoint is safety, feasibility or pharmacokinetics: it cannot show benefit."""
    title = abstract.title
    by_title = not abstract.primary.named and (has("title_safety_first", title) or has("phase_one", title))
    if not (abstract.primary.is_safety or by_title) or has("title_against_harm", title):
        return None
    quote = next((s.text for s in abstract.of_part("results", "conclusions") if has("safety", s.plain)), "")
    return Decision("safety_only", "controlled.safety_primary", quote, "neither", "medium") if quote else None


def stated_failure(abstract: Abstract) -> Decision | None:
    """Results or conclusions say in words that the primary endpoint was not met."""
    for sentence in abstract.of_part("results", "", "conclusions"):
        missed = has("boundary_missed", sentence.plain) and _is_about_primary(abstract, sentence)
        if missed or has("primary_not_met", sentence.plain):
            if has("primary_met", sentence.plain):
                return Decision("mixed", "controlled.stated_both", sentence.text, "", "medium")
            return Decision("not_met", "controlled.stated_failure", sentence.text, "neither", "medium")
    return None


def _is_about_primary(abstract: Abstract, sentence: Sentence) -> bool:
    """Whether a sentence is about the primary endpoint: by name, by its words, or, where none is named, as it compares."""
    if has("primary_word", sentence.plain):
        return True
    if not abstract.primary.named:
        return has("between", sentence.plain) and not _gains_before(abstract, sentence)
    return any(f.match >= IS_PRIMARY for f in abstract.results if f.sentence is sentence)


def _gains_before(abstract: Abstract, sentence: Sentence) -> bool:
    """Whether the results report a tested difference between the arms before a sentence."""
    usable = (f for f in abstract.results if f.is_main)
    first = next((f for f in usable if f.says.strong), None)
    gains = first is not None and first.says.saying == "difference" and compares(first)
    return gains and first is not None and abstract.sentences.index(first.sentence) < abstract.sentences.index(sentence)


def stated_success(abstract: Abstract) -> Decision | None:
    """Results say in words that the primary endpoint was met, and neither numbers nor conclusions contradict."""
    for sentence in abstract.of_part("results", "", "conclusions"):
        if not has("primary_met", sentence.plain) or any(
            has(words, sentence.plain) for words in ("responders", "share_reached", "of_earlier_study")
        ):
            continue
        findings = [f for f in (*abstract.results, *abstract.conclusions) if f.sentence is sentence]
        if any(f.says.saying == "none" and f.says.strong for f in findings):
            continue
        sayings = {f.says.saying for f in findings}
        lost = any(favoured(f.clause, abstract.arms, f.says.ratio) == "comparator" for f in findings)
        denied = sayings & {"none", "not_noninferior"} or ("conflict" in sayings and not abstract.is_noninferiority)
        if has("met_in_part", sentence.plain) and not denied:
            return Decision("mixed", "controlled.stated_in_part", sentence.text, "", "medium")
        if denied or lost or (abstract.tone == "negative" and not abstract.is_noninferiority):
            return Decision("unclear", "controlled.stated_success_contradicted", sentence.text)
        if abstract.is_noninferiority and "difference" not in sayings:
            return Decision("met_noninferior", "controlled.stated_success", sentence.text, "neither", "medium")
        return Decision("met", "controlled.stated_success", sentence.text, "tested", "medium")
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
    spoken = (f.sentence for f in (*abstract.results, *abstract.conclusions) if f.says.about_margin)
    if any(has("ni_partly", sentence.plain) for sentence in spoken):
        return decided("mixed", "controlled.margin_partly", best, "", "low")
    sayings = {f.says.saying for f in found if f.match == best.match}
    if len(sayings) > 1:
        if best.match >= IS_PRIMARY or abstract.primary.several:
            return decided("mixed", "controlled.margin_mixed", best, "", "low")
        return decided("unclear", "controlled.margin_contradicted", best, "", "low")
    if best.says.saying == "noninferior":
        return decided("met_noninferior", "controlled.margin_met", best, "neither", "medium")
    return decided("not_met", "controlled.margin_not_met", best, "neither", "medium")


def primary_result(abstract: Abstract) -> Decision | None:
    """The clauses of the results that name the primary endpoint or use its words."""
    usable = [f for f in abstract.results if not f.is_aside and not f.is_within and not f.says.about_margin]
    told = [f for f in usable if f.match >= IS_PRIMARY and f.says.saying != "untested"]
    near = any(f.match == NEAR_PRIMARY and f.says.strong and compares(f) for f in usable)
    for strong in (True, False):
        for level in (NAMES_PRIMARY, IS_PRIMARY):
            found = [f for f in told if f.match == level and f.says.strong == strong]
            if found and (strong or not near):
                return _of_primary(abstract, found)
    return None


def _of_primary(abstract: Abstract, found: Sequence[Finding]) -> Decision:
    first = compared_after(abstract, found[0]) or found[0]
    decision = of_finding(abstract, first, named=True)
    if doses_disagree(abstract, found, first):
        return decided("mixed", "controlled.doses_disagree", first, "", "low")
    if first.says.saying == "difference" and has("other_primary_none", first.clause):
        return decided("mixed", "controlled.primaries_disagree", first, "", "medium")
    if abstract.primary.several:
        if decision.claim == "met" and decision.rule.endswith("by_conclusion"):
            return decided("mixed", "controlled.primaries_disagree", first, "", "low")
        others = {of_finding(abstract, f, named=True).claim for f in found if f.says.strong}
        others |= _claims_before(abstract, first)
        gained = first.says.saying == "difference" and first.says.strong and decision.claim == "unclear"
        if "not_met" in others and ("met" in others or gained):
            return decided("mixed", "controlled.primaries_disagree", first, "", "medium")
    return decision


def _claims_before(abstract: Abstract, first: Finding) -> set[ClaimName]:
    """What the results say before the first sentence that uses the words of one of several primaries."""
    before = abstract.results[: abstract.results.index(first)]
    usable = (f for f in before if f.says.strong and f.is_main)
    return {of_finding(abstract, f, named=False).claim for f in usable if f.sentence is not first.sentence}


def conclusion_only(abstract: Abstract) -> Decision | None:
    """The results say nothing that can be used: a clear statement of the conclusions, never with high confidence.

    Where results are printed, only a conclusion that compares the arms counts: "improved significantly" may be a change
    within one arm.
    """
    usable = [f for f in abstract.conclusions if f.is_main]
    if not usable or (none := concluded_none(abstract)) is not None:
        return none if usable else None
    claims = [f for f in usable if f.says.saying == "difference" and has("sig_word", f.clause)]
    compared = abstract.of_part("results", "")
    strong = next((f for f in claims if not compared or has("between", f.clause)), None)
    if strong is not None and abstract.tone == "positive":
        return of_finding(abstract, strong, named=False)
    if not abstract.of_part("results", ""):
        return None
    told = [f for f in abstract.results if f.is_main]
    if not abstract.primary.named and all(f.says.strong and f.says.saying == "difference" for f in told):
        return None
    return decided("unclear", "controlled.conclusion_vague", usable[0], "", "low")


def told_without_test(abstract: Abstract) -> Decision | None:
    """Nothing but a comparison of the arms in words, without a test: whether they differ cannot be told."""
    if not abstract.speaks_of_efficacy:
        return None
    weak = (f for f in abstract.results if f.is_main and f.says.saying == "difference" and not f.says.strong)
    told = next(
        (f for f in weak if compares(f) and (has("group_or_arm", f.clause) or names_comparator(f.clause))), None
    )
    return None if told is None else decided("unclear", "controlled.told_without_test", told, "", "low")


RULES: tuple[_Rule, ...] = (
    not_efficacy,
    safety_primary,
    stated_failure,
    stated_success,
    margin,
    compared_margin,
    equals_disagree,
    contrasted,
    primary_result,
    first_result,
    conclusion_only,
    told_without_test,
)
