"""``read_article``: what an abstract says about its primary endpoint, with the sentence that says so.

Results are read before conclusions, because conclusions are spun; a change within one arm, a subgroup or a secondary
outcome never makes a success. Where the abstract leaves doubt the claim is ``unclear``, ``mixed`` or ``no_claim``.
Source: reading conventions, 166 abstracts read by hand; ``docs/papers.md`` gives the steps, ``docs/rules.md`` every rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from msc_trials.literature import controlled, uncontrolled
from msc_trials.literature.article import Article, parse_article
from msc_trials.literature.claim import Claim, PaperKind
from msc_trials.literature.doubts import doubted
from msc_trials.literature.findings import abstract_of
from msc_trials.literature.kinds import has_concern, kind_of
from msc_trials.literature.passages import sentences_of


def read_article(xml: str, nct_id: str = "", registered: Sequence[str] = ()) -> Claim:
    """What one ``PubmedArticle`` (as text) says about the primary endpoint.

    With ``nct_id``, a paper that names only other trials makes no claim. ``registered`` are the primary outcomes of the
    trial's registry record; they are used where the paper names none. Raises ``ResponseError`` for text that is not a
    PubMed record; never raises for what it says.
    """
    return claim_of(parse_article(xml), nct_id, registered)


def claim_of(article: Article, nct_id: str = "", registered: Sequence[str] = ()) -> Claim:
    """The claim of a parsed article; see ``read_article``."""
    sentences = sentences_of(article)
    kind = kind_of(article, sentences)
    if kind is not PaperKind.REPORT:
        return Claim(
            article.pmid, "no_claim", reports_results=False, kind=kind, confidence="medium", rule=f"kind.{kind}"
        )
    numbers = {*article.trial_numbers, *article.printed_numbers}
    if nct_id and numbers and nct_id.upper() not in numbers:
        return Claim(article.pmid, "no_claim", reports_results=False, rule="tie.other_trial")
    abstract = abstract_of(article, sentences, registered)
    decided = controlled.decide(abstract) if abstract.is_controlled else uncontrolled.decide(abstract)
    decided = doubted(abstract, decided)
    return Claim(
        pmid=article.pmid,
        claim=decided.claim,
        favours=decided.favours,
        sentence=decided.sentence,
        tested_arm=abstract.arms.tested,
        confidence="low" if has_concern(article) else decided.confidence,
        reports_results=True,
        effect=decided.effect,
        p_value=decided.p_text,
        endpoint=abstract.primary.text,
        rule=decided.rule,
    )
