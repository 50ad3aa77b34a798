"""The layout: nothing overlaps, bands keep their order, few arrows cross, whatever the graph."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.definitions.catalog import shipped
from engine.pictures.graph import Box, Edge, Node, rows_of
from engine.pictures.layout import crossings, lay_out
from engine.pictures.svg import _edges, _nodes


def apart(a: Box, b: Box) -> bool:
    return a.x + a.width <= b.x or b.x + b.width <= a.x or a.bottom <= b.y or b.bottom <= a.y


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    count = draw(st.integers(1, 14))
    bands = sorted(draw(st.lists(st.integers(0, 3), min_size=count, max_size=count)))
    nodes = [Node(f"n{i}", band, 40 + 10 * (i % 3), 20) for i, band in enumerate(bands)]
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))))
    edges = [
        Edge(f"e{n}", f"n{min(a, b)}", f"n{max(a, b)}") for n, (a, b) in enumerate(pairs) if a != b
    ]
    backs = [
        Edge(f"b{n}", edge.target, edge.source, back=True) for n, edge in enumerate(edges[::2])
    ]
    return nodes, edges + backs


@settings(deadline=None, max_examples=60, derandomize=True)
@given(graphs())
def test_no_box_overlaps_another_and_every_arrow_joins_its_boxes(
    graph: tuple[list[Node], list[Edge]],
) -> None:
    nodes, edges = graph
    layout = lay_out(nodes, edges)
    assert all(apart(a, b) for a, b in combinations(layout.boxes.values(), 2))
    for edge in edges:
        (x, y), *_, (ex, ey) = layout.routes[edge.id]
        source, target = layout.boxes[edge.source], layout.boxes[edge.target]
        assert source.x <= x <= source.x + source.width
        assert target.x <= ex <= target.x + target.width
        assert y in (source.y, source.bottom)
        assert ey in (target.y, target.bottom)
    for node in nodes:
        start, end = layout.bands[node.band]
        box = layout.boxes[node.id]
        assert start <= box.y
        assert box.bottom <= end
        assert box.x >= -0.01
        assert box.x + box.width <= layout.width + 0.01


def test_arrows_that_need_not_cross_do_not() -> None:
    nodes = [Node(name, 0, 40, 20) for name in ("a", "b", "c", "d")]
    layout = lay_out(nodes, [Edge("1", "a", "d"), Edge("2", "b", "c")])
    boxes = layout.boxes
    assert (boxes["a"].x < boxes["b"].x) == (boxes["d"].x < boxes["c"].x)
    assert crossings([["a", "b"], ["c", "d"]], {"a": ["d"], "b": ["c"]}) == 1


@pytest.mark.parametrize("name", ["tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"])
def test_no_arrow_of_a_shipped_procedure_runs_through_a_step(name: str) -> None:
    procedure = shipped().latest(name)
    edges = _edges(procedure)
    layout = lay_out(_nodes(procedure), edges)
    for edge in edges:
        for x, y in layout.routes[edge.id][1:-1]:
            hit = [
                step
                for step, box in layout.boxes.items()
                if box.x < x < box.x + box.width and box.y < y < box.bottom
            ]
            assert hit == []


def test_prerequisites_lie_above_what_rests_on_them() -> None:
    procedure = shipped().latest("kawasan-perdesaan")
    rows = rows_of(_nodes(procedure), _edges(procedure))
    assert all(rows[b] < rows[s.id] for s in procedure.steps for b in s.after)


def test_nothing_can_be_laid_out() -> None:
    assert lay_out([], []).boxes == {}
