"""Examines a PDF in a process of its own, so that no file can stop or swell the service."""

from __future__ import annotations

import json
import logging
import pickle
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from documents.signing.errors import PdfNotAccepted, SigningUnavailable
from documents.signing.examination import Examination

SECONDS = 40
WAIT = 20
_LOGGER = logging.getLogger(__name__)
_AT_ONCE = threading.BoundedSemaphore(2)


def examine(
    content: bytes,
    original: bytes | None = None,
    *,
    now: datetime,
    roots: Sequence[bytes] = (),
) -> Examination:
    """What a PDF is, against the original it claims to be; a few at a time.

    Raises PdfNotAccepted for what is locked, broken, or not read within the limits, and
    SigningUnavailable while too many are being examined.
    """
    request = pickle.dumps((content, original, tuple(roots), now))
    if not _AT_ONCE.acquire(timeout=WAIT):
        message = "Terlalu banyak berkas sedang diperiksa. Coba lagi sebentar lagi."
        raise SigningUnavailable(message)
    try:
        answer = _ask(request)
    finally:
        _AT_ONCE.release()
    if "unfit" in answer:
        message = f"Berkas tidak dapat diperiksa: {answer['unfit']}."
        raise PdfNotAccepted(message)
    return Examination.from_json(answer["examination"])


def _ask(request: bytes) -> dict[str, dict[str, object]]:
    command = [sys.executable, "-m", "documents.signing.child"]
    try:
        done = subprocess.run(  # noqa: S603 (our own module; the request goes by its input)
            command,
            input=request,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PYTHONPATH": _path(), "PYTHONHASHSEED": "0"},
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        _LOGGER.warning("a PDF was not examined: %s", _last_words(error))
        message = "Berkas tidak dapat diperiksa dalam batas waktu dan ukuran yang wajar."
        raise PdfNotAccepted(message) from error
    if not isinstance(answer, dict):
        message = "Berkas tidak dapat diperiksa."
        raise PdfNotAccepted(message)
    return answer


def _last_words(error: Exception) -> str:
    said = getattr(error, "stderr", None) or b""
    lines = said.decode(errors="replace").strip().splitlines()
    return f"{type(error).__name__} {lines[-1][:200] if lines else ''}".strip()


@cache
def _path() -> str:
    """Where this package lies; the rest is found as this process found it."""
    home = str(Path(__file__).parents[2])
    return ":".join([home, *(p for p in sys.path if p and p != home)])
