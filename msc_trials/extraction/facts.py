"""Plain types for what a trial gave to its participants, without rules.

The codes of tissue, donor, manipulation, comparator and the like are topics of ``seeds/code_words.csv`` (``rules.topic``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

MSC_CLASSES = ("core", "msc_like", "gene_modified", "mixed_uncultured", "cell_free", "feeder_or_support", "not_msc")
"""Classes of a product, strongest first.

core: cultured (or just named) mesenchymal stem or stromal cells of any tissue. msc_like: related adherent stromal
products (MAPC, PLX, ABCB5+). gene_modified: engineered, or differentiated to secrete. mixed_uncultured: same-day
mixtures (SVF, ADRC, micro-fragmented fat, marrow concentrate). cell_free: exosomes, secretome, conditioned medium.
feeder_or_support: MSC used to make something else. not_msc: anything else.
"""

COUNTED_CLASSES = frozenset({"core", "msc_like", "gene_modified"})
"""Classes that count as MSC therapy in an answer; the last two are named as such."""

CONTROL_TYPES = frozenset({"PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION"})
"""Registered types of arms that get no product."""

Sureness = Literal["stated", "inferred", "not_stated"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The registry text a value was read from: its JSON ``path``, the words (empty when nothing is stated) and the
    ``rule``."""

    path: str = ""
    text: str = ""
    rule: str = ""
    sure: Sureness = "not_stated"


Value: TypeAlias = tuple[str, tuple[Evidence, ...]]
"""A code of a vocabulary and the texts that decided it."""
Values: TypeAlias = tuple[tuple[str, ...], tuple[Evidence, ...]]
"""Several codes, in the order of the vocabulary, and the texts that decided them."""


PLAUSIBLE_DOSES = {False: (1e5, 2e9), True: (1e4, 2e7)}
"""Usual numbers of cells at one administration, in total and per kg. Source: domain notes §1b."""


@dataclass(frozen=True, slots=True)
class Dose:
    """Cells given at one administration.

    ``low`` and ``high`` are cell counts (equal for a single dose), per kg of body weight when ``per_kg``. Where the text
    only names an upper limit ("up to 200 million") ``low`` is None, for a lower limit ("at least 10 million") ``high``.
    ``administrations`` is the largest planned number of administrations; one procedure with many injections is one.
    ``arm`` is the label of the arm, None when the text is about the whole trial.
    """

    low: float | None
    high: float | None
    per_kg: bool = False
    administrations: int | None = None
    arm: str | None = None
    evidence: Evidence = Evidence()

    @property
    def span(self) -> tuple[float, float]:
        """Smallest and largest number named; a limit alone is both.

        >>> Dose(None, 2e8).span
        (200000000.0, 200000000.0)
        """
        low = self.high if self.low is None else self.low
        high = self.low if self.high is None else self.high
        return low or 0.0, high or 0.0

    @property
    def is_plausible(self) -> bool:
        """Whether these numbers are usual; others are kept as written and marked.

        >>> Dose(1e8, 1e8).is_plausible, Dose(1e8, 1e8, per_kg=True).is_plausible
        (True, False)
        """
        least, most = PLAUSIBLE_DOSES[self.per_kg]
        return least <= self.span[0] and self.span[1] <= most


@dataclass(frozen=True, slots=True)
class Given:
    """How a product was made and given: what tables and pages show of it. Tuples are sorted in vocabulary order."""

    sources: tuple[str, ...] = ("unstated",)
    donor: str = "unstated"
    manipulation: str = "unstated"
    doses: tuple[Dose, ...] = ()
    administrations: int | None = None
    routes: tuple[str, ...] = ("unstated",)
    guidance: tuple[str, ...] = ("not_stated",)


NOTHING_STATED = Given()
"""What is known where a record says nothing of it."""


@dataclass(frozen=True, slots=True)
class Product(Given):
    """What the participants were given, read from arms and interventions.

    An empty tuple never occurs for ``msc_class`` and ``sources`` (``("unstated",)`` is a value). For a trial that gave no
    MSC product everything else is ``unstated`` or empty. ``evidence`` maps a field name (``donor``, ``sources``, ...) to
    the texts that decided it.
    """

    msc_class: tuple[str, ...] = ("not_msc",)
    names: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict, compare=False, hash=False)

    @property
    def is_msc(self) -> bool:
        """Whether the product counts as MSC therapy (core, MSC-like or gene-modified)."""
        return not COUNTED_CLASSES.isdisjoint(self.msc_class)


@dataclass(frozen=True, slots=True)
class Design:
    """What the rules read about the design of a study.

    ``arm_classes`` has one class per registered arm, in the order of ``trial.arms`` (``""`` where an arm gives no
    product).
    """

    comparator: str = "none"
    primary_kind: str = "unstated"
    longest_primary_followup_months: float | None = None
    evidence_use: str = "not_applicable"
    arm_classes: tuple[str, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = field(default_factory=dict, compare=False, hash=False)

    @property
    def controlled(self) -> bool:
        """Whether a concurrent group received no MSC product."""
        return self.comparator in {"placebo", "sham", "active", "standard_care", "no_treatment"}


@dataclass(frozen=True, slots=True)
class Facts(Design):
    """Everything the rules read from one record besides its results."""

    product: Product = Product()
