"""Samples of what founding villages write, one by one and together."""

from datetime import date

from documents.model import (
    Ayat,
    Bab,
    Bagian,
    KeputusanDelegasiDesa,
    Konsiderans,
    Lampiran,
    Office,
    Pasal,
    Penetapan,
    PeraturanBersamaArt,
    PeraturanBersamaBkad,
    PeraturanBersamaPendirian,
    PeraturanDesa,
    PihakDesa,
    Signatory,
    SuratJawabanPenawaran,
    SuratKuasa,
    SuratPenawaranKerjaSama,
    Tabel,
    Utusan,
)
from tests.documents import parts

USAHA = "BUM Desa bersama Pesisir Takisung"
DESA = parts.DESA[0]
KADES = parts.kepala_desa(DESA)
DIREKTUR = Signatory("Direktur", parts.NAMA, Office.LEMBAGA)
PENGAWAS = Signatory("Ketua Pengawas", parts.NAMA, Office.LEMBAGA)
PENASIHAT = Signatory("Ketua Dewan Penasihat", parts.NAMA, Office.LEMBAGA)
PEMOHON = Signatory("Kepala Desa Takisung", parts.NAMA, Office.DESA)

MODAL = Tabel(
    ("Pemilik Modal", "Bentuk", "Bagian (%)", "Jumlah (Rp)"),
    (
        *((f"Desa {desa.nama}", "uang", "20,00", "40.000.000,00") for desa in parts.DESA),
        ("Masyarakat desa", "uang", "20,00", "40.000.000,00"),
    ),
    ("Jumlah", "", "", "200.000.000,00"),
    judul="Penyertaan modal",
    kanan=1,
)
ORGAN = Tabel(
    ("Organ", "Kedudukan", "Nama", "Masa Jabatan"),
    (
        ("penasihat", "Ketua Dewan Penasihat", parts.NAMA, "selama menjabat"),
        ("pelaksana", "Direktur", parts.NAMA, "5 tahun"),
        ("pengawas", "Ketua Pengawas", parts.NAMA, "5 tahun"),
    ),
    judul="Susunan organ",
)


def bab(judul: str, materi: str, *texts: str, tabel: Tabel | None = None) -> Bab:
    """A chapter of one pasal."""
    return Bab(judul, (Pasal(tuple(Ayat(text) for text in texts), tabel),), materi)


