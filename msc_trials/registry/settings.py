"""One frozen ``Settings``: where to ask, how long to wait, what may be stored. Keyword > environment > default."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypedDict
from urllib.parse import urlsplit

from msc_trials.errors import QueryError, unknown
from msc_trials.knowledge.seeds import PROFILE
from msc_trials.registry.addresses import base_address
from msc_trials.registry.filters import FilterKeywords

API_URL = "https://clinicaltrials.gov/api/v2"
"""Address of the registry's API, version 2."""

PUBMED_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
"""Address of NCBI's E-utilities, which search PubMed."""

SOURCES = ("auto", "live", "cache", "snapshot")
"""auto: stored while fresh, else the registry, else stored though old. live: the registry or an error.
cache: stored, however old, or an error. snapshot: nothing is asked and nothing stored is read.
Anything else is the path of a store or of a snapshot file, read in place of the bundled snapshot."""

UNFINISHED = ".building"
"""Added to the name of a store that is being made."""

PREFIX = "MSC_TRIALS_"
_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([smhd]?)\s*", re.IGNORECASE)
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")
_MOST = {"max_age": 3_650 * 86_400, "retries": 20, "max_bytes": 1_000_000_000}
_TYPED = {"max_time": "max_time (--wait)"}
"""Settings with another name on the command line."""
_LONGEST_WAIT = 3_600
"""Largest value of any other number; a typing error in a unit must not become a wait of years."""


