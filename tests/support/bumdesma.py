"""The acts that found a joint enterprise, from the first offer to its first yearly account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from engine.reference import regions
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from tests.support.data import NAMA, REGENCY, VILLAGES, Act, Data
from tests.support.world import OFFICER, finish

USAHA = "BUM Desa bersama Pesisir Takisung"
OFFERING = VILLAGES[0]
SHARE = 40_000_000
_MEETING: Data = {
    "tanggal_rencana": "2025-11-18",
    "tempat": "Aula Kantor Camat Takisung",
    "waktu_mulai": "09.00",
    "waktu_selesai": "12.00",
    "pimpinan": "Ketua Badan Kerja Sama Antardesa",
    "notulis": "Sekretaris Badan Kerja Sama Antardesa",
    "pembahasan": "Pimpinan membuka musyawarah\nPeserta menyampaikan pendapat",
}
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
ANSWER: Data = {
    "peran": "menjawab",
    "nomor": "400.10.2/022/CONTOH/2025",
    "jawaban": "bersedia_dengan_usul",
    "usul": "Modal awal dibahas bersama",
}
DISSENT: Data = {
    "keputusan": "tidak_setuju",
    "catatan_keputusan": "Desa sudah mempunyai badan usaha sendiri.",
}


def _numbers(villages: Sequence[str], first: int) -> list[dict[str, str]]:
    return [
        {
            "desa": code,
            "nomor": str(first),
            "berita_desa": str(first),
            "tanggal_pengundangan": "2025-12-01",
        }
        for code in villages
    ]


def _capital(villages: Sequence[str]) -> list[dict[str, str]]:
    return [{"desa": code, "jumlah": str(SHARE), "bentuk": "uang"} for code in villages]


def _people(villages: Sequence[str], names: dict[str, str]) -> list[dict[str, str]]:
    return [
        {
            "nama": f"(nama utusan {number})",
            "jenis_kelamin": "P" if number % 2 else "L",
            "desa": names[code],
            "unsur": unit,
            "kedudukan": "utusan",
            "mandat": "Keputusan Kepala Desa",
        }
        for code in villages
        for number, unit in enumerate(("Pemerintah desa", "BPD", "Kelompok perempuan"), start=1)
    ]


ORGAN = [
    {
        "organ": "penasihat",
        "nama": NAMA,
        "kedudukan": "Ketua Dewan Penasihat",
        "masa_jabatan": "selama menjabat",
    },
    {"organ": "pelaksana", "nama": NAMA, "kedudukan": "Direktur", "masa_jabatan": "5 tahun"},
    {"organ": "pengawas", "nama": NAMA, "kedudukan": "Ketua Pengawas", "masa_jabatan": "5 tahun"},
]
AD = (
    "nama",
    "kedudukan",
    "maksud_tujuan",
    "modal",
    "jenis_usaha",
    "organ",
    "hak_kewajiban",
    "hasil_usaha",
)


def _before_the_name() -> tuple[Act, ...]:
    return (
        Act("penawaran-kerja-sama", date(2025, 10, 1), ANSWER, (), each_village=True),
        Act(
            "pembentukan-bkad",
            date(2025, 10, 8),
            {
                "nama_bkad": "Badan Kerja Sama Antardesa Takisung",
                "kedudukan_bkad": "Kecamatan Takisung",
                "tugas_bkad": "Menyelenggarakan Musyawarah Antar Desa",
                "anggota_bkad": [
                    {"nama": NAMA, "unsur": unit, "desa": "Takisung", "kedudukan": "Anggota"}
                    for unit in (
                        "pemerintah desa",
                        "BPD",
                        "lembaga kemasyarakatan",
                        "tokoh masyarakat",
                    )
                ],
                "masa_bakti": "tiga tahun",
                "tata_kerja": "Rapat diadakan sekurang-kurangnya sekali dalam tiga bulan",
                "pembiayaan": "Anggaran pendapatan dan belanja desa",
                "tempat": "Takisung",
                "cara_penomoran": "bersama",
                "nomor": "1 Tahun 2025",
                "tanda_tangan": list(VILLAGES),
            },
            ("peraturan-bersama",),
        ),
        Act(
            "musdes-bumdesma",
            date(2025, 10, 15),
            {
                **_MEETING,
                "nomor": "400.10.2/031/CONTOH/2025",
                "tempat": "Balai Desa",
                "pimpinan": "Ketua Badan Permusyawaratan Desa",
                "notulis": "Sekretaris Desa",
                "kesimpulan": "Desa ikut mendirikan badan usaha bersama",
                "acara": "Pendirian BUM Desa bersama\nPenyertaan modal desa",
                "unsur_hadir": ["pemerintah_desa", "bpd", "masyarakat"],
                "jumlah_hadir": 31,
                "jumlah_perempuan": 14,
                "perempuan_hadir": True,
                "keputusan": "setuju",
                "pertimbangan": [
                    "kebutuhan",
                    "masalah_bersama",
                    "kelayakan",
                    "model_bisnis",
                    "kelestarian",
                ],
                "modal": SHARE,
                "bentuk_modal": ["uang"],
                "tahun_apb": 2026,
                "nomor_perdes": "5 Tahun 2025",
                "tanggal_perdes": "2025-10-20",
                "tanggal_sepakat_bpd": "2025-10-17",
                "tanggal_undang_perdes": "2025-10-21",
                "calon_pengurus": [{"nama": NAMA, "organ": "pengawas", "pengusul": "BPD"}],
                "wakil": [
                    {
                        "nama": NAMA,
                        "jenis_kelamin": "P",
                        "unsur": "Masyarakat",
                        "hak_suara": "berhak suara",
                    }
                ],
                "nomor_sk": "100.3.3/032/CONTOH/2025",
                "tanggal_sk": "2025-10-16",
                "utusan_berhalangan": "(nama utusan)",
                "utusan_pengganti": "(nama utusan pengganti)",
                "tanggal_kuasa": "2025-11-17",
                "wakil_masyarakat": NAMA,
            },
            ("undangan", "daftar-hadir", "berita-acara", "kelayakan-usaha", "peraturan-desa"),
            each_village=True,
        ),
    )


def _naming(villages: Sequence[str]) -> tuple[Act, ...]:
    return (
        Act(
            "kuasa-pemohon",
            date(2025, 10, 22),
            {
                "penerima_kuasa": "Kepala Desa Takisung",
                "nomor": "400.10.7/033/CONTOH/2025",
                "tempat": "Takisung",
                "pemberi_kuasa": list(villages),
                "lingkup_kuasa": "Mengajukan nama\nMendaftarkan badan hukum",
                "masa_kuasa": "sampai dengan sertifikat diterbitkan",
            },
            ("surat-kuasa",),
        ),
        Act(
            "pengajuan-nama",
            date(2025, 10, 23),
            {
                "nama": USAHA,
                "bahasa_asing": False,
                "arti_nama": "Nama menurut letak usaha",
                "alamat": "Jalan (nama jalan), Takisung",
                "tempat": "Takisung",
                "pernyataan": ["sesuai_ketentuan", "tanggung_jawab"],
            },
            ("formulir-nama",),
        ),
        Act(
            "persetujuan-nama",
            date(2025, 11, 3),
            {"nomor": "CONTOH-NAMA-1", "nama": USAHA},
            ("surat-persetujuan",),
        ),
    )


def _founding(villages: Sequence[str], names: dict[str, str]) -> tuple[Act, ...]:
    return (
        Act(
            "mad-pendirian",
            date(2025, 11, 18),
            {
                **_MEETING,
                "nomor": "400.10.2/034/CONTOH/2025",
                "acara": "Pendirian\nAnggaran dasar dan modal\nOrgan",
                "utusan_per_desa": 3,
                "wakil": [{"desa": v, "nama": NAMA, "dasar": "SK"} for v in villages],
                "jumlah_hadir": 3 * len(villages),
                "peserta": _people(villages, names),
                "mufakat": True,
                "nama": USAHA,
                "kedudukan": "Kecamatan Takisung",
                "bidang_usaha": "Pengolahan hasil laut",
                "maksud_tujuan": "Meningkatkan nilai tambah hasil laut\nMembuka lapangan kerja",
                "isi_ad": list(AD),
                "modal": _capital(villages),
                "modal_masyarakat": SHARE,
                "modal_awal": SHARE * (len(villages) + 1),
                "porsi_desa": 80,
                "pembagian_hasil": "Lima puluh persen bagi desa\nSisanya cadangan modal",
                "tata_cara_mad": "Setiap desa diwakili tiga orang utusan",
                "ambang_persetujuan": "Pinjaman memerlukan persetujuan penasihat dan pengawas",
                "organ": ORGAN,
            },
            ("undangan", "daftar-hadir", "notula", "berita-acara", "rancangan-ad"),
        ),
        Act(
            "perbersama-pendirian",
            date(2025, 11, 24),
            {
                "cara_penomoran": "per_desa",
                "nomor_desa": _numbers(villages, 6),
                "tempat": "Takisung",
                "tanda_tangan": list(villages),
                "nama": USAHA,
                "isi_peraturan": ["pendirian", "anggaran_dasar", "penyertaan_modal"],
                "modal": _capital(villages),
            },
            ("peraturan-bersama", "anggaran-dasar"),
        ),
        Act(
            "rapat-art",
            date(2025, 11, 26),
            {
                **_MEETING,
                "tanggal_rencana": "2025-11-26",
                "nomor": "400.10.7/035/CONTOH/2025",
                "acara": "Rancangan anggaran rumah tangga",
                "organ_tanda_tangan": ["penasihat", "pelaksana", "pengawas"],
                "isi_art": ["hak_pegawai", "rekrutmen", "gaji", "sop", "penjabaran_ad"],
                "art_hak_pegawai": "Pegawai berhak atas gaji\nPegawai wajib menaati aturan",
                "art_rekrutmen": "Rekrutmen diumumkan terbuka",
                "art_gaji": "Gaji mengikuti kemampuan usaha",
                "art_sop": "Setiap transaksi dibukukan",
                "art_penjabaran": "Rapat pengurus diadakan setiap bulan",
                "peserta": [
                    {
                        "nama": NAMA,
                        "unsur": row["organ"],
                        "jabatan": row["kedudukan"],
                        "jenis_kelamin": "L",
                    }
                    for row in ORGAN
                ],
                "butir_sepakat": "Rapat pengurus diadakan setiap bulan",
            },
            ("berita-acara", "art", "daftar-hadir"),
        ),
        Act(
            "program-kerja",
            date(2025, 11, 27),
            {
                "nomor": "400.10.7/036/CONTOH/2025",
                "tahun": 2026,
                "tempat": "Takisung",
                "sasaran": "Rumah produksi beroperasi",
                "program": [
                    {
                        "program": "Rumah produksi",
                        "kegiatan": "Pengadaan alat",
                        "anggaran": "Rp120.000.000,00",
                    }
                ],
                "jumlah_anggaran": 120_000_000,
                "ditelaah": ["penasihat", "pengawas"],
                "disetujui_mad": True,
            },
            ("program-kerja", "keputusan-mad"),
        ),
        Act(
            "perbersama-art",
            date(2025, 11, 28),
            {
                "cara_penomoran": "bersama",
                "nomor": "7 Tahun 2025",
                "tempat": "Takisung",
                "tanda_tangan": list(villages),
            },
            ("peraturan-bersama",),
        ),
    )


def _entity(villages: Sequence[str]) -> tuple[Act, ...]:
    return (
        Act(
            "pendaftaran",
            date(2025, 12, 3),
            {
                "nomor_nama": "CONTOH-NAMA-1",
                "nama": USAHA,
                "jenis": "BUM Desa bersama",
                "desa_pendiri": list(villages),
                "alamat": "Jalan (nama jalan), Takisung",
                "modal_awal": SHARE * (len(villages) + 1),
                "identitas_pendiri": "Kepala desa para desa pendiri",
                "bidang_usaha": "Pengolahan hasil laut",
                "tempat": "Takisung",
            },
            (
                "berita-acara-pendirian",
                "peraturan-pendirian",
                "peraturan-art",
                "program-kerja",
                "bukti-pendaftaran",
            ),
        ),
        Act(
            "verifikasi-kementerian",
            date(2025, 12, 19),
            {"hasil": "diterima", "catatan": "Lengkap"},
            ("bukti-verifikasi",),
        ),
        Act(
            "penyaluran-modal",
            date(2026, 1, 8),
            {
                "jumlah": SHARE,
                "bentuk": "uang",
                "rekening_bumdesma": True,
                "rekening": "(nama bank), nomor (nomor rekening)",
                "nomor": "400.10.7/037/CONTOH/2026",
                "tempat": "Kantor Desa",
            },
            ("bukti-penyaluran",),
            each_village=True,
        ),
        Act(
            "sertifikat",
            date(2026, 1, 12),
            {"nomor": "CONTOH-SERTIFIKAT-1", "nama": USAHA},
            ("sertifikat",),
        ),
    )


def _account(villages: Sequence[str], names: dict[str, str]) -> Act:
    return Act(
        "mad-tahunan",
        date(2026, 2, 20),
        {
            **_MEETING,
            "tanggal_rencana": "2026-02-20",
            "nomor": "400.10.2/038/CONTOH/2026",
            "acara": "Laporan pertanggungjawaban\nPembagian hasil usaha",
            "tahun_buku": 2025,
            "jumlah_hadir": 3 * len(villages),
            "peserta": _people(villages, names),
            "mufakat": True,
            "keputusan": "diterima",
            "butir_sepakat": "Laporan pertanggungjawaban tahun buku 2025 diterima",
            "laba_bersih": -2_500_000,
            "nomor_laporan": "400.10.7/039/CONTOH/2026",
            "tanggal_laporan": "2026-02-13",
            "kegiatan": "Menyiapkan rumah produksi",
            "hasil_unit": [{"unit": "Rumah produksi", "pendapatan": "0", "beban": "2500000"}],
            "neraca": [{"uraian": "Kas", "jumlah": "157.500.000"}],
            "rencana_lanjut": "Mengoperasikan rumah produksi",
            "ditelaah": ["penasihat", "pengawas"],
        },
        ("laporan-tahunan", "berita-acara", "daftar-hadir"),
    )


def route(villages: Sequence[str], names: dict[str, str]) -> tuple[Act, ...]:
    """Every act, once the villages that agree are known."""
    return (
        *_before_the_name(),
        *_naming(villages),
        *_founding(villages, names),
        *_entity(villages),
        _account(villages, names),
    )


def bumdesma_at(ctx: Context, step: str, *, dissenting: Sequence[str] = ()) -> str:
    """An enterprise's case in which every step before `step` is done; "" goes all the way.

    The `dissenting` villages say no in their Musyawarah Desa.
    """
    request = OpenRequest("bumdesma", REGENCY, USAHA, date(2025, 9, 24), tuple(VILLAGES))
    case_id = open_case(ctx, OFFICER, request).case_id
    agreeing = tuple(v for v in VILLAGES if v not in dissenting)
    names = {code: regions.name(code) for code in VILLAGES}
    for done in route(agreeing, names):
        if done.step == step:
            break
        for village in _places(done, agreeing):
            finish(ctx, case_id, _answered(done, village, dissenting), village)
    return case_id


def _places(done: Act, agreeing: Sequence[str]) -> Sequence[str]:
    if not done.each_village:
        return ("",)
    return agreeing if done.step == "penyaluran-modal" else VILLAGES


def _answered(done: Act, village: str, dissenting: Sequence[str]) -> Act:
    if done.step == "penawaran-kerja-sama" and village == OFFERING:
        return replace(done, data=OFFER)
    if done.step == "musdes-bumdesma" and village in dissenting:
        return replace(done, data={**done.data, **DISSENT})
    return done
