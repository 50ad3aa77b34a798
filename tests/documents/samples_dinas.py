"""Samples of the letters between offices, of assignments and of the papers of meetings."""

from dataclasses import replace
from datetime import date

from documents.model import (
    DaftarHadir,
    Hadirin,
    Kiriman,
    LembarDisposisi,
    Notula,
    Office,
    PengumumanPenetapan,
    Petugas,
    Signatory,
    SuratPengantar,
    SuratPermintaanDukungan,
    SuratPermintaanInventarisasi,
    SuratTugas,
    SuratUsulProgram,
    Tabel,
    TindakLanjut,
    UndanganMusyawarahDesa,
)
from tests.documents import parts

TABANIO = parts.DESA[0]
NOMOR = "400.10.3.4/020/CONTOH/2025"
PENETAPAN = (
    "Keputusan Bupati Tanah Laut Nomor 100.3.3.2/007/CONTOH/2025 tanggal 25 Juli 2025 tentang "
    "Penetapan Lokasi Kawasan Perdesaan Pesisir Takisung"
)
PROGRAM = Tabel(
    kolom=("Program", "Lokasi", "Pelaksana", "Sumber Dana", "Pagu (Rp)"),
    baris=(
        ("Peningkatan jalan poros antardesa", "Tabanio", "Dinas PUPR", "APBD", "500.000.000,00"),
        ("Rumah kemas ikan kering", "Takisung", "Dinas PMD", "APBN", "350.000.000,00"),
    ),
    jumlah=("Jumlah", "", "", "", "850.000.000,00"),
    judul="Matriks program",
    kanan=1,
)

DUKUNGAN = SuratPermintaanDukungan(
    kop=replace(
        parts.KOP_SETDA, baris=("Pemerintah Provinsi Kalimantan Selatan", "Sekretariat Daerah")
    ),
    head=replace(
        parts.head(
            "Dukungan Pembentukan Kawasan Perdesaan",
            "Bupati Tanah Laut",
            tempat="Banjarbaru",
            di="Pelaihari",
        ),
        sifat="Segera",
    ),
    kabupaten=parts.KABUPATEN,
    maksud="pembentukan kawasan perdesaan",
    dukungan=(
        "penugasan perangkat daerah untuk mendampingi tim fasilitasi",
        "pembentukan tim koordinasi pembangunan kawasan perdesaan kabupaten",
        "penyediaan data desa calon anggota kawasan",
    ),
    penandatangan=replace(parts.SEKDA_AN, atas_nama="Gubernur Kalimantan Selatan"),
    calon_lokasi=("desa-desa pesisir di Kecamatan Takisung",),
    narahubung=(parts.orang("Kepala Bidang Pengembangan Kawasan Perdesaan", "nomor telepon"),),
    tembusan=("Gubernur Kalimantan Selatan",),
)

INVENTARISASI = SuratPermintaanInventarisasi(
    kop=parts.KOP_DPMD_KABUPATEN,
    head=replace(
        parts.head("Permintaan Inventarisasi", "Kepala Desa Tabanio", di="Tabanio"),
        melalui=("Camat Takisung",),
    ),
    kawasan=parts.KAWASAN,
    desa=TABANIO,
    data_diminta=(
        "wilayah desa",
        "potensi ekonomi",
        "mobilitas penduduk",
        "sarana dan prasarana",
    ),
    tenggat=date(2025, 8, 15),
    formulir=Tabel(
        kolom=("Data", "Uraian"),
        baris=(
            ("Wilayah desa", ""),
            ("Potensi ekonomi", ""),
            ("Mobilitas penduduk", ""),
            ("Sarana dan prasarana", ""),
        ),
        judul="Formulir inventarisasi",
    ),
    penandatangan=parts.KADIS_KABUPATEN,
    tembusan=("Camat Takisung",),
)

