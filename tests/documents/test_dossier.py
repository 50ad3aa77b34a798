"""The inspector's file: all duties, the same bytes each time, and checked without the system."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from api.cli import build
from documents.dossier import dossier_zip
from engine.errors import NotFound
from engine.offline import verify_dossier
from engine.services import roots
from engine.services.context import Context
from tests.support.world import (
    OFFICER,
    act,
    actor,
    kawasan_at,
    make_context,
    tkpkp_at,
)

Change = Callable[[dict[str, Any]], object]
ALIEN = {"kind": "notula", "sha256": "ab" * 32, "name": "asing.pdf"}


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return make_context(tmp_path_factory.mktemp("dossier"))


@pytest.fixture(scope="module")
def case_id(ctx: Context) -> str:
    """A kawasan with its villages decided, under a root."""
    case = kawasan_at(ctx, "musyawarah-antar-desa")
    roots.write_root(ctx)
    return case


@pytest.fixture(scope="module")
def packed(ctx: Context, case_id: str) -> bytes:
    return dossier_zip(ctx, OFFICER, case_id)


@pytest.fixture
def told(packed: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        body: dict[str, Any] = json.loads(archive.read("dossier.json"))
    return body


def rewritten(
    packed: bytes,
    path: Path,
    change: Change | None = None,
    *,
    replace: dict[str, bytes] | None = None,
    drop: str = "",
) -> Path:
    """The dossier with its JSON changed, a file replaced or added, or one dropped."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        content = {name: archive.read(name) for name in archive.namelist() if name != drop}
    if change is not None:
        body = json.loads(content["dossier.json"])
        change(body)
        content["dossier.json"] = json.dumps(body).encode()
    content |= replace or {}
    out = path / "out.zip"
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out


def test_the_same_state_gives_the_same_bytes(ctx: Context, case_id: str, packed: bytes) -> None:
    tkpkp_at(ctx, "rancangan-sk-tkpkp", "63.02")  # another case does not touch this one
    assert dossier_zip(ctx, OFFICER, case_id) == packed


def test_every_duty_carries_article_act_power_dates_and_evidence(told: dict[str, Any]) -> None:
    duties = told["duties"]
    assert all(d["basis"] and all(c["certainty"] for c in d["basis"]) for d in duties)
    done = [d for d in duties if d["state"] == "done"]
    assert len(done) == told["summary"]["done"] > 4
    for duty in done:
        assert duty["responsible"]["name"]
        assert duty["done_on"]
        assert [a["type"] for a in duty["acts"]][-1] in {"step_approved", "step_completed"}
        assert all(a["role_name"] and a["recorded_at"] and a["person"] for a in duty["acts"])
    held = [e for d in done for e in d["evidence"]]
    assert held
    assert {e["sha256"] for e in held} <= {f["sha256"] for f in told["files"]}


def test_lateness_is_against_the_law_or_the_offices_own_target(
    ctx: Context, case_id: str, told: dict[str, Any]
) -> None:
    later = dossier_zip(ctx, OFFICER, case_id, as_of=date(2027, 1, 4))
    with zipfile.ZipFile(BytesIO(later)) as archive:
        aged = json.loads(archive.read("dossier.json"))
    clocks = [c for d in aged["duties"] for c in d["clocks"] if c["met_on"] is None]
    assert clocks
    for clock in clocks:
        due = date.fromisoformat(clock["due"])
        assert clock["late"] == max(0, (date(2027, 1, 4) - due).days)
    assert aged["summary"]["late_by_target"] >= told["summary"]["late_by_target"]
    assert aged["time"]["elapsed"] - told["time"]["elapsed"] == 308


def test_the_document_is_archival_tagged_and_names_what_seals_it(
    packed: bytes, told: dict[str, Any]
) -> None:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        reader = PdfReader(BytesIO(archive.read("dossier.pdf")))
    catalog: Any = reader.trailer["/Root"]
    assert b"pdfaid" in catalog["/Metadata"].get_data()
    assert catalog["/Lang"] == "id-ID"
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Berkas Pemeriksaan Perkara" in text
    assert told["root"]["short"] in text
    assert all(d["name"].split()[0] in text for d in told["duties"])


def test_an_untouched_dossier_holds_with_nothing_but_python(
    packed: bytes, tmp_path: Path, ctx: Context
) -> None:
    out = tmp_path / "out.zip"
    out.write_bytes(packed)
    with zipfile.ZipFile(out) as archive:
        archive.extract("verify_dossier.py", tmp_path)
    program = [sys.executable, "-I", "-S", str(tmp_path / "verify_dossier.py"), str(out)]
    first = next(roots.roots(ctx))
    for root in ([], ["--akar", first.short], ["--akar", str(roots.paths(ctx)[0])]):
        done = subprocess.run([*program, *root], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "COCOK."), done
    wrong = subprocess.run([*program, "--akar", "0" * 64], capture_output=True, check=False)
    assert wrong.returncode == 1
    assert subprocess.run(program[:-1], capture_output=True, check=False).returncode == 2


