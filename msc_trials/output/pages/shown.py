"""What a page shows of the JSON document of an answer: the step on the scale, counts, trials in order, lists. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeAlias

from msc_trials.evidence.as_of import month_of
from msc_trials.evidence.words import levels, many, sentence, word
from msc_trials.knowledge.rules import topic
from msc_trials.knowledge.seeds import grouped
from msc_trials.output.lines import age_in_words, capital
from msc_trials.output.trial_words import people_as, year_posted
from msc_trials.results.findings import HAD_PRODUCT, HarmGroup, Harms

Document: TypeAlias = dict[str, Any]
Trial: TypeAlias = dict[str, Any]

STEPS = tuple(topic("step").items())
"""The six steps of the scale in their order: three not known yet, three in which controlled trials have a result."""

_JOINABLE = ("Recruiting", "Not yet recruiting")
FRESH_DAYS = 92
"""Data younger than this are called fresh; older ones are announced above the answer."""


def step_of(level: str | None) -> str:
    """The step of the scale that a level stands on; empty without a level."""
    return "" if level is None else level if level in dict(STEPS) else "no_result"


def step_number(level: str | None) -> int:
    """The number of that step, 1 to 6; 0 without a level."""
    return next((number for number, (code, _) in enumerate(STEPS, 1) if code == step_of(level)), 0)


def big_answer(document: Document) -> str:
    """The answer in a few words."""
    answer = document["answer"]
    met = answer["counts"]["met"] + answer["counts"]["met_noninferior"] if answer["level"] else 0
    count, its = ("One controlled trial", "its") if met == 1 else (f"{met} controlled trials", "their")
    return levels()[answer["level"]].largest.format(name=document["query"]["name"], count=count, its=its)


def flags(document: Document) -> list[str]:
    """Why a "met" is weak, as short labels; empty unless the level rests on one weak trial or one trial."""
    answer = document["answer"]
    if answer["strength"] == "one_trial":
        return ["One trial only"]
    return [word("weak_label", reason) for reason in answer["strength_reasons"]]


def day_in_words(day: str) -> str:
    """A full or partial date in words.

    >>> day_in_words("2022-10-10"), day_in_words("2026-08"), day_in_words("2019"), day_in_words("")
    ('10 October 2022', 'August 2026', '2019', 'date not stated')
    """
    parts = (day or "")[:10].split("-")
    if not parts[0]:
        return "date not stated"
    month = month_of(day)
    if len(parts) > 1 and month == parts[0]:
        return day
    return f"{int(parts[2])} {month}" if len(parts) == 3 and parts[2].isdigit() else month


def age_in_days(document: Document) -> int | None:
    """Days from the date of the data to the day of the question; None where one of them is not stated."""
    try:
        data = dt.date.fromisoformat(document["provenance"]["data_timestamp"][:10])
        return (dt.date.fromisoformat(document["as_of"]) - data).days
    except (TypeError, ValueError):
        return None


def is_old(document: Document) -> bool:
    """Whether the age of the data is announced above the answer."""
    age = age_in_days(document)
    return document["provenance"]["stale"] or age is None or age > FRESH_DAYS


def age_of_data(document: Document) -> str:
    """The age of the data in days, months or years."""
    age = age_in_days(document)
    return "of unknown age" if age is None else age_in_words(age)


def deciding(document: Document) -> list[Trial]:
    """The trials that set the level, the one with most people first."""
    by_id = {trial["trial_id"]: trial for trial in document["trials"]}
    return [by_id[trial_id] for trial_id in document["deciding"] if trial_id in by_id]


def people_beside_mixtures(document: Document) -> int:
    """How many people were in deciding trials that gave unsorted mixtures beside cultured cells; how many had which is not known."""
    return sum(trial["people"] or 0 for trial in deciding(document) if "mixed_uncultured" in trial["msc_class"])


def known_from_news(document: Document) -> list[Trial]:
    """Counted trials whose verdict rests on a company's announcement or on the news."""
    return [
        trial
        for trial in counted(document)
        if trial["verdict_source"] == "ledger" and trial["evidence_kind"] in ("announcement", "news")
    ]


def counted(document: Document) -> list[Trial]:
    """The trials of the denominators, in the order of the document."""
    return [trial for trial in document["trials"] if trial["counted"]]


def not_counted(document: Document) -> list[tuple[str, tuple[Trial, ...]]]:
    """Trials that are not counted, by the code of the reason, the largest group first."""
    left = (trial for trial in document["trials"] if not trial["counted"])
    groups = grouped((trial["not_counted_because"].partition(" ")[0], trial) for trial in left)
    return sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))


def open_trials(document: Document) -> list[Trial]:
    """Counted and early trials of these cells that are listed as running, the most advanced phase first."""
    running = [t for t in document["trials"] if t["verdict"] == "ongoing" and t["msc_class"] != ["not_msc"]]
    return sorted(running, key=lambda t: (not t["counted"], t["phase"], t["trial_id"]))


def joinable(document: Document) -> list[Trial]:
    """Those of them that are listed as recruiting or about to."""
    return [trial for trial in open_trials(document) if trial["status"] in _JOINABLE]


def ages(trial: Trial) -> str:
    """Ages that a trial takes, as in ``18 to 75``; empty where none is stated."""
    low, high = (str(trial.get(key) or "").removesuffix(" Years") for key in ("minimum_age", "maximum_age"))
    return f"{low} to {high}" if low and high else f"{low} and over" if low else f"up to {high}" if high else ""


def compared_with(trial: Trial) -> str:
    """What the control group had: the name of it that the source has, else its kind."""
    return str(trial["control"] or word("comparator", trial["comparator"]))


def measured(size: dict[str, Any]) -> str:
    """What figures are of: the goal in plain words, else the measure as the source names it."""
    return str(size["goal"] or size["measure"] or "Main goal")


