"""Print what other clients of the registry take for the same 1,500 records, beside ours. Nothing is judged.

    python -m benchmarks.peers [--rounds 3] [--python INTERPRETER]

``--python`` is an interpreter that has ``ctgov``, ``pytrials`` and ``altissimo-clinicaltrials`` (one that is missing is left
out). Whole processes with default settings, all fields; pytrials cannot ask for more than 1,000. Only ours checks that the
studies are complete and of one date, keeps them, and (second row) reads every fact of them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from functools import partial

from benchmarks.loopback import registry
from benchmarks.speed import Run, best, rounds, run

STUDIES = 1_500
PEERS = {
    "ctgov": """
import sys, ctgov.client
ctgov.client.BASE_URL = sys.argv[1] + "/"
print(len(ctgov.client.Client().studies("cancer")))
""",
    "pytrials": """
import sys
from pytrials.client import ClinicalTrials
ClinicalTrials._BASE_URL = sys.argv[1] + "/"
print(len(ClinicalTrials().get_full_studies("cancer", max_studies=1000, fmt="json")["studies"]))
""",
    "altissimo-clinicaltrials": """
import sys, clinicaltrials
api = clinicaltrials.StudiesApi(clinicaltrials.ApiClient(clinicaltrials.Configuration(host=sys.argv[1])))
token, found = None, []
while token or not found:
    page = api.list_studies(query_cond="cancer", page_size=1000, page_token=token)
    token, found = page.next_page_token, found + page.studies
print(len(found))
""",
}
FETCHED = """
import sys
from msc_trials import Client, Query
with Client(api_url=sys.argv[1], cache_dir=sys.argv[2]) as client:
    print(len(client.fetch(Query.for_condition("cancer")).studies))
"""
READ = """
import sys
from msc_trials.service.answer import search_as_typed
print(len(search_as_typed("cancer", api_url=sys.argv[1], cache_dir=sys.argv[2], papers=False)))
"""


def _ours(code: str, api: str) -> Run:
    """With nothing stored before."""
    with tempfile.TemporaryDirectory() as folder:
        return run([sys.executable, "-c", code, api, folder])


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--python", default=sys.executable)
    args = parser.parse_args(argv)
    with registry() as url:
        api = f"{url}/0/{STUDIES}/api/v2"
        contestants = {}
        for name, code in PEERS.items():
            if subprocess.run([args.python, "-c", code, api], capture_output=True, check=False).returncode == 0:
                contestants[name] = partial(run, [args.python, "-c", code, api])
        for name, code in (("msc_trials, as sent", FETCHED), ("msc_trials, every fact read", READ)):
            contestants[name] = partial(_ours, code, api)
        found = rounds(args.rounds, contestants)
    print("| client | seconds | processor seconds | MB |\n|---|---|---|---|")
    for name, runs in found.items():
        print(f"| {name} | {best(runs).wall:.2f} | {best(runs, 'cpu').cpu:.2f} | {runs[0].memory:.0f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
