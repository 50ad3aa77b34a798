"""One sample of every document kind, and the marks of an issued document."""

from documents.model import Letter, Verification
from tests.documents import samples_resmi, samples_surat

VERIFICATION = Verification(
    kode="CONTOH-0001",
    url="https://contoh.example/verifikasi/CONTOH-0001",
    kode_rantai="a1b2-c3d4",
)

SAMPLES: dict[str, Letter] = {
    "surat-permohonan-audiensi": samples_surat.AUDIENSI,
    "nota-dinas": samples_surat.NOTA,
    "undangan-rapat-koordinasi": samples_surat.RAPAT,
    "keputusan-tkpkp": samples_resmi.TKPKP,
    "berita-acara-musyawarah-desa": samples_resmi.MUSDES,
    "undangan-musyawarah-antar-desa": samples_surat.UNDANGAN_MAD,
    "berita-acara-musyawarah-antar-desa": samples_resmi.MAD,
    "surat-usulan-kawasan": samples_surat.USULAN,
    "berita-acara-kajian": samples_resmi.KAJIAN,
    "keputusan-penetapan-kawasan": samples_resmi.SK_KAWASAN,
    "peraturan-bersama-kepala-desa": samples_resmi.PERBERSAMA,
}
