"""Layouts and emblems of regions: who sets them, what is refused, and where they show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from documents.emblem import accepted, emblems, set_emblem
from documents.errors import EmblemNotAllowed
from documents.layout import load_layout
from documents.model import Emblem
from documents.office_layout import layout_of, own_text, set_layout
from engine.domain.command import Actor, Grant
from engine.errors import (
    FileNotAccepted,
    FileTooLarge,
    Forbidden,
    InvalidInput,
    UnknownRegion,
)
from engine.services import appearance
from engine.services.appearance import Part
from engine.services.context import Context
from engine.services.files import Upload
from tests.support.world import make_context

REGENCY, PROVINCE, VILLAGE = "63.01", "63", "63.01.01.2002"
KEEPER = Actor("kepala.tu", (Grant("admin", PROVINCE),))
RIGHT = "surat.posisi_yth = 'kanan'"
SHIELD = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12">'
    b'<path d="M1 1h8v6q0 3-4 4q-4-1-4-4z" fill="#295"/></svg>'
)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def png(size: tuple[int, int] = (40, 44), note: str = "") -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", note)
    out = BytesIO()
    Image.new("RGBA", size, (10, 90, 40, 255)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def hand_in(ctx: Context, area: str, content: bytes, kind: Emblem = Emblem.DAERAH) -> None:
    set_emblem(ctx, KEEPER, area, kind, Upload("lambang", content))


def test_a_layout_holds_for_a_region_and_those_in_it(ctx: Context) -> None:
    set_layout(ctx, KEEPER, PROVINCE, RIGHT)
    set_layout(ctx, KEEPER, REGENCY, "profil.korespondensi.kertas = 'F4'")
    for area in (REGENCY, VILLAGE):
        assert layout_of(ctx, area).surat.posisi_yth == "kanan"
        assert layout_of(ctx, area).profil.korespondensi.kertas == "F4"
    assert layout_of(ctx, "63.02").profil.korespondensi.kertas == "A4"
    assert layout_of(ctx, "62.01") == load_layout()


def test_every_version_is_kept_and_the_same_again_is_none(ctx: Context) -> None:
    for text in (RIGHT, RIGHT, "", RIGHT):
        set_layout(ctx, KEEPER, REGENCY, text)
    held = appearance.history(ctx, REGENCY, Part.LAYOUT)
    assert [v.number for v in held] == [1, 2, 3]
    assert held[0].sha256 == held[2].sha256 != held[1].sha256
    assert {v.person for v in held} == {KEEPER.person}
    assert own_text(ctx, REGENCY) == RIGHT


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("surat.posisi = 'kanan'", "surat.posisi: tidak dikenal"),
        ("profil.korespondensi.kertas = 'folio'", "folio"),
        ("profil.korespondensi.margin_kiri_mm = 1", "margin_kiri_mm: paling sedikit 5"),
        ("surat.posisi_yth = 'atas'", "posisi_yth: harus 'kiri' atau 'kanan'"),
        ("surat.kepada_yth = 'ya'", "kepada_yth: harus true atau false"),
        ("ini bukan toml", "TOML"),
        ("# " + "x" * 60_000, "paling besar 50 kB"),
    ],
)
def test_a_wrong_layout_is_refused_in_words_and_changes_nothing(
    ctx: Context, text: str, reason: str
) -> None:
    with pytest.raises(InvalidInput, match=reason):
        set_layout(ctx, KEEPER, REGENCY, text)
    assert appearance.history(ctx, REGENCY, Part.LAYOUT) == []


@pytest.mark.parametrize(
    "actor",
    [
        Actor("orang.lain", (Grant("admin", "63.02"),)),
        Actor("petugas", (Grant("pmd-provinsi", PROVINCE),)),
        Actor("pembaca", (Grant("pembaca", "*"),)),
        Actor("siapa", ()),
    ],
)
def test_only_its_own_keeper_sets_how_a_region_looks(ctx: Context, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        set_layout(ctx, actor, REGENCY, RIGHT)
    with pytest.raises(Forbidden):
        set_emblem(ctx, actor, REGENCY, Emblem.DAERAH, Upload("x", SHIELD))


def test_there_is_no_layout_of_a_region_that_is_not(ctx: Context) -> None:
    with pytest.raises(UnknownRegion):
        set_layout(ctx, KEEPER, "63.99", RIGHT)


def test_an_emblem_is_drawn_anew_without_what_was_hidden_in_it(ctx: Context) -> None:
    content, media_type = accepted(Upload("a.png", png(note="rahasia") + b"<script>"))
    assert media_type == "image/png"
    assert b"rahasia" not in content
    assert b"script" not in content
    wide, _ = accepted(Upload("a.png", png((3_000, 3_000))))
    assert Image.open(BytesIO(wide)).size == (1_000, 1_000)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (png((4_500, 10)), "4000 titik"),
        (png()[:60], "rusak"),
        (b"\x89PNG\r\n\x1a\nbukan", "rusak"),
        (b"\xff\xd8\xff\xe0 jpeg", "bukan XML"),
        (b"%PDF-1.4", "bukan XML"),
        (SHIELD.replace(b"<path", b"<script/><path"), "script"),
        (SHIELD.replace(b"0 0 10 12", b"a b c d"), "tidak dapat dicetak"),
    ],
)
def test_an_emblem_that_is_none_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FileNotAccepted, match=reason):
        accepted(Upload("lambang.png", content))


def test_an_emblem_too_large_is_refused_unread() -> None:
    with pytest.raises(FileTooLarge):
        accepted(Upload("lambang.png", b"\x89PNG\r\n\x1a\n" + bytes(2_000_001)))


def test_offices_below_a_regency_use_its_emblem_and_a_regency_not_its_provinces(
    ctx: Context,
) -> None:
    hand_in(ctx, PROVINCE, png())
    assert set(emblems(ctx, (PROVINCE, REGENCY, VILLAGE))) == {(PROVINCE, Emblem.DAERAH)}
    hand_in(ctx, REGENCY, SHIELD)
    held = emblems(ctx, (PROVINCE, REGENCY, VILLAGE))
    assert held[VILLAGE, Emblem.DAERAH] == held[REGENCY, Emblem.DAERAH]
    assert held[VILLAGE, Emblem.DAERAH].alt == "Lambang Kabupaten Tanah Laut"
    assert held[PROVINCE, Emblem.DAERAH] != held[REGENCY, Emblem.DAERAH]


def test_the_emblem_of_the_state_is_only_for_regions_with_a_head(ctx: Context) -> None:
    hand_in(ctx, PROVINCE, SHIELD, Emblem.NEGARA)
    assert (REGENCY, Emblem.NEGARA) in emblems(ctx, (REGENCY,))
    for area in ("63.01.01", VILLAGE):
        with pytest.raises(EmblemNotAllowed):
            hand_in(ctx, area, SHIELD, Emblem.NEGARA)
