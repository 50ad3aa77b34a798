"""An unchanged status poll, against the least a server can say and against a textbook endpoint.

python -m bench.poll [--requests 2000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

BARE, TEXTBOOK = 0.25, 20.0
Speed = tuple[float, float]
"""Requests a second by the clock, and for each second of the server's processor."""
NAMES = {
    "bare": "bare ASGI answer",
    "poll": "unchanged poll (304), with a key",
    "textbook": "FastAPI + SQLModel",
}


def main() -> None:
    """Ask every server in turn over one connection, several rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--serve", nargs=2, metavar=("NAME", "FOLDER"))
    options = parser.parse_args()
    if options.serve:
        serve(options.serve[0], Path(options.serve[1]))
        return
    speeds: dict[str, list[Speed]] = {name: [] for name in NAMES}
    with ExitStack() as stack:
        askers = {name: stack.enter_context(server(name)) for name in NAMES}
        for ask in askers.values():
            ask(100)
        for _ in range(options.rounds):
            for name, ask in askers.items():
                speeds[name].append(ask(options.requests))
    for kind, unit in enumerate(("requests a second", "requests a second of the processor")):
        tell(unit, {name: median(each[kind] for each in speeds[name]) for name in NAMES})


def tell(unit: str, found: dict[str, float]) -> None:
    """How fast each is, and what that makes of the budgets."""
    print(unit)
    for name, label in NAMES.items():
        print(f"  {label:40}{found[name]:9.0f}")
    for name, budget in (("bare", BARE), ("textbook", TEXTBOOK)):
        ratio = found["poll"] / found[name]
        verdict = "met" if ratio >= budget else "MISSED"
        print(f"  poll / {NAMES[name]}: {ratio:.2f}  at least {budget:g}: {verdict}", flush=True)


@contextmanager
def server(name: str) -> Iterator[Callable[[int], Speed]]:
    """A server in a process of its own, and how to ask it: how fast it answers."""
    with tempfile.TemporaryDirectory(prefix=f"bench-poll-{name}-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.poll", "--serve", name, folder],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            if process.stdout is None:
                raise RuntimeError("no pipe")
            port, path, key, tag = process.stdout.readline().rstrip("\n").split("|")
            request = _request(path, key, tag)
            yield lambda count: _speed(process.pid, int(port), request, count)
        finally:
            process.terminate()
            process.wait(timeout=10)


def serve(name: str, folder: Path) -> None:
    """Serve one contender; says on its first line where and how to ask."""
    import uvicorn

    app, path, key, tag = {"bare": bare, "poll": ours, "textbook": textbook}[name](folder)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # asyncio does, for its own
    print(listener.getsockname()[1], path, key, tag, sep="|", flush=True)
    config = uvicorn.Config(app, log_level="error", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def bare(_folder: Path) -> tuple[Any, str, str, str]:
    """What no application can beat: 304, always."""

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 304, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    return app, "/", "", '"1"'


def ours(folder: Path) -> tuple[Any, str, str, str]:
    """The whole application; the asker holds a key and the case's present tag."""
    from api.app import create_app
    from api.etags import etag
    from bench import twelve_steps
    from engine.services import access
    from engine.services.views import case_tag

    ctx = twelve_steps.system(folder)
    case_id = twelve_steps.opened(ctx)
    _id, key = access.create_api_key(ctx, "Bench", "63")
    tag = etag(case_tag(ctx, twelve_steps.OFFICER, case_id))
    return create_app(ctx), f"/api/v1/cases/{case_id}", key, tag


def textbook(folder: Path) -> tuple[Any, str, str, str]:
    """The tutorial's way: a key looked up, a case with its steps read, a model returned."""
    from bench import textbook as book

    return book.make(folder)


def _connect(port: int) -> socket.socket:
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise RuntimeError("the server did not listen")


def _request(path: str, key: str, tag: str) -> bytes:
    lines = (
        f"GET {path} HTTP/1.1",
        "Host: bench",
        f"Authorization: Bearer {key}",
        f"If-None-Match: {tag}",
        "",
        "",
    )
    return "\r\n".join(lines).encode()


def _speed(server: int, port: int, request: bytes, count: int) -> Speed:
    used = _processor(server)
    by_clock = _ask(port, request, count)
    return by_clock, count / (_processor(server) - used)


def _processor(process: int) -> float:
    """Seconds of the processor that a process has used; by the tick, a hundredth of a second."""
    after_name = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2]
    user, system = after_name.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _ask(port: int, request: bytes, count: int) -> float:
    """Requests a second over one connection; a server closes one that rests between rounds."""
    with _connect(port) as connection:
        began = time.perf_counter()
        for _ in range(count):
            connection.sendall(request)
            head = _more(connection, b"")
            while b"\r\n\r\n" not in head:
                head = _more(connection, head)
            _read_body(connection, head)
        return count / (time.perf_counter() - began)


def _read_body(connection: socket.socket, head: bytes) -> None:
    status = head.split(b" ", 2)[1]
    if status == b"304":
        return
    if status != b"200":
        raise RuntimeError(f"answered {status!r}")
    before, _, body = head.partition(b"\r\n\r\n")
    length = int(before.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body = _more(connection, body)


def _more(connection: socket.socket, held: bytes) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise RuntimeError("the server closed the connection")
    return held + received


if __name__ == "__main__":
    main()
