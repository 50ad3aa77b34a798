"""Samples of the records of deliberation and of the legal products."""

from dataclasses import replace

from documents.model import (
    Anggota,
    Ayat,
    Bab,
    BeritaAcaraKajian,
    BeritaAcaraMusyawarahAntarDesa,
    BeritaAcaraMusyawarahDesa,
    ButirKeputusan,
    KeputusanPenetapanKawasan,
    KeputusanTkpkp,
    Konsiderans,
    Office,
    Pasal,
    Penetapan,
    PeraturanBersamaKepalaDesa,
    Peserta,
    PihakDesa,
    Rekap,
    Signatory,
    Temuan,
)
from tests.documents import parts

TABANIO = parts.DESA[0]
MUSDES = BeritaAcaraMusyawarahDesa(
    kop=parts.KOP_DESA,
    nomor="400.10.2/003/CONTOH/2025",
    desa=TABANIO,
    kabupaten=parts.KABUPATEN,
    mengenai=parts.KAWASAN,
    acara=parts.acara("Balai Desa Tabanio"),
    pimpinan=parts.orang("Ketua Badan Permusyawaratan Desa"),
    sekretaris=parts.orang("Sekretaris Desa"),
    kehadiran=(
        Rekap("Pemerintah Desa", 5, 3),
        Rekap("Badan Permusyawaratan Desa", 5, 2),
        Rekap("Kelompok nelayan", 9, 4),
        Rekap("Kelompok perempuan", 0, 8),
    ),
    kelompok_perempuan=True,
    pokok_bahasan=("rencana kawasan perdesaan", "penggunaan aset desa"),
    menyetujui=True,
    aset_desa=True,
    uraian_aset="tanah kas desa di sekitar tempat pelelangan ikan",
    keputusan=(
        ButirKeputusan("Mengusulkan tema minawisata pesisir"),
        ButirKeputusan(
            "Mengusulkan pusat kawasan di Desa Takisung",
            mufakat=False,
            keberatan="sebagian peserta menghendaki pusat kawasan di Desa Tabanio",
        ),
    ),
    utusan=(parts.orang("Kepala Desa"), parts.orang("Wakil kelompok perempuan")),
    ketua_bpd=Signatory("Ketua BPD Tabanio", parts.NAMA, Office.DESA),
    kepala_desa=parts.kepala_desa(TABANIO),
    wakil_masyarakat=(
        Signatory("Wakil kelompok nelayan", parts.NAMA, Office.LEMBAGA),
        Signatory("Wakil kelompok perempuan", parts.NAMA, Office.LEMBAGA),
    ),
)

_PESERTA = tuple(
    Peserta(f"(nama utusan {nomor})", "P" if nomor % 2 else "L", desa.nama, unsur)
    for desa in parts.DESA
    for nomor, unsur in enumerate(("Pemerintah Desa", "BPD", "Kelompok perempuan"), start=1)
)
MAD = BeritaAcaraMusyawarahAntarDesa(
    nomor="400.10.2/004/CONTOH/2025",
    kabupaten=parts.KABUPATEN,
    mengenai=parts.KAWASAN,
    acara=parts.acara(),
    tujuan="Kesepakatan Pembentukan Kawasan Perdesaan Pesisir Takisung",
    desa=parts.DESA,
    pimpinan=Signatory("Ketua Sidang", parts.NAMA, Office.LEMBAGA),
    sekretaris=Signatory("Sekretaris Sidang", parts.NAMA, Office.LEMBAGA),
    pokok_bahasan=("tema kawasan", "deliniasi awal", "pengajuan usulan"),
    keputusan=(
        ButirKeputusan("Menetapkan tema kawasan minawisata pesisir"),
        ButirKeputusan("Menyetujui deliniasi awal yang meliputi empat desa"),
        ButirKeputusan("Mengajukan usulan kawasan kepada Bupati Tanah Laut melalui camat"),
    ),
    peserta=(
        *_PESERTA,
        Peserta("(nama peninjau)", "L", "Kecamatan Takisung", "Kecamatan", "peninjau"),
    ),
    kepala_desa=tuple(parts.kepala_desa(desa) for desa in parts.DESA),
    tindak_lanjut=("menyusun surat usulan", "melengkapi peta deliniasi"),
    mengetahui=(parts.CAMAT,),
)

