"""Changes as lines for a terminal and as an Atom feed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from msc_trials.knowledge.rules import topic
from msc_trials.local.changes import Change
from msc_trials.matching.text import printable


def sentence(change: Change) -> str:
    """One change in words.

    >>> sentence(Change("2026-11-28", "stroke", "status", "NCT00000001", "Recruiting", "Completed"))
    'stroke, NCT00000001: the status changed from Recruiting to Completed'
    """
    before, after = (part.replace("_", " ") for part in (change.before, change.after))
    about = printable(", ".join(filter(None, (change.condition, change.nct_id))))
    return f"{about}: {printable(topic('change')[change.kind].format(before=before, after=after))}"


def changes_text(changes: Iterable[Change]) -> str:
    """One line a change: the day it was found, then the words."""
    return "".join(f"{change.day}  {sentence(change)}\n" for change in changes)


def atom_feed(changes: list[Change], day: str) -> str:
    """The changes as an Atom feed, newest first; the same changes give the same bytes."""
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    SubElement(feed, "title").text = "Changes in trials of mesenchymal stem cells"
    SubElement(
        feed, "subtitle"
    ).text = "From ClinicalTrials.gov and a checked list of publications and announcements. Not medical advice."
    SubElement(feed, "id").text = "urn:msc-trials:changes"
    SubElement(feed, "updated").text = f"{max([change.day for change in changes], default=day)}T00:00:00Z"
    for change in reversed(changes):
        entry = SubElement(feed, "entry")
        words = sentence(change)
        SubElement(entry, "title").text = words
        SubElement(entry, "id").text = f"urn:sha256:{hashlib.sha256(f'{change.day} {words}'.encode()).hexdigest()}"
        SubElement(entry, "updated").text = f"{change.day}T00:00:00Z"
        author = SubElement(entry, "author")
        SubElement(author, "name").text = "msc_trials"
        SubElement(entry, "summary").text = words
        if change.nct_id.startswith("NCT"):
            SubElement(entry, "link", href=f"https://clinicaltrials.gov/study/{change.nct_id}")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"
