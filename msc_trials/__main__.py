"""``python -m msc_trials``: the command line."""

from __future__ import annotations

from msc_trials.cli.app import main

if __name__ == "__main__":
    main()
