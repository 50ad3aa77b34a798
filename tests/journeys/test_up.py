"""`kawasan up` for real: everything comes up, schedules included, and everything goes down."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.checkout import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.prefect]
PATIENCE = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(url: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        text = answer.read()
    return json.loads(text) if text.startswith((b"{", b"[")) else text


def until(url: str, body: object = None) -> Any:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if answer := ask(url, body):
                return answer
        except OSError:
            pass
        if time.monotonic() > deadline:
            pytest.fail(f"{url} tidak menjawab")
        time.sleep(0.3)


def group_members(leader: int) -> list[int]:
    """Processes whose parent is the one that was started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text("utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == leader:
            found.append(int(entry.parent.name))
    return found


def test_everything_comes_up_with_its_schedules_and_goes_down_together(tmp_path: Path) -> None:
    port, prefect = free_port(), free_port()
    environment = {
        **os.environ,  # noqa: TID251 - a child as a shell would start it
        "KAWASAN_HOME": str(tmp_path / "var"),
        "KAWASAN_PREFECT_PORT": str(prefect),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("PREFECT_API_URL", None)
    command = [sys.executable, "-m", "api.cli", "up", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        assert until(f"http://127.0.0.1:{port}/healthz")
        assert b"Masuk" in ask(f"http://127.0.0.1:{port}/masuk")
        wanted = {"sort": "EXPECTED_START_TIME_ASC", "limit": 50}
        runs = until(f"http://127.0.0.1:{prefect}/api/flow_runs/filter", wanted)
        assert {run["state_type"] for run in runs} <= {
            "SCHEDULED",
            "PENDING",
            "RUNNING",
            "COMPLETED",
        }
        children = group_members(process.pid)
        assert len(children) == 3
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output.decode()
    assert "berhenti dengan baik" in output.decode()
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
