"""Letters in a batch, against what people use instead; and memory over many.

python -m bench.letters [--letters 40] [--rounds 3] [--memory 1000]

Every contender prints the same letter with another place name each time, in a process of its
own, after two letters that are not counted; they take turns. The best known plain way and ours
differ in what they give: ours is PDF/A, tagged, and refused when the engine warns.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from documents.bulk import spare_collections
from documents.docx import letter_docx
from documents.html import render_html, stylesheet
from documents.pdf import VARIANT, to_pdf
from tests.documents.samples import SAMPLES, VERIFICATION

KIND = "surat-permohonan-audiensi"
PLACE = "Pelaihari"
BUDGET = 3.0
GROWTH = 1.05  # of resident memory between a tenth of the letters and all of them
CORES = os.cpu_count() or 1
WARM = 2
T = TypeVar("T")


class Found(NamedTuple):
    """What one turn of a contender took; memory is the sum of its processes' peaks.

    The processor's time per letter holds on a busy machine too; letters a second do not.
    """

    speed: float
    cpu: float
    peak: float


def main() -> None:
    """All in turns; then many letters, watching the resident memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=1000)
    options = parser.parse_args()
    ways: dict[str, Callable[[int], Found]] = {
        "plain": plain,
        "archival": archival,
        "serial": serial,
        "pool": pool,
    }
    if shutil.which("soffice") and find_spec("docxtpl"):
        ways["office"] = office
    turns = [
        {name: _apart(way, options.letters) for name, way in ways.items()}
        for _ in range(options.rounds)
    ]
    _report(turns)
    print(f"memory {_apart(memory, options.memory)}")


def _report(turns: list[dict[str, Found]]) -> None:
    words = {
        "plain": "HTML(string=...).write_pdf()",
        "archival": f"the same, variant {VARIANT}",
        "serial": "ours, one process",
        "pool": f"ours, {CORES} processes",
        "office": "docxtpl, then LibreOffice once for all",
    }
    for name in turns[0]:
        speed = median(turn[name].speed for turn in turns)
        cpu = median(turn[name].cpu for turn in turns) * 1000
        peak = max(turn[name].peak for turn in turns)
        print(f"{words[name]}: {speed:.1f} letters/s, {cpu:.0f} ms CPU each, {peak:.0f} MB")
    for ours in ("serial", "pool"):
        for theirs in (name for name in turns[0] if name not in ("serial", "pool")):
            ratio = median(turn[ours].speed / turn[theirs].speed for turn in turns)
            less = median(turn[theirs].cpu / turn[ours].cpu for turn in turns)
            print(f"{ours} / {theirs} {ratio:.2f}; by CPU time {less:.2f}")
    ratio = median(turn["pool"].speed / turn["plain"].speed for turn in turns)
    verdict = "met" if ratio >= BUDGET else "MISSED"
    print(f"a batch (pool) / plain {ratio:.2f}  at least {BUDGET:g}: {verdict}", flush=True)


def plain(count: int) -> Found:
    """As a tutorial prints them: a fresh parse of page and styles each time."""
    return _timed(count, _tutorial)


def archival(count: int) -> Found:
    """The same, asked for the variant that ours gives."""
    return _timed(count, lambda html: _tutorial(html, pdf_variant=VARIANT))


def serial(count: int) -> Found:
    """Through the one door to WeasyPrint, as a process of a batch does it."""
    after = spare_collections()

    def write(html: str) -> bytes:
        pdf = to_pdf(html)
        after()
        return pdf

    return _timed(count, write)


def pool(count: int) -> Found:
    """The same in as many processes as there are cores, started before the clock."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(CORES, context, spare_collections) as executor:
        list(executor.map(_share, [WARM] * CORES))
        shares = [count // CORES + (n < count % CORES) for n in range(CORES)]
        began = time.perf_counter()
        done = list(executor.map(_share, shares))
        speed = count / (time.perf_counter() - began)
    peaks = {pid: peak for pid, _, peak in done}
    cpu = sum(seconds for _, seconds, _ in done) / count
    return Found(speed, cpu, sum(peaks.values()) + _peak(resource.RUSAGE_SELF))


def office(count: int) -> Found:
    """A Word template filled by docxtpl; one start of LibreOffice turns all into PDF."""
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]

    template = _template()
    before, began = _cpu(resource.RUSAGE_SELF), time.perf_counter()
    with TemporaryDirectory() as folder:
        for number in range(count):
            document = DocxTemplate(io.BytesIO(template))
            document.render({"place": f"{PLACE} {number}"})
            document.save(Path(folder, f"{number}.docx"))
        files = [str(Path(folder, f"{number}.docx")) for number in range(count)]
        home = f"-env:UserInstallation=file://{folder}/profile"
        order = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
        subprocess.run(order, check=True, capture_output=True)
        made = len(list(Path(folder).glob("*.pdf")))
    if made != count:
        message = f"LibreOffice made {made} of {count} letters"
        raise RuntimeError(message)
    speed = count / (time.perf_counter() - began)
    cpu = (_cpu(resource.RUSAGE_SELF) + _cpu(resource.RUSAGE_CHILDREN) - before) / count
    return Found(speed, cpu, _peak(resource.RUSAGE_SELF) + _peak(resource.RUSAGE_CHILDREN))


def memory(count: int) -> str:
    """Resident memory after a tenth of the letters, and after all."""
    after = spare_collections()

    def some(first: int, last: int) -> float:
        for number in range(first, last):
            to_pdf(_html(number))
            after()
        return _resident()

    early = some(0, max(count // 10, 1))
    late = some(count // 10, count)
    verdict = "flat" if late <= early * GROWTH else "GROWS"
    return f"after {count // 10} letters {early:.0f} MB, after {count} {late:.0f} MB: {verdict}"


def _apart(work: Callable[[int], T], count: int) -> T:
    """Do this in a fresh process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        return executor.submit(work, count).result()


def _timed(count: int, write: Callable[[str], bytes]) -> Found:
    for number in range(WARM):
        write(_html(number))
    before, began = time.process_time(), time.perf_counter()
    for number in range(count):
        write(_html(number))
    speed = count / (time.perf_counter() - began)
    return Found(speed, (time.process_time() - before) / count, _peak(resource.RUSAGE_SELF))


def _share(count: int) -> tuple[int, float, float]:
    """A worker's letters; it says who it is, its CPU time, and the most memory it had."""
    before = time.process_time()
    for number in range(count):
        to_pdf(_html(number))
    return os.getpid(), time.process_time() - before, _peak(resource.RUSAGE_SELF)


def _html(number: int) -> str:
    html = render_html(
        SAMPLES[KIND], state="final", demonstration=False, verification=VERIFICATION
    )
    return html.replace(PLACE, f"{PLACE} {number}")


def _tutorial(html: str, **options: str) -> bytes:
    from weasyprint import HTML

    whole = html.replace("</head>", f"<style>{stylesheet()}</style></head>", 1)
    return bytes(HTML(string=whole).write_pdf(**options))


def _template() -> bytes:
    """Our own Word file of the letter, with a field of docxtpl in place of the place name."""
    import docx

    document = docx.Document(io.BytesIO(letter_docx(SAMPLES[KIND], demonstration=False)))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(PLACE, "{{ place }}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _peak(whose: int) -> float:
    """The most megabytes that were ever in memory."""
    return resource.getrusage(whose).ru_maxrss / 1024


def _cpu(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _resident() -> float:
    """Megabytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


if __name__ == "__main__":
    main()
