"""Several machines for real: PostgreSQL, a Prefect server on it, two workers, two web processes.

A worker is killed in the middle of its letters, then the Prefect server itself; what was
promised is written, once.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.commands.children import answers, free_port
from engine.services import audit, papers
from tests.architecture.checkout import ROOT
from tests.journeys.machines import Machines, busy, kill, machines, until
from tests.support import world

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.postgres]


def written(on: Machines, case_id: str) -> list[tuple[str, str, str]]:
    found = papers.documents_of(on.ctx, world.OFFICER, case_id)
    return sorted((d.kind, d.step, d.village) for d in found)


def test_a_worker_and_then_the_prefect_server_are_killed_and_all_is_written_once(
    tmp_path: Path,
) -> None:
    with machines(tmp_path) as on:
        first = world.tkpkp_done(on.ctx)
        promised = on.promised()
        assert promised > 10
        ports = [free_port(0), free_port(0)]
        for number, port in enumerate(ports):
            on.start(f"web-{number}", "api.cli", "serve", "--port", str(port))
        workers = [on.start(f"worker-{number}", "api.cli", "worker") for number in range(2)]
        prefect = on.prefect_server()  # later than its workers, which wait for it
        on.write_letters()
        until(lambda: on.promised() < promised)
        at_it = next(worker for worker in workers if busy(worker))
        kill(at_it)
        left = on.promised()
        assert 0 < left < promised
        on.leases_pass()
        on.write_letters()
        until(lambda: on.promised() == 0, told=on.runs)
        once = written(on, first)
        assert len(once) == len(set(once))

        kill(prefect)
        second = world.tkpkp_done(on.ctx, "63.02")
        on.prefect_server()
        on.write_letters()
        until(lambda: on.promised() == 0, told=on.runs)
        assert written(on, first) == once
        assert written(on, second) == once
        assert all(answers(f"http://127.0.0.1:{port}/readyz") for port in ports)
        assert audit.verify(on.ctx).sound


def test_a_machine_whose_data_folder_is_not_shared_is_refused(tmp_path: Path) -> None:
    with machines(tmp_path) as on:
        for command in (["serve", "--port", "0"], ["worker"]):
            found = subprocess.run(
                [sys.executable, "-m", "api.cli", *command],
                cwd=ROOT,
                env={**on.environment, "KAWASAN_HOME": str(tmp_path / "lain")},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert found.returncode == 1
            assert "bukan folder bersama" in found.stderr
        shutil.copytree(on.ctx.settings.home, tmp_path / "sama")  # as if mounted elsewhere
        found = subprocess.run(
            [sys.executable, "-m", "api.cli", "verify"],
            cwd=ROOT,
            env={**on.environment, "KAWASAN_HOME": str(tmp_path / "sama")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert found.returncode == 0, found.stderr
