"""Sentences of an answer: headline, level, ending and fixed texts. Pure templates over counts and names; no rules.

Source: domain notes §6 (wording and ethics). A test bans the words that promise or dismiss.
"""

from __future__ import annotations

from msc_trials.evidence.level import Strength
from msc_trials.evidence.words import many, word
from msc_trials.knowledge.therapy import named

REGISTRY = "ClinicalTrials.gov"
DISCLAIMER = (
    "Information from a public registry, entered by the study sponsors, and from publications; not medical advice; not "
    "checked or endorsed by NIH, NLM or FDA. This reading is automatic and has not been validated. Talk with a doctor who "
    "is not selling the treatment."
)
EXACT_PRODUCT = "That is evidence for the exact product, dose and route tested, not for {treatments} in general."
NOT_PROOF_OF_NO_BENEFIT = "That is not proof of no benefit: most such trials never post their results."
N_OF_1 = (
    "Outside a trial you would, in the words of the article this tool follows, be close to an n=1 experiment: one person, "
    "no comparison, nobody keeping score."
)
LISTING = "A listing in the registry is not an endorsement by any authority."

CONTROLLED = "controlled Phase 2 to 4 trial"

VERDICTS: dict[str, str] = {
    "met": "met its main goal",
    "met_noninferior": "was not worse than its comparator, within the margin set beforehand",
    "met_uncontrolled": "met a goal set beforehand, without a control group",
    "not_met": "did not meet its main goal",
    "mixed": "met some of its main goals and missed others",
    "safety_only": "asked about harms first; it cannot show benefit",
    "no_comparison": "posted results without a usable comparison between groups",
    "unreported": "ended or overdue, no result posted",
    "stopped": "stopped early or never began",
    "ongoing": "listed as running",
    "unclear": "not judgeable from what is known",
}
"""What each verdict means to a reader."""

LEVELS: dict[str, str] = {
    "supported": "a trial with a control group met its main goal, and none missed it",
    "conflicting": "some trials met their main goal, and others missed it",
    "uncontrolled_only": "only trials without a control group met their goal",
    "not_supported": "trials have results, and none met its main goal",
    "unreported": "the trials ended, stopped or should have ended, and no result can be judged",
    "in_progress": "trials are listed as running; none has a result yet",
    "early_only": "there are only early trials, which ask mainly about harms",
    "none": "no trial was found",
}
"""What each level of an answer means."""


def headline(level: str, condition: str, counts: dict[str, int]) -> str:
    """What is known about MSC trials for the condition, with denominators: the lead, then the trials that do not decide."""
    return f"{lead(level, condition, counts)}{rest(level, counts)}"


def lead(level: str, condition: str, counts: dict[str, int]) -> str:
    """The first sentence of a headline: the trials that set the level."""
    met, failed = counts["met"] + counts["met_noninferior"], counts["not_met"] + counts["mixed"]
    some = f" ({counts['mixed']} met a part)" if counts["mixed"] else ""
    over, counted = counts["counted"] - counts["ongoing"], counts["counted"]
    told = {
        "supported": f"{_goal(met, met + failed, CONTROLLED)}.",
        "conflicting": f"{_goal(met, met + failed, CONTROLLED)}, {failed} did not{some}.",
        "uncontrolled_only": f"{many(counts['met_uncontrolled'], 'Phase 2 to 4 trial')} met a goal set beforehand, but only "
        "without a control group.",
        "not_supported": f"{_missed(failed, counts['mixed'])}.",
        "unreported": ("the only Phase 2 to 4 trial" if counted == 1 else f"{share(over, counted)} Phase 2 to 4 trials")
        + f" {'has' if over == 1 else 'have'} ended or should have, and no result that can be judged is known.",
        "in_progress": f"{many(counted, 'Phase 2 to 4 trial')} {'is' if counted == 1 else 'are'} listed as running, "
        f"{'without a result' if counted == 1 else 'none with a result'}. Nothing can be said about benefit yet.",
        "early_only": f"no Phase 2 to 4 trial of {named('cells')} was found; "
        f"{many(counts['early'], 'trial')} of an earlier phase or without a phase. Early trials ask mainly about harms.",
        "none": f"no trial of {named('cells')} was found. That is not proof that none exists.",
    }
    return f"{condition}: {told[level]}"


def share(some: int, counted: int) -> str:
    """How many of several: ``3 of 4``, ``all 10``, ``both``."""
    if some < counted:
        return f"{some} of {counted:,}"
    return "both" if counted == 2 else f"all {counted:,}"


