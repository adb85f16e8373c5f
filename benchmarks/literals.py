"""Derive the literals of every pattern in ``seeds/``, write them beside it, and give each alternative of a long cell a line.

    python -m benchmarks.literals           # rewrites the column "literals" of the word lists, and long cells
    python -m benchmarks.literals --check   # says which rows are out of step; exit code 1 if any

A literal is a text of which every match of the pattern holds one: the search for patterns looks for literals first.
``*`` stands where a pattern has none.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from re import _constants as codes  # type: ignore[attr-defined]  # isort: skip
from re import _parser as parser  # type: ignore[attr-defined]  # isort: skip

SEEDS = Path(__file__).parents[1] / "seeds"
SHORTEST = 2
"""A literal of fewer letters stands in nearly every text and spares nothing."""
COMMON = (
    "mesenchymal", "mscs", "stem cells", "stromal", "patients", "participants", "subjects", "diseases", "injections",
    "infusions", "treatments", "transplantation", "will", "of the", "from the",
)  # fmt: skip
"""Words that stand in most records of the field."""
ALTERNATIVES = ("pattern", "overlook", "context", "words")
"""Columns that hold patterns or words between bars."""
LISTS = ("lay_terms", "registry_terms", "terms", "also_sold_as")
"""Columns that hold names between bars."""
LONGEST = 100
"""A cell of more letters is written with one alternative a line, so that a change of one is seen as one."""
_ALTERNATIVE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What is skipped or counted on the way to the next bar that stands in no group."""
MOST_FORMS = 24
"""So many spellings of one stretch are written out (``bone[- ]marrow``: two); a longer list is cut into stretches."""


def literals_of(pattern: str) -> tuple[str, ...]:
    r"""The literals of a pattern, sorted, or ``("*",)``.

    >>> literals_of(r"\w+-?articular\w*"), literals_of(r"\d+"), literals_of("ointment|lotion")
    (('articular',), ('*',), ('lotion', 'ointment'))
    """
    best = _best(_clauses(parser.parse(pattern, re.IGNORECASE)))
    return tuple(sorted(best)) if best else ("*",)


def _best(clauses: Iterable[frozenset[str]]) -> frozenset[str]:
    """The clause that spares most: its commonest literal is rarest, and it has fewest of them."""
    usable = [_least(c) for c in clauses if c and min(map(len, c)) >= SHORTEST]
    return max(usable, key=lambda c: (min(map(_rarity, c)), -len(c), min(map(len, c))), default=frozenset())


def _rarity(literal: str) -> float:
    """How much a literal spares: its length, up to five; little where it is part of a word of nearly every record."""
    is_common = any(literal.strip() in word for word in COMMON)
    return 2 + len(literal) / 100 if is_common else min(len(literal), 5)


def _least(literals: frozenset[str]) -> frozenset[str]:
    """The literals without those that hold another one."""
    return frozenset(one for one in literals if not any(other != one and other in one for other in literals))


def _clauses(nodes: Iterable[Any]) -> list[frozenset[str]]:
    """Sets of literals; every match of the sequence holds one of each set."""
    found: list[frozenset[str]] = []
    forms: set[str] = {""}

    def close() -> None:
        nonlocal forms
        if forms != {""}:
            found.append(frozenset(forms))
        forms = {""}

    for code, value in nodes:
        spelled = _forms(code, value)
        forms = {one for one in forms if not any(other != one and one.endswith(other) for other in forms)}
        if spelled is not None and len(forms) * len(spelled) <= MOST_FORMS:
            forms = {one + other for one in forms for other in spelled}
            continue
        close()
        if spelled is not None:
            forms = set(spelled)
            continue
        found += _inner(code, value)
    close()
    return found


def _forms(code: Any, value: Any) -> set[str] | None:
    """All texts that a node can match, where these are few; a look-around and an edge match the empty text."""
    if code is codes.LITERAL:
        return {chr(value).lower()}
    if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return {""}
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in value) and len(value) <= 4:
        return {chr(letter).lower() for _, letter in value}
    if code is codes.SUBPATTERN:
        return _of_sequence(value[3])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[:2] == (0, 1):
        inner = _of_sequence(value[2])
        return None if inner is None else inner | {""}
    if code is codes.BRANCH:
        parts = [_of_sequence(branch) for branch in value[1]]
        texts = [part for part in parts if part is not None]
        return set().union(*texts) if len(texts) == len(parts) else None
    return None


