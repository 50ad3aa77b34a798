"""Tables of a Word file: rows whose head repeats on each page, and blocks side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.table import Table, _Cell, _Row

from documents.docx_text import Styles, length, px, xml

_PADDING = 5.3  # of a cell at left and right, in pixels
_EIGHTHS = 6  # of a point in a pixel


@dataclass(frozen=True, slots=True)
class Rule:
    """A line: its kind, and how thick it is in pixels."""

    kind: str = "single"
    width: float = 0.67

    def edge(self, name: str, space: int = 0) -> Any:
        """The line as Word writes it, for one side."""
        edge = OxmlElement(name)
        edge.set(qn("w:val"), self.kind)
        edge.set(qn("w:sz"), str(max(round(self.width * _EIGHTHS), 2)))
        edge.set(qn("w:space"), str(space))
        edge.set(qn("w:color"), "000000")
        return edge


_RULED, _BARE = Rule(), Rule("none")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, how high it is at least, and whether it heads the table."""

    cells: tuple[Element, ...]
    height: float = 0.0
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it is written; widths in pixels."""

    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    border: Rule = _RULED
    bottom: Rule | None = None

    def build(
        self, target: Document | _Cell, left: float
    ) -> Iterator[tuple[Element, _Cell, float]]:
        """Write the table, and give each cell to be filled with its element and its width."""
        table = _new(target, self, left)
        for row in self.rows:
            tr = xml(table).add_tr()
            _shape(_Row(tr, table), row)
            yield from self._cells(table, tr, row)

    def _cells(self, table: Table, tr: CT_Row, row: Row) -> Iterator[tuple[Element, _Cell, float]]:
        at = 0
        for element in row.cells:
            span = int(element.get("colspan", "1"))
            width = sum(self.widths[at : at + span])
            tc = tr.add_tc()
            tc.width = px(width)
            if span > 1:
                tc.grid_span = span
            at += span
            yield element, _Cell(tc, table), max(width - 2 * _PADDING, 1.0)


def table_of(element: Element, styles: Styles, width: float) -> Grid:
    """A table of the page; columns without a width share what the others leave."""
    rows = tuple(
        _row(tr, styles, head=part.tag == "thead")
        for part in element
        for tr in (part.iter("tr") if part.tag != "tr" else (part,))
    )
    count = max((sum(int(c.get("colspan", "1")) for c in row.cells) for row in rows), default=0)
    plain = next((r for r in rows if len(r.cells) == count), None)
    wanted = [length(styles(c)["width"], width) for c in plain.cells] if plain else [0.0] * count
    return Grid(rows, _shared(wanted, width))


def grid_of(element: Element, styles: Styles, width: float) -> Grid:
    """Blocks side by side: what a flexible row holds, or an emblem beside a letterhead."""
    apart = [c for c in element if styles(c)["position"] == "absolute"]
    if not apart:
        cells = tuple(element)
        wanted = [length(styles(c)["width"], width) for c in cells]
        if all(wanted) and len(cells) == 2:  # noqa: PLR2004 (a pair, with the rest between)
            wanted = [width / 2] * 2
        return Grid((Row(cells),), _shared(wanted, width), _BARE)
    rest = tuple(c for c in element if c not in apart)
    side = length(styles(element)["padding_left"]) or length(styles(apart[0])["width"])
    wanted = [side + 2 * _PADDING] * len(apart) + [0.0] * len(rest)
    ruled = rule_under(element, styles)
    return Grid((Row((*apart, *rest)),), _shared(wanted, width), _BARE, ruled)


def rule_under(element: Element, styles: Styles) -> Rule | None:
    """The rule that closes a block, or None; two of unequal thickness are one of Word's kinds."""
    style, last = styles(element), styles(element, "after")
    outer = style["border_bottom_width"] if not style["border_top_width"] else 0
    inner = 0 if last is None else last["border_bottom_width"]  # it is a dict, empty until read
    if not inner:
        return Rule("single", outer) if outer else None
    kind = "thickThinSmallGap" if inner > outer else "thinThickSmallGap"
    return Rule(kind, max(inner, outer))


def _row(tr: Element, styles: Styles, *, head: bool) -> Row:
    cells = tuple(c for c in tr if c.tag in ("td", "th"))
    return Row(cells, max((length(styles(c)["height"]) for c in cells), default=0.0), head)


def _shared(wanted: list[float], width: float) -> tuple[float, ...]:
    open_ones = sum(1 for each in wanted if not each)
    rest = max(width - sum(wanted), 40.0 * open_ones)
    return tuple(each or rest / open_ones for each in wanted)


def _new(target: Document | _Cell, grid: Grid, left: float) -> Table:
    table = target.add_table(0, len(grid.widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = px(width)
    properties = xml(table).tblPr
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(px(left).twips))
    indent.set(qn("w:type"), "dxa")
    properties.insert_element_before(indent, "w:tblBorders", "w:tblLayout", "w:tblCellMar")
    properties.insert_element_before(_borders(grid), "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(_padding(), "w:tblLook")
    return table


def _borders(grid: Grid) -> Any:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        closing = grid.bottom if side == "bottom" else None
        borders.append((closing or grid.border).edge(f"w:{side}"))
    return borders


def _padding() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(px(_PADDING).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _shape(row: _Row, given: Row) -> None:
    """A row stays whole on its page; a head comes again on each."""
    if given.height:
        row.height, row.height_rule = px(given.height), WD_ROW_HEIGHT_RULE.AT_LEAST
    properties = xml(row).get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if given.head else ("w:cantSplit",):
        properties.append(OxmlElement(name))
