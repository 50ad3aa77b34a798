"""Webhooks never lead inwards, and only to servers that are who they say."""

from __future__ import annotations

import socket
import ssl
import threading
from pathlib import Path

import pytest

from engine.errors import InvalidInput
from engine.services import webhook_feed, webhook_post, webhooks
from engine.services.context import Context
from engine.services.webhook_feed import Told
from engine.services.webhook_post import public
from tests.engine.services.test_webhooks import address, client, hook, receiver
from tests.engine.services.webhook_receiver import Receiver
from tests.signing.servers import serving
from tests.support.tls import authority
from tests.support.world import open_tkpkp

__all__ = ["address", "client", "receiver"]


@pytest.mark.parametrize(
    "url",
    [
        "http://contoh.example/kail",
        "ftp://contoh.example/",
        "https://pemakai:sandi@contoh.example/",
        "https://contoh.example/#a",
        "https:///kail",
        "https://contoh.example/\r\nHost: lain",
        "https://contoh.example:99999/",
        "https://[::1/",
        "https://contoh.example/" + "a" * 500,
        "javascript:alert(1)",
        "https://contoh.example\\@127.0.0.1/",
    ],
)
def test_an_address_of_another_form_is_refused(ctx: Context, client: str, url: str) -> None:
    with pytest.raises(InvalidInput):
        hook(ctx, client, url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "10.0.0.5",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::a00:5]",
        "[2002:a00:5::]",
    ],
)
def test_no_address_within_a_network_is_asked(ctx: Context, client: str, host: str) -> None:
    ctx.settings.webhook_private = False
    with pytest.raises(InvalidInput):
        hook(ctx, client, f"https://{host}/kail")


def test_public_addresses_are_public() -> None:
    assert public("8.8.8.8")
    assert public("2606:4700::1111")
    assert not public("2001:0:4136:e378:8000:63bf:3fff:fdd2")  # teredo


def test_a_name_that_turns_inwards_after_it_was_accepted_is_not_followed(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    made, _ = hook(ctx, client, address)
    open_tkpkp(ctx)
    ctx.settings.webhook_private = False  # what was accepted is looked at again at each attempt
    assert webhook_feed.deliver(ctx) == Told(0, failed=1)
    assert receiver.asked == []
    assert "https" in webhooks.get(ctx, made.id).reason


def test_the_connection_goes_to_the_address_that_was_looked_at(
    ctx: Context, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves differently the second time is asked only once."""
    ctx.settings.webhook_private = True
    with serving(receiver) as found:
        port = int(found.rpartition(":")[2])
        answers = iter([["127.0.0.1"], ["127.0.0.2"]])
        whole = socket.getaddrinfo

        def turning(host: str, *rest: object, **more: object) -> object:
            if host != "localhost":
                return whole(host, *rest, **more)  # type: ignore[arg-type]
            (ip,) = next(answers)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

        monkeypatch.setattr(socket, "getaddrinfo", turning)
        answer = webhook_post.post(f"http://localhost:{port}/", b"{}", {}, ctx.settings)
    assert answer.status == 204
    assert next(answers) == ["127.0.0.2"]
    assert receiver.asked[0].headers["host"] == f"localhost:{port}"


def test_a_server_nobody_vouches_for_is_told_nothing(ctx: Context, tmp_path: Path) -> None:
    ctx.settings.webhook_private = True
    trusted = authority(tmp_path)
    with tls_server(trusted.server) as (port, taken):
        url = f"https://127.0.0.1:{port}/"
        refused = webhook_post.post(url, b"{}", {}, ctx.settings)
        assert (refused.status, refused.error) == (
            0,
            "Tidak ada jawaban: SSLCertVerificationError",
        )
        ctx.settings.webhook_ca = trusted.root
        assert webhook_post.post(url, b"{}", {}, ctx.settings).status == 204
    assert len(taken) == 1


def test_a_receiver_that_trickles_is_cut_off(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctx.settings.webhook_private = True
    monkeypatch.setattr(webhook_post, "LONGEST", 0.5)
    over = threading.Event()

    def trickle(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            while not over.wait(0.05):
                try:
                    connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                except OSError:
                    over.set()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=trickle, args=(server,))
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert webhook_post.post(url, b"{}", {}, ctx.settings).status == 0
        assert over.wait(5)
        thread.join()


class tls_server:  # noqa: N801 - a context manager
    """A TLS server that answers 204 to whoever finishes the handshake."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._server = socket.create_server(("127.0.0.1", 0))
        self._taken: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> tuple[int, list[bytes]]:
        self._thread.start()
        return self._server.getsockname()[1], self._taken

    def __exit__(self, *_: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._server.accept()
            except OSError:
                return
            try:
                with self._context.wrap_socket(plain, server_side=True) as line:
                    asked = line.recv(4096)
                    while asked and not asked.endswith(b"{}"):  # what is unread resets the line
                        more = line.recv(4096)
                        asked = asked + more if more else b""
                    self._taken.append(asked)
                    line.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
            except ssl.SSLError:
                plain.close()
