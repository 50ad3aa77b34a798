"""The acts that form a kawasan, from its initiative to its plan; `data` says where and why."""

from __future__ import annotations

from datetime import date

from engine.reference import regions
from tests.support.data import (
    BUPATI_ACT,
    KAWASAN,
    NAMA,
    OFFICERS,
    TEMA,
    VILLAGES,
    VISIT,
    Act,
    Data,
)
from tests.support.rpkp import plan

INITIATIVE: tuple[Act, ...] = (
    Act(
        "inisiasi",
        date(2025, 8, 25),
        {
            "jalur": "A",
            "nama_kawasan": KAWASAN,
            "tema": TEMA,
            "aspirasi": "Warga menghendaki pengelolaan pesisir bersama.",
            "persoalan": "Lokasi kawasan belum ditetapkan.",
            "praanggapan": "Desa bersedia bekerja sama",
            "fakta": "Empat desa bersebelahan\nHasil laut dijual tanpa diolah",
            "data_per": "2025-06-30",
            "analisis": "Pengelolaan bersama menambah nilai hasil laut.",
            "simpulan": "Empat desa layak difasilitasi.",
            "saran": "Fasilitasi dimulai bulan September 2025.",
        },
        ("catatan-prakarsa",),
    ),
    Act(
        "inventarisasi",
        date(2025, 9, 3),
        {
            "wilayah": "Pesisir dan dataran rendah",
            "potensi_ekonomi": "Perikanan tangkap\nWisata pantai",
            "mobilitas_penduduk": "Warga bekerja di desa sebelah.",
            "sarana_prasarana": "Jalan poros desa",
            "luas_ha": 2210,
            "produk_unggulan": "ikan kering",
            "tenggat_data": "2025-09-12",
            "petugas": OFFICERS,
            **VISIT,
        },
        ("data-inventarisasi",),
        each_village=True,
    ),
    Act(
        "musyawarah-desa",
        date(2025, 9, 11),
        {
            "nomor": "400.10.2/003/CONTOH/2025",
            "tempat": "Balai Desa",
            "waktu_mulai": "09.00",
            "waktu_selesai": "12.00",
            "pimpinan": "Ketua Badan Permusyawaratan Desa",
            "notulis": "Sekretaris Desa",
            "acara": "Rencana kawasan perdesaan\nPenggunaan aset desa",
            "pembahasan": "Pimpinan memaparkan rencana kawasan\nPeserta menyampaikan pendapat",
            "kesimpulan": "Keputusan diambil dengan musyawarah",
            "unsur_hadir": ["pemerintah_desa", "bpd", "masyarakat"],
            "jumlah_hadir": 31,
            "jumlah_perempuan": 14,
            "kehadiran": [
                {"unsur": "Pemerintah desa", "laki_laki": "6", "perempuan": "3"},
                {"unsur": "Badan Permusyawaratan Desa", "laki_laki": "4", "perempuan": "2"},
                {"unsur": "Masyarakat", "laki_laki": "7", "perempuan": "9"},
            ],
            "perempuan_hadir": True,
            "keputusan": "setuju",
            "aset_desa": False,
            "penanda_tangan": ["ketua_bpd", "kepala_desa"],
            "wakil": [
                {"nama": NAMA, "jenis_kelamin": "L", "unsur": "Pemerintah desa"},
                {"nama": NAMA, "jenis_kelamin": "P", "unsur": "Kelompok perempuan"},
            ],
            "wakil_masyarakat": NAMA,
        },
        ("undangan", "daftar-hadir", "notula", "berita-acara"),
        each_village=True,
    ),
)

DISSENT: Data = {
    "keputusan": "tidak_setuju",
    "catatan_keputusan": "Desa memilih kawasan lain.",
    "wakil": [],
}
"""What a village that says no records instead, over the same meeting."""


def _rows(villages: tuple[str, ...], **columns: str) -> list[dict[str, str]]:
    return [{"desa": code, **columns} for code in villages]


