"""The acts that plan a designated kawasan, up to the regent's regulation; see `kawasan`."""

from __future__ import annotations

from datetime import date

from tests.support.data import BUPATI_ACT, NAMA, Act

PROGRAMMES = [
    {
        "program": "Peningkatan jalan poros",
        "kegiatan": "Pengaspalan",
        "lokasi": "Tabanio",
        "pelaksana": "Dinas PUPR",
        "sumber_dana": "APBD",
        "pagu": "500.000.000",
        "tahun": "2026",
    },
    {
        "program": "Rumah kemas",
        "kegiatan": "Pembangunan",
        "lokasi": "Takisung",
        "pelaksana": "Dinas PMD",
        "sumber_dana": "APBN",
        "pagu": "350.000.000",
        "tahun": "2027",
    },
]

PROPOSED = [
    {k: row[k] for k in ("program", "lokasi", "sumber_dana", "pagu")} for row in PROGRAMMES
]


def plan(villages: tuple[str, ...]) -> tuple[Act, ...]:
    """From preparing the plan to its regulation."""
    return (
        Act(
            "penyiapan-rpkp",
            date(2025, 12, 17),
            {
                "tim_penyusun": [
                    {"nama": NAMA, "jabatan": "Kepala Bappeda", "kedudukan": "Ketua"},
                ],
                "tugas_tim_kerja": "Menyusun rencana pembangunan kawasan",
                "tugas_mulai": "2026-01-05",
                "tugas_selesai": "2026-01-30",
            },
            ("surat-tugas",),
        ),
        Act(
            "penyusunan-rpkp",
            date(2026, 1, 14),
            {
                "tempat": "Aula Kantor Camat Takisung",
                "waktu_mulai": "09.00",
                "pimpinan": "Kepala Bappeda",
                "notulis": "Perencana Ahli Muda",
                "pembahasan": "Desa menyampaikan kebutuhan prasarana",
                "ringkasan": "Rancangan memuat jalan poros dan rumah kemas",
                "peserta_desa": list(villages),
            },
            ("notula", "rancangan-rpkp"),
        ),
        Act(
            "pembahasan-rpkp",
            date(2026, 2, 4),
            {
                "tempat": "Ruang Rapat Bappeda",
                "waktu_mulai": "09.00",
                "isu_strategis": "Hasil laut dijual tanpa diolah\nJalan poros rusak",
                "tujuan_sasaran": "Kesejahteraan warga pesisir",
                "strategi_kebijakan": "Pengolahan hasil laut\nPerbaikan jalan poros",
                "indikator": "Panjang jalan poros yang baik",
                "pendanaan_rpkp": "Anggaran Pendapatan dan Belanja Daerah",
                "program": PROGRAMMES,
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


def later(villages: tuple[str, ...]) -> tuple[Act, ...]:
    """What follows a designation and its plan: team, publication, proposal, report."""
    return (
        Act(
            "tkpkp-kawasan",
            date(2026, 1, 7),
            {
                **BUPATI_ACT,
                "nomor": "100.3.3.2/010/CONTOH/2026",
                "anggota": [
                    {"nama": NAMA, "jabatan": "Camat Takisung", "kedudukan": "Ketua"},
                    {"nama": NAMA, "jabatan": "Ketua BKAD", "kedudukan": "Sekretaris"},
                ],
                "tugas_tim": "Mengelola pelaksanaan program kawasan",
                "unit_sekretariat": "Kantor Camat Takisung",
            },
            ("keputusan",),
        ),
        Act(
            "sosialisasi",
            date(2026, 1, 8),
            {
                "tempat": "Aula Kantor Camat Takisung",
                "waktu_mulai": "09.00",
                "desa_terjangkau": list(villages),
                "jumlah_hadir": 40,
                "tautan_salinan": "laman hukum kabupaten",
            },
            ("daftar-hadir", "pengumuman"),
        ),
        Act(
            "usulan-prioritas",
            date(2026, 2, 26),
            {**BUPATI_ACT, "nomor": "400.10.3.4/031/CONTOH/2026", "program": PROPOSED},
            ("surat-usul", "dokumen-kesiapan"),
        ),
        Act(
            "pelaporan",
            date(2026, 2, 27),
            {
                "periode_mulai": "2026-02-25",
                "periode_selesai": "2026-02-27",
                "capaian": "Rencana kawasan disosialisasikan",
                "realisasi": 12_500_000,
            },
            ("laporan",),
        ),
    )
