"""A small site, a browser to look at it with, and axe. Skipped where no Chromium is installed; with CI=true that is a failure."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from msc_trials import answer
from msc_trials.output.pages.document import report_page
from msc_trials.output.pages.listing import Row
from msc_trials.output.pages.render import site_page
from msc_trials.output.pages.site import build
from tests.render_samples import answer as every_verdict

NAMES = (
    "knee osteoarthritis",
    "graft-versus-host disease",
    "kidney disease (chronic or acute)",
    "migraine",
    "multiple sclerosis",
)
DAY = "2026-11-28"


def chromium() -> str | None:
    """The Chromium of the system."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    found = chromium()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium is installed")
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(folder, lambda name: answer(name, source="snapshot", as_of=DAY), dt.date.fromisoformat(DAY), NAMES)
    (folder / "hostile.html").write_text(report_page(every_verdict()), encoding="utf-8")
    links = {"home": "index.html", "method": "method.html", "search": "index.html", "script": "find.js"}
    rows = [Row(name, "index.html", "another name") for name in NAMES]
    made = {
        "form": site_page("index", links, rows=rows, letters=[("A", rows)], levels=(), document=None),
        "wait": site_page("wait", links, condition="stroke <b>", address="wait.html", seconds=3, done=1, of=2),
        "message": site_page("message", links, what="There is no such page.", hint="Start from the list."),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder
