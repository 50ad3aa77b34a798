"""How long to wait before trying again: twice as long each time, and never all at once."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
_SPREAD = 0.25


def wait(attempts: int, seed: str) -> timedelta:
    """The wait after so many attempts: doubled each time up to `LONGEST_WAIT`, less a jitter.

    The jitter takes up to a quarter off, so that what failed together does not come back
    together. It follows from the seed and the attempt alone: the same question, the same answer.
    """
    doubled: int = 2 ** min(attempts, 10)
    whole = min(FIRST_WAIT * doubled, LONGEST_WAIT)
    draw = int.from_bytes(sha256(f"{seed}:{attempts}".encode()).digest()[:4]) / 2**32
    return whole * (1 - _SPREAD * draw)
