"""Every sentence of an answer, in one place. Pure templates over counts and names; no rules.

Source: domain notes §6 (wording and ethics). A test bans the words that promise or dismiss.
"""

from __future__ import annotations

REGISTRY = "ClinicalTrials.gov"
DISCLAIMER = (
    "Information from a public registry, entered by the study sponsors, and from publications; not medical advice; not "
    "checked or endorsed by NIH, NLM or FDA. This reading is automatic and has not been validated. Talk with a doctor who "
    "is not selling the treatment."
)
EXACT_PRODUCT = (
    "That is evidence for the exact product, dose and route tested, not for stem-cell treatments in general."
)
NOT_PROOF_OF_NO_BENEFIT = "That is not proof of no benefit: most such trials never post their results."
N_OF_1 = (
    "Outside a trial you would, in the words of the article this tool follows, be close to an n=1 experiment: one person, "
    "no comparison, nobody keeping score."
)
EARLY_POSITIVES = (
    "Early results flatter: in one review of published stem-cell trials 75% of Phase 1 and 1/2 reports were positive, "
    "63% of Phase 2 and 25% of Phase 3 (Fung 2017)."
)
LISTING = "A listing in the registry is not an endorsement by any authority."

VERDICTS: dict[str, str] = {
    "met": "met its main goal",
    "met_noninferior": "was not worse than its comparator, within the margin set beforehand",
    "met_uncontrolled": "met a goal set beforehand, without a control group",
    "not_met": "did not meet its main goal",
    "mixed": "met some of its main goals and missed others",
    "safety_only": "tested safety first; it cannot show benefit",
    "no_comparison": "posted results without a usable comparison between groups",
    "unreported": "finished, no result posted",
    "stopped": "stopped early",
    "ongoing": "still running",
    "unclear": "not judgeable from what is known",
}
"""What each verdict means to a reader."""

LEVELS: dict[str, str] = {
    "supported": "at least one controlled Phase 2 to 4 trial met its main goal, and none failed",
    "conflicting": "some controlled Phase 2 to 4 trials met their main goal, others did not",
    "uncontrolled_only": "only trials without a control group met their goal",
    "not_supported": "Phase 2 to 4 results exist, and none met the main goal",
    "unreported": "Phase 2 to 4 trials are over, but none has a result that can be judged",
    "in_progress": "Phase 2 to 4 trials are running; none is finished",
    "early_only": "only early-phase trials exist",
    "none": "no trial was found",
}
"""What each level of an answer means."""


def many(count: int, noun: str, plural: str = "") -> str:
    """``1 trial``, ``2 trials``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def headline(level: str, condition: str, counts: dict[str, int]) -> str:
    """One or two sentences: what is known about MSC trials for the condition, with denominators."""
    met = counts["met"] + counts["met_noninferior"]
    failed = counts["not_met"] + counts["mixed"]
    judged, counted, over = met + failed, counts["counted"], counts["counted"] - counts["ongoing"]
    rest = _rest(counts)
    if level == "supported":
        return f"{condition}: {met} of {many(judged, 'controlled Phase 2 to 4 trial')} with a known result met the main goal.{rest}"
    if level == "conflicting":
        return (
            f"{condition}: the evidence conflicts. {met} of {many(judged, 'controlled Phase 2 to 4 trial')} with a known "
            f"result met the main goal, {failed} did not.{rest}"
        )
    if level == "uncontrolled_only":
        return (
            f"{condition}: {many(counts['met_uncontrolled'], 'Phase 2 to 4 trial')} met a goal set beforehand, but only "
            f"without a control group.{rest}"
        )
    if level == "not_supported":
        some = f" ({counts['mixed']} met some goals and missed others)" if counts["mixed"] else ""
        return f"{condition}: none of {many(judged, 'Phase 2 to 4 trial')} with a known result met the main goal{some}.{rest}"
    if level == "unreported":
        return (
            f"{condition}: {many(over, 'Phase 2 to 4 trial')} of {counted} are over, but no usable result is known. No "
            f"posted proof of benefit was found. {NOT_PROOF_OF_NO_BENEFIT}{_publications(counts)}"
        )
    if level == "in_progress":
        return f"{condition}: {many(counted, 'Phase 2 to 4 trial')} running, none finished. Nothing can be said about benefit yet."
    if level == "early_only":
        return (
            f"{condition}: no Phase 2 to 4 trial of mesenchymal stem cells was found; "
            f"{many(counts['early'], 'earlier or unphased trial')} asked mainly whether the cells can be given safely."
        )
    return f"{condition}: no trial of mesenchymal stem cells was found. That is not proof that none exists."


def _rest(counts: dict[str, int]) -> str:
    """The trials of the denominator that decide nothing."""
    parts = [
        (counts["safety_only"], "tested safety first"),
        (counts["no_comparison"] + counts["unclear"], "cannot be judged"),
        (counts["unreported"], "finished without a posted result"),
        (counts["stopped"], "stopped early"),
        (counts["ongoing"], "still running"),
    ]
    listed = ", ".join(f"{n} {text}" for n, text in parts if n)
    return f" Of the other Phase 2 to 4 trials, {listed}." if listed else ""


def _publications(counts: dict[str, int]) -> str:
    linked = counts["with_publication"]
    return f" {many(linked, 'trial has', 'trials have')} a linked publication to read." if linked else ""


def ending(level: str) -> str:
    """The last line: how far the evidence reaches, or the article's point where there is no support."""
    if level in ("supported", "conflicting"):
        return EXACT_PRODUCT
    return N_OF_1


def caveats(level: str, counts: dict[str, int], words: str) -> tuple[str, ...]:
    """What the reader must know beside the headline; ``words`` are the condition names searched, empty for none known."""
    found: list[str] = []
    if level in ("supported", "conflicting", "uncontrolled_only", "not_supported"):
        found.append('"Met its main goal" is a statistical result; it may be small, and it is not an approval.')
    if counts["not_met"]:
        found.append(
            "A main goal that was missed means no difference was found; small trials can miss real differences."
        )
    if counts["unreported"] or counts["stopped"]:
        found.append(
            f"{counts['unreported'] + counts['stopped']} of {counts['counted']} counted trials ended without a posted result; "
            "trials with good news are published more often."
        )
    if counts["related"]:
        found.append(
            f"{counts['related']} of the counted trials tested related (MSC-like) or engineered cells, marked as such."
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
    if counts["ledger_only"]:
        found.append(
            f"{many(counts['ledger_only'], 'trial')} known from our ledger of publications only; the search returned no record."
        )
    if counts["unreadable"]:
        found.append(f"{many(counts['unreadable'], 'record')} could not be read and is missing here.")
    if not words:
        found.append("This condition is not in our vocabulary; it was searched as typed, without other names for it.")
    found.append(LISTING)
    return tuple(found)
