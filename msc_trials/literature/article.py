"""One PubMed record as a frozen ``Article``: title, abstract by sections, types, trial numbers, corrections and dates.

Source: the PubMed DTD of 2025 and what its elements hold in practice. Every path starts at its own parent, because
references and comments carry PMIDs and article ids of other papers. The parser loads nothing from outside.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from msc_trials.errors import ResponseError

_SPACES = re.compile(r"[ \t\r\n]+")
_NCT = re.compile(r"\bNCT\s?0*(\d{8})\b", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_RAISABLE = re.compile(r"[\d+\-−]+")
_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DEEPEST = 64
_LONGEST, _LONGEST_TITLE = 50_000, 2_000
"""Characters of an abstract that is read, and of a title; the longest real ones have a fifth of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """One ``AbstractText``: its printed label, NLM's category (both may be empty) and its text."""

    label: str
    category: str
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A link to another paper: ``kind`` is NLM's RefType (``RetractionIn``, ``ErratumIn``), ``pmid`` may be empty."""

    kind: str
    pmid: str
    source: str


@dataclass(frozen=True, slots=True)
class Article:
    """What PubMed holds of one paper.

    ``types`` are the codes of the publication types (D016428), ``trial_numbers`` the ClinicalTrials.gov numbers of its
    data bank list, ``printed_numbers`` those its title and abstract print. ``published`` is the earliest of the
    electronic and the journal date as ``2020``, ``2020-05`` or ``2020-05-01``. ``is_book`` marks a book or chapter.
    """

    pmid: str
    title: str
    sections: tuple[Section, ...] = ()
    journal: str = ""
    published: str = ""
    doi: str = ""
    language: str = ""
    types: frozenset[str] = frozenset()
    trial_numbers: tuple[str, ...] = ()
    printed_numbers: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    is_book: bool = False

    @property
    def abstract(self) -> str:
        """The abstract without its labels."""
        return " ".join(section.text for section in self.sections)

    def corrected(self, *kinds: str) -> tuple[Correction, ...]:
        """The links of these kinds."""
        return tuple(c for c in self.corrections if c.kind in kinds)


def parse_article(xml: str) -> Article:
    """The article of one ``PubmedArticle`` or ``PubmedBookArticle``. Raises ``ResponseError`` when it is not one.

    >>> parse_article("<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>A</ArticleTitle>"
    ...               "</Article></MedlineCitation></PubmedArticle>").title
    'A'
    """
    root = parse_xml(xml)
    if is_too_deep(root):
        raise ResponseError("A record of PubMed is nested too deeply.", hint="Check the PubMed address.")
    if root.tag == "PubmedArticleSet":
        found = next(iter(root), None)
        root = found if found is not None else root
    return from_element(root)


def parse_xml(text: str | bytes) -> ET.Element:
    """The root element. Raises ``ResponseError`` for text that is not XML or declares entities."""
    head = text[:2000]
    if _ENTITY.search(head.decode("utf-8", "replace") if isinstance(head, bytes) else head):
        raise ResponseError("An answer of PubMed declares entities and is not read.", hint="Check the PubMed address.")
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities are refused above and nothing outside is loaded
    except (ET.ParseError, ValueError, LookupError) as error:
        message = "An answer of PubMed is not complete XML."
        raise ResponseError(message, hint="Try again later.") from error
    return root


def is_too_deep(root: ET.Element) -> bool:
    """Whether an element holds others so deeply that reading or writing it would exceed the depth of the stack."""
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node]
    return bool(level)


