"""A worker outlives a Prefect server that was gone, which Prefect's own runner does not.

After three unanswered questions that runner ends its loop and then waits for good, neither
working nor ending. So the worker watches the server itself, and begins anew when it is back: the
same process with a new runner. Runs that were under way go on; they are processes of their own.
"""

from __future__ import annotations

import os
import sys
import threading
import time

import httpx
from prefect.logging import get_logger
from prefect.settings import PREFECT_API_URL

EVERY = 3.0  # seconds
GONE_AFTER = 2  # unanswered questions, fewer than Prefect's runner bears


def begin_anew_after_outages() -> None:
    """Watch the server from now on, in a thread that ends with the process."""
    threading.Thread(target=_watch, name="peladen Prefect", daemon=True).start()


def answers() -> bool:
    """Whether the Prefect server is well."""
    try:
        return httpx.get(f"{PREFECT_API_URL.value()}/health", timeout=EVERY).is_success
    except httpx.HTTPError:
        return False


def _watch() -> None:
    unanswered = 0
    while True:
        time.sleep(EVERY)
        if not answers():
            unanswered += 1
        elif unanswered < GONE_AFTER:
            unanswered = 0
        else:
            get_logger("kawasan").warning("peladen Prefect kembali; penjadwal dimulai lagi")
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves
