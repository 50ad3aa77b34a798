"""A joint enterprise driven through its procedure, with the data of the demonstration.

What a step holds is what `api/demo/scenario/usual/bumdesma.toml` says is usual for it, so that
whatever is written from it is also what the demonstration shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from api.demo.plan import CaseFile, Opening, scenario
from api.demo.words import words_of
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from tests.support.data import REGENCY, VILLAGES, Act, Data
from tests.support.world import OFFICER, finish

USAHA = "BUM Desa bersama Pesisir Takisung"
OFFERING = VILLAGES[0]
OFFER: Data = {
    "peran": "menawarkan",
    "nomor": "400.10.2/021/CONTOH/2025",
    "bidang": "Pengolahan hasil laut",
    "ruang_lingkup": "Pengadaan bahan baku\nPengolahan\nPemasaran",
    "tata_cara": "Usaha dijalankan badan usaha milik bersama",
    "jangka_waktu": "Tidak terbatas",
    "hak_kewajiban": "Menyertakan modal\nMenerima bagian hasil usaha",
    "pendanaan": "Anggaran pendapatan dan belanja desa",
}
AGREED: Data = {
    "nomor": "400.10.2/031/CONTOH/2025",
    "nomor_sk": "100.3.3/032/CONTOH/2025",
    "tanggal_sk": "2025-10-16",
    "nomor_perdes": "5 Tahun 2025",
    "tanggal_sepakat_bpd": "2025-10-17",
    "tanggal_perdes": "2025-10-20",
    "tanggal_undang_perdes": "2025-10-21",
    "utusan_berhalangan": "(nama utusan)",
    "utusan_pengganti": "(nama utusan pengganti)",
    "tanggal_kuasa": "2025-11-17",
}
DISSENT: Data = {
    "keputusan": "tidak_setuju",
    "catatan_keputusan": "Desa sudah mempunyai badan usaha sendiri.",
}
_EVERYWHERE = {"penawaran-kerja-sama", "musdes-bumdesma"}
_AGREEING = {"penyaluran-modal"}
_DAYS = {
    "penawaran-kerja-sama": date(2025, 10, 1),
    "pembentukan-bkad": date(2025, 10, 8),
    "musdes-bumdesma": date(2025, 10, 15),
    "kuasa-pemohon": date(2025, 10, 22),
    "pengajuan-nama": date(2025, 10, 23),
    "persetujuan-nama": date(2025, 11, 3),
    "mad-pendirian": date(2025, 11, 18),
    "perbersama-pendirian": date(2025, 11, 24),
    "rapat-art": date(2025, 11, 26),
    "program-kerja": date(2025, 11, 27),
    "perbersama-art": date(2025, 11, 28),
    "pendaftaran": date(2025, 12, 3),
    "verifikasi-kementerian": date(2025, 12, 19),
    "penyaluran-modal": date(2026, 1, 8),
    "sertifikat": date(2026, 1, 12),
    "mad-tahunan": date(2026, 2, 20),
}


def bumdesma_at(ctx: Context, step: str, *, dissenting: Sequence[str] = ()) -> str:
    """An enterprise's case in which every step before `step` is done; "" goes all the way.

    The `dissenting` villages say no in their Musyawarah Desa.
    """
    case = CaseFile(
        key="uji",
        procedure="bumdesma",
        regency=REGENCY,
        title=USAHA,
        villages=VILLAGES,
        dissenting=tuple(dissenting),
        open=Opening(on=date(2025, 9, 24), by="-"),
        words={"usaha": USAHA, "kecamatan": "Takisung"},
    )
    request = OpenRequest("bumdesma", REGENCY, USAHA, case.open.on, case.villages)
    case_id = open_case(ctx, OFFICER, request).case_id
    for name in _DAYS:
        if name == step:
            break
        for village in _places(case, name):
            finish(ctx, case_id, _act(case, name, village), village)
    return case_id


def _places(case: CaseFile, step: str) -> Sequence[str]:
    if step in _EVERYWHERE:
        return case.villages
    return case.agreeing if step in _AGREEING else ("",)


def _act(case: CaseFile, step: str, village: str) -> Act:
    usual = scenario().usual["bumdesma", step]
    words = words_of(case, _DAYS[step])
    # Before their Musyawarah Desa all villages may still come to found the enterprise.
    if list(_DAYS).index(step) < list(_DAYS).index("musdes-bumdesma"):
        words = words_of(case.model_copy(update={"dissenting": ()}), _DAYS[step])
    data = words.at(village).value({**usual.data})
    return Act(step, _DAYS[step], {**data, **_particular(case, step, village)}, usual.evidence)


def _particular(case: CaseFile, step: str, village: str) -> Data:
    """What one village has otherwise than is usual."""
    if step == "penawaran-kerja-sama" and village == OFFERING:
        return OFFER
    if step == "musdes-bumdesma":
        return DISSENT if village in case.dissenting else AGREED
    return {}
