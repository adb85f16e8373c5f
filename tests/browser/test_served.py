"""The served pages in a browser: search, the page that waits, the answer, the comparison, with the policy that is sent."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

if os.environ.get("CI") != "true":  # there a missing tool is a failure
    for needed in ("playwright", "axe_playwright_python", "uvicorn", "starlette"):
        pytest.importorskip(needed, reason=f"{needed} is not installed")

from msc_trials import Answer, answer
from tests.browser.test_pages import findings

HELD = threading.Event()
"""Answers wait for it: the first page that a reader sees is then the one that waits."""


def ask(condition: str) -> Answer:
    HELD.wait(20)
    return answer(condition, source="snapshot", as_of="2026-11-28")


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    import uvicorn

    from msc_trials.output.pages.web import application

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = uvicorn.Config(application(ask, port), host="127.0.0.1", port=port, log_level="error", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


def test_from_the_search_over_the_page_that_waits_to_the_answer_and_the_letter(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    HELD.clear()
    page = browser.new_context(viewport={"width": 390, "height": 900}, bypass_csp=True).new_page()
    trouble: list[str] = []
    others: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("request", lambda request: request.url.startswith(home) or others.append(request.url))
    page.goto(home)
    page.focus("#condition")
    page.keyboard.type("migraine")
    expect(page.locator("[data-found]")).to_have_text("1 of 282 conditions shown.")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("The trials are looked up")
    assert findings(page) == []
    HELD.set()
    expect(page.locator("h1")).to_contain_text("Migraine", timeout=15_000)
    assert page.url == f"{home}answer?condition=migraine"
    page.click("text=Letter for your doctor")
    expect(page.locator("h1")).to_contain_text("may I ask for your advice?")
    assert (trouble, others) == ([], [])
    page.context.close()


def test_the_comparison_and_the_reference_pages_have_no_findings(browser: Any, home: str) -> None:
    from playwright.sync_api import expect

    HELD.set()
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(f"{home}compare")
    page.fill("#conditions", "migraine, ALS, kidney failure")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(2, timeout=15_000)
    assert "several diseases" in page.inner_text(".aside")
    assert findings(page) == []
    page.goto(f"{home}products")
    page.click("text=traumatic brain injury >> nth=0")
    expect(page.locator("h1")).to_contain_text("Traumatic brain injury", timeout=15_000)
    page.goto(f"{home}nowhere")
    assert findings(page) == []
    page.context.close()


@pytest.mark.parametrize("enabled", [True, False])
def test_the_policy_that_is_sent_lets_the_page_work_with_and_without_scripts(
    browser: Any, home: str, enabled: bool
) -> None:
    HELD.set()
    context = browser.new_context(java_script_enabled=enabled)
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.goto(home)
    page.locator("#condition").press_sequentially("migraine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answer?condition=migraine")
    page.wait_for_selector("text=and mesenchymal stem cells", timeout=15_000)
    assert trouble == []
    context.close()
