"""The papers of a joint enterprise, written from a case that went all the way."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from documents.catalogue import CATALOGUE
from documents.drafting import Drafted, Source, draft, recorded
from documents.drafting.printing import signatory_of
from documents.drafting.registry import NotFitting
from documents.drafting.rules import rule
from documents.drafting.source import MissingFact
from documents.html import render_html
from documents.locale import lint
from engine.domain.case import Mark
from engine.services.context import Context
from tests.drafting.paper import source
from tests.support.bumdesma import OFFERING, USAHA, bumdesma_at
from tests.support.data import VILLAGES
from tests.support.world import make_context

ANSWERING, DISSENTING = VILLAGES[1], VILLAGES[-1]
TAG = re.compile(r"<[^>]*>")
PLACES = (
    ("surat-penawaran-kerja-sama", "penawaran-kerja-sama", OFFERING),
    ("surat-jawaban-penawaran", "penawaran-kerja-sama", ANSWERING),
    ("peraturan-bersama-bkad", "pembentukan-bkad", ""),
    ("undangan-musyawarah-desa", "musdes-bumdesma", OFFERING),
    ("daftar-hadir", "musdes-bumdesma", OFFERING),
    ("notula", "musdes-bumdesma", OFFERING),
    ("berita-acara-musyawarah-desa", "musdes-bumdesma", OFFERING),
    ("keputusan-delegasi-desa", "musdes-bumdesma", OFFERING),
    ("surat-kuasa", "musdes-bumdesma", OFFERING),
    ("peraturan-desa-penyertaan-modal", "musdes-bumdesma", OFFERING),
    ("surat-kuasa", "kuasa-pemohon", ""),
    ("formulir-nama-bumdesma", "pengajuan-nama", ""),
    ("undangan-musyawarah-antar-desa", "mad-pendirian", ""),
    ("daftar-hadir", "mad-pendirian", ""),
    ("notula", "mad-pendirian", ""),
    ("berita-acara-musyawarah-antar-desa", "mad-pendirian", ""),
    ("peraturan-bersama-pendirian-bumdesma", "perbersama-pendirian", ""),
    ("daftar-hadir", "rapat-art", ""),
    ("notula", "rapat-art", ""),
    ("berita-acara-rapat-art", "rapat-art", ""),
    ("rencana-program-kerja-bumdesma", "program-kerja", ""),
    ("peraturan-bersama-art-bumdesma", "perbersama-art", ""),
    ("formulir-pendaftaran-bumdesma", "pendaftaran", ""),
    ("bukti-penyaluran-modal", "penyaluran-modal", OFFERING),
    ("undangan-musyawarah-antar-desa", "mad-tahunan", ""),
    ("daftar-hadir", "mad-tahunan", ""),
    ("notula", "mad-tahunan", ""),
    ("berita-acara-musyawarah-antar-desa", "mad-tahunan", ""),
    ("laporan-tahunan-bumdesma", "mad-tahunan", ""),
)
CORRECTIONS = ("catatan-perbaikan-bumdesma", "verifikasi-kementerian", "")


@pytest.fixture(scope="module")
def ctx(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return make_context(tmp_path_factory.mktemp("bumdesma"))


@pytest.fixture(scope="module")
def founded(ctx: Context) -> str:
    """An enterprise with its first yearly account; one of the villages said no."""
    return bumdesma_at(ctx, "", dissenting=(DISSENTING,))


def with_data(made_from: Source, **values: object) -> Source:
    """The source as if its step had recorded these values besides, or without the Nones."""
    key = (made_from.step.id, made_from.village)
    cell = made_from.state.cells[key]
    data = {k: v for k, v in {**cell.data, **values}.items() if v is not None}
    cells = {**made_from.state.cells, key: replace(cell, data=data)}
    return replace(made_from, state=replace(made_from.state, cells=cells))


def page(drafted: Drafted) -> str:
    html = render_html(drafted.letter, state="draft", demonstration=False, verification=None)
    return "<body" + html.partition("<body")[2]


def text(drafted: Drafted) -> str:
    return " ".join(TAG.sub(" ", page(drafted)).split())


@pytest.mark.parametrize(("kind", "step", "village"), PLACES)
def test_each_paper_is_complete_when_its_step_is(
    ctx: Context, founded: str, kind: str, step: str, village: str
) -> None:
    made_from = source(ctx, founded, kind, step, village)
    drafted = draft(made_from)
    assert type(drafted.letter) is CATALOGUE[kind].model
    assert drafted.blanks == ()
    assert lint(text(drafted)) == []
    assert "{" not in page(drafted)
    assert "None" not in text(drafted)
    assert signatory_of(drafted.letter) or rule(kind).nomor == "tanpa"
    assert draft(replace(made_from)) == drafted


@pytest.mark.parametrize(("kind", "step", "village"), PLACES)
def test_a_paper_without_facts_has_dots_or_waits_for_the_decision(
    ctx: Context, founded: str, kind: str, step: str, village: str
) -> None:
    made_from = source(ctx, founded, kind, step, village)
    cell = replace(made_from.cell, data={}, mark=Mark.NONE, occurred_on=None, done_on=None)
    cells = {**made_from.state.cells, (step, village): cell}
    empty = replace(made_from, state=replace(made_from.state, cells=cells))
    try:
        drafted = draft(empty)
    except MissingFact:
        return
    assert "None" not in text(drafted)
    assert drafted.blanks or kind == "surat-kuasa"


def test_every_place_of_the_procedure_is_tried_here(ctx: Context, founded: str) -> None:
    procedure = source(ctx, founded, *CORRECTIONS).procedure
    arises = {(kind, step.id) for step in procedure.steps for kind in step.documents}
    assert {(kind, step) for kind, step, _ in (*PLACES, CORRECTIONS)} == arises


def test_the_founding_regulation_carries_the_articles_and_each_share(
    ctx: Context, founded: str
) -> None:
    drafted = draft(
        source(ctx, founded, "peraturan-bersama-pendirian-bumdesma", "perbersama-pendirian")
    )
    words = text(drafted)
    assert f"didirikan {USAHA}" in words
    assert "Rp250.000.000,00 (dua ratus lima puluh juta rupiah)" in words
    assert words.count("40.000.000,00") == 6, "three villages, in the regulation and its annex"
    assert "Masyarakat desa uang 29,41 50.000.000,00 Jumlah 170.000.000,00" in words
    assert "6 (enam) bulan setelah tahun buku berakhir" in words
    assert "Sumber Makmur" not in words, "the village that said no"
    assert any("PP 43/2014" in check for check in drafted.checks)


def test_what_the_founding_meeting_decided_is_said_where_nobody_wrote_it_out(
    ctx: Context, founded: str
) -> None:
    kind = "berita-acara-musyawarah-antar-desa"
    made_from = source(ctx, founded, kind, "mad-pendirian")
    drafted = draft(with_data(made_from, butir_sepakat=None))
    assert drafted.blanks == ()
    words = text(drafted)
    assert f"1. Mendirikan {USAHA} sebagaimana nama yang telah disetujui" in words
    assert "5. Menetapkan organ sebagaimana tabel" in words
    assert "persetujuan nama Nomor PERAGAAN/NAMA/2025 tanggal 3 November 2025" in words
    assert "Susunan organ" in words


def test_an_unknown_share_leaves_the_sum_open(ctx: Context, founded: str) -> None:
    made_from = source(
        ctx, founded, "peraturan-bersama-pendirian-bumdesma", "perbersama-pendirian"
    )
    rows = [{"desa": code, "bentuk": "uang", "jumlah": ""} for code in made_from.members]
    drafted = draft(with_data(made_from, modal=rows))
    assert "Modal tiap desa" in {blank.label for blank in drafted.blanks}
    assert "120.000.000,00" not in text(drafted)


def test_who_offers_does_not_answer_and_who_answers_does_not_offer(
    ctx: Context, founded: str
) -> None:
    for kind, village in (
        ("surat-jawaban-penawaran", OFFERING),
        ("surat-penawaran-kerja-sama", ANSWERING),
    ):
        with pytest.raises(NotFitting):
            draft(source(ctx, founded, kind, "penawaran-kerja-sama", village))


def test_an_answer_names_the_letter_it_answers(ctx: Context, founded: str) -> None:
    made_from = source(ctx, founded, "surat-jawaban-penawaran", "penawaran-kerja-sama", ANSWERING)
    words = text(draft(made_from))
    assert "surat Kepala Desa Tabanio Nomor 400.10.2/021/CONTOH/2025 tanggal 1 Oktober" in words
    assert "bersedia bekerja sama dengan usul perubahan: a. modal awal dibahas bersama" in words
    refusing = with_data(made_from, jawaban="tidak_bersedia", alasan="Modal belum tersedia")
    assert "tidak bersedia bekerja sama dengan alasan" in text(draft(refusing))


def test_a_village_that_said_no_sends_nobody_and_gives_nothing(ctx: Context, founded: str) -> None:
    for kind in ("keputusan-delegasi-desa", "peraturan-desa-penyertaan-modal"):
        with pytest.raises(NotFitting):
            draft(source(ctx, founded, kind, "musdes-bumdesma", DISSENTING))
    kind = "berita-acara-musyawarah-desa"
    words = text(draft(source(ctx, founded, kind, "musdes-bumdesma", DISSENTING)))
    assert f"Tidak menyetujui keikutsertaan Desa Sumber Makmur dalam pendirian {USAHA}" in words
    assert "Menyertakan modal" not in words


def test_the_receipt_counts_what_each_village_has_handed_over(ctx: Context, founded: str) -> None:
    made_from = source(ctx, founded, "bukti-penyaluran-modal", "penyaluran-modal", OFFERING)
    late = ("penyaluran-modal", ANSWERING)
    cell = replace(made_from.state.cells[late], data={}, mark=Mark.NONE, occurred_on=None)
    cells = {**made_from.state.cells, late: cell}
    words = text(draft(replace(made_from, state=replace(made_from.state, cells=cells))))
    assert "Takisung belum disalurkan 40.000.000,00 0,00" in words
    assert "Jumlah 120.000.000,00 80.000.000,00" in words


def test_a_loss_is_called_a_loss(ctx: Context, founded: str) -> None:
    made_from = source(ctx, founded, "laporan-tahunan-bumdesma", "mad-tahunan")
    assert "laba bersih Rp12.500.000,00" in text(draft(made_from))
    lost = with_data(made_from, laba_bersih=-2_500_000)
    assert "merugi Rp2.500.000,00 (dua juta lima ratus ribu rupiah)" in text(draft(lost))


def test_corrections_are_written_only_when_the_ministry_asks_for_them(
    ctx: Context, founded: str
) -> None:
    made_from = source(ctx, founded, *CORRECTIONS)
    with pytest.raises(NotFitting):
        draft(made_from)
    with pytest.raises(MissingFact):
        draft(with_data(made_from, hasil=None))
    defect = {
        "tanggal": "19 Desember 2025",
        "dokumen": "Anggaran dasar",
        "kekurangan": "Bagian modal belum dimuat",
        "langkah": "Peraturan Bersama pendirian dan AD",
    }
    asked = draft(with_data(made_from, hasil="perbaikan", perbaikan=[defect]))
    assert asked.blanks == ()
    assert "Bagian modal belum dimuat" in text(asked)


def test_what_a_user_types_stays_text(ctx: Context, founded: str) -> None:
    hostile = "<script>x</script> {usaha} {0.__class__} {{7*7}}"
    made_from = source(ctx, founded, "berita-acara-rapat-art", "rapat-art")
    html = page(draft(with_data(made_from, butir_sepakat=hostile, pimpinan=hostile)))
    assert "<script>" not in html
    assert "{usaha} {0.__class__} {{7*7}}" in html


def test_each_document_bears_the_number_of_its_own_field(ctx: Context, founded: str) -> None:
    place = ("musdes-bumdesma", OFFERING)
    of = {
        kind: source(ctx, founded, kind, *place)
        for kind in (
            "berita-acara-musyawarah-desa",
            "keputusan-delegasi-desa",
            "peraturan-desa-penyertaan-modal",
        )
    }
    assert [recorded.number(s) for s in of.values()] == [
        "400.10.2/031/CONTOH/2025",
        "100.3.3/032/CONTOH/2025",
        "5 Tahun 2025",
    ]
    days = [recorded.day(s) for s in of.values()]
    assert [day.isoformat() for day in days if day] == ["2025-10-15", "2025-10-16", "2025-10-20"]
