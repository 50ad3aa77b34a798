"""How a region's documents look: its layout and emblems, each version kept.

What a version says is the business of whoever reads it; here it is bytes under their hash, who
may put them there, and which region's version holds where.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.errors import Forbidden, UnknownRegion
from engine.reference import regions
from engine.services.context import Context
from engine.services.files import keep, read_file
from engine.store import appearance as store
from engine.store.appearance import Appearance

__all__ = [
    "Appearance",
    "Part",
    "digests",
    "history",
    "in_force",
    "may_keep",
    "must_exist",
    "must_keep",
    "put",
    "regions_around",
]
_LOCK = 7006
POWER = "appearance"


class Part(StrEnum):
    """What a region may set: how pages look, and the two emblems."""

    LAYOUT = "tata-letak"
    REGIONAL_EMBLEM = "lambang-daerah"
    STATE_EMBLEM = "lambang-negara"


def put(
    ctx: Context,
    actor: Actor,
    area: str,
    part: Part,
    content: bytes,
    *,
    name: str,
    media_type: str,
) -> Appearance:
    """Put a new version in force; earlier ones are kept. The same content again changes nothing.

    Raises UnknownRegion, Forbidden.
    """
    must_keep(ctx, actor, area)
    kept = keep(ctx, actor.person, name, media_type, content)
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        held = store.versions(connection, area, part)
        if held and held[-1].sha256 == kept.sha256:
            return held[-1]
        version = Appearance(area, part, len(held) + 1, kept.sha256, actor.person, ctx.now())
        store.put(connection, version)
    return version


def must_keep(ctx: Context, actor: Actor, area: str) -> None:
    """Raises UnknownRegion for no region, Forbidden for whoever may not set its appearance."""
    must_exist(area)
    if not may_keep(ctx, actor, area):
        message = "Tata letak dan lambang hanya diatur pengelola akun wilayah itu."
        raise Forbidden(message)


def must_exist(area: str) -> None:
    """Raises UnknownRegion for a code that is no region's."""
    if regions.find(area) is None:
        message = f"Wilayah {area!r} tidak dikenal."
        raise UnknownRegion(message)


def may_keep(ctx: Context, actor: Actor, area: str) -> bool:
    """Whether a person may set how a region's documents look."""
    anyone = ctx.catalog.procedures[0]
    return any(POWER in role.may for role in roles_over(anyone, actor, area))


def history(ctx: Context, area: str, part: Part) -> list[Appearance]:
    """Every version of a part of exactly that region, oldest first."""
    with ctx.database.read() as connection:
        return store.versions(connection, area, part)


def in_force(ctx: Context, areas: Sequence[str], part: Part) -> tuple[bytes, ...]:
    """What each of these regions has put in force, in their order; nothing for those without."""
    held = digests(ctx, areas)
    found = (held.get((each, part)) for each in areas)
    return tuple(read_file(ctx, digest) for digest in found if digest is not None)


def digests(ctx: Context, areas: Collection[str]) -> dict[tuple[str, str], str]:
    """The hash of each part that these regions have put in force, by region and part."""
    with ctx.database.read() as connection:
        found = store.newest(connection, areas)
    return {key: version.sha256 for key, version in found.items()}


def regions_around(area: str) -> tuple[str, ...]:
    """A region and those it lies in, the widest first: province, regency, district, village."""
    parts = area.split(".")
    return tuple(".".join(parts[:n]) for n in range(1, len(parts) + 1))
