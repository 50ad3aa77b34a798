"""Signing a real letter of a real case: what is kept, issued, sealed, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from documents import service
from documents.signing import act as signing
from documents.signing.apart import examine
from documents.signing.base import Task
from documents.signing.errors import NotSigned, NotTheDocument, PdfNotAccepted, SigningUnavailable
from documents.signing.esign import Esign
from documents.signing.esign import Service as EsignService
from documents.signing.manual import Uploaded
from documents.signing.pades import Pkcs12
from documents.signing.verification import Match, verify_file
from engine.errors import Forbidden, NotFound, Refused
from engine.services import audit, issuing, lifecycle, papers, signatures
from engine.services.context import Context
from engine.services.dossier import dossier
from engine.services.files import read_file
from engine.services.records import Document
from engine.services.views import get_case
from tests.drafting.paper import planned_audience
from tests.signing.authority import PASSPHRASE, root, signatory
from tests.signing.conftest import NOW, signed_by
from tests.signing.servers import serving
from tests.support.world import OFFICER, SECOND, SEKDA, actor, make_context

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


@pytest.fixture
def numbered(ctx: Context) -> Document:
    """A letter with its number, printed and not signed."""
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    return service.number(ctx, SECOND, drafted.id, date(2025, 7, 26))


def p12(name: str = "Pejabat Uji Coba") -> Pkcs12:
    return Pkcs12(signatory(name).p12(), PASSPHRASE, NOW)


def original(ctx: Context, document: Document) -> bytes:
    return read_file(ctx, document.file_sha256)


def test_a_certificate_issues_the_document_and_the_original_stays(
    ctx: Context, numbered: Document
) -> None:
    before = original(ctx, numbered)
    done = signing.sign(ctx, SECOND, numbered.id, p12())
    assert (done.state, done.signature_kind, done.signed_at) == ("signed", "pades", ctx.now())
    assert done.file_sha256 == numbered.file_sha256
    assert original(ctx, done) == before
    edition = read_file(ctx, done.signed_sha256)
    assert edition.startswith(before)
    assert examine(edition, before, now=ctx.now()).holds
    assert service.content(ctx, OFFICER, done.id)[0] == edition
    assert service.content(ctx, OFFICER, done.id, original=True)[0] == before
    assert [d.role for d in papers.deliveries(ctx, done.id)] == ["sekda"]


def test_the_dossier_of_the_case_holds_both_editions(ctx: Context, numbered: Document) -> None:
    done = signing.sign(ctx, SECOND, numbered.id, p12())
    found = dossier(ctx, OFFICER, done.case_id)
    for digest in (done.file_sha256, done.signed_sha256):
        assert sha256(found.files[f"files/{digest}.pdf"]).hexdigest() == digest
    (listed,) = [d for d in found.body["documents"] if d["id"] == done.id]
    assert listed["signed_sha256"] == done.signed_sha256


def test_trust_is_judged_by_the_roots_that_are_set(
    ctx: Context, numbered: Document, tmp_path: Path
) -> None:
    roots = tmp_path / "akar.pem"
    roots.write_bytes(root().pem)
    settings = ctx.settings.model_copy(update={"trust_roots": roots})
    trusting = replace(ctx, settings=settings)
    done = signing.sign(trusting, SECOND, numbered.id, p12())
    assert done.signatures[0]["trust"] == "dipercaya"
    roots.unlink()
    edition = read_file(ctx, done.signed_sha256)
    with pytest.raises(SigningUnavailable, match="KAWASAN_TRUST_ROOTS"):
        verify_file(trusting, edition)
    assert verify_file(ctx, edition).match is Match.SIGNED


def test_signing_is_told_to_the_chain_and_the_chain_holds(
    ctx: Context, numbered: Document
) -> None:
    done = signing.sign(ctx, SECOND, numbered.id, p12())
    told = papers.history(ctx, done)[-1].event
    assert told.actor == SECOND.person
    assert told.data["state"] == "signed"
    assert told.data["signature"] == "pades"
    assert told.data["signed_sha256"] == done.signed_sha256
    assert told.data["proof"] == "bita demi bita (pembaruan bertahap)"
    signatures_told: Any = told.data["signatures"]
    assert signatures_told[0]["signer"] == "Pejabat Uji Coba"
    assert audit.verify(ctx).sound


def test_a_document_signed_elsewhere_comes_back(ctx: Context, numbered: Document) -> None:
    brought = signed_by(original(ctx, numbered))
    done = signing.sign(ctx, SECOND, numbered.id, Uploaded(brought))
    assert (done.state, done.signature_kind) == ("signed", "unggah")
    assert read_file(ctx, done.signed_sha256) == brought


def test_another_document_is_refused_with_what_differs(
    ctx: Context, numbered: Document, letter: bytes
) -> None:
    with pytest.raises(NotTheDocument) as refused:
        signing.sign(ctx, SECOND, numbered.id, Uploaded(signed_by(letter)))
    assert refused.value.differences
    assert papers.document(ctx, OFFICER, numbered.id) == numbered


def test_the_unsigned_document_is_refused(ctx: Context, numbered: Document) -> None:
    with pytest.raises(NotSigned, match="belum ditandatangani secara elektronik"):
        signing.sign(ctx, SECOND, numbered.id, Uploaded(original(ctx, numbered)))


def test_a_broken_signature_is_refused(ctx: Context, numbered: Document) -> None:
    brought = signed_by(original(ctx, numbered))
    at = brought.rindex(b"/ByteRange")
    broken = brought[:at] + brought[at:].replace(b"PDF-1.7", b"PDF-1.6")
    end = broken.rindex(b"%%EOF")
    broken = broken[:end] + b"%%EOF\n% disisipkan\n%%EOF"
    with pytest.raises((NotSigned, PdfNotAccepted)):
        signing.sign(ctx, SECOND, numbered.id, Uploaded(broken))
    assert papers.document(ctx, OFFICER, numbered.id).state == "numbered"


def test_a_script_added_before_signing_is_refused(ctx: Context, numbered: Document) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(original(ctx, numbered))))
    writer.add_attachment("muatan.exe", b"MZ")
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(NotTheDocument, match="berkas tertanam"):
        signing.sign(ctx, SECOND, numbered.id, Uploaded(signed_by(buffer.getvalue())))


def test_a_signature_already_there_is_never_lost(ctx: Context, numbered: Document) -> None:
    signing.sign(ctx, SECOND, numbered.id, p12())
    with pytest.raises(NotSigned, match="sudah ada hilang"):
        signing.sign(
            ctx, SECOND, numbered.id, Uploaded(signed_by(original(ctx, numbered), "Lain"))
        )


def test_a_scan_is_kept_as_a_scan(ctx: Context, numbered: Document) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    buffer = BytesIO()
    writer.write(buffer)
    done = signing.scan(ctx, SECOND, numbered.id, buffer.getvalue())
    assert (done.state, done.signature_kind, done.signatures) == ("signed", "pindaian", [])
    assert "proof" not in papers.history(ctx, done)[-1].event.data
    assert service.content(ctx, OFFICER, done.id)[0] == buffer.getvalue()


def test_who_does_not_act_for_the_issuing_office_signs_nothing(
    ctx: Context, numbered: Document
) -> None:
    asked: list[Task] = []

    class Noticed:
        kind = "pades"

        def sign(self, task: Task) -> bytes:
            asked.append(task)
            return task.pdf

    with pytest.raises(Forbidden):
        signing.sign(ctx, SEKDA, numbered.id, Noticed())
    for stranger in (actor("pembaca", "63"), actor("pmd-kabupaten", "63.02")):
        with pytest.raises(NotFound):
            signing.sign(ctx, stranger, numbered.id, Noticed())
        with pytest.raises(NotFound):
            signing.scan(ctx, stranger, numbered.id, b"")
    assert asked == []


def test_a_draft_is_not_signed(ctx: Context) -> None:
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    with pytest.raises(Refused, match="belum bernomor"):
        signing.sign(ctx, SECOND, drafted.id, p12())


def test_a_service_that_fails_leaves_the_document_numbered_and_signing_free(
    ctx: Context, numbered: Document
) -> None:
    away = Esign(EsignService("http://127.0.0.1:9", "u", "s"), "6301010101800001", "sandi")
    with pytest.raises(SigningUnavailable):
        signing.sign(ctx, SECOND, numbered.id, away)
    assert papers.document(ctx, OFFICER, numbered.id) == numbered
    head = get_case(ctx, OFFICER, numbered.case_id).stored.head_hash
    assert signing.sign(ctx, SECOND, numbered.id, p12()).number == numbered.number
    assert get_case(ctx, OFFICER, numbered.case_id).stored.head_hash != head


def test_a_service_that_signs_another_document_is_not_believed(
    ctx: Context, numbered: Document, signed: bytes
) -> None:
    import base64
    import json

    def answer(asked: object) -> tuple[int, str, bytes]:
        body = {"status": "ISSUE", "file": [base64.b64encode(signed).decode()]}
        return 200, "application/json", json.dumps(body).encode()

    with serving(answer) as url:
        way = Esign(EsignService(url, "u", "s"), "6301010101800001", "sandi")
        with pytest.raises(NotTheDocument):
            signing.sign(ctx, SECOND, numbered.id, way)
    assert papers.document(ctx, OFFICER, numbered.id) == numbered


def test_a_recorded_document_takes_its_signed_edition_later(
    ctx: Context, numbered: Document
) -> None:
    recorded = service.complete(ctx, SECOND, numbered.id, issuing.Signature())
    assert recorded.signed_sha256 == ""
    lifecycle.open_delivery(ctx, SEKDA, numbered.id)
    done = signing.sign(ctx, SECOND, numbered.id, Uploaded(signed_by(original(ctx, numbered))))
    assert done.state == "signed"
    assert done.issued_sha256 == done.signed_sha256
    (delivery,) = papers.deliveries(ctx, done.id)
    assert delivery.notice.startswith(f"Naskah Nomor {done.number} sudah bertanda tangan")
    assert audit.verify(ctx).sound


def test_a_paper_is_found_by_any_of_its_editions(
    ctx: Context, numbered: Document, letter: bytes
) -> None:
    done = signing.sign(ctx, SECOND, numbered.id, p12())
    edition = read_file(ctx, done.signed_sha256)
    before = original(ctx, done)
    for content in (before, edition, signed_by(edition, "Lain lagi", 1), before + b"\n% lagi"):
        found = signatures.of_file(ctx, content)
        assert found is not None
        assert found.id == done.id
    assert signatures.of_file(ctx, letter) is None
    assert signatures.of_file(ctx, b"") is None
