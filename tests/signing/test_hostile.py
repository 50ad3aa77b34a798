"""PDF files made to harm: every one is answered, none stops or swells the service."""

from __future__ import annotations

import random
import threading
import time
import zlib
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from documents.signing import apart, child
from documents.signing.apart import examine
from documents.signing.errors import PdfNotAccepted, SigningUnavailable
from documents.signing.examination import Nearness
from documents.signing.reading import Unfit
from tests.signing.conftest import NOW


def saved(writer: PdfWriter) -> bytes:
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_locked_pdf_is_answered(letter: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letter)))
    writer.encrypt("sandi", algorithm="AES-256")
    with pytest.raises(PdfNotAccepted, match="terkunci dengan sandi"):
        examine(saved(writer), letter, now=NOW)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\n" + b"[" * 100_000 + b"\n%%EOF",
        b"%PDF-1.7\nxref\n0 99999999999\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
        (
            b"%PDF-1.7\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]>>endobj\nxref\n0 2\n"
            b"0000000000 65535 f \n0000000009 00000 n \ntrailer<</Root 1 0 R/Size 2>>\n"
            b"startxref\n56\n%%EOF"
        ),
    ],
    ids=["nothing", "hollow", "deep", "vast", "circle"],
)
def test_a_broken_pdf_is_answered(content: bytes, letter: bytes) -> None:
    with pytest.raises(PdfNotAccepted):
        examine(content, letter, now=NOW)


def test_a_truncated_letter_is_answered(letter: bytes) -> None:
    for part in (len(letter) // 3, len(letter) - 40):
        with pytest.raises(PdfNotAccepted):
            examine(letter[:part], letter, now=NOW)


def test_ten_thousand_pages_are_too_many() -> None:
    writer = PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(100, 100)
    begun = time.monotonic()
    with pytest.raises(PdfNotAccepted, match=r"lebih dari 2\.000 halaman"):
        examine(saved(writer), now=NOW)
    assert time.monotonic() - begun < apart.SECONDS


def test_scripts_and_attachments_are_named(letter: bytes) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letter)))
    script = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('x')"),
        }
    )
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): writer._add_object(names)}
    )
    writer.add_attachment("muatan.exe", b"MZ")
    found = examine(saved(writer), letter, now=NOW)
    assert set(found.hazards) == {"skrip JavaScript", "berkas tertanam"}


def test_a_page_that_swells_when_opened_is_refused(letter: bytes) -> None:
    """400 MB of blanks packed into a page of 400 kB."""
    swollen = zlib.compress(b" " * 400_000_000, 9)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(letter)))
    page: Any = writer.pages[0]
    page["/Contents"].get_object()._data = swollen
    begun = time.monotonic()
    with pytest.raises(PdfNotAccepted):
        examine(saved(writer), letter, now=NOW)
    assert time.monotonic() - begun < apart.SECONDS


def test_many_files_at_once_are_put_off(letter: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WAIT", 0)
    monkeypatch.setattr(apart, "_AT_ONCE", threading.BoundedSemaphore(1))
    with apart._AT_ONCE, pytest.raises(SigningUnavailable, match="sedang diperiksa"):
        examine(letter, letter, now=NOW)
    assert examine(letter, letter, now=NOW).pages


def test_a_reader_that_never_ends_is_ended(letter: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.05)
    with pytest.raises(PdfNotAccepted, match="batas waktu dan ukuran"):
        examine(letter, letter, now=NOW)


def test_no_changed_byte_goes_unseen(letter: bytes, signed: bytes) -> None:
    """One byte at a time, anywhere in what the signature covers: it never holds again."""
    chance = random.Random(20260302)
    covered = signed.rindex(b"/Contents <") if b"/Contents <" in signed else len(letter)
    seen = 0
    for _ in range(60):
        at = chance.randrange(covered)
        changed = signed[:at] + bytes([signed[at] ^ chance.randrange(1, 256)]) + signed[at + 1 :]
        try:
            found = child.examine(child.Request(changed, letter, (), NOW))
        except Unfit:
            seen += 1
            continue
        assert not found.holds, at
        assert found.nearness is not Nearness.IDENTICAL
        seen += 1
    assert seen == 60
