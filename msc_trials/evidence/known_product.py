"""What is known of a named product where the registry record does not say it: tissue, donor, processing; never counted as said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import sentence, word
from msc_trials.knowledge.products import KnownOrigin, known_origin

_OPEN = "unstated"

KNOWN_TOPICS = ("source", "donor", "preparation")
"""Topics of words for what may be known of a product, in the order of the fields of `KnownOrigin`."""


def known_of_product(trial: Assessment) -> KnownOrigin:
    """What is known of the product by its name and left open by the record; empty where the record is not at hand."""
    given = trial.given
    if given is None or trial.origin == "ledger":
        return KnownOrigin()
    product, *known = known_origin(" | ".join((*trial.products, trial.title or "")))
    said = (*given.sources[:1], given.donor, given.manipulation)
    added = [code if stated == _OPEN else "" for stated, code in zip(said, known, strict=True)]
    return KnownOrigin(product, *added) if any(added) else KnownOrigin()


def known_of_products(topic: str, trials: Iterable[Assessment]) -> str:
    """A sentence on the trials whose record leaves ``topic`` (of `KNOWN_TOPICS`) open while it names a product; else empty."""
    place = 1 + KNOWN_TOPICS.index(topic)
    found = Counter(code for trial in trials if (code := known_of_product(trial)[place]))
    known = ", ".join(f"{word(topic, code)} {n}" for code, n in found.most_common())
    return sentence("known_of_products", found.total(), known=known) if found else ""