def _delegates(villages: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {
            "nama": f"(nama utusan {number})",
            "jenis_kelamin": "P" if number % 2 else "L",
            "desa": regions.name(code),
            "unsur": unit,
            "kedudukan": "utusan",
            "mandat": "Keputusan Kepala Desa",
        }
        for code in villages
        for number, unit in enumerate(("Pemerintah desa", "BPD", "Kelompok perempuan"), start=1)
    ]


def rest(villages: tuple[str, ...] = VILLAGES) -> tuple[Act, ...]:
    """Everything after the village meetings, for the villages that agreed."""
    return (*_agreement(villages), *_study(), *_designation(villages), *plan(villages))


def _agreement(villages: tuple[str, ...]) -> tuple[Act, ...]:
    return (
        Act(
            "musyawarah-antar-desa",
            date(2025, 9, 24),
            {
                "nomor": "400.10.2/004/CONTOH/2025",
                "tanggal_rencana": "2025-09-24",
                "tempat": "Aula Kantor Camat Takisung",
                "waktu_mulai": "09.00",
                "waktu_selesai": "13.00",
                "pimpinan": "Ketua Badan Kerja Sama Antardesa",
                "notulis": "Sekretaris Badan Kerja Sama Antardesa",
                "acara": "Tema kawasan\nRancangan delineasi\nPengajuan usulan",
                "tujuan": f"Kesepakatan Pembentukan {KAWASAN}",
                "unsur_diundang": "Pemerintah desa\nBadan Permusyawaratan Desa\nMasyarakat",
                "utusan_per_desa": 3,
                "pembahasan": "Setiap desa menyampaikan keputusannya",
                "wakil": _rows(villages, nama=NAMA, dasar="Keputusan Kepala Desa"),
                "jumlah_hadir": 3 * len(villages) + 1,
                "peserta": [
                    *_delegates(villages),
                    {
                        "nama": NAMA,
                        "jenis_kelamin": "L",
                        "desa": "Kecamatan Takisung",
                        "unsur": "Kecamatan",
                        "kedudukan": "peninjau",
                    },
                ],
                "mufakat": True,
                "nama_kawasan": KAWASAN,
                "tema": TEMA,
                "butir_sepakat": "Menetapkan tema kawasan\nMenyetujui rancangan delineasi\n"
                "Mengajukan usulan kepada Bupati melalui camat",
                "delineasi": "Meliputi seluruh wilayah desa yang bersepakat",
                "luas_ha": 8000,
                "berbatasan": True,
            },
            ("undangan", "daftar-hadir", "notula", "berita-acara", "surat-delegasi"),
        ),
        Act(
            "kerja-sama-desa",
            date(2025, 10, 8),
            {
                "judul": f"Kerja Sama Antardesa dalam {KAWASAN}",
                "tempat": "Takisung",
                "cara_penomoran": "per_desa",
                "nomor_desa": [
                    {"desa": code, "nomor": str(number), "berita_desa": str(number)}
                    for number, code in enumerate(villages, start=1)
                ],
                "tanda_tangan": list(villages),
                "ruang_lingkup": "Pengelolaan wisata pantai\nPengolahan hasil laut",
                "bidang": "Pembangunan dan usaha bersama",
                "tata_cara": "Dilaksanakan oleh badan kerja sama menurut rencana tahunan",
                "jangka_waktu": "Lima tahun dan dapat diperpanjang",
                "hak_kewajiban": "Setiap desa berhak atas manfaat yang adil\n"
                "Setiap desa wajib menyertakan wakilnya",
                "pendanaan": "Anggaran pendapatan dan belanja desa masing-masing",
                "perubahan_pembatalan": "Dimusyawarahkan oleh semua pihak",
                "penyelesaian_perselisihan": "Musyawarah yang difasilitasi camat",
                "nama_bkad": "Badan Kerja Sama Antardesa Pesisir Takisung",
                "anggota_bkad": [
                    {"nama": NAMA, "desa": "Takisung", "unsur": unsur, "kedudukan": "Anggota"}
                    for unsur in (
                        "pemerintah desa",
                        "BPD",
                        "lembaga kemasyarakatan",
                        "tokoh masyarakat",
                    )
                ],
            },
            ("peraturan-bersama",),
        ),
        Act(
            "pengusulan",
            date(2025, 10, 15),
            {
                "nomor": "400.10.3.4/005/CONTOH/2025",
                "pengusul": "kepala_desa",
                "nama_kawasan": KAWASAN,
                "tema": TEMA,
                "luas_ha": 8000,
                "potensi": "Perikanan tangkap\nWisata pantai\nMangrove",
                "produk_unggulan": "ikan kering",
            },
            ("surat-usulan", "berita-acara-mad", "peta-delineasi", "daftar-desa"),
        ),
    )


