"""Pages as a browser shows them: on a phone and a screen, light and dark, on paper, with the keyboard, without scripts."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any, Literal

import pytest

from msc_trials.evidence.words import word

if os.environ.get("CI") != "true":  # there a missing tool is a failure
    pytest.importorskip("playwright", reason="playwright is not installed")
    pytest.importorskip("axe_playwright_python", reason="axe is not installed")
    pytest.importorskip("pypdf", reason="pypdf is not installed")

WIDTHS = (390, 768, 1280)
KINDS = (
    "index.html", "compare.html", "products.html", "method.html", "ledger.html", "knee-oa/index.html", "knee-oa/letter.html",
    "gvhd/index.html", "ms/index.html", "migraine/index.html", "ckd-aki/index.html", "hostile.html", "form.html", "message.html", "wait.html",
)  # fmt: skip
LONG = ("ledger.html", "migraine/index.html")
"""Pages with the parts of others and more of them: axe looks at their wide form in the others."""
ALIKE = ("gvhd/index.html", "ms/index.html")
"""Pages of the same form as the one of the knee: axe looks at them with ``--everything`` only."""
AT_EVERY_WIDTH = ("form.html", "message.html", "wait.html")
"""Short pages: axe looks at them at every width, light and dark."""
FOLDED_OUT = "document.querySelectorAll('details').forEach(d => d.open = true)"
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, summary')].filter(e => {
  const b = e.getBoundingClientRect(); return b.width > 0 && b.left >= 0 && (b.height < 23.9 || b.width < 23.9) })
  .map(e => e.outerHTML.slice(0, 90))"""
SMALL_LETTERS = """() => [...document.querySelectorAll('svg text, svg tspan')]
  .filter(e => parseFloat(getComputedStyle(e).fontSize) * (e.getScreenCTM() ? e.getScreenCTM().a : 1) < 12)
  .map(e => e.textContent)"""


RULES_ON_TRIAL = ("css-orientation-lock", "focus-order-semantics", "label-content-name-mismatch", "p-as-heading",
                  "table-fake-caption", "target-size", "td-has-header")  # fmt: skip
"""Rules that axe knows and leaves out unless they are asked for."""


