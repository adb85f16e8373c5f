"""What the reader must know beside the headline of an answer, one sentence per caveat. Pure templates over counts.

Source: domain notes §6 (wording and ethics).
"""

from __future__ import annotations

from msc_trials.evidence.wording import LISTING, share
from msc_trials.evidence.words import many
from msc_trials.knowledge.therapy import named, profile_note

EARLY_POSITIVES = (
    "Early results flatter: in one review of published stem-cell trials 75% of Phase 1 and 1/2 reports were positive, "
    "63% of Phase 2 and 25% of Phase 3 (Fung 2017)."
)


def caveats(level: str, counts: dict[str, int], words: str) -> tuple[str, ...]:
    """What the reader must know beside the headline; ``words`` are the condition names searched, empty for none known."""
    found: list[str] = []
    if counts.get("patients_pay"):
        paid = many(counts["patients_pay"], "trial here says", "trials here say")
        which = "it is marked" if counts["patients_pay"] == 1 else "each is marked"
        found.append(f"{paid} that patients pay to take part; {which} in the list of all trials.")
    if level in ("supported", "conflicting", "uncontrolled_only", "not_supported"):
        found.append('"Met its main goal" is a statistical result; it may be small, and it is not an approval.')
    if counts["not_met"]:
        found.append(
            "A main goal that was missed means no difference was found; small trials can miss real differences."
        )
    if counts["unreported"] or counts["stopped"]:
        found.append(_no_result(counts))
    if counts["related"]:
        found.append(
            f"{counts['related']} of the counted trials tested related ({named('related')}) or engineered cells, marked as such."
        )
    if counts["early"]:
        found.append(
            f"{many(counts['early'], 'trial')} of Phase 1, 1/2 or without a phase shown apart, not counted. {EARLY_POSITIVES}"
        )
    if counts["mixed_or_cell_free"]:
        found.append(
            f"{many(counts['mixed_or_cell_free'], 'trial')} of unsorted cell mixtures or cell-free products listed apart: "
            "not the same product."
        )
    if counts["sponsors"] and counts["counted"] > counts["sponsors"] > 0:
        found.append(f"The {counts['counted']} counted trials come from {many(counts['sponsors'], 'sponsor')}.")
    if counts["wide_added"]:
        found.append(
            f"{many(counts['wide_added'], 'trial was', 'trials were')} found only by the wider search words ({named('wide')})."
        )
    if counts["ledger_only"]:
        found.append(
            f"{many(counts['ledger_only'], 'trial')} known from our ledger of publications only; the search returned no record."
        )
    if counts["unreadable"]:
        is_missing = "is" if counts["unreadable"] == 1 else "are"
        found.append(f"{many(counts['unreadable'], 'record')} could not be read and {is_missing} missing here.")
    if not words:
        found.append("This condition is not in our vocabulary; it was searched as typed, without other names for it.")
    if note := profile_note():
        found.append(note)
    found.append(LISTING)
    return tuple(found)


def _no_result(counts: dict[str, int]) -> str:
    """How many counted trials have no posted result, those past their end and those that stopped."""
    silent, counted = counts["unreported"] + counts["stopped"], counts["counted"]
    has = "has" if silent == 1 else "have"
    ended = f"{'has' if counts['unreported'] == 1 else 'have'} ended or should have"
    kinds = ((counts["unreported"], ended), (counts["stopped"], "stopped early or never began"))
    told = [f"{n} {text}" for n, text in kinds if n]
    if len(told) == 1:
        told = [f"{'it' if silent == 1 else 'they'} {text}" for n, text in kinds if n]
    who = f"{silent} of {many(counted, 'counted trial')}"
    if silent == counted:
        who = "The only counted trial" if counted == 1 else f"{share(counted, counted).capitalize()} counted trials"
    return f"{who} {has} no posted result: {', '.join(told)}. Trials with good news are published more often."
