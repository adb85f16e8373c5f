"""As much of the registry's query language as our queries use: quoted phrases, AND, OR, NOT, parentheses.

``parse`` refuses everything else, as the registry does; ``matches`` compares whole words, plurals cut off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|(AND|OR|NOT)\b|([()]))')

Tree: TypeAlias = "Phrase | Node"


@dataclass(frozen=True)
class Phrase:
    text: str


@dataclass(frozen=True)
class Node:
    operator: str
    parts: tuple[Tree, ...]


def parse(expression: str) -> Tree:
    """The tree of an expression. Raises ``ValueError`` for anything unbalanced, unquoted or left over."""
    tokens, position = [], 0
    while expression[position:].strip():
        match = _TOKEN.match(expression, position)
        if match is None:
            raise ValueError(f"unreadable at {expression[position : position + 20]!r}")
        quoted, operator, bracket = match.groups()
        tokens.append(("phrase", re.sub(r"\\(.)", r"\1", quoted)) if quoted is not None else (operator or bracket, ""))
        position = match.end()
    tree = _either(tokens)
    if tokens:
        raise ValueError(f"left over: {tokens[0]}")
    return tree


def _either(tokens: list[tuple[str, str]]) -> Tree:
    return _joined(tokens, "OR", _both)


def _both(tokens: list[tuple[str, str]]) -> Tree:
    return _joined(tokens, "AND", _single)


def _joined(tokens: list[tuple[str, str]], operator: str, lower: Any) -> Tree:
    parts = [lower(tokens)]
    while tokens and tokens[0][0] == operator:
        tokens.pop(0)
        parts.append(lower(tokens))
    return parts[0] if len(parts) == 1 else Node(operator, tuple(parts))


def _single(tokens: list[tuple[str, str]]) -> Tree:
    if not tokens:
        raise ValueError("ends too early")
    kind, text = tokens.pop(0)
    if kind == "phrase":
        return Phrase(text)
    if kind == "NOT":
        return Node("NOT", (_single(tokens),))
    if kind == "(":
        tree = _either(tokens)
        if not tokens or tokens.pop(0)[0] != ")":
            raise ValueError("bracket left open")
        return tree
    raise ValueError(f"unexpected {kind}")


def phrases(tree: Tree) -> list[str]:
    """All phrases of a tree, in order."""
    return [tree.text] if isinstance(tree, Phrase) else [p for part in tree.parts for p in phrases(part)]


def matches(tree: Tree, texts: list[str]) -> bool:
    """Whether texts of one search area satisfy the tree."""
    if isinstance(tree, Phrase):
        wanted = _plain(tree.text)
        return any(wanted in _plain(t) for t in texts)
    found = [matches(part, texts) for part in tree.parts]
    return {"OR": any(found), "AND": all(found), "NOT": not found[0]}[tree.operator]


def condition_texts(study: dict[str, Any]) -> list[str]:
    """Texts that ``query.cond`` searches (titles, conditions, keywords)."""
    protocol = study["protocolSection"]
    module = protocol.get("conditionsModule", {})
    return [*_titles(protocol), *module.get("conditions", []), *module.get("keywords", [])]


def intervention_texts(study: dict[str, Any]) -> list[str]:
    """Texts that ``query.intr`` searches (titles, keywords, arms, interventions)."""
    protocol = study["protocolSection"]
    texts = [*_titles(protocol), *protocol.get("conditionsModule", {}).get("keywords", [])]
    module = protocol.get("armsInterventionsModule", {})
    for arm in module.get("armGroups", []):
        texts += [arm.get("label"), arm.get("description")]
    for given in module.get("interventions", []):
        texts += [given.get("name"), given.get("description"), *given.get("otherNames", [])]
    return [t for t in texts if t]


def _titles(protocol: dict[str, Any]) -> list[str]:
    ident = protocol["identificationModule"]
    return [ident[key] for key in ("briefTitle", "officialTitle") if ident.get(key)]


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    words = re.sub(r"[\W_]+", " ", text.lower()).split()
    return f" {' '.join(w[:-1] if len(w) > 3 and w.endswith('s') and not w.endswith('ss') else w for w in words)} "
