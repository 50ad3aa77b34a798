"""Samples of the letters."""

from dataclasses import replace
from datetime import date, time

from documents.model import (
    Acara,
    AgendaItem,
    Bagian,
    NotaDinas,
    NotaDinasParaf,
    SuratPermohonanAudiensi,
    SuratUsulanKawasan,
    UndanganMusyawarahAntarDesa,
    UndanganRapatKoordinasi,
)
from tests.documents import parts

AUDIENSI = SuratPermohonanAudiensi(
    kop=parts.KOP_DINAS,
    head=replace(
        parts.head(
            "Permohonan Audiensi Pembentukan Kawasan Perdesaan",
            "Sekretaris Daerah Kabupaten Tanah Laut",
            tempat="Banjarbaru",
            di="Pelaihari",
        ),
        sifat="Segera",
    ),
    kabupaten=parts.KABUPATEN,
    maksud="fasilitasi pembentukan kawasan perdesaan",
    pokok_bahasan=(
        "pembentukan Tim Koordinasi Pembangunan Kawasan Perdesaan kabupaten",
        "perencanaan kawasan, penguatan BUM Desa Bersama, dan penentuan lokasi",
        "jadwal fasilitasi oleh Dinas Pemberdayaan Masyarakat dan Desa Provinsi",
    ),
    usul_waktu=(
        parts.acara("Ruang Rapat Sekretaris Daerah"),
        Acara(date(2025, 7, 31), time(13, 30), "WITA", "Ruang Rapat Sekretaris Daerah"),
    ),
    penandatangan=parts.KADIS,
    delegasi=(
        parts.orang("Kepala Bidang Pengembangan Kawasan Perdesaan", "Ketua delegasi"),
        parts.orang("Penggerak Swadaya Masyarakat Ahli Muda"),
    ),
    narahubung=(parts.orang("Kepala Bidang Pengembangan Kawasan Perdesaan", "nomor telepon"),),
    tembusan=("Gubernur Kalimantan Selatan", "Bupati Tanah Laut"),
)

NOTA = NotaDinas(
    kop=parts.KOP_DPMD_KABUPATEN,
    head=replace(
        parts.head(
            "Telaahan calon lokasi kawasan perdesaan", "Sekretaris Daerah Kabupaten Tanah Laut"
        ),
        nomor="400.10.3.4/002/CONTOH/2025",
    ),
    dari="Kepala Dinas Pemberdayaan Masyarakat dan Desa",
    bagian=(
        Bagian("Persoalan", ("Lokasi kawasan perdesaan belum ditetapkan.",)),
        Bagian(
            "Fakta",
            butir=(
                "empat desa pesisir di Kecamatan Takisung berbatasan langsung",
                "keempat desa memiliki potensi perikanan tangkap dan wisata pantai",
            ),
        ),
        Bagian("Saran", ("Kiranya rapat koordinasi dapat segera dilaksanakan.",)),
    ),
    penandatangan=parts.KADIS_KABUPATEN,
    tembusan=("Kepala Bappeda Kabupaten Tanah Laut", "Kepala Bagian Hukum Sekretariat Daerah"),
)

NOTA_PARAF = NotaDinasParaf(
    kop=parts.KOP_DPMD_KABUPATEN,
    head=parts.head("Permohonan Paraf Koordinasi", "Kepala Bagian Hukum Sekretariat Daerah"),
    dari="Kepala Dinas Pemberdayaan Masyarakat dan Desa",
    pembuka=("Menindaklanjuti hasil rapat koordinasi, rancangan keputusan telah kami susun.",),
    judul_rancangan="Keputusan Bupati Tanah Laut tentang Pembentukan Tim Koordinasi",
    pemaraf=(
        parts.orang("Kepala Bagian Hukum"),
        parts.orang("Kepala Dinas Pemberdayaan Masyarakat dan Desa"),
        parts.orang("Asisten Pemerintahan dan Kesejahteraan Rakyat"),
        parts.orang("Sekretaris Daerah"),
    ),
    penandatangan=parts.KADIS_KABUPATEN,
    tembusan=("Sekretaris Daerah Kabupaten Tanah Laut",),
)

RAPAT = UndanganRapatKoordinasi(
    kop=parts.KOP_SETDA,
    head=parts.head("Undangan Rapat Koordinasi", "(daftar terlampir)", di="Pelaihari"),
    acara=parts.acara("Ruang Rapat Barakat, Kantor Bupati Tanah Laut"),
    agenda="Pembahasan susunan keanggotaan TKPKP Kabupaten Tanah Laut",
    tujuan="pembentukan Tim Koordinasi Pembangunan Kawasan Perdesaan Kabupaten Tanah Laut",
    undangan=(
        "Kepala Bappeda",
        "Kepala Dinas Pemberdayaan Masyarakat dan Desa",
        "Kepala Dinas Pekerjaan Umum dan Penataan Ruang",
        "Kepala Bagian Hukum Sekretariat Daerah",
        "Camat Takisung",
    ),
    penandatangan=parts.SEKDA_AN,
    susunan_acara=(
        AgendaItem("09.00–09.15", "Pembukaan", "Sekretaris Daerah"),
        AgendaItem("09.15–11.15", "Pembahasan susunan tim", "Dinas PMD"),
        AgendaItem("11.15–11.30", "Penutup", "Sekretaris Daerah"),
    ),
    pakaian="Dinas harian",
    catatan="Membawa nama pejabat yang diusulkan sebagai anggota",
    tembusan=("Bupati Tanah Laut",),
)

UNDANGAN_MAD = UndanganMusyawarahAntarDesa(
    kop=parts.KOP_BKAD,
    head=parts.head(
        "Undangan Musyawarah Antar Desa",
        *(f"Kepala Desa {desa.nama}" for desa in parts.DESA),
        tempat="Takisung",
    ),
    acara=parts.acara(),
    mengenai=f"rencana pembentukan {parts.KAWASAN}",
    desa=parts.DESA,
    pokok_bahasan=("tema kawasan", "deliniasi awal kawasan", "kerja sama antardesa"),
    unsur=("Pemerintah Desa", "Badan Permusyawaratan Desa", "masyarakat, termasuk perempuan"),
    penandatangan=parts.KETUA_BKAD,
    utusan_per_desa=6,
    tembusan=("Camat Takisung",),
)

USULAN = SuratUsulanKawasan(
    kop=parts.KOP_BKAD,
    head=replace(
        parts.head(
            "Usulan Penetapan Kawasan Perdesaan",
            "Bupati Tanah Laut",
            tempat="Takisung",
            di="Pelaihari",
        ),
        melalui=("Camat Takisung",),
    ),
    kabupaten=parts.KABUPATEN,
    kawasan=parts.KAWASAN,
    tema=parts.TEMA,
    desa=parts.DESA,
    potensi=("perikanan tangkap dan tempat pelelangan ikan", "wisata pantai", "mangrove"),
    berkas=(
        "berita acara Musyawarah Desa dari setiap desa",
        "berita acara Musyawarah Antar Desa",
        "peta deliniasi kawasan",
    ),
    penandatangan=tuple(parts.kepala_desa(desa) for desa in parts.DESA),
    mengetahui=(parts.CAMAT,),
    tembusan=("Kepala Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Tanah Laut",),
)
