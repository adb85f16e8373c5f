"""Page and JSON say the same numbers: every number of a part comes from the document, and each such number of it is there."""

from __future__ import annotations

import copy
import html
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msc_trials.knowledge.seeds import grouped
from msc_trials.output.pages.document import documents
from msc_trials.output.pages.render import condition_page
from msc_trials.results.findings import HAD_PRODUCT
from tests.made_up import answer_of, assessment

BASE, _ = documents(answer_of(assessment(1, "met", controlled=True, comparator="placebo")))
TRIAL = next(trial for trial in BASE["trials"] if trial["trial_id"] in BASE["deciding"])
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
PARTS = ("strength", "behind", "harms", "found", "plot", "ladder")
FIXED = {"0", "2", "4", "95", "100"}
"""Numbers of fixed sentences: Phase 2 to 4, of 100, the 95% range."""
SIZE = {
    "goal": "Better in some way", "measure": "Made-up share", "time": "some time", "control": "placebo", "better": "more is better",
    "cells_events": None, "cells_people": None, "control_events": None, "control_people": None, "cells_words": None,
    "control_words": None, "cells_per_100": None, "control_per_100": None, "sentence": "", "doubt": "", "groups": "",
}  # fmt: skip

share = st.integers(0, 100)
many = st.integers(101, 999)


