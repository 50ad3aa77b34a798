"""Whether the daily sweep grows with what is due, not with what exists.

python -m bench.sweep [--open 100000] [--due 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from bench import copies, twelve_steps
from engine.reference import regions
from engine.services import digests
from engine.services.sweep import sweep

ZONE = "Asia/Makassar"
SECONDS, MEGABYTES, RATIO = 30, 500, 1.2


def main() -> None:
    """Sweep a system and one of twice its size with the same number of steps due, in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", type=Path)
    options = parser.parse_args()
    if options.child:
        child(options.child)
        return
    with tempfile.TemporaryDirectory(prefix="bench-sweep-") as folder:
        once, twice = (
            made(Path(folder) / str(count), count, options.due)
            for count in (options.open, 2 * options.open)
        )
        pairs = [
            (swept(once, options.due), swept(twice, options.due)) for _ in range(options.rounds)
        ]
    spent = [median(pair[at]["cpu"] for pair in pairs) for at in (0, 1)]
    wall = [median(pair[at]["wall"] for pair in pairs) for at in (0, 1)]
    ratio = median(two["wall"] / one["wall"] for one, two in pairs)
    memory = max(each["memory"] for pair in pairs for each in pair)
    what = f"{options.due:,} due among {options.open:,} and {2 * options.open:,} open cases"
    print(f"{what}: {wall[0]:.2f} and {wall[1]:.2f} s (processor {spent[0]:.2f}, {spent[1]:.2f})")
    print(f"  under {SECONDS} s: {verdict(wall[0] < SECONDS)}")
    print(f"  twice the cases: {ratio:.2f} times, under {RATIO}: {verdict(ratio < RATIO)}")
    print(f"  memory: {memory:.0f} MB, under {MEGABYTES}: {verdict(memory < MEGABYTES)}")
    last = pairs[-1][0]
    print(f"  {last['raised']:,} reminders, {last['messages']:,} messages")
    print(f"  the same sweep again, nothing new: {last['again']:.2f} s")


def verdict(met: bool) -> str:  # noqa: FBT001
    return "met" if met else "MISSED"


def made(home: Path, count: int, due: int) -> Path:
    """A system of so many open cases over all regencies of the zone, so many of them due."""
    places = tuple(
        r.code
        for p in regions.provinces()
        if regions.zone(p.code) == ZONE
        for r in regions.regencies(p.code)
    )
    ctx = twelve_steps.system(home)
    first = twelve_steps.opened(ctx)
    database = Path(str(ctx.database.url.database))
    copies.multiply(database, first, places, count)
    copies.postpone(database, keep_due=due)
    forget_statistics(database)
    for province in {place[:2] for place in places}:
        address = f"petugas.{province}@uji.test"
        digests.add_recipient(ctx, "pmd-provinsi", province, "petugas", "", address)
    ctx.database.close()
    return home


def forget_statistics(database: Path) -> None:
    """No office runs ANALYZE: the plan must be right without."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM sqlite_stat1")


def swept(home: Path, due: int) -> dict[str, float]:
    """One sweep of a copy in a process of its own."""
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        copy = Path(folder) / "home"
        shutil.copytree(home, copy)
        command = [sys.executable, "-m", "bench.sweep", "--child", str(copy)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    if not due <= found["looked_at"] <= due + 1:  # the case that was copied is due as well
        raise RuntimeError(f"looked at {found['looked_at']} steps where {due} were due")
    return found


def child(home: Path) -> None:
    ctx = twelve_steps.system(home)
    began, used = time.perf_counter(), time.process_time()
    found = sweep(ctx, ZONE)
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    began = time.perf_counter()
    sweep(ctx, ZONE)
    told = {
        "wall": wall,
        "cpu": cpu,
        "again": time.perf_counter() - began,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "looked_at": found.looked_at,
        "raised": found.raised,
        "messages": found.messages,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
