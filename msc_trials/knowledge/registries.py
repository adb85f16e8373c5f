"""Trial registries by the form of their numbers, with their public addresses or else the search portal of the World
Health Organization; and the names a country has had."""

from __future__ import annotations

import re

from msc_trials.errors import QueryError
from msc_trials.knowledge import seeds

_PORTAL = "https://trialsearch.who.int/Trial2.aspx?TrialID="


def is_nct(trial_id: str) -> bool:
    """Whether a number is one of ClinicalTrials.gov."""
    return re.fullmatch("NCT[0-9]{8}", trial_id) is not None


def registry_name(trial_id: str) -> str:
    """The registry a number belongs to, in words; ``another registry`` when its form is not known."""
    return _row(trial_id).get("name", "another registry")


def registry_url(trial_id: str) -> str:
    """The page of a trial for people.

    >>> registry_url("ACTRN12620000870954")
    'https://www.anzctr.org.au/ACTRN12620000870954'
    """
    return _row(trial_id).get("url", _PORTAL) + trial_id


def _row(trial_id: str) -> dict[str, str]:
    return next((row for row in seeds.table("registries") if trial_id.startswith(row["start"])), {})


def names_of_country(text: str) -> tuple[str, ...]:
    """All names the registry has used for a country, the present one first, by its two letters or any of its names.

    Raises ``QueryError`` for a text that is no country, with the name that may be meant.

    >>> names_of_country("kr")
    ('South Korea', 'Korea, Republic of', 'Korea')
    """
    rows = [(row["code"], (row["name"], *seeds.listed(row["also"]))) for row in seeds.table("countries")]
    known = {word.casefold(): names for code, names in rows for word in (code, *names)}
    asked = text.strip().casefold()
    if asked in known:
        return known[asked]
    import difflib  # only a text that is no country needs it

    near = difflib.get_close_matches(asked, [word for word in known if len(word) > 3], n=1, cutoff=0.75)
    hint = (
        f"Did you mean {known[near[0]][0]}?" if near else "Give its two letters, for example DE, or its English name."
    )
    raise QueryError(f"{text[:40]!r} is not a country of our list.", hint=hint)
