"""`kawasan document sign` and `verify`, as a person at a terminal uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from documents import service
from engine.domain.command import Grant
from engine.services import access, papers
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.records import Document
from tests.drafting.paper import planned_audience
from tests.signing.authority import PASSPHRASE, signatory
from tests.signing.conftest import signed_by
from tests.support.world import OFFICER, SECOND, make_context

Kawasan = Callable[..., Result]


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


@pytest.fixture
def numbered(ctx: Context) -> Document:
    access.create_account(
        ctx, "pmd.satu", "Petugas", "sandi peraga yang panjang", [Grant("pmd-provinsi", "63")]
    )
    drafted = service.draft(
        ctx, OFFICER, planned_audience(ctx), "surat-permohonan-audiensi", "audiensi-sekda"
    )
    return service.number(ctx, SECOND, drafted.id, date(2025, 7, 26))


@pytest.fixture
def kawasan(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> Kawasan:
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))

    def call(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(build(arguments[0]), list(arguments), input=stdin)

    return call


def test_a_document_is_signed_and_verified_at_the_terminal(
    ctx: Context, numbered: Document, kawasan: Kawasan, tmp_path: Path
) -> None:
    key = tmp_path / "ttd.p12"
    key.write_bytes(signatory().p12())
    by = ("document", "sign", numbered.id, "--as", "pmd.satu")
    wrong = kawasan(*by, "--p12", str(key), stdin="keliru-3341\n")
    assert wrong.exit_code == 2
    assert "Kata sandi sertifikat salah" in wrong.output
    assert "keliru-3341" not in wrong.output
    done = kawasan(*by, "--p12", str(key), "--json", stdin=f"{PASSPHRASE}\n")
    assert done.exit_code == 0, done.output
    assert PASSPHRASE not in done.output
    body = json.loads(done.stdout)
    assert (body["state"], body["signers"]) == ("signed", ["Pejabat Uji Coba"])
    edition = tmp_path / "naskah.pdf"
    edition.write_bytes(read_file(ctx, body["signed_sha256"]))
    found = json.loads(kawasan("document", "verify", str(edition), "--json").stdout)
    assert (found["id"], found["match"]) == (numbered.id, "edisi_bertanda_tangan")
    assert found["examination"]["signatures"][0]["intact"] is True
    told = kawasan("document", "verify", str(edition))
    assert "Tanda tangan Pejabat Uji Coba: sah" in told.stdout
    code = papers.document(ctx, OFFICER, numbered.id).code
    assert kawasan("document", "verify", code, "--file", str(edition)).exit_code == 0


def test_a_forged_file_ends_with_one(
    ctx: Context, numbered: Document, kawasan: Kawasan, tmp_path: Path, letter: bytes
) -> None:
    upload = tmp_path / "palsu.pdf"
    upload.write_bytes(signed_by(letter))
    by = ("document", "sign", numbered.id, "--as", "pmd.satu")
    refused = kawasan(*by, "--upload", str(upload))
    assert refused.exit_code == 2
    assert "bukan naskah yang diterbitkan" in refused.output
    told = kawasan("document", "verify", str(upload))
    assert told.exit_code == 1
    assert "Bukan naskah yang diterbitkan." in told.stdout


def test_exactly_one_way_is_chosen(numbered: Document, kawasan: Kawasan) -> None:
    refused = kawasan("document", "sign", numbered.id, "--as", "pmd.satu", "--bsre", "--office")
    assert "Pilih satu cara" in refused.output
    assert refused.exit_code == 2


def test_the_certificate_an_office_keeps_needs_only_its_passphrase(
    ctx: Context, numbered: Document, kawasan: Kawasan
) -> None:
    folder = ctx.settings.certificates
    folder.mkdir()
    (folder / "pmd-provinsi-63.p12").write_bytes(signatory().p12())
    by = ("document", "sign", numbered.id, "--as", "pmd.satu", "--office")
    assert "ditandatangani" in kawasan(*by, stdin=f"{PASSPHRASE}\n").stdout
    assert papers.document(ctx, OFFICER, numbered.id).signature_kind == "pades"
