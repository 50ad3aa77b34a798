"""Where the signatures go: the white markers #ttd1#, #ttd2#, ... and the room around each.

Read from the PDF's own drawing instructions, so that it works for every document ever printed
here, and for every way of signing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.signing.reading import entry, inherited, pages

_MARKER = re.compile(r"#ttd(\d+)#")
_TOKEN = re.compile(
    rb"<<|>>|<[0-9A-Fa-f\s]*>|\((?:\\.|[^\\()])*\)|[\[\]]|/[^\s/\[\]<>()]*|[^\s/\[\]<>()]+",
    re.DOTALL,
)
_OPERAND = b"<>([]/+-.0123456789"
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4,8})>")
_ROOM = (113.0, 28.0)
"""Width and height where nothing bounds the room, in points: a cell of a table."""

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The room of one signature: page from 0, and left, bottom, right, top in points."""

    number: int
    page: int
    box: Box

    @property
    def width(self) -> float:
        """In points."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """In points."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class _Pen:
    """The part of the graphics state that says where a text stands."""

    matrix: Matrix = _UPRIGHT
    text: Matrix = _UPRIGHT
    font: str = ""
    path: Box | None = None
    clip: Box | None = None


def anchors(pdf: bytes) -> tuple[Anchor, ...]:
    """Every marker of a PDF made here, by its number; empty when there is none."""
    found = [
        anchor
        for index, page in enumerate(pages(PdfFileReader(BytesIO(pdf))))
        for anchor in _on_page(index, page)
    ]
    return tuple(sorted(found, key=lambda a: a.number))


def _on_page(index: int, page: DictionaryObject) -> Iterator[Anchor]:
    fonts = _letters(inherited(page, "/Resources"))
    pen = _Pen()
    kept: list[_Pen] = []
    for word, args in _steps(_drawn(page)):
        if word == b"q":
            kept.append(pen)
        elif word == b"Q" and kept:
            pen = kept.pop()
        elif word in (b"Tj", b"TJ"):
            said = _MARKER.search(_read(args, fonts.get(pen.font, {})))
            if said:
                yield Anchor(int(said[1]), index, pen.clip or _around(pen))
        else:
            pen = _moved(pen, word, args)


def _moved(pen: _Pen, word: bytes, args: list[bytes]) -> _Pen:
    """The pen after an instruction that sets where or how it draws."""
    match word:
        case b"cm":
            return replace(pen, matrix=_times(_matrix(args), pen.matrix))
        case b"re":
            return replace(pen, path=_rectangle(args, pen.matrix))
        case b"W":
            return replace(pen, clip=pen.path)
        case b"Tm":
            return replace(pen, text=_matrix(args))
        case b"Tf":
            return replace(pen, font=args[0].decode())
    return pen


def _steps(drawn: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Each drawing instruction with what stands before it."""
    args: list[bytes] = []
    for token in _TOKEN.findall(drawn):
        if token[:1] in _OPERAND:
            args.append(token)
        else:
            yield token, args
            args = []


def _drawn(page: DictionaryObject) -> bytes:
    content = page["/Contents"]
    streams = content if isinstance(content, ArrayObject) else [content]
    return b"\n".join(s.get_object().data for s in streams)


def _letters(resources: DictionaryObject) -> Mapping[str, Mapping[bytes, str]]:
    """By font, what each two-byte code stands for."""
    fonts = entry(resources, "/Font") or {}
    return {name: _map(fonts[name]) for name in fonts}


def _map(font: DictionaryObject) -> Mapping[bytes, str]:
    if "/ToUnicode" not in font:
        return {}
    pairs = _PAIR.findall(font["/ToUnicode"].data)
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in pairs
    }


def _read(args: list[bytes], letters: Mapping[bytes, str]) -> str:
    """The text of one instruction; only two-byte codes, as embedded fonts have them."""
    codes = b"".join(bytes.fromhex(a[1:-1].decode()) for a in args if _is_hex(a))
    return "".join(letters.get(codes[n : n + 2], "") for n in range(0, len(codes), 2))


def _is_hex(token: bytes) -> bool:
    return token.startswith(b"<") and token not in (b"<<", b">>")


def _around(pen: _Pen) -> Box:
    """A modest room at the text itself."""
    left, base = _point(pen.text[4], pen.text[5], pen.matrix)
    width, height = _ROOM
    return (left, base - height / 2, left + width, base + height / 2)


def _rectangle(args: list[bytes], matrix: Matrix) -> Box:
    x, y, width, height = (float(n) for n in args[-4:])
    one, two = _point(x, y, matrix), _point(x + width, y + height, matrix)
    return (
        min(one[0], two[0]),
        min(one[1], two[1]),
        max(one[0], two[0]),
        max(one[1], two[1]),
    )


def _point(x: float, y: float, m: Matrix) -> tuple[float, float]:
    return (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def _times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _matrix(args: list[bytes]) -> Matrix:
    a, b, c, d, e, f = (float(n) for n in args[-6:])
    return (a, b, c, d, e, f)
