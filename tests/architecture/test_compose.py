"""The files for several machines name only what exists, hold no secret, and run as nobody."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import prefect.settings
import pytest
import typer
import yaml  # type: ignore[import-untyped]

from api.cli import ENTRIES, build
from engine.settings import Settings
from tests.architecture.checkout import ROOT

OURS = ("migrate", "web-1", "web-2", "worker-1", "worker-2")
CONTAINERFILE = (ROOT / "Containerfile").read_text("utf-8")
KNOWN = {
    "build",
    "cap_drop",
    "command",
    "configs",
    "depends_on",
    "entrypoint",
    "environment",
    "healthcheck",
    "image",
    "ports",
    "read_only",
    "restart",
    "security_opt",
    "tmpfs",
    "user",
    "volumes",
}


@cache
def composed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = composed()["services"]
    return found


def test_there_are_two_of_what_serves_and_of_what_works() -> None:
    assert set(services()) == {"postgres", "prefect", *OURS}
    assert services()["web-1"]["command"] == services()["web-2"]["command"]
    assert services()["worker-1"] == services()["worker-2"]


@pytest.mark.parametrize("name", sorted(services()))
def test_a_service_says_only_what_compose_knows_and_waits_for_what_exists(name: str) -> None:
    service = services()[name]
    assert set(service) <= KNOWN
    for other, how in service.get("depends_on", {}).items():
        assert how["condition"] in ("service_healthy", "service_completed_successfully")
        if how["condition"] == "service_healthy":
            assert services()[other]["healthcheck"]["test"]
    for volume in service.get("volumes", []):
        assert volume.partition(":")[0] in composed()["volumes"]
    for config in service.get("configs", []):
        assert config["source"] in composed()["configs"]


@pytest.mark.parametrize("name", OURS)
def test_a_command_is_one_of_the_command_line(name: str) -> None:
    command, *options = services()[name]["command"]
    assert command in {entry.name for entry in ENTRIES}
    found = typer.main.get_command(build(command)).commands[command]  # type: ignore[attr-defined]
    known = {option for parameter in found.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


@pytest.mark.parametrize("name", ["prefect", *OURS])
def test_a_setting_is_one_that_is_read(name: str) -> None:
    ours = {f"KAWASAN_{field.upper()}" for field in Settings.model_fields}
    for variable in services()[name]["environment"]:
        assert variable in ours or hasattr(prefect.settings, variable), variable


def test_no_secret_is_kept_here() -> None:
    for service in services().values():
        for variable, value in service["environment"].items():
            if re.search("SECRET|PASSWORD|DATABASE_URL|CONNECTION_URL", variable):
                assert "${" in str(value), variable
    assert not re.search(r"^(ARG|ENV).*(SECRET|PASSWORD)", CONTAINERFILE, re.MULTILINE)


def test_every_part_runs_as_nobody_on_a_read_only_image() -> None:
    for name in ("prefect", *OURS):
        service = services()[name]
        assert (service["user"], service["read_only"]) == ("10001", True)
        assert service["cap_drop"] == ["ALL"]
    assert "\nUSER 10001\n" in CONTAINERFILE


def test_images_go_by_their_short_name_and_only_this_machine_is_opened() -> None:
    names = {service["image"] for service in services().values()}
    names.add(re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)[0])
    assert all(re.fullmatch(r"[a-z]+(:[\w.-]+)?", name) for name in names)
    opened = [p for service in services().values() for p in service.get("ports", [])]
    assert all(port.startswith("127.0.0.1:") for port in opened)


def test_the_image_is_made_of_files_that_exist_and_what_the_launcher_needs() -> None:
    for line in re.findall(r"^COPY (.+) \S+$", CONTAINERFILE, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    launcher = (ROOT / "kawasan").read_text("utf-8")
    packages = re.findall(r"\b(?:fonts|lib)[a-z0-9.-]+[a-z0-9]", CONTAINERFILE.split("&& rm")[0])
    assert len(packages) == 5
    assert [name for name in packages if name not in launcher] == []
