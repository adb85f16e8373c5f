"""What a record itself says about the direction of an outcome; its own words beat any lexicon.

Comparatives ("higher scores mean worse pain", "improvement is shown by a decrease") and labelled points of a scale ("0
(no pain) to 10 (worst pain)"). Words: ``seeds/direction_words.csv``. Source: domain notes §5a.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple, TypeAlias

from msc_trials.knowledge.rules import pattern, rules
from msc_trials.matching.rules import fold

Polarity: TypeAlias = Literal["good", "bad", ""]

_LONGEST = 4000
_STATES: tuple[tuple[str, Literal["+", "-"]], ...] = (("death_last", "-"), ("death_first", "+"))
"""Lists of states without numbers: the first is taken as the first point."""


class Statement(NamedTuple):
    """One statement: larger is better (``+``) or worse (``-``), and the words that say so.

    ``of_change`` marks statements about a change ("a decrease means improvement"), ``weak`` those about single items.
    """

    sign: Literal["+", "-"]
    quote: str
    of_change: bool = False
    weak: bool = False


def statements(text: str) -> tuple[Statement, ...]:
    """All statements of direction in ``text`` (normalized), in their order."""
    text = text[:_LONGEST]
    low = fold(text)
    found: list[Statement] = []
    cues = [match.start() for match in pattern("statement.cue").finditer(low)]
    at = 0
    for part in (*pattern("statement.split").finditer(text), None) if cues else ():
        end = part.start() if part else len(text)
        if any(at <= cue < end for cue in cues):
            sentence = low[at:end]
            found.extend(_comparatives(sentence, text[at:end], _of_items(sentence)))
        at = part.end() if part else end
    anchored = _anchored(low, text)
    if anchored is not None:
        found.append(anchored)
    if pointed := _health_and_death(low, text):
        found.append(pointed)
    for name, sign in _STATES:
        if listed := pattern(f"statement.{name}").search(low):
            found.append(Statement(sign, text[listed.start() : listed.end()].strip()[:160]))
    return tuple(found)


def agreed_statement(found: Sequence[Statement]) -> Statement | None:
    """The statement that all others of the same standing agree with; statements of the total outrank those of items."""
    for weak in (False, True):
        level = [s for s in found if s.weak == weak and not s.of_change]
        level = level or [s for s in found if s.weak == weak]
        if level:
            return level[0] if len({s.sign for s in level}) == 1 else None
    return None


def polarity(phrase: str) -> Polarity:
    """Whether a phrase names something good or something bad ("less disability": good, "worse function": bad).

    In a compound the last noun is the head: "functional impairment" is bad, "pain relief" good.
    """
    phrase = phrase.lower()
    turned, last = False, 0
    things = {"good", "bad"}
    matches = list(pattern("statement.phrase").finditer(phrase))
    for match, following in zip_longest(matches, matches[1:]):
        turned = turned and not pattern("statement.new_clause").search(phrase, last, match.start())
        last = match.end()
        if match.lastgroup == "less":
            turned = not turned
            continue
        gap = phrase[match.end() : following.start()] if following else "."
        if following and {match.lastgroup, following.lastgroup} <= things and not gap.strip(" -"):
            continue
        role = match.lastgroup
        if role in things and following and pattern("statement.became").fullmatch(gap):
            if following.lastgroup in {"good_now", "bad_now"}:
                role = following.lastgroup
            turned ^= following.lastgroup == "less"
        return "good" if (role in {"good", "good_now"}) != turned else "bad"
    return ""


def _comparatives(sentence: str, shown: str, weak: bool) -> list[Statement]:
    found: list[Statement] = []
    taken: list[tuple[int, int]] = []
    for name in ("the", "by", "says", "bare"):
        position = 0
        while match := pattern(f"statement.{name}").search(sentence, position):
            word = match["high"] or match["low"]
            begin = match.start("high") if match["high"] else match.start("low")
            position = begin + 1 if name != "by" else match.end()
            if any(a <= begin < b for a, b in taken):
                continue
            rest = match["rest"]
            follow = pattern("statement.next").search(rest)
            if follow is not None:
                rest = rest[: follow.start()]
            meaning = polarity(rest)
            if not meaning:
                continue
            sign: Literal["+", "-"] = "+" if (meaning == "good") == bool(match["high"]) else "-"
            change = pattern("statement.change").match(word) is not None
            end = match.start("rest") + len(rest) if name != "by" else match.end()
            taken.append((match.start(), end))
            position = max(position, end)
            quote = shown[match.start() : end].strip()
            found.append(Statement(sign, quote[:160], change, weak))
    return found


# --- labelled points of a scale -----------------------------------------------------------------------------------


class _Point(NamedTuple):
    number: float
    badness: float
    start: int
    end: int


_NOTHING = -1.0
"""The degree of "not at all": good where the scale counts something bad, bad where it counts something good."""


def _badness(label: str) -> float | None:
    """How bad a degree is (``seeds/scale_degrees.csv``, 0 = good): the first row of the file that fits counts."""
    degree = next(rules().hits(label, "scale_degrees"), None)
    if degree is not None:
        return float(degree.rule.kind.partition(".")[2])
    meaning = polarity(label)
    return None if not meaning else 3.0 if meaning == "bad" else 0.5


def _anchored(text: str, shown: str) -> Statement | None:
    """A statement from labelled points: at least two that agree, or one at an end of the scale.

    Points of the total that agree speak for it, whatever is said of single items.
    """
    points: list[_Point] = []
    for number, label, start, end in _labelled(text):
        grade = _badness(label)
        if grade is not None and not any(p.start < end and start < p.end for p in points):
            points.append(_Point(number, grade, start, end))
    good = any(0 < p.badness < 1 for p in points)
    points = [p._replace(badness=3.5 if good else 0.0) if p.badness == _NOTHING else p for p in points]
    if not points:
        return None
    points.sort(key=lambda p: p.start)
    totals = [p for p in points if not _about_items(text, p.start)]
    points = totals if _trend(totals) else points
    sign = _trend(points)
    start, end = points[0].start, max(p.end for p in points)
    quote = shown[start : min(end, start + 160)].strip()
    if sign:
        return Statement("-" if sign > 0 else "+", quote, weak=_about_items(text, start))
    if len({p.number for p in points}) == 1:
        return _single(text, points[0], quote)
    return None


def _labelled(text: str) -> list[tuple[float, str, int, int]]:
    """Numbers with their labels: "no pain (0)", then "best score: 100", then "0 = no pain"."""
    found: list[tuple[float, str, int, int]] = []
    for match in pattern("statement.before").finditer(text):
        before = max(0, match.start() - 46)
        label = pattern("statement.label_before").search(text[before : match.start()].rstrip())
        if label:
            found.append((float(match["number"]), label[0], before + label.start(), match.end()))
    for name in ("named", "after", "equated"):
        found.extend(
            (float(m["number"]), m["label"], m.start(), m.end()) for m in pattern(f"statement.{name}").finditer(text)
        )
    return found


def _trend(points: list[_Point]) -> int:
    """+1 when larger numbers are worse, -1 when better, 0 when the points do not agree."""
    pairs = [(a, b) for i, a in enumerate(points) for b in points[i + 1 :]]
    votes = [
        1 if (a.number - b.number) * (a.badness - b.badness) > 0 else -1
        for a, b in pairs
        if a.number != b.number and a.badness != b.badness
    ]
    if not votes or abs(sum(votes)) < 0.5 * len(votes):
        return 0
    return 1 if sum(votes) > 0 else -1


def _single(text: str, point: _Point, quote: str) -> Statement | None:
    """One labelled point counts when its label is an extreme and its number an end of the scale.

    A range that is labelled itself ("0 to 7, normal") is a band and no scale, and normal is no end that is not said to be one.
    """
    label = text[point.start : point.end]
    if not pattern("statement.extreme").search(label):
        return None
    found = list(pattern("statement.range").finditer(text))
    if point.number and any(m.start() < point.start < m.end() for m in found):
        return None
    ranges = [(float(m["low"]), float(m["high"])) for m in found]
    unnamed = not ranges and point.number >= 4 and "normal" not in label
    top = any(low < high == point.number for low, high in ranges) or unnamed
    bottom = point.number == 0 or any(low == point.number < high for low, high in ranges)
    if top == bottom:
        return None
    bad = point.badness >= 2
    return Statement("-" if bad == top else "+", quote, weak=_about_items(text, point.start))


def _about_items(text: str, start: int) -> bool:
    """Whether the sentence in which the points stand speaks of single items."""
    before = max(text.rfind(mark, 0, start) for mark in (". ", "\n", ";"))
    return _of_items(text[before + 1 : start + 60])


def _of_items(sentence: str) -> bool:
    return pattern("statement.item").search(sentence) is not None and not pattern("statement.total").search(sentence)


def _health_and_death(text: str, shown: str) -> Statement | None:
    """A statement from the two points of a scale that stand for health and for death: "0. No infection ... 8. Death"."""
    if not pattern("statement.of_states").search(text):
        return None
    health, death = pattern("statement.health_point").search(text), pattern("statement.death_point").search(text)
    if health is None or death is None:
        return None
    well, dead = (int(match["before"] or match["behind"]) for match in (health, death))
    if well == dead:
        return None
    start, end = min(health.start(), death.start()), max(health.end(), death.end())
    return Statement("-" if dead > well else "+", shown[start:end][-160:].strip())
