"""Village outlines, from a GeoJSON file an office holds; and from them, which villages touch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from engine.errors import FieldProblem, FileTooLarge, InvalidInput
from engine.reference import regions
from engine.services.context import Context
from engine.store import boundaries, surroundings
from engine.store.boundaries import Boundary

MAX_BYTES = 200_000_000
_TOLERANCE = 0.0002  # degrees, some twenty metres: coherent borders, a hundredth of the points
_NEAR = 25.0  # metres between outlines that still touch: outlines are drawn by hand
_METRES = 111_320.0  # of a degree of latitude
_INDONESIA = (94.0, -12.0, 142.0, 7.0)
_VILLAGES = ("desa", "desa_adat", "kelurahan")
_SHOWN = 5
_CODE_PARTS = ((0, 2), (2, 4), (4, 6), (6, 10))


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Villages whose outlines the file has, how many of them were new or other than before, features
    of no village known here, and pairs of villages that touch.
    """

    villages: int
    changed: int
    unknown: int
    contacts: int


def import_boundaries(ctx: Context, content: bytes, source: str) -> Imported:
    """Hold the outlines of a GeoJSON FeatureCollection in place of those of the same villages.

    A feature belongs to the village whose Kemendagri code is one of its properties, dotted or as
    ten digits. Outlines are simplified together, so that neighbours keep one border. Contacts
    between villages of the file are derived anew; others are kept. The same file again changes
    nothing. Raises FileTooLarge, InvalidInput.
    """
    if not source.strip():
        message = "Sumber data batas wajib disebut; ia tercetak pada peta."
        raise InvalidInput(message, [FieldProblem("sumber", message)])
    shapes, unknown = _read(content)
    codes = sorted(shapes)
    outlines = [_areas(shapes[code]) for code in codes]
    found = [
        Boundary(code, ".".join(code.split(".")[:2]), _coordinates(each), source.strip())
        for code, each in zip(codes, _simplified(outlines), strict=True)
    ]
    pairs = _touching(codes, outlines)
    with ctx.database.write() as connection:
        held = boundaries.known(connection, codes)
        changed = [b for b in found if held.get(b.code) != b]
        boundaries.put(connection, changed)
        others = [p for p in surroundings.all_contacts(connection) if not shapes.keys() >= {*p}]
        surroundings.replace_contacts(connection, [*others, *pairs])
    return Imported(len(found), len(changed), unknown, len(pairs))


def _read(content: bytes) -> tuple[dict[str, BaseGeometry], int]:
    """The outlines by village code, and how many features belong to no village known here."""
    parts: dict[str, list[BaseGeometry]] = {}
    unknown = 0
    for number, feature in enumerate(_features(content), start=1):
        code = _village(feature.get("properties"))
        if code is None:
            unknown += 1
            continue
        parts.setdefault(code, []).append(_outline(feature, number))
    if not parts:
        raise _refused("tidak satu pun berkode desa yang dikenal")
    return {code: shapely.union_all(found) for code, found in parts.items()}, unknown


def _features(content: bytes) -> list[Mapping[str, Any]]:
    if len(content) > MAX_BYTES:
        message = f"Berkas batas paling besar {MAX_BYTES // 1_000_000} MB."
        raise FileTooLarge(message)
    try:
        data = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _refused("bukan GeoJSON dalam UTF-8") from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise _refused("bukan FeatureCollection")
    return features


def _no_number(name: str) -> float:
    """JSON knows neither NaN nor infinity, whatever Python reads."""
    raise ValueError(name)


def _village(properties: object) -> str | None:
    """The village a feature belongs to: the first property that is the code of one."""
    for value in properties.values() if isinstance(properties, dict) else ():
        text = str(value).strip() if isinstance(value, str | int) else ""
        if text.isascii() and text.isdigit() and len(text) == _CODE_PARTS[-1][1]:
            text = ".".join(text[start:end] for start, end in _CODE_PARTS)
        place = regions.find(text)
        if place is not None and place.kind in _VILLAGES:
            return text
    return None


def _outline(feature: Mapping[str, Any], number: int) -> BaseGeometry:
    """The polygons of a feature, made valid; raises InvalidInput for anything else."""
    try:
        found = shape(feature["geometry"])
        if found.geom_type not in ("Polygon", "MultiPolygon") or found.is_empty:
            raise _refused(f"fitur {number} bukan poligon")
        west, south, east, north = found.bounds
    except (KeyError, TypeError, ValueError, AttributeError, shapely.GEOSException) as error:
        raise _refused(f"fitur {number} tidak dapat dibaca") from error
    inside = west >= _INDONESIA[0] and south >= _INDONESIA[1]
    inside = inside and east <= _INDONESIA[2] and north <= _INDONESIA[3]
    if not inside:
        raise _refused(f"fitur {number} tidak dalam derajat bujur dan lintang Indonesia")
    return found


def _areas(found: BaseGeometry) -> BaseGeometry:
    """Only what has an area, with two dimensions."""
    valid = shapely.make_valid(shapely.force_2d(found), method="structure", keep_collapsed=False)
    return shapely.multipolygons(shapely.get_parts(valid))


def _simplified(outlines: list[BaseGeometry]) -> list[BaseGeometry]:
    """Fewer points, together: the border of two neighbours stays one line."""
    return list(shapely.coverage_simplify(outlines, _TOLERANCE))


def _touching(codes: list[str], outlines: list[BaseGeometry]) -> list[tuple[str, str]]:
    """The pairs of villages whose outlines are nearer than a drawing tells apart."""
    middle = sum(float(o.centroid.y) for o in outlines) / len(outlines)
    scale = (_METRES * cos(radians(middle)), _METRES)
    plane = [shapely.transform(o, lambda xy: xy * scale) for o in outlines]
    tree = shapely.STRtree(plane)
    left, right = tree.query(plane, predicate="dwithin", distance=_NEAR)
    return [
        (codes[a], codes[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True) if a < b
    ]


def _coordinates(found: BaseGeometry) -> list[list[list[list[float]]]]:
    """Polygons of rings of points, to a metre."""
    data = mapping(found)
    polygons = [data["coordinates"]] if data["type"] == "Polygon" else data["coordinates"]
    return [[_ring(ring) for ring in polygon] for polygon in polygons]


def _ring(points: Iterable[tuple[float, float]]) -> list[list[float]]:
    return [[round(x, 5), round(y, 5)] for x, y in points]


def _refused(reason: str) -> InvalidInput:
    message = f"Berkas batas desa tidak diterima: {reason}."
    return InvalidInput(message, [FieldProblem("berkas", reason)])
