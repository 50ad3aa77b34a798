"""The context of a flow process, opened once."""

from __future__ import annotations

from functools import cache

from engine.services.context import Context, connect
from engine.settings import Settings


@cache
def context() -> Context:
    """The context of this process, from the environment."""
    return connect(Settings())
