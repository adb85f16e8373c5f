"""Write the sample answer of the README: what ``msc-trials answer "knee osteoarthritis"`` prints from the shipped snapshot.

    python -m benchmarks.readme_sample

Shown are the lines from the level to the trials that decide; those before it carry today's date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"(?<=```text\n).*?(?=```)", re.DOTALL)


def sample() -> str:
    """The lines as an 80-column terminal shows them."""
    command = [sys.executable, "-m", "msc_trials", "answer", "knee osteoarthritis", "--source", "snapshot"]
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "COLUMNS": "80", "HOME": home}
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=True, env=environ, cwd=README.parent
        )
    lines = done.stdout.splitlines()
    begin = next(i for i, line in enumerate(lines) if line and line.upper() == line and line[0].isalpha())
    end = next(i for i, line in enumerate(lines) if line.startswith("Trials that decide")) + 1
    end += lines[end:].index("")
    return "\n".join(lines[begin:end]) + "\n"


def main() -> None:
    """Replace the first text block of the README."""
    shown = sample()
    README.write_text(BLOCK.sub(lambda _: shown, README.read_text(encoding="utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
