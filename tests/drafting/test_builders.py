"""Every kind of document has a builder, and every builder writes from what is on record."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import replace

import pytest

from documents.catalogue import CATALOGUE
from documents.drafting import BUILDERS, Drafted, Source, draft
from documents.drafting.record import Record
from documents.drafting.rules import citing, kinds
from documents.html import render_html
from documents.locale import lint
from engine.definitions.catalog import shipped
from engine.reference import offices
from engine.services.context import Context
from engine.services.views import get_case
from tests.drafting.paper import source
from tests.support import data
from tests.support.data import VILLAGES
from tests.support.rpkp import later
from tests.support.world import OFFICER, finish, kawasan_at, make_context

DISSENTING = VILLAGES[-1]
TAG = re.compile(r"<[^>]*>")
TEAM = "TKPKP-63.01-2025-001"
DRIVEN = ("tkpkp-kabupaten", "kawasan-perdesaan")
"""The enterprise's own papers are tried beside their procedure."""

PLACES = (
    ("surat-permohonan-audiensi", "audiensi-sekda", ""),
    ("nota-dinas", "audiensi-sekda", ""),
    ("surat-permintaan-dukungan", "audiensi-sekda", ""),
    ("lembar-disposisi", "audiensi-sekda", ""),
    ("daftar-hadir", "audiensi-sekda", ""),
    ("notula", "audiensi-sekda", ""),
    ("undangan-rapat-koordinasi", "susunan-tim", ""),
    ("daftar-hadir", "susunan-tim", ""),
    ("notula", "susunan-tim", ""),
    ("laporan-hasil-rapat", "susunan-tim", ""),
    ("nota-dinas-paraf", "rancangan-sk-tkpkp", ""),
    ("keputusan-tkpkp", "rancangan-sk-tkpkp", ""),
    ("keputusan-tkpkp", "penetapan-tkpkp", ""),
    ("surat-tugas", "rencana-kerja-tkpkp", ""),
    ("keputusan-tim-kerja", "rencana-kerja-tkpkp", ""),
    ("telaahan-staf", "inisiasi", ""),
    ("surat-permintaan-inventarisasi", "inventarisasi", VILLAGES[0]),
    ("surat-tugas", "inventarisasi", VILLAGES[0]),
    ("surat-pengantar", "inventarisasi", VILLAGES[0]),
    ("undangan-musyawarah-desa", "musyawarah-desa", VILLAGES[0]),
    ("daftar-hadir", "musyawarah-desa", VILLAGES[0]),
    ("notula", "musyawarah-desa", VILLAGES[0]),
    ("berita-acara-musyawarah-desa", "musyawarah-desa", VILLAGES[0]),
    ("berita-acara-musyawarah-desa", "musyawarah-desa", DISSENTING),
    ("undangan-musyawarah-antar-desa", "musyawarah-antar-desa", ""),
    ("berita-acara-musyawarah-antar-desa", "musyawarah-antar-desa", ""),
    ("daftar-hadir", "musyawarah-antar-desa", ""),
    ("notula", "musyawarah-antar-desa", ""),
    ("peraturan-bersama-kepala-desa", "kerja-sama-desa", ""),
    ("surat-usulan-kawasan", "pengusulan", ""),
    ("lembar-disposisi", "verifikasi-administrasi", ""),
    ("berita-acara-kajian", "kajian", ""),
    ("laporan-kajian", "kajian", ""),
    ("daftar-hadir", "kajian", ""),
    ("nota-dinas-paraf", "rancangan-sk-penetapan", ""),
    ("keputusan-penetapan-kawasan", "rancangan-sk-penetapan", ""),
    ("keputusan-penetapan-kawasan", "penetapan", ""),
    ("keputusan-tkpkp-kawasan", "tkpkp-kawasan", ""),
    ("pengumuman-penetapan", "sosialisasi", ""),
    ("daftar-hadir", "sosialisasi", ""),
    ("surat-tugas", "penyiapan-rpkp", ""),
    ("keputusan-tim-kerja", "penyiapan-rpkp", ""),
    ("daftar-hadir", "penyusunan-rpkp", ""),
    ("notula", "penyusunan-rpkp", ""),
    ("daftar-hadir", "pembahasan-rpkp", ""),
    ("peraturan-bupati-rpkp", "penetapan-rpkp", ""),
    ("surat-usul-program", "usulan-prioritas", ""),
    ("laporan-berkala", "pelaporan", ""),
)


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return make_context(tmp_path_factory.mktemp("kawasan"))


