"""Somebody at a browser: logs in, opens pages, fills in forms and presses buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from tests.web.html import Form, Page

PASSWORD = "sandi peraga yang panjang"
Files = list[tuple[str, tuple[str, bytes, str]]]


class Visitor:
    """One person's browser, with cookies; redirects are followed as browsers do."""

    def __init__(self, app: FastAPI, username: str = "") -> None:
        self.http = TestClient(app)
        self.answer = Response(200)
        if username:
            self.log_in(username)

    def log_in(self, username: str) -> None:
        fields = {"nama_pengguna": username, "kata_sandi": PASSWORD}
        self.answer = self.http.post("/masuk", data=fields)
        assert self.answer.status_code == 200, _brief(self.answer)

    def open(self, path: str, status: int = 200) -> Page:
        self.answer = self.http.get(path)
        assert self.answer.status_code == status, _brief(self.answer)
        return Page(self.answer.text)

    def press(
        self,
        button: str,
        fill: Mapping[str, Any] | None = None,
        *,
        attach: Files | None = None,
        status: int = 200,
        name: str = "tindakan",
    ) -> Page:
        """Fill in the form that has the button on the present page, and press it."""
        form = Page(self.answer.text).form(button)
        return self.send(form, {**(fill or {}), name: button}, attach=attach, status=status)

    def send(
        self,
        form: Form,
        fill: Mapping[str, Any] | None = None,
        *,
        attach: Files | None = None,
        status: int = 200,
        method: str = "post",
    ) -> Page:
        """Send a form of the present page as a browser would, with some fields filled in."""
        fields: dict[str, Any] = {**form.fields(), **(fill or {})}
        target = str(self.answer.url.join(form.attributes.get("action") or self.answer.url))
        if method == "get":
            self.answer = self.http.get(target, params=fields)
            assert self.answer.status_code == status, _brief(self.answer)
            return Page(self.answer.text)
        multipart = form.attributes.get("enctype") == "multipart/form-data"
        empty: Files = [("_", ("", b"", "application/octet-stream"))]
        files = (attach or empty) if multipart else None
        self.answer = self.http.post(target, data=fields, files=files)
        assert self.answer.status_code == status, _brief(self.answer)
        return Page(self.answer.text)


def pdf_file(kind: str, content: bytes, name: str = "") -> tuple[str, tuple[str, bytes, str]]:
    """A file for the input of an evidence kind."""
    return f"berkas.{kind}", (name or f"{kind}.pdf", content, "application/pdf")


def _brief(answer: Response) -> str:
    """What a failed expectation shows: where, and what the page says."""
    return f"{answer.request.method} {answer.url}: {' '.join(Page(answer.text).text.split())}"
