"""A contender in a process of its own: reads a number of cases a line, answers with seconds."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """`python -m bench.contenders NAME FOLDER shipped|tuned`; ends with its standard input."""
    name, folder, mode = sys.argv[1:]
    module = import_module(f"bench.contenders.{name}")
    run = module.prepare(Path(folder), tuned=mode == "tuned")
    print("ready", flush=True)
    for line in sys.stdin:
        print(repr(run(int(line))), flush=True)


if __name__ == "__main__":
    main()
