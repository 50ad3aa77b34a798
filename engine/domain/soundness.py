"""Checks on the graph of a procedure, before it may be used."""

from __future__ import annotations

from collections.abc import Mapping


def cycle(after: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A cycle among prerequisites as a path that ends where it began; empty if there is none."""
    done: set[str] = set()

    def visit(step: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if step in path:
            return (*path[path.index(step) :], step)
        if step in done:
            return ()
        for before in after.get(step, ()):
            if found := visit(before, (*path, step)):
                return found
        done.add(step)
        return ()

    for step in after:
        if found := visit(step, ()):
            return found
    return ()
