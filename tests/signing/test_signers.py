"""Whose signatures a document needs, and what each picture says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from documents.layout import load_layout
from documents.model import Office, Signatory
from documents.signing import act as signing
from documents.signing.anchors import anchors
from documents.signing.errors import NotSigned
from documents.signing.manual import Uploaded
from documents.signing.pades import Pkcs12
from documents.signing.signers import is_another, place_of, signatories, words_of
from engine.services import papers
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.records import Document
from tests.drafting.paper import drain, held
from tests.signing.authority import PASSPHRASE, signatory
from tests.signing.conftest import NOW, signed_by
from tests.support.world import OFFICER, kawasan_at, make_context

KIND = "berita-acara-musyawarah-antar-desa"
HEAD = Signatory("Kepala Dinas", "Ahmad Fulan", Office.PERANGKAT_DAERAH, gelar_depan="Drs.")


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder: Path = tmp_path_factory.mktemp("banyak")
    return make_context(folder)


@pytest.fixture(scope="module")
def minutes(ctx: Context) -> Document:
    """Minutes in force, whose number was recorded with their step."""
    case = kawasan_at(ctx, "pengusulan")
    drain(ctx)
    return held(ctx, case, KIND, "signed")


def test_everyone_who_signs_is_read_from_the_record(ctx: Context, minutes: Document) -> None:
    who = signatories(minutes)
    rooms = anchors(read_file(ctx, minutes.file_sha256))
    assert len(who) > 2
    assert len(set(who)) == len(who)
    assert place_of(rooms, who, 1) == rooms[1]
    assert place_of(rooms, who, 99) is None
    words = words_of(minutes, who, len(rooms), 0, load_layout())
    assert words.jabatan


def test_several_sign_what_was_recorded_one_after_the_other(
    ctx: Context, minutes: Document
) -> None:
    document = minutes
    for count, name in enumerate(("Kepala Desa Satu", "Kepala Desa Dua"), 1):
        way = Pkcs12(signatory(name).p12(), PASSPHRASE, NOW)
        document = signing.sign(ctx, OFFICER, document.id, way)
        assert len(document.signatures) == count
    assert [s["signer"] for s in document.signatures] == ["Kepala Desa Satu", "Kepala Desa Dua"]
    assert document.file_sha256 == minutes.file_sha256
    told = [r.event.data for r in papers.history(ctx, document)]
    assert [d.get("signed_sha256") for d in told][-1] == document.signed_sha256
    alone = Uploaded(signed_by(read_file(ctx, minutes.file_sha256), "Kepala Desa Tiga"))
    with pytest.raises(NotSigned, match="sudah ada hilang"):
        signing.sign(ctx, OFFICER, document.id, alone)
    same = Uploaded(read_file(ctx, document.signed_sha256))
    with pytest.raises(NotSigned, match="Tidak ada tanda tangan baru"):
        signing.sign(ctx, OFFICER, document.id, same)


@pytest.mark.parametrize(
    ("name", "another"),
    [
        ("AHMAD FULAN", False),
        ("Drs. H. Ahmad Fulan, M.Si.", False),
        ("Fulan", False),
        ("Budi Anu", True),
        ("", False),
    ],
)
def test_a_certificate_of_somebody_else_is_told_by_its_name(name: str, another: bool) -> None:  # noqa: FBT001
    assert is_another(name, (HEAD,)) is another


def test_a_paper_without_names_tells_nothing() -> None:
    unnamed = replace(HEAD, nama="(nama pejabat)")
    assert not is_another("Budi Anu", (unnamed,))
    assert not is_another("Budi Anu", ())


def test_a_single_signatory_always_signs_in_the_first_room(
    ctx: Context, minutes: Document
) -> None:
    rooms = anchors(read_file(ctx, minutes.file_sha256))
    assert place_of(rooms, (HEAD,), 3) == rooms[0]
    assert place_of((), (HEAD,), 0) is None
