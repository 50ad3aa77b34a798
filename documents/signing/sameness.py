"""Whether two PDFs show the same pages: what is drawn, with what, on which paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    Reference,
    StreamObject,
)

from documents.signing.examination import Nearness
from documents.signing.reading import (
    DEEPEST,
    UNREADABLE,
    Unfit,
    entry,
    inherited,
    page_annotations,
)

_MOST_OBJECTS = 200_000
_MOST_NAMED = 5
_LARGEST_BOX = 0.25
"""The part of a page that the picture of a signature may cover."""

_OF_THE_FILE = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL", "/ProcSet"})
_OF_ITS_PLACE = frozenset({"/P", "/Parent", "/StructParent", "/StructParents", "/M", "/NM"})
_PAPER = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_USUAL = {"/Rotate": 0, "/UserUnit": 1}


@dataclass
class Prints:
    """Fingerprints of PDF objects that do not depend on how the file is written."""

    known: dict[Reference, bytes] = field(default_factory=dict)
    left: int = _MOST_OBJECTS

    def of(self, value: Any, depth: int = 0) -> bytes:
        """The fingerprint of a value and of everything it refers to."""
        self.left -= 1
        if depth > DEEPEST or self.left < 0:
            message = "isi berkas PDF terlalu rumit untuk diperiksa"
            raise Unfit(message)
        if isinstance(value, IndirectObject):
            if value.reference not in self.known:
                self.known[value.reference] = b"(%d above)" % len(self.known)
                self.known[value.reference] = self.of(value.get_object(), depth + 1)
            return self.known[value.reference]
        if isinstance(value, DictionaryObject):
            return self._dictionary(value, depth)
        if isinstance(value, ArrayObject):
            parts = (self.of(value.raw_get(n), depth + 1) for n in range(len(value)))
            return _sealed(b"[", *parts)
        return _sealed(b"=", _scalar(value))

    def _dictionary(self, value: DictionaryObject, depth: int) -> bytes:
        parts = []
        for key in sorted(value.keys()):
            if key not in _OF_THE_FILE | _OF_ITS_PLACE:
                parts += [key.encode(), self.of(value.raw_get(key), depth + 1)]
        if isinstance(value, StreamObject):
            parts.append(self._data(value, depth))
        return _sealed(b"<", *parts)

    def _data(self, stream: StreamObject, depth: int) -> bytes:
        """What a stream says; a picture in a packing of its own is compared as it is packed."""
        try:
            return sha256(stream.data).digest()
        except (AssertionError, NotImplementedError):
            packed = (
                self.of(entry(stream, key), depth + 1) for key in ("/Filter", "/DecodeParms")
            )
            return _sealed(b"packed", sha256(stream.encoded_data).digest(), *packed)


def compare(
    original: tuple[bytes, list[DictionaryObject]], other: tuple[bytes, list[DictionaryObject]]
) -> tuple[Nearness, tuple[str, ...]]:
    """How near another PDF is to the original, and where it differs.

    Nothing but signature fields of a modest size may be added. Raises Unfit when a page cannot
    be read.
    """
    if original[0] == other[0]:
        return Nearness.IDENTICAL, ()
    differences = _differences(original[1], other[1])
    if differences:
        return Nearness.DIFFERENT, tuple(differences)
    extended = other[0].startswith(original[0])
    return (Nearness.EXTENDED if extended else Nearness.SAME_PAGES), ()


def _differences(ours: list[DictionaryObject], theirs: list[DictionaryObject]) -> list[str]:
    if len(ours) != len(theirs):
        return [f"jumlah halamannya {len(theirs)}, seharusnya {len(ours)}"]
    found: list[str] = []
    prints = (Prints(), Prints())
    for number, (our, their) in enumerate(zip(ours, theirs, strict=True), 1):
        try:
            found += [f"{what} halaman {number} berbeda" for what in _page(our, their, prints)]
            found += [f"{what} pada halaman {number}" for what in _marks(our, their, prints)]
        except UNREADABLE as error:
            message = f"halaman {number} tidak dapat dibaca"
            raise Unfit(message) from error
    more = len(found) - _MOST_NAMED
    return found[:_MOST_NAMED] + ([f"dan {more} perbedaan lain"] if more > 0 else [])


def _page(
    our: DictionaryObject, their: DictionaryObject, prints: tuple[Prints, Prints]
) -> list[str]:
    found = []
    if [_paper(our, key) for key in _PAPER] != [_paper(their, key) for key in _PAPER]:
        found.append("ukuran atau arah")
    if _drawn(our) != _drawn(their):
        found.append("isi")
    mine, other = (
        p.of(inherited(page, "/Resources")) for p, page in zip(prints, (our, their), strict=True)
    )
    if mine != other:
        found.append("huruf atau gambar")
    return found


def _marks(
    our: DictionaryObject, their: DictionaryObject, prints: tuple[Prints, Prints]
) -> list[str]:
    before = Counter(prints[0].of(a) for a in page_annotations(our))
    found = []
    for each in page_annotations(their):
        if _is_signature(each):
            if _share(each, their) > _LARGEST_BOX:
                found.append("gambar tanda tangan menutupi lebih dari seperempat kertas")
            continue
        mark = prints[1].of(each)
        if before[mark] > 0:
            before[mark] -= 1
        else:
            found.append("ada anotasi yang ditambahkan atau diubah")
    if +before:
        found.append("ada anotasi yang dihapus")
    return list(dict.fromkeys(found))


def _paper(page: DictionaryObject, key: str) -> Any:
    value = inherited(page, key)
    if value is None:
        return _paper(page, "/MediaBox") if key == "/CropBox" else _USUAL.get(key)
    if isinstance(value, ArrayObject):
        return [round(n, 2) for n in _floats(value)]
    return float(value)


def _drawn(page: DictionaryObject) -> bytes:
    content = page["/Contents"] if "/Contents" in page else ArrayObject()
    streams = content if isinstance(content, ArrayObject) else [content]
    return sha256(b"\n".join(s.get_object().data.strip() for s in streams)).digest()


def _floats(values: ArrayObject) -> list[float]:
    return [float(values[n]) for n in range(len(values))]


def _is_signature(annotation: DictionaryObject) -> bool:
    """Whether it is the picture of a signature; a field nobody signed is a mark like any other."""
    if entry(annotation, "/Subtype") != "/Widget":
        return False
    signed = inherited(annotation, "/V") is not None
    return signed and bool(inherited(annotation, "/FT") == "/Sig")


def _share(annotation: DictionaryObject, page: DictionaryObject) -> float:
    """Which part of its page an annotation covers."""
    left, low, right, high = _floats(annotation["/Rect"])
    box = _floats(inherited(page, "/MediaBox"))
    return abs((right - left) * (high - low)) / abs((box[2] - box[0]) * (box[3] - box[1]))


def _scalar(value: Any) -> bytes:
    if isinstance(value, BooleanObject):
        return str(value.value).encode()
    if isinstance(value, int | float | Decimal):
        return f"{float(value):.4f}".encode()
    if isinstance(value, NullObject):
        return b"null"
    return f"{type(value).__name__}:{value!r}".encode()


def _sealed(*parts: bytes) -> bytes:
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()
