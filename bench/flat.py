"""Whether an act stays as cheap as the first: in a case of 10,000 events, among 100,000 cases.

python -m bench.flat [--events 10000] [--cases 100000] [--acts 300]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import copies, twelve_steps
from bench.twelve_steps import DAY, OFFICER, system
from engine.reference import regions
from engine.services.cases import ActRequest, act
from engine.services.context import Context

BUDGET = 1.2


def main() -> None:
    """Measure both, each against its beginning, in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--acts", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-flat-") as folder:
        events(Path(folder), options.events, options.acts)
        cases(Path(folder), options.cases, options.acts)


def events(folder: Path, count: int, acts: int) -> None:
    """A comment on a case with many events, and on one with few, in one database."""
    ctx = system(folder / "events")
    small, big = Commented(ctx, 1), Commented(ctx, 2)
    while big.version < count:
        big.comment()
    tell(f"an act on a case of {count:,} events", small.comment, big.comment, acts)
    ctx.database.close()


def cases(folder: Path, count: int, acts: int) -> None:
    """A comment in a database with many other cases, and in one with none."""
    alone, among = system(folder / "alone"), system(folder / "among")
    first = twelve_steps.opened(among)
    everywhere = tuple(p.code for p in regions.regencies("*"))
    copies.multiply(Path(str(among.database.url.database)), first, everywhere, count)
    few, many = Walked(alone), Walked(among)
    tell(f"a step among {count:,} cases", few.step, many.step, acts)
    alone.database.close()
    among.database.close()


def tell(what: str, first: Callable[[], None], last: Callable[[], None], acts: int) -> None:
    """The median cost of both, taken in turns, and their ratio."""
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(acts):
        for kept, perform in zip(spent, (first, last), strict=True):
            began = time.perf_counter()
            perform()
            kept.append(time.perf_counter() - began)
    low, high = (median(kept) * 1000 for kept in spent)
    verdict = "met" if high / low <= BUDGET else "MISSED"
    print(f"{what}: {high:.2f} ms, the first {low:.2f} ms; ratio {high / low:.2f}", end="")
    print(f"  at most {BUDGET:g}: {verdict}", flush=True)


class Commented:
    """A case that only gathers comments."""

    def __init__(self, ctx: Context, number: int) -> None:
        self.ctx, self.case_id, self.version = ctx, twelve_steps.opened(ctx, number), 1

    def comment(self) -> None:
        """One more event."""
        request = ActRequest(self.case_id, "comment", DAY, self.version, reason="catatan")
        self.version = act(self.ctx, OFFICER, request).version


class Walked:
    """Cases walked step by step, one after another."""

    def __init__(self, ctx: Context) -> None:
        self.ctx, self.case_id, self.done, self.opened = ctx, "", twelve_steps.STEPS, 0

    def step(self) -> None:
        """The next step; opening the next case is part of its first step."""
        if self.done == twelve_steps.STEPS:
            self.opened += 1
            self.case_id, self.done = twelve_steps.opened(self.ctx, self.opened), 0
        self.done += 1
        twelve_steps.step(self.ctx, self.case_id, self.done)


if __name__ == "__main__":
    main()
