"""`kawasan layout`, `kawasan emblem` and `kawasan region`: what they do, and whom they refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import build
from documents.layout import load_layout
from engine.domain.command import Grant
from engine.services import access
from tests.api.client import PASSWORD
from tests.support.data import VILLAGES
from tests.support.world import make_context

Kawasan = Callable[..., Result]
RIGHT = "surat.posisi_yth = 'kanan'"
SHIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12">'
    '<path d="M1 1h8v6q0 3-4 4q-4-1-4-4z"/></svg>'
)


@pytest.fixture
def kawasan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kawasan:
    ctx = make_context(tmp_path)
    access.create_account(ctx, "tu", "Tata usaha", PASSWORD, [Grant("admin", "63.01")])
    access.create_account(ctx, "pmd.satu", "Petugas", PASSWORD, [Grant("pmd-provinsi", "63")])
    ctx.database.close()
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(build(arguments[0]), list(arguments))

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str) -> str:
        path = tmp_path / "berkas"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


Write = Callable[[str], str]


def said(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_layout_is_checked_set_and_shown_with_its_certainty(
    kawasan: Kawasan, write: Write
) -> None:
    file = write(RIGHT)
    seal = load_layout(RIGHT).sidik
    assert said(kawasan("layout", "check", "63.01", file, "--json"))["version"] == seal
    assert "kiri" in kawasan("layout", "show", "63.01").stdout
    done = said(kawasan("layout", "set", "63.01", file, "--as", "tu", "--json"))
    assert done == {"area": "63.01", "number": 1, "version": seal}
    shown = said(kawasan("layout", "show", "63.01", "--json"))
    rows = {row["setting"]: row for row in shown["items"]}
    assert rows["surat.posisi_yth"]["value"] == "kanan"
    assert rows["surat.posisi_yth"]["own"] is True
    assert rows["profil.produk_hukum.huruf"]["certainty"] == "verified"
    assert "terverifikasi" in kawasan("layout", "show", "63.01").stdout


def test_an_emblem_is_set_and_listed(kawasan: Kawasan, write: Write) -> None:
    given = ("emblem", "set", "63.01", write(SHIELD), "--as", "tu")
    digest = said(kawasan(*given, "--kind", "daerah", "--json"))["sha256"]
    assert "terpasang, versi 1" in kawasan(*given, "--kind", "daerah").stdout
    (held,) = said(kawasan("emblem", "list", "63.01", "--json"))["items"]
    assert (held["kind"], held["sha256"], held["by"]) == ("lambang-daerah", digest, "tu")
    assert "lambang-daerah" in kawasan("emblem", "list", "63.01").stdout


def test_boundaries_are_imported_and_counted(kawasan: Kawasan, write: Write) -> None:
    ring = [[114.6, -3.9], [114.62, -3.9], [114.62, -3.88], [114.6, -3.9]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [
        {"properties": {"kode": code}, "geometry": shape} for code in (VILLAGES[0], "tak dikenal")
    ]
    given = ("region", "import-boundaries", write(json.dumps({"features": features})))
    done = said(kawasan(*given, "--source", "batas uji", "--json"))
    assert done == {"villages": 1, "changed": 1, "unknown": 1, "contacts": 0}
    again = kawasan(*given, "--source", "batas uji")
    assert "1 batas desa, 0 baru atau berubah" in again.stdout
    assert "1 fitur dilewati" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "text", "code", "reason"),
    [
        (("layout", "set", "63.01", "BERKAS", "--as", "pmd.satu"), RIGHT, 1, "pengelola akun"),
        (("layout", "set", "63.02", "BERKAS", "--as", "tu"), RIGHT, 1, "pengelola akun"),
        (("layout", "set", "63.01", "BERKAS", "--as", "tu"), "x = 1", 2, "x: tidak dikenal"),
        (("layout", "check", "63.99", "BERKAS"), RIGHT, 2, "Wilayah"),
        (("layout", "show", "63.99"), "", 2, "Wilayah"),
        (
            ("emblem", "set", "63.01", "BERKAS", "--kind", "daerah", "--as", "pmd.satu"),
            SHIELD,
            1,
            "pengelola akun",
        ),
        (
            ("emblem", "set", VILLAGES[0], "BERKAS", "--kind", "negara", "--as", "tu"),
            SHIELD,
            2,
            "kop kepala daerah",
        ),
        (
            ("emblem", "set", "63.01", "BERKAS", "--kind", "daerah", "--as", "tu"),
            "<svg/>",
            2,
            "tidak diterima",
        ),
        (("region", "import-boundaries", "BERKAS", "--source", "x"), "{}", 2, "tidak diterima"),
        (("region", "import-boundaries", "BERKAS"), "{}", 2, "--source"),
    ],
)
def test_what_is_refused_says_why_in_one_sentence(
    kawasan: Kawasan, write: Write, arguments: tuple[str, ...], text: str, code: int, reason: str
) -> None:
    file = write(text)
    result = kawasan(*(file if part == "BERKAS" else part for part in arguments))
    assert result.exit_code == code
    assert reason in result.stderr
    assert "Traceback" not in result.output
