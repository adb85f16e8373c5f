"""The parts of a citation of the ledger: first author, journal, year, volume and first page."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from msc_trials.knowledge import seeds

_FORM = re.compile(r"(?P<head>.+?) (?P<year>(?:19|20)\d\d)\b(?!-\d)(?:;(?P<volume>\d+)(?::(?P<page>[A-Za-z]*\d+))?)?")


class Cited(NamedTuple):
    """What a citation names; a part that it does not name is empty. ``author`` is the surname of the first one."""

    author: str
    journal: str
    year: str
    volume: str
    page: str


def cited(citation: str) -> Cited | None:
    """The parts of ``Surname Journal 2020;65:291``; None where no journal of ``seeds/journals.txt`` is named before a year.

    A name with a comma before the journal ("MILES trial, Nat Med 2023") is the trial's, and no author.

    >>> cited("Cudkowicz Muscle Nerve 2022;65:291")
    Cited(author='Cudkowicz', journal='Muscle Nerve', year='2022', volume='65', page='291')
    """
    found = _FORM.match(citation)
    if found is None:
        return None
    named = _journal().search(found["head"])
    if named is None:
        return None
    before = found["head"][: named.start()].strip()
    author = "" if before.endswith(",") else before
    return Cited(author, named[0], found["year"], found["volume"] or "", found["page"] or "")


@cache
def _journal() -> re.Pattern[str]:
    """A journal's name at the end of a text, the longest that fits because it begins first."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, seeds.lines('journals')))})$")
