"""What `decide` may know about the world outside the case, gathered beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.domain.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Place:
    """A region: its code, its name, its kind (provinsi, kabupaten, kota, kecamatan, desa ...)."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Period:
    """A span of dates; no end means until further notice."""

    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in it, both ends included."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Facts:
    """The world on `today`, a date in the regency's own zone.

    At opening, `existing` are the running cases of a procedure that a regency may have but one
    of, and `parent_ready` tells whether the case a new one opens from has come far enough.
    """

    today: date
    calendar: Calendar
    places: Mapping[str, Place] = field(default_factory=dict)
    validities: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    memberships: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contacts: frozenset[tuple[str, str]] | None = None
    known_names: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    parent_ready: bool = True

    def place_name(self, code: str) -> str:
        """The region's name, or its code where it is unknown."""
        place = self.places.get(code)
        return place.name if place else code