@st.composite
def sizes(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """One result of a trial as stated shares, as counts with a worked-out difference, or as an average; and its effect."""
    cells, control, better = draw(share), draw(share), draw(st.sampled_from(["more is better", "fewer is better"]))
    kind = draw(st.sampled_from(["stated", "counts", "average"]))
    if kind == "average":
        return {**SIZE, "sentence": f"With cells {draw(many)} points, with placebo {draw(many)}."}, None
    if kind == "stated":
        return {**SIZE, "cells_per_100": cells, "control_per_100": control, "better": better}, None
    low, high = sorted((draw(st.floats(-99, 99)), draw(st.floats(-99, 99))))
    effect = {
        "measure": SIZE["measure"], "time_frame": SIZE["time"], "effect": float(cells - control), "effect_ci_low": low,
        "effect_ci_high": high, "effect_ci_level": 95.0, "method": "Newcombe", "cells_per_100": cells, "control_per_100": control,
    }  # fmt: skip
    return {**SIZE, "better": better}, effect


@st.composite
def harms(draw: st.DrawFn) -> dict[str, Any]:
    read = draw(st.booleans())
    side = st.sampled_from(
        [("cells", ""), ("control", "placebo"), ("control", "active"), ("other", ""), ("other", HAD_PRODUCT)]
    )
    group = st.fixed_dictionaries({
        "title": st.just(""), "serious": st.none() | many, "serious_of": many, "deaths": st.none() | many, "deaths_of": many,
    })  # fmt: skip
    pairs = draw(st.lists(st.tuples(side, group), max_size=4)) if read else []
    groups = [{"side": of, "kind": kind, **numbers} for (of, kind), numbers in pairs]
    return {"read": read, "posted": bool(groups) if read else None, "groups": groups}


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """A document with one to eight deciding trials."""
    document = copy.deepcopy(BASE)
    trials = []
    for number in range(draw(st.integers(1, len(NAMES)))):
        size, effect = draw(sizes())
        trials.append(copy.deepcopy(TRIAL) | {
            "trial_id": f"NCT9{number:07d}", "nct_id": f"NCT9{number:07d}", "display_name": NAMES[number],
            "verdict": draw(st.sampled_from(["met", "not_met", "mixed"])), "people": draw(st.none() | many),
            "people_kind": draw(st.sampled_from(["took_part", "planned"])), "sizes": [size], "effects": [effect] if effect else None,
            "harms": draw(harms()), "counted": True, "control": "placebo", "caution_short": "", "caution_long": "", "reasons": [],
            "citation": "", "primary_endpoint": "", "goal": "A goal in words", "goal_time": "",
        })  # fmt: skip
    document["trials"], document["deciding"] = trials, [trial["trial_id"] for trial in trials]
    document["harms_in_general"], document["approvals"] = [], []
    answer = document["answer"]
    answer |= {"balance": None, "largest_trial": None}
    answer["groups"] = {group: draw(many) for group in answer["groups"]}
    answer["ladder"] = {"Phase 3": {stage: draw(st.just(0) | many) for stage in next(iter(answer["ladder"].values()))}}
    return document


def drawn_from(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Shares of both groups as the document states them, with the range of their difference: what the page must show."""
    rows = []
    for trial in document["trials"]:
        size, effects = trial["sizes"][0], trial["effects"]
        if size["cells_per_100"] is not None:
            cells, control = size["cells_per_100"], size["control_per_100"]
            rows.append({"cells": cells, "control": control, "range": None, "better": size["better"]})
        elif effects:
            (found,) = effects
            limits = (found["effect_ci_low"], found["effect_ci_high"])
            rows.append(
                {
                    "cells": found["cells_per_100"],
                    "control": found["control_per_100"],
                    "range": limits,
                    "better": size["better"],
                }
            )
    return rows


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def parts(page: str) -> dict[str, str]:
    """The words of each part, without pictures, registration numbers and markup."""
    found = {}
    for name in PARTS:
        part = page.split(f'aria-labelledby="{name}"')[1].split("</section>", maxsplit=1)[0]
        part = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", part, flags=re.DOTALL)
        found[name] = re.sub(r"NCT\d{8}|Phase \d(?:/\d)?", " ", html.unescape(part))
    return found


def wanted(document: dict[str, Any]) -> dict[str, set[str]]:
    """The numbers of the document that each part must print."""
    trials, rows = document["trials"], drawn_from(document)
    people = {str(trial["people"]) for trial in trials if trial["people"] is not None}
    pairs = {str(n) for row in rows for n in (row["cells"], row["control"])}
    averages = numbers(json.dumps([t["sizes"][0]["sentence"] for t in trials]))
    posted = [trial for trial in trials if trial["harms"]["posted"]][:3]
    harmed: set[str] = set()
    for trial in posted:
        for alike in grouped(((g["side"], g["kind"]), g) for g in trial["harms"]["groups"]).values():
            for what in ("serious", "deaths"):
                if all(group[what] is not None for group in alike):  # groups of one kind are added up
                    harmed |= {str(sum(group[key] for group in alike)) for key in (what, f"{what}_of")}
    ranges = {str(abs(round(n))) for row in rows for n in row["range"] or ()}
    return {
        "strength": {str(len(trials)), str(sum(trial["people"] or 0 for trial in trials))} | {str(n) for n in document["answer"]["groups"].values()},
        "behind": {n for t in trials[:6] for n in ({str(t["people"])} if t["people"] is not None else set())},
        "harms": harmed,
        "found": people | pairs | averages,
        "plot": (pairs | {str(abs(row["cells"] - row["control"])) for row in rows} - {"0"} | ranges - {"0"}),
        "ladder": {str(n) for stages in document["answer"]["ladder"].values() for n in stages.values() if n},
    }  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers())
def test_every_number_of_the_document_is_on_the_page_and_every_number_of_the_page_is_in_the_document(
    document: dict[str, Any],
) -> None:
    page = condition_page(document)
    said, known = parts(page), wanted(document)
    counts = {str(n) for n in range(len(NAMES) + 1)}  # how many trials have or lack something
    for name in PARTS:
        if name == "plot" and "<figure>" not in page.split('id="plot"')[1].split("</section>")[0]:
            continue
        missing = known[name] - numbers(said[name])
        assert not missing, (name, missing)
        everything = known["found"] | known[name] | FIXED | counts
        assert not numbers(said[name]) - everything, (name, numbers(said[name]) - everything)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers())
def test_dots_and_points_are_where_the_numbers_put_them(document: dict[str, Any]) -> None:
    page = condition_page(document)
    rows = drawn_from(document)
    dots = re.findall(r'<svg class="dots (cells|control)"[^>]*aria-label="(\d+) of 100">(.*?)</svg>', page, re.DOTALL)
    assert [(side, int(number)) for side, number, _ in dots] == [
        pair for row in rows for pair in (("cells", row["cells"]), ("control", row["control"]))
    ]
    assert all(marks.count("<circle") - marks.count('class="hollow"') == int(number) for _, number, marks in dots)
    points = re.findall(r'<circle cx="([\d.]+)%" cy="\d+" r="5" class="\w+ point( open)?"', page)
    assert len(points) == len(rows)
    for (at, hollow), row in zip(points, rows, strict=True):
        side = (row["cells"] - row["control"]) * (1 if row["better"] == "more is better" else -1)
        assert (float(at) > 50) == (side > 0)
        assert (float(at) < 50) == (side < 0)
        assert bool(hollow) == (row["range"] is None)


def test_a_result_with_the_counts_of_one_side_only_is_the_sentence_of_the_document() -> None:
    document = copy.deepcopy(BASE)
    trial = next(trial for trial in document["trials"] if trial["trial_id"] in document["deciding"])
    sentence = "Made-up share: of 28 people given cells 10; how many were given placebo is not stated."
    trial["sizes"] = [{**SIZE, "cells_events": 10, "cells_people": 28, "sentence": sentence}]
    page = html.unescape(condition_page(document))
    assert page.count(sentence) >= 2
    assert "None of None" not in page
