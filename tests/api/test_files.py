"""Evidence: told by its content, limited in size, found again only through its case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.services.context import Context
from tests.api.client import AUDIENCE, HELD_ON, V1, Api
from tests.support.world import open_tkpkp, pdf


def test_a_file_is_named_by_its_content(officer: Api) -> None:
    first = officer.upload(pdf("satu"), "notula.pdf")
    again = officer.upload(pdf("satu"), "lain.pdf")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["sha256"] == again.json()["sha256"]
    assert first.json()["media_type"] == "application/pdf"
    assert first.json()["size"] == len(pdf("satu"))
    assert first.json()["name"] == "notula.pdf"


@pytest.mark.parametrize(
    "content", [b"", b"bukan PDF", b"<script>alert(1)</script>", b"%PDF-1.4 tanpa akhir", b"MZ"]
)
def test_a_pdf_that_is_none_is_refused_whatever_its_name(officer: Api, content: bytes) -> None:
    answer = officer.upload(content, "surat.pdf")
    assert answer.status_code == 415
    assert answer.json()["type"].endswith(":berkas-tidak-diterima")
    assert "surat.pdf" in answer.json()["detail"]


def test_a_file_over_the_limit_is_refused(officer: Api) -> None:
    large = pdf("x" * 1024 * 1024)
    answer = officer.upload(large, "besar.pdf")
    assert answer.status_code == 413
    assert "1 MB" in answer.json()["detail"]


def test_a_body_far_over_the_limit_is_refused_before_it_is_read(officer: Api) -> None:
    headers = officer.headers(
        {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": "99999999"}
    )
    answer = officer.http.post(f"{V1}/files", content=b"--b", headers=headers)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_body_that_does_not_say_its_length_is_counted(officer: Api) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        for _ in range(64):
            yield b"x" * 65536

    headers = officer.headers({"Content-Type": "multipart/form-data; boundary=b"})
    answer = officer.http.post(f"{V1}/files", content=endless(), headers=headers)
    assert answer.status_code == 413
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_json_body_is_limited_too(officer: Api) -> None:
    answer = officer.open(title="x" * 2_000_000)
    assert answer.status_code == 413


def test_a_form_without_a_file_names_the_field(officer: Api) -> None:
    answer = officer.http.post(f"{V1}/files", data={"file": "teks"}, headers=officer.headers())
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"


def test_evidence_is_found_only_through_its_case(ctx: Context, officer: Api, reader: Api) -> None:
    here, there = open_tkpkp(ctx, "63.01"), open_tkpkp(ctx, "63.04")
    digest = officer.upload(pdf("notula"), 'notula "<rapat>".pdf').json()["sha256"]
    assert reader.get(f"/cases/{here}/evidence/{digest}").status_code == 404
    body = {
        "action": "start",
        "step": AUDIENCE,
        "occurred_on": HELD_ON,
        "evidence": [{"kind": "notula", "sha256": digest}],
    }
    assert officer.act(here, body).status_code == 200
    answer = reader.get(f"/cases/{here}/evidence/{digest}")
    assert answer.status_code == 200
    assert answer.content == pdf("notula")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''notula")
    assert "<" not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert reader.get(f"/cases/{there}/evidence/{digest}").status_code == 404
    again = {"If-None-Match": answer.headers["ETag"]}
    assert reader.get(f"/cases/{here}/evidence/{digest}", again).status_code == 304
    step = reader.get(f"/cases/{here}").json()["steps"][0]
    assert step["evidence"][0]["sha256"] == digest


def test_a_lost_paper_is_recorded_as_lost(ctx: Context, officer: Api) -> None:
    case = open_tkpkp(ctx, "63.05")
    body = {
        "action": "record",
        "step": AUDIENCE,
        "occurred_on": "2025-07-26",
        "reason": "Berkas hilang saat pindah kantor.",
        "evidence": [{"kind": "notula", "sha256": None, "name": "notula hilang"}],
    }
    answer = officer.act(case, body)
    assert answer.status_code == 200, answer.text
    step = answer.json()["steps"][0]
    assert (step["historical"], step["evidence_missing"]) == (True, True)
    assert step["evidence"][0]["missing"] is True