def _of_sequence(nodes: Iterable[Any]) -> set[str] | None:
    forms = {""}
    for code, value in nodes:
        spelled = _forms(code, value)
        if spelled is None or len(forms) * len(spelled) > MOST_FORMS:
            return None
        forms = {one + other for one in forms for other in spelled}
    return forms


def _inner(code: Any, value: Any) -> list[frozenset[str]]:
    """Clauses of a group, a repeat or alternatives that can match too many texts to write out."""
    if code is codes.SUBPATTERN:
        return _clauses(value[3])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[0] >= 1:
        return _clauses(value[2])
    if code is codes.BRANCH:
        each = [_best(_clauses(branch)) for branch in value[1]]
        return [frozenset().union(*each)] if all(each) else []
    return []


def as_written(pattern: str) -> str:
    """A pattern as its cell shows it: a long one with one alternative a line, a very long one also with its long groups in lines.

    >>> as_written("ointment|lotion")
    'ointment|lotion'
    """
    if len(pattern) <= LONGEST:
        return pattern
    alternatives = _cut(pattern.replace("\n", "|"), 0)
    return "\n".join("\n".join(_cut(part, 1)) if len(part) > 3 * LONGEST else part for part in alternatives)


def as_listed(names: str) -> str:
    """Names between bars as their cell shows them: a long list with one name a line.

    >>> as_listed("bad knee | worn knee")
    'bad knee | worn knee'
    """
    if len(names) <= LONGEST:
        return names
    return "\n".join(part.strip() for part in names.replace("\n", "|").split("|"))


def _cut(pattern: str, depth: int) -> list[str]:
    """The parts of a pattern between the bars that stand in no group (``depth`` 0), or in one and that is long (1)."""
    bars: list[int] = []
    inside: list[int] = []
    groups = opened = 0
    for found in _ALTERNATIVE.finditer(f"{pattern})" if depth == 0 else pattern):
        if found[0] == "(":
            groups += 1
            if groups == depth:
                opened, inside = found.start(), []
        elif found[0] == ")":
            if groups == depth and found.start() - opened >= LONGEST:
                bars += inside
            groups -= 1
        elif found[0] == "|" and groups == depth:
            inside.append(found.start())
    return [pattern[a + 1 : b] for a, b in pairwise([-1, *bars, len(pattern)])]


def tables() -> list[Path]:
    """The tables that hold patterns, words or names between bars."""
    return [path for path in sorted(SEEDS.glob("*.csv")) if not {*ALTERNATIVES, *LISTS}.isdisjoint(_header(path))]


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as handle:
        return next(csv.reader(handle))


def derived(path: Path) -> tuple[str, list[str]]:
    """The file with its literals derived and its long cells in lines, and a message for each cell that was out of step."""
    rows, wrong = [], []
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        for row in reader:
            right = row | {column: as_written(row[column]) for column in ALTERNATIVES if column in row}
            right |= {column: as_listed(row[column]) for column in LISTS if column in row}
            if "literals" in row:
                found = [literals_of(part) for part in _cut(right["pattern"].replace("\n", "|"), 0)]
                right["literals"] = "*" if ("*",) in found else "\n".join("|".join(part) for part in found)
            wrong += [
                f"{path.name}:{reader.line_num}: {row[c]!r} should be {right[c]!r}" for c in row if row[c] != right[c]
            ]
            rows.append(right)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=_header(path), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), wrong


def main(argv: list[str] | None = None) -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing; exit code 1 if a row is out of step")
    check = arguments.parse_args(argv).check
    wrong: list[str] = []
    for path in tables():
        text, found = derived(path)
        wrong += found
        if found and not check:
            path.write_text(text, encoding="utf-8")
    print("\n".join(wrong) or "every pattern has its literals beside it")
    return int(check and bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
