"""This engine: guards, event, hash chain, projections and the promise of a document per step."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from bench import twelve_steps
from bench.contenders.steps import STEPS


def prepare(folder: Path, *, tuned: bool) -> Callable[[int], float]:
    """A fresh system. It has no other way of working: as shipped it is tuned."""
    if not tuned:
        raise ValueError("this engine always uses WAL mode and one transaction per step")
    ctx = twelve_steps.system(folder)
    count = 0

    def run(cases: int) -> float:
        nonlocal count
        spent = 0.0
        for _ in range(cases):
            count += 1
            case_id = twelve_steps.opened(ctx, count)
            began = time.perf_counter()
            for number in range(1, STEPS + 1):
                twelve_steps.step(ctx, case_id, number)
            spent += time.perf_counter() - began
        return spent

    return run