@pytest.fixture(scope="module")
def formed(ctx: Context) -> str:
    """A kawasan from its initiative to its first report, one of whose villages said no."""
    case_id = kawasan_at(ctx, "", dissenting=(DISSENTING,))
    for done in later(VILLAGES[:-1]):
        finish(ctx, case_id, done)
    return case_id


def of(ctx: Context, formed: str, kind: str, step: str, village: str = "") -> Source:
    known = {s.id for s in get_case(ctx, OFFICER, formed).procedure.steps}
    return source(ctx, formed if step in known else TEAM, kind, step, village)


def page(drafted: Drafted) -> str:
    return render_html(drafted.letter, state="draft", demonstration=False, verification=None)


def test_every_kind_of_the_catalogue_has_a_builder_and_a_rule() -> None:
    assert set(BUILDERS) == set(CATALOGUE) == set(kinds().naskah)


def test_every_document_of_the_procedures_is_in_the_catalogue() -> None:
    named = {d for p in shipped().procedures for s in p.steps for d in s.documents}
    assert named
    assert named <= set(CATALOGUE)


def test_every_place_where_a_document_arises_is_tried_here() -> None:
    arises = {
        (kind, step.id)
        for name in DRIVEN
        for step in shipped().latest(name).steps
        for kind in step.documents
    }
    assert {(kind, step) for kind, step, _ in PLACES} == arises


def test_rules_name_only_steps_roles_and_sources_that_exist() -> None:
    catalog = shipped()
    producing = {
        (kind, step.id) for p in catalog.procedures for step in p.steps for kind in step.documents
    }
    steps = {step.id for p in catalog.procedures for step in p.steps}
    for kind, rule in kinds().naskah.items():
        assert rule.penerbit in offices.roles()
        assert set(rule.penerima) <= set(offices.roles())
        assert (rule.nomor == "dicatat") == bool(rule.langkah), (
            "a recorded kind says where it is final"
        )
        assert {(kind, step) for step in rule.langkah} <= producing
        assert {ref.langkah for ref in rule.rujukan} <= steps
    cited = citing()
    named = {*cited.tetap_dicetak, *cited.meragukan}
    named |= {i for ids in (*cited.tambahan.values(), *cited.tanpa.values()) for i in ids}
    assert named <= set(catalog.law.sources)
    assert set(cited.tambahan) <= set(CATALOGUE)
    assert {tuple(place.split(".")[::-1]) for place in cited.tanpa} <= producing
    for kind, rule in kinds().naskah.items():
        assert set(rule.pada) <= steps
        assert rule.setiap_langkah or {(kind, step) for step in rule.pada} <= producing
        assert {rule.atas_nama, rule.penerbit} <= {"", *offices.roles()}
        assert {there.penerbit for there in rule.pada.values()} <= {"", *offices.roles()}
        assert not rule.seperti or rule.seperti in CATALOGUE
        assert (rule.nomor == "tanpa") == (not CATALOGUE[kind].series)


@pytest.mark.parametrize(("kind", "step", "village"), PLACES)
def test_each_document_is_complete_when_its_step_is(
    ctx: Context, formed: str, kind: str, step: str, village: str
) -> None:
    drafted = draft(of(ctx, formed, kind, step, village))
    assert type(drafted.letter) is CATALOGUE[kind].model
    assert drafted.blanks == ()
    html = page(drafted)
    assert "tanah laut" in html.lower() or "takisung" in html.lower()
    assert lint(TAG.sub(" ", html)) == []
    assert "{" not in html.partition("<body")[2], "a word in braces was not filled in"


@pytest.mark.parametrize(("kind", "step", "village"), PLACES)
def test_a_builder_is_pure(ctx: Context, formed: str, kind: str, step: str, village: str) -> None:
    made_from = of(ctx, formed, kind, step, village)
    assert draft(made_from) == draft(replace(made_from))