def _study() -> tuple[Act, ...]:
    return (
        Act(
            "verifikasi-administrasi",
            date(2025, 10, 22),
            {
                "hasil": "lengkap",
                "nomor_agenda": "204",
                "tanggal_terima": "2025-10-16",
                "nomor_surat": "400.10.3.4/005/CONTOH/2025",
                "tanggal_surat": "2025-10-15",
            },
            ("lembar-verifikasi", "tanda-terima"),
        ),
        Act(
            "kajian",
            date(2025, 11, 12),
            {
                "nomor": "400.10.3.4/006/CONTOH/2025",
                "tempat": "Ruang Rapat Bappeda",
                "waktu_mulai": "09.00",
                "waktu_selesai": "15.00",
                "pimpinan": "Sekretaris Daerah",
                "peserta": [
                    {"nama": NAMA, "jabatan": "Kepala Bappeda", "instansi": "Bappeda"},
                    {"nama": NAMA, "jabatan": "Kepala Dinas PMD", "instansi": "Dinas PMD"},
                ],
                "kesesuaian_rtrw": "sesuai",
                "temuan_rtrw": "Seluruh desa berada dalam peruntukan perikanan dan pariwisata.",
                "perda_rtrw": "Peraturan Daerah tentang RTRW kabupaten",
                "kesesuaian_rpjmd": "sesuai",
                "temuan_rpjmd": "Tema sejalan dengan prioritas wilayah pesisir.",
                "perda_rpjmd": "Peraturan Daerah tentang RPJMD kabupaten",
                "rpjmd_mulai": "2025-01-01",
                "rpjmd_akhir": "2029-12-31",
                "potensi_terkait": "Hasil laut antardesa saling melengkapi.",
                "tumpang_tindih": False,
                "rekomendasi": "setuju",
            },
            ("berita-acara", "laporan-kajian", "daftar-hadir"),
        ),
    )


def _designation(villages: tuple[str, ...]) -> tuple[Act, ...]:
    return (
        Act(
            "rancangan-sk-penetapan",
            date(2025, 11, 26),
            {
                "judul_rancangan": f"Penetapan {KAWASAN}",
                "urgensi": "Usulan telah dikaji dan direkomendasikan.",
                "nama_kawasan": KAWASAN,
                "tema": TEMA,
                "luas_ha": 8000,
                "desa_lampiran": list(villages),
                "luas_desa": _rows(villages, luas_ha="2000"),
                "skala_peta": "1:50.000",
                "sumber_peta": "Peta dasar rupabumi",
                "tindak_lanjut": "Menyusun rencana pembangunan kawasan perdesaan",
                "pelaksana": "Tim Koordinasi Pembangunan Kawasan Perdesaan",
                "sumber_dana": "Anggaran Pendapatan dan Belanja Daerah Kabupaten Tanah Laut",
                "paraf": ["kabag_hukum", "kepala_dinas", "asisten", "sekda"],
            },
            ("rancangan", "lampiran-desa", "lampiran-peta", "lembar-paraf"),
        ),
        Act(
            "penetapan",
            date(2025, 12, 10),
            {
                **BUPATI_ACT,
                "bentuk": "keputusan",
                "nomor": "100.3.3.2/202/CONTOH/2025",
                "nama_kawasan": KAWASAN,
                "luas_ha": 8000,
            },
            ("keputusan", "lampiran-desa", "lampiran-peta"),
        ),
    )
