"""How a typed text is understood: the lines of ``which``, and the sentences shown with an answer or a list.

None of them names a level, and none says that there are no trials.
"""

from __future__ import annotations

from collections.abc import Iterable

from msc_trials.evidence.unanswered import headline
from msc_trials.evidence.words import sentence
from msc_trials.knowledge import seeds
from msc_trials.knowledge.conditions import Condition, by_id
from msc_trials.knowledge.lookup import lookup
from msc_trials.knowledge.meanings import Lookup
from msc_trials.knowledge.rules import topic
from msc_trials.knowledge.typed_text import normal, urgent_language
from msc_trials.matching.text import printable
from msc_trials.output.lines import all_wrapped


def lookup_text(text: str, width: int = 80) -> str:
    """What ``which`` prints."""
    found = lookup(printable(text))
    candidates = _names(found.candidates, "; ")
    kind = "no_entry" if found.has_no_entry else "several" if found.names_several else found.kind
    taken = topic("typed_as")[kind].format(names=_names(found.conditions, ", "), candidates=candidates)
    lines = [*urgent(found.text), f'"{found.text}" {taken}.']
    if found.other_meanings:
        lines.append(f"Other meanings, not in this tool: {found.other_meanings}.")
    if found.kind == "treatment" and found.candidates:
        lines.append(f"It was tried in: {candidates}.")
    if found.kind == "unknown" and found.candidates:
        lines.append(f"{'Nearest entry' if found.has_no_entry else 'Near'}: {candidates}.")
    lines += [
        f"Related: {by_id(link.other).name}, not your condition{f' ({link.why})' if link.why else ''}."
        for link in found.related
    ]
    return "\n".join(all_wrapped(lines, width)) + "\n"


def _names(found: Iterable[Condition], between: str) -> str:
    return between.join(condition.name for condition in found)


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
    """What a list of trials found by letters is, where the letters do not name a single condition; else empty.

    ``trials`` is the number found; None for a list narrowed by other filters, where an empty list means nothing.
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
