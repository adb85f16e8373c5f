"""The registry's names of a country, found by its two letters or any of its names (``seeds/countries.csv``)."""

from __future__ import annotations

from msc_trials.knowledge import seeds


def names_of_country(text: str) -> tuple[str, ...]:
    """All names the registry has used for a country, the present one first; empty when it is not in the list.

    >>> names_of_country("kr")
    ('South Korea', 'Korea, Republic of', 'Korea')
    """
    for row in seeds.table("countries"):
        names = (row["name"], *filter(None, row["also"].split(" | ")))
        if text.strip().casefold() in {row["code"].casefold(), *(name.casefold() for name in names)}:
            return names
    return ()
