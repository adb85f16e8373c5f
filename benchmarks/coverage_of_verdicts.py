"""Print the coverage of branches, and fail when a file that decides a verdict is below 95 %.

pytest --cov=msc_trials --cov-branch --cov-report=json:coverage.json
python -m benchmarks.coverage_of_verdicts coverage.json
"""

from __future__ import annotations

import argparse
import json
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

DECIDE = ("*/results/*", "*/evidence/verdict*", "*/evidence/ledger_verdict*", "*/evidence/answer*", "*/evidence/stop*")
"""Files in which a wrong line can turn a failed trial into a success."""
LEAST = 95.0


def percent(summary: dict[str, Any]) -> float:
    """Covered branches in percent; a file without a branch counts by its lines."""
    total = summary["num_branches"]
    return 100 * summary["covered_branches"] / total if total else float(summary["percent_covered"])


def main() -> int:
    """Print a line for all files together and one for each file that is too low; 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=Path)
    report = json.loads(parser.parse_args().report.read_text(encoding="utf-8"))
    print(f"coverage of branches: {percent(report['totals']):.1f} % of {report['totals']['num_branches']}")
    files = {Path(name).as_posix(): entry for name, entry in report["files"].items()}
    deciding = {name: entry for name, entry in files.items() if any(fnmatch(f"/{name}", glob) for glob in DECIDE)}
    low = {name: entry for name, entry in deciding.items() if percent(entry["summary"]) < LEAST}
    for name, entry in sorted(low.items()):
        missing = " ".join(f"{start}->{end}" for start, end in entry["missing_branches"])
        print(f"{name}: {percent(entry['summary']):.1f} % of branches, {LEAST:.0f} % are wanted; not taken: {missing}")
    print(f"{len(deciding)} files decide a verdict, {len(low)} of them are below {LEAST:.0f} %")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
