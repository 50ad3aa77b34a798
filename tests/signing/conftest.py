"""A real letter, printed once, and the certificates of the tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from documents.html import render_html
from documents.pdf import to_pdf
from documents.signing.anchors import anchors
from documents.signing.base import Task
from documents.signing.box import Words
from documents.signing.pades import Pkcs12
from tests.documents.samples import SAMPLES, VERIFICATION
from tests.signing.authority import PASSPHRASE, signatory

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
WORDS = Words(
    jabatan="Kepala Dinas Pemberdayaan Masyarakat dan Desa Provinsi Kalimantan Selatan",
    nama="(nama pejabat)",
    url="https://kawasan.example/verifikasi/ABCDEFGH23456722",
)


def printed(kind: str) -> bytes:
    """A final document of a kind."""
    html = render_html(
        SAMPLES[kind], state="final", demonstration=False, verification=VERIFICATION
    )
    return to_pdf(html)


def task(pdf: bytes, previous: int = 0) -> Task:
    """The next signature of a document, at its own marker."""
    rooms = anchors(pdf)
    room = rooms[previous] if previous < len(rooms) else None
    return Task(pdf, WORDS, room, "Penandatanganan naskah", "Banjarbaru", previous)


def signed_by(pdf: bytes, name: str = "Pejabat Uji Coba", previous: int = 0) -> bytes:
    """The document with one more real signature."""
    way = Pkcs12(signatory(name).p12(), PASSPHRASE, NOW)
    return way.sign(task(pdf, previous))


@pytest.fixture(scope="session")
def letter() -> bytes:
    return printed("surat-permohonan-audiensi")


@pytest.fixture(scope="session")
def signed(letter: bytes) -> bytes:
    return signed_by(letter)
