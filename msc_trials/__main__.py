"""``python -m msc_trials`` and the installed script: the command line."""

from __future__ import annotations

import os
import signal
from typing import NoReturn

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line; a request to stop, also while it is still being loaded, ends it at once without a traceback."""
    try:
        from msc_trials.cli.app import main as run

        run()
    except KeyboardInterrupt:
        _end_interrupted()
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _end_interrupted()
        raise


def _end_interrupted() -> NoReturn:
    """End without Python's cleaning up: there a second Ctrl-C kills the process, and threads that still ask can abort it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
