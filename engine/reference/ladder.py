"""The ladder of reminders: `ladder.toml`, or what an office lays over it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.domain.ladder import Ladder, Post, Rung
from engine.errors import DefinitionError, DefinitionProblem

_FILE = Path(__file__).parent / "ladder.toml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _RungFile(_Strict):
    id: str = Field(min_length=1)
    when: int
    level: int = Field(ge=1, le=9)
    kind: str


class _AgainFile(_Strict):
    every: int = Field(ge=1)
    level: int = Field(ge=1)


class _HoursFile(_Strict):
    from_: int = Field(alias="from", ge=0, le=23)
    to: int = Field(ge=1, le=24)


class _ChainFile(_Strict):
    actors: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]


class _LadderFile(_Strict):
    rung: tuple[_RungFile, ...] = Field(min_length=1)
    idle: tuple[_RungFile, ...] = ()
    again: _AgainFile
    hours: _HoursFile
    chain: tuple[_ChainFile, ...]


@cache
def ladder(own: Path | None = None) -> Ladder:
    """The ladder in force; keys of an office's own file stand in place of the shipped ones.

    Raises DefinitionError naming what is wrong with the file.
    """
    given = _read(_FILE) | (_read(own) if own else {})
    try:
        told = _LadderFile.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DefinitionError(
            [DefinitionProblem(str(own or _FILE), 0, f"{where}: {first['msg']}")]
        ) from error
    return Ladder(
        rungs=tuple(Rung(r.id, r.when, r.level, r.kind) for r in told.rung),
        idle=tuple(Rung(r.id, r.when, r.level, r.kind) for r in told.idle),
        again_every=told.again.every,
        again_level=told.again.level,
        hours=(told.hours.from_, told.hours.to),
        chains={
            actor: tuple(Post(*post) for post in chain.levels)
            for chain in told.chain
            for actor in chain.actors
        },
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError([DefinitionProblem(str(path), 0, str(error))]) from error
