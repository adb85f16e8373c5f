"""``python -m msc_trials`` and the installed script: the command line."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; a request to stop while it is still being loaded ends without a traceback."""
    try:
        from msc_trials.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
