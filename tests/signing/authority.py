"""A certificate authority of the tests: real keys, real certificates, real PKCS#12 files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

PASSPHRASE = "rahasia-Sekali-7731"
NAME = "Pejabat Uji Coba"
START = datetime(2020, 1, 1, tzinfo=UTC)
END = datetime(2050, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def p12(self, passphrase: str = PASSPHRASE) -> bytes:
        """As the file a signatory holds, with the authority's certificate beside it."""
        return pkcs12.serialize_key_and_certificates(
            b"ttd",
            self.key,
            self.certificate,
            [root().certificate],
            BestAvailableEncryption(passphrase.encode()),
        )


@cache
def root() -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("PSrE Uji Coba")
    builder = _builder(name, name, key, START, END)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(certificates=True), critical=True)
    return Issued(builder.sign(key, hashes.SHA256()), key)


@cache
def signatory(
    name: str = NAME,
    start: datetime = START,
    end: datetime = END,
    *,
    may_sign: bool = True,
) -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(_name(name), root().certificate.subject, key, start, end)
    builder = builder.add_extension(_usage(signing=may_sign), critical=True)
    return Issued(builder.sign(root().key, hashes.SHA256()), key)


@cache
def timestamper() -> DummyTimeStamper:
    """A timestamp authority that answers in this process; `tests.signing.servers` serves it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    builder = _builder(_name("Stempel Waktu Uji"), root().certificate.subject, key, START, END)
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = builder.add_extension(purpose, critical=True)
    certificate = builder.sign(root().key, hashes.SHA256())
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(raw),
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end - timedelta(days=1))
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(*, signing: bool = False, certificates: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=not (signing or certificates),
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )
