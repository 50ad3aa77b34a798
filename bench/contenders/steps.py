"""What the contenders share."""

from __future__ import annotations

from typing import Any

STEPS = 12


def pragmas(connection: Any, *, tuned: bool) -> None:
    """Every commit reaches the disk; tuned, by way of the write-ahead log."""
    if tuned:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
