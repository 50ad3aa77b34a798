"""Who counts as holding a case's days, from ``holders.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from engine.domain.time_ledger import Holders


@cache
def holders() -> Holders:
    """Roles to holders, as the core wants them."""
    data = _data()
    by_role = {role: str(h["id"]) for h in data["holder"] for role in h["roles"]}
    return Holders(by_role, str(data["approver"]))


@cache
def names() -> Mapping[str, str]:
    """The holders in the order they are shown, each with its name."""
    return {str(h["id"]): str(h["name"]) for h in _data()["holder"]}


@cache
def _data() -> dict[str, Any]:
    path = files("engine.reference").joinpath("holders.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
