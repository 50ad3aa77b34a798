"""What the office has set up for signing: trusted roots, services, its own certificates."""

from __future__ import annotations

from documents.signing.errors import SigningUnavailable
from documents.signing.esign import Service
from documents.signing.pades import HttpTimeStamper
from engine.services.offices import Office
from engine.settings import Settings


def roots(settings: Settings) -> tuple[bytes, ...]:
    """The trusted root certificates, PEM or DER; empty when trust is not checked.

    Raises SigningUnavailable when the file that is set cannot be read.
    """
    if settings.trust_roots is None:
        return ()
    try:
        return (settings.trust_roots.read_bytes(),)
    except OSError as error:
        message = "Berkas sertifikat akar (KAWASAN_TRUST_ROOTS) tidak dapat dibaca."
        raise SigningUnavailable(message) from error


def timestamper(settings: Settings) -> HttpTimeStamper | None:
    """The timestamp service, where one is set."""
    return HttpTimeStamper(settings.timestamp_url) if settings.timestamp_url else None


def esign(settings: Settings) -> Service:
    """BSrE's client service; raises SigningUnavailable when none is set."""
    if not settings.esign_url:
        message = "Layanan Esign BSrE belum disetel (KAWASAN_ESIGN_URL)."
        raise SigningUnavailable(message)
    secret = settings.esign_secret.get_secret_value()
    return Service(settings.esign_url, settings.esign_user, secret, settings.esign_version)


def certificate_of(settings: Settings, office: Office) -> bytes | None:
    """The certificate the office keeps on this machine; it is of no use without its passphrase."""
    path = settings.certificates / f"{office.role}-{office.area}.p12"
    return path.read_bytes() if path.is_file() else None
