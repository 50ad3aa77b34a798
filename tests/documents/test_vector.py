"""SVG by allow-list: what is drawn stays, what does anything else is refused by name."""

from __future__ import annotations

import pytest

from documents.errors import InvalidDocument
from documents.model import Picture
from documents.vector import MAX_BYTES, RefusedPicture, cleaned

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, more: str = 'viewBox="0 0 10 10"') -> bytes:
    return f"<svg {NS} {more}>{inside}</svg>".encode()


def test_a_drawing_stays_as_it_was() -> None:
    drawing = svg(
        '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<linearGradient id="b" xlink:href="#a"/></defs>'
        '<g transform="translate(1,2) rotate(-45 5 5)"><path d="M0 0L1-1e2z" fill="url(#b)"/></g>'
    )
    kept = cleaned(drawing).decode()
    for part in ('fill="url(#b)"', 'd="M0 0L1-1e2z"', 'href="#a"', "rotate(-45 5 5)"):
        assert part in kept


def test_what_an_editor_kept_for_itself_is_left_out() -> None:
    kept = cleaned(
        svg(
            '<ink:view xmlns:ink="http://editor.example/ns" ink:zoom="3"/>'
            "<metadata><b/></metadata>"
            '<path d="M0 0" style="fill:#fff;-ink-kind:x;mix-blend-mode:normal"/>'
        )
    ).decode()
    assert "zoom" not in kept
    assert "metadata" not in kept
    assert "blend" not in kept
    assert 'fill="#fff"' in kept


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (svg("<script>alert(1)</script>"), "<script>"),
        (svg("<foreignObject/>"), "<foreignObject>"),
        (svg('<image xlink:href="file:///etc/passwd"/>'), "<image>"),
        (svg('<use xlink:href="#a"/>'), "<use>"),
        (svg("<style>@import url(http://a.example)</style>"), "<style>.*tiap unsur"),
        (svg('<animate attributeName="x"/>'), "<animate>"),
        (svg('<set attributeName="onload"/>'), "<set>"),
        (svg("<text>x</text>"), "<text>.*menjadi garis"),
        (svg('<html:p xmlns:html="http://www.w3.org/1999/xhtml"/>'), "<p>"),
        (svg('<path onclick="x()" d="M0 0"/>'), "atribut onclick"),
        (svg("", 'viewBox="0 0 1 1" onload="x()"'), "atribut onload"),
        (svg('<path style="fill:url(http://a.example/b)"/>'), "nilai fill"),
        (svg('<path fill="url(http://a.example/b#c)"/>'), "nilai fill"),
        (svg(r'<path style="x:url\28 a)"/>'), "nilai x"),
        (svg('<path style="behavior:url(#x);width:expression(alert(1))"/>'), "nilai width"),
        (svg('<linearGradient xlink:href="http://a.example#b"/>'), "href"),
        (svg('<path xlink:href="#b"/>'), "href"),
        (svg('<path transform="url(#a)"/>'), "nilai transform"),
        (svg('<clipPath id="a"><path clip-path="url(#a)"/></clipPath>'), "clip-path di dalam"),
        (svg("<g>" * 60 + "</g>" * 60), "sedalam"),
        (svg("<g/>" * 6_000), "sebanyak"),
        (svg("", ""), "viewBox"),
        (b"<html/>", "bukan gambar SVG"),
        (b"\x89PNG", "bukan XML"),
        (b"", "bukan XML"),
        (svg("<title>" + "x" * MAX_BYTES + "</title>"), "lebih besar"),
        (
            b'<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
            "entitas",
        ),
        (
            b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
            "entitas",
        ),
    ],
)
def test_anything_else_is_refused_with_its_reason(picture: bytes, reason: str) -> None:
    with pytest.raises(RefusedPicture, match=reason):
        cleaned(picture)


def test_a_document_takes_no_picture_that_was_not_cleaned() -> None:
    with pytest.raises(InvalidDocument, match="script"):
        Picture(svg("<script/>"), "lambang")
    assert Picture(svg("<text>1</text>"), "peta").media_type == "image/svg+xml"
