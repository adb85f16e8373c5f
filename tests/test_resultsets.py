"""Result sets: what reading pages does to the rest of the process."""

from __future__ import annotations

import gc
import sys
import threading

from msc_trials.registry import result_set as resultsets


def test_threads_that_read_pages_leave_the_search_for_cycles_as_it_was() -> None:
    page = {"studies": [{"protocolSection": {"identificationModule": {"nctId": f"NCT{i:08d}"}}} for i in range(30)]}
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns as often as can be
    try:
        for _ in range(20):
            threads = [
                threading.Thread(target=lambda: [resultsets.collect([page]) for _ in range(100)]) for _ in range(6)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert gc.isenabled()
    finally:
        sys.setswitchinterval(before)
        gc.enable()
