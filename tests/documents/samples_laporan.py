"""Samples of the reports, the staff advice and the legal products of teams and plans."""

from dataclasses import replace

from documents.model import (
    Anggota,
    Ayat,
    Bab,
    Bagian,
    KeputusanTimKerja,
    KeputusanTkpkpKawasan,
    LaporanBerkala,
    LaporanHasilRapat,
    LaporanKajian,
    Pasal,
    Penetapan,
    PeraturanBupatiRpkp,
    Tabel,
    TelaahanStaf,
)
from tests.documents import parts
from tests.documents.samples_dinas import PENETAPAN, PROGRAM

DANA = "Anggaran Pendapatan dan Belanja Daerah Kabupaten Tanah Laut"
NILAI = Tabel(
    kolom=("Kriteria", "Penilaian", "Skor"),
    baris=(
        ("Letak desa", "Sehamparan", "4"),
        ("Potensi unggulan", "Perikanan dan wisata", "5"),
    ),
    judul="Hasil penilaian",
    kanan=1,
)
DAFTAR_DESA = Tabel(
    kolom=("Desa", "Kecamatan", "Kode Wilayah"),
    baris=tuple((desa.nama, desa.kecamatan, desa.kode) for desa in parts.DESA),
    judul="Daftar desa",
)

TELAAHAN = TelaahanStaf(
    kop=parts.KOP_DPMD_KABUPATEN,
    head=parts.head("Calon Kawasan Perdesaan Pesisir Takisung", "Sekretaris Daerah"),
    dari="Kepala Dinas Pemberdayaan Masyarakat dan Desa",
    data_per="30 Juni 2025",
    persoalan=("Lokasi kawasan perdesaan di pesisir belum ditetapkan.",),
    praanggapan=("desa bersedia bekerja sama", "rencana tata ruang tidak berubah"),
    fakta=("empat desa bersebelahan di pesisir", "hasil tangkapan dijual tanpa diolah"),
    analisis=("Pengelolaan bersama menambah nilai hasil laut. Pilihan yang tersedia:",),
    pilihan=("menunggu usulan desa", "memulai fasilitasi di empat desa"),
    simpulan=("Empat desa layak difasilitasi.",),
    saran=("Kiranya fasilitasi dapat dimulai pada bulan Agustus 2025.",),
    penandatangan=parts.KADIS_KABUPATEN,
    lampiran=(DAFTAR_DESA, NILAI),
)

_RAPAT = (
    Bagian("Pendahuluan", ("Rapat koordinasi diselenggarakan untuk menyusun keanggotaan tim.",)),
    Bagian("Kegiatan yang Dilaksanakan", ("Rapat dipimpin Sekretaris Daerah.",)),
    Bagian("Hasil yang Dicapai", butir=("susunan keanggotaan disepakati",)),
    Bagian("Simpulan dan Saran", ("Rancangan keputusan segera disusun.",)),
    Bagian("Penutup", ("Demikian laporan ini disampaikan.",)),
)
LAPORAN_RAPAT = LaporanHasilRapat(
    kop=parts.KOP_DPMD_KABUPATEN,
    head=parts.head("Hasil Rapat Koordinasi", "Sekretaris Daerah Kabupaten Tanah Laut"),
    bagian=_RAPAT,
    penandatangan=parts.KADIS_KABUPATEN,
    lampiran=(
        Tabel(
            ("Jabatan", "Instansi"),
            (("Kepala Bappeda", "Bappeda"), ("Camat Takisung", "Kecamatan")),
            judul="Daftar peserta",
        ),
    ),
)
LAPORAN_KAJIAN = LaporanKajian(
    kop=parts.KOP_SETDA,
    head=parts.head(f"Kajian Kesesuaian Usulan {parts.KAWASAN}", "Bupati Tanah Laut"),
    bagian=(
        Bagian("Pendahuluan", ("Usulan para kepala desa telah dikaji.",)),
        Bagian(
            "Hasil Kajian",
            butir=(
                "sesuai dengan rencana tata ruang wilayah kabupaten",
                "sejalan dengan rencana pembangunan jangka menengah daerah",
            ),
        ),
        Bagian("Simpulan dan Saran", ("Usulan direkomendasikan untuk ditetapkan.",)),
        Bagian("Penutup", ("Demikian laporan ini disampaikan.",)),
    ),
    penandatangan=replace(parts.SEKDA, jabatan="Sekretaris Daerah selaku Ketua Tim"),
    lampiran=(DAFTAR_DESA, NILAI),
)
LAPORAN_BERKALA = LaporanBerkala(
    kop=parts.KOP_DPMD_KABUPATEN,
    head=parts.head(f"Pelaksanaan {parts.KAWASAN} Tahun 2026", "Bupati Tanah Laut"),
    bagian=(
        Bagian("Pendahuluan", ("Laporan meliputi bulan Januari sampai dengan Desember 2026.",)),
        Bagian("Capaian", butir=("jalan poros antardesa selesai dibangun",)),
        Bagian("Kendala", butir=("gelombang tinggi menunda pembangunan dermaga",)),
        Bagian("Saran", butir=("jadwal dermaga digeser ke musim teduh",)),
        Bagian("Penutup", ("Demikian laporan ini disampaikan.",)),
    ),
    penandatangan=parts.KADIS_KABUPATEN,
    tembusan=("Kepala Dinas PMD Provinsi Kalimantan Selatan",),
)

