"""Offices are named by role and region, and by their own record where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.definitions.catalog import shipped
from engine.errors import InvalidInput, UnknownRegion
from engine.reference import offices as usual
from engine.reference import regions
from engine.services.context import Context
from engine.services.offices import office, put_office
from tests.support.world import make_context

ACTING_ELSEWHERE = {"kementerian"}
"""Roles whose office lies outside the regions."""


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


@pytest.mark.parametrize(
    ("role", "area", "name", "head"),
    [
        (
            "pmd-provinsi",
            "63",
            "Dinas Pemberdayaan Masyarakat dan Desa Provinsi Kalimantan Selatan",
            "Kepala Dinas Pemberdayaan Masyarakat dan Desa Provinsi Kalimantan Selatan",
        ),
        (
            "sekda",
            "63.01",
            "Sekretariat Daerah Kabupaten Tanah Laut",
            "Sekretaris Daerah Kabupaten Tanah Laut",
        ),
        ("bupati", "63.01", "Bupati Tanah Laut", "Bupati Tanah Laut"),
        ("bupati", "63.72", "Wali Kota Banjarbaru", "Wali Kota Banjarbaru"),
        ("camat", "63.01.01", "Kecamatan Takisung", "Camat Takisung"),
        ("desa", "63.01.01.2002", "Desa Tabanio", "Kepala Desa Tabanio"),
    ],
)
def test_an_office_is_called_by_its_role_and_region(
    ctx: Context, role: str, area: str, name: str, head: str
) -> None:
    found = office(ctx, role, area)
    assert (found.name, found.head) == (name, head)
    assert found.address == "(alamat kantor)"
    assert "address" in found.assumed


def test_the_letterhead_says_the_region_once(ctx: Context) -> None:
    assert office(ctx, "pmd-kabupaten", "63.01").lines == (
        "Pemerintah Kabupaten Tanah Laut",
        "Dinas Pemberdayaan Masyarakat dan Desa",
    )
    assert office(ctx, "bupati", "63.72").lines == ("Wali Kota Banjarbaru",)
    assert office(ctx, "desa", "63.01.01.2002").lines[-2:] == (
        "Kecamatan Takisung",
        "Desa Tabanio",
    )


def test_an_unlisted_seat_is_the_regions_name_and_marked_as_assumed(ctx: Context) -> None:
    known, assumed = office(ctx, "sekda", "63.01"), office(ctx, "sekda", "62.02")
    assert (known.city, "city" in known.assumed) == ("Pelaihari", False)
    assert assumed.city == regions.name("62.02").removeprefix("Kabupaten ")
    assert "city" in assumed.assumed


def test_what_an_office_puts_on_record_stands_over_the_usual(ctx: Context) -> None:
    name = "Dinas Pemberdayaan Masyarakat, Perempuan, dan Desa Kabupaten Tanah Laut"
    put_office(
        ctx, "pmd-kabupaten", "63.01", name=name, city="Kota Baru", email="dpmd@contoh.example"
    )
    found = office(ctx, "pmd-kabupaten", "63.01")
    assert found.lines[-1] == "Dinas Pemberdayaan Masyarakat, Perempuan, dan Desa"
    assert (found.city, found.email) == ("Kota Baru", "dpmd@contoh.example")
    assert found.head.startswith("Kepala Dinas Pemberdayaan Masyarakat dan Desa")
    put_office(ctx, "pmd-kabupaten", "63.01")
    assert office(ctx, "pmd-kabupaten", "63.01").email == ""


@pytest.mark.parametrize("email", ["tanpa-at", "dua@a@b", "a@b, c@d", "a b@c", "x@y\nBcc: z@w"])
def test_an_address_that_is_none_is_refused(ctx: Context, email: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        put_office(ctx, "sekda", "63.01", email=email)
    assert [p.field for p in refused.value.problems] == ["email"]


@pytest.mark.parametrize(
    ("role", "area"),
    [("sekda", "63"), ("camat", "63.01"), ("sekda", "99.99"), ("pembaca", "63.01")],
)
def test_a_role_has_no_office_where_it_does_not_sit(ctx: Context, role: str, area: str) -> None:
    with pytest.raises(UnknownRegion):
        office(ctx, role, area)


def test_every_actor_of_the_procedures_has_an_office() -> None:
    actors = {s.actor for p in shipped().procedures for s in p.steps}
    assert actors - ACTING_ELSEWHERE <= set(usual.roles())


def test_every_listed_seat_is_a_place_of_its_region() -> None:
    for province in ("63",):
        for place in regions.regencies(province):
            city = usual.default("sekda", place.code).city
            inside = {p.name for p in regions.children(place.code)} | {usual.bare_name(place.code)}
            deeper = {
                v.name for d in regions.children(place.code) for v in regions.children(d.code)
            }
            assert any(city in name for name in inside | deeper), place.name


def test_every_regency_of_the_country_has_its_offices() -> None:
    for place in regions.regencies("*"):
        head = usual.default("bupati", place.code).head
        assert head.startswith("Wali Kota " if place.kind == "kota" else "Bupati ")
