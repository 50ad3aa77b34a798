"""From HTML to PDF: the only door to WeasyPrint.

WeasyPrint is imported on the first call, because importing it takes over a second and most
commands never print.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, NamedTuple

from documents.catchword import first_words, page_rules
from documents.errors import MissingFont, RenderingFailed
from documents.html import stylesheet

VARIANT = "pdf/a-3a"
"""Archival and tagged: text stays searchable, and a screen reader finds its order."""

COLOURS = "srgb"
_LOGGER = logging.getLogger("weasyprint")
_LOCK = threading.Lock()


class _Engine(NamedTuple):
    """What is made once per process: the fonts found, the fetcher, the parsed styles."""

    fonts: Any
    fetcher: Any
    stylesheets: list[Any]
    colours: bytes


class _Complaints(logging.Handler):
    """Keeps every warning of one rendering."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def to_pdf(html: str) -> bytes:
    """Print HTML made by `render_html`: the same text gives the same bytes, in any process.

    Loads nothing but data: addresses; file, http and https are refused. Raises MissingFont
    when a font of the page is not installed or lacks a character, RenderingFailed when the
    engine warns of anything. One rendering runs at a time: Pango's font map is not made for
    several threads.
    """
    from weasyprint import HTML

    with _LOCK, _complaints() as messages:
        engine = _engine()
        source = HTML(string=html, url_fetcher=engine.fetcher)
        required = _declared(source, "huruf")
        document = _laid_out(engine, source)
        if _declared(source, "kata-penyambung"):
            document = _joined(engine, source, document)
        pdf = document.write_pdf(
            pdf_variant=VARIANT, output_intent="given", finisher=_head_columns
        )
    if messages:
        raise RenderingFailed(messages)
    _check_fonts(required, sorted({font.family for font in document.fonts.values()}))
    return bytes(pdf)


def styled(html: str) -> tuple[Any, Any]:
    """The tree of a page, and a function that gives each element's computed style.

    For those who set the same page with another engine. Raises as `to_pdf` does.
    """
    from weasyprint import HTML
    from weasyprint.css import get_all_computed_styles

    with _LOCK, _complaints() as messages:
        engine = _engine()
        source = HTML(string=html, url_fetcher=engine.fetcher)
        styles = get_all_computed_styles(
            source, user_stylesheets=engine.stylesheets, font_config=engine.fonts
        )
    if messages:
        raise RenderingFailed(messages)
    return source.etree_element, styles


@cache
def _engine() -> _Engine:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    styles = CSS(string=stylesheet(), font_config=fonts, url_fetcher=fetcher)
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return _Engine(fonts, fetcher, [styles], profile)


def _colours(engine: _Engine) -> dict[str, Any]:
    """Give the output profile PDF/A asks for.

    Left to itself, WeasyPrint opens the profile's file anew for each document and never
    closes it.
    """
    from weasyprint.css import ColorProfile

    components = (["r"], ["g"], ["b"])
    profile = ColorProfile(
        BytesIO(engine.colours), "sRGB2014.icc", "relative-colorimetric", components
    )
    return {COLOURS: profile}


def _head_columns(_document: Any, pdf: Any) -> None:
    """Say of every table head that it heads its column: the engine only links cells to it."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column"


@contextmanager
def _complaints() -> Iterator[list[str]]:
    handler = _Complaints()
    _LOGGER.addHandler(handler)
    try:
        yield handler.messages
    finally:
        _LOGGER.removeHandler(handler)


def _declared(source: Any, name: str) -> tuple[str, ...]:
    """Read what the page declares in its own head under a name."""
    return tuple(
        meta.get("content", "")
        for meta in source.etree_element.iter("meta")
        if meta.get("name") == name
    )


def _laid_out(engine: _Engine, source: Any, *more: Any) -> Any:
    return source.render(
        font_config=engine.fonts,
        stylesheets=[*engine.stylesheets, *more],
        color_profiles=_colours(engine),
        output_intent=COLOURS,
    )


def _joined(engine: _Engine, source: Any, document: Any) -> Any:
    """The document with the first word of each page at the foot of the one before."""
    from weasyprint import CSS

    words = first_words(document.pages)
    if not any(words):
        return document
    rules = CSS(string=page_rules(words), font_config=engine.fonts, url_fetcher=engine.fetcher)
    again = _laid_out(engine, source, rules)
    if first_words(again.pages) != words:
        raise RenderingFailed(["kata penyambung menggeser halaman"])
    return again


def _check_fonts(required: Sequence[str], found: Sequence[str]) -> None:
    if not set(found) <= set(required):
        raise MissingFont(required, found)
