"""The picture: one A4 page, every step and arrow in it, readable without seeing it."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from engine.definitions.catalog import shipped
from engine.domain.procedure import Procedure
from engine.domain.standing import Standing
from engine.pictures.svg import diagram
from engine.pictures.words import width_of, wrapped

NS = {"s": "http://www.w3.org/2000/svg"}
NAMES = ["tkpkp-kabupaten", "kawasan-perdesaan", "bumdesma"]


def drawn(procedure: Procedure, **more: object) -> ET.Element:
    return ET.fromstring(diagram(procedure, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_and_every_arrow_is_drawn_on_one_page(name: str) -> None:
    procedure = shipped().latest(name)
    root = drawn(procedure)
    assert {root.get("width"), root.get("height")} == {"210mm", "297mm"}
    steps = [g.get("data-step") for g in root.iterfind(".//s:g[@data-step]", NS)]
    assert steps == [s.id for s in procedure.steps]
    after = root.findall(".//s:path[@class='after']", NS)
    back = root.findall(".//s:path[@class='back']", NS)
    assert len(after) == sum(len(s.after) for s in procedure.steps)
    assert len(back) == sum(len(s.returns) for s in procedure.steps)
    bands = [r for r in root.iterfind(".//s:rect", NS) if "band" in (r.get("class") or "")]
    assert len(bands) == len(procedure.phases)


@pytest.mark.parametrize("name", NAMES)
def test_the_print_is_large_enough_to_read(name: str) -> None:
    root = drawn(shipped().latest(name))
    view = [float(part) for part in str(root.get("viewBox")).split()]
    millimetres = float(str(root.get("width")).removesuffix("mm"))
    points = 11.5 * millimetres / view[2] / 25.4 * 72
    assert points >= 6.5


def test_whoever_does_not_see_it_is_told_what_it_shows() -> None:
    procedure = shipped().latest("kawasan-perdesaan")
    root = drawn(procedure, case="KP-63.01-2025-001")
    assert root.get("role") == "img"
    ids = str(root.get("aria-labelledby")).split()
    told = {e.get("id"): e.text or "" for e in root if e.tag.endswith(("title", "desc"))}
    assert list(told) == ids
    assert procedure.name in told[ids[0]]
    assert "KP-63.01-2025-001" in told[ids[1]]
    assert all(step.name in told[ids[1]] for step in procedure.steps)


def test_where_a_case_stands_is_marked_in_words_too() -> None:
    procedure = shipped().latest("kawasan-perdesaan")
    position = {s.id: (Standing.LOCKED, "") for s in procedure.steps}
    position["inisiasi"] = (Standing.DONE, "")
    position["inventarisasi"] = (Standing.OPEN, "2/3 desa")
    root = drawn(procedure, position=position)
    marks = {
        g.get("data-step"): mark.text
        for g in root.iterfind(".//s:g[@data-step]", NS)
        for mark in g.iterfind("s:text[@class='mark']", NS)
    }
    assert marks == {"inisiasi": "✓ selesai", "inventarisasi": "● di sini · 2/3 desa"}
    assert drawn(procedure).find(".//s:text[@class='mark']", NS) is None


def test_a_step_of_every_village_is_drawn_as_several_sheets() -> None:
    root = drawn(shipped().latest("kawasan-perdesaan"))
    sheets = {
        g.get("data-step"): len(g.findall("s:rect", NS))
        for g in root.iterfind(".//s:g[@data-step]", NS)
    }
    assert sheets["musyawarah-desa"] == 3
    assert sheets["penetapan"] == 1


def test_names_with_markup_are_shown_as_they_are() -> None:
    base = shipped().latest("tkpkp-kabupaten")
    odd = replace(base, name='A & B <"C">', steps=(replace(base.steps[0], name="<b>&"),))
    root = drawn(odd)
    assert 'A & B <"C">' in {t.text for t in root.iterfind(".//s:text", NS)}


def test_a_long_name_is_broken_and_then_cut_never_run_over() -> None:
    lines = wrapped("Rancangan Keputusan Bupati dan paraf koordinasi seterusnya", 10, 90, 2)
    assert len(lines) == 2
    assert all(width_of(line, 10) <= 90 for line in lines)
    assert lines[-1].endswith("…")
    assert wrapped("", 10, 90, 2) == []
