"""A layered layout: rows, few crossings, straight long arrows (after Sugiyama, 1981)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from engine.pictures.graph import Box, Edge, Layout, Node, Point, rows_of

_SWEEPS = 24
_LANE = 16.0  # width kept free for an arrow that passes a row
_STRAIGHT = 8.0  # how much more a long arrow wants to be straight than a short one


@dataclass(frozen=True, slots=True)
class Spacing:
    """Free room around boxes."""

    between: float = 16
    above: float = 24
    band: float = 10


@dataclass
class _Grid:
    """Rows of cells (boxes, and one cell per row that a long arrow passes) and their links."""

    rows: list[list[str]]
    width: dict[str, float]
    down: dict[str, list[str]] = field(default_factory=dict)
    up: dict[str, list[str]] = field(default_factory=dict)
    chains: dict[str, list[str]] = field(default_factory=dict)

    def link(self, upper: str, lower: str) -> None:
        self.down.setdefault(upper, []).append(lower)
        self.up.setdefault(lower, []).append(upper)


def lay_out(nodes: list[Node], edges: list[Edge], spacing: Spacing | None = None) -> Layout:
    """Places for all nodes and arrows: no box overlaps another, every band has its own rows."""
    spacing = spacing or Spacing()
    if not nodes:
        return Layout({}, {}, {}, 0, 0)
    rows = rows_of(nodes, edges)
    grid = _grid(nodes, edges, rows)
    _order(grid)
    centres = _centres(grid, spacing)
    tops, bands = _heights(nodes, rows, spacing)
    left = min(centres[c] - grid.width[c] / 2 for row in grid.rows for c in row)
    boxes = {
        n.id: Box(
            centres[n.id] - n.width / 2 - left,
            tops[rows[n.id]][0] + (tops[rows[n.id]][1] - n.height) / 2,
            n.width,
            n.height,
        )
        for n in nodes
    }
    middles = {c: x - left for c, x in centres.items()}
    routes = _routes(edges, grid, boxes, middles, tops)
    right = max(middles[c] + grid.width[c] / 2 for row in grid.rows for c in row)
    return Layout(boxes, routes, bands, right, max(end for _, end in bands.values()))


def _grid(nodes: list[Node], edges: list[Edge], rows: dict[str, int]) -> _Grid:
    grid = _Grid([[] for _ in range(max(rows.values()) + 1)], {n.id: n.width for n in nodes})
    for node in nodes:
        grid.rows[rows[node.id]].append(node.id)
    for edge in edges:
        upper, lower = sorted((edge.source, edge.target), key=lambda n: rows[n])
        chain = [upper]
        for row in range(rows[upper] + 1, rows[lower]):
            cell = f"{edge.id}\x00{row}"
            grid.rows[row].append(cell)
            grid.width[cell] = _LANE
            chain.append(cell)
        chain.append(lower)
        grid.chains[edge.id] = chain
        if rows[upper] != rows[lower]:
            for a, b in pairwise(chain):
                grid.link(a, b)
    return grid


def _order(grid: _Grid) -> None:
    """Sort each row by where its neighbours lie, down and up again; keep the best order seen."""
    best, fewest = [list(r) for r in grid.rows], crossings(grid.rows, grid.down)
    for sweep in range(_SWEEPS):
        downwards = sweep % 2 == 0
        links = grid.up if downwards else grid.down
        order = range(1, len(grid.rows)) if downwards else range(len(grid.rows) - 2, -1, -1)
        for index in order:
            other = grid.rows[index - 1 if downwards else index + 1]
            place = {cell: i for i, cell in enumerate(other)}
            own = {cell: i for i, cell in enumerate(grid.rows[index])}
            grid.rows[index].sort(
                key=lambda c: _mean([place[n] for n in links.get(c, ())], own[c])
            )
        count = crossings(grid.rows, grid.down)
        if count < fewest:
            best, fewest = [list(r) for r in grid.rows], count
    grid.rows = best


def crossings(rows: list[list[str]], down: dict[str, list[str]]) -> int:
    """How many pairs of links between neighbouring rows cross."""
    total = 0
    for upper, lower in pairwise(rows):
        place = {cell: i for i, cell in enumerate(lower)}
        ends = [sorted(place[n] for n in down.get(cell, ())) for cell in upper]
        flat = [(i, e) for i, group in enumerate(ends) for e in group]
        total += sum(a[0] < b[0] and a[1] > b[1] for a in flat for b in flat)
    return total


def _mean(values: list[int], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _centres(grid: _Grid, spacing: Spacing) -> dict[str, float]:
    centres: dict[str, float] = {}
    for row in grid.rows:
        x = 0.0
        for cell in row:
            centres[cell] = x + grid.width[cell] / 2
            x += grid.width[cell] + spacing.between
    for sweep in range(4 * _SWEEPS):
        order = grid.rows if sweep % 2 == 0 else grid.rows[::-1]
        for row in order:
            _settle(row, grid, centres, spacing.between)
    return centres


def _settle(row: list[str], grid: _Grid, centres: dict[str, float], gap: float) -> None:
    """Move a row to where its links pull it, as far as its order and widths allow."""
    offset, offsets = 0.0, []
    for before, cell in zip([None, *row], row, strict=False):
        if before is not None:
            offset += (grid.width[before] + grid.width[cell]) / 2 + gap
        offsets.append(offset)
    wishes = []
    for cell, shift in zip(row, offsets, strict=True):
        pulls = [
            (_STRAIGHT if "\x00" in cell and "\x00" in n else 1.0, centres[n])
            for n in (*grid.up.get(cell, ()), *grid.down.get(cell, ()))
        ] or [(0.1, centres[cell])]
        weight = sum(w for w, _ in pulls)
        wishes.append((weight, sum(w * x for w, x in pulls) / weight - shift))
    for cell, shift, x in zip(row, offsets, _rising(wishes), strict=True):
        centres[cell] = x + shift


def _rising(wishes: list[tuple[float, float]]) -> list[float]:
    """The nearest values (least squares) that never fall: pool adjacent violators."""
    pools: list[tuple[float, float, int]] = []
    for weight, value in wishes:
        pools.append((weight, value, 1))
        while len(pools) > 1 and pools[-2][1] > pools[-1][1]:
            (w1, v1, n1), (w2, v2, n2) = pools[-2], pools[-1]
            pools[-2:] = [(w1 + w2, (w1 * v1 + w2 * v2) / (w1 + w2), n1 + n2)]
    return [value for _, value, count in pools for _ in range(count)]


def _heights(
    nodes: list[Node], rows: dict[str, int], spacing: Spacing
) -> tuple[dict[int, tuple[float, float]], dict[int, tuple[float, float]]]:
    """Top and height of every row, and where each band begins and ends."""
    tops: dict[int, tuple[float, float]] = {}
    bands: dict[int, tuple[float, float]] = {}
    y = 0.0
    for band in sorted({n.band for n in nodes}):
        start = y
        y += spacing.band
        for row in sorted({rows[n.id] for n in nodes if n.band == band}):
            height = max(n.height for n in nodes if rows[n.id] == row)
            tops[row] = (y, height)
            y += height + spacing.above
        y += spacing.band - spacing.above / 2
        bands[band] = (start, y)
    return tops, bands


def _routes(
    edges: list[Edge],
    grid: _Grid,
    boxes: dict[str, Box],
    middles: dict[str, float],
    tops: dict[int, tuple[float, float]],
) -> dict[str, tuple[Point, ...]]:
    ports = _ports(grid, boxes, middles)
    routes = {}
    for edge in edges:
        chain = grid.chains[edge.id]
        first, last = chain[0], chain[-1]
        points: list[Point] = [(ports[edge.id, "out"], boxes[first].bottom)]
        for cell in chain[1:-1]:
            top, height = tops[int(cell.rpartition("\x00")[2])]
            points += [(middles[cell], top), (middles[cell], top + height)]
        points.append((ports[edge.id, "in"], boxes[last].y))
        forward = edge.source == first
        routes[edge.id] = tuple(points if forward else reversed(points))
    return routes


def _ports(
    grid: _Grid, boxes: dict[str, Box], middles: dict[str, float]
) -> dict[tuple[str, str], float]:
    """Where each arrow touches its boxes: side by side, in the order of where they go."""
    sides: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for edge, chain in grid.chains.items():
        sides.setdefault((chain[0], "out"), []).append((middles[chain[1]], edge))
        sides.setdefault((chain[-1], "in"), []).append((middles[chain[-2]], edge))
    ports = {}
    for (node, side), held in sides.items():
        box = boxes[node]
        step = min(18.0, box.width * 0.7 / len(held))
        for index, (_, edge) in enumerate(sorted(held)):
            ports[edge, side] = box.centre + (index - (len(held) - 1) / 2) * step
    return ports