def from_element(root: ET.Element) -> Article:
    """The article of a parsed element."""
    if root.tag == "PubmedBookArticle":
        return _book(root)
    citation = root.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    pmid = (citation.findtext("PMID") or "").strip() if citation is not None else ""
    if citation is None or article is None or not pmid.isdigit():
        raise ResponseError("A record of PubMed has no article in it.", hint="Check the PubMed address.")
    sections = tuple(_sections(article))
    if sum(len(section.text) for section in sections) > _LONGEST:
        sections = ()
    title = text_of(article.find("ArticleTitle"))[:_LONGEST_TITLE]
    return Article(
        pmid=pmid,
        title=title,
        sections=sections,
        journal=text_of(article.find("Journal/ISOAbbreviation")) or text_of(article.find("Journal/Title")),
        published=_published(article),
        doi=_doi(root, article),
        language=text_of(article.find("Language")),
        types=frozenset(t.get("UI", "") for t in article.findall("PublicationTypeList/PublicationType")),
        trial_numbers=tuple(_bank_numbers(article)),
        printed_numbers=numbers_in(" ".join((title, *(s.text for s in sections)))),
        corrections=tuple(_corrections(citation)),
    )


def _book(root: ET.Element) -> Article:
    document = root.find("BookDocument")
    pmid = (document.findtext("PMID") or "").strip() if document is not None else ""
    if document is None or not pmid.isdigit():
        raise ResponseError("A record of PubMed has no article in it.", hint="Check the PubMed address.")
    title = text_of(document.find("ArticleTitle")) or text_of(document.find("Book/BookTitle"))
    return Article(pmid=pmid, title=title, is_book=True)


def numbers_in(text: str) -> tuple[str, ...]:
    """The ClinicalTrials.gov numbers a text prints, each once, in upper case."""
    return tuple(dict.fromkeys(f"NCT{m[1]}" for m in _NCT.finditer(text)))


def text_of(node: ET.Element | None) -> str:
    """The text of an element with all that is nested in it; raised digits become superscripts, not digits."""
    if node is None:
        return ""
    return _SPACES.sub(" ", "".join(_pieces(node))).strip()


def _pieces(node: ET.Element) -> Iterator[str]:
    raised = node.tag == "sup"
    text = node.text or ""
    yield text.translate(_RAISED) if raised and _RAISABLE.fullmatch(text) else text
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""


def _sections(article: ET.Element) -> Iterator[Section]:
    for node in article.findall("Abstract/AbstractText"):
        text = text_of(node)
        if text:
            yield Section(_SPACES.sub(" ", node.get("Label", "")).strip(), node.get("NlmCategory", ""), text)


def _bank_numbers(article: ET.Element) -> Iterator[str]:
    for bank in article.findall("DataBankList/DataBank"):
        if (bank.findtext("DataBankName") or "").strip().lower() == "clinicaltrials.gov":
            for number in bank.findall("AccessionNumberList/AccessionNumber"):
                yield from numbers_in(number.text or "")


def _corrections(citation: ET.Element) -> Iterator[Correction]:
    for node in citation.findall("CommentsCorrectionsList/CommentsCorrections"):
        yield Correction(
            node.get("RefType", ""), (node.findtext("PMID") or "").strip(), text_of(node.find("RefSource"))
        )


def _doi(root: ET.Element, article: ET.Element) -> str:
    for node in article.findall("ELocationID[@EIdType='doi']"):
        if node.get("ValidYN", "Y") == "Y" and node.text:
            return node.text.strip()
    for node in root.findall("PubmedData/ArticleIdList/ArticleId[@IdType='doi']"):
        if node.text:
            return node.text.strip()
    return ""


def _published(article: ET.Element) -> str:
    dates = [
        _date(node) for node in (*article.findall("Journal/JournalIssue/PubDate"), *article.findall("ArticleDate"))
    ]
    return min((d for d in dates if d), key=lambda d: d.ljust(10, "9"), default="")


def _date(node: ET.Element) -> str:
    medline = re.search(r"(\d{4})(?:\s+([A-Za-z]{3}))?", node.findtext("MedlineDate") or "")
    year = (node.findtext("Year") or (medline[1] if medline else "")).strip()
    month = (node.findtext("Month") or (medline[2] or "" if medline else "")).strip()
    day = (node.findtext("Day") or "").strip()
    if not re.fullmatch(r"\d{4}", year):
        return ""
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
    if not 1 <= number <= 12:
        return year
    return f"{year}-{number:02d}-{int(day):02d}" if day.isdigit() and number else f"{year}-{number:02d}"
