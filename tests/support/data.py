"""Valid data for every step that tests drive, and the days on which the steps happen.

The villages are real neighbours in Kecamatan Takisung, Tanah Laut; that they form a kawasan is
made up for tests. Officials appear by office only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

REGENCY = "63.01"
PROVINCE = "63"
OTHER_REGENCY = "63.02"
VILLAGES = ("63.01.01.2002", "63.01.01.2004", "63.01.01.2008", "63.01.01.2012")
"""Tabanio, Takisung, Pagatan Besar, Sumber Makmur; Pagatan Besar touches the other three."""

KAWASAN = "Kawasan Perdesaan Pesisir Takisung"
TEMA = "minawisata pesisir"
NAMA = "(nama pejabat)"

Data = dict[str, object]


@dataclass(frozen=True)
class Act:
    """One step done on a day, with its data and the kinds of evidence it takes.

    `each_village` steps are done once in every village that still takes part.
    """

    step: str
    on: date
    data: Data = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    each_village: bool = False
    reason: str = ""


def _meeting(place: str, agenda: str) -> Data:
    return {
        "tempat": place,
        "waktu_mulai": "09.00",
        "waktu_selesai": "11.30",
        "pimpinan": "Sekretaris Daerah",
        "acara": agenda,
    }


ANGGOTA = [
    {
        "nama": NAMA,
        "jabatan": "Sekretaris Daerah Kabupaten Tanah Laut",
        "unit": "Sekretariat Daerah",
        "kedudukan": "Ketua",
    },
    {"nama": NAMA, "jabatan": "Kepala Bappeda", "unit": "Bappeda", "kedudukan": "Wakil Ketua"},
    {
        "nama": NAMA,
        "jabatan": "Kepala Dinas Pemberdayaan Masyarakat dan Desa",
        "unit": "Dinas PMD",
        "kedudukan": "Sekretaris",
    },
    {
        "nama": NAMA,
        "jabatan": "Kepala Dinas Pekerjaan Umum dan Penataan Ruang",
        "unit": "Dinas PUPR",
        "kedudukan": "Anggota",
    },
    {"nama": NAMA, "jabatan": "Camat Takisung", "unit": "Kecamatan", "kedudukan": "Anggota"},
]

OFFICERS = [{"nama": NAMA, "jabatan": "Penggerak Swadaya Masyarakat Ahli Muda", "nip": "1" * 18}]
VISIT: Data = {
    "tugas": "Memeriksa data desa di lapangan",
    "tugas_mulai": "2025-09-01",
    "tugas_selesai": "2025-09-03",
}

_PESERTA = [
    {"nama": NAMA, "jabatan": "Sekretaris Daerah", "instansi": "Sekretariat Daerah"},
    {"nama": NAMA, "jabatan": "Kepala Bappeda", "instansi": "Bappeda"},
    {"nama": NAMA, "jabatan": "Kepala Dinas PMD", "instansi": "Dinas PMD"},
]

TKPKP: tuple[Act, ...] = (
    Act(
        "audiensi-sekda",
        date(2025, 7, 29),
        {
            "tanggal_rencana": "2025-07-29",
            "delegasi": "Kepala Bidang Pengembangan Kawasan Perdesaan\nPenggerak Swadaya "
            "Masyarakat Ahli Muda",
            "narahubung": "Kepala Bidang Pengembangan Kawasan Perdesaan (telepon kantor)",
            "tempat": "Ruang Rapat Sekretaris Daerah",
            "waktu_mulai": "09.00",
            "waktu_selesai": "11.00",
            "pimpinan": "Sekretaris Daerah",
            "topik": "Pembentukan tim koordinasi\nPerencanaan, BUM Desa bersama, dan lokasi",
            "jumlah_peserta": 12,
            "notulis": "Kepala Bidang Pengembangan Kawasan Perdesaan",
            "pembahasan": "Dinas PMD memaparkan rencana fasilitasi\nSekretaris Daerah menyambut",
            "nomor_surat": "400.10.3.4/001/CONTOH/2025",
            "tanggal_surat": "2025-07-25",
            "nomor_agenda": "117",
            "tanggal_terima": "2025-07-28",
            "peserta": _PESERTA,
            "calon_kawasan": "Desa-desa pesisir di Kecamatan Takisung",
            "persoalan": "Lokasi kawasan perdesaan belum ditetapkan.",
            "saran": "Menyelenggarakan rapat koordinasi perangkat daerah.",
            "komitmen": "Sekretaris Daerah mendukung pembentukan tim koordinasi.",
            "jadwal_fasilitasi": [
                {
                    "kegiatan": "Rapat koordinasi",
                    "waktu": "Agustus 2025",
                    "penanggung_jawab": "Dinas PMD Kabupaten",
                }
            ],
        },
        ("notula", "daftar-hadir"),
    ),
    Act(
        "susunan-tim",
        date(2025, 8, 6),
        {
            "tanggal_rencana": "2025-08-06",
            **_meeting("Ruang Rapat Kantor Bupati", "Pembahasan susunan keanggotaan tim"),
            "tujuan": "penyusunan keanggotaan tim koordinasi",
            "undangan": "Kepala Bappeda\nKepala Dinas PMD\nKepala Dinas PUPR\nCamat Takisung",
            "peserta": _PESERTA,
            "jumlah_peserta": 9,
            "notulis": "Kepala Subbagian Tata Usaha",
            "pembahasan": "Dinas PMD memaparkan susunan tim",
            "kesimpulan": "Susunan keanggotaan disepakati.",
            "rencana_tindak": [
                {
                    "kegiatan": "Menyusun rancangan keputusan",
                    "penanggung_jawab": "Bagian Hukum",
                    "waktu": "Agustus 2025",
                }
            ],
            "anggota": ANGGOTA,
            "unit_sekretariat": "Dinas Pemberdayaan Masyarakat dan Desa",
            "unsur": ["perencanaan", "pmd", "pupr"],
        },
        ("notula", "daftar-hadir", "daftar-susunan"),
    ),
    Act(
        "rancangan-sk-tkpkp",
        date(2025, 8, 13),
        {
            "judul_rancangan": "Pembentukan Tim Koordinasi Pembangunan Kawasan Perdesaan",
            "urgensi": "Usulan kawasan perdesaan memerlukan tim yang mengkaji dan "
            "mengoordinasikannya.",
            "tugas_tim": "Mengoordinasikan perencanaan kawasan perdesaan\n"
            "Mengkaji usulan kawasan perdesaan\n"
            "Memantau dan mengevaluasi pembangunan kawasan perdesaan",
            "sumber_dana": "Anggaran Pendapatan dan Belanja Daerah Kabupaten Tanah Laut",
            "tahun_anggaran": 2025,
            "paraf": ["kabag_hukum", "kepala_dinas", "asisten", "sekda"],
        },
        ("rancangan", "lembar-paraf"),
    ),
    Act(
        "penetapan-tkpkp",
        date(2025, 8, 20),
        {"nomor": "100.3.3.2/101/CONTOH/2025", "jenis_jabatan": "definitif"},
        ("keputusan",),
    ),
    Act(
        "rencana-kerja-tkpkp",
        date(2025, 8, 26),
        {
            "jadwal": [
                {
                    "kegiatan": "Pendampingan Musyawarah Desa",
                    "lokasi": "Kecamatan Takisung",
                    "waktu": "September 2025",
                    "petugas": "Dinas PMD",
                }
            ],
            "petugas": OFFICERS,
            **VISIT,
            "tim_kerja": [
                {
                    "nama": NAMA,
                    "jabatan": "Perencana Ahli Muda",
                    "unit": "Bappeda",
                    "kedudukan": "Anggota",
                }
            ],
            "tugas_tim_kerja": "Menyiapkan bahan rapat tim",
        },
        ("jadwal",),
    ),
)

BUPATI_ACT: Data = {"jenis_jabatan": "definitif", "penandatangan": NAMA}
