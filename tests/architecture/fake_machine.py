"""A machine for the launcher to prepare: real shell tools, a hand-written Python and apt-get."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.checkout import ROOT

FAKE_PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
    "-m venv "*)
        [ -z "${VENV_FAILS:-}" ] || { echo "ensurepip is not available"; exit 1; }
        for folder; do :; done
        mkdir -p "$folder/bin" && cp "$0" "$folder/bin/python" ;;
    "-m pip install"*)
        sleep "${PIP_SECONDS:-0}"
        echo "Collecting something"
        [ -z "${PIP_FAILS:-}" ] || { echo "ERROR: no matching distribution"; exit 1; } ;;
    "-I -") cat >/dev/null ;;
    "-P -m api.cli"*) echo "from $PWD with $KAWASAN_HOME" ;;
esac
"""
FAKE_FC_LIST = "#!/bin/sh\necho '%s'\n"
FAKE_APT_GET = '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\nexit 100\n'
TOOLS = {
    *("cat", "cp", "cut", "dirname", "find", "grep", "id", "mkdir", "mv", "readlink"),
    *("rm", "rmdir", "sh", "sha256sum", "sleep", "tail", "tee", "tr", "uname"),
}
FAKE_APT_CACHE = '#!/bin/sh\n[ "$*" = "show fonts-liberation2" ]\n'
FONTS = "TeX Gyre Bonum\nLiberation Sans"


@dataclass(frozen=True)
class Machine:
    """A checkout under a path with a space, and the folder its commands come from."""

    checkout: Path
    bin: Path
    calls: Path

    def command(self, name: str, text: str) -> None:
        """Put a command of that name on this machine."""
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def start(self, *args: str, cwd: Path | None = None, **extra: str) -> subprocess.Popen[str]:
        """Start the launcher; `extra` is added to an otherwise empty environment."""
        env = {"PATH": str(self.bin), "CALLS": str(self.calls), **extra}
        return subprocess.Popen(
            [str(self.checkout / "kawasan"), *args],
            cwd=cwd or self.checkout,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *args: str, cwd: Path | None = None, **extra: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of one call."""
        process = self.start(*args, cwd=cwd, **extra)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def called(self, start: str) -> int:
        """How many calls of the fake commands began so."""
        lines = self.calls.read_text("utf-8").splitlines() if self.calls.exists() else []
        return sum(line.startswith(start) for line in lines)


def build(folder: Path) -> Machine:
    """Make a machine with Python and fonts, where apt-get always fails."""
    machine = Machine(folder / "my checkout", folder / "bin", folder / "calls")
    machine.checkout.mkdir()
    machine.bin.mkdir()
    shutil.copy(ROOT / "kawasan", machine.checkout)
    (machine.checkout / "requirements.lock").write_text("a==1\nb==2\n", encoding="utf-8")
    for tool in TOOLS:
        found = shutil.which(tool, path=os.defpath)
        assert found, f"{tool} is needed by the launcher"
        (machine.bin / tool).symlink_to(found)
    machine.command("python3.11", FAKE_PYTHON)
    machine.command("fc-list", FAKE_FC_LIST % FONTS)
    machine.command("apt-get", FAKE_APT_GET)
    machine.command("apt-cache", FAKE_APT_CACHE)
    return machine
