"""Emblems as regions hand them in: PNG drawn anew, SVG by allow-list, each printed once to try.

An emblem belongs to its region, and none ships with this system. Until a region gives its own,
letterheads hold a neutral reserve.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from documents.errors import EmblemNotAllowed, RenderingFailed
from documents.model import Emblem, Picture
from documents.pdf import to_pdf
from documents.vector import RefusedPicture, cleaned
from engine.domain.command import Actor
from engine.errors import FieldProblem, FileNotAccepted, FileTooLarge
from engine.reference import regions
from engine.services import appearance
from engine.services.appearance import Appearance, Part
from engine.services.context import Context
from engine.services.files import Upload, read_file

PARTS = {Emblem.DAERAH: Part.REGIONAL_EMBLEM, Emblem.NEGARA: Part.STATE_EMBLEM}
MAX_BYTES = 2_000_000
_MAX_SIDE = 4_000
_PRINTED_SIDE = 1_000  # 20 mm at more dots than any office printer sets
_SVG, _PNG = "image/svg+xml", "image/png"
_HEADED = ("provinsi", "kabupaten", "kota")
_PAGE = '<html lang="id"><title>-</title><img alt="-" style="width:20mm;height:22mm" src="{uri}">'


def set_emblem(ctx: Context, actor: Actor, area: str, kind: Emblem, upload: Upload) -> Appearance:
    """Put a region's emblem in force for its letterheads, and for those of offices below it.

    The state emblem is taken only for a region with a head who may use it. Raises UnknownRegion,
    Forbidden, EmblemNotAllowed, FileTooLarge, and FileNotAccepted with what is not allowed.
    """
    appearance.must_keep(ctx, actor, area)
    _refuse_unless_headed(area, kind)
    content, media_type = accepted(upload)
    return appearance.put(
        ctx, actor, area, PARTS[kind], content, name=f"{PARTS[kind]}-{area}", media_type=media_type
    )


def emblems(ctx: Context, areas: Iterable[str]) -> Mapping[tuple[str, Emblem], Picture]:
    """The emblems over the letters of offices in these regions, where there are any.

    Offices below a regency use the regency's; a regency never uses that of its province, except
    the state's, which is one.
    """
    wanted = {(area, kind): _owners(area, kind) for area in areas for kind in PARTS}
    held = appearance.digests(ctx, {area for owners in wanted.values() for area in owners})
    pictures: dict[str, Picture] = {}
    found: dict[tuple[str, Emblem], Picture] = {}
    for (area, kind), owners in wanted.items():
        owner = next((each for each in owners if (each, PARTS[kind]) in held), None)
        if owner is None:
            continue
        digest = held[owner, PARTS[kind]]
        if digest not in pictures:
            pictures[digest] = Picture(read_file(ctx, digest), _alternative(owner, kind))
        found[area, kind] = pictures[digest]
    return found


def _owners(area: str, kind: Emblem) -> tuple[str, ...]:
    """The regions whose emblem an office may use, the nearest first."""
    around = appearance.regions_around(area)
    return tuple(reversed(around if kind is Emblem.NEGARA else around[1:] or around))


def accepted(upload: Upload) -> tuple[bytes, str]:
    """An emblem made harmless, and its media type; raises FileTooLarge, FileNotAccepted."""
    if len(upload.content) > MAX_BYTES:
        message = f"Lambang paling besar {MAX_BYTES // 1_000_000} MB."
        raise FileTooLarge(message)
    if upload.content.startswith(b"\x89PNG\r\n\x1a\n"):
        content, media_type = _drawn_anew(upload.content), _PNG
    else:
        content, media_type = _harmless(upload.content), _SVG
    _try(Picture(content, "lambang"))
    return content, media_type


def _drawn_anew(content: bytes) -> bytes:
    """The picture's dots and nothing else; what is larger than a page needs is made smaller."""
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            if max(image.size) > _MAX_SIDE:
                raise _refused(f"sisinya lebih dari {_MAX_SIDE} titik")
            drawn = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _refused("berkas PNG ini rusak") from error
    drawn.thumbnail((_PRINTED_SIDE, _PRINTED_SIDE))
    out = BytesIO()
    drawn.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _harmless(content: bytes) -> bytes:
    try:
        return cleaned(content)
    except RefusedPicture as error:
        raise _refused(str(error)) from error


def _try(picture: Picture) -> None:
    """Print it once: what the PDF engine cannot draw is refused now, not on a decree."""
    try:
        to_pdf(_PAGE.format(uri=picture.uri))
    except (RenderingFailed, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise _refused("gambar ini tidak dapat dicetak") from error
    except RecursionError as error:
        raise _refused("gambar ini tidak dapat dicetak") from error


def _refused(reason: str) -> FileNotAccepted:
    message = f"Lambang tidak diterima: {reason}. Kirimkan PNG atau SVG."
    return FileNotAccepted(message, [FieldProblem("berkas", reason)])


def _refuse_unless_headed(area: str, kind: Emblem) -> None:
    place = regions.find(area)
    if kind is Emblem.NEGARA and (place is None or place.kind not in _HEADED):
        message = "Lambang negara hanya untuk kop kepala daerah: provinsi, kabupaten, atau kota."
        raise EmblemNotAllowed(message, [FieldProblem("jenis", message)])


def _alternative(area: str, kind: Emblem) -> str:
    """What is read aloud in place of the picture."""
    return "Lambang negara" if kind is Emblem.NEGARA else f"Lambang {regions.name(area)}"
