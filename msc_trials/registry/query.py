"""``Query``: a condition as it is put to the registry; making one sends nothing. Everything typed is sent as quoted
phrases, in which brackets and operator words are plain text. Source: ClinicalTrials.gov API v2, notes on Essie (§3.4)
and search areas (§3.5-6)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Never, Unpack
from urllib.parse import urlencode

from msc_trials.errors import MisuseError, QueryError
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import Condition, by_id, counted_ids
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.meanings import Lookup
from msc_trials.knowledge.seeds import named
from msc_trials.knowledge.typed_text import telling_words, words
from msc_trials.matching.text import printable
from msc_trials.registry.filters import FilterKeywords, Filters
from msc_trials.registry.settings import API_URL

WEB_URL = "https://clinicaltrials.gov/search"
MAX_CHARACTERS = 200
"""Longest condition that is searched; a whole paragraph is not a condition."""
MAX_WORDS = 12
"""The registry refuses terms of more than about thirteen words ("Too complicated query")."""

_NCT = re.compile(r"nct\s*0*[1-9]\d{0,7}", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;|/&+]+")
_FOR_EXAMPLE = 'Name one, for example "knee osteoarthritis".'
_FEW_WORDS = "Name the condition in a few words."


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the registry.

    ``condition`` is what was typed (cleaned), ``condition_ids`` the rows of the vocabulary it means with their
    narrower rows, ``condition_expression`` and ``intervention_expression`` what is sent as ``query.cond`` and ``query.intr``.

    >>> from msc_trials import Query
    >>> print(Query.for_condition("bad knee"))
    bad knee (searched as: knee osteoarthritis)
    """

    condition: str
    condition_ids: tuple[str, ...] = ()
    condition_expression: str = ""
    intervention_expression: str = ""
    filters: Filters = field(default_factory=Filters)

    @classmethod
    def all(cls, *condition: Never, wide: bool = True, **filters: Unpack[FilterKeywords]) -> Query:
        """Every MSC trial of the registry, whatever its condition; ``filters`` narrow it (``Filters``).

        Raises ``MisuseError`` for a condition (use ``for_condition``) and ``QueryError`` for a filter that does not exist.

        >>> Query.all(phase="PHASE3").condition
        ''
        """
        if condition:
            hint = (
                "For one condition use Query.for_condition(text); give filters by name, e.g. Query.all(phase='PHASE3')."
            )
            given = printable(repr(condition[0]))[:60]
            raise MisuseError(f"Query.all() asks for every condition and takes none; given was {given}.", hint=hint)
        return cls("", intervention_expression=_intervention_expression(wide), filters=Filters.of(**filters))

    def filtered(self, **filters: Unpack[FilterKeywords]) -> Query:
        """The same question with these filters in place of its own. Raises ``QueryError``."""
        return replace(self, filters=Filters.of(**filters))

    @classmethod
    def for_condition(cls, text: str, *, wide: bool = True) -> Query:
        """The question "which MSC trials are there for ``text``?".

        The condition is the typed phrase or any registry term of its rows in the vocabulary; unknown words are
        searched as typed. ``wide`` adds records that speak of stem cells, stromal cells or cell therapy only, in the
        same request; the reading rules decide about them (``is_wide_hit``).

        Raises ``QueryError`` for text that is empty, has no letter or digit, is only NCT numbers, or is too long.
        """
        condition = cleaned(text)
        found = lookup(condition)
        lumped = found.candidates if found.kind == "group" else ()
        rows = (*found.conditions, *(row for row in lumped if row not in found.conditions))
        expression = _condition_expression(condition, rows)
        return cls(condition, found.ids, expression, _intervention_expression(wide))

    @classmethod
    def for_row(cls, condition_id: str) -> Query:
        """The same question for a row of the vocabulary, by its id. Raises ``QueryError`` when there is none.

        >>> Query.for_row("t1d").condition
        'type 1 diabetes'
        """
        row = by_id(condition_id)
        expression = _condition_expression(row.name, (row,))
        return cls(row.name, counted_ids((condition_id,)), expression, _intervention_expression(True))

    @property
    def understood(self) -> Lookup:
        """How the typed condition is understood."""
        return lookup(self.condition)

    @property
    def is_for_other_treatment(self) -> bool:
        """Whether another treatment than these cells is asked for, by an expression of the caller's own."""
        ours = ("", _intervention_expression(True), _intervention_expression(False))
        return self.intervention_expression not in ours

    def params(self) -> dict[str, str]:
        """The query parameters of ``GET /studies`` that select the studies."""
        given = {"query.cond": self.condition_expression, "query.intr": self.intervention_expression}
        return {name: value for name, value in given.items() if value} | self.filters.params()

    def url(self, base: str = API_URL) -> str:
        """The API address that asks this query."""
        return f"{base.rstrip('/')}/studies?{urlencode(self.params())}"

    def web_url(self) -> str:
        """The registry's search page for people with the same expressions."""
        return f"{WEB_URL}?{urlencode({name.removeprefix('query.'): value for name, value in self.params().items()})}"

    def key(self) -> str:
        """SHA-256 of what is asked, the same for equal questions however they were typed."""
        from hashlib import sha256  # it loads OpenSSL; local data are asked without a key

        return sha256(json.dumps(self.params(), sort_keys=True).encode()).hexdigest()

    def describe(self) -> str:
        """One line for people: what was typed and which conditions are searched."""
        if not self.condition:
            return f"all trials of {named('cells')}"
        names = ", ".join(by_id(i).name for i in self.condition_ids)
        return f"{self.condition} (searched as: {names})" if names else f"{self.condition} (searched as typed)"

    def __str__(self) -> str:
        return self.describe()