KAJIAN = BeritaAcaraKajian(
    kop=parts.KOP_SETDA,
    nomor="400.10.3.4/005/CONTOH/2025",
    kabupaten=parts.KABUPATEN,
    kawasan=parts.KAWASAN,
    tema=parts.TEMA,
    acara=parts.acara("Ruang Rapat Bappeda"),
    tim="Tim Koordinasi Pembangunan Kawasan Perdesaan Kabupaten Tanah Laut",
    usulan="surat usulan para kepala desa tanggal 25 Juli 2025",
    desa=parts.DESA,
    temuan_rtrw=Temuan(
        "Kesesuaian RTRW",
        "Rencana tata ruang wilayah kabupaten",
        "Seluruh desa berada dalam kawasan peruntukan perikanan dan pariwisata.",
        sesuai=True,
    ),
    temuan_rpjmd=Temuan(
        "Kesesuaian RPJMD",
        "Rencana pembangunan jangka menengah daerah",
        "Tema sejalan dengan prioritas pembangunan wilayah pesisir.",
        sesuai=True,
    ),
    temuan_lain=(
        Temuan(
            "Tumpang tindih", "Daftar kawasan yang telah ditetapkan", "Tidak ada.", sesuai=None
        ),
    ),
    rekomendasi="direkomendasikan",
    catatan=("peta deliniasi agar dilengkapi koordinat batas",),
    ketua=replace(parts.SEKDA, jabatan="Sekretaris Daerah selaku Ketua Tim"),
    anggota=(
        parts.orang("Kepala Bappeda"),
        parts.orang("Kepala Dinas PMD"),
        parts.orang("Kepala Dinas PUPR"),
    ),
)

PENETAPAN = Penetapan(
    pembentuk="Bupati Tanah Laut",
    tempat="Pelaihari",
    penandatangan=parts.BUPATI,
    nomor="100.3.3.2/006/CONTOH/2025",
    tanggal=parts.TANGGAL,
)
TKPKP = KeputusanTkpkp(
    kop=parts.KOP_BUPATI,
    penetapan=PENETAPAN,
    konsiderans=parts.KONSIDERANS,
    tim="Tim Koordinasi Pembangunan Kawasan Perdesaan Kabupaten Tanah Laut",
    masa="Tahun Anggaran 2025",
    susunan=(
        Anggota("Pengarah", "Bupati Tanah Laut"),
        Anggota("Ketua", "Sekretaris Daerah", "Sekretariat Daerah"),
        Anggota("Wakil Ketua", "Kepala Bappeda", "Bappeda"),
        Anggota("Sekretaris", "Kepala Dinas Pemberdayaan Masyarakat dan Desa", "Dinas PMD"),
        Anggota("Anggota", "Kepala Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR"),
        Anggota("Anggota", "Camat Takisung", "Kecamatan"),
    ),
    tugas=(
        "mengoordinasikan perencanaan pembangunan kawasan perdesaan",
        "melaksanakan kajian atas usulan kawasan perdesaan",
        "memantau dan mengevaluasi pembangunan kawasan perdesaan",
    ),
    sekretariat="Dinas Pemberdayaan Masyarakat dan Desa",
    bertanggung_jawab="Bupati Tanah Laut",
    pendanaan="Anggaran Pendapatan dan Belanja Daerah Kabupaten Tanah Laut",
    tembusan=("Gubernur Kalimantan Selatan", "Anggota Tim"),
)

SK_KAWASAN = KeputusanPenetapanKawasan(
    kop=parts.KOP_BUPATI,
    penetapan=replace(PENETAPAN, nomor="100.3.3.2/007/CONTOH/2025"),
    konsiderans=Konsiderans(
        parts.KONSIDERANS.menimbang,
        parts.KONSIDERANS.mengingat,
        ("Berita Acara Kajian tanggal 30 Juli 2025",),
    ),
    kabupaten=parts.KABUPATEN,
    kawasan=parts.KAWASAN,
    tema=parts.TEMA,
    desa=parts.DESA,
    pelaksana="Tim Koordinasi Pembangunan Kawasan Perdesaan Kabupaten Tanah Laut",
    pendanaan="Anggaran Pendapatan dan Belanja Daerah Kabupaten Tanah Laut",
)

_JUDUL = (
    ("a", "Ruang Lingkup"),
    ("b", "Bidang Kerja Sama"),
    ("c", "Tata Cara dan Ketentuan Pelaksanaan"),
    ("d", "Jangka Waktu"),
    ("e", "Hak dan Kewajiban"),
    ("f", "Pendanaan"),
    ("g", "Perubahan, Penundaan, dan Pembatalan"),
    ("h", "Penyelesaian Perselisihan"),
)
PERBERSAMA = PeraturanBersamaKepalaDesa(
    kabupaten=parts.KABUPATEN,
    tentang="Kerja Sama Antardesa dalam Kawasan Perdesaan Pesisir Takisung",
    tahun=2025,
    tempat="Takisung",
    tanggal=parts.TANGGAL,
    pihak=tuple(
        PihakDesa(desa, parts.kepala_desa(desa), parts.sekretaris_desa(desa), str(nomor))
        for nomor, desa in enumerate(parts.DESA, start=1)
    ),
    konsiderans=parts.KONSIDERANS,
    bab=tuple(
        Bab(
            judul,
            (
                Pasal((Ayat(f"{judul} diatur menurut kesepakatan para kepala desa."),)),
                Pasal(
                    (
                        Ayat("Para pihak sepakat untuk:", ("bekerja sama", "saling membantu")),
                        Ayat("Kesepakatan dilaksanakan dengan iktikad baik."),
                    )
                ),
            ),
            materi,
        )
        for materi, judul in _JUDUL
    ),
)

__all__ = ["KAJIAN", "MAD", "MUSDES", "PERBERSAMA", "SK_KAWASAN", "TKPKP"]