def people_words(trial: Trial) -> str:
    """How many people, and whether they took part, were enrolled or are planned."""
    return people_as(trial["people"], trial["people_kind"])


def harm_words(trial: Trial) -> str:
    """Posted harms of a trial, groups of a side added up, each number with its denominator; control groups of several kinds by kind."""
    harms = Harms(True, tuple(HarmGroup(**group) for group in trial["harms"]["groups"]))
    kinds: tuple[str | None, ...] = harms.control_kinds if len(harms.control_kinds) > 1 else (None,)
    sides: list[tuple[str, str | None, str]] = [("cells", None, "with cells")]
    sides += [("control", k, f"with {word('comparator', k)}" if k else "in the control group") for k in kinds]
    sides += [("other", HAD_PRODUCT, "with a control and the cells in turn"), ("other", "", "in another group")]
    return "; ".join(_harm(harms, *side) for side in sides if harms.of(*side[:2])) + "."


def missing_harms(trials: Iterable[Trial]) -> list[str]:
    """Sentences on deciding trials whose harms are not shown: posted after these data, never posted, or not in these data."""
    without = [trial for trial in trials if not trial["harms"]["posted"]]
    later = {trial["trial_id"]: year for trial in without if (year := year_posted(trial["trial_id"]))}
    told = [
        f"{trial['display_name']}: {sentence('harms_posted_later', year=later[trial['trial_id']])}"
        for trial in without
        if trial["trial_id"] in later
    ]
    others = [trial["harms"]["read"] for trial in without if trial["trial_id"] not in later]
    if silent := others.count(True):
        told.append(f"{many(silent, 'deciding trial')} had posted no table of harms when these data were copied.")
    if unread := others.count(False):
        told.append(f"Harms are not in these data for {many(unread, 'deciding trial')}.")
    return told


def _harm(harms: Harms, side: str, kind: str | None, named: str) -> str:
    serious, deaths = harms.total(side, "serious", kind), harms.total(side, "deaths", kind)
    events = f"serious events in {serious[0]} of {serious[1]} people" if serious else "serious events not posted"
    return f"{named} {events}{f', {deaths[0]} of {deaths[1]} died' if deaths else ''}"


def bars(trials: Iterable[Trial]) -> dict[str, float]:
    """Per trial the length of its bar in percent of the longest, by number of people."""
    return percent_of_largest({trial["trial_id"]: trial["people"] or 0 for trial in trials})


def percent_of_largest(numbers: dict[str, int]) -> dict[str, float]:
    """Each number in percent of the largest."""
    most = max(numbers.values(), default=0) or 1
    return {name: round(100 * number / most, 2) for name, number in numbers.items()}


def ladder(document: Document) -> list[tuple[str, list[tuple[str, int]]]]:
    """Per phase, the most advanced first, the number of trials at each stage; empty stages and phases left out."""
    order = ["Phase 4", "Phase 3", "Phase 2/3", "Phase 2", "Phase 1/2", "Phase 1", "Early Phase 1", "N/A", "Not given"]
    rows = document["answer"]["ladder"]
    known = [phase for phase in order if phase in rows] + sorted(set(rows) - set(order))
    found = [(phase, [(stage, n) for stage, n in rows[phase].items() if n]) for phase in known]
    return [(capital(word("phase", phase)), stages) for phase, stages in found if stages]


def approval_sentence(document: Document) -> str:
    """What agencies decided, for the headline: approvals first, else that the list has none."""
    given = [
        a
        for a in document["approvals"]
        if a["kind"] in {"approval", "conditional"} and not a["withdrawn_on"] and not a["may_have_lapsed"]
    ]
    full = [a for a in given if a["kind"] == "approval"]
    if not given:
        return "No product is approved for it in our list."
    places = list(dict.fromkeys(word("in_country", a["country"]) for a in full or given))
    where = places[0] if len(places) == 1 else f"{', '.join(places[:-1])} and {places[-1]}"
    products = len({a["product"] for a in full or given})
    how = "approved" if full else "approved with conditions"
    group = f" ({given[0]['short']})" if products == 1 and given[0]["short"] else ""
    return f"{'One product is' if products == 1 else f'{products} products are'} {how} in {where}{group}."


def running_title(document: Document) -> str:
    """The title of the list of trials to join: of today for fresh data, else of the month of the data."""
    if not is_old(document):
        return "Recruiting now"
    return f"Trials that were recruiting in {day_in_words(document['provenance']['data_timestamp'][:7])}"


def abstracts(document: Document) -> list[tuple[Trial, list[dict[str, Any]]]]:
    """Counted trials whose abstracts report a main result, each with the papers that do; contradictions among them."""
    if document["papers"] is None:
        return []
    found = []
    for trial in counted(document):
        papers = [p for p in trial["papers"] if p["counts"] and p["claim"]["claim"] != "no_claim"]
        if papers and (trial.get("abstract_verdict") or trial["paper_contradicts"]):
            found.append((trial, papers))
    return found


def where(trial: Trial) -> str:
    """How many sites a trial has, and in which countries."""
    sites = many(trial["sites"], "site") if trial["sites"] else ""
    return ", ".join(filter(None, (sites, ", ".join(trial["countries"])))) or "not stated"


def past_their_end(document: Document) -> int:
    """How many trials to join are past their planned end on the day of the question."""
    day = str(document["as_of"] or "")
    return sum(
        1 for t in joinable(document) if t["planned_end"] and str(t["planned_end"]) < day[: len(t["planned_end"])]
    )


def tally(trials: Iterable[Trial], key: str) -> list[tuple[str, int]]:
    """How often each value occurs, the commonest first."""
    return Counter(str(trial[key]) for trial in trials).most_common()
