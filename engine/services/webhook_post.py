"""One request to an address that somebody else chose.

The name is resolved once, every address it has must be public, and the connection goes to the
address that was looked at: a name that answers otherwise a moment later leads nowhere else. No
redirect is followed, no proxy asked, nothing of the answer read but its status, and the whole
takes no longer than `LONGEST` seconds.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import urlsplit

from engine.errors import FieldProblem, InvalidInput
from engine.settings import Settings

PAUSE, LONGEST = 5.0, 15.0
_LONGEST_URL = 500
_PORTS = {"http": 80, "https": 443}
_EMBEDDING = ip_network("64:ff9b::/96")  # an IPv4 address behind a translator (RFC 6052)
_FAILURES = (OSError, http.client.HTTPException, UnicodeError)


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: where to connect, and what to ask for there."""

    secure: bool
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 where nobody answered. `error` is empty for success."""

    status: int
    error: str


def target(url: str, settings: Settings) -> Target:
    """What an address leads to, by its text alone.

    Raises InvalidInput for anything but https; http is for this machine, where that is allowed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused("Alamat webhook tidak dapat dibaca.") from None
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or len(url) > _LONGEST_URL or parts.scheme not in _PORTS or not parts.hostname:
        raise _refused(f"Alamat webhook: https, paling panjang {_LONGEST_URL} huruf.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _refused("Alamat webhook tidak boleh memuat kata sandi atau tanda #.")
    if parts.scheme == "http" and not (settings.webhook_private and _loopback(parts.hostname)):
        raise _refused("Alamat webhook harus https.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme == "https", parts.hostname, port or _PORTS[parts.scheme], path)


def address_of(where: Target, settings: Settings) -> str:
    """The address to connect to.

    Raises InvalidInput where any address of the name is private, OSError where it has none.
    """
    try:
        found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise _refused("Nama peladen webhook tidak sah.") from None
    addresses = [str(each[4][0]) for each in found]
    if not settings.webhook_private and not all(public(each) for each in addresses):
        raise _refused("Alamat webhook menuju jaringan dalam; itu tidak diizinkan di sini.")
    return addresses[0]


def public(address: str) -> bool:
    """Whether anybody on the internet could be meant; what embeds an address is what it embeds."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _EMBEDDING:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if found.teredo is not None:
            return False
        found = inner or found
    return found.is_global and not found.is_multicast and not found.is_reserved


def post(url: str, body: bytes, headers: Mapping[str, str], settings: Settings) -> Answer:
    """Send a body and answer how that went; nothing that can go wrong on the way is raised."""
    try:
        where = target(url, settings)
        connection = _Pinned(where, address_of(where, settings), settings)
        watch = Timer(LONGEST, connection.cut)
        watch.start()
        try:
            connection.request("POST", where.path, body, dict(headers))
            status = connection.getresponse().status
        finally:
            watch.cancel()
            connection.close()
    except InvalidInput as error:
        return Answer(0, str(error))
    except _FAILURES as error:
        return Answer(0, f"Tidak ada jawaban: {type(error).__name__}")
    return Answer(status, _judged(status))


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever the name resolves to by now."""

    def __init__(self, where: Target, address: str, settings: Settings) -> None:
        super().__init__(where.host, where.port, timeout=PAUSE)
        self.default_port = _PORTS["https" if where.secure else "http"]
        self._address = address
        ca = settings.webhook_ca
        self._trusted = ssl.create_default_context(cafile=ca) if where.secure else None

    def connect(self) -> None:
        """Connect to the address; over TLS the certificate must be of the name."""
        self.sock = socket.create_connection((self._address, self.port), PAUSE)
        if self._trusted is not None:
            self.sock = self._trusted.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End a conversation that takes too long, whatever it is at."""
        held = self.sock
        if held is not None:
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:
                held.close()  # it had ended by itself


def _judged(status: int) -> str:
    if http.client.OK <= status < http.client.MULTIPLE_CHOICES:
        return ""
    if http.client.MULTIPLE_CHOICES <= status < http.client.BAD_REQUEST:
        return f"Dijawab {status}: pengalihan tidak diikuti"
    return f"Dijawab {status}"


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, [FieldProblem("url", message)])
