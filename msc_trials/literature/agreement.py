"""Whether the conclusions of an abstract agree with a finding of its results, outcome by outcome."""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.literature.favours import favoured
from msc_trials.literature.findings import Abstract, Finding
from msc_trials.literature.phrases import has
from msc_trials.literature.primary import content, stem


def agrees(abstract: Abstract, finding: Finding, named: bool) -> bool:
    """Whether the conclusions speak for the treatment; where no primary is named, of this very outcome."""
    if named:
        return abstract.tone in ("positive", "both")
    said = abstract.said_in_conclusion
    praised, blamed = (_closeness(abstract, clauses, finding) for clauses in (said.praise, said.blame))
    if praised or blamed:
        return praised > blamed
    return said.tone == "positive" and any(has("speaks_of_efficacy", clause) for clause in said.praise)


def favours_tested(abstract: Abstract, finding: Finding) -> bool:
    """Whether the conclusions say that this outcome was better in the tested arm."""
    return any(
        f.says.saying == "difference"
        and (not f.is_safety or has("better", f.clause))
        and share_outcome(abstract, f.clause, finding.clause)
        and not has("at_least_as", f.clause)
        and favoured(f.clause, abstract.arms) == "tested"
        for f in abstract.conclusions
    )


def denies(abstract: Abstract, finding: Finding, named: bool, flatly: bool = False) -> bool:
    """Whether the negative conclusions are about this outcome (about anything, where no primary is named).

    ``flatly``: in a negation; "as effective as" is none.
    """
    if not named:
        return True
    none = [f for f in abstract.conclusions if f.says.saying in ("none", "conflict", "not_noninferior")]
    none = [f for f in none if not flatly or has("denies_effect", f.clause)]
    return any(f.match or share_outcome(abstract, f.clause, finding.clause) for f in none)


def _closeness(abstract: Abstract, clauses: Sequence[str], finding: Finding) -> int:
    """How many words of a finding's outcome the closest of some clauses of the conclusions holds."""
    return max((len(_shared(abstract, clause, finding.clause)) for clause in clauses), default=0)


def share_outcome(abstract: Abstract, one: str, other: str) -> bool:
    """Whether two texts share a word that is not the name of an arm."""
    return bool(_shared(abstract, one, other))


def _shared(abstract: Abstract, one: str, other: str) -> set[str]:
    forms = dict(abstract.arms.forms)
    names = {stem(word)[:6] for word in abstract.arms.all_words}
    mine, theirs = ({w for w in content(text, forms) if len(w) > 3} - names for text in (one, other))
    return mine & theirs


def praises(abstract: Abstract, finding: Finding) -> bool:
    """Whether a clause of the conclusions praises the tested arm for this outcome."""
    return any(share_outcome(abstract, clause, finding.clause) for clause in abstract.said_in_conclusion.praise)
