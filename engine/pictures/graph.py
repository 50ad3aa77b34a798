"""Boxes and arrows without places: what a layout is asked to lay out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a given size in one of the bands that lie below each other."""

    id: str
    band: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow; one that leads `back` goes against the order of the rows."""

    id: str
    source: str
    target: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A node in its place: left upper corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + self.height


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies. A route runs from its source to its target."""

    boxes: dict[str, Box]
    routes: dict[str, tuple[Point, ...]]
    bands: dict[int, tuple[float, float]]
    width: float
    height: float


def rows_of(nodes: list[Node], edges: list[Edge]) -> dict[str, int]:
    """The row of each node: below all it follows, and every band below the one before."""
    band = {n.id: n.band for n in nodes}
    before: dict[str, list[str]] = {n.id: [] for n in nodes}
    for edge in edges:
        if not edge.back and band[edge.source] <= band[edge.target]:
            before[edge.target].append(edge.source)
    rows: dict[str, int] = {}

    def row(node: str, start: int) -> int:
        if node not in rows:
            above = [row(b, start) for b in before[node]]
            rows[node] = max([start, *(r + 1 for r in above)])
        return rows[node]

    start = 0
    for index in sorted({n.band for n in nodes}):
        for node in nodes:
            if node.band == index:
                row(node.id, start)
        start = max(rows.values()) + 1
    return rows
