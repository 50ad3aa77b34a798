"""The scenario as its TOML files say it; an unknown key or person is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from engine.domain.command import Actor, Grant

FOLDER = Path(__file__).parent / "scenario"

Do = Literal[
    "start",
    "submit",
    "approve",
    "return",
    "waive",
    "record",
    "comment",
    "suspend",
    "resume",
    "draft",
    "sign",
    "open_letter",
    "acknowledge",
]
LETTER_WORK = frozenset({"draft", "sign", "open_letter", "acknowledge"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ActorFile(_Strict):
    """A person of the demonstration: an account named after its office."""

    user: str
    office: str
    role: str
    area: str

    @property
    def actor(self) -> Actor:
        """The person as services know them."""
        return Actor(self.user, (Grant(self.role, self.area),))


class Opening(_Strict):
    """When and by whom a case is opened."""

    on: date
    by: str
    reason: str = ""


class Approval(_Strict):
    """The second officer's approval that follows a submission."""

    on: date
    by: str


class Usual(_Strict):
    """What a submitted step holds unless its move says otherwise."""

    evidence: tuple[str, ...] = ()
    data: Mapping[str, Any] = Field(default_factory=dict)


class MoveFile(_Strict):
    """One dated act on a case or a letter; on several villages where they are named.

    `late` counts the calendar days from the act to its recording; `recorded` names the day
    itself. `usual` lays the act over what is usual for its step: so does every submission.
    """

    do: Do = "submit"
    step: str = ""
    kind: str = ""
    on: date
    by: str
    late: int = 0
    recorded: date | None = None
    at: str = ""
    villages: tuple[str, ...] = ("",)
    evidence: tuple[str, ...] | None = None
    missing: tuple[str, ...] = ()
    reason: str = ""
    to: str = ""
    usual: bool = False
    approve: Approval | None = None
    data: Mapping[str, Any] = Field(default_factory=dict)


class CaseFile(_Strict):
    """One case and all that happens to it; `parent` is another case's key.

    `candidates` are villages that are only spoken of: the case itself has none. `area` gives
    each village's hectares.
    """

    key: str
    procedure: str
    regency: str
    title: str
    villages: tuple[str, ...] = ()
    dissenting: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    parent: str = ""
    open: Opening
    words: Mapping[str, str] = Field(default_factory=dict)
    area: Mapping[str, int] = Field(default_factory=dict)
    move: tuple[MoveFile, ...] = ()

    @property
    def agreeing(self) -> tuple[str, ...]:
        """The villages that say yes, in code order."""
        return tuple(sorted(set(self.villages) - set(self.dissenting)))


class Hours(_Strict):
    """Until when the demonstration runs, and the usual hour of each kind of act."""

    until: datetime
    hours: Mapping[str, str]


@dataclass(frozen=True)
class Scenario:
    """Everything the demonstration plays."""

    timing: Hours
    actors: Mapping[str, ActorFile]
    cases: tuple[CaseFile, ...]
    usual: Mapping[tuple[str, str], Usual]


@cache
def scenario() -> Scenario:
    """The shipped scenario; pydantic's ValidationError names what is wrong in it."""
    actors = [ActorFile.model_validate(a) for a in _toml(FOLDER / "actors.toml")["actor"]]
    cases = tuple(_read(CaseFile, path) for path in sorted((FOLDER / "cases").glob("*.toml")))
    usual = {
        (path.stem, step): Usual.model_validate(value)
        for path in sorted((FOLDER / "usual").glob("*.toml"))
        for step, value in _toml(path).items()
    }
    timing = _read(Hours, FOLDER / "scenario.toml")
    return Scenario(timing, {a.user: a for a in actors}, cases, usual)


_Model = TypeVar("_Model", bound=BaseModel)


def _read(model: type[_Model], path: Path) -> _Model:
    return model.model_validate(_toml(path))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
