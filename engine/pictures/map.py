"""A schematic map of a kawasan: member villages filled and numbered, neighbours outlined.

Pure, and legible in black and white. Lengths are millimetres on paper at a round scale, so the
map is true to scale wherever it is printed at its own size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, hypot, radians
from xml.sax.saxutils import escape, quoteattr

from engine.pictures.words import wrapped

Ring = Sequence[Sequence[float]]
Shape = Sequence[Sequence[Ring]]
Point = tuple[float, float]

WIDTH = 160.0
_HEIGHT, _PAD, _ROW, _HEAD = 92.0, 4.0, 4.2, 5.0
_TYPE, _SMALL, _LABEL = 3.0, 2.6, 3.2
_STEPS = (0.5, 1.0, 2.0, 4.0)  # points nearer than this on paper are one
_LIGHT = 20_000  # characters of outlines a page may carry; above, they are drawn coarser
_PER = 10  # outlines are whole tenths of a millimetre, for a page that must stay light
_METRES = 111_320.0
_SCALES = tuple(n * 10**k for k in range(3, 7) for n in (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 9))
_BARS = tuple(n * 10**k for k in range(2, 6) for n in (1, 2, 5))
_FRAME = (
    f'<rect x="0.1" y="0.1" width="{WIDTH - 0.2:g}" height="{_HEIGHT - 0.2:g}" '
    'fill="none" stroke="#000" stroke-width="0.2"/>'
)
_EDGES = ((0, 0.0, 1), (0, WIDTH, -1), (1, 0.0, 1), (1, _HEIGHT, -1))
_MEMBER = 'fill="#cfcfcf" fill-rule="evenodd" stroke="#000" stroke-width="4"'
_OTHER = 'fill="none" stroke="#555" stroke-width="2" stroke-dasharray="10 7"'


@dataclass(frozen=True, slots=True)
class Village:
    """A village on the map; a member has its number, as in the list beside the map."""

    name: str
    shape: Shape
    number: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map as an SVG document, and the number its scale is one to."""

    svg: str
    scale: int