UNDANGAN_MUSDES = UndanganMusyawarahDesa(
    kop=replace(
        parts.KOP_DESA,
        baris=(
            "Pemerintah Kabupaten Tanah Laut",
            "Kecamatan Takisung",
            "Badan Permusyawaratan Desa Tabanio",
        ),
    ),
    head=parts.head("Undangan Musyawarah Desa", "Undangan terlampir", tempat="Tabanio"),
    desa=TABANIO,
    mengenai=parts.KAWASAN,
    acara=parts.acara("Balai Desa Tabanio"),
    pokok_bahasan=("rencana kawasan perdesaan", "penggunaan aset dan tata ruang desa"),
    unsur=("Kepala Desa dan perangkat desa", "anggota BPD", "kelompok nelayan", "perempuan"),
    penandatangan=Signatory(
        "Ketua Badan Permusyawaratan Desa Tabanio", parts.NAMA, Office.LEMBAGA
    ),
    tembusan=("Camat Takisung",),
)

USUL_PROGRAM = SuratUsulProgram(
    kop=parts.KOP_BUPATI,
    head=parts.head(
        "Usulan Program Pembangunan Kawasan Perdesaan",
        "Gubernur Kalimantan Selatan",
        di="Banjarbaru",
    ),
    kawasan=parts.KAWASAN,
    penetapan=PENETAPAN,
    rencana="Peraturan Bupati Tanah Laut Nomor 7 Tahun 2026",
    program=PROGRAM,
    penandatangan=parts.BUPATI,
    pagu=850_000_000,
    tembusan=("Kepala Bappeda Provinsi Kalimantan Selatan",),
)

PENGUMUMAN = PengumumanPenetapan(
    kop=parts.KOP_SETDA,
    tempat="Pelaihari",
    kabupaten=parts.KABUPATEN,
    kawasan=parts.KAWASAN,
    tema=parts.TEMA,
    keputusan=PENETAPAN,
    desa=parts.DESA,
    salinan="laman jaringan dokumentasi dan informasi hukum (alamat laman)",
    layanan=(
        "penetapan berlaku sejak tanggal ditetapkan",
        "keterangan dapat diperoleh pada Dinas Pemberdayaan Masyarakat dan Desa",
    ),
    penandatangan=parts.SEKDA_AN,
    nomor="100.3.4/021/CONTOH/2025",
    tanggal=parts.TANGGAL,
)

TUGAS = SuratTugas(
    kop=parts.KOP_DPMD_KABUPATEN,
    tempat="Pelaihari",
    dasar=(
        "Undang-Undang Nomor 6 Tahun 2014 tentang Desa",
        "rencana kerja tim koordinasi tahun 2025",
    ),
    petugas=(
        Petugas(
            parts.NAMA,
            "Kepala Bidang Pembangunan Kawasan Perdesaan",
            "Pembina (IV/a)",
            "1" * 18,
        ),
        Petugas(parts.NAMA, "Penggerak Swadaya Masyarakat Ahli Muda"),
    ),
    untuk=("memeriksa data inventarisasi desa di lapangan",),
    lokasi="Kecamatan Takisung",
    mulai=date(2025, 8, 19),
    selesai=date(2025, 8, 21),
    penandatangan=parts.KADIS_KABUPATEN,
    nomor="800.1.11.1/022/CONTOH/2025",
    tanggal=parts.TANGGAL,
    biaya="Anggaran Pendapatan dan Belanja Daerah Kabupaten Tanah Laut",
    jadwal=Tabel(
        ("Kegiatan", "Lokasi", "Waktu"),
        (
            ("Pemeriksaan data", "Tabanio", "19 Agustus 2025"),
            ("Pemeriksaan data", "Takisung", "20 Agustus 2025"),
        ),
        judul="Jadwal kunjungan",
    ),
    tembusan=("Camat Takisung",),
)

