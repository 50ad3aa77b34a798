"""A draft names by the API each fact it lacks, and the step that yields it."""

from __future__ import annotations

from engine.services.context import Context
from tests.api.client import AUDIENCE, Api
from tests.support.world import open_tkpkp


def test_a_draft_says_what_it_lacks_and_which_step_yields_it(ctx: Context, officer: Api) -> None:
    case = open_tkpkp(ctx, "63.03")
    asked = {"kind": "surat-permohonan-audiensi", "step": AUDIENCE}
    told = officer.post(f"/cases/{case}/documents", asked)
    assert told.status_code == 201
    blanks = told.json()["blanks"]
    assert {b["label"] for b in blanks} == {"Tanggal rencana audiensi", "Waktu mulai"}
    assert {(b["step"], b["step_name"]) for b in blanks} == {
        (AUDIENCE, "Audiensi dan komitmen Sekda")
    }


def test_what_bears_no_number_is_drafted_on_request_and_never_signed_here(
    ctx: Context, officer: Api
) -> None:
    case = open_tkpkp(ctx, "63.04")
    sheet = officer.post(f"/cases/{case}/documents", {"kind": "daftar-hadir", "step": AUDIENCE})
    assert sheet.status_code == 201
    act = {"action": "sign", "dated": "2025-07-29"}
    refused = officer.post(f"/documents/{sheet.json()['id']}/actions", act)
    assert refused.status_code == 409
    assert "Cetak, tandatangani, lalu unggah" in refused.text


def test_an_assignment_is_asked_for_in_any_step_but_other_kinds_are_not(
    ctx: Context, officer: Api
) -> None:
    case = open_tkpkp(ctx, "63.05")
    asked = {"kind": "surat-tugas", "step": AUDIENCE}
    assert officer.post(f"/cases/{case}/documents", asked).status_code == 201
    other = {"kind": "laporan-berkala", "step": AUDIENCE}
    assert officer.post(f"/cases/{case}/documents", other).status_code == 422
