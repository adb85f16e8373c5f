"""When results of a trial are due, and whether the law asks for them.

Sources: 42 CFR 11.44 (results within one year of the primary completion date; later with a certificate) and 11.22 (which
trials); the definitions of FDAAA TrialsTracker (DeVito, Bacon, Goldacre, Lancet 2020;395:361-369), which gives trials with a
certificate three years. Differences from both are named in ``docs/research.md``.
"""

from __future__ import annotations

from msc_trials.matching.dates import PartialDate
from msc_trials.records.vocabularies import Phase

_DUE_AFTER = 1
_DUE_AFTER_WITH_CERTIFICATE = 3
_LAW_SINCE = "2017-01-18"
_NOT_COVERED = frozenset({Phase.EARLY_1.value, Phase.PHASE_1.value})


def results_due(primary_completion: str, delay_certified: str = "") -> str:
    """The date by which results are due, as exact as the primary completion date; empty where that is not known.

    One year after primary completion; three years when a delay was certified before results were due.

    >>> results_due("2019-03"), results_due("2019-03-31", "2019-12-01"), results_due("")
    ('2020-03', '2022-03-31', '')
    """
    date = PartialDate.parse(primary_completion)
    if date is None:
        return ""
    due = _later(date.text, _DUE_AFTER)
    certified = PartialDate.parse(delay_certified)
    if certified is not None and certified.text <= due:
        return _later(date.text, _DUE_AFTER_WITH_CERTIFICATE)
    return due


def is_covered(
    study_type: str, phase: str, primary_completion: str, fda_drug: bool | None, fda_device: bool | None
) -> bool | None:
    """Whether the law asks for results as far as the posted fields tell; None when a field that decides is missing.

    Covered are interventional trials beyond Phase 1 of a drug or device that the FDA regulates, with primary completion on
    or after 18 January 2017, the day the rule came into force.

    >>> is_covered("INTERVENTIONAL", "Phase 2", "2019-03", True, False)
    True
    """
    if (study_type and study_type != "INTERVENTIONAL") or phase in _NOT_COVERED:
        return False
    if primary_completion and primary_completion < _LAW_SINCE[: len(primary_completion)]:
        return False
    if fda_drug is None and fda_device is None:
        return None
    if not (fda_drug or fda_device):
        return False
    return True if study_type and primary_completion else None


def _later(text: str, years: int) -> str:
    year, rest = int(text[:4]) + years, text[4:]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04}{'-02-28' if rest == '-02-29' and not leap else rest}"
