"""The process in which a PDF from outside is read: `python -m documents.signing.child`.

Takes a request on standard input, answers with JSON on standard output, and is ended by its own
limits when the file asks for more time or memory than any letter.
"""

from __future__ import annotations

import json
import pickle
import resource
import sys
from datetime import datetime
from typing import NamedTuple

from pyhanko.keys import load_certs_from_pemder_data

from documents.signing.examination import Examination, Nearness
from documents.signing.reading import UNREADABLE, Unfit, hazards, open_pdf, pages
from documents.signing.sameness import compare
from documents.signing.validity import signatures

CPU_SECONDS = 20
MEMORY = 2 * 1024**3


class Request(NamedTuple):
    """A PDF to examine; `original` is what it should be, if known; `roots` are PEM or DER."""

    content: bytes
    original: bytes | None
    roots: tuple[bytes, ...]
    now: datetime


def main() -> None:
    """Examine what stands on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    request = Request(*pickle.load(sys.stdin.buffer))  # noqa: S301 (written by our own parent)
    answer: dict[str, object]
    try:
        answer = {"examination": examine(request).as_json()}
    except Unfit as error:
        answer = {"unfit": str(error)}
    except MemoryError:
        answer = {"unfit": "isi berkas PDF terlalu besar untuk diperiksa"}
    json.dump(answer, sys.stdout)


def examine(request: Request) -> Examination:
    """Open, compare, and judge the signatures; raises Unfit for whatever cannot be read."""
    try:
        return _examine(request)
    except UNREADABLE as error:
        message = "berkas PDF rusak"
        raise Unfit(message) from error


def _examine(request: Request) -> Examination:
    reader = open_pdf(request.content)
    sheets = pages(reader)
    nearness = Nearness.DIFFERENT
    differences: tuple[str, ...] = ()
    found = hazards(reader, sheets)
    if request.original is not None:
        ours = open_pdf(request.original)
        our_sheets = pages(ours)
        nearness, differences = compare((request.original, our_sheets), (request.content, sheets))
        found = tuple(each for each in found if each not in hazards(ours, our_sheets))
    roots = [c for each in request.roots for c in load_certs_from_pemder_data(each)]
    held = signatures(reader, roots, request.now)
    return Examination(len(sheets), nearness, differences, found, held)


if __name__ == "__main__":
    main()
