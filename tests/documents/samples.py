"""One sample of every document kind, and the marks of an issued document."""

from documents.model import Letter, Verification
from tests.documents import samples_dinas, samples_laporan, samples_resmi, samples_surat
from tests.documents.samples_bumdesma import BUMDESMA

VERIFICATION = Verification(
    kode="CONTOH-0001",
    url="https://contoh.example/verifikasi/CONTOH-0001",
    kode_rantai="a1b2-c3d4",
)

SAMPLES: dict[str, Letter] = {
    "surat-permohonan-audiensi": samples_surat.AUDIENSI,
    "nota-dinas": samples_surat.NOTA,
    "nota-dinas-paraf": samples_surat.NOTA_PARAF,
    "telaahan-staf": samples_laporan.TELAAHAN,
    "lembar-disposisi": samples_dinas.DISPOSISI,
    "surat-permintaan-dukungan": samples_dinas.DUKUNGAN,
    "undangan-rapat-koordinasi": samples_surat.RAPAT,
    "daftar-hadir": samples_dinas.HADIR,
    "notula": samples_dinas.NOTULA,
    "laporan-hasil-rapat": samples_laporan.LAPORAN_RAPAT,
    "keputusan-tim-kerja": samples_laporan.TIM_KERJA,
    "keputusan-tkpkp": samples_resmi.TKPKP,
    "surat-permintaan-inventarisasi": samples_dinas.INVENTARISASI,
    "surat-tugas": samples_dinas.TUGAS,
    "surat-pengantar": samples_dinas.PENGANTAR,
    "undangan-musyawarah-desa": samples_dinas.UNDANGAN_MUSDES,
    "berita-acara-musyawarah-desa": samples_resmi.MUSDES,
    "undangan-musyawarah-antar-desa": samples_surat.UNDANGAN_MAD,
    "berita-acara-musyawarah-antar-desa": samples_resmi.MAD,
    "surat-usulan-kawasan": samples_surat.USULAN,
    "berita-acara-kajian": samples_resmi.KAJIAN,
    "laporan-kajian": samples_laporan.LAPORAN_KAJIAN,
    "keputusan-penetapan-kawasan": samples_resmi.SK_KAWASAN,
    "peraturan-bersama-kepala-desa": samples_resmi.PERBERSAMA,
    "keputusan-tkpkp-kawasan": samples_laporan.TKPKP_KAWASAN,
    "peraturan-bupati-rpkp": samples_laporan.RPKP,
    "surat-usul-program": samples_dinas.USUL_PROGRAM,
    "pengumuman-penetapan": samples_dinas.PENGUMUMAN,
    "laporan-berkala": samples_laporan.LAPORAN_BERKALA,
    **BUMDESMA,
}
