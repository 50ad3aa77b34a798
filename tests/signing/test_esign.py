"""The Esign client service, both versions: a stand-in that checks every shape it is sent."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable
from email import message_from_bytes
from typing import Any

import pytest

from documents.signing.apart import examine
from documents.signing.errors import SigningRefused, SigningUnavailable
from documents.signing.esign import Esign, Service
from tests.signing.conftest import NOW, WORDS, signed_by, task
from tests.signing.servers import Asked, Reply, serving

NIK = "6301010101800001"
SECRET = "passphrase-Rahasia-99"
USER, PASSWORD = "kawasan", "kunci-layanan"
BASIC = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
JSON, PDF = "application/json", "application/pdf"


def stand_in(status: str = "ISSUE", error: str = "", code: int = 400) -> Callable[[Asked], Reply]:
    """A service that knows one signatory and signs for real."""

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("authorization") != BASIC:
            return 401, JSON, b'{"error": "Unauthorized", "status_code": 401}'
        assert NIK not in asked.path
        if asked.path == "/api/v2/user/check/status":
            assert json.loads(asked.body) == {"nik": NIK}
            return 200, JSON, json.dumps({"status": status}).encode()
        if error:
            return code, JSON, json.dumps({"error": error, "status_code": code}).encode()
        if asked.path == "/api/sign/pdf":
            return 200, PDF, signed_by(_sent_1(asked)), {"id_dokumen": "abc"}
        assert asked.path == "/api/v2/sign/pdf"
        signed = base64.b64encode(signed_by(_sent_2(asked))).decode()
        return 200, JSON, json.dumps({"time": 812, "file": [signed]}).encode()

    return answer


def _sent_1(asked: Asked) -> bytes:
    kind = f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode()
    parts: dict[str, Any] = {}
    for part in message_from_bytes(kind + asked.body).get_payload():
        name = part.get_param("name", header="Content-Disposition")  # type: ignore[union-attr]
        parts[str(name)] = part.get_payload(decode=True)  # type: ignore[union-attr]
    assert parts["nik"].decode() == NIK
    assert parts["passphrase"].decode() == SECRET
    assert parts["tampilan"] == b"visible"
    assert parts["image"] == b"true"
    assert parts["imageTTD"].startswith(b"\x89PNG")
    assert parts["linkQR"].decode() == WORDS.url
    assert parts["tag_koordinat"] == b"#ttd1#"
    assert parts["width"] == parts["height"] == b"64"
    return bytes(parts["file"])


def _sent_2(asked: Asked) -> bytes:
    body = json.loads(asked.body)
    assert body["nik"] == NIK
    assert body.get("passphrase", body.get("totp")) in (SECRET, "123456")
    (look,) = body["signatureProperties"]
    assert look["tampilan"] == "VISIBLE"
    assert look["tag"] == "#ttd1#"
    assert base64.b64decode(look["imageBase64"]).startswith(b"\x89PNG")
    assert (look["width"], look["height"]) == (64, 64)
    assert look["reason"] == "Penandatanganan naskah"
    (content,) = body["file"]
    return base64.b64decode(content)


def at(url: str, version: int = 2, secret: str = PASSWORD) -> Service:
    return Service(url, USER, secret, version)


@pytest.mark.parametrize("version", [1, 2])
def test_the_service_signs_the_very_document(letter: bytes, version: int) -> None:
    with serving(stand_in()) as url:
        signed = Esign(at(url, version), NIK, SECRET).sign(task(letter))
    found = examine(signed, letter, now=NOW)
    assert found.holds
    assert found.nearness.proves == "bita demi bita (pembaruan bertahap)"


def test_a_totp_takes_the_place_of_the_passphrase(letter: bytes) -> None:
    with serving(stand_in()) as url:
        signed = Esign(at(url), NIK, totp="123456").sign(task(letter))
    assert examine(signed, letter, now=NOW).holds


def test_version_1_may_hand_the_document_out_in_a_second_answer(letter: bytes) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/api/sign/pdf":
            return 200, JSON, b'{"message": "Proses berhasil"}', {"id_dokumen": "d/1"}
        if asked.path == "/api/sign/download/d%2F1":
            return 200, PDF, signed_by(letter)
        return 200, JSON, b'{"status": "ISSUE"}'

    with serving(answer) as url:
        signed = Esign(at(url, 1), NIK, SECRET).sign(task(letter))
    assert examine(signed, letter, now=NOW).holds


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    ("error", "said", "field"),
    [
        ("Proses signing gagal : Passphrase anda salah", "Passphrase BSrE salah", "passphrase"),
        ("Kode OTP tidak valid", "Kode TOTP salah", "totp"),
        ("User belum terdaftar", "belum terdaftar", "nik"),
        ("Certificate is expired", "kedaluwarsa", "nik"),
        ("Sertifikat telah dicabut", "dicabut", "nik"),
    ],
)
def test_what_the_service_refuses_is_said_at_its_field(
    letter: bytes, version: int, error: str, said: str, field: str
) -> None:
    with serving(stand_in(error=error)) as url, pytest.raises(SigningRefused) as refused:
        Esign(at(url, version), NIK, SECRET).sign(task(letter))
    assert said in str(refused.value)
    assert [p.field for p in refused.value.problems] == [field]


@pytest.mark.parametrize(
    ("status", "said"),
    [("NOT_REGISTERED", "belum terdaftar"), ("EXPIRED", "kedaluwarsa"), ("REVOKE", "dicabut")],
)
def test_a_signatory_who_cannot_sign_is_told_before_the_document_is_sent(
    letter: bytes, status: str, said: str
) -> None:
    asked: list[str] = []
    answer = stand_in(status=status)

    def noted(request: Asked) -> Reply:
        asked.append(request.path)
        return answer(request)

    with serving(noted) as url, pytest.raises(SigningRefused, match=said):
        Esign(at(url), NIK, SECRET).sign(task(letter))
    assert asked == ["/api/v2/user/check/status"]


def test_an_unknown_refusal_is_passed_on_without_what_was_entrusted(letter: bytes) -> None:
    error = f"Dokumen {NIK} ditolak: {SECRET}\x00\u202e"
    with serving(stand_in(error=error)) as url, pytest.raises(SigningRefused) as refused:
        Esign(at(url), NIK, SECRET).sign(task(letter))
    assert str(refused.value) == (
        "Layanan BSrE menolak: Dokumen … ditolak: …. Naskah belum ditandatangani."
    )


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: (500, "text/html", b"<h1>Proxy error</h1>"),
        lambda _: (200, "text/html", b"<h1>Selamat datang</h1>"),
        lambda _: (200, JSON, b"[]"),
        lambda a: (200, JSON, b'{"status": "ISSUE"}' if "status" in a.path else b'{"file": []}'),
    ],
    ids=["fault", "page", "list", "nothing"],
)
@pytest.mark.parametrize("version", [1, 2])
def test_nonsense_leaves_the_document_unsigned(
    letter: bytes, answer: Callable[[Asked], Reply], version: int
) -> None:
    with serving(answer) as url, pytest.raises(SigningUnavailable, match="belum ditandatangani"):
        Esign(at(url, version), NIK, SECRET).sign(task(letter))


def test_a_service_that_is_not_there_or_does_not_answer_in_time(
    letter: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    import httpx

    with pytest.raises(SigningUnavailable):
        Esign(at("http://127.0.0.1:9"), NIK, SECRET).sign(task(letter))
    done = threading.Event()

    def never(_: Asked) -> Reply:
        done.wait(10)
        return 200, JSON, b"{}"

    monkeypatch.setattr("documents.signing.esign._SECONDS", httpx.Timeout(0.2))
    with serving(never) as url:
        with pytest.raises(SigningUnavailable):
            Esign(at(url), NIK, SECRET).sign(task(letter))
        done.set()


def test_a_wrong_account_of_the_system_is_the_keepers_business(letter: bytes) -> None:
    with serving(stand_in()) as url, pytest.raises(SigningUnavailable, match="KAWASAN_ESIGN_USER"):
        Esign(at(url, secret="salah"), NIK, SECRET).sign(task(letter))


@pytest.mark.parametrize(
    ("way", "field"),
    [
        (Esign(at("http://127.0.0.1:9"), "123", SECRET), "nik"),
        (Esign(at("http://127.0.0.1:9"), NIK), "passphrase"),
        (Esign(at("http://127.0.0.1:9", 1), NIK, totp="123456"), "passphrase"),
    ],
)
def test_what_is_missing_is_asked_for_before_anything_is_sent(
    letter: bytes, way: Esign, field: str
) -> None:
    with pytest.raises(SigningRefused) as refused:
        way.sign(task(letter))
    assert [p.field for p in refused.value.problems] == [field]


def test_nothing_entrusted_is_logged_or_described(
    letter: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), serving(stand_in()) as url:
        way = Esign(at(url, 1), NIK, SECRET)
        way.sign(task(letter))
        way_2 = Esign(at(url, 2), NIK, SECRET)
        way_2.sign(task(letter))
    told = caplog.text + repr(way) + repr(way_2)
    for secret in (SECRET, PASSWORD, BASIC, NIK):
        assert secret not in told
