"""Whether the daily sweep grows with what is due, not with what exists.

python -m bench.sweep [--open 20000] [--due 200]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from bench import copies, twelve_steps
from engine.reference import regions
from engine.services.sweep import sweep

ZONE = "Asia/Makassar"


def main() -> None:
    """Sweep a small system and a large one with the same number of steps due."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=20_000)
    parser.add_argument("--due", type=int, default=200)
    options = parser.parse_args()
    few = swept(options.due, options.due)
    many = swept(options.open, options.due)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.due:,} open cases, all due: {few:.2f} s")
    print(
        f"{options.open:,} open cases, {options.due:,} due: {many:.2f} s, {many / few:.2f} times"
    )
    print(f"highest memory of the process: {memory:.0f} MB")


def swept(count: int, due: int) -> float:
    """Seconds of one sweep over so many open cases, so many of them due."""
    places = tuple(
        r.code
        for p in regions.provinces()
        if regions.zone(p.code) == ZONE
        for r in regions.regencies(p.code)
    )
    with tempfile.TemporaryDirectory(prefix="bench-sweep-") as folder:
        ctx = twelve_steps.system(Path(folder))
        first = twelve_steps.opened(ctx)
        database = Path(str(ctx.database.url.database))
        copies.multiply(database, first, places, count)
        copies.postpone(database, keep_due=due)
        began = time.perf_counter()
        found = sweep(ctx, ZONE)
        spent = time.perf_counter() - began
        ctx.database.close()
    if not due <= found.looked_at <= due + 1:  # the case that was copied is due as well
        raise RuntimeError(f"looked at {found.looked_at} steps where {due} were due")
    return spent


if __name__ == "__main__":
    main()
