"""The lock file is complete, hashed, and tells nothing of where it was made."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.checkout import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
# Needed only by a script of num2words we do not call, and published without a wheel.
LEFT_OUT = {"docopt"}
PINS = {
    canonicalize_name(pin.name): pin
    for pin in (
        Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if line[:1].isalnum()
    )
}


def declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [Requirement(text) for text in wanted]


def test_no_address_is_in_the_lock() -> None:
    assert "://" not in LOCK
    assert " @ " not in LOCK
    assert not re.search(r"^\s*--(?!hash=sha256:[0-9a-f]{64}( \\)?$)", LOCK, re.MULTILINE)


def test_every_pin_is_exact_and_has_a_hash() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(blocks) >= len(PINS) > 100
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert [str(pin) for pin in PINS.values() if "==" not in str(pin.specifier)] == []


def test_the_lock_satisfies_what_the_project_declares() -> None:
    for need in declared():
        pin = PINS[canonicalize_name(need.name)]
        version = str(pin.specifier).removeprefix("==")
        assert need.specifier.contains(version), f"{need} but the lock has {version}"


def test_a_library_without_wheels_is_left_out_on_purpose() -> None:
    assert LEFT_OUT.isdisjoint(PINS)
