"""Find and read the curated data files of ``seeds/`` and of a profile (``docs/profiles.md``), a folder of such files
for another therapy. A process reads one profile, that of ``MSC_TRIALS_PROFILE``."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from msc_trials.errors import QueryError

PROFILE = "MSC_TRIALS_PROFILE"
"""Environment variable with the folder of a profile."""
OF_THERAPY = frozenset(
    ("names", "search_terms", "cell_terms", "cell_origin", "products", "product_kinds", "treatment_words", "approvals", "ledger",
     "effects", "harms", "offer_words", "questions", "route_by_condition", "condition_links")
)  # fmt: skip
"""Files that are about one therapy: a profile has its own or none. Of others its rows come before those of the package,
and replace those with the same first cell."""
_NEEDED = ("names.csv", "search_terms.csv", "cell_terms.csv")
_LISTS = {"ledger": "publications", "approvals": "decisions of agencies", "harms": "known harms"}
_Key = TypeVar("_Key")
_Row = TypeVar("_Row")


@cache
def folder() -> Path:
    """The folder of the data files: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


@cache
def profile() -> Path | None:
    """The folder of the profile in use, None without one. Raises ``QueryError`` when it is no profile."""
    named = os.environ.get(PROFILE, "").strip()
    if not named:
        return None
    path = Path(named).expanduser().absolute()
    hint = "docs/profiles.md says what one holds."
    if missing := [name for name in _NEEDED if not (path / name).is_file()]:
        raise QueryError(f"{path} is no profile: it has no {', '.join(missing)}.", hint=hint)
    if empty := [name for name in _NEEDED if not _read(path / name)]:
        raise QueryError(f"{path} is no profile: {', '.join(empty)} has no row.", hint=hint)
    if strange := sorted(p.name for p in path.glob("*.csv") if not (folder() / p.name).is_file()):
        hint = "Name files as those of seeds/."
        raise QueryError(f"Nothing reads {', '.join(strange)} of the profile {path}.", hint=hint)
    return path


def tool_version() -> str:
    """Version of the installed package."""
    from importlib import metadata  # it loads a library of e-mail

    try:
        return metadata.version("msc-trials")
    except metadata.PackageNotFoundError:
        return "0+not.installed"


def path(name: str) -> Path:
    """A data file by its whole name: the profile's where it has one or where the file is about a therapy."""
    own = (profile() or folder()) / name
    about_a_therapy = own.stem in OF_THERAPY or own.suffix == ".gz"
    return own if about_a_therapy or own.is_file() else folder() / name


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``<name>.csv`` in file order, every cell a string. Callers must not change them.

    The lines of a cell are its alternatives: a line break is read as a bar.
    """
    file, rows = path(f"{name}.csv"), shipped(name)
    if file.parent == folder():
        return rows
    own, columns = _read(file) if file.is_file() else (), list(rows[0])
    if any(list(row) != columns for row in own):
        raise QueryError(f"{file} has other columns than {', '.join(columns)}.", hint="Copy the first line of seeds/.")
    replaced = {row[columns[0]] for row in own}
    return own if name in OF_THERAPY else (*own, *(row for row in rows if row[columns[0]] not in replaced))


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that are separated by bars or semicolons."""
    return tuple(part.strip() for part in cell.replace(";", "|").split("|") if part.strip())


@cache
def pairs(name: str, *, own: bool = False) -> dict[str, str]:
    """The second cell of each row of a table by its first; with ``own`` of the package's table, whatever the profile."""
    rows = shipped(name) if own else table(name)
    return {first: second for first, second, *_ in map(dict.values, rows)}


def grouped(pairs: Iterable[tuple[_Key, _Row]]) -> dict[_Key, tuple[_Row, ...]]:
    """The second of each pair by the first, in their order, for pairs of which several have the same first."""
    found: dict[_Key, list[_Row]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


_READ: dict[Any, Callable[[str], Any]] = {
    str: str,
    bool: lambda cell: cell == "yes",
    int | None: lambda cell: int(cell) if cell else None,
    float | None: lambda cell: float(cell) if cell else None,
    tuple[str, ...]: listed,
}


def typed(name: str, row: type[_Row], columns: Mapping[str, str] = {}) -> tuple[_Row, ...]:
    """The rows of a table as objects, each cell read by the annotation of its field; other columns are left out.

    ``columns`` names the column of a field whose name is another.
    """
    kinds = get_type_hints(row).items()
    return tuple(row(**{f: _READ[kind](cells[columns.get(f, f)]) for f, kind in kinds}) for cells in table(name))


@cache
def shipped(name: str) -> tuple[dict[str, str], ...]:
    """Rows of the package's own ``<name>.csv``, whatever the profile."""
    return _read(folder() / f"{name}.csv")


def _read(path: Path) -> tuple[dict[str, str], ...]:
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = [[cell.replace("\n", "|") for cell in row] for row in csv.reader(handle) if row]
        return tuple([dict(zip(rows[0], row, strict=True)) for row in rows[1:]])
    except (UnicodeDecodeError, csv.Error) as error:
        raise QueryError(f"{path} cannot be read: {error}.", hint="Save it as CSV in UTF-8.") from None
    except ValueError:
        hint = "Put cells with commas in quotes."
        raise QueryError(f"{path} has a line with more or fewer cells than the first.", hint=hint) from None


@cache
def lines(name: str) -> tuple[str, ...]:
    """Non-empty lines of ``<name>.txt`` that do not start with ``#``."""
    text = path(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def named(name: str) -> str:
    """The words of ``names.csv`` for ``name``.

    >>> named("cells"), named("short")
    ('mesenchymal stem cells', 'MSC')
    """
    found = pairs("names").get(name, "")
    if not found:
        raise QueryError(f"names.csv has no row {name!r}.", hint="Every row of the package's file is needed.")
    return found


def profile_note() -> str:
    """What a reader must know when a profile is in use; empty without one."""
    own = profile()
    if own is None:
        return ""
    missing = [words for name, words in _LISTS.items() if not table(name)]
    lacks = f" It has no list of {', '.join(missing)}." if missing else ""
    return f"Read with the profile {own.name} ({named('cells')}), whose words and rules this project has not checked.{lacks}"