def rest(level: str, counts: dict[str, int]) -> str:
    """The trials of the denominator that do not set the level, as further sentences; empty when there are none."""
    if level in ("in_progress", "early_only", "none"):
        return ""
    if level == "unreported":
        no_proof = f" {NOT_PROOF_OF_NO_BENEFIT}{_publications(counts)}" if counts["unreported"] else ""
        if counts["counted"] == 1:
            return f" It {next(text for n, text in _kinds(counts) if n)}.{no_proof}"
        if same := [text for n, text in _kinds(counts) if n == counts["counted"]]:
            return f" {_all_of(counts['counted'], same[0])}.{no_proof}"
        return f" Of these {counts['counted']}, {_parts(counts)}.{no_proof}"
    return _rest(counts, level)


def _all_of(counted: int, text: str) -> str:
    """One sentence on all of several trials: ``Both stopped early``, ``Neither can be judged``."""
    if text.startswith("cannot"):
        return f"{'Neither' if counted == 2 else f'None of these {counted}'} can{text.removeprefix('cannot')}"
    return f"{share(counted, counted).capitalize()} {text}"


def heading(level: str, strength: Strength | None) -> str:
    """The level in capitals, with what it rests on: ``SUPPORTED BY ONE SMALL TRIAL``."""
    return LEVEL_NAMES[level].upper() + (f" BY {strength.heading}" if strength is not None else "")


def short_heading(level: str, strength: Strength | None) -> str:
    """The level with what it rests on, for a table: ``Supported by one small trial``, ``Not supported``."""
    return heading(level, strength).capitalize().partition(":")[0]


def _goal(met: int, judged: int, noun: str) -> str:
    """How many of the judged trials met their main goal, in grammar that fits one, none and many."""
    if judged == 1:
        return f"the only {noun} with a known result {'met' if met else 'did not meet'} its main goal"
    return f"{met or 'none'} of {many(judged, noun)} with a known result met the main goal"


def _missed(failed: int, part: int) -> str:
    """That no trial met its main goal, and how many met a part of it."""
    if failed == 1 and part:
        return "the only Phase 2 to 4 trial with a known result met a part of its main goals and missed others"
    return _goal(0, failed, "Phase 2 to 4 trial") + (f" ({part} met a part)" if part else "")


def _rest(counts: dict[str, int], level: str) -> str:
    """The trials of the denominator that do not set the level, at most two kinds in a sentence."""
    alone = counts["met_uncontrolled"] if level != "uncontrolled_only" else 0
    parts = [f"{alone} met a goal set beforehand without a control group"] if alone else []
    parts += [f"{n} {text}" for n, text in _kinds(counts) if n]
    if not parts:
        return ""
    more = "".join(f" And {' and '.join(parts[i : i + 2])}." for i in range(2, len(parts), 2))
    return f" Of the other Phase 2 to 4 trials, {' and '.join(parts[:2])}.{more}"


def _parts(counts: dict[str, int]) -> str:
    """Every kind with its number, as a list in a sentence: ``1 cannot be judged and 2 are listed as running``."""
    *first, last = (f"{n} {text}" for n, text in _kinds(counts) if n)
    return f"{', '.join(first)} and {last}" if first else last


def _kinds(counts: dict[str, int]) -> tuple[tuple[int, str], ...]:
    harms, running = counts["safety_only"], counts["ongoing"]
    unjudged = harms + counts["no_comparison"] + counts["unclear"]
    which = (
        "it" if unjudged == 1 else f"{harms} of them" if harms < unjudged else "both" if harms == 2 else "all of them"
    )
    of_them = f" ({which} asked about harms first)" if harms else ""
    return (
        (unjudged, f"cannot be judged{of_them}"),
        (counts["unreported"], "ended or should have ended without a posted result"),
        (counts["stopped"], "stopped early or never began"),
        (running, f"{'is' if running == 1 else 'are'} listed as running"),
    )


def _publications(counts: dict[str, int]) -> str:
    linked = counts["with_publication"]
    return (
        f" {many(linked, 'trial has', 'trials have')} a linked publication that may report results." if linked else ""
    )


def ending(level: str) -> str:
    """The last line: how far the evidence reaches, or the article's point where there is no support."""
    if level in ("supported", "conflicting"):
        return EXACT_PRODUCT.format(treatments=named("treatments"))
    return N_OF_1


# --- fixed texts of the report ----------------------------------------------------------------------------------------

STAGES: dict[str, str] = {
    "met": "Met",
    "not_met": "Not met",
    "cannot_judge": "Cannot be judged",
    "no_result": "No result",
    "stopped": "Stopped",
    "running": "Listed as running",
}
"""What came of trials, in six groups: the same in the ladder, in comparisons and on pages; they add up to all trials."""
LADDER = "Trials of each phase by what came of them; only Phase 2 to 4 set the level:"


