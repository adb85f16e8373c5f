"""How a typed text is understood, as lines for a terminal."""

from __future__ import annotations

from msc_trials.knowledge.conditions import by_id
from msc_trials.knowledge.lookup import Lookup, lookup
from msc_trials.matching.text import printable
from msc_trials.output.lines import wrapped

_KINDS = {
    "condition": "is searched as: {names}",
    "group": "is a word for several diseases: {candidates}",
    "ambiguous": "can mean: {candidates}",
    "treatment": "is a treatment, a product, a company or a question, not a disease",
    "unknown": "is not known",
}


def lookup_text(text: str, width: int = 80) -> str:
    """What ``which`` prints."""
    found = lookup(printable(text))
    lines = [f'"{found.text}" {_KINDS[found.kind].format(names=_names(found), candidates=_candidates(found))}.']
    if found.other_meanings:
        lines.append(f"Other meanings, not in this tool: {found.other_meanings}.")
    if found.kind == "treatment" and found.candidates:
        lines.append(f"It was tried in: {_candidates(found)}.")
    if found.kind == "unknown" and found.candidates:
        lines.append(f"Near: {_candidates(found)}.")
    lines += [
        f"Related: {by_id(link.other).name}, not your condition{f' ({link.why})' if link.why else ''}."
        for link in found.related
    ]
    return "\n".join(line for text in lines for line in wrapped(text, width)) + "\n"


def _names(found: Lookup) -> str:
    return ", ".join(c.name for c in found.conditions)


def _candidates(found: Lookup) -> str:
    return "; ".join(c.name for c in found.candidates)
