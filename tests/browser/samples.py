"""A small site with every kind of page, for the browser and for the HTML validator: ``python -m tests.browser.samples FOLDER``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

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


def written(folder: Path) -> Path:
    """The site of some conditions, and beside it the pages that only a server has, and one with hostile texts."""
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


if __name__ == "__main__":
    written(Path(sys.argv[1]))