TIM_KERJA = KeputusanTimKerja(
    kop=parts.KOP_SETDA,
    penetapan=Penetapan(
        "Sekretaris Daerah Kabupaten Tanah Laut",
        "Pelaihari",
        parts.SEKDA,
        "100.3.3/023/CONTOH/2025",
        parts.TANGGAL,
    ),
    konsiderans=parts.KONSIDERANS,
    tim="Tim Kerja Sekretariat TKPKP Kabupaten Tanah Laut",
    masa="Tahun Anggaran 2025",
    susunan=(
        Anggota("Koordinator", "Kepala Bidang Kawasan Perdesaan", "Dinas PMD"),
        Anggota("Anggota", "Perencana Ahli Muda", "Bappeda"),
    ),
    tugas=("menyiapkan bahan rapat tim koordinasi", "menghimpun data desa calon anggota"),
    sekretariat="Dinas Pemberdayaan Masyarakat dan Desa",
    bertanggung_jawab="Sekretaris Daerah Kabupaten Tanah Laut",
    pendanaan=DANA,
)
TKPKP_KAWASAN = KeputusanTkpkpKawasan(
    kop=parts.KOP_BUPATI,
    penetapan=Penetapan(
        "Bupati Tanah Laut", "Pelaihari", parts.BUPATI, "100.3.3.2/024/CONTOH/2026", parts.TANGGAL
    ),
    konsiderans=replace(parts.KONSIDERANS, memperhatikan=(PENETAPAN,)),
    tim="Tim Koordinasi Pembangunan Kawasan Perdesaan Pesisir Takisung",
    masa="",
    susunan=(
        Anggota("Ketua", "Camat Takisung", "Kecamatan"),
        Anggota("Sekretaris", "Ketua Badan Kerja Sama Antardesa", "BKAD"),
        Anggota("Anggota", "Kepala Desa Tabanio", "Desa"),
    ),
    tugas=("mengelola pelaksanaan program kawasan", "melaporkan pelaksanaan program"),
    sekretariat="Kantor Camat Takisung",
    bertanggung_jawab="Bupati Tanah Laut melalui TKPKP Kabupaten Tanah Laut",
    pendanaan=DANA,
    tembusan=("Gubernur Kalimantan Selatan",),
)

RPKP = PeraturanBupatiRpkp(
    kop=replace(parts.KOP_BUPATI, baris=("Bupati Tanah Laut", "Provinsi Kalimantan Selatan")),
    kabupaten=parts.KABUPATEN,
    kawasan=parts.KAWASAN,
    tahun=2026,
    periode="Tahun 2026–2030",
    penetapan=Penetapan("Bupati Tanah Laut", "Pelaihari", parts.BUPATI, "7", parts.TANGGAL),
    konsiderans=parts.KONSIDERANS,
    bab=(
        Bab(
            "Ketentuan Umum",
            (Pasal((Ayat("Kawasan adalah Kawasan Perdesaan Pesisir Takisung."),)),),
        ),
        Bab(
            "Isu Strategis, Tujuan, dan Sasaran",
            (
                Pasal((Ayat("Isu strategis kawasan meliputi:", ("hasil laut", "jalan poros")),)),
                Pasal(
                    (
                        Ayat("Tujuan pembangunan kawasan adalah kesejahteraan warga pesisir."),
                        Ayat("Sasaran ditetapkan setiap tahun."),
                    )
                ),
            ),
        ),
    ),
    program=PROGRAM,
    pengundang=replace(parts.SEKDA, jabatan="Sekretaris Daerah Kabupaten Tanah Laut"),
    tanggal_diundangkan=parts.TANGGAL,
    nomor_berita_daerah="7",
)
