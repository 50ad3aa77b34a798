"""Signing by BSrE's Esign client service in the office's network, versions 1 and 2.

The shapes come from published client code; no official document was seen. The room is named by
its marker in the text, so that it does not matter from which corner a service counts.
"""

from __future__ import annotations

import base64
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import httpx

from documents.signing.base import Task
from documents.signing.box import qr_png
from documents.signing.errors import SigningRefused, SigningUnavailable

_SECONDS = httpx.Timeout(60, connect=10)
_LARGEST_ANSWER = 100 * 1024 * 1024
_LONGEST_WORDS = 200
_SHORTEST_SECRET = 4
_NIK = re.compile(r"\d{16}")
_PICTURE_POINTS = 64
_UNAUTHORIZED = 401
_SERVER_FAULT = 500
_DOWN = "Layanan tanda tangan BSrE tidak menjawab. Naskah belum ditandatangani; ulangi nanti."


@dataclass(frozen=True, slots=True)
class Service:
    """Where the office's Esign client service is, and how this system logs in there."""

    url: str
    user: str
    secret: str = field(repr=False)
    version: int = 2


@dataclass(frozen=True, slots=True)
class Esign:
    """A signatory known to BSrE; NIK, passphrase and code live for this request only."""

    service: Service
    nik: str = field(repr=False)
    passphrase: str = field(default="", repr=False)
    totp: str = field(default="", repr=False)
    kind: str = "bsre"

    def sign(self, task: Task) -> bytes:
        """The PDF as the service signed it.

        Raises SigningRefused for who or what the service does not accept, SigningUnavailable
        when it cannot be reached, does not answer in time, or answers nonsense.
        """
        self._must_be_complete()
        try:
            with httpx.Client(
                base_url=self.service.url.rstrip("/"),
                auth=(self.service.user, self.service.secret),
                timeout=_SECONDS,
                trust_env=False,
                follow_redirects=False,
            ) as client:
                if self._old:
                    return self._sign_1(client, task)
                self._must_be_active(client)
                return self._sign_2(client, task)
        except httpx.HTTPError:
            # without a cause: a failed request would carry what was sent
            raise SigningUnavailable(_DOWN) from None

    @property
    def _old(self) -> bool:
        return self.service.version == 1

    def _must_be_complete(self) -> None:
        if not _NIK.fullmatch(self.nik):
            message = "NIK terdiri atas 16 angka."
            raise SigningRefused(message, "nik")
        if not self.passphrase and (self._old or not self.totp):
            message = "Isi passphrase BSrE." if self._old else "Isi passphrase atau kode TOTP."
            raise SigningRefused(message, "passphrase")

    def _must_be_active(self, client: httpx.Client) -> None:
        """Ask for the signatory's standing; one the table does not know is left to signing.

        Version 1 takes the NIK in the address, where it would be logged, so it is not asked
        there: its signing says the same.
        """
        body = self._json(client.post("/api/v2/user/check/status", json={"nik": self.nik}))
        reason = _meanings()["status"].get(str(body.get("status", "")).upper(), "")
        if reason:
            raise SigningRefused(reason, "nik")

    def _sign_1(self, client: httpx.Client, task: Task) -> bytes:
        fields = {"nik": self.nik, "passphrase": self.passphrase, "tampilan": "invisible"}
        parts = {"file": ("naskah.pdf", task.pdf, "application/pdf")}
        if task.anchor is not None:
            fields |= {
                "tampilan": "visible",
                "image": "true",
                "linkQR": task.words.url,
                "tag_koordinat": f"#ttd{task.anchor.number}#",
                **{side: str(_picture_side(task)) for side in ("width", "height")},
            }
            parts["imageTTD"] = ("ttd.png", qr_png(task.words.url), "image/png")
        answer = client.post("/api/sign/pdf", data=fields, files=parts)
        self._must_be_fine(answer)
        if answer.content.startswith(b"%PDF-"):
            return answer.content
        identifier = answer.headers.get("id_dokumen", "")
        if not identifier:
            raise SigningUnavailable(_DOWN)
        again = client.get(f"/api/sign/download/{quote(identifier, safe='')}")
        self._must_be_fine(again)
        return again.content

    def _sign_2(self, client: httpx.Client, task: Task) -> bytes:
        look: dict[str, Any] = {"tampilan": "INVISIBLE"}
        if task.anchor is not None:
            look = {
                "tampilan": "VISIBLE",
                "imageBase64": _text(qr_png(task.words.url)),
                "tag": f"#ttd{task.anchor.number}#",
                "width": _picture_side(task),
                "height": _picture_side(task),
            }
        look |= {"location": task.place, "reason": task.reason}
        secret = {"passphrase": self.passphrase} if self.passphrase else {"totp": self.totp}
        body = {
            "nik": self.nik,
            **secret,
            "signatureProperties": [look],
            "file": [_text(task.pdf)],
        }
        signed = self._json(client.post("/api/v2/sign/pdf", json=body)).get("file")
        try:
            return base64.b64decode(signed[0], validate=True)  # type: ignore[index]
        except (TypeError, ValueError, LookupError):
            raise SigningUnavailable(_DOWN) from None

    def _json(self, answer: httpx.Response) -> Mapping[str, Any]:
        self._must_be_fine(answer)
        try:
            body = answer.json()
        except ValueError:
            raise SigningUnavailable(_DOWN) from None
        if not isinstance(body, dict):
            raise SigningUnavailable(_DOWN)
        return body

    def _must_be_fine(self, answer: httpx.Response) -> None:
        if answer.status_code == _UNAUTHORIZED:
            message = (
                "Layanan BSrE menolak akun sistem ini; hubungi pengelola (KAWASAN_ESIGN_USER)."
            )
            raise SigningUnavailable(message)
        if len(answer.content) > _LARGEST_ANSWER:
            raise SigningUnavailable(_DOWN)
        if answer.is_success:
            return
        words = self._masked(self._words(answer))
        for known in _meanings()["kesalahan"]:
            if re.search(known["pola"], words, re.IGNORECASE):
                raise SigningRefused(known["pesan"], known["isian"])
        if answer.status_code >= _SERVER_FAULT or not words:
            raise SigningUnavailable(_DOWN)
        message = f"Layanan BSrE menolak: {words}. Naskah belum ditandatangani."
        raise SigningRefused(message)

    def _words(self, answer: httpx.Response) -> str:
        """What the service says about an error, on one line."""
        try:
            body = answer.json()
        except ValueError:
            return ""
        said = body.get("error") or body.get("message") or "" if isinstance(body, dict) else ""
        text = "".join(c for c in str(said) if not unicodedata.category(c).startswith("C"))
        return " ".join(text.split()).rstrip(".")

    def _masked(self, text: str) -> str:
        """The text without what was entrusted to the service."""
        for secret in (self.passphrase, self.totp, self.nik, self.service.secret):
            if len(secret) >= _SHORTEST_SECRET:
                text = text.replace(secret, "…")
        return text[:_LONGEST_WORDS]


def _picture_side(task: Task) -> int:
    if task.anchor is None:
        return _PICTURE_POINTS
    return int(min(_PICTURE_POINTS, task.anchor.width, task.anchor.height))


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


@cache
def _meanings() -> Mapping[str, Any]:
    source = files("documents.signing").joinpath("esign.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