def event(body: dict[str, Any], seq: int) -> dict[str, Any]:
    found: dict[str, Any] = body["chain"]["events"][seq - 1]
    return found


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda b: event(b, 2)["event"].update(occurred_on="2020-01-01"), "kejadian 2: isi"),
        (lambda b: event(b, 2).update(recorded_at="2020-01-01"), "kejadian 2: isi tidak"),
        (lambda b: b["chain"]["events"].pop(2), "nomor 3 hilang"),
        (lambda b: b["chain"]["events"].pop(), "rantai: tercatat"),
        (lambda b: b["chain"]["events"].reverse(), "tidak berurutan"),
        (lambda b: event(b, 3).update(event={}), "kejadian 3: isi"),
        (lambda b: b["chain"].update(head="0" * 64), "bukan kejadian terakhir"),
        (lambda b: b["case"].update(id="KP-63.01-2025-999"), "kejadian 1: isi"),
        (lambda b: b["duties"][0]["acts"][0].update(person="orang lain"), "langkah inisiasi"),
        (lambda b: b["duties"][0]["acts"][0].update(occurred_on="2020-01-01"), "tersegel"),
        (lambda b: b["duties"][1]["evidence"].append(ALIEN), "tidak ada dalam kejadian"),
        (lambda b: b["root"].update(count=99), "akar 2026-03-02: isi"),
        (lambda b: b["root"].update(root="0" * 64), "tidak berada di bawah akar"),
        (lambda b: b["root"].update(seq=2), "kejadian 2 tidak berada di bawah"),
        (lambda b: b["files"].pop(), "tidak terdaftar"),
        (lambda b: b.update(format="lain"), "bukan berkas pemeriksaan"),
        (lambda b: b.pop("chain"), "tidak dapat dibaca"),
    ],
)
def test_whatever_is_changed_in_the_account_is_found(
    packed: bytes, tmp_path: Path, change: Change, problem: str
) -> None:
    found = verify_dossier.check(str(rewritten(packed, tmp_path, change)))
    assert any(problem in each for each in found), found


def test_whatever_is_done_to_a_file_is_found(
    packed: bytes, told: dict[str, Any], tmp_path: Path
) -> None:
    path = told["files"][0]["path"]
    for replace, drop, problem in (
        ({path: b"lain"}, "", f"{path}: isi tidak sesuai"),
        ({"dossier.pdf": b"%PDF"}, "", "dossier.pdf: isi tidak sesuai"),
        ({}, path, f"{path}: tidak ada"),
        ({"files/tambahan.pdf": b"x"}, "", "files/tambahan.pdf: tidak termasuk"),
    ):
        changed = rewritten(packed, tmp_path, replace=replace, drop=drop)
        assert verify_dossier.check(str(changed)) == [
            each for each in verify_dossier.check(str(changed)) if each.startswith(problem)
        ]
        assert verify_dossier.main([str(changed)]) == 1


def test_what_is_no_zip_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "out.zip"
    path.write_bytes(b"bukan zip")
    assert verify_dossier.main([str(path)]) == 1
    assert verify_dossier.main([str(tmp_path / "tidak-ada.zip")]) == 1


def test_what_is_newer_than_the_root_is_said_and_refused_under_a_given_root(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ctx = make_context(tmp_path)
    case_id = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    out = tmp_path / "out.zip"
    out.write_bytes(dossier_zip(ctx, OFFICER, case_id))
    assert verify_dossier.main([str(out)]) == 0
    assert "belum tercakup akar" in capsys.readouterr().out
    root = roots.write_root(ctx)
    act(ctx, OFFICER, case_id, "comment", on=date(2026, 3, 2), reason="sesudah akar")
    out.write_bytes(dossier_zip(ctx, OFFICER, case_id))
    assert verify_dossier.main([str(out)]) == 0
    assert verify_dossier.check(str(out), root.hash) == [
        "kejadian 6: lebih baru daripada akar 2026-03-02"
    ]


def test_a_lost_file_is_handed_over_as_lost(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    case_id = tkpkp_at(ctx, "rancangan-sk-tkpkp")
    stored = next(p for p in ctx.settings.files.rglob("*") if p.is_file())
    stored.unlink()
    out = tmp_path / "out.zip"
    out.write_bytes(dossier_zip(ctx, OFFICER, case_id))
    assert [p for p in verify_dossier.check(str(out)) if stored.name in p] == [
        f"files/{stored.name}.pdf: tidak ada"
    ]


def test_nobody_takes_the_dossier_of_another_area(ctx: Context, case_id: str) -> None:
    with pytest.raises(NotFound):
        dossier_zip(ctx, actor("pembaca", "32"), case_id)


def test_the_command_writes_the_same_file(
    ctx: Context, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))
    out = tmp_path / "baru" / "out.zip"
    arguments = ["case", "dossier", case_id, str(out), "--as-of", "2026-03-02", "--json"]
    done = CliRunner().invoke(build("case"), arguments)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["size"] == out.stat().st_size
    assert verify_dossier.check(str(out)) == []
    missing = CliRunner().invoke(build("case"), ["case", "dossier", "TIDAK-ADA", str(out)])
    assert missing.exit_code == 2
