"""The launcher prepares a machine once, says what is missing, and gets out of the way."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture import fake_machine
from tests.architecture.checkout import ROOT

UNAVAILABLE = 69
INSTALL = "-m pip install"


@pytest.fixture
def machine(tmp_path: Path) -> fake_machine.Machine:
    return fake_machine.build(tmp_path)


@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "busybox"])
def test_every_shell_can_read_it(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    command = [shell, "sh", "-n"] if shell == "busybox" else [shell, "-n"]
    subprocess.run([*command, str(ROOT / "kawasan")], check=True, timeout=20)


def test_it_can_be_executed() -> None:
    assert os.access(ROOT / "kawasan", os.X_OK)
    assert (ROOT / "kawasan").read_text("utf-8").startswith("#!/bin/sh\n")


def test_the_continuous_check_runs_the_documented_command() -> None:
    assert "\nexec ./kawasan test\n" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_first_call_installs_and_the_second_does_not(machine: fake_machine.Machine) -> None:
    code, out, err = machine.run("case", "list", "--json")
    assert (code, "memasang 2 pustaka" in err) == (0, True), err
    assert out.startswith("from "), "only the command line writes to standard output"
    assert machine.run("case", "list")[2] == "", "a prepared machine is silent"
    assert machine.called(INSTALL) == 1
    assert machine.called("-P -m api.cli case list") == 2
    assert not (machine.checkout / ".venv.lock").exists()


def test_it_runs_where_the_caller_stands_and_keeps_state_in_the_checkout(
    machine: fake_machine.Machine, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert machine.run("up", cwd=elsewhere)[1] == f"from {elsewhere} with {machine.checkout}/var\n"
    assert machine.run("up", KAWASAN_HOME="state")[1].endswith("with state\n")


def test_a_changed_lock_or_a_moved_checkout_installs_again(machine: fake_machine.Machine) -> None:
    machine.run("up")
    (machine.checkout / "requirements.lock").write_text("a==1\nb==3\n", encoding="utf-8")
    machine.run("up")
    assert (machine.called("-m venv"), machine.called(INSTALL)) == (1, 2)
    moved = machine.checkout.rename(machine.checkout.parent / "moved")
    fake_machine.Machine(moved, machine.bin, machine.calls).run("up")
    assert (machine.called("-m venv"), machine.called(INSTALL)) == (2, 3)


def test_a_failed_install_is_explained_and_not_remembered(machine: fake_machine.Machine) -> None:
    code, _, err = machine.run("up", PIP_FAILS="yes")
    assert code == UNAVAILABLE
    assert "ERROR: no matching distribution" in err
    assert "Pemasangan pustaka gagal" in err
    assert machine.called("-P -m api.cli") == 0
    assert machine.run("up")[0] == 0
    assert machine.called(INSTALL) == 2


def test_without_python_it_says_so_and_leaves_nothing(machine: fake_machine.Machine) -> None:
    (machine.bin / "python3.11").unlink()
    machine.command("python3", "#!/bin/sh\nexit 1\n")  # there, but too old
    code, _, err = machine.run("up")
    assert (code, "Python 3.11 atau yang lebih baru tidak ditemukan" in err) == (UNAVAILABLE, True)
    assert not (machine.checkout / ".venv").exists()
    assert not (machine.checkout / ".venv.lock").exists()


def test_missing_fonts_stop_it_with_the_command_to_run(machine: fake_machine.Machine) -> None:
    machine.command("fc-list", fake_machine.FAKE_FC_LIST % "DejaVu Sans")
    code, _, err = machine.run("up")
    assert code == UNAVAILABLE
    assert "apt-get install -y --no-install-recommends fonts-texgyre fonts-liberation2" in err
    machine.command("fc-list", fake_machine.FAKE_FC_LIST % fake_machine.FONTS)
    assert machine.run("up")[0] == 0
    assert machine.called(INSTALL) == 1, "the libraries were already there"


def test_as_root_it_installs_the_missing_packages_itself(machine: fake_machine.Machine) -> None:
    machine.command("id", "#!/bin/sh\necho 0\n")
    machine.command("fc-list", "#!/bin/sh\ncat fonts\n")
    (machine.checkout / "fonts").write_text("DejaVu Sans\n", encoding="utf-8")
    installs = fake_machine.FAKE_APT_GET.replace(
        "exit 100", f'case "$*" in *" install "*) echo "{fake_machine.FONTS}" >fonts ;; esac'
    )
    machine.command("apt-get", installs)
    machine.command("apt-cache", "#!/bin/sh\nexit 100\n")  # a release without fonts-liberation2
    code, _, err = machine.run("up")
    assert code == 0, err
    calls = [line for line in machine.calls.read_text("utf-8").splitlines() if "apt-get" in line]
    assert len(calls) == 2
    assert calls[1].endswith("install -y --no-install-recommends fonts-texgyre fonts-liberation")


def test_a_python_without_venv_names_the_package(machine: fake_machine.Machine) -> None:
    code, _, err = machine.run("up", VENV_FAILS="yes")
    assert code == UNAVAILABLE
    assert "ensurepip is not available" in err
    assert "--no-install-recommends python" in err
    assert not (machine.checkout / ".venv").exists()


def test_calls_at_the_same_time_install_once(machine: fake_machine.Machine) -> None:
    calls = [machine.start("up", PIP_SECONDS="1") for _ in range(3)]
    results = [(call.communicate(timeout=60), call.returncode) for call in calls]
    assert [code for _, code in results] == [0, 0, 0], results
    assert machine.called(INSTALL) == 1
    assert machine.called("-P -m api.cli") == 3


def test_the_lock_of_a_dead_process_is_broken(machine: fake_machine.Machine) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    lock = machine.checkout / ".venv.lock"
    lock.mkdir()
    (lock / "owner").write_text(f"{os.uname().nodename} {dead.pid}\n", encoding="utf-8")
    assert machine.run("up")[0] == 0
    assert not lock.exists()


def test_tests_run_without_a_browser_but_not_quietly(machine: fake_machine.Machine) -> None:
    code, _, err = machine.run("test", "-k", "cases")
    assert code == 0
    assert "SEMUA UJI PERAMBAN DILEWATI" in err
    assert machine.called("-m pytest -k cases") == 1
    (machine.bin / "chromium").symlink_to(machine.bin / "sh")
    assert "DILEWATI" not in machine.run("test")[2]


def test_check_runs_every_stage_and_reports_the_failed_ones(machine: fake_machine.Machine) -> None:
    failing = fake_machine.FAKE_PYTHON.replace("esac\n", '    "-m mypy") exit 1 ;;\nesac\n')
    machine.command("python3.11", failing)
    code, _, err = machine.run("check")
    assert (code, "kawasan: gagal: [mypy]\n" in err) == (1, True), err
    assert machine.called("-m ruff check") == machine.called("-m ruff format --check") == 1
    assert machine.called("-c from importlinter") == machine.called("-m pytest") == 1
