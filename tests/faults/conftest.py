"""A mail server, a forge of workers, and a random number that is the same every time."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import IO, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP, Envelope, Session

from api.commands.children import free_port
from tests.architecture.checkout import ROOT

TASKS = ("sapu", "naskah", "kirim")


class Postbox(Sink):
    """Keeps what a real SMTP server was handed."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = cast("bytes", envelope.content)
        self.letters.append(BytesParser(policy=default).parsebytes(content))
        return "250 OK"


@dataclass
class Forge:
    """Starts workers, each a process of its own, and may kill them."""

    process: subprocess.Popen[str]
    smtp_port: int
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    killed: int = 0

    def run(
        self, home: Path, moment: datetime, tasks: Sequence[str] = TASKS, workers: int = 1
    ) -> None:
        """Let workers do the tasks, side by side, to their end."""
        asked = self._asked(home, moment, tasks, None)
        assert self._ended([asked] * workers) == [0] * workers

    def kill(
        self, home: Path, moment: datetime, tasks: Sequence[str] = TASKS, within: float = 1.0
    ) -> None:
        """Let a worker begin, and end it by SIGKILL at a random moment."""
        asked = self._asked(home, moment, tasks, self.chance.uniform(0, within))
        [ended] = self._ended([asked])
        assert ended in (0, -signal.SIGKILL)
        self.killed += ended != 0

    def _asked(
        self, home: Path, moment: datetime, tasks: Sequence[str], kill_after: float | None
    ) -> dict[str, object]:
        return {
            "home": str(home),
            "moment": moment.isoformat(),
            "smtp_port": self.smtp_port,
            "tasks": list(tasks),
            "kill_after": kill_after,
        }

    def _ended(self, asked: list[dict[str, object]]) -> list[int]:
        cast("IO[str]", self.process.stdin).write(f"{json.dumps(asked)}\n")
        cast("IO[str]", self.process.stdin).flush()
        found: list[int] = json.loads(cast("IO[str]", self.process.stdout).readline())
        return found


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    """A mail server on loopback, and its port."""
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(0))
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture
def forge(postbox: tuple[Postbox, int]) -> Iterator[Forge]:
    """A process that forks workers."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.workers"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Forge(process, postbox[1])
        cast("IO[str]", process.stdin).close()