class SettingsKeywords(TypedDict, total=False):
    """The fields of ``Settings`` as keywords, so that a type checker finds a misspelt one."""

    api_url: str | None
    cache_dir: str | Path | None
    source: Literal["auto", "live", "cache", "snapshot"] | str | Path | None
    max_age: float | str | None
    offline: bool | None
    refresh: bool | None
    no_cache: bool | None
    user_agent: str | None
    timeout: float | str | None
    connect_timeout: float | str | None
    retries: int | None
    max_time: float | str | None
    min_interval: float | str | None
    max_bytes: int | None
    as_of: dt.date | str | None
    papers: bool | None
    pubmed_url: str | None
    ncbi_api_key: str | None
    ncbi_tool: str | None
    ncbi_email: str | None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How answers are fetched and stored. Every field can be set by ``MSC_TRIALS_<FIELD>``.

    ``max_age``, ``timeout`` (silence of the server), ``connect_timeout``, ``max_time`` and ``min_interval`` (between requests)
    are seconds; a text may also say ``90``, ``5m``, ``12h`` or ``7d``.
    Raises ``QueryError`` for a value that cannot be meant.
    """

    api_url: str = API_URL
    cache_dir: Path | None = None
    """Folder for stored answers; None is the platform's private cache folder."""
    source: str = "auto"
    max_age: float = 86_400.0
    """Stored answers younger than this are used without asking; the registry updates once a working day."""
    offline: bool = False
    """Never send anything."""
    refresh: bool = False
    """Ask even when a fresh answer is stored; the stored one still serves if asking fails."""
    no_cache: bool = False
    """Neither read nor write stored answers."""
    user_agent: str | None = None
    """None leaves the HTTP client's own, which the registry's firewall accepts best."""
    timeout: float = 20.0
    connect_timeout: float = 5.0
    retries: int = 3
    max_time: float = 20.0
    """Longest wait for the registry on one question: all its requests, repetitions and pauses together, and the wait for another
    program that asks the same. Time to read the records is not counted; a search without an answer has it for each page."""
    min_interval: float = 1.2
    """Distance of requests after a burst of five; about 50 a minute. 0: no limit."""
    max_bytes: int = 64_000_000
    """Largest response accepted, unpacked."""
    as_of: dt.date | None = None
    """The day on which a trial's status is judged; None is today."""
    papers: bool = True
    """Ask PubMed for the papers of trials without a usable posted result; ``off`` leaves it out."""
    pubmed_url: str = PUBMED_URL
    """Address of the E-utilities."""
    ncbi_api_key: str | None = None
    """NCBI's key of the user: ten requests a second instead of three."""
    ncbi_tool: str = "msc-trials"
    """How the program names itself to NCBI."""
    ncbi_email: str | None = None
    """Where NCBI can write to whoever runs the program; sent only when set."""

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            object.__setattr__(self, field.name, _read(field.name, getattr(self, field.name)))
        for pair, both in {
            "Offline and source 'live'": self.offline and self.source == "live",
            "Offline and refresh": self.offline and self.refresh,
            f"Refresh and source {self.source!r}": self.refresh and self.is_local,
            "No cache and source 'cache'": self.no_cache and self.source == "cache",
        }.items():
            if both:
                raise QueryError(f"{pair} exclude each other.", hint="Leave one of them out.")

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Settings from keywords (None counts as not given), else from the environment, else the defaults.

        Raises ``QueryError`` for an unknown name, in the environment too: a misspelt ``MSC_TRIALS_OFFLINE`` must not
        send a question out.
        """
        values: dict[str, Any] = {}
        for variable, text in (os.environ if environ is None else environ).items():
            if variable.startswith(PREFIX) and variable != PROFILE:
                name = variable.removeprefix(PREFIX).lower()
                _refuse_unknown(name, variable)
                if text.strip() and overrides.get(name) is None:
                    values[name] = _of_environment(variable, name, text.strip())
        for name, value in overrides.items():
            _refuse_unknown(name, name)
            values |= {} if value is None else {name: value}
        return cls(**values)

    @property
    def source_path(self) -> Path | None:
        """The store or snapshot file that ``source`` names; None when it is one of ``SOURCES``."""
        return None if self.source in SOURCES else Path(self.source)

    @property
    def is_local(self) -> bool:
        """Whether only the bundled snapshot, a snapshot file or a store may answer."""
        return self.source == "snapshot" or self.source_path is not None

    @property
    def today(self) -> dt.date:
        """The day on which status is judged: ``as_of``, else the day on the clock of this machine."""
        return self.as_of or today_utc()

    @property
    def asks_pubmed(self) -> bool:
        """Whether PubMed may be asked: never offline, from a cache, a snapshot or a store.

        With another address of the registry an address for PubMed must be set too: nothing is sent elsewhere unasked.
        """
        if not self.papers or self.offline or self.is_local or self.source == "cache":
            return False
        return self.api_url == API_URL or self.pubmed_url != PUBMED_URL

    @property
    def host(self) -> str:
        """Name of the server asked, for messages."""
        return urlsplit(self.api_url).hostname or self.api_url


def today_utc() -> dt.date:
    """The day on the clock of this machine, in UTC."""
    return dt.datetime.now(tz=dt.UTC).date()


def seconds_of(value: float | str, name: str = "duration") -> float:
    """Seconds of a number or of a text such as ``90``, ``30m``, ``24h``, ``7d``. Raises ``QueryError``."""
    match = _DURATION.fullmatch(str(value))
    seconds = float(match[1]) * _UNITS[match[2].lower()] if match else math.nan
    if not math.isfinite(seconds):
        hint = "Write for example 90, 30m, 24h or 7d."
        raise QueryError(f"{name} {str(value)[:40]!r} is not a length of time.", hint=hint)
    return seconds


def cache_folder(settings: Settings) -> Path | None:
    """The folder stored answers go to; None when the machine offers none (no home folder)."""
    if settings.cache_dir is not None:
        return settings.cache_dir
    import platformdirs

    try:
        folder = Path(platformdirs.user_cache_dir("msc-trials", appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
    return folder if folder.is_absolute() else None


def _refuse_unknown(name: str, shown: str) -> None:
    if name in FilterKeywords.__annotations__:
        hint = "Use Client(...).search(condition, ...) or Query.all(...)."
        raise QueryError(f"{name!r} is a filter, not a setting.", hint=hint)
    if name == "profile":
        raise QueryError("A process reads one profile.", hint=f"Set {PROFILE} to its folder before Python starts.")
    if name not in SettingsKeywords.__annotations__:
        raise unknown("setting", name, SettingsKeywords.__annotations__, shown)


def _of_environment(variable: str, name: str, text: str) -> str:
    """The text of a variable; who never typed the setting is told where it stands."""
    try:
        _read(name, text)
    except QueryError as error:
        raise QueryError(f"{variable}: {error.message}", hint=error.hint) from error
    return text


def _read(name: str, value: Any) -> Any:
    if name in ("api_url", "pubmed_url"):
        return base_address(str(value), PUBMED_URL if name == "pubmed_url" else API_URL)
    if name in ("ncbi_api_key", "ncbi_tool", "ncbi_email"):
        return _form_value(name, value)
    if name == "source":
        return value if value in SOURCES else _source(value)
    if name == "cache_dir":
        return None if value is None else _folder(value, name)
    if name == "user_agent":
        if value is not None and not re.fullmatch(r"[!-~](?:[ -~]{0,298}[!-~])?", str(value)):
            hint = "Use plain letters and digits."
            raise QueryError("The user agent holds characters a header cannot carry.", hint=hint)
        return value
    if name == "as_of":
        return _date(value)
    if name in ("offline", "refresh", "no_cache", "papers"):
        return _flag(name, value)
    shown, most = _TYPED.get(name, name), _MOST.get(name, _LONGEST_WAIT)
    number = _whole(name, value) if name in ("retries", "max_bytes") else seconds_of(value, shown)
    if number <= 0 and name not in ("retries", "max_age", "min_interval"):
        raise QueryError(f"{shown} must be more than 0.", hint="Every wait and every size has a limit.")
    if number > most:
        raise QueryError(f"{shown} {number:g} is too large.", hint=f"At most {most:,}.")
    return number


OPENED, LONGEST_AHEAD = dt.date(2000, 2, 29), dt.timedelta(days=3653)
"""The first day of the registry, and how far ahead of the clock a day may lie: ten years."""


def _date(value: Any) -> dt.date | None:
    if value is None:
        return None
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value).strip())
        day = day.date() if isinstance(day, dt.datetime) else day
    except ValueError as error:
        raise QueryError(f"as_of {str(value)[:40]!r} is not a date.", hint="Write it as 2026-11-28.") from error
    latest = today_utc() + LONGEST_AHEAD
    if not OPENED <= day <= latest:
        raise QueryError(
            f"as_of {day} is no day on which trials can be judged.",
            hint=f"Name one from {OPENED}, when the registry opened, to {latest}.",
        )
    return day


def _flag(name: str, value: Any) -> bool:
    text = str(value).lower()
    if text not in _YES + _NO:
        raise QueryError(f"{name} {str(value)[:40]!r} is neither yes nor no.", hint="Write 1 or 0.")
    return text in _YES


def _whole(name: str, value: Any) -> int:
    if not re.fullmatch(r"\d{1,15}", str(value)):
        raise QueryError(f"{name} {str(value)[:40]!r} is not a whole number.", hint="Write digits only.")
    return int(value)


def _source(value: Any) -> str:
    """The absolute path of a store or snapshot that is there, or is being made; reading it says what it is."""
    path = _folder(value, "source")
    try:
        there = path.exists() or path.with_name(f"{path.name}{UNFINISHED}").exists()
    except (OSError, ValueError):
        there = False
    if not there:
        what = f"Source {str(value)[:80]!r} is neither one of {', '.join(SOURCES)} nor a file or folder that exists."
        raise QueryError(what, hint="Choose one of them, or make a store with: msc-trials snapshot build")
    return str(path)


def _folder(value: Any, name: str) -> Path:
    if "\0" in str(value):
        raise QueryError(f"{name} holds a zero byte.", hint="Give the path of a folder.")
    try:
        path = Path(value).expanduser()
        return path if path.is_absolute() else Path.cwd() / path
    except (RuntimeError, TypeError, OSError) as error:  # OSError: the folder this process is in is gone
        raise QueryError(f"{name} {str(value)[:80]!r} cannot be resolved.", hint="Give an absolute path.") from error


def _form_value(name: str, value: Any) -> str | None:
    """A value that is sent in a form field; the tool must have a name, the others may be missing."""
    if value is None and name != "ncbi_tool":
        return None
    if not re.fullmatch(r"[!-~]{1,200}", str(value)):
        raise QueryError(f"{name} holds characters that cannot be sent.", hint="Use plain letters and digits.")
    return str(value)
