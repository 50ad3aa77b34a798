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
Cost = tuple[float, float]


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
    """Steps in a database with many other cases, and in one with none."""
    alone, among = (system(folder / name, comparing=True) for name in ("alone", "among"))
    first = twelve_steps.opened(among)
    everywhere = tuple(p.code for p in regions.regencies("*"))
    copies.multiply(Path(str(among.database.url.database)), first, everywhere, count)
    few, many = Walked(alone), Walked(among)
    tell(f"a step among {count:,} cases", few.step, many.step, acts)
    few, many = Walked(alone), Walked(among)
    tell(f"opening a case among {count:,}", few.open, many.open, acts)
    few, many = Comparing(alone), Comparing(among)
    tell(f"the step that compares {count:,} names", few.step, many.step, acts // 12, bound=False)
    alone.database.close()
    among.database.close()


def tell(
    what: str,
    first: Callable[[], Cost],
    last: Callable[[], Cost],
    acts: int,
    *,
    bound: bool = True,
) -> None:
    """The median cost of both, taken in turns, and their ratio; of the processor's time too.

    The disk's share hides what grows in the program, so the ratio of the processor's time counts
    as well.
    """
    spent: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(acts):
        for kept, perform in zip(spent, (first, last), strict=True):
            kept.append(perform())
    print(what)
    for name, kind in (("clock", 0), ("processor", 1)):
        low, high = (median(cost[kind] for cost in kept) * 1000 for kept in spent)
        verdict = "met" if high / low <= BUDGET else "MISSED"
        budget = f"  at most {BUDGET:g}: {verdict}" if bound else ""
        print(f"  {name:10}{high:7.2f} ms, the first {low:.2f} ms; ratio {high / low:.2f}{budget}")


def timed(perform: Callable[[], object]) -> Cost:
    """Seconds by the clock and of the processor."""
    began, used = time.perf_counter(), time.process_time()
    perform()
    return time.perf_counter() - began, time.process_time() - used


class Commented:
    """A case that only gathers comments."""

    def __init__(self, ctx: Context, number: int) -> None:
        self.ctx, self.case_id, self.version = ctx, twelve_steps.opened(ctx, number), 1

    def comment(self) -> Cost:
        """One more event."""
        request = ActRequest(self.case_id, "comment", DAY, self.version, reason="catatan")
        cost = timed(lambda: act(self.ctx, OFFICER, request))
        self.version += 1
        return cost


class Walked:
    """Cases walked step by step, one after another."""

    def __init__(self, ctx: Context) -> None:
        self.ctx, self.case_id, self.done, self.opened = ctx, "", twelve_steps.STEPS, 0

    def open(self) -> Cost:
        """A new case."""
        self.opened, self.done = self.opened + 1, 0
        return timed(self._open)

    def _open(self) -> None:
        self.case_id = twelve_steps.opened(self.ctx, self.opened)

    def step(self) -> Cost:
        """The next step of the case, or the first of a new one."""
        if self.done == twelve_steps.STEPS:
            self.open()
        self.done += 1
        return timed(lambda: twelve_steps.step(self.ctx, self.case_id, self.done))


class Comparing(Walked):
    """The last steps of cases, which compare a name with those of all other cases."""

    def step(self) -> Cost:
        """The last step of a new case."""
        self.open()
        while self.done < twelve_steps.STEPS - 1:
            super().step()
        return super().step()


if __name__ == "__main__":
    main()
