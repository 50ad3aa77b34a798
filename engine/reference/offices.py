"""The usual names of offices by role and region, from patterns that are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from engine.errors import UnknownRegion
from engine.reference import regions

_FILE = Path(__file__).parent / "offices.toml"
_LEVELS = {"provinsi": 1, "kabupaten": 2, "kecamatan": 3, "desa": 4}


@dataclass(frozen=True, slots=True)
class DefaultOffice:
    """An office as it is called when nothing else is on record.

    `lines` are the letterhead's; `city_assumed` says that the seat is only the region's name.
    """

    role: str
    area: str
    name: str
    head: str
    unit: str
    address: str
    city: str
    city_assumed: bool
    lines: tuple[str, ...]


def roles() -> tuple[str, ...]:
    """The roles that have an office."""
    return tuple(_data()["office"])


def level(role: str) -> str:
    """The kind of region a role's office sits in: provinsi, kabupaten, kecamatan or desa."""
    return str(_data()["office"][role]["level"])


def depth(role: str) -> int:
    """How many parts the code of a role's region has: 1 for a province, 4 for a village."""
    return _LEVELS[level(role)]


def area_of(role: str, code: str) -> str:
    """The code of the region of the role's level that `code` lies in."""
    return ".".join(code.split(".")[: depth(role)])


@cache
def default(role: str, area: str) -> DefaultOffice:
    """The usual office of a role in a region; raises UnknownRegion when it has none there."""
    pattern = _data()["office"].get(role)
    if pattern is None or regions.find(area) is None or len(area.split(".")) != depth(role):
        message = f"Tidak ada kantor {role!r} untuk wilayah {area!r}."
        raise UnknownRegion(message)
    words = _words(area)
    name = pattern["name"].format_map(words)
    city, assumed = _seat(area)
    return DefaultOffice(
        role=role,
        area=area,
        name=name,
        head=pattern["head"].format_map(words),
        unit=pattern["unit"],
        address=_data()["alamat"],
        city=city,
        city_assumed=assumed,
        lines=letterhead(role, area, name),
    )


def letterhead(role: str, area: str, name: str) -> tuple[str, ...]:
    """The lines over an office's letters, the office itself last and without its region."""
    words = _words(area)
    above = [line.format_map(words) for line in _data()["office"][role]["above"]]
    ending = _data()["akhiran"].get(level(role), "").format_map(words) if above else ""
    return (*above, name.removesuffix(ending))


def bare_name(code: str) -> str:
    """A regency's name without "Kabupaten" or "Kota"; any other region's name as it is."""
    name = regions.name(code)
    return name.removeprefix("Kabupaten ").removeprefix("Kota ")


def head_of_region(code: str) -> str:
    """The title of a regency's head: Bupati or Wali Kota."""
    place = regions.find(code)
    of_city = place is not None and place.kind == "kota"
    return str(_data()["kepala_kota" if of_city else "kepala_kabupaten"])


def _words(area: str) -> Mapping[str, str]:
    parts = area.split(".")
    regency, district = ".".join(parts[:2]), ".".join(parts[:3])
    return {
        "provinsi": regions.name(parts[0]),
        "kabupaten": regions.name(regency),
        "daerah": bare_name(regency),
        "kepala_daerah": head_of_region(regency),
        "kecamatan": regions.name(district),
        "desa": regions.name(area),
    }


def _seat(area: str) -> tuple[str, bool]:
    """Where an office writes from, and whether that is only assumed."""
    parts = area.split(".")
    if len(parts) > 2:  # noqa: PLR2004 (below a regency, an office sits in its own region)
        return regions.name(area), False
    known = _data()["kedudukan"].get(area)
    if known is not None:
        return str(known), False
    return (str(_data()["kota_provinsi"]) if len(parts) == 1 else bare_name(area)), True


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
