"""Trial registries by the form of their numbers, and the names a country has had in them (``seeds/countries.csv``).

Source: the public addresses of the registries; for those without a stable address, the search portal of the World Health
Organization, which holds them all.
"""

from __future__ import annotations

import re

from msc_trials.knowledge import seeds

_NCT = re.compile(r"NCT\d{8}")
_PORTAL = "https://trialsearch.who.int/Trial2.aspx?TrialID="
_REGISTRIES: tuple[tuple[str, str, str], ...] = (
    ("NCT", "ClinicalTrials.gov", "https://clinicaltrials.gov/study/"),
    ("ACTRN", "the Australian New Zealand registry (ANZCTR)", "https://www.anzctr.org.au/"),
    ("ChiCTR", "the Chinese registry (ChiCTR)", _PORTAL),
    ("CTRI/", "the Indian registry (CTRI)", _PORTAL),
    ("JapicCTI-", "the Japanese registry (JapicCTI)", _PORTAL),
    ("jRCT", "the Japanese registry (jRCT)", "https://jrct.mhlw.go.jp/en-latest-detail/"),
    ("UMIN", "the Japanese registry (UMIN)", _PORTAL),
    ("EUCTR", "the European registry (EU CTR)", _PORTAL),
    ("ISRCTN", "the ISRCTN registry", "https://www.isrctn.com/"),
    ("KCT", "the Korean registry (CRIS)", _PORTAL),
    ("IRCT", "the Iranian registry (IRCT)", _PORTAL),
)
"""How numbers begin, the name of the registry, and what its pages' addresses begin with."""


def is_nct(trial_id: str) -> bool:
    """Whether a number is one of ClinicalTrials.gov."""
    return _NCT.fullmatch(trial_id) is not None


def registry_name(trial_id: str) -> str:
    """The registry a number belongs to, in words; ``another registry`` when its form is not known."""
    return next((name for start, name, _ in _REGISTRIES if trial_id.startswith(start)), "another registry")


def registry_url(trial_id: str) -> str:
    """The page of a trial for people.

    >>> registry_url("ACTRN12620000870954")
    'https://www.anzctr.org.au/ACTRN12620000870954'
    """
    return next((url for start, _, url in _REGISTRIES if trial_id.startswith(start)), _PORTAL) + trial_id


def names_of_country(text: str) -> tuple[str, ...]:
    """All names the registry has used for a country, the present one first; empty when it is not in the list.

    >>> names_of_country("kr")
    ('South Korea', 'Korea, Republic of', 'Korea')
    """
    for row in seeds.table("countries"):
        names = (row["name"], *seeds.listed(row["also"]))
        if text.strip().casefold() in {row["code"].casefold(), *(name.casefold() for name in names)}:
            return names
    return ()