DISPOSISI = LembarDisposisi(
    kop=parts.KOP_SETDA,
    surat_dari="Kepala Dinas Pemberdayaan Masyarakat dan Desa Provinsi Kalimantan Selatan",
    nomor_surat=NOMOR,
    tanggal_surat=parts.TANGGAL,
    hal="Permohonan Audiensi Pembentukan Kawasan Perdesaan",
    diterima=date(2025, 7, 28),
    nomor_agenda="117",
    sifat=("Biasa", "Segera", "Sangat Segera"),
    sifat_dipilih="Segera",
    diteruskan=(
        "Asisten Pemerintahan dan Kesejahteraan Rakyat",
        "Kepala Dinas Pemberdayaan Masyarakat dan Desa",
        "Kepala Bappeda",
    ),
    harap=("Ditindaklanjuti", "Diwakili", "Disiapkan bahan", "Diketahui"),
    harap_dipilih=("Disiapkan bahan",),
    catatan="Siapkan daftar desa calon anggota kawasan.",
    penandatangan=parts.SEKDA,
)

PENGANTAR = SuratPengantar(
    kop=replace(
        parts.KOP_DESA,
        pejabat=Office.CAMAT,
        baris=("Pemerintah Kabupaten Tanah Laut", "Kecamatan Takisung"),
        alamat=("Jalan (nama jalan), Takisung (kode pos)",),
    ),
    head=parts.head(
        "dipergunakan sebagaimana mestinya",
        "Kepala Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Tanah Laut",
        tempat="Takisung",
        di="Pelaihari",
    ),
    kiriman=(
        Kiriman("Data inventarisasi Desa Tabanio", "1 (satu) berkas", "Asli"),
        Kiriman("Peta desa", "1 (satu) lembar"),
    ),
    penerima="Kepala Dinas Pemberdayaan Masyarakat dan Desa Kabupaten Tanah Laut",
    penandatangan=parts.CAMAT,
)

HADIR = DaftarHadir(
    kop=parts.KOP_SETDA,
    acara=parts.acara("Ruang Rapat Barakat, Kantor Bupati Tanah Laut"),
    agenda="Pembahasan susunan keanggotaan TKPKP Kabupaten Tanah Laut",
    asal="Instansi",
    hadirin=(
        Hadirin(parts.NAMA, "Sekretaris Daerah", "Sekretariat Daerah", "L"),
        Hadirin(parts.NAMA, "Kepala Bappeda", "Bappeda", "P"),
        Hadirin(parts.NAMA, "Kepala Dinas PMD", "Dinas PMD", "L"),
        Hadirin(parts.NAMA, "Kepala Bidang", "Dinas PMD", "P"),
    ),
    penandatangan=parts.SEKDA,
)

NOTULA = Notula(
    kop=parts.KOP_SETDA,
    rapat="Rapat Koordinasi Penyusunan Keanggotaan TKPKP",
    acara=parts.acara("Ruang Rapat Barakat, Kantor Bupati Tanah Laut"),
    agenda=("Pemaparan calon lokasi", "Pembahasan susunan tim"),
    undangan=f"Surat Sekretaris Daerah Nomor {NOMOR} tanggal 25 Juli 2025",
    pembahasan=(
        "Dinas PMD memaparkan calon lokasi kawasan perdesaan.",
        "Bappeda meminta kesesuaian rencana tata ruang diperiksa lebih dahulu.",
    ),
    kesimpulan=("Susunan keanggotaan disepakati.", "Sekretariat berkedudukan di Dinas PMD."),
    peserta=(parts.orang("Kepala Bappeda"), parts.orang("Camat Takisung")),
    jumlah_peserta=9,
    tindak_lanjut=(
        TindakLanjut("Menyusun rancangan keputusan", "Bagian Hukum", "15 Agustus 2025"),
    ),
    pimpinan=replace(parts.SEKDA, jabatan="Pimpinan Rapat"),
    notulis=Signatory("Notulis", parts.NAMA, Office.LEMBAGA),
)