PENAWARAN = SuratPenawaranKerjaSama(
    kop=parts.KOP_DESA,
    head=parts.head("Penawaran Kerja Sama Antardesa", "Kepala Desa Takisung", tempat="Tabanio"),
    desa=DESA,
    usaha=f"pendirian {USAHA}",
    pokok=(
        Bagian("Bidang atau potensi yang ditawarkan", butir=("pengolahan hasil laut",)),
        Bagian("Ruang lingkup", butir=("pengadaan bahan baku", "pengolahan", "pemasaran")),
        Bagian("Jangka waktu", butir=("tidak terbatas",)),
    ),
    penandatangan=KADES,
    dasar=("Undang-Undang Nomor 6 Tahun 2014 tentang Desa",),
    tembusan=("Camat Takisung",),
)
JAWABAN = SuratJawabanPenawaran(
    kop=parts.KOP_DESA,
    head=parts.head("Jawaban Penawaran Kerja Sama", "Kepala Desa Takisung", tempat="Tabanio"),
    desa=DESA,
    usaha=f"pendirian {USAHA}",
    penawaran="surat Kepala Desa Takisung tanggal 25 Juli 2025",
    bersedia=True,
    usul=("modal awal dibahas kembali dalam Musyawarah Antar Desa",),
    penandatangan=KADES,
    tembusan=("Camat Takisung",),
)
DELEGASI = KeputusanDelegasiDesa(
    kop=parts.KOP_DESA,
    penetapan=Penetapan(
        "Kepala Desa Tabanio", "Tabanio", KADES, "100.3.3/008/CONTOH/2025", parts.TANGGAL
    ),
    konsiderans=parts.KONSIDERANS,
    desa=DESA,
    musyawarah=f"Musyawarah Antar Desa Pendirian {USAHA}",
    utusan=(
        Utusan("(nama utusan 1)", "L", "Pemerintah desa", "berhak suara"),
        Utusan("(nama utusan 2)", "L", "Badan Permusyawaratan Desa", "berhak suara"),
        Utusan("(nama utusan 3)", "P", "Kelompok perempuan", "berhak suara"),
    ),
    tugas=("menyampaikan keputusan Musyawarah Desa", "melaporkan hasil musyawarah"),
    masa="sampai dengan selesainya Musyawarah Antar Desa",
    tembusan=("Camat Takisung", "Ketua Badan Permusyawaratan Desa Tabanio"),
)
KUASA = SuratKuasa(
    kabupaten=parts.KABUPATEN,
    tempat="Takisung",
    pemberi=tuple(parts.kepala_desa(desa) for desa in parts.DESA),
    penerima=PEMOHON,
    keperluan=f"Pengajuan Nama dan Pendaftaran {USAHA}",
    lingkup=("mengajukan nama", "mendaftarkan badan hukum"),
    nomor="400.10.7/009/CONTOH/2025",
    tanggal=parts.TANGGAL,
    berlaku="sampai dengan sertifikat badan hukum diterbitkan",
    mengetahui=(parts.CAMAT,),
    kop=parts.KOP_BKAD,
)
PERDES = PeraturanDesa(
    kop=parts.KOP_DESA,
    kabupaten=parts.KABUPATEN,
    desa=DESA,
    tentang=f"Penyertaan Modal Desa pada {USAHA}",
    tahun=2025,
    konsiderans=parts.KONSIDERANS,
    bab=(
        bab("Ketentuan Umum", "", "Desa adalah Desa Tabanio."),
        bab(
            "Besar dan Bentuk Penyertaan Modal",
            "",
            "Desa menyertakan modal sebesar Rp40.000.000,00 (empat puluh juta rupiah).",
            "Penyertaan modal desa berbentuk uang.",
        ),
    ),
    bpd="Badan Permusyawaratan Desa Tabanio",
    kepala_desa=KADES,
    sekretaris_desa=parts.sekretaris_desa(DESA),
    nomor="2",
    tanggal=parts.TANGGAL,
    tanggal_diundangkan=date(2025, 7, 28),
)
_PIHAK = tuple(
    PihakDesa(desa, parts.kepala_desa(desa), parts.sekretaris_desa(desa), str(nomor))
    for nomor, desa in enumerate(parts.DESA, start=2)
)
BKAD = PeraturanBersamaBkad(
    kabupaten=parts.KABUPATEN,
    tentang="Pembentukan Badan Kerja Sama Antardesa",
    tahun=2025,
    tempat="Takisung",
    pihak=_PIHAK,
    konsiderans=parts.KONSIDERANS,
    bab=(
        bab("Pembentukan dan Kedudukan", "", "Dibentuk Badan Kerja Sama Antardesa Takisung."),
        bab("Tugas", "", "Badan kerja sama melaksanakan kerja sama antardesa."),
    ),
    tanggal=parts.TANGGAL,
)
PENDIRIAN = PeraturanBersamaPendirian(
    kabupaten=parts.KABUPATEN,
    tentang=f"Pendirian {USAHA}",
    tahun=2025,
    tempat="Takisung",
    pihak=_PIHAK,
    konsiderans=Konsiderans(
        parts.KONSIDERANS.menimbang,
        parts.KONSIDERANS.mengingat,
        ("Berita Acara Musyawarah Antar Desa tanggal 30 Juli 2025",),
    ),
    bab=(
        bab("Pendirian", "a", f"Dengan Peraturan Bersama Kepala Desa ini didirikan {USAHA}."),
        bab("Anggaran Dasar", "b", "Anggaran Dasar tercantum dalam Lampiran."),
        bab("Penyertaan Modal", "c", "Modal awal tercantum dalam tabel.", tabel=MODAL),
    ),
    tanggal=parts.TANGGAL,
    lampiran=Lampiran(
        f"Anggaran Dasar {USAHA}",
        (
            bab("Nama", "a", f"Badan usaha ini bernama {USAHA}."),
            bab("Tempat Kedudukan", "b", "Badan usaha berkedudukan di Kecamatan Takisung."),
            bab("Maksud dan Tujuan", "c", "Badan usaha mengolah hasil laut bersama."),
            bab("Modal", "d", "Modal awal tercantum dalam tabel.", tabel=MODAL),
            bab("Jenis Usaha", "e", "Pengolahan hasil laut."),
            bab("Organ", "f", "Susunan organ tercantum dalam tabel.", tabel=ORGAN),
            bab("Hak dan Kewajiban Organ", "g", "Organ mengurus dengan iktikad baik."),
            bab("Hasil Usaha", "h", "Hasil usaha dibagi menurut bagian modal."),
        ),
    ),
)
ART = PeraturanBersamaArt(
    kabupaten=parts.KABUPATEN,
    tentang=f"Anggaran Rumah Tangga {USAHA}",
    tahun=2025,
    tempat="Takisung",
    pihak=_PIHAK,
    konsiderans=parts.KONSIDERANS,
    bab=(bab("Anggaran Rumah Tangga", "", "Anggaran Rumah Tangga tercantum dalam Lampiran."),),
    nomor_bersama="4",
    nomor_per_desa=False,
    tanggal=parts.TANGGAL,
    lampiran=Lampiran(
        f"Anggaran Rumah Tangga {USAHA}",
        (
            bab("Hak dan Kewajiban Pegawai", "a", "Pegawai berhak atas gaji."),
            bab("Rekrutmen dan Pemberhentian Pegawai", "b", "Rekrutmen diumumkan terbuka."),
            bab("Sistem dan Besaran Gaji", "c", "Gaji mengikuti kemampuan usaha."),
            bab("Tata Laksana Kerja", "d", "Setiap transaksi dibukukan."),
            bab("Penjabaran Anggaran Dasar", "e", "Rapat pengurus diadakan setiap bulan."),
        ),
    ),
)