def findings(page: Any, rules: list[str] | None = None) -> list[Any]:
    """What axe finds, at any level; ``rules`` are those to look at, all and those on trial by default."""
    from axe_playwright_python.sync_playwright import Axe

    on_trial = {rule: {"enabled": True} for rule in RULES_ON_TRIAL}
    chosen = {"runOnly": rules} if rules else {"rules": on_trial}
    options = {**chosen, "resultTypes": ["violations"]}  # what passes is not described, which takes as long as the rest
    found = Axe().run(page, options=options).response["violations"]
    return [(v["id"], v["impact"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]


def opened(browser: Any, path: Path, width: int = 1280, **kept: Any) -> Any:
    """A page with all folds open."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **kept).new_page()
    page.goto(path.as_uri())
    if kept.get("java_script_enabled", True):
        page.evaluate(FOLDED_OUT)
    return page


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.everything] if name in ALIKE else []) for name in KINDS]
)
def test_axe_finds_nothing_at_any_level(browser: Any, site: Path, name: str, every_look: bool) -> None:
    """On a phone in the light and on a screen in the dark; with ``--everything`` at every width, light and dark."""
    looks: list[tuple[int, Literal["light", "dark"], list[str] | None]] = [(390, "light", None)]
    looks.append((768, "dark", ["color-contrast"]) if name in LONG else (1280, "dark", None))
    if every_look or name in AT_EVERY_WIDTH:
        looks = [(width, scheme, None) for width in WIDTHS for scheme in ("light", "dark")]
    page = opened(browser, site / name, bypass_csp=True)
    for width, scheme, rules in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert findings(page, rules) == [], (width, scheme)
    page.context.close()


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_too_wide_too_small_or_asked_of_others(browser: Any, site: Path, name: str) -> None:
    page = browser.new_context().new_page()
    asked: list[str] = []
    trouble: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: trouble.append(message.text))
    page.goto((site / name).as_uri())
    page.evaluate(FOLDED_OUT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate(SMALL_LETTERS) == []
    listed = name in ("index.html", "compare.html", "form.html")
    assert asked == [(site / name).as_uri(), *([(site / "find.js").as_uri()] if listed else [])]
    assert trouble == []
    page.context.close()


@pytest.mark.parametrize("name", ["index.html", "compare.html"])
def test_typing_shortens_the_list_and_says_how_many_are_left(browser: Any, site: Path, name: str) -> None:
    from playwright.sync_api import expect

    page = opened(browser, site / name)
    said = page.locator("[role=status][data-found]")
    all_rows = page.locator("[data-row]").count()
    page.focus("#condition")
    page.keyboard.type("KNÉE osteo")
    expect(said).to_have_text(f"1 of {all_rows} conditions shown.")
    assert page.locator("[data-row]:visible").inner_text().startswith("Knee osteoarthritis")
    assert page.locator("[data-group]:visible").count() == (1 if name == "index.html" else 0)
    page.keyboard.press("Escape")
    assert page.input_value("#condition") == ""
    assert page.locator("[data-row]:visible").count() == all_rows
    page.keyboard.type("zzzz")
    expect(said).to_have_text(re.compile("^None of "))
    page.context.close()


@pytest.mark.parametrize("enabled", [True, False])
def test_one_level_can_be_chosen_with_the_keyboard_and_without_scripts(browser: Any, site: Path, enabled: bool) -> None:
    context = browser.new_context(java_script_enabled=enabled)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    everything = page.locator("[data-row]:visible").count()
    page.locator("#level0").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#level5").is_checked()
    assert page.locator("[data-row]:visible").count() == page.locator("[data-row].l5").count() < everything
    assert page.locator(".finder").is_visible() == enabled
    context.close()


def test_the_page_that_waits_says_so_and_loads_again(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "wait.html").as_uri())
    assert "loads again by itself" in page.inner_text("[role=status]")
    assert page.inner_text("h1") == "Looking up stroke <b>"
    page.close()


def test_text_in_pictures_does_not_lie_on_other_text_or_leave_the_picture(browser: Any, site: Path) -> None:
    overlaps = """() => [...document.querySelectorAll('svg.chart')].flatMap(svg => {
      const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
      return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([b, q]) => p.left < q.right - 1 && q.left < p.right - 1
        && p.top < q.bottom - 3 && q.top < p.bottom - 3).map(([b]) => a + ' | ' + b)) })"""
    outside = """() => [...document.querySelectorAll('svg.chart text')].filter(
      t => t.getBoundingClientRect().right > t.ownerSVGElement.getBoundingClientRect().right + 1).map(t => t.textContent)"""
    for name in ("knee-oa/index.html", "gvhd/index.html", "ms/index.html"):
        page = opened(browser, site / name, 390)
        assert page.evaluate(overlaps) == []
        assert page.evaluate(outside) == []
        page.context.close()


def printed(browser: Any, path: Path) -> list[str]:
    """The text of each printed A4 page."""
    from pypdf import PdfReader

    page = browser.new_page()
    page.goto(path.as_uri())
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize(("name", "most"), [
    ("knee-oa", 7), ("migraine", 8), pytest.param("gvhd", 8, marks=pytest.mark.everything), pytest.param("ms", 8, marks=pytest.mark.everything),
])  # fmt: skip
def test_the_first_printed_page_is_the_whole_summary(browser: Any, site: Path, name: str, most: int) -> None:
    sheets = printed(browser, site / name / "index.html")
    for part in ("What this means for you", "How strong is the evidence?", "The trials behind the answer", "Approvals", "Harms",
                 "not medical advice"):  # fmt: skip
        assert part in sheets[0], part
    assert "What the trials found" in sheets[1]
    assert len(sheets) <= most
    assert all(len([line for line in sheet.splitlines() if line.strip()]) >= 5 for sheet in sheets)


@pytest.mark.parametrize("name", ["knee-oa", "gvhd", "ms"])
def test_the_letter_is_one_sheet(browser: Any, site: Path, name: str) -> None:
    assert len(printed(browser, site / name / "letter.html")) == 1


def test_the_keyboard_reaches_the_content_first_and_every_fold(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "knee-oa/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.close()


def test_without_scripts_the_same_words_are_there(browser: Any, site: Path) -> None:
    texts = []
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto((site / "knee-oa/index.html").as_uri())
        texts.append(page.inner_text("main"))
        context.close()
    assert texts[0] == texts[1]
    made = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    scripts = {name: re.findall(r"<script[^>]*>", text) for name, text in made.items() if name != "hostile.html"}
    assert {tag for tags in scripts.values() for tag in tags} == {'<script src="find.js" defer>'}


def test_page_and_json_say_the_same_numbers(browser: Any, site: Path) -> None:
    for name in ("knee-oa", "gvhd", "ms", "migraine"):
        document = json.loads((site / name / "answer.json").read_text(encoding="utf-8"))
        page = opened(browser, site / name / "index.html")
        text = re.sub(r"\s+", " ", page.inner_text("main"))
        page.context.close()
        counts = document["answer"]["counts"]
        counted = counts["counted"]
        assert (f"of {counted} Phase 2 to 4 trial" if counted else "no Phase 2 to 4 trial is counted") in text
        for group, number in document["answer"]["groups"].items():
            assert not number or re.search(rf"{word('group', group)}:? {number}\b", text)
        by_id = {trial["trial_id"]: trial for trial in document["trials"]}
        for trial_id in document["deciding"]:
            trial = by_id[trial_id]
            assert trial["display_name"] in text
            assert trial["people"] is None or f"{trial['people']} people" in text
        for trial_id in by_id:
            assert trial_id in text
        for approval in document["approvals"]:
            assert approval["words"] in text
