"""Steps per second of a durable twelve-step case, here and in the engines people use instead.

python -m bench.durable_step [--rounds 7] [--cases 20]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from bench.contenders.steps import STEPS

NAMES = {
    "floor": "raw sqlite3, one update and one insert",
    "kawasan": "this engine",
    "viewflow_fsm": "viewflow FSM, Django ORM",
    "spiff": "SpiffWorkflow",
    "dbos_steps": "DBOS",
}
MODES = {
    "shipped": "Each as it ships",
    "tuned": "Each in WAL mode, one transaction per step",
}
OURS_UNTUNED = ("kawasan", "shipped")  # does not exist: as shipped it is tuned
BUDGET = {"viewflow_fsm": 2.0, "spiff": 4.0, "dbos_steps": 5.0}


def main() -> None:
    """Run every contender in turn, several rounds, and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cases", type=int, default=20)
    options = parser.parse_args()
    speeds = measure(options.rounds, options.cases)
    for mode, title in MODES.items():
        print(f"\n{title}")
        print(f"{'':42}{'steps/s':>9}{'lowest':>9}{'highest':>9}{'ratio':>8}  budget")
        for name, label in NAMES.items():
            print(line(label, name, speeds[name, mode], speeds["kawasan", "tuned"]))


def line(label: str, name: str, theirs: list[float], ours: list[float]) -> str:
    """A contender's speeds, and the median over the rounds of ours divided by theirs."""
    ratio = median(our / their for our, their in zip(ours, theirs, strict=True))
    verdict = ""
    if name in BUDGET:
        verdict = f"at least {BUDGET[name]:g}: {'met' if ratio >= BUDGET[name] else 'MISSED'}"
    figures = f"{median(theirs):9.0f}{min(theirs):9.0f}{max(theirs):9.0f}{ratio:8.2f}"
    return f"{label:42}{figures}  {verdict}"


def measure(rounds: int, cases: int) -> dict[tuple[str, str], list[float]]:
    """Steps per second of every contender in every round; the contenders take turns."""
    modes = [(name, mode) for name in NAMES for mode in MODES if (name, mode) != OURS_UNTUNED]
    speeds: dict[tuple[str, str], list[float]] = {each: [] for each in modes}
    with ExitStack() as stack:
        running = {each: stack.enter_context(contender(*each)) for each in modes}
        for process in running.values():
            ask(process, 3)  # caches warm, pages allocated
        for _ in range(rounds):
            for each, process in running.items():
                speeds[each].append(cases * STEPS / ask(process, cases))
    speeds[OURS_UNTUNED] = speeds["kawasan", "tuned"]
    return speeds


@contextmanager
def contender(name: str, mode: str) -> Iterator[subprocess.Popen[str]]:
    """A contender's own process, ready, with a folder on the same disk as the others'."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.contenders", name, folder, mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            if process.stdout is None or process.stdout.readline().strip() != "ready":
                raise RuntimeError(f"{name} did not start")
            yield process
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def ask(process: subprocess.Popen[str], cases: int) -> float:
    """Seconds a contender takes for so many cases."""
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("a contender lost its pipes")
    process.stdin.write(f"{cases}\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("a contender ended; its error is above")
    return float(line)


if __name__ == "__main__":
    main()
