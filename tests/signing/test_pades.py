"""Signing here with a certificate: what is added, what stays, who is turned away."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from documents.signing.apart import examine
from documents.signing.errors import SigningRefused, SigningUnavailable
from documents.signing.examination import Nearness, Trust
from documents.signing.pades import HttpTimeStamper, Pkcs12
from tests.signing.authority import END, NAME, PASSPHRASE, START, root, signatory, timestamper
from tests.signing.conftest import NOW, printed, signed_by, task
from tests.signing.servers import serve_timestamps, serving

SOON = datetime(2031, 1, 1, tzinfo=UTC)


def test_a_signature_is_appended_and_holds(letter: bytes, signed: bytes) -> None:
    assert signed.startswith(letter)
    found = examine(signed, letter, now=SOON)
    assert found.nearness is Nearness.EXTENDED
    assert found.nearness.proves == "bita demi bita (pembaruan bertahap)"
    assert found.holds
    (one,) = found.signatures
    assert (one.signer, one.issuer, one.timestamped) == (NAME, "PSrE Uji Coba", False)
    assert one.trust is Trust.UNCHECKED


def test_the_box_stands_in_the_room_and_says_who_signed(letter: bytes, signed: bytes) -> None:
    room = task(letter).anchor
    assert room is not None
    page: Any = PdfReader(BytesIO(signed)).pages[room.page]
    (widget,) = (each.get_object() for each in page["/Annots"])
    assert [float(n) for n in widget["/Rect"]] == pytest.approx(list(room.box), abs=0.6)
    assert widget["/F"] & 4  # shown on paper
    shown = widget["/AP"]["/N"]
    assert shown["/Resources"]["/XObject"]["/Kotak"]["/BBox"][2] == pytest.approx(221.1, abs=0.1)
    assert widget["/TU"].startswith("Tanda tangan elektronik Kepala Dinas")


def test_the_archival_form_and_the_reading_order_survive(letter: bytes, signed: bytes) -> None:
    before, after = (PdfReader(BytesIO(each)) for each in (letter, signed))
    for key in ("/MarkInfo", "/Lang", "/OutputIntents", "/StructTreeRoot"):
        assert repr_of(after, key) == repr_of(before, key), key
    metadata: Any = after.root_object["/Metadata"]
    xmp = metadata.get_object().get_data()
    assert b"pdfaid" in xmp
    for page in after.pages:
        resources: Any = page["/Resources"]
        assert resources["/Font"]
    assert not after.is_encrypted
    fonts: Any = _box_fonts(after)
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def repr_of(pdf: PdfReader, key: str) -> bytes:
    """A part of the catalogue as it would be written."""
    buffer = BytesIO()
    pdf.root_object[key].write_to_stream(buffer)
    return buffer.getvalue()


def _box_fonts(pdf: PdfReader) -> list[Any]:
    found = []
    for page in pdf.pages:
        for each in page.get("/Annots", []):
            form: Any = each.get_object()["/AP"]["/N"]["/Resources"]["/XObject"]["/Kotak"]
            found += [font.get_object() for font in form["/Resources"]["/Font"].values()]
    return found


def test_several_sign_one_after_the_other() -> None:
    original = printed("peraturan-bersama-kepala-desa")
    pdf = original
    for n, name in enumerate(("Kepala Desa Satu", "Kepala Desa Dua", "Kepala Desa Tiga")):
        pdf = signed_by(pdf, name, n)
    found = examine(pdf, original, now=SOON)
    assert [s.signer for s in found.signatures][::2] == ["Kepala Desa Satu", "Kepala Desa Tiga"]
    assert found.holds
    assert found.nearness is Nearness.EXTENDED


def test_without_a_marker_the_signature_is_there_but_unseen(letter: bytes) -> None:
    from dataclasses import replace

    way = Pkcs12(signatory().p12(), PASSPHRASE, NOW)
    pdf = way.sign(replace(task(letter), anchor=None))
    assert examine(pdf, letter, now=SOON).holds


def test_a_timestamp_makes_it_b_t(letter: bytes) -> None:
    way = Pkcs12(signatory().p12(), PASSPHRASE, NOW, timestamper())
    found = examine(way.sign(task(letter)), letter, now=SOON, roots=[root().pem])
    (one,) = found.signatures
    assert one.timestamped
    assert one.trust is Trust.TRUSTED
    assert found.holds


def test_a_timestamp_service_is_asked_by_http(letter: bytes) -> None:
    with serve_timestamps() as (url, asked):
        way = Pkcs12(signatory().p12(), PASSPHRASE, NOW, HttpTimeStamper(url))
        found = examine(way.sign(task(letter)), letter, now=SOON)
    assert found.signatures[0].timestamped
    assert asked


def test_a_timestamp_service_that_fails_leaves_the_document_unsigned(letter: bytes) -> None:
    with serving(lambda _: (503, "text/plain", b"")) as url, pytest.raises(SigningUnavailable):
        Pkcs12(signatory().p12(), PASSPHRASE, NOW, HttpTimeStamper(url)).sign(task(letter))


def test_a_foreign_authority_is_not_trusted(letter: bytes, signed: bytes) -> None:
    foreign = signatory("Bukan PSrE").pem
    (one,) = examine(signed, letter, now=SOON, roots=[foreign]).signatures
    assert one.trust is Trust.UNTRUSTED


@pytest.mark.parametrize(
    ("certificate", "passphrase", "field"),
    [
        (signatory().p12(), "bukan-itu", "passphrase"),
        (b"bukan p12", PASSPHRASE, "passphrase"),
        (b"0" * 300_000, PASSPHRASE, "certificate"),
        (
            signatory("Lama", START, datetime(2021, 1, 1, tzinfo=UTC)).p12(),
            PASSPHRASE,
            "certificate",
        ),
        (
            signatory("Nanti", datetime(2040, 1, 1, tzinfo=UTC), END).p12(),
            PASSPHRASE,
            "certificate",
        ),
        (signatory("Kunci", may_sign=False).p12(), PASSPHRASE, "certificate"),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused(
    letter: bytes, certificate: bytes, passphrase: str, field: str
) -> None:
    with pytest.raises(SigningRefused) as refused:
        Pkcs12(certificate, passphrase, NOW).sign(task(letter))
    assert [p.field for p in refused.value.problems] == [field]


def test_the_passphrase_is_in_no_log_no_error_and_no_description(
    letter: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "sandi-yang-keliru-4711"
    with caplog.at_level(logging.DEBUG):
        way = Pkcs12(signatory().p12(), PASSPHRASE, NOW)
        signed = way.sign(task(letter))
        with pytest.raises(SigningRefused) as refused:
            Pkcs12(signatory().p12(), wrong, NOW).sign(task(letter))
    told = caplog.text + repr(way) + str(refused.value) + repr(refused.value.__context__)
    assert PASSPHRASE not in told
    assert wrong not in told
    assert PASSPHRASE.encode() not in signed
