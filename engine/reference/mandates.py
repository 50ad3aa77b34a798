"""The rules of mandates from ``mandates.toml``, their bases resolved in the register of law."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from engine.domain.law import LawRegister
from engine.domain.mandates import Holding, Rules

_FILE = Path(__file__).parent / "mandates.toml"


def rules(law: LawRegister) -> Rules:
    """What is shipped about mandates; raises UnknownCitationError for a basis nobody wrote."""
    data = tomllib.loads(_text())
    return Rules(
        basis={name: tuple(map(law.cite, refs)) for name, refs in data["basis"].items()},
        names={Holding(name): text for name, text in data["names"].items()},
        strategic=frozenset(data["strategic"]),
        wary_of=frozenset(map(Holding, data["wary_of"])),
        who=data["who"],
    )


@cache
def _text() -> str:
    return _FILE.read_text(encoding="utf-8")
