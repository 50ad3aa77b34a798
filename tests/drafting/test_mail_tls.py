"""Mail goes through TLS to servers that are who they say, and no password leaves in the clear."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

from documents.mail import Message, SmtpMailer
from engine.errors import NotReady
from engine.settings import Settings
from tests.drafting.test_mail import Mailbox, free_port
from tests.support.tls import Authority, authority
from tests.support.world import NOW

USER, PASSWORD = "kawasan", "sandi-surel-uji"
LETTER = Message("uji", "sekda@contoh.example", "Hal", "Isi.\n", NOW)


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("tls"))


LOGINS: list[bytes] = []


def knows(
    _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: LoginPassword
) -> AuthResult:
    """Accepts the one account, and remembers who asked."""
    LOGINS.append(given.login)
    right = given.login == USER.encode() and given.password == PASSWORD.encode()
    return AuthResult(success=right, handled=False)


@contextmanager
def server(port: int, context: ssl.SSLContext, *, implicit: bool) -> Iterator[Mailbox]:
    mailbox = Mailbox()
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port,
        authenticator=knows,
        auth_required=not implicit,  # aiosmtpd does not count implicit TLS as TLS
        auth_require_tls=not implicit,
        require_starttls=not implicit,
        ssl_context=context if implicit else None,
        tls_context=None if implicit else context,
    )
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def settings(port: int, root: Path | None, **more: object) -> Settings:
    given = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_ca": root,
        "smtp_user": USER,
        "smtp_password": SecretStr(PASSWORD),
        **more,
    }
    return Settings().model_copy(update=given)


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_a_letter_goes_through_tls_with_a_password(trusted: Authority, implicit: bool) -> None:  # noqa: FBT001
    LOGINS.clear()
    port = free_port()
    way = {"smtp_tls": implicit, "smtp_starttls": not implicit}
    with server(port, trusted.server, implicit=implicit) as mailbox:
        SmtpMailer(settings(port, trusted.root, **way)).send(LETTER)
    assert [m["Subject"] for m in mailbox.taken] == ["Hal"]
    assert LOGINS.pop() == USER.encode()


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_a_server_nobody_vouches_for_gets_nothing(trusted: Authority, implicit: bool) -> None:  # noqa: FBT001
    port = free_port()
    way = {"smtp_tls": implicit, "smtp_starttls": not implicit}
    with (
        server(port, trusted.server, implicit=implicit) as mailbox,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        SmtpMailer(settings(port, None, **way)).send(LETTER)
    assert mailbox.taken == []


def test_a_server_of_another_name_gets_nothing(tmp_path: Path) -> None:
    other = authority(tmp_path, "surel.contoh.example")
    port = free_port()
    with (
        server(port, other.server, implicit=True) as mailbox,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        SmtpMailer(settings(port, other.root, smtp_tls=True)).send(LETTER)
    assert mailbox.taken == []


def test_a_wrong_password_is_an_error_that_does_not_tell_it(trusted: Authority) -> None:
    port = free_port()
    wrong = {"smtp_tls": True, "smtp_password": SecretStr("sandi-yang-salah")}
    with server(port, trusted.server, implicit=True), pytest.raises(OSError) as refused:  # noqa: PT011
        SmtpMailer(settings(port, trusted.root, **wrong)).send(LETTER)
    assert "535" in str(refused.value)
    assert "sandi-yang-salah" not in str(refused.value)


def test_no_password_crosses_a_network_without_tls() -> None:
    """The name leads to this machine, but is not known to: it could lead anywhere."""
    port = free_port()
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pytest.raises(NotReady, match="TLS"):
            SmtpMailer(settings(port, None, smtp_host=loopback_by_another_name())).send(LETTER)
    finally:
        controller.stop()


def loopback_by_another_name() -> str:
    """Another spelling of the loopback address that the resolver understands."""
    return "127.1"
