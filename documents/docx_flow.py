"""The blocks of a page, one after the other, as paragraphs and tables of a Word file.

Nothing here knows a kind of document: where a block stands and how it is set comes from the
computed styles of the same page that is printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.docx_table import Grid, Rule, grid_of, rule_under, table_of
from documents.docx_text import PLACEHOLDER, Line, Look, Styles, length, px, xml

ALIGNMENT = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_AVOID = "avoid"
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


@dataclass(frozen=True, slots=True)
class Room:
    """What a block has: the width of the page or cell, and what its ancestors took from it."""

    width: float
    left: float = 0.0
    right: float = 0.0

    @property
    def inner(self) -> float:
        """The width that is left."""
        return max(self.width - self.left - self.right, 1.0)

    def within(self, style: Any) -> Room:
        """The room inside a block of this style."""
        inner = self.inner
        left = self.left + length(style["margin_left"], inner) + length(style["padding_left"])
        right = self.right + length(style["margin_right"], inner) + length(style["padding_right"])
        widest = length(style["max_width"], inner)
        if widest:
            right = max(right, self.width - self.left - widest)
        return Room(self.width, left, right)


@dataclass(slots=True)
class Flow:
    """Writes blocks into a document or a cell."""

    target: Document | _Cell
    styles: Styles
    body: Look
    gap: float = 0.0
    new_page: bool = False
    floated: Element | None = None
    after_table: bool = False
    written: list[Paragraph] = field(default_factory=list)

    def blocks(self, elements: Iterable[Element], room: Room) -> None:
        """Write these, in order."""
        for element in elements:
            self.block(element, room)

    def block(self, element: Element, room: Room) -> None:
        """Write one block; what is drawn apart from the flow is left to others."""
        style = self.styles(element)
        position = style["position"]
        if style["display"][0] == "none" or position == "absolute" or isinstance(position, tuple):
            return
        if style["float"] == "right":
            self.floated = element
            return
        self._before(style)
        first = len(self.written)
        if style["display"][0] == "table" or element.tag == "table":
            self._spaced_table(table_of(element, self.styles, room.inner), room)
        elif style["display"][1:2] == ("flex",) or _has_emblem(element, self.styles):
            self._spaced_table(grid_of(element, self.styles, room.inner), room)
        elif self._is_paragraph(element):
            self._paragraph(element, style, room)
        else:
            self.gap = max(self.gap, length(style["padding_top"]))
            self.blocks(element, room.within(style))
        self._after(style, self.written[first:])
        if rule := rule_under(element, self.styles):
            self._underline(rule, first)

    def _before(self, style: Any) -> None:
        self.gap = max(self.gap, length(style["margin_top"]))
        if style["break_before"] in ("page", "always"):
            self.new_page = True
        elif style["break_before"] == _AVOID and self.written:
            self.written[-1].paragraph_format.keep_with_next = True

    def _after(self, style: Any, inside: list[Paragraph]) -> None:
        self.gap = max(self.gap, length(style["margin_bottom"]))
        if style["break_inside"] == _AVOID:
            for paragraph in inside[:-1]:
                paragraph.paragraph_format.keep_with_next = True
        if inside and style["break_after"] == _AVOID:
            inside[-1].paragraph_format.keep_with_next = True

    def _is_paragraph(self, element: Element) -> bool:
        return all(
            child.tag == "br" or self.styles(child)["display"][0] == "inline" for child in element
        )

    def _paragraph(self, element: Element, style: Any, room: Room) -> None:
        if not _has_content(element, style):
            return
        paragraph = self._new()
        inner = room.within(style)
        shape = paragraph.paragraph_format
        floated, self.floated = self.floated, None
        indent = length(style["text_indent"], inner.inner)
        wanted = "center" if style["margin_left"] == "auto" else style["text_align_all"]
        shape.alignment = ALIGNMENT.get(wanted, WD_ALIGN_PARAGRAPH.LEFT)
        shape.left_indent, shape.first_line_indent = px(inner.left), px(indent)
        shape.right_indent = px(room.right if floated is not None else inner.right)
        self._leading(paragraph, style)
        line = Line(paragraph, self.styles, self.body, inner.left + indent, [])
        line.block(element)
        for stop in line.tabs:
            shape.tab_stops.add_tab_stop(px(stop))
        if floated is not None:
            self._beside(line, floated, room)
        if element.tag in ("h1", "h2", "h3"):
            _outline(paragraph, int(element.tag[1]))

    def _new(self) -> Paragraph:
        """A paragraph after the last, apart from it as far as the page asks for."""
        paragraph = self.target.add_paragraph()
        paragraph.paragraph_format.space_before = px(self.gap)
        paragraph.paragraph_format.space_after = px(0)
        paragraph.paragraph_format.page_break_before = self.new_page or None
        self.gap, self.new_page, self.after_table = 0.0, False, False
        self.written.append(paragraph)
        return paragraph

    def _leading(self, paragraph: Paragraph, style: Any) -> None:
        """The height of the lines; room for a signature grows with what is put into it."""
        shape = paragraph.paragraph_format
        height = length(style["height"])
        if height:
            shape.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
            shape.line_spacing = px(height)
            return
        leading = style["line_height"]
        lines = leading if isinstance(leading, int | float) else 1.2
        shape.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        shape.line_spacing = px(lines * style["font_size"])

    def _beside(self, line: Line, floated: Element, room: Room) -> None:
        """What stands at the right of a line: place and date beside the number."""
        stops = line.paragraph.paragraph_format.tab_stops
        line.paragraph.add_run().add_tab()
        stops.add_tab_stop(px(room.width - room.right), WD_TAB_ALIGNMENT.RIGHT)
        line.spaced = True
        line.write(floated)

    def _spaced_table(self, grid: Grid, room: Room) -> None:
        """A table; Word gives it no space of its own, and joins it to a table before it."""
        if self.new_page or self.after_table or not self.written:
            self._thin(self._new())
        self.written[-1].paragraph_format.space_after = px(self.gap)
        self.gap, self.after_table = 0.0, True
        for element, cell, width in grid.build(self.target, room.left):
            self._fill(element, cell, width)

    def _fill(self, element: Element, cell: _Cell, width: float) -> None:
        inner = Flow(cell, self.styles, self.body)
        style = self.styles(element)
        if self._is_paragraph(element):
            inner._paragraph(element, _Unindented(style), Room(width))
        else:
            inner.blocks(element, Room(width))
        if inner.written:  # a new cell begins with an empty paragraph
            empty = xml(cell.paragraphs[0])
            empty.getparent().remove(empty)

    def _thin(self, paragraph: Paragraph) -> None:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = px(1)

    def _underline(self, rule: Rule, first: int) -> None:
        """A rule under what a block wrote; a table has its own."""
        if len(self.written) > first and not self.after_table:
            properties = xml(self.written[-1]).get_or_add_pPr()
            borders = OxmlElement("w:pBdr")
            borders.append(rule.edge("w:bottom", space=4))
            properties.insert_element_before(borders, *_AFTER_BORDERS)


class _Unindented:
    """The style of a cell, whose margins and paddings the table has already."""

    def __init__(self, style: Any) -> None:
        self._style = style

    def __getitem__(self, name: str) -> Any:
        apart = name.startswith(("margin_", "padding_")) or name in ("height", "max_width")
        return 0 if apart else self._style[name]


def _has_content(element: Element, style: Any) -> bool:
    written = len(element) or (element.text or "").strip() or element.get(PLACEHOLDER)
    return bool(written) or element.tag == "img" or length(style["height"]) > 0


def _has_emblem(element: Element, styles: Styles) -> bool:
    """Whether a block draws something at its left edge, apart from its own text."""
    return any(styles(child)["position"] == "absolute" for child in element)


def _outline(paragraph: Paragraph, level: int) -> None:
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level - 1))
    xml(paragraph).get_or_add_pPr().append(mark)
