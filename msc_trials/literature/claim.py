"""``Claim``: what one abstract says about the primary endpoint of its trial, with the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

ClaimName: TypeAlias = Literal[
    "met", "met_noninferior", "met_uncontrolled", "not_met", "mixed", "safety_only", "no_claim", "unclear"
]
Favours: TypeAlias = Literal["tested", "comparator", "neither", ""]
Confidence: TypeAlias = Literal["medium", "low"]
"""How sure a reading is: a program read the abstract and nobody checked it, so never more than medium."""


class PaperKind(StrEnum):
    """Kinds of papers. Everything but ``report`` is listed and never read for a verdict."""

    REPORT = "report"
    RETRACTED = "retracted"
    NOTICE = "notice"
    BOOK = "book"
    LETTER = "letter"
    REVIEW = "review"
    PROTOCOL = "protocol"
    SECONDARY = "secondary analysis"
    ANIMAL = "animal"
    IN_VITRO = "in vitro"
    OBSERVATIONAL = "observational"
    NO_ABSTRACT = "no abstract"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one abstract claims about the primary endpoint.

    ``claim``: met (better in the tested arm than in the comparator), met_noninferior, met_uncontrolled (no comparator:
    a threshold was beaten or people changed), not_met, mixed, safety_only, no_claim (no main result is reported),
    unclear. ``favours``: tested, comparator, neither or empty. ``sentence``: verbatim, from one section. ``effect`` and
    ``p_value``: as printed. ``reports_results`` is False for papers that are never read for a verdict; ``kind`` says why.
    ``rule`` names the rule that decided, ``endpoint`` the words that name the primary endpoint (empty: none named).
    """

    pmid: str
    claim: ClaimName
    favours: Favours = ""
    sentence: str = ""
    tested_arm: str = ""
    confidence: Confidence = "low"
    reports_results: bool = True
    kind: PaperKind = PaperKind.REPORT
    effect: str = ""
    p_value: str = ""
    endpoint: str = ""
    rule: str = ""
