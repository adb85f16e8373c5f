"""One pull of every study from a server, measured inside a process of its own: time, processor time, memory, rows.

    python speed_child.py NAME URL

Prints one line of JSON. Runs with the Python of the package measured, so it needs nothing of this project unless NAME
is ``ours``. What is imported, is imported before the clock starts. Growth of memory is the highest resident size minus
the size after the imports.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

CONDITION = "knee osteoarthritis"


def ours(url: str) -> Callable[[], int]:
    """From nothing stored to judged trials: every study fetched, checked, stored, parsed, classified and judged."""
    for name in ("client", "query", "transport", "trials", "verdicts"):
        importlib.import_module(f"msc_trials.{name}")

    from msc_trials import Client, Query
    from msc_trials.evidence.verdict import judge
    from msc_trials.extraction.trial import parse_study

    settings = {"api_url": url, "cache_dir": tempfile.mkdtemp(), "min_interval": 0, "source": "live"}

    def judged(study: Any) -> tuple[str, tuple[str, ...], str]:
        trial = parse_study(study)
        return trial.nct_id, trial.msc_class, judge(trial).status.value

    def run() -> int:
        with Client(**settings) as client:
            query = Query.for_condition(CONDITION)
            return len(client.fetch(query, judged).read(judged))

    return run


def ours_rules_read(url: str) -> Callable[[], int]:
    """The same when the process has judged trials before: words and patterns are read and compiled."""
    run = ours(url)
    few = ours("/".join([*url.split("/")[:4], "25", *url.split("/")[5:]]))
    few()
    return run


def ours_answer(url: str) -> Callable[[], int]:
    """A whole answer: also doses, routes, sources, comparators and all else that an answer holds."""
    for name in ("answering", "client", "assessing", "trials"):
        importlib.import_module(f"msc_trials.{name}")
    from msc_trials import answer

    folder = tempfile.mkdtemp()
    return lambda: len(answer(CONDITION, api_url=url, cache_dir=folder, min_interval=0, source="live").trials)


def ours_fetched(url: str) -> Callable[[], int]:
    """Everything but reading the studies."""
    for name in (
        "msc_trials.registry.client",
        "msc_trials.registry.query",
        "msc_trials.registry.pages",
        "pydantic_core",
    ):
        importlib.import_module(name)
    from msc_trials import Client, Query

    settings = {"api_url": url, "cache_dir": tempfile.mkdtemp(), "min_interval": 0, "source": "live"}

    def run() -> int:
        with Client(**settings) as client:
            return len(client.fetch(Query.for_condition(CONDITION), lambda study: None))

    return run


def baseline(url: str) -> Callable[[], int]:
    """What a careful person writes: a session, large pages, json, ``json_normalize``."""
    import pandas as pd
    import requests

    def run() -> int:
        session, studies, token = requests.Session(), [], None
        while True:
            params = {"query.cond": CONDITION, "pageSize": "1000"} | ({"pageToken": token} if token else {})
            document = json.loads(session.get(f"{url}/studies", params=params, timeout=60).content)
            studies += document["studies"]
            token = document.get("nextPageToken")
            if not token:
                return len(pd.json_normalize(studies))

    return run


def pytrials(url: str) -> Callable[[], int]:
    """One page of 1,000 is all it can get."""
    from pytrials.client import ClinicalTrials

    ClinicalTrials._BASE_URL = f"{url}/"
    return lambda: len(ClinicalTrials().get_full_studies(CONDITION, max_studies=1000, fmt="json")["studies"])


def ctgov(url: str) -> Callable[[], int]:
    import ctgov as package
    from ctgov import client

    client.BASE_URL = f"{url}/"
    return lambda: len([package.study_context(s) for s in client.Client().iter_studies(CONDITION)])


def pyctrials(url: str) -> Callable[[], int]:
    """With pages of 1,000; its own 10 need a hundred times the requests."""
    from pyctrials.pyctrials import ClinicalTrialsAPI

    ClinicalTrialsAPI.BASE_URL = f"{url}/studies"
    return lambda: len(ClinicalTrialsAPI().fetch_trials(CONDITION, status=None, page_size=1000))


def pycli_trials(url: str) -> Callable[[], int]:
    from pyct import ClinicalTrials

    ClinicalTrials.BASE = url
    return lambda: len(ClinicalTrials().get_studies(condition=CONDITION))


def clinpipe(url: str) -> Callable[[], int]:
    module = importlib.import_module("clinical_data_analyzer.ctgov.client")
    client = module.CTGovClient(base_url=url)
    return lambda: len([module.extract_study_compact(s) for s in client.iter_studies(cond=CONDITION, page_size=1000)])


def clinicaltrials_downloader(url: str) -> Callable[[], int]:
    """With ``json_normalize`` behind it, for it gives raw records."""
    import pandas as pd

    os.environ["PYSTOW_HOME"] = tempfile.mkdtemp()
    api = importlib.import_module("clinicaltrials_downloader.api")
    api.STUDIES_ENDPOINT_URL = f"{url}/studies"
    return lambda: len(pd.json_normalize(list(api.iterate_download_studies())))


OWN = {
    "ours": ours,
    "ours_rules_read": ours_rules_read,
    "ours_fetched": ours_fetched,
    "ours_answer": ours_answer,
    "baseline": baseline,
}
PEERS = {
    "pytrials": pytrials,
    "ctgov": ctgov,
    "pyctrials": pyctrials,
    "pycli-trials": pycli_trials,
    "clinpipe": clinpipe,
    "clinicaltrials-downloader": clinicaltrials_downloader,
}


def resident() -> tuple[float, float]:
    """Resident memory of this process in megabytes: now, and the most so far."""
    status = Path("/proc/self/status")
    if status.is_file():
        sizes = dict(line.split(":", 1) for line in status.read_text().splitlines() if line.startswith("Vm"))
        return float(sizes["VmRSS"].split()[0]) / 1024, float(sizes["VmHWM"].split()[0]) / 1024
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return most, most


def measured(run: Callable[[], int]) -> dict[str, float]:
    before, _ = resident()
    wall, cpu = time.perf_counter(), time.process_time()
    rows = run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": wall, "cpu": cpu, "growth": resident()[1] - before, "rows": rows}


def main() -> None:
    warnings.simplefilter("ignore")
    name, url = sys.argv[1:]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        found: dict[str, Any] = measured((OWN | PEERS)[name](url))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
