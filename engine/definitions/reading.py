"""TOML text into a checked model; every mistake becomes a problem with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.definitions.places import Places
from engine.errors import DefinitionError, DefinitionProblem


@dataclass
class Source:
    """One file being read, and what was found wrong in it so far."""

    name: str
    places: Places
    problems: list[DefinitionProblem] = field(default_factory=list)

    def problem(self, path: Sequence[str | int], message: str) -> None:
        """Note a mistake at a path of the file."""
        self.problems.append(DefinitionProblem(self.name, self.places.line(path), message))

    def finish(self) -> None:
        """Raise DefinitionError when anything was found."""
        if self.problems:
            raise DefinitionError(self.problems)


M = TypeVar("M", bound=BaseModel)


Table = dict[str, Any]
Prepare = Callable[[Table], Table]


def read(path: Path, model: type[M], prepare: Prepare | None = None) -> tuple[M, Source]:
    """Parse one file against its schema; raises DefinitionError with every mistake."""
    return parse(path.read_text(encoding="utf-8"), _short(path), model, prepare)


def parse(
    text: str, name: str, model: type[M], prepare: Prepare | None = None
) -> tuple[M, Source]:
    """Parse TOML text against a schema; `name` is what error messages call the file.

    `prepare` completes the table before it is checked; a LookupError of its names what it lacks.
    """
    source = Source(name, Places(text))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else 1
        raise DefinitionError([DefinitionProblem(name, line, f"bukan TOML: {error}")]) from None
    try:
        data = prepare(data) if prepare else data
    except LookupError as error:
        source.problem(("extends",), str(error))
        raise DefinitionError(source.problems) from None
    try:
        return model.model_validate(data), source
    except ValidationError as error:
        for item in error.errors(include_url=False):
            if item["type"] == "extra_forbidden":
                message = f"kunci tidak dikenal: {item['loc'][-1]}"
            else:
                message = f"{'.'.join(str(p) for p in item['loc'])}: {item['msg']}"
            source.problem(item["loc"], message)
        raise DefinitionError(source.problems) from None


def _short(path: Path) -> str:
    """The file with the folder it stands in, as a person would name it."""
    return f"{path.parent.name}/{path.name}"