def test_every_word_in_braces_is_known(ctx: Context, formed: str) -> None:
    made_from = of(ctx, formed, "berita-acara-kajian", "kajian")
    rule = kinds().naskah["berita-acara-kajian"]
    known = set(Record(made_from, rule, kinds().umum).words)
    local = {"isi", "judul", "unsur", "tahun_anggaran", "tanggal", "nomor", "nama_bkad"}
    local |= {"nilai", "mulai", "selesai", "hari", "tempat", "pimpinan", "jumlah", "undangan"}
    local |= {"tahun_buku", "pengirim", "oleh", "tujuan", "usulan", "aspek", "hasil", "uraian"}
    local |= {"kegiatan", "waktu", "penanggung_jawab", "kriteria", "penilaian", "skor", "sumber"}
    assert set(_words()) <= known | local


def _words() -> Iterator[str]:
    for rule in kinds().naskah.values():
        texts = [*rule.kata.values(), *rule.tembusan, *rule.periksa]
        texts += [t for listed in rule.daftar.values() for t in listed]
        texts += [ref.kata for ref in rule.rujukan]
        for text in texts:
            yield from (name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_a_village_that_said_no_has_minutes_that_say_so(ctx: Context, formed: str) -> None:
    minutes = page(
        draft(of(ctx, formed, "berita-acara-musyawarah-desa", "musyawarah-desa", DISSENTING))
    )
    assert "<strong>Tidak menyetujui</strong> keikutsertaan Desa Sumber Makmur" in minutes
    assert "Desa memilih kawasan lain." in minutes


def test_what_comes_after_names_only_the_villages_that_agreed(ctx: Context, formed: str) -> None:
    for kind, step in (
        ("berita-acara-musyawarah-antar-desa", "musyawarah-antar-desa"),
        ("peraturan-bersama-kepala-desa", "kerja-sama-desa"),
        ("surat-usulan-kawasan", "pengusulan"),
        ("keputusan-penetapan-kawasan", "penetapan"),
    ):
        html = page(draft(of(ctx, formed, kind, step))).lower()
        assert "tabanio" in html
        assert "sumber makmur" not in html


def test_the_designation_refers_to_what_it_rests_on(ctx: Context, formed: str) -> None:
    html = page(draft(of(ctx, formed, "keputusan-penetapan-kawasan", "penetapan")))
    assert "Berita Acara Musyawarah Antar Desa Nomor 400.10.2/004/CONTOH/2025" in html
    assert "tanggal 24 September 2025" in html
    assert "Nomor 400.10.3.4/006/CONTOH/2025 tanggal 12 November 2025" in html
    assert "60,00" in html, "the areas of the three villages, from hectares"


def test_the_team_is_listed_as_the_office_composed_it(ctx: Context, formed: str) -> None:
    html = page(draft(of(ctx, formed, "keputusan-tkpkp", "penetapan-tkpkp")))
    assert "Tahun Anggaran 2025" in html
    for member in data.ANGGOTA:
        assert member["jabatan"] in html


def test_initials_already_given_are_marked(ctx: Context, formed: str) -> None:
    note = draft(of(ctx, formed, "nota-dinas-paraf", "rancangan-sk-tkpkp"))
    assert page(note).count("paraf sudah diperoleh") == 4


def test_what_a_user_types_stays_text(ctx: Context, formed: str) -> None:
    made_from = of(ctx, formed, "berita-acara-musyawarah-antar-desa", "musyawarah-antar-desa")
    state = made_from.state
    cell = state.cell("musyawarah-antar-desa")
    hostile = "<script>x</script> {kabupaten} {0.__class__} {{7*7}}"
    changed = replace(cell, data={**cell.data, "butir_sepakat": hostile, "tujuan": hostile})
    cells = {**state.cells, ("musyawarah-antar-desa", ""): changed}
    html = page(draft(replace(made_from, state=replace(state, cells=cells))))
    assert "<script>" not in html
    assert "{kabupaten} {0.__class__} {{7*7}}" in html
