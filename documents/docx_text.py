"""Text in a Word file: what was typed stays text, and the letters look as on the printed page."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element

from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

PLACEHOLDER = "data-isian"
"""The attribute that names the placeholder an element ends with; nobody can type one."""

_JOINER = "\u2060"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATA = re.compile(r"data:image/(?:png|jpeg);base64,(.*)", re.DOTALL)
Styles = Any
"""WeasyPrint's function from an element to its computed style."""


def px(value: float) -> Emu:
    """A length of the page, in CSS pixels, as Word counts it."""
    return Emu(round(value * 9525))


def xml(part: Any) -> Any:
    """The element behind a part of a file, for what python-docx has no word for."""
    return part._element  # noqa: SLF001 (the library's own examples reach for it so)


def length(value: Any, whole: float = 0.0) -> float:
    """A computed CSS length in pixels; percentages are of `whole`, words are none."""
    if isinstance(value, int | float):
        return float(value)
    found = getattr(value, "value", None)
    if found is None or found == float("inf"):
        return 0.0
    return float(found) * whole / 100 if value.unit == "%" else float(found)


def neutral(text: str) -> str:
    """Typed text that no template engine takes for its own; it reads the same.

    Word joiners, which take no room, stand around every brace: neither `${...}` nor
    `{{ ... }}` survives it, wherever the text is cut into runs.
    """
    return _FORBIDDEN.sub("\ufffd", text).replace("{", f"{_JOINER}{{{_JOINER}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is set."""

    points: float
    bold: bool = False
    italic: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)

    @classmethod
    def of(cls, style: Mapping[str, Any]) -> Look:
        """The look that a computed style asks for."""
        red, green, blue = (round(255 * part) for part in style["color"].coordinates[:3])
        return cls(
            points=round(style["font_size"] * 1.5) / 2,
            bold=style["font_weight"] >= 600,  # noqa: PLR2004 (CSS: semi-bold)
            italic=style["font_style"] != "normal",
            colour=(red, green, blue),
        )

    def dress(self, run: Run, body: Look) -> None:
        """Set a run so, saying only what differs from the body text."""
        if self.bold:
            run.bold = True
        if self.italic:
            run.italic = True
        if self.points != body.points:
            run.font.size = Pt(self.points)
        if self.colour != body.colour:
            run.font.color.rgb = RGBColor(*self.colour)


@dataclass(slots=True)
class Line:
    """A paragraph being written: collapses white space, and remembers where its tabs are."""

    paragraph: Paragraph
    styles: Styles
    body: Look
    at: float
    tabs: list[float]
    spaced: bool = True

    def block(self, element: Element) -> None:
        """A whole paragraph: an element with its content, or a picture that stands alone."""
        if element.tag == "img":
            self._picture(element, self.styles(element))
        else:
            self.write(element)
        self._trim()

    def write(self, element: Element) -> None:
        """The content of an element, without what follows it."""
        look = Look.of(self.styles(element))
        keep = self.styles(element)["white_space"].startswith("pre")
        self.text(element.text or "", look, keep=keep)
        if name := element.get(PLACEHOLDER, ""):
            look.dress(self.paragraph.add_run(f"${{{name.casefold()}}}"), self.body)
            self.spaced = False
        for child in element:
            self._child(child)
            self.text(child.tail or "", look, keep=keep)

    def text(self, text: str, look: Look, *, keep: bool = False) -> None:
        """Typed or written text, with its white space collapsed as on the page."""
        lines = text.split("\n") if keep else [text]
        for number, line in enumerate(lines):
            if number:
                self._break()
            shown = _SPACE.sub(" ", line)
            if self.spaced:
                shown = shown.lstrip(" ")
            if shown:
                self.spaced = shown.endswith(" ")
                look.dress(self.paragraph.add_run(neutral(shown)), self.body)

    def tab(self, to: float) -> None:
        """Go on at a place, in pixels from the margin."""
        self._trim()
        self.tabs.append(to)
        self.paragraph.add_run().add_tab()
        self.spaced = True

    def _child(self, child: Element) -> None:
        style = self.styles(child)
        if style["display"][0] == "none":
            return
        if child.tag == "br":
            self._break()
        elif child.tag == "img":
            self._picture(child, style)
        else:
            self.write(child)
            wide = length(style["width"])
            if style["display"] == ("inline", "flow-root") and wide:
                self.at += wide
                self.tab(self.at)

    def _break(self) -> None:
        self._trim()
        self.paragraph.add_run().add_break()
        self.spaced = True

    def _picture(self, element: Element, style: Mapping[str, Any]) -> None:
        """A picture of the page itself; one that Word cannot hold is named in its place."""
        found = _DATA.fullmatch(element.get("src", ""))
        content = BytesIO(base64.b64decode(found[1]) if found else b"")
        wide, high = length(style["width"]), length(style["height"])
        run = self.paragraph.add_run()
        try:
            run.add_picture(
                content,
                width=px(wide) if wide else None,
                height=px(high) if high and not wide else None,
            )
        except UnrecognizedImageError:
            run.text = neutral(f"[{element.get('alt', '')}]")
        self.spaced = False

    def _trim(self) -> None:
        runs = self.paragraph.runs
        if runs and runs[-1].text.endswith(" "):
            runs[-1].text = runs[-1].text[:-1]


def set_face(run_or_style: Any, face: str) -> None:
    """Name the face for every script, so that Word does not choose another for some."""
    run_or_style.font.name = face
    fonts = run_or_style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), face)
