"""What states, actions and kinds are called on the pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from documents.locale import bilangan, tanggal
from engine.domain.budget import Unit
from engine.domain.case import CaseStatus
from engine.domain.events import EventType
from engine.domain.findings import FindingKind
from engine.domain.law import Certainty
from engine.domain.standing import Standing
from engine.reference import regions

RUNGS: Mapping[str, str] = {
    "belum-dimulai": "Belum dimulai",
    "audiensi": "Audiensi",
    "tkpkp": "TKPKP",
    "musyawarah": "Musyawarah",
    "usulan": "Usulan",
    "kajian": "Kajian",
    "penetapan": "Penetapan",
    "rpkp": "RPKP",
    "pelaksanaan": "Pelaksanaan",
}
STANDINGS: Mapping[Standing, str] = {
    Standing.LOCKED: "Terkunci",
    Standing.OPEN: "Terbuka",
    Standing.SUBMITTED: "Menunggu persetujuan",
    Standing.DONE: "Selesai",
    Standing.RETURNED: "Dikembalikan",
    Standing.WAIVED: "Dikesampingkan",
    Standing.NOT_APPLICABLE: "Tidak berlaku",
}
STATUSES: Mapping[CaseStatus, str] = {
    CaseStatus.RUNNING: "Berjalan",
    CaseStatus.SUSPENDED: "Ditangguhkan",
    CaseStatus.CLOSED: "Ditutup",
    CaseStatus.CANCELLED: "Dibatalkan",
}
CERTAINTIES: Mapping[Certainty, tuple[str, str]] = {
    Certainty.VERIFIED: ("terverifikasi", "Dibaca dalam naskah yang diundangkan"),
    Certainty.SECONDARY: ("sekunder", "Disebut oleh sumber lain yang membaca naskahnya"),
    Certainty.RECALLED: ("diingat", "Diingat; naskahnya belum diperiksa"),
    Certainty.PRACTICE: ("praktik", "Kebiasaan kantor; tidak ditemukan aturan tertulisnya"),
}
FINDINGS: Mapping[FindingKind, str] = {
    FindingKind.UNMET: "Wajib dipenuhi",
    FindingKind.WARNING: "Penuhi, atau tuliskan alasannya",
    FindingKind.FORBIDDEN: "Di luar wewenang",
    FindingKind.INVALID: "Isian keliru",
    FindingKind.ORDER: "Belum waktunya",
}
EVENTS: Mapping[EventType, str] = {
    EventType.OPENED: "Perkara dibuka",
    EventType.STARTED: "Draf disimpan",
    EventType.SUBMITTED: "Diajukan",
    EventType.APPROVED: "Disetujui",
    EventType.COMPLETED: "Diselesaikan",
    EventType.RETURNED: "Dikembalikan",
    EventType.WAIVED: "Dikesampingkan",
    EventType.WITHDRAWN: "Pengajuan ditarik",
    EventType.CORRECTED: "Koreksi diajukan",
    EventType.VILLAGE_ADDED: "Desa masuk",
    EventType.VILLAGE_REMOVED: "Desa keluar",
    EventType.RECORDED: "Dicatat sebagai riwayat",
    EventType.COMMENTED: "Catatan",
    EventType.SUSPENDED: "Perkara ditangguhkan",
    EventType.EXTENDED: "Sasaran waktu diperpanjang",
    EventType.RESUMED: "Perkara dilanjutkan",
    EventType.MIGRATED: "Pindah versi prosedur",
    EventType.CANCELLED: "Perkara dibatalkan",
    EventType.CLOSED: "Perkara ditutup",
    EventType.DOCUMENT: "Naskah",
}
PAPERS: Mapping[str, str] = {
    "draft": "Rancangan",
    "review": "Diparaf",
    "numbered": "Bernomor, menunggu tanda tangan",
    "signed": "Berlaku",
    "withdrawn": "Dicabut",
    "superseded": "Diganti",
    "void": "Batal",
}
PAPER_EVENTS: Mapping[str, str] = {
    "review": "Diajukan untuk diparaf",
    "initialled": "Diparaf",
    "returned": "Dikembalikan",
    "insertion-asked": "Nomor sisipan diminta",
    "insertion-approved": "Nomor sisipan disetujui",
    "numbered": "Diberi nomor",
    "signed": "Ditandatangani",
    "sent": "Dikirim",
    "bounced": "Surel kembali",
    "resent": "Dikirim ulang",
    "received": "Dibuka kantor penerima",
    "acknowledged": "Dinyatakan terima",
    "superseded": "Diganti",
    "void": "Dibatalkan",
}
JOBS: Mapping[str, str] = {
    "delivery.send": "Naskah kepada kantor penerima",
    "digest.send": "Ringkasan harian",
    "document.draft": "Penyusunan rancangan naskah",
    "document.final": "Penerbitan naskah",
    "calendar.recount": "Penghitungan ulang tenggat",
    "report.send": "Laporan bulanan",
}
FAILURES: Mapping[str, str] = {
    "SMTPAuthenticationError": "Peladen surel menolak nama pengguna atau kata sandinya",
    "SMTPRecipientsRefused": "Peladen surel menolak alamat penerima",
    "SMTP": "Peladen surel menolak kiriman",
    "SSLCertVerificationError": "Sertifikat peladen tidak dikenal",
    "SSLError": "Sambungan aman ke peladen gagal",
    "gaierror": "Nama peladen tidak ditemukan",
    "ConnectionRefusedError": "Peladen tidak menerima sambungan",
    "ConnectionError": "Tidak diterima",
    "TimeoutError": "Peladen tidak menjawab pada waktunya",
    "OSError": "Peladen tidak dapat dihubungi",
}
NUMBER_STATES: Mapping[str, str] = {
    "requested": "menunggu persetujuan",
    "reserved": "dipesan",
    "final": "tetap",
    "void": "batal",
}
CONSENTS: Mapping[str, str] = {
    "belum": "Belum menjawab",
    "setuju": "Setuju",
    "tidak_setuju": "Tidak setuju",
}
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_KILO = 1000


UNITS = {
    Unit.WORKING_DAYS: "hari kerja",
    Unit.DAYS: "hari",
    Unit.MONTHS: "bulan",
}


def readable(text: str) -> str:
    """A message with its ISO dates written out: "2025-07-29" becomes "29 Juli 2025"."""
    return _ISO_DATE.sub(_written, text)


def failure(error: str) -> str:
    """What went wrong, as a person at a desk would say it; empty where the text says it itself."""
    return next((told for kind, told in FAILURES.items() if error.startswith(kind)), "")


def moment(at: datetime, region: str) -> str:
    """A moment in a region's own zone: "29 Juli 2025 pukul 09.00 WITA"."""
    local = at.astimezone(ZoneInfo(regions.zone(region)))
    return f"{tanggal(local.date())} pukul {local:%H.%M} {regions.zone_short(region)}"


def moment_date(at: datetime, region: str) -> date:
    """The calendar date of a moment where a region lies."""
    return at.astimezone(ZoneInfo(regions.zone(region))).date()


def size(count: int) -> str:
    """A file size: "312 kB", "1,4 MB"."""
    if count < _KILO:
        return f"{count} bita"
    if count < _KILO * _KILO:
        return f"{bilangan(round(count / _KILO))} kB"
    return f"{count / _KILO / _KILO:.1f} MB".replace(".", ",")


def day(value: object) -> date | None:
    """A date out of an ISO string of the record, if it is one."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _written(found: re.Match[str]) -> str:
    value = day(found[0])
    return tanggal(value) if value else found[0]