@dataclass(frozen=True, slots=True)
class _Plane:
    """Degrees to millimetres of paper."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def point(self, lon: float, lat: float) -> Point:
        per = _METRES * 1000 / self.scale
        x = self.left + (lon - self.west) * self.squeeze * per
        return x, self.top + (self.north - lat) * per


def draw(
    title: str,
    villages: Sequence[Village],
    *,
    source: str,
    note: str,
    missing: Sequence[tuple[int, str]] = (),
    font: str = "",
    name: str = "peta",
) -> Drawn:
    """The map, with its legend, scale bar, north, source and note below.

    `missing` are members without an outline, named in the legend. `font` is for a document of its
    own; inside a page the page's is used, and no ratio is written, for no screen keeps one.
    `name` tells the parts of two maps on one page apart.
    Raises ValueError without a member that has an outline.
    """
    members = [v for v in villages if v.number]
    if not members:
        message = "a map needs a member with an outline"
        raise ValueError(message)
    plane = _plane(members)
    rows = list(_legend(members, missing))
    foot = wrapped(f"Sumber: {source}. {note}", _SMALL, WIDTH, 6)
    height = _HEIGHT + _HEAD + len(rows) * _ROW + len(foot) * _ROW + _PAD
    parts = [
        _opening(height, name, font),
        f'<title id="{name}-judul">{escape(title)}</title>',
        f'<g transform="scale({1 / _PER:g})">',
        _outlines(villages, plane),
        "</g>",
        *(_number(v, plane) for v in members),
        _FRAME,
        *_bar(plane, ratio=bool(font)),
        _north(),
        *_written(rows, foot),
        "</svg>",
    ]
    return Drawn("".join(parts), round(plane.scale))


def _opening(height: float, name: str, font: str) -> str:
    family = f" font-family={quoteattr(font)}" if font else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:.1f}" '
        f'width="{WIDTH:g}mm" height="{height:.1f}mm" role="img" aria-labelledby="{name}-judul" '
        f'fill="#000"{family}>'
    )


def _plane(members: Sequence[Village]) -> _Plane:
    """The largest round scale at which the members fit, with their middle in the middle."""
    points = [p for v in members for polygon in v.shape for p in polygon[0]]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = cos(radians((south + north) / 2))
    across, up = (east - west) * squeeze * _METRES * 1000, (north - south) * _METRES * 1000
    room = WIDTH - 4 * _PAD, _HEIGHT - 4 * _PAD
    least = max(across / room[0], up / room[1])
    scale = next((s for s in _SCALES if s >= least), _SCALES[-1])
    left, top = (WIDTH - across / scale) / 2, (_HEIGHT - up / scale) / 2
    return _Plane(west, north, squeeze, scale, left, top)


def _outlines(villages: Sequence[Village], plane: _Plane) -> str:
    """Every outline, as fine as stays light; those around less fine than the members."""
    text = ""
    for fine, coarse in pairwise(_STEPS):
        around = (_outline(v, plane, coarse) for v in villages if not v.number)
        inside = (_outline(v, plane, fine) for v in villages if v.number)
        text = f'<path {_OTHER} d="{"".join(around)}"/><path {_MEMBER} d="{"".join(inside)}"/>'
        if len(text) <= _LIGHT:
            break
    return text


def _outline(village: Village, plane: _Plane, step: float) -> str:
    return "".join(_path(ring, plane, step) for polygon in village.shape for ring in polygon)


def _path(ring: Ring, plane: _Plane, step: float) -> str:
    """A ring on paper, within the frame; points that cannot be told apart are one."""
    points = [plane.point(lon, lat) for lon, lat in ring]
    for axis, limit, sign in _EDGES:
        points = _clipped(points, axis, limit, sign)
    kept: list[tuple[int, int]] = []
    for x, y in points:
        here = round(x * _PER), round(y * _PER)
        if not kept or hypot(here[0] - kept[-1][0], here[1] - kept[-1][1]) >= step * _PER:
            kept.append(here)
    if len(kept) < 3:  # noqa: PLR2004 (a triangle is the least that has an area)
        return ""
    moves = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(moves)}z".replace(" -", "-")


def _clipped(points: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """What of a ring lies on one side of an edge of the frame (Sutherland and Hodgman)."""
    found: list[Point] = []
    for a, b in zip(points, [*points[1:], *points[:1]], strict=True):
        inside, next_inside = (sign * (p[axis] - limit) >= 0 for p in (a, b))
        if inside:
            found.append(a)
        if inside != next_inside:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            found.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return found


def _number(village: Village, plane: _Plane) -> str:
    x, y = _inside(village, plane)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="#fff" stroke="#000" '
        f'stroke-width="0.2"/><text x="{x:.1f}" y="{y + 1.1:.1f}" font-size="{_LABEL:g}" '
        f'font-weight="bold" text-anchor="middle">{village.number}</text>'
    )


def _inside(village: Village, plane: _Plane) -> Point:
    """A point well inside: the middle of the widest of some cuts through the largest part."""
    rings = [[plane.point(lon, lat) for lon, lat in polygon[0]] for polygon in village.shape]
    ring = max(rings, key=_extent)
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    cuts = [c for n in range(3, 8) for c in _cuts(ring, low + (high - low) * n / 10)]
    _, x, y = max(cuts, default=(0.0, *ring[0]))
    return x, y


def _extent(ring: Sequence[Point]) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _cuts(ring: Sequence[Point], y: float) -> Iterator[tuple[float, float, float]]:
    """The stretches of a level line that lie inside: their width, and their middle."""
    crossings = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (a[1] > y) != (b[1] > y)
    )
    for start, end in zip(crossings[::2], crossings[1::2], strict=True):
        yield end - start, (start + end) / 2, y


def _bar(plane: _Plane, *, ratio: bool) -> Iterator[str]:
    """A bar of a round length, half of it black; with the ratio where it is true, on paper."""
    metres = max(b for b in _BARS if b * 1000 / plane.scale <= WIDTH / 4 or b == _BARS[0])
    length = metres * 1000 / plane.scale
    x, y = _PAD, _HEIGHT - _PAD - 1
    yield (
        f'<rect x="{x - 1.5:g}" y="{y - 4.5:g}" width="{max(length, 26) + 10:.1f}" height="7.5" '
        'fill="#fff"/>'
        f'<rect x="{x:g}" y="{y:g}" width="{length / 2:.1f}" height="1.2"/>'
        f'<rect x="{x + length / 2:.1f}" y="{y:g}" width="{length / 2:.1f}" height="1.2" '
        'fill="#fff" stroke="#000" stroke-width="0.15"/>'
    )
    scale = f"1 : {plane.scale:,.0f}   ".replace(",", ".") if ratio else ""
    long = f"{metres / 1000:g} km".replace(".", ",") if metres >= 1000 else f"{metres:g} m"  # noqa: PLR2004
    yield _line(x, y - 1.4, f"{scale}0–{long}", _SMALL)


def _north() -> str:
    x, y = WIDTH - _PAD - 2, _PAD
    return (
        f'<path d="M{x:g} {y:g}l2.2 7l-2.2 -1.6l-2.2 1.6z"/>'
        f'<text x="{x:g}" y="{y + 10:g}" font-size="{_TYPE:g}" font-weight="bold" '
        'text-anchor="middle">U</text>'
    )


def _legend(members: Sequence[Village], missing: Sequence[tuple[int, str]]) -> Iterator[list[str]]:
    """Rows of up to three entries, read down the columns."""
    listed = [(v.number, f"{v.number}. {v.name}") for v in members]
    listed += [(number, f"{number}. {name} (batas belum dimuat)") for number, name in missing]
    entries = [text for _, text in sorted(listed)]
    columns = 3 if len(entries) > 6 and not missing else 2  # noqa: PLR2004
    rows = ceil(len(entries) / columns)
    for row in range(rows):
        yield entries[row::rows]


def _written(rows: Sequence[Sequence[str]], foot: Sequence[str]) -> Iterator[str]:
    """The key to the two kinds of areas, the members, and where it all comes from."""
    y = _HEIGHT + _HEAD
    for x, look, words in ((0, _MEMBER, "anggota kawasan"), (60, _OTHER, "di sekitarnya")):
        yield (
            f'<g transform="scale({1 / _PER:g})"><rect x="{x * _PER + 2}" '
            f'y="{(y - 2.6) * _PER:g}" width="60" height="30" {look}/></g>'
        )
        yield _line(x + 8, y, f"desa {words}", _TYPE)
    columns = max(len(row) for row in rows)
    for row in rows:
        y += _ROW
        for column, entry in enumerate(row):
            yield _line(column * WIDTH / columns, y, entry, _TYPE)
    for line in foot:
        y += _ROW
        yield _line(0, y, line, _SMALL)


def _line(x: float, y: float, text: str, size: float) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}">{escape(text)}</text>'
