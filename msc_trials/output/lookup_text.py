"""How a typed text is understood: the lines of ``which``, and what is said beside an answer or a list.

None of these sentences holds a level, and none says that there are no trials.
"""

from __future__ import annotations

from msc_trials.evidence.unanswered import headline
from msc_trials.evidence.words import sentence
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import by_id
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.meanings import Lookup
from msc_trials.knowledge.typed_text import normal, urgent_language
from msc_trials.matching.text import printable
from msc_trials.output.lines import wrapped

_KINDS = {
    "condition": "is searched as: {names}",
    "group": "is a word for several diseases: {candidates}",
    "ambiguous": "can mean: {candidates}",
    "several": "names more than one: {candidates}",
    "treatment": "is a treatment, a product, a company or a question, not a disease",
    "unknown": "is not known",
    "no_entry": "has no entry in this tool",
}


def lookup_text(text: str, width: int = 80) -> str:
    """What ``which`` prints."""
    found = lookup(printable(text))
    kind = "no_entry" if found.has_no_entry else "several" if found.names_several else found.kind
    lines = [
        *urgent(found.text),
        f'"{found.text}" {_KINDS[kind].format(names=_names(found), candidates=_candidates(found))}.',
    ]
    if found.other_meanings:
        lines.append(f"Other meanings, not in this tool: {found.other_meanings}.")
    if found.kind == "treatment" and found.candidates:
        lines.append(f"It was tried in: {_candidates(found)}.")
    if found.kind == "unknown" and found.candidates:
        lines.append(f"{'Nearest entry' if found.has_no_entry else 'Near'}: {_candidates(found)}.")
    lines += [
        f"Related: {by_id(link.other).name}, not your condition{f' ({link.why})' if link.why else ''}."
        for link in found.related
    ]
    return "\n".join(line for text in lines for line in wrapped(text, width)) + "\n"


def _names(found: Lookup) -> str:
    return ", ".join(c.name for c in found.conditions)


def _candidates(found: Lookup) -> str:
    return "; ".join(c.name for c in found.candidates)


def urgent(text: str) -> tuple[str, ...]:
    """What comes before anything else where the words may describe an emergency: in their language and in English."""
    language = urgent_language(text)
    own = seeds.pairs("urgent_lines").get(language)
    return (*((own,) if own else ()), sentence("urgent")) if language else ()


def searched_as(found: Lookup) -> str:
    """Which condition was searched, where it is not what was typed; else empty."""
    if found.kind != "condition":
        return ""
    name = found.conditions[0].name
    return "" if normal(found.text) == normal(name) else f'Searched as: {name}; you typed "{found.text}".'


def related(found: Lookup) -> tuple[str, ...]:
    """Neighbouring diseases by name. Their trials are not counted, and their level is not said."""
    named = ((by_id(link.other).name, f" ({link.why})" if link.why else "") for link in found.related)
    return tuple(sentence("related_condition", name=name, why=why) for name, why in named)


def searched_as_typed(found: Lookup, trials: int | None = None) -> str:
    """What a list of trials is that was found by letters which name no single condition; empty where they name one.

    ``trials`` is the number found, None for a list narrowed by other wishes, where no trial in it is no finding.
    """
    if found.kind == "condition":
        return searched_as(found)
    if found.kind == "group":
        return headline(found)
    if found.kind == "treatment":
        tried = sentence("letters_searched", 2 if found.candidates else 1, text=found.text)
        return f"{headline(found)} {tried}"
    if trials is None:
        return sentence("listed_as_typed", text=found.text)
    return sentence("searched_as_typed", trials, text=found.text)
