"""Letters in a batch, against a loop that gives the same HTML to WeasyPrint; and memory.

python -m bench.letters [--letters 40] [--memory 500]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from documents.html import render_html, stylesheet
from documents.pdf import VARIANT, to_pdf
from tests.documents.samples import SAMPLES, VERIFICATION

KIND = "surat-permohonan-audiensi"
BUDGET = 3.0
GROWTH = 1.05  # of resident memory between a tenth of the letters and all of them


def main() -> None:
    """All in turns; then many letters, watching the resident memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=40)
    parser.add_argument("--memory", type=int, default=500)
    options = parser.parse_args()
    ways = {"batch": batch, "plain": plain, "archival": archival}
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(2)
    for _ in range(5):
        for name, way in ways.items():
            speeds[name].append(way(options.letters // 5))
    found = {name: median(each) for name, each in speeds.items()}
    print(f"batch, PDF/A-3a and checked: {found['batch']:.1f} letters/s")
    print(f"HTML(string=...).write_pdf(): {found['plain']:.1f} letters/s")
    print(f"the same with its variant {VARIANT}: {found['archival']:.1f} letters/s")
    ratio = found["batch"] / found["plain"]
    verdict = "met" if ratio >= BUDGET else "MISSED"
    print(f"batch / plain {ratio:.2f}  at least {BUDGET:g}: {verdict}")
    print(f"batch / archival {found['batch'] / found['archival']:.2f}", flush=True)
    memory(options.memory)


def batch(count: int) -> float:
    """Letters a second through the one door to WeasyPrint."""
    return _speed(count, to_pdf)


def plain(count: int) -> float:
    """Letters a second as a tutorial prints them: a fresh parse of page and styles each time."""
    return _speed(count, _tutorial)


def archival(count: int) -> float:
    """The same, asked for the variant that a batch gives."""
    return _speed(count, lambda html: _tutorial(html, pdf_variant=VARIANT))


def _tutorial(html: str, **options: str) -> bytes:
    from weasyprint import HTML

    whole = html.replace("</head>", f"<style>{stylesheet()}</style></head>", 1)
    return bytes(HTML(string=whole).write_pdf(**options))


def memory(count: int) -> None:
    """Resident memory after a tenth of the letters, and after all."""
    batch(max(count // 10, 1))
    early = resident()
    batch(count - count // 10)
    late = resident()
    verdict = "flat" if late <= early * GROWTH else "GROWS"
    grown = f"after {count // 10} letters {early:.0f} MB, after {count} {late:.0f} MB"
    print(f"memory {grown}: {verdict}")


def resident() -> float:
    """Megabytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def _speed(count: int, write: Callable[[str], bytes]) -> float:
    began = time.perf_counter()
    for number in range(count):
        html = render_html(
            SAMPLES[KIND], state="final", demonstration=False, verification=VERIFICATION
        )
        write(html.replace("Pelaihari", f"Pelaihari {number}"))
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
