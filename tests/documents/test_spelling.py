"""No template and no document contains a spelling official Indonesian forbids."""

import html as html_text
import re
from importlib.resources import files
from pathlib import Path

import pytest

from documents.catalogue import CATALOGUE
from documents.html import render_html
from documents.locale import lint
from tests.documents.samples import SAMPLES

TEMPLATES = sorted(Path(str(files("documents"))).joinpath("templates").rglob("*.j2"))
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>|<[^>]*>", re.DOTALL)


def words(source: str) -> str:
    return html_text.unescape(CODE.sub(" ", source))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_template_is_spelled_well(path: Path) -> None:
    assert lint(words(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_document_is_spelled_well(name: str) -> None:
    html = render_html(SAMPLES[name], state="final", demonstration=True, verification=None)
    assert lint(words(html)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "hari Jum'at",
        "bulan Pebruari",
        "bulan Nopember",
        "Perihal : undangan",
        "a/n Bupati",
        "u/p Sekretaris",
        "09.00 s/d 11.00",
        "jam 09.00",
        "jam 09:00",
        "pukul 09:00 WITA",
        "pukul 09.00",
        "Rp. 5.000",
        "Rp 5.000",
        "5.000,-",
        "kawasan pedesaan",
        "kerja sama antar desa",
        "kerja sama antar-Desa",
        "Kepada Yth. Bupati",
        "di Tempat",
        "kerjasama",
        "Drs Ahmad",
        "Ahmad, Msi",
        "NIP. 1",
        "NIP 19800101 200501 1 001",
        "05 Juli 2025",
        "Plt Kepala Dinas",
        "Perihal undangan",
        "Yth Bupati",
        "Jum’at",
        "satu ribu rupiah",
        "Gubernur sebagai laporan",
        "Ahmad, S.H",
        "12 km2",
    ],
)
def test_a_wrong_spelling_is_found(wrong: str) -> None:
    assert len(lint(wrong)) >= 1


@pytest.mark.parametrize(
    "right",
    [
        "Jumat, 25 Juli 2025, pukul 09.00 WITA",
        "pukul 09.00 s.d. 11.30 WITA",
        "a.n. Bupati, u.b. Asisten",
        "Rp500.000.000,00 (lima ratus juta rupiah)",
        "kawasan perdesaan, kerja sama antardesa",
        "Musyawarah Antar Desa",
        "Badan Kerja Sama Antar Desa",
        "surat berjudul “Kerjasama Pedesaan”",
        'spanduk bertulisan "Rp. 5.000,-"',
        "15 Juli 2025, NIP 198001012005011001",
        "Plt. Kepala Dinas, S.H., dalam perihal ini",
        "Drs. H. Ahmad, M.Si.",
        "12,45 km²",
    ],
)
def test_a_right_spelling_passes(right: str) -> None:
    assert lint(right) == []
