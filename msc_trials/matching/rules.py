"""Find which of many curated patterns occur in a text, trying only those whose literals stand in it: they are looked up
in one pass for each word list (Aho and Corasick, CACM 1975). ``python -m benchmarks.literals`` derives them, a test
derives them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

ALWAYS = "*"
"""In place of literals: the pattern has none that every match holds, so it is tried on every text."""
_KEPT_TEXTS = 4096
_ESCAPE_OR_CAPITAL = re.compile(r"\\.|\(\?P<\w+>|[A-Z]", re.DOTALL)


@lru_cache(maxsize=_KEPT_TEXTS)
def fold(text: str) -> str:
    """Small letters, each at the place of its capital, as ``re.IGNORECASE`` compares them.

    >>> fold("Bone Marrow"), len(fold("İ"))
    ('bone marrow', 1)
    """
    if text.isascii():
        return text.lower()
    low = text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def fold_pattern(pattern: str) -> str:
    r"""A pattern in small letters but for its escapes.

    >>> fold_pattern(r"\bMSC\S")
    '\\bmsc\\S'
    """
    return _ESCAPE_OR_CAPITAL.sub(lambda found: found[0] if len(found[0]) > 1 else found[0].lower(), pattern)


@dataclass(frozen=True)
class Rule:
    """One curated pattern.

    ``kind`` names what it finds, as ``table.kind`` (``routes.intravenous``). ``pattern`` is a regular expression for
    ``re``; case matters only inside ``(?-i:...)`` or where ``cased`` is set. ``literals`` are small-letter texts of which every
    match holds at least one, or ``("*",)``. ``value`` is what the row says besides.
    """

    kind: str
    pattern: str
    literals: tuple[str, ...]
    value: str = ""
    cased: bool = False

    @cached_property
    def word_list(self) -> str:
        """The table of the kind; empty where the kind names none."""
        return self.kind.partition(".")[0] if "." in self.kind else ""

    @cached_property
    def as_written(self) -> bool:
        """Whether the pattern looks at the text as written and not at its small letters."""
        return self.cased or "(?-i:" in self.pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Compiled when a text first holds one of the literals; ``^`` and ``$`` mean lines."""
        pattern = self.pattern if self.as_written else fold_pattern(self.pattern)
        any_case = self.as_written and not self.cased
        return re.compile(pattern, re.MULTILINE | (re.IGNORECASE if any_case else 0))

    def search(self, text: str, folded: str) -> re.Match[str] | None:
        """The first match in a text; ``folded`` is its ``fold``."""
        return self.compiled.search(text if self.as_written else folded)


class Hit(NamedTuple):
    """One match of one rule."""

    rule: Rule
    start: int
    end: int


class RuleSet:
    """Rules with an index of the literals of each word list, made when first needed. Safe between threads.

    >>> rules = RuleSet([Rule("route.iv", r"intra-?venous", ("venous",)), Rule("route.im", r"muscular", ("muscular",))])
    >>> rules.has("Given intra-venously", "route.iv"), rules.kinds("Given intravenously")
    (True, ('route.iv',))
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        """``rules`` keep their order: where it matters which comes first, the file's order decides."""
        self.rules = tuple(rules)
        self._numbers: dict[str, set[int]] = {}
        for number, rule in enumerate(self.rules):
            for kind in (rule.kind, rule.word_list):
                self._numbers.setdefault(kind, set()).add(number)
        self._held = lru_cache(maxsize=_KEPT_TEXTS)(self._possible)
        self._plan = lru_cache(maxsize=None)(self._planned)
        self._index = lru_cache(maxsize=None)(self._indexed)

    def _indexed(self, word_list: str) -> tuple[BytesAhoCorasick, tuple[set[int], ...], frozenset[int]]:
        """The index of a word list's literals, the numbers of the rules of each literal, and of those always tried."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind  # stored answers do without

        holders: dict[str, set[int]] = {ALWAYS: set()}
        for number in self._numbers[word_list]:
            for literal in self.rules[number].literals:
                holders.setdefault(literal, set()).add(number)
        always = frozenset(holders.pop(ALWAYS))
        literals = [literal.encode() for literal in holders]
        index = BytesAhoCorasick(literals, MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        return index, tuple(holders.values()), always

    def _possible(self, folded: str, word_list: str) -> frozenset[int]:
        """The numbers of the rules of a word list whose literals stand in a folded text."""
        index, holders, always = self._index(word_list)
        # Halves of surrogate pairs, which JSON can carry, have no bytes of their own.
        found = index.find_matches_as_indexes(folded.encode(errors="replace"), overlapping=True)
        return always.union(*[holders[literal] for literal in {hit[0] for hit in found}]) if found else always

    def _planned(self, kinds: tuple[str, ...]) -> tuple[tuple[str, frozenset[int]], ...]:
        """The word lists of some kinds (none named: all), each with the numbers of their rules.

        ``routes`` stands for every kind of that file. Raises ``KeyError`` for a kind that no rule has.
        """
        wanted = frozenset[int]().union(*(self._numbers[kind] for kind in kinds or self._numbers))
        word_lists = {self.rules[number].word_list for number in wanted}
        return tuple((name, wanted.intersection(self._numbers[name])) for name in word_lists)

    def _candidates(self, folded: str, kinds: tuple[str, ...]) -> list[Rule]:
        """The rules of some kinds whose literals stand in a folded text, in the order of the file."""
        held: list[int] = []
        for word_list, wanted in self._plan(kinds):
            held += self._held(folded, word_list) & wanted
        return [self.rules[number] for number in sorted(held)]

    def _found(self, text: str, kinds: tuple[str, ...]) -> Iterator[tuple[Rule, re.Match[str]]]:
        """The rules of some kinds that occur in the text, in the order of the file, each with its first match."""
        folded = fold(text)
        for rule in self._candidates(folded, kinds):
            if match := rule.search(text, folded):
                yield rule, match

    def hits(self, text: str, *kinds: str) -> Iterator[Hit]:
        """Every match of the rules of some kinds (none named: all), rule by rule in the order of the file."""
        folded = fold(text)
        for rule in self._candidates(folded, kinds):
            for match in rule.compiled.finditer(text if rule.as_written else folded):
                yield Hit(rule, *match.span())

    def first(self, text: str, *kinds: str) -> re.Match[str] | None:
        """The match that begins first in the text; among equals that of the first rule in the file."""
        return min((match for _, match in self._found(text, kinds)), key=re.Match.start, default=None)

    def first_of_each(self, text: str, *kinds: str) -> Iterator[Hit]:
        """The first match of every rule of some kinds, in the order of the file."""
        return (Hit(rule, *match.span()) for rule, match in self._found(text, kinds))

    def has(self, text: str, *kinds: str) -> bool:
        """Whether a rule of one of the kinds occurs in the text."""
        return any(self._found(text, kinds))

    def kinds(self, text: str, *kinds: str) -> tuple[str, ...]:
        """The kinds that occur in the text, in the order of the file."""
        return tuple(dict.fromkeys(rule.kind for rule, _ in self._found(text, kinds)))

    def starts(self, text: str, *kinds: str) -> list[int]:
        """Where the matches of some kinds begin, rule by rule."""
        return [hit.start for hit in self.hits(text, *kinds)]

    def blanked(self, text: str, *kinds: str) -> str:
        """The text with every match of some kinds replaced by as many spaces, so that places stay true."""
        for hit in self.hits(text, *kinds):
            text = f"{text[: hit.start]}{' ' * (hit.end - hit.start)}{text[hit.end :]}"
        return text
