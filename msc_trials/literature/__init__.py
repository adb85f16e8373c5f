"""PubMed: ask for the papers of a trial, and read what an abstract says about the primary endpoint.

``read_article`` reads one PubMed record; ``client.PubMed`` asks NCBI for records.

>>> from msc_trials.literature import read_article
>>> read_article("<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>A made-up letter</ArticleTitle>"
...              "</Article></MedlineCitation></PubmedArticle>").claim
'no_claim'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msc_trials.literature.claim import Claim

__all__ = ["read_article"]


def read_article(xml: str, nct_id: str = "", registered: Sequence[str] = ()) -> Claim:
    """What one ``PubmedArticle`` (as text) says about the primary endpoint; see ``reading.read_article``."""
    from msc_trials.literature import reading

    return reading.read_article(xml, nct_id, registered)
