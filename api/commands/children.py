"""Child processes that live and die together."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.errors import NotReady

POLL = 0.2
GRACE = 15.0


@dataclass
class Child:
    """One program of the family; its output goes to a log file."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path = field(default=Path(), init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None


class Family:
    """Starts children, waits for them, and ends them all, grandchildren included."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._children: list[Child] = []
        self._stopping = threading.Event()

    def start(self, child: Child) -> None:
        """Start a program in a process group of its own."""
        self._logs.mkdir(parents=True, exist_ok=True)
        child.log = self._logs / f"{child.name.replace(' ', '-').lower()}.log"
        with child.log.open("ab") as log:
            child.process = subprocess.Popen(  # noqa: S603 - our own commands
                child.command,
                env=dict(child.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._children.append(child)

    def until(self, url: str, seconds: float) -> None:
        """Wait until an address answers; raises NotReady when it does not, or a child ended."""
        deadline = time.monotonic() + seconds
        while not answers(url):
            self._check()
            if self._stopping.is_set():
                return
            if time.monotonic() > deadline:
                message = f"{url} tidak menjawab dalam {seconds:.0f} detik; lihat {self._logs}"
                raise NotReady(message)
            time.sleep(POLL)

    def wait(self) -> Child | None:
        """Until asked to stop (None) or until a child ends by itself (that child)."""
        while not self._stopping.wait(POLL):
            for child in self._children:
                if not child.running:
                    return child
        return None

    def ask_to_stop(self) -> None:
        """Make `wait` return; safe in a signal handler."""
        self._stopping.set()

    def stop(self) -> None:
        """End every child politely, the last started first; then whoever is left, firmly."""
        for child in reversed(self._children):
            _signal(child, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self._children:
            if child.process is None:
                continue
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(deadline - time.monotonic(), 0.1))
        for child in self._children:
            _signal(child, signal.SIGKILL)
            if child.process is not None:
                child.process.wait()

    def _check(self) -> None:
        for child in self._children:
            if not child.running:
                message = f"{child.name} tidak mau menyala; lihat {child.log}"
                raise NotReady(message)


def answers(url: str) -> bool:
    """Whether something answers with success at an address on this machine."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - loopback only
            return bool(response.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError, ValueError):
        return False


def free_port(wanted: int) -> int:
    """The wanted port on loopback if nobody holds it, else another free one."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = "Tidak ada porta bebas di mesin ini."
    raise NotReady(message)


def _signal(child: Child, number: signal.Signals) -> None:
    """To the child's whole group, so that what it started ends with it."""
    if child.process is not None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, number)
