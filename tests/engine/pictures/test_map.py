"""The schematic map: true to scale, light, legible without colour, and harmless."""

from __future__ import annotations

import re
from math import cos, radians
from xml.etree.ElementTree import fromstring

import pytest

from documents.vector import cleaned
from engine.pictures.map import WIDTH, Shape, Village, draw

SVG = "{http://www.w3.org/2000/svg}"
NOTE = "Peta skematis; bukan penetapan batas wilayah."


def square(west: float, south: float, side: float = 0.1) -> Shape:
    east, north = west + side, south + side
    return [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]]


MEMBERS = [
    Village("Tabanio", square(114.6, -3.8), 1),
    Village("Takisung", square(114.7, -3.8), 2),
]
OTHER = Village("Batilai", square(114.8, -3.8))


def test_it_names_its_members_its_source_and_that_it_is_schematic() -> None:
    drawn = draw("Kawasan", [*MEMBERS, OTHER], source="BIG", note=NOTE, missing=[(3, "Jauh")])
    text = " ".join(fromstring(drawn.svg).itertext())
    for part in ("1. Tabanio", "2. Takisung", "3. Jauh (batas belum dimuat)", "Sumber: BIG", NOTE):
        assert part in text
    assert "Batilai" not in text
    assert "U" in text
    assert fromstring(drawn.svg).get("role") == "img"


def test_a_length_on_paper_is_a_length_on_the_ground() -> None:
    drawn = draw("Kawasan", MEMBERS, source="BIG", note=NOTE, font="TeX Gyre Bonum")
    outline = fromstring(drawn.svg).findall(f".//{SVG}path")[1].get("d") or ""
    first = [int(n) for n in re.findall(r"-?\d+", outline.split("z")[0])[:4]]
    millimetres = abs(first[2]) / 10 or abs(first[3]) / 10
    metres = 0.1 * 111_320 * cos(radians(-3.75))
    assert millimetres * drawn.scale / 1000 == pytest.approx(metres, rel=0.01)
    assert f"1 : {drawn.scale:,}".replace(",", ".") in drawn.svg
    on_screen = draw("Kawasan", MEMBERS, source="BIG", note=NOTE)
    assert "1 : " not in on_screen.svg  # no screen keeps a ratio; the bar holds everywhere


def test_everything_stays_within_the_frame() -> None:
    around = [Village("x", square(113 + n, -5, 1.5)) for n in range(4)]
    drawn = draw("Kawasan", [*around, *MEMBERS], source="BIG", note=NOTE)
    outlines = [p.get("d") or "" for p in fromstring(drawn.svg).findall(f".//{SVG}g/{SVG}path")]
    for path in "".join(outlines).split("M")[1:]:
        numbers = [int(n) for n in re.findall(r"-?\d+", path)]
        x, y = numbers[0], numbers[1]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            assert 0 <= x <= WIDTH * 10
            assert 0 <= y <= 920


def test_fifty_detailed_villages_stay_light() -> None:
    ring = [[114.6 + 0.05 * cos(n / 300), -3.8 + 0.05 * cos(n / 300 + 1.6)] for n in range(2_000)]
    many = [Village(f"Desa {n}", [[ring]], n) for n in range(1, 51)]
    assert len(draw("Kawasan", many, source="BIG", note=NOTE).svg) < 60_000


def test_names_from_data_are_only_text() -> None:
    hostile = '<script>alert(1)</script>"&'
    village = Village(hostile, square(114.6, -3.8), 1)
    drawn = draw(hostile, [village], source=hostile, note=NOTE, font='A" onload="x')
    assert "<script" not in drawn.svg
    assert not [key for e in fromstring(drawn.svg).iter() for key in e.attrib if key == "onload"]
    with_font = draw("Kawasan", [village], source="BIG", note=NOTE, font="TeX Gyre Bonum")
    assert cleaned(with_font.svg.encode(), text=True)


def test_without_a_member_there_is_no_map() -> None:
    with pytest.raises(ValueError, match="member"):
        draw("Kawasan", [OTHER], source="BIG", note=NOTE)
