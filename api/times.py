"""Dates and moments as the API writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from engine.reference import regions


def moment(value: datetime) -> str:
    """A moment in UTC, ISO 8601 with ``Z``."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def day(value: date | None) -> str | None:
    """A legal date, which has no zone."""
    return value.isoformat() if value else None


def day_begins(value: date | None, region: str) -> str | None:
    """The moment a date begins where a region lies."""
    if value is None:
        return None
    return moment(datetime.combine(value, time.min, ZoneInfo(regions.zone(region))))