def search_page(condition: str) -> str:
    """The registry's own search page for a condition and these cells, for people."""
    return f"{WEB_URL}?{urlencode({'cond': condition, 'intr': named('cells')})}"


def quoted(phrase: str) -> str:
    """``phrase`` as an Essie phrase: control characters removed, backslash and double quote escaped, in quotes."""
    plain = printable(phrase).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def any_phrase(phrases: Iterable[str]) -> str:
    """``"a" OR "b" OR ...`` without repetitions."""
    return " OR ".join(dict.fromkeys(map(quoted, phrases)))


def _registry_term(term: str) -> str:
    """One registry term of the vocabulary: a phrase, or ``(... AND NOT ...)`` for ``a + not b``."""
    parts = [part.strip() for part in term.split(" + ")]
    phrases = [f"NOT {quoted(p.removeprefix('not '))}" if p.startswith("not ") else quoted(p) for p in parts]
    return phrases[0] if len(phrases) == 1 else f"({' AND '.join(phrases)})"


@cache
def search_terms(kind: str) -> tuple[str, ...]:
    """The terms of ``seeds/search_terms.csv`` of one kind: ``msc``, ``product``, ``wide`` or ``not``."""
    return tuple(row["term"] for row in seeds.table("search_terms") if row["kind"] == kind)


@cache
def _intervention_expression(wide: bool) -> str:
    narrow = any_phrase((*search_terms("msc"), *search_terms("product")))
    wider, but_not = any_phrase(search_terms("wide")), any_phrase(search_terms("not"))
    if not (wide and wider):
        return narrow
    return f"{narrow} OR (({wider}) AND NOT ({but_not}))" if but_not else f"{narrow} OR ({wider})"


def _condition_expression(condition: str, rows: tuple[Condition, ...]) -> str:
    """The typed phrase or any registry term of its rows; an unknown condition also as its words in any order."""
    length = len(words(condition))
    known = [_registry_term(term) for c in rows for term in c.registry_terms]
    if not known and length > MAX_WORDS:
        what = f"This condition has {length} words and is not known; the registry takes at most {MAX_WORDS}."
        raise QueryError(what, hint=_FEW_WORDS)
    telling = [] if known else [quoted(word) for word in telling_words(condition)]
    if len(telling) > 1:
        known = [f"({' AND '.join(telling)})"]
    typed = [quoted(condition)] if length <= MAX_WORDS else []
    return " OR ".join(dict.fromkeys([*typed, *known]))


def _decoded(text: str) -> str:
    """Bytes that a terminal in another encoding handed over (lone surrogates) as the letters they mean."""
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise QueryError("The condition holds broken characters.", hint="Type it again in plain letters.") from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def cleaned(text: str) -> str:
    """A typed condition in plain letters. Raises ``QueryError`` as ``Query.for_condition``."""
    if not isinstance(text, str):
        several = " For several conditions ask once for each." if isinstance(text, list | tuple | set) else ""
        raise MisuseError(f"A condition is a text, not {type(text).__name__}.{several}", hint=_FOR_EXAMPLE)
    condition = printable(_decoded(text))
    if not condition:
        raise QueryError("No condition was given.", hint=_FOR_EXAMPLE)
    if len(condition) > MAX_CHARACTERS:
        what = f"The condition is {len(condition):,} characters long; at most {MAX_CHARACTERS} are searched."
        raise QueryError(what, hint=_FEW_WORDS)
    if not words(condition):
        raise QueryError(f"{condition!r} has no letter or digit to search for.", hint=_FOR_EXAMPLE)
    parts = [part for part in _BETWEEN.split(condition) if part]
    if all(_NCT.fullmatch(part) for part in parts):
        hint = f"To see the trial: msc-trials show {parts[0].upper()}"
        raise QueryError(f"{condition} is a trial number, not a condition.", hint=hint)
    return condition
