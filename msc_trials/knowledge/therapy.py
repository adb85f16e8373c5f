"""What the trials gave, in words: mesenchymal stem cells, or what a profile names (``names.csv``)."""

from __future__ import annotations

from msc_trials.errors import QueryError
from msc_trials.knowledge import seeds

_LISTS = {"ledger": "publications", "approvals": "decisions of agencies", "harms": "known harms"}


def named(name: str) -> str:
    """The words of ``names.csv`` for ``name``.

    >>> named("cells"), named("short")
    ('mesenchymal stem cells', 'MSC')
    """
    found = seeds.pairs("names").get(name, "")
    if not found:
        raise QueryError(f"names.csv has no row {name!r}.", hint="Every row of the package's file is needed.")
    return found


def profile_note() -> str:
    """What a reader must know when a profile is in use; empty without one."""
    own = seeds.profile()
    if own is None:
        return ""
    missing = [words for name, words in _LISTS.items() if not seeds.table(name)]
    lacks = f" It has no list of {', '.join(missing)}." if missing else ""
    return f"Read with the profile {own.name} ({named('cells')}), whose words and rules this project has not checked.{lacks}"
