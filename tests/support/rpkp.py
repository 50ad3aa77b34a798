"""The acts that plan a designated kawasan, up to the regent's regulation; see `kawasan`."""

from __future__ import annotations

from datetime import date

from tests.support.data import BUPATI_ACT, NAMA, Act


def plan(villages: tuple[str, ...]) -> tuple[Act, ...]:
    """From preparing the plan to its regulation."""
    return (
        Act(
            "penyiapan-rpkp",
            date(2025, 12, 17),
            {
                "tim_penyusun": [
                    {"nama": NAMA, "jabatan": "Kepala Bappeda", "kedudukan": "Ketua"},
                ]
            },
            ("surat-tugas",),
        ),
        Act(
            "penyusunan-rpkp",
            date(2026, 1, 14),
            {"tempat": "Aula Kantor Camat Takisung", "peserta_desa": list(villages)},
            ("notula", "rancangan-rpkp"),
        ),
        Act(
            "pembahasan-rpkp",
            date(2026, 2, 4),
            {
                "tempat": "Ruang Rapat Bappeda",
                "isi_rpkp": [
                    "isu_strategis",
                    "tujuan_sasaran",
                    "strategi_kebijakan",
                    "program_kegiatan",
                    "indikator",
                    "pendanaan",
                ],
                "periode_awal": "2026-01-01",
                "periode_akhir": "2030-12-31",
                "rpjmd_mulai": "2025-01-01",
                "rpjmd_akhir": "2029-12-31",
            },
            ("berita-acara", "rancangan-rpkp"),
        ),
        Act(
            "penetapan-rpkp",
            date(2026, 2, 25),
            {
                **BUPATI_ACT,
                "nomor": "7 Tahun 2026",
                "nomor_berita_daerah": "7",
                "tanggal_pengundangan": "2026-02-25",
                "periode_awal": "2026-01-01",
                "periode_akhir": "2030-12-31",
            },
            ("peraturan-bupati",),
        ),
    )
