"""Opening a PDF somebody sent: its pages, its size inside, and what a letter has no use for.

Only called in a process of its own (`apart`), because no library reads every hostile file in
bounded time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    Reference,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

MOST_PAGES = 2_000
DEEPEST = 64
UNREADABLE = (
    PdfError,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading a malformed file may raise."""

_PARTS = {
    "/AA": "tindakan otomatis",
    "/OpenAction": "tindakan saat dibuka",
    "/AF": "berkas terlampir",
    "/OCProperties": "lapisan yang dapat disembunyikan",
    "/Collection": "portofolio berkas",
}
_NAMES = {"/JavaScript": "skrip JavaScript", "/EmbeddedFiles": "berkas tertanam"}
_ANNOTATIONS = frozenset(
    {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FreeText", "/Stamp"}
)
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"})


class Unfit(Exception):
    """The file cannot be examined; the message says why, in Indonesian."""


def open_pdf(content: bytes) -> PdfFileReader:
    """Open a PDF; raises Unfit when it is locked or not a PDF in good order."""
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        locked = reader.encrypted
        _ = reader.root["/Pages"]
    except UNREADABLE as error:
        message = "berkas PDF rusak atau tidak lengkap"
        raise Unfit(message) from error
    if locked:
        message = "berkas PDF terkunci dengan sandi"
        raise Unfit(message)
    return reader


def pages(reader: PdfFileReader) -> list[DictionaryObject]:
    """The pages in order; raises Unfit when there are too many or the tree makes no sense."""
    try:
        found = []
        for page in _walk(reader.root.raw_get("/Pages"), set(), 0):
            found.append(page)
            if len(found) > MOST_PAGES:
                message = f"berkas PDF lebih dari {MOST_PAGES:,} halaman".replace(",", ".")
                raise Unfit(message)
    except UNREADABLE as error:
        message = "susunan halaman PDF rusak"
        raise Unfit(message) from error
    if not found:
        message = "berkas PDF tanpa halaman"
        raise Unfit(message)
    return found


def entry(of: DictionaryObject, key: str) -> Any:
    """A value of a dictionary with its reference followed; None without one."""
    return of[key] if key in of else None  # noqa: SIM401 (its `get` follows no reference)


def inherited(page: DictionaryObject, key: str) -> Any:
    """A value of a page, or the one its ancestors give it; None without one."""
    node: Any = page
    for _ in range(DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def hazards(reader: PdfFileReader, sheets: list[DictionaryObject]) -> tuple[str, ...]:
    """Scripts, attachments, hidden layers and the like, named for a reader."""
    root = reader.root
    found = [words for key, words in _PARTS.items() if key in root]
    names = entry(root, "/Names") or {}
    found += [words for key, words in _NAMES.items() if key in names]
    if "/XFA" in (entry(root, "/AcroForm") or {}):
        found.append("formulir XFA")
    for number, sheet in enumerate(sheets, 1):
        if "/AA" in sheet:
            found.append(f"tindakan otomatis pada halaman {number}")
        found += [f"{what} pada halaman {number}" for what in _annotation_hazards(sheet)]
    return tuple(dict.fromkeys(found))


def page_annotations(page: DictionaryObject) -> list[DictionaryObject]:
    """The annotations of a page."""
    return [a.get_object() for a in entry(page, "/Annots") or ()]


def _annotation_hazards(page: DictionaryObject) -> Iterator[str]:
    for each in page_annotations(page):
        if (kind := entry(each, "/Subtype")) in _ANNOTATIONS:
            yield f"anotasi {str(kind)[1:]}"
        action = entry(each, "/A")
        active = isinstance(action, DictionaryObject) and entry(action, "/S") in _ACTIONS
        if active or "/AA" in each:
            yield "tindakan pada anotasi"


def _walk(node: Any, seen: set[Reference], depth: int) -> Iterator[DictionaryObject]:
    if depth > DEEPEST:
        message = "too deep"
        raise ValueError(message)
    if isinstance(node, IndirectObject):
        if node.reference in seen:
            message = "a page twice"
            raise ValueError(message)
        seen.add(node.reference)
        node = node.get_object()
    if "/Kids" not in node:
        yield node
        return
    kids = node["/Kids"]
    if not isinstance(kids, ArrayObject):
        message = "no list of pages"
        raise TypeError(message)
    for index in range(len(kids)):
        yield from _walk(kids.raw_get(index), seen, depth + 1)
