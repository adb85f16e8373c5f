"""What the posted number of an outcome is: a count of participants, a time to an event, a reduction, or the thing itself.

The same words mean opposite things in these frames: pain is better when smaller, "participants with a pain reduction"
are better when more, "time to pain relief" is better when shorter. Words: ``seeds/direction_words.csv``. Source: domain
notes §5a (event semantics and modifiers).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from msc_trials.results.direction.scale_direction import words

FrameKind: TypeAlias = Literal["count", "time_to", "reduction", "improvement", "worsening", "plain"]


class Frame(NamedTuple):
    """How a title names its value. ``thing`` is what the value is about, ``firm`` says the unit or a word settles it."""

    kind: FrameKind
    thing: str
    firm: bool = True


def frame_of(title: str, unit: str = "") -> Frame:
    """The frame of a normalized title; the unit can turn a named thing into a count or a reduction."""
    patterns = _patterns()
    counted = patterns["count"].match(title)
    if counted:
        return Frame("count", title[counted.end() :].strip() or title)
    of_people = patterns["unit_count"].search(unit) is not None
    timed = patterns["time_to"].search(title)
    if timed and not of_people:
        return Frame("time_to", title[timed.end() :])
    if timed:
        return Frame("count", title[timed.end() :])
    if of_people or patterns["late_count"].search(title):
        return Frame("count", title)
    for kind in ("reduction", "improvement"):
        if patterns[f"unit_{kind}"].search(unit):
            return Frame(kind, _without(title, kind))
    return _headed(title)


def _headed(title: str) -> Frame:
    """A frame that the head of the title gives: "reduction in X", "X improvement", "worsening of X"."""
    patterns = _patterns()
    kinds: tuple[FrameKind, ...] = ("worsening", "reduction", "improvement")
    for kind in kinds:
        match = patterns[f"head_{kind}"].match(title)
        if match:
            firm = kind == "worsening" or patterns["amount"].match(title) is not None
            return Frame(kind, title[match.end() :], firm)
    for kind in kinds[1:]:
        match = patterns[f"tail_{kind}"].search(title)
        if match:
            return Frame(kind, title[: match.start()] + title[match.end() :], firm=False)
    return Frame("plain", title)


def _without(title: str, kind: str) -> str:
    return _patterns()[f"any_{kind}"].sub(" ", title)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    who = rf"(?:{words('counted')})"
    many = (
        r"(?:the\s+)?(?:total\s+|mean\s+|median\s+|overall\s+|cumulative\s+|absolute\s+|estimated\s+)*"
        r"(?:numbers?|#|no\.|n|percent(?:age)?s?|per\s?cent|%|proportions?|counts?|rates?|fractions?|frequency|incidence|ratio|"
        r"prevalence)"
    )
    compiled: dict[str, str] = {
        "count": rf"(?:{many}\s*(?:\(%\)|\(n\)|\(percent(?:age)?\))?\s*(?:and\s+percent(?:age)?\s+)?(?:of|for|in)\s+(?:the\s+)?"
        rf"(?:[\w/\-]+\s+){{0,4}}?{who}|{who})"
        r"\s*(?:\([^)]*\)\s*)?(?:in\s+(?:the|each)\s+\w+\s+(?:group|arm)\s+)?"
        r"(?:,?\s*(?:with|who|whose|that|which|experienc\w+|having|has|had|report\w*|show\w*|in\s+whom|in\s+which|for\s+whom|"
        r"developing|demonstrat\w+|exhibiting|receiving|to\s+have|undergoing|classified|by|at\s+risk|experience)\b(?!out)|"
        r"(?=\s*(?:with|without|achiev\w+|reach\w+|attain\w+|meeting|maintain\w+|requir\w+|needing|remaining|surviv\w+|"
        r"responding|free|alive|obtaining|able|positive|not|discontinu\w+|dying|died)\b))",
        "late_count": rf"^(?:{many})\s+of\s+(?:\w+\s+){{0,3}}(?:responders|respon\w+|remission|relapse|success)"
        rf"|^(?:{many})\s+of\s+(?:the\s+)?(?:\w+\s+){{0,2}}{who}\b.{{0,60}}?(?:[<>]=?|less\s+than|more\s+than|at\s+least|at\s+most)\s*\d",
        "unit_count": rf"^\W*(?:cumulative\s+|estimated\s+|mean\s+|total\s+)?(?:(?:number|percent\w*|%|proportion|count|rate|fraction)\s*(?:\(%\))?\s*(?:of\s*)?(?:the\s+)?(?:\w+\s+)?)?"
        rf"(?:{who}|events?)\b(?!\s*/)",
        "time_to": r"^\W*time\s+of\s+|\b(?:took|takes)\s+to\s+|(?<!\d\s)\b(?:time|days|weeks|months|interval|hours|duration)\s*(?:,?\s*\(\w+\)\s*)?(?:taken\s+|required\s+|needed\s+|elapsed\s+)?(?:from\s+[^,;]{3,60}?\s+)?(?:[-\s]?to[-\s]|until\s|till\s|before\s|for\s)\s*"
        r"(?!(?:complete\s+(?:the|an?|\d|test|walk\w*|course|task)|perform|walk|climb|stand|rise|run)\b)(?:the\s+)?(?:first\s+|onset\s+of\s+|achiev\w+\s+(?:of\s+)?|reach\w*\s+)*",
        "unit_reduction": rf"\b(?:{words('reduction')})\b",
        "unit_improvement": rf"\b(?:{words('improvement')})\b",
        "any_reduction": rf"\b(?:{words('reduction')})\b(?:\s+(?:in|of|from))?",
        "any_improvement": rf"\b(?:{words('improvement')})\b(?:\s+(?:in|of|from))?",
        "amount": r"^\W*(?:\w+\s+){0,2}(?:percent(?:age)?|%|amount|magnitude|degree|rate|size|extent|absolute|relative|mean|median|level)",
    }
    lead = r"^\W*(?:(?:the|mean|median|percent(?:age)?|%|absolute|relative|amount\s+of|magnitude\s+of|rate\s+of|incidence\s+of|occurrence\s+of|an?|degree\s+of|extent\s+of|overall|clinical|maximum|maximal|average|significant|total|annual|to\s+\w+)\s+)*"
    for kind in ("reduction", "improvement", "worsening"):
        tail = r"\s+(?:in|of|from|on|for)\s+" if kind != "worsening" else r"\b"
        compiled[f"head_{kind}"] = rf"{lead}(?:{words(kind)}){tail}"
        compiled[f"tail_{kind}"] = (
            rf"\b(?:{words(kind)})(?=\s*(?:$|[,(:;]|of\s+(?:at\s+least\s+|>=?\s*)?\d|rate|at\b|from\b|after\b|over\b|by\b|on\b|assessed|measured|in\s+(?:the\s+)?\w+$))"
        )
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()}
