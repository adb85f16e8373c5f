"""Odd words and odd command lines in bulk, and what may come of them. Run by the tests and by ``benchmarks.bulk``."""

from __future__ import annotations

import json
import random
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
from click.testing import CliRunner

from msc_trials.cli.app import cli
from msc_trials.cli.common import EXIT_MEANINGS, ExitCode
from msc_trials.knowledge import conditions
from msc_trials.service.which import lookup

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NOWHERE = "http://127.0.0.1:9/api/v2"
"""An address of the loopback where nobody answers."""
_SLOW = 30.0


@dataclass
class Tally:
    """Ends by kind, and every fault with what was asked."""

    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def ended(args: Sequence[str], folder: Path, stdin: bytes | None = None, **more: str) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, standard output, and a fault (empty when as promised)."""
    environ = {
        "MSC_TRIALS_CACHE_DIR": str(folder / "cache"),
        "MSC_TRIALS_API_URL": NOWHERE,
        "MSC_TRIALS_PUBMED_URL": NOWHERE,
        "MSC_TRIALS_PAPERS": "off",
        "MSC_TRIALS_RETRIES": "0",
        "MSC_TRIALS_SOURCE": "snapshot",
        "MSC_TRIALS_MIN_INTERVAL": "0",
        **more,
    }
    began = time.monotonic()
    with patch("msc_trials.output.pages.server.run", return_value=True):  # pages would be served without end
        done = CliRunner(env=environ).invoke(cli, list(args), input=stdin, prog_name="msc-trials")
    fault = ""
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        fault = f"{type(done.exception).__name__}: {done.exception}"
    elif done.exit_code not in set(EXIT_MEANINGS) - {ExitCode.BUG}:
        fault = f"exit code {done.exit_code}: {done.stderr[-200:]}"
    elif found := RAW.search(done.stdout):
        fault = f"raw {found[0]!r} in the output"
    elif not (done.stdout + done.stderr).strip() and not {"-q", "-o", "--output", "completion", "changes", "mcp"} & set(
        args
    ):
        fault = f"exit code {done.exit_code} without a word"
    elif time.monotonic() - began > _SLOW:
        fault = "slow"
    return done.exit_code, done.stdout, fault


def odd_text(rng: random.Random) -> str:
    """A text that nobody would type, or would by mistake."""
    return rng.choice(_ODD)(rng)


def _letters(rng: random.Random, least: int, most: int, high: int = 0x10FFFF) -> str:
    return "".join(chr(rng.randrange(high)) for _ in range(rng.randint(least, most)))


_SYNTAX = (
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    '"',
    "AREA[Phase]",
    "RANGE[MIN, MAX]",
    "EXPANSION[None]",
    "*",
    "?",
    "\\",
    "&",
    "#",
    "%00",
)
_ODD: tuple[Callable[[random.Random], str], ...] = (
    lambda rng: _letters(rng, 0, 30),
    lambda rng: _letters(rng, 0, 30, 256),
    lambda rng: "".join(rng.choice("\x00\x07\x1b[31m\u202e\u2066\ufeff\u200b\ud800\udcff \t\n") for _ in range(rng.randint(1, 20))),
    lambda rng: " ".join(rng.choice(_SYNTAX) for _ in range(rng.randint(1, 12))),
    lambda rng: "".join(rng.choice(string.printable) for _ in range(rng.randint(0, 60))),
    lambda rng: rng.choice(("a", "\u0301", "(", "knee ", "\U0001f9a0", "9", "-", "\n")) * rng.choice((1, 100, 5_000)),
    lambda rng: rng.choice(("nan", "1e999", "-1", "0", "NCT", "NCT0", "NCT" + "9" * 30, "null", "../..", "~", "", " ", "--", "\u0661")),
    lambda rng: f"<script>{rng.randint(0, 9)}</script>{{{{7*7}}}}${{x}}%s%n",
)  # fmt: skip


def names() -> list[str]:
    """Names of the vocabulary of conditions."""
    return [condition.name for condition in conditions.all_conditions()]


def same_words(name: str, rng: random.Random) -> str:
    """``name`` written in another way that means the same."""
    ways: tuple[Callable[[str], str], ...] = (
        str.upper, str.title, lambda t: f"  {t}\t", lambda t: t.replace(" ", "  "), lambda t: f"\u00a0{t}\u200b",
        lambda t: f"{t}?", lambda t: f"{t}.", lambda t: f'"{t}"', lambda t: f"\x1b[1m{t}\x1b[0m", lambda t: f"\ufeff{t}",
    )  # fmt: skip
    return rng.choice(ways)(name)


def mistyped(name: str, rng: random.Random) -> str:
    """``name`` with a letter lost, doubled, swapped or added, or among other words."""
    at = rng.randrange(len(name))
    return rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + rng.choice(string.ascii_lowercase) + name[at + 1 :],
            name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
            f"does it help my mother with {name} since 2019",
            f"{name} and {rng.choice(names())}",
            f"{name} {odd_text(rng)[:50]}",
            f"not {name}",
        )
    )


def through_words(count: int, seed: int, folder: Path, tally: Tally) -> None:
    """Words of all kinds through ``which`` and ``answer``; a known name in other letters must mean the same."""
    rng = random.Random(seed)
    known = names()
    for _ in range(count):
        kind = rng.choice(("odd", "odd", "mistyped", "same"))
        name = rng.choice(known)
        text = odd_text(rng) if kind == "odd" else mistyped(name, rng) if kind == "mistyped" else same_words(name, rng)
        command = rng.choice(("which", "which", "which", "answer"))
        how = ["--json"] if kind == "same" or rng.random() < 0.5 else []
        code, out, fault = ended([command, *how, "--", text], folder)
        if not fault and kind == "same":
            fault = _other_meaning(command, code, out, name)
        tally.ends[f"{command}, {kind}: exit {code}"] += 1
        if fault:
            tally.faults.append(f"{command} {ascii(text)[:200]}: {fault}")


def _other_meaning(command: str, code: int, out: str, name: str) -> str:
    wanted = lookup(name)["condition_ids"]
    if code not in (ExitCode.OK, ExitCode.USAGE):
        return f"exit code {code} for a name of the vocabulary"
    document = json.loads(out)
    ids = document["condition_ids"] if command == "which" else document["query"]["condition_ids"]
    return "" if ids == wanted else f"means {ids} instead of {wanted}"


def through_commands(count: int, seed: int, folder: Path, tally: Tally) -> None:
    """Command lines as a careless user types them: any option with any value, in any number."""
    rng = random.Random(seed)
    for number in range(count):
        path = command_path(rng)
        args, stdin = (
            arguments(path, rng, folder),
            rng.choice((None, b"", b"\xff\xfe\x00", b"NCT03818737\n", b"\x00" * 50)),
        )
        code, _, fault = ended(args, folder, stdin)
        tally.ends[f"{' '.join(path)}: exit {code}"] += 1
        if fault:
            tally.faults.append(f"{number}: {ascii(args)[:300]}: {fault}")


def command_path(rng: random.Random) -> list[str]:
    """A command, with its subcommand where it has some."""
    context = click.Context(cli)
    name = rng.choice(cli.list_commands(context))
    command = cli.get_command(context, name)
    inner = [rng.choice(sorted(command.commands))] if isinstance(command, click.Group) else []
    return [name, *inner]


def arguments(path: list[str], rng: random.Random, folder: Path) -> list[str]:
    """A command line for a command: options and arguments of its own with odd values; files only inside ``folder``."""
    command: Any = cli
    for name in path:
        command = command.get_command(click.Context(command), name)
    args = [*rng.choice(([], [], ["-q"], ["-v"])), *path]
    for param in rng.sample(command.params, min(rng.choice((0, 1, 1, 2, 2, 4)), len(command.params))):
        if isinstance(param, click.Option):
            args.append(rng.choice([*param.opts, *param.secondary_opts]))
        if not getattr(param, "is_flag", False):
            args += _values(param, rng, folder)
    if path == ["site"] or rng.random() < 0.7:  # a site of everything takes a minute
        args.append(rng.choice(names()))
    if rng.random() < 0.1:
        args.append(odd_text(rng))
    return args


def _values(param: click.Parameter, rng: random.Random, folder: Path) -> list[str]:
    if param.name == "api_url":
        return [
            rng.choice(
                ("", "x", NOWHERE, "ftp://127.0.0.1/", "http://[::1", "file:///x", "http://127.0.0.1:99999/", "\x00")
            )
        ]
    if isinstance(param.type, click.Path) or param.name in {"source", "output", "out", "path", "folder"}:
        inside = rng.choice(("new", "nowhere/new", "folder", "file", "a" * 300, "\x00", "\udcff", "loop", "\x1b[31m"))
        (folder / "folder").mkdir(exist_ok=True)
        (folder / "file").write_bytes(b"\x1f\x8bnot a file of ours")
        if not (folder / "loop").is_symlink():
            (folder / "loop").symlink_to("loop")
        words = ["auto", "live", "cache", "snapshot"] if param.name == "source" else []
        return [rng.choice([*words, f"{folder}/{inside}"])]
    if isinstance(param.type, click.Choice) and rng.random() < 0.7:
        return [str(rng.choice(list(param.type.choices)))]
    good = (
        "NCT03818737", "NCT01041001", "stroke", "2026-11-28", "24h", "trial_id", "trials", "3", "ALS", "1e6 cells per kg",
    )  # fmt: skip
    return [rng.choice(good) if rng.random() < 0.75 else odd_text(rng)]
