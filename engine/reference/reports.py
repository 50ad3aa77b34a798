"""When the monthly report is made and who receives it, from ``reports.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from engine.domain.ladder import Post


@dataclass(frozen=True, slots=True)
class ReportRules:
    """`posts` names, for each kind of area, whom its report is sent to."""

    working_day: int
    catch_up: int
    walks: int
    posts: Mapping[str, tuple[Post, ...]]


@cache
def rules() -> ReportRules:
    """The rules in force."""
    path = files("engine.reference").joinpath("reports.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return ReportRules(
        working_day=int(data["working_day"]),
        catch_up=int(data["catch_up"]),
        walks=int(data["walks"]),
        posts={
            kind: tuple(Post(*post) for post in entry["to"])
            for entry in data["send"]
            for kind in entry["kinds"]
        },
    )
