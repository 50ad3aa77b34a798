"""The schematic map of a case's villages, where their outlines were imported."""

from __future__ import annotations

from dataclasses import dataclass

from engine.domain.case import CaseState
from engine.domain.procedure import Procedure
from engine.domain.standing import members
from engine.pictures.map import Village, draw
from engine.reference import regions
from engine.services.context import Context
from engine.store import boundaries

NOTE = "Peta skematis; bukan penetapan batas wilayah."


@dataclass(frozen=True, slots=True)
class CaseMap:
    """A map as SVG, with the scale and the source it must name."""

    svg: str
    scale: str
    source: str


def case_map(
    ctx: Context, procedure: Procedure, state: CaseState, *, font: str = ""
) -> CaseMap | None:
    """The member villages, numbered in their order, and the villages around them.

    None where no member has an outline. `font` is for a document of its own.
    """
    codes = members(procedure, state)
    with ctx.database.read() as connection:
        held = {b.code: b for b in boundaries.of_regency(connection, state.regency)}
    if not held.keys() & {*codes}:
        return None
    numbers = {code: number for number, code in enumerate(codes, start=1)}
    villages = [
        Village(regions.name(b.code), b.shape, numbers.get(b.code, 0)) for b in held.values()
    ]
    missing = [(n, regions.name(code)) for code, n in numbers.items() if code not in held]
    source = "; ".join(dict.fromkeys(held[code].source for code in codes if code in held))
    drawn = draw(state.title, villages, source=source, note=NOTE, missing=missing, font=font)
    ratio = f"{drawn.scale:,}".replace(",", ".")
    return CaseMap(drawn.svg, f"1 : {ratio}", source)
