"""Whether a PDF that comes back is the one that went out, however it was written."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from documents.signing.apart import examine
from documents.signing.examination import Nearness
from tests.signing.conftest import NOW, printed, signed_by


def rewritten(pdf: bytes, change: str = "") -> bytes:
    """The same document saved anew by another program, perhaps with a change."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    page: Any = writer.pages[0]
    if change == "halaman":
        writer.add_blank_page(200, 200)
    elif change == "putar":
        page.rotate(90)
    elif change == "huruf":
        fonts = page["/Resources"]["/Font"]
        name = next(iter(fonts))
        fonts[name].get_object()[NameObject("/ToUnicode")] = writer._add_object(
            DecodedStreamObject()
        )
    elif change == "isi":
        content = page["/Contents"].get_object()
        drawn = DecodedStreamObject()
        drawn.set_data(content.get_data().replace(b"0 0 0 rg", b"1 1 1 rg", 1))
        page[NameObject("/Contents")] = writer._add_object(drawn)
    elif change == "catatan":
        _annotate(writer, "/FreeText", [100, 100, 200, 200])
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _annotate(writer: PdfWriter, kind: str, box: list[int]) -> None:
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in box]),
            NameObject("/Contents"): TextStringObject("disetujui"),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])


def test_the_document_itself_is_identical(letter: bytes) -> None:
    found = examine(letter, letter, now=NOW)
    assert found.nearness is Nearness.IDENTICAL
    assert not found.holds  # nobody signed it


def test_saved_anew_its_pages_are_the_same(letter: bytes) -> None:
    again = rewritten(letter)
    assert not again.startswith(letter)
    found = examine(again, letter, now=NOW)
    assert found.nearness is Nearness.SAME_PAGES
    assert found.nearness.proves == "isi halaman sama"


def test_signed_after_being_saved_anew_the_pages_are_proved(letter: bytes) -> None:
    found = examine(signed_by(rewritten(letter)), letter, now=NOW)
    assert found.nearness is Nearness.SAME_PAGES
    assert found.holds


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("putar", "ukuran atau arah halaman 1 berbeda"),
        ("isi", "isi halaman 1 berbeda"),
        ("huruf", "huruf atau gambar halaman 1 berbeda"),
        ("catatan", "ada anotasi yang ditambahkan atau diubah pada halaman 1"),
    ],
)
def test_what_was_changed_is_said(letter: bytes, change: str, said: str) -> None:
    found = examine(rewritten(letter, change), letter, now=NOW)
    assert found.nearness is Nearness.DIFFERENT
    assert said in found.differences


def test_a_page_more_is_said(letter: bytes) -> None:
    count = len(PdfReader(BytesIO(letter)).pages)
    found = examine(rewritten(letter, "halaman"), letter, now=NOW)
    assert found.differences == (f"jumlah halamannya {count + 1}, seharusnya {count}",)


def test_another_letter_is_another_document(letter: bytes) -> None:
    other = printed("undangan-rapat-koordinasi")
    assert examine(other, letter, now=NOW).nearness is Nearness.DIFFERENT


def test_pages_replaced_by_an_appended_update_are_seen(letter: bytes) -> None:
    """The original's bytes are all there, but the reader shows something else."""
    writer = IncrementalPdfFileWriter(BytesIO(letter))
    page = writer.root["/Pages"]["/Kids"][0]
    drawn = page["/Contents"].data.replace(b"0 0 0 rg", b"1 1 1 rg", 1)
    page["/Contents"] = writer.add_object(StreamObject(stream_data=drawn))
    writer.update_container(page)
    buffer = BytesIO()
    writer.write(buffer)
    changed = buffer.getvalue()
    assert changed.startswith(letter)
    found = examine(changed, letter, now=NOW)
    assert found.nearness is Nearness.DIFFERENT
    assert found.differences == ("isi halaman 1 berbeda",)


def test_a_signed_document_that_is_changed_later_no_longer_holds(
    letter: bytes, signed: bytes
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    drawn = page["/Contents"].data.replace(b"0 0 0 rg", b"1 1 1 rg", 1)
    page["/Contents"] = writer.add_object(StreamObject(stream_data=drawn))
    writer.update_container(page)
    buffer = BytesIO()
    writer.write(buffer)
    found = examine(buffer.getvalue(), letter, now=NOW)
    assert found.nearness is Nearness.DIFFERENT
    (one,) = found.signatures
    assert (one.intact, one.whole) == (True, False)
    assert one.problem == "berkas diubah sesudah ditandatangani"


def test_a_signed_document_with_one_byte_changed_is_broken(letter: bytes, signed: bytes) -> None:
    at = letter.index(b"stream") + 20
    broken = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    found = examine(broken, now=NOW)
    (one,) = found.signatures
    assert not one.intact
    assert one.problem == "isi yang ditandatangani sudah berubah"


def test_a_field_that_nobody_signed_is_a_mark_on_the_page(letter: bytes) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(letter))
    append_signature_field(writer, SigFieldSpec("Kosong", box=(50, 50, 150, 90)))
    buffer = BytesIO()
    writer.write(buffer)
    found = examine(buffer.getvalue(), letter, now=NOW)
    assert found.differences == ("ada anotasi yang ditambahkan atau diubah pada halaman 1",)


def test_a_picture_over_the_page_is_no_signature(letter: bytes) -> None:
    from dataclasses import replace

    from documents.signing.anchors import Anchor
    from documents.signing.pades import Pkcs12
    from tests.signing.authority import PASSPHRASE, signatory
    from tests.signing.conftest import task

    covering = replace(task(letter), anchor=Anchor(1, 0, (0.0, 0.0, 595.0, 842.0)))
    pdf = Pkcs12(signatory().p12(), PASSPHRASE, NOW).sign(covering)
    found = examine(pdf, letter, now=NOW)
    assert found.nearness is Nearness.DIFFERENT
    assert "gambar tanda tangan menutupi lebih dari seperempat kertas" in found.differences[0]
