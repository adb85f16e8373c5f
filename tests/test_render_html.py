"""What the report and the notebook fragments contain, and what no record can put into them."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from msc_trials import Answer, parse_study
from msc_trials.evidence import wording
from msc_trials.evidence.words import sentence, word
from msc_trials.extraction.facts import Dose
from msc_trials.knowledge import seeds
from msc_trials.knowledge.rules import topic
from msc_trials.output import cell_numbers
from msc_trials.output.links import registry_link, with_links
from msc_trials.output.marks import mark_svg
from msc_trials.output.notebook import MAX_TRIALS, answer_fragment, trial_fragment, verdict_fragment
from msc_trials.output.pages.document import report_page
from msc_trials.results.findings import VerdictStatus
from tests.render_samples import HOSTILE, answer, empty_answer, verdict

_ALLOWED_LINKS = re.compile(
    r"https://clinicaltrials\.gov/study/NCT\d{8}|https://doi\.org/10\.\d{4,9}/\S+|https://pubmed\.ncbi\.nlm\.nih\.gov/\d+/|#[a-z]+"
    r"|https://clinicaltrials\.gov/search\?cond=[\w%/.-]+&intr=mesenchymal"
)
_VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags, links and ids of a page; checks that every tag is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.headings: list[int] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(given)
        if "href" in given:
            self.links.append(given["href"] or "")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"closed but never opened: {tag}"
        assert self.open[-1] == tag, f"closed {tag} inside {self.open[-1]}"
        self.open.pop()


@pytest.fixture(scope="module")
def page() -> str:
    return report_page(answer())


def _assert_harmless(text: str) -> None:
    parsed = Page(text)
    assert not {"script", "img", "iframe", "object", "link", "form"} & set(parsed.tags)
    assert not [name for name in parsed.attributes if name.startswith("on") or name == "src"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text.replace("\n", ""))
    assert all(_ALLOWED_LINKS.fullmatch(link) for link in parsed.links), parsed.links
    assert "&lt;script&gt;" in text
    assert "{{ 7*7 }}" in text, "text of a record was run as a template"


def test_the_report_lets_nothing_of_a_record_through(page: str) -> None:
    _assert_harmless(page)


def test_the_fragments_let_nothing_of_a_record_through() -> None:
    _assert_harmless(answer_fragment(answer()))
    _assert_harmless(verdict_fragment(verdict()))


def test_the_condition_as_typed_is_escaped_too() -> None:
    text = report_page(answer(condition="<b>fever</b> {{ 7*7 }} <script>x</script>"))
    _assert_harmless(text)
    assert "<b>fever" not in text


def test_the_content_policy_allows_the_style_sheet_by_digest_and_nothing_else(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "style=" not in page, "a style attribute would be refused by the policy"
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    for rule in ("prefers-color-scheme:dark", "@media print", "size:A4", "max-width:43.99rem"):
        assert rule in style[1]


def test_the_report_has_a_sound_outline(page: str) -> None:
    parsed = Page(page)
    assert parsed.headings[0] == 1
    assert set(parsed.headings[1:]) == {2, 3}
    assert len(parsed.ids) == len(set(parsed.ids))
    labelled = re.findall(r'aria-labelledby="([^"]+)"', page)
    assert set(" ".join(labelled).split()) <= set(parsed.ids)
    assert page.count("<title>") == 1
    assert page.count('role="img"') == page.count("aria-label=") - 2 > 0, (
        "every picture has a name; so have scale and contents"
    )


def test_the_report_shows_answer_denominators_reasons_and_sources() -> None:
    made = answer(hostile="")
    text = report_page(made)
    for expected in (
        made.headline,
        made.ending,
        "The trials disagree.",
        "Some trials met their main goal, and others missed it",
        sentence("disclaimer"),
        "10 October 2022",
        "Old data",
        "A synthetic reason",
        "of 12 Phase 2 to 4 trials",
        "same participants as",
        'href="https://doi.org/10.1000/abc.1"',
        'href="https://pubmed.ncbi.nlm.nih.gov/12345/"',
    ):
        assert expected in text, expected
    for assessed in made.trials:
        assert f"https://clinicaltrials.gov/study/{assessed.assessment.nct_id}" in text
    for line in (*made.caveats, *topic("method").values()):
        assert line.replace('"', "&#34;").replace("'", "&#39;") in text
    for row in seeds.table("glossary"):
        assert f"<dt>{row['term']}</dt>" in text


def test_the_report_is_the_same_for_the_same_answer(page: str) -> None:
    assert report_page(answer()) == page


def test_an_answer_without_trials_makes_a_report_without_empty_parts() -> None:
    text = report_page(empty_answer())
    Page(text)
    assert "We found no trial of these cells for" in text
    assert "<svg" not in text
    assert "<table" not in text
    assert "date not stated" in text


def test_every_verdict_has_words_and_a_mark(page: str) -> None:
    for status in VerdictStatus:
        assert word("verdict", status.value) in page
        assert mark_svg(status) in page


def test_a_notebook_draws_the_mark_of_a_page() -> None:
    for status in VerdictStatus:
        assert mark_svg(status) in verdict_fragment(verdict(status))


@pytest.mark.parametrize("made", [answer(), answer(60), empty_answer()], ids=["one of each", "many", "none"])
def test_an_answer_fragment_stays_small(made: Answer) -> None:
    text = answer_fragment(made)
    assert len(text.encode()) < 20_000
    assert made._repr_html_() == text


def test_a_shortened_fragment_says_how_many_trials_it_leaves_out() -> None:
    made = answer(60)
    assert f"and {len(made.deciding) - MAX_TRIALS} more trials" in answer_fragment(made)


def test_the_plain_text_of_a_fragment_says_the_same_without_styles() -> None:
    made = answer(hostile="")
    text = answer_fragment(made)
    plain = re.search(r'<pre class="msct-plain">(.*?)</pre>', text, re.DOTALL)
    assert plain
    assert made.headline in plain[1]
    assert made.deciding[0].nct_id in plain[1]


def test_a_long_verdict_fragment_stays_small() -> None:
    long = verdict(hostile="x" * 50_000 + "<b>")
    assert len(verdict_fragment(long).encode()) < 20_000
    assert "A synthetic reason" in verdict_fragment(long)
    assert long._repr_html_() == verdict_fragment(long)


def test_a_fragment_of_nothing_but_quotation_marks_is_shortened_at_a_whole_part() -> None:
    text = answer_fragment(answer(60, hostile='"' * 5_000))
    assert len(text.encode()) < 20_000
    assert "Shortened here." in text
    Page(text)


def test_a_trial_shows_itself_in_a_notebook() -> None:
    trial = parse_study(
        {
            "protocolSection": {
                "identificationModule": {"nctId": "NCT90000001", "briefTitle": f"Synthetic study {HOSTILE}"},
                "statusModule": {"overallStatus": "COMPLETED"},
                "conditionsModule": {"conditions": [f"Fever {HOSTILE}"]},
                "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": f"Cells {HOSTILE}"}]},
            }
        }
    )
    text = trial._repr_html_()
    _assert_harmless(text)
    assert text == trial_fragment(trial)
    assert len(text.encode()) < 20_000
    assert "no result posted" in text


def test_links_lead_to_the_registry_doi_and_pubmed_only() -> None:
    text = with_links("See doi:10.1000/a(b)c. or PMID 77, NCT01234567 <b> javascript:alert(1) http://evil.example")
    assert Page(text).links == [
        "https://doi.org/10.1000/a(b)c",
        "https://pubmed.ncbi.nlm.nih.gov/77/",
        "https://clinicaltrials.gov/study/NCT01234567",
    ]
    assert "&lt;b&gt;" in text
    assert registry_link('NCT01234567"><b>') == "NCT01234567&quot;&gt;&lt;b&gt;"


def test_doses_are_told_in_words() -> None:
    assert cell_numbers.doses(()) == "not stated in the registry"
    doses = (Dose(1.5e8, 1.5e8), Dose(1e6, 2e6, per_kg=True), Dose(1.5e8, 1.5e8))
    assert cell_numbers.doses(doses) == "150 million cells or 1 million to 2 million cells per kg of body weight"
    assert cell_numbers.doses([Dose(n * 1e6, n * 1e6) for n in range(1, 8)]).endswith("and 3 more doses")


def test_the_glossary_is_sorted_and_each_word_is_explained_once() -> None:
    rows = seeds.table("glossary")
    terms = [row["term"] for row in rows]
    assert len({t.lower() for t in terms}) == len(terms)
    assert all(row["meaning"].endswith(".") and row["comment"] for row in rows)


def test_the_texts_of_the_report_promise_and_dismiss_nothing() -> None:
    texts = [r["meaning"] for r in seeds.table("glossary")]
    for value in (v for name, v in vars(wording).items() if name.isupper()):
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            texts += value.values()
        elif isinstance(value, tuple):
            texts += value
    banned = re.compile(
        r"\b(cures?|cured|proven|works|safe|miracle|guaranteed|best|doesn't work|you should|you must)\b", re.I
    )
    assert [t for t in texts if banned.search(t)] == []
