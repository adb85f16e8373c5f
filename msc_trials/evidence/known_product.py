"""Tissue and donor that are known of a named product where the registry record does not say them; never counted as said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msc_trials.evidence.assessment import Assessment
from msc_trials.evidence.words import sentence, word
from msc_trials.knowledge.products import KnownOrigin, known_origin

_OPEN = ("unstated",)


def known_of_product(trial: Assessment) -> KnownOrigin:
    """What is known of the product by its name and left open by the record; empty where the record is not at hand."""
    given = trial.given
    if given is None or trial.origin == "ledger" or (given.sources != _OPEN and given.donor != _OPEN[0]):
        return KnownOrigin()
    known = known_origin(" | ".join((*trial.products, trial.title or "")))
    source = known.source if given.sources == _OPEN else ""
    donor = known.donor if given.donor == _OPEN[0] else ""
    return KnownOrigin(known.product, source, donor) if source or donor else KnownOrigin()


def known_of_products(topic: str, trials: Iterable[Assessment]) -> str:
    """A sentence on the trials whose record leaves ``source`` or ``donor`` open while it names a product; else empty."""
    found = Counter(code for trial in trials if (code := getattr(known_of_product(trial), topic)))
    known = ", ".join(f"{word(topic, code)} {n}" for code, n in found.most_common())
    return sentence("known_of_products", found.total(), known=known) if found else ""
