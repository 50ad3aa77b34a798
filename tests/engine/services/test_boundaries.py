"""Village outlines: taken whole or not at all, simplified together, and the source of contacts."""

from __future__ import annotations

import csv
import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from engine.errors import FileTooLarge, InvalidInput
from engine.services import boundaries
from engine.services.boundaries import Imported, import_boundaries
from engine.services.context import Context
from engine.services.maps import case_map
from engine.services.views import get_case
from engine.store import boundaries as store
from engine.store import surroundings
from tests.support import world
from tests.support.data import VILLAGES

DATA = Path(__file__).parents[4] / "shared" / "data"
SOURCE = "batas indikatif uji"
CORNER = (114.6, -3.9)
SIDE = 0.02


def square(column: float, row: float = 0, side: float = SIDE) -> dict[str, Any]:
    west, south = CORNER[0] + column * SIDE, CORNER[1] + row * SIDE
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code: object, geometry: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"nama": "x", "kode": code}, "geometry": geometry}


def file(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def row_of_villages() -> bytes:
    return file(*(feature(code, square(n)) for n, code in enumerate(VILLAGES)))


def contacts(ctx: Context) -> set[tuple[str, str]]:
    with ctx.database.read() as connection:
        return set(surroundings.all_contacts(connection))


def test_neighbours_are_those_whose_outlines_meet(ctx: Context) -> None:
    done = import_boundaries(ctx, row_of_villages(), SOURCE)
    assert done == Imported(villages=4, changed=4, unknown=0, contacts=3)
    assert contacts(ctx) == set(pairwise(VILLAGES))


def test_the_same_file_again_changes_nothing(ctx: Context) -> None:
    import_boundaries(ctx, row_of_villages(), SOURCE)
    before = contacts(ctx)
    assert import_boundaries(ctx, row_of_villages(), SOURCE).changed == 0
    assert contacts(ctx) == before


def test_contacts_of_other_villages_are_kept(ctx: Context) -> None:
    other = ("63.02.01.2001", "63.02.01.2002")
    with ctx.database.write() as connection:
        surroundings.replace_contacts(connection, [other, (VILLAGES[0], VILLAGES[3])])
    import_boundaries(ctx, row_of_villages(), SOURCE)
    assert other in contacts(ctx)
    assert (VILLAGES[0], VILLAGES[3]) not in contacts(ctx)


def test_a_village_in_parts_and_a_code_without_dots_are_understood(ctx: Context) -> None:
    plain = VILLAGES[0].replace(".", "")
    apart = file(
        feature(plain, square(0)), feature(int(plain), square(5)), feature("99", square(1))
    )
    assert import_boundaries(ctx, apart, SOURCE) == Imported(1, 1, 1, 0)
    with ctx.database.read() as connection:
        assert len(store.known(connection, [VILLAGES[0]])[VILLAGES[0]].shape) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "bukan GeoJSON"),
        (b"\xff\xfe", "bukan GeoJSON"),
        (b"[" * 100_000, "bukan GeoJSON"),
        (b"[]", "FeatureCollection"),
        (b'{"features": [1]}', "FeatureCollection"),
        (file(), "tidak satu pun"),
        (file(feature("99", square(0))), "tidak satu pun"),
        (file(feature(VILLAGES[0], None)), "fitur 1"),
        (file(feature(VILLAGES[0], {"type": "Point", "coordinates": [114, -3]})), "bukan poligon"),
        (file(feature(VILLAGES[0], {"type": "Polygon", "coordinates": "x"})), "fitur 1"),
        (file(feature(VILLAGES[0], {"type": "Polygon", "coordinates": [[[1, 2]]]})), "fitur 1"),
        (file(feature(VILLAGES[0], square(0)), feature(VILLAGES[1], square(9_000))), "fitur 2"),
        (
            file(feature(VILLAGES[0], square(0))).replace(b"114.6", b"NaN"),
            "bukan GeoJSON",
        ),
    ],
)
def test_a_file_with_any_wrong_feature_changes_nothing(
    ctx: Context, content: bytes, reason: str
) -> None:
    with pytest.raises(InvalidInput, match=reason):
        import_boundaries(ctx, content, SOURCE)
    assert contacts(ctx) == set()


def test_a_file_too_large_and_one_without_source_are_refused(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvalidInput, match="Sumber"):
        import_boundaries(ctx, row_of_villages(), " ")
    monkeypatch.setattr(boundaries, "MAX_BYTES", 10)
    with pytest.raises(FileTooLarge):
        import_boundaries(ctx, row_of_villages(), SOURCE)


def test_the_map_of_a_case_numbers_its_villages_and_names_what_is_missing(ctx: Context) -> None:
    view = get_case(ctx, world.OFFICER, world.kawasan_at(ctx, "musyawarah-antar-desa"))
    assert case_map(ctx, view.procedure, view.state) is None
    some = file(*(feature(code, square(n)) for n, code in enumerate(VILLAGES[:3])))
    import_boundaries(ctx, some, SOURCE)
    found = case_map(ctx, view.procedure, view.state)
    assert found is not None
    assert found.source == SOURCE
    assert found.scale == "1 : 50.000"
    assert f"Sumber: {SOURCE}" in found.svg
    assert "1. Tabanio" in found.svg
    assert "4. Sumber Makmur (batas belum dimuat)" in found.svg


def test_the_real_outlines_give_the_real_contacts(ctx: Context) -> None:
    outlines = DATA / "kalsel_villages.geojson.gz"
    if not outlines.exists():
        pytest.skip("the reference data is not on this machine")
    done = import_boundaries(ctx, gzip.decompress(outlines.read_bytes()), SOURCE)
    assert (done.villages, done.unknown) == (2008, 0)
    with (DATA / "kalsel_adjacency.csv").open(encoding="utf-8") as rows:
        wanted = {tuple(sorted((r["code_a"], r["code_b"]))) for r in csv.DictReader(rows)}
    assert contacts(ctx) == wanted
    with ctx.database.read() as connection:
        held = store.of_regency(connection, "63.01")
    points = sum(len(ring) for b in held for polygon in b.shape for ring in polygon)
    assert points < 150 * len(held)
