"""Signing by the API: the ways, who may, what a repetition changes, what fails without loss."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date

import pytest
from fastapi import FastAPI
from httpx import Response
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from documents import service
from engine.services.context import Context
from engine.services.files import read_file
from tests.api.client import V1, Api
from tests.api.conftest import keyed
from tests.signing.authority import PASSPHRASE, signatory
from tests.signing.conftest import printed, signed_by
from tests.signing.servers import Asked, Reply, serving
from tests.support.world import OFFICER, SECOND, tkpkp_at

NIK = "6301010101800001"
REGENCIES = iter(("63.03", "63.04", "63.05", "63.06", "63.07"))


@pytest.fixture
def document(ctx: Context) -> str:
    """A numbered letter; of another regency each time."""
    case = tkpkp_at(ctx, "susunan-tim", next(REGENCIES))
    made = service.draft(ctx, OFFICER, case, "surat-permohonan-audiensi", "audiensi-sekda")
    return service.number(ctx, SECOND, made.id, date(2025, 7, 25)).id


def sent(
    api: Api, document: str, file: bytes = b"", headers: dict[str, str] | None = None, **texts: str
) -> Response:
    """A signature asked for with a form."""
    files = {"file": ("berkas", file)} if file else {"_": ("", b"")}
    answer: Response = api.http.post(
        f"{V1}/documents/{document}/signature",
        data=texts,
        files=files,
        headers=api.headers(headers),
    )
    return answer


def test_a_certificate_signs_once_however_often_it_is_asked(
    ctx: Context, officer: Api, document: str
) -> None:
    key = signatory().p12()
    seen = officer.get(f"/documents/{document}").headers["ETag"]
    wrong = sent(officer, document, key, way="p12", passphrase="keliru-9911")
    assert wrong.status_code == 422
    assert [e["field"] for e in wrong.json()["errors"]] == ["passphrase"]
    assert "keliru-9911" not in wrong.text
    asked = {"If-Match": seen, "Idempotency-Key": "tte-1"}
    done = sent(officer, document, key, asked, way="p12", passphrase=PASSPHRASE)
    assert done.status_code == 200, done.text
    body = done.json()
    assert (body["state"], body["signature"]) == ("signed", "pades")
    assert body["signatures"][0]["signer"] == "Pejabat Uji Coba"
    assert body["history"][-1]["data"]["signed_sha256"] == body["signed_sha256"]
    again = sent(officer, document, key, asked, way="p12", passphrase=PASSPHRASE)
    assert (again.status_code, again.json()["version"]) == (200, body["version"])
    content = officer.get(f"/documents/{document}/content")
    assert content.headers["ETag"] == f'"{body["signed_sha256"]}"'
    original = officer.get(f"/documents/{document}/content/original")
    assert original.headers["ETag"] == f'"{body["sha256"]}"'
    assert content.content.startswith(original.content)


def test_another_version_than_the_one_seen_is_refused_before_anything_is_signed(
    officer: Api, document: str
) -> None:
    answer = sent(
        officer, document, signatory().p12(), {"If-Match": '"99"'}, way="p12", passphrase="x"
    )
    assert answer.status_code == 412


def test_a_file_signed_elsewhere_is_examined(ctx: Context, officer: Api, document: str) -> None:
    other = sent(officer, document, signed_by(printed("surat-permohonan-audiensi")), way="unggah")
    assert other.status_code == 422
    assert "bukan naskah yang diterbitkan" in other.json()["detail"]
    broken = sent(officer, document, b"%PDF-1.7 rusak", way="unggah")
    assert broken.status_code == 415
    mine = officer.get(f"/documents/{document}/content").content
    done = sent(officer, document, signed_by(mine), way="unggah")
    assert done.json()["signature"] == "unggah"


def test_bsre_fails_without_loss_and_is_tried_again(ctx: Context, document: str) -> None:
    refused = json.dumps({"error": "Passphrase anda salah", "status_code": 400}).encode()

    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/status"):
            return 200, "application/json", b'{"status": "ISSUE"}'
        body = json.loads(asked.body)
        if body["passphrase"] != PASSPHRASE:
            return 400, "application/json", refused
        signed = signed_by(base64.b64decode(body["file"][0]))
        text = json.dumps({"time": 3, "file": [base64.b64encode(signed).decode()]})
        return 200, "application/json", text.encode()

    with serving(answer) as url:
        settings = ctx.settings.model_copy(
            update={"esign_url": url, "esign_user": "u", "esign_secret": SecretStr("s")}
        )
        officer = _officer(create_app(replace(ctx, settings=settings)), ctx)
        wrong = sent(officer, document, way="bsre", nik=NIK, passphrase="keliru-4421")
        assert wrong.status_code == 422
        assert "Passphrase BSrE salah" in wrong.json()["detail"]
        assert "keliru-4421" not in wrong.text
        assert officer.get(f"/documents/{document}").json()["state"] == "numbered"
        done = sent(officer, document, way="bsre", nik=NIK, passphrase=PASSPHRASE)
    body = done.json()
    assert (body["state"], body["signature"]) == ("signed", "bsre")
    assert NIK not in done.text
    assert read_file(ctx, body["signed_sha256"]).startswith(read_file(ctx, body["sha256"]))


def _officer(app: FastAPI, ctx: Context) -> Api:
    return keyed(ctx, TestClient(app), "63", "pmd-provinsi")


def test_who_may_not_sign_sends_no_form(
    officer: Api, reader: Api, neighbour: Api, document: str
) -> None:
    for api in (reader, neighbour):
        answer = sent(api, document, b"%PDF-", way="unggah")
        assert answer.status_code == 404
        assert api.get(f"/documents/{document}/content/original").status_code == 404
    nobody = replace(officer, key="kws_salah")
    assert sent(nobody, document, way="unggah").status_code == 401
    assert sent(officer, document, way="sihir").status_code == 422
    assert sent(officer, document, way="p12", room="-1").status_code == 422