GROUPS: dict[str, str] = {
    "met": STAGES["met"],
    "met_uncontrolled": "Met without a control group",
    **{stage: words for stage, words in STAGES.items() if stage != "met"},
}
"""The same groups for the counted trials, where a goal met without a control group stands apart."""


def ladder_note(alone: int, part: int) -> str:
    """What two columns of the ladder include: goals met without a control group and goals met in part; empty for none."""
    notes = [f'"Met" includes {many(alone, "trial")} without a control group.'] if alone else []
    if part:
        notes.append(f'"Not met" includes {many(part, "trial")} that met some main goals and missed others.')
    return " ".join(notes)


APART: dict[str, str] = {
    "other_condition": "studies another condition",
    "not_interventional": "not a treatment trial",
    "early_or_no_phase": "Phase 1, Phase 1/2 or no phase given",
    "unknown_phase": "a phase this version does not know",
    "same_evidence_as": "same participants as another trial listed here",
}
"""Why a trial is not counted; reasons that are a class of cells or a use of the study have their words in ``words``."""

LEVEL_NAMES: dict[str, str] = {
    "supported": "Supported",
    "conflicting": "The trials disagree",
    "uncontrolled_only": "Met only without a control group",
    "not_supported": "Not supported: no trial met its main goal",
    "unreported": "No result that can be judged",
    "in_progress": "No result yet",
    "early_only": "Early trials only",
    "none": "No trial found",
}
"""A few words for each level, for headings."""

SOURCES: dict[str, str] = {
    "live": "asked now",
    "not_asked": "nothing was searched",
    "cache": "stored answer",
    "snapshot": "shipped snapshot",
    "snapshot_file": "snapshot file",
    "store": "store of registry files on this computer",
}
"""Where the data of an answer came from."""

METHOD: tuple[str, ...] = (
    (
        "The registry was searched for the condition, under all its names known to us, together with the names of "
        "mesenchymal stem cells and their products."
    ),
    "Rules then read each record: which cells were given, how many, by which way, and against what they were compared.",
    (
        "Only treatment trials of Phase 2 to 4 that gave mesenchymal stem or stromal cells (or closely related or engineered "
        "ones) are counted. The others are listed apart, with the reason."
    ),
    (
        "A trial met its main goal when a comparison with a control group, posted for a main (primary) outcome, favours the "
        "cells by the rule set for that trial. A list of publications, read by us, comes before the posted numbers."
    ),
    "Each trial counts once. A missing result is shown as missing. It is counted neither as a success nor as a failure.",
)
"""How an answer is made, for the report."""

EFFECTS_NOTE = (
    'Each row has its own scale, in the unit of its own trial: rows cannot be compared in size. The dashed line is "no '
    'difference". A bar that crosses it is compatible with no difference. Sides are as reported; which side is better differs '
    "from trial to trial, so read the verdict beside the bar."
)
NOT_DRAWN = "Not drawn"
NO_NUMBER = "no number known here"
TIMELINE_NOTE = (
    "Bars run from the start to the (planned) last measurement of the main outcome. The vertical line is the data date."
)
LADDER_NOTE = (
    "Phase 1 asks mainly about side effects, Phase 2 looks for first signs of benefit, Phase 3 compares with other care in "
    "many people. Number of mesenchymal stem cell trials at each step:"
)


SHORT_VERDICTS: dict[str, str] = {
    "met": "met its main goal",
    "met_noninferior": "not worse than comparator",
    "met_uncontrolled": "met a preset goal",
    "not_met": "missed its main goal",
    "mixed": "met a part of its goals",
    "safety_only": "asked about harms only",
    "no_comparison": "no usable comparison",
    "unreported": "no result posted",
    "stopped": "stopped early",
    "ongoing": "listed as running",
    "unclear": "not judgeable",
}
"""The verdicts for narrow places: pictures and table cells."""


def where(path: str) -> str:
    """The place a reason rests on, for readers: the ledger by what it is, a place in the record as it stands."""
    return "our list of publications" if path == "seeds/ledger.csv" else path


def not_counted_because(reason: str) -> str:
    """Why a trial is not counted, in words; ``reason`` is that of ``not_counted.why_not_counted``."""
    code, _, detail = reason.partition(" ")
    if detail:
        return f"same participants as {detail}"
    named = (w for topic in ("msc_class", "evidence_use") if (w := word(topic, code)) != code.replace("_", " "))
    return APART.get(code) or next(named, code.replace("_", " "))
