"""One random change to a JSON document: a node dropped, retyped or doubled."""

from __future__ import annotations

import copy
import random
from typing import Any


def mutated(raw: Any, rng: random.Random) -> Any:
    """Drop, retype or duplicate one random node."""
    raw = copy.deepcopy(raw)
    spots: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        for key in keys:
            spots.append((node, key))
            if isinstance(node[key], (dict, list)):
                walk(node[key])

    walk(raw)
    node, key = rng.choice(spots)
    how = rng.randrange(3)
    if how == 0:
        del node[key]
    elif how == 1:
        node[key] = rng.choice([None, 7, "x", [], {}, True, [1], {"a": 1}, -1.5])
    elif isinstance(node, list):
        node.insert(key, copy.deepcopy(node[key]))
    else:
        node[str(key) + "Copy"] = copy.deepcopy(node[key])
    return raw
