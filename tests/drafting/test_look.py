"""How a document looks follows the region of the office that issues it, and is on record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents import service
from documents.drafting import archive, printing
from documents.drafting.registry import build, draft
from documents.emblem import set_emblem
from documents.layout import load_layout
from documents.model import (
    Emblem,
    KeputusanPenetapanKawasan,
    Office,
    Picture,
    SuratPermohonanAudiensi,
)
from documents.office_layout import set_layout
from engine.domain.command import Actor, Grant
from engine.errors import Refused
from engine.services.boundaries import import_boundaries
from engine.services.context import Context
from engine.services.files import Upload
from tests.drafting.paper import planned_audience, source, text
from tests.support.data import PROVINCE, REGENCY, VILLAGES
from tests.support.world import OFFICER, SECOND, kawasan_at, make_context

AUDIENCE = ("surat-permohonan-audiensi", "audiensi-sekda")
DESIGNATION = ("keputusan-penetapan-kawasan", "rancangan-sk-penetapan")
KEEPER = Actor("kepala.tu", (Grant("admin", PROVINCE),))
SIGNED_ON = date(2025, 7, 26)
F4 = "profil.korespondensi.kertas = 'F4'"
SHIELD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12">'
    b'<path d="M1 1h8v6q0 3-4 4q-4-1-4-4z" fill="#295"/></svg>'
)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def hand_in(ctx: Context, area: str, kind: Emblem) -> None:
    set_emblem(ctx, KEEPER, area, kind, Upload("lambang.svg", SHIELD))


def test_the_layout_of_the_issuing_offices_region_is_used_and_recorded(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    plain = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    set_layout(ctx, KEEPER, REGENCY, F4)  # another office's: the province writes this letter
    assert service.draft(ctx, OFFICER, case_id, *AUDIENCE).template_version == (
        plain.template_version
    )
    set_layout(ctx, KEEPER, PROVINCE, F4)
    changed = service.draft(ctx, OFFICER, case_id, *AUDIENCE)
    assert changed.template_version.endswith(load_layout(F4).sidik)
    assert changed.template_version != plain.template_version
    pdf, _ = service.content(ctx, OFFICER, changed.id)
    height = PdfReader(BytesIO(pdf)).pages[0].mediabox.height
    assert round(float(height) / 72 * 25.4) == 330


def test_what_was_reviewed_in_another_form_is_not_signed(ctx: Context) -> None:
    drafted = service.draft(ctx, OFFICER, planned_audience(ctx), *AUDIENCE)
    set_layout(ctx, KEEPER, PROVINCE, F4)
    with pytest.raises(Refused, match="berubah sejak rancangan"):
        service.sign(ctx, SECOND, drafted.id, SIGNED_ON)


def test_the_same_facts_layout_and_date_give_the_same_bytes(ctx: Context) -> None:
    hand_in(ctx, PROVINCE, Emblem.DAERAH)
    made = source(ctx, planned_audience(ctx), *AUDIENCE)
    prints = [
        printing.draft_pdf(build(made), demonstration=False, layout=layout)
        for layout in (made.layout, made.layout, load_layout(F4))
    ]
    assert prints[0] == prints[1] != prints[2]


def test_a_letterhead_bears_the_emblem_its_region_handed_in(ctx: Context) -> None:
    case_id = planned_audience(ctx)
    without = build(source(ctx, case_id, *AUDIENCE))
    hand_in(ctx, PROVINCE, Emblem.DAERAH)
    made = draft(source(ctx, case_id, *AUDIENCE))
    assert isinstance(without, SuratPermohonanAudiensi)
    assert isinstance(made.letter, SuratPermohonanAudiensi)
    assert without.kop.gambar is None
    assert made.letter.kop.gambar is not None
    assert made.letter.kop.gambar.alt == "Lambang Kalimantan Selatan"
    kept = archive.letter_json(made, final=False)
    assert kept["isi"]["kop"]["gambar"]["data"].startswith("sha256:")
    json.dumps(kept)


def test_a_decree_bears_the_states_emblem_and_the_province_below_the_title(ctx: Context) -> None:
    hand_in(ctx, PROVINCE, Emblem.NEGARA)
    decree = build(source(ctx, kawasan_at(ctx, "rancangan-sk-penetapan"), *DESIGNATION))
    assert isinstance(decree, KeputusanPenetapanKawasan)
    assert decree.kop.pejabat is Office.BUPATI
    assert decree.kop.gambar is not None
    assert decree.kop.baris == ("Bupati Tanah Laut", "Provinsi Kalimantan Selatan")


def test_the_layout_says_whose_letterhead_a_letter_on_behalf_bears(ctx: Context) -> None:
    made = source(ctx, planned_audience(ctx), "surat-permintaan-dukungan", "audiensi-sekda")
    own = replace(made, layout=load_layout("surat.kop_an = 'kepala_daerah'"))
    offices = [build(each).kop.pejabat for each in (made, own)]  # type: ignore[attr-defined]
    assert offices == [Office.SEKDA, Office.GUBERNUR]


def test_the_map_is_drawn_from_outlines_until_one_is_uploaded(ctx: Context) -> None:
    case_id = kawasan_at(ctx, "rancangan-sk-penetapan")
    without = build(source(ctx, case_id, *DESIGNATION))
    assert isinstance(without, KeputusanPenetapanKawasan)
    assert without.peta is None
    import_boundaries(ctx, outlines(), "batas uji")
    made = source(ctx, case_id, *DESIGNATION)
    drawn = draft(made)
    assert isinstance(drawn.letter, KeputusanPenetapanKawasan)
    assert drawn.letter.peta is not None
    assert drawn.letter.peta.gambar.media_type == "image/svg+xml"
    assert any("batas desa menurut batas uji" in check for check in drawn.checks)
    pdf = printing.draft_pdf(drawn.letter, demonstration=False, layout=made.layout)
    page = text(pdf)
    assert "PETA DELINIASI" in page.upper() or "PETA DELINEASI" in page.upper()
    assert "1. Tabanio" in page
    assert f"Skala {drawn.letter.peta.skala}" in page
    own = Picture(b"\xff\xd8\xff peta", "Peta")
    told = replace(made, map_picture=own)
    assert build(told) == drawn.letter  # a picture without its scale and source is no map


def outlines() -> bytes:
    features = []
    for n, code in enumerate(VILLAGES):
        west, east = 114.6 + n * 0.02, 114.62 + n * 0.02
        ring = [[west, -3.9], [east, -3.9], [east, -3.88], [west, -3.88], [west, -3.9]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"kode": code}, "geometry": shape})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
