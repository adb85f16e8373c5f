"""How a typed text is understood, as plain values: for the command ``which``, the JSON of answers and Python."""

from __future__ import annotations

from typing import Any

from msc_trials.errors import expect
from msc_trials.knowledge.lookup import lookup as understood
from msc_trials.matching.text import printable


def lookup(text: str) -> dict[str, Any]:
    """How ``text`` is understood, without asking anybody. Takes any text; ``MisuseError`` for anything else.

    ``kind`` is ``condition``, ``group`` (a word for several diseases), ``ambiguous``, ``treatment`` or ``unknown``.
    ``condition_ids`` are the rows of the vocabulary that the text names, ``candidates`` rows to choose from, ``related``
    neighbouring diseases, which an answer names and never counts.

    >>> from msc_trials import lookup
    >>> lookup("worn-out knee")["condition_ids"]
    ['knee_oa']
    >>> lookup("stem cells")["kind"]
    'treatment'
    """
    expect(text, str, "A text", 'For example "knee osteoarthritis".')
    return understood(printable(text)).to_dict()
