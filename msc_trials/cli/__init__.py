"""The command line ``msc-trials``. Data goes to stdout, words to stderr; the only part that prints or exits."""

from __future__ import annotations

from msc_trials.cli.app import main

__all__ = ["main"]
