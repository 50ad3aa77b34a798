"""Bar charts as SVG that read in grey: every bar has its name before it and its value after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from documents.report_tables import Chart, Table
from engine.pictures.words import wrapped

MOST = 20
"""Bars beyond these are left to the table."""

GREYS = ("#3d3d3d", "#a8a8a8", "#707070")
_WIDTH, _NAMES, _VALUE = 760, 300, 50
_SIZE, _BAR, _GAP, _LEGEND = 11, 11, 7, 20


def charted(table: Table) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What a table's chart shows: names and values of its first rows that have them."""
    if table.chart is None:
        return ()
    found = []
    for row in table.rows:
        values = [row[index] for index in table.chart.values]
        whole = tuple(value for value in values if isinstance(value, int))
        if len(whole) == len(values):
            found.append((str(row[table.chart.label]), whole))
    return tuple(found[:MOST])


def picture(table: Table, font: str) -> str:
    """The chart as a data: address; empty where there is nothing to show."""
    bars = charted(table)
    if table.chart is None or not any(value for _, values in bars for value in values):
        return ""
    return f"data:image/svg+xml,{quote(svg(table, table.chart, bars, font))}"


def described(table: Table) -> str:
    """The chart in words, for whoever does not see it."""
    if table.chart is None:
        return ""
    told = (f"{name} {' dan '.join(map(str, values))}" for name, values in charted(table))
    return f"{table.chart.title}: {'; '.join(told)}."


def svg(table: Table, chart: Chart, bars: Sequence[tuple[str, tuple[int, ...]]], font: str) -> str:
    """The chart as SVG text."""
    several = len(chart.values) > 1
    top = _LEGEND if several else 0
    row = len(chart.values) * _BAR + _GAP
    height = top + row * len(bars)
    most = max(value for _, values in bars for value in values)
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    face = f'font-family="{escape(font)}" font-size="{_SIZE}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {face}>']
    if several:
        parts += _legend([table.columns[index].head for index in chart.values])
    for index, (name, values) in enumerate(bars):
        parts += _row(name, values, top + index * row, most)
    return "".join([*parts, "</svg>"])


def _legend(heads: Sequence[str]) -> Iterator[str]:
    x = _NAMES
    for grey, head in zip(GREYS, heads, strict=False):
        yield f'<rect x="{x}" y="2" width="10" height="10" fill="{grey}"/>'
        yield f'<text x="{x + 14}" y="11">{escape(head)}</text>'
        x += 150


def _row(name: str, values: Sequence[int], y: float, most: int) -> Iterator[str]:
    middle = y + len(values) * _BAR / 2 + _SIZE / 3
    (line,) = wrapped(name, _SIZE, _NAMES - 10, 1) or ("",)
    yield f'<text x="{_NAMES - 8}" y="{middle:g}" text-anchor="end">{escape(line)}</text>'
    room = _WIDTH - _NAMES - _VALUE
    for index, value in enumerate(values):
        top = y + index * _BAR
        long = round(room * max(value, 0) / most, 1) if most else 0
        yield f'<rect x="{_NAMES}" y="{top:g}" width="{long:g}" height="{_BAR - 1}" '
        yield f'fill="{GREYS[index]}"/>'
        yield f'<text x="{_NAMES + long + 5:g}" y="{top + _BAR - 1.5:g}">{value}</text>'
