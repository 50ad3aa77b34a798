"""What a client of the API does, in few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from tests.support.data import REGENCY
from tests.support.world import pdf, step_data

V1 = "/api/v1"
PASSWORD = "sandi peraga yang panjang"
AUDIENCE = "audiensi-sekda"
HELD_ON = "2025-07-29"


@dataclass(frozen=True)
class Api:
    """Requests under one key."""

    http: TestClient
    key: str

    def headers(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", **(extra or {})}

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Response:
        answer: Response = self.http.get(V1 + path, params=query, headers=self.headers(headers))
        return answer

    def post(self, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Response:
        answer: Response = self.http.post(V1 + path, json=body, headers=self.headers(headers))
        return answer

    def upload(self, content: bytes, name: str = "bukti.pdf") -> Response:
        files = {"file": (name, content)}
        answer: Response = self.http.post(f"{V1}/files", files=files, headers=self.headers())
        return answer

    def open(self, key: str = "", **changes: Any) -> Response:
        """Open the team case of a kabupaten."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.post("/cases", {**TEAM_CASE, **changes}, headers)

    def act(
        self, case: str, body: Mapping[str, Any], match: str | None = None, key: str = ""
    ) -> Response:
        """Act on a case as of its present version, or of the one named by `match`."""
        seen = match if match is not None else self.get(f"/cases/{case}").headers["ETag"]
        headers = {"If-Match": seen} | ({"Idempotency-Key": key} if key else {})
        return self.post(f"/cases/{case}/actions", body, headers)

    def audience(self, **changes: Any) -> dict[str, Any]:
        """A complete submission of the first step, its evidence uploaded."""
        kinds = ("notula", "daftar-hadir")
        hashes = [self.upload(pdf(kind)).json()["sha256"] for kind in kinds]
        return {
            "action": "submit",
            "step": AUDIENCE,
            "occurred_on": HELD_ON,
            "data": step_data(AUDIENCE),
            "evidence": [{"kind": k, "sha256": h} for k, h in zip(kinds, hashes, strict=True)],
            **changes,
        }


TEAM_CASE = {
    "procedure": "tkpkp-kabupaten",
    "regency": REGENCY,
    "title": "TKPKP Kabupaten Tanah Laut",
    "occurred_on": "2025-07-25",
}
