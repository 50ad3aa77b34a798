"""The layout in force for a region's documents: its own text over those of the regions around."""

from __future__ import annotations

from documents.errors import LayoutError
from documents.layout import Layout, load_layout
from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput
from engine.services import appearance
from engine.services.appearance import Appearance, Part, regions_around
from engine.services.context import Context

_PLAIN = "text/plain"
MAX_BYTES = 50_000


def layout_of(ctx: Context, area: str) -> Layout:
    """How the documents of offices in a region look now; raises UnknownRegion."""
    appearance.must_exist(area)
    return load_layout(*_texts(ctx, regions_around(area)))


def own_text(ctx: Context, area: str) -> str:
    """What exactly that region has laid over the layout of the regions around it."""
    return "".join(_texts(ctx, (area,)))


def check_layout(ctx: Context, area: str, text: str) -> Layout:
    """The layout a region would have with this text; raises InvalidInput naming every wrong key.

    It must stand with what the regions around it have laid down. Raises UnknownRegion too.
    """
    appearance.must_exist(area)
    if len(text.encode()) > MAX_BYTES:
        message = f"Tata letak paling besar {MAX_BYTES // 1000} kB."
        raise InvalidInput(message, [FieldProblem("teks", message)])
    try:
        return load_layout(*_texts(ctx, regions_around(area)[:-1]), text)
    except LayoutError as error:
        problems = [FieldProblem("teks", problem.message) for problem in error.problems]
        message = "Tata letak tidak dapat dipakai: " + "; ".join(p.message for p in problems)
        raise InvalidInput(message, problems) from error


def set_layout(ctx: Context, actor: Actor, area: str, text: str) -> Appearance:
    """Put a region's layout in force for documents made from now on; an empty text takes it back.

    What is drafted or issued already keeps the look it has. Raises UnknownRegion, Forbidden,
    InvalidInput.
    """
    appearance.must_keep(ctx, actor, area)
    check_layout(ctx, area, text)
    content = text.strip().encode()
    return appearance.put(
        ctx,
        actor,
        area,
        Part.LAYOUT,
        content,
        name=f"tata-letak-{area}.toml",
        media_type=_PLAIN,
    )


def _texts(ctx: Context, areas: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text.decode() for text in appearance.in_force(ctx, areas, Part.LAYOUT))
