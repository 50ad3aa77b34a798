"""SVG pictures by allow-list: what is not known to be harmless is refused by name.

Scripts, event handlers, references to anything outside the picture, styles that load, animation
and embedded pages have no entry in the lists, so they are refused like anything unknown. What an
editor keeps for itself in a namespace of its own draws nothing and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from documents.strict import Strict, load, shipped

SVG = "http://www.w3.org/2000/svg"
MAX_BYTES = 500_000
MAX_ELEMENTS = 5_000
_MAX_DEPTH = 40
_XLINK = "{http://www.w3.org/1999/xlink}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_INSIDE = re.compile(r"url\(#[\w.-]+\)")
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_OWN_PART = re.compile(r"#[\w.-]+")
_NAMED = re.compile(r"[^():\\<>@&]*|(?:rgba?|hsla?)\([\d\s.,%/]*\)")
_MOVES = re.compile(r"(?:\s*[a-zA-Z]+\([\d\s.,eE+-]*\)\s*,?)*")


class Lists(Strict):
    """Everything of vector.toml."""

    unsur: list[str]
    huruf: list[str]
    atribut: list[str]
    gaya: list[str]
    abai: list[str]
    saran: dict[str, str]


class RefusedPicture(ValueError):
    """Why a picture may not be used, as a sentence for whoever sent it."""


def cleaned(data: bytes, *, text: bool = False) -> bytes:
    """The same picture with nothing in it that is not on the lists.

    Letters are refused unless `text`, because the reader may not have their font. Raises
    RefusedPicture with what is not allowed.
    """
    root = _parsed(data)
    if root.tag != f"{{{SVG}}}svg":
        raise RefusedPicture("isinya bukan gambar SVG")
    allowed = frozenset([*_lists().unsur, *(_lists().huruf if text else ())])
    count = sum(1 for _ in root.iter())
    _must(count <= MAX_ELEMENTS, f"unsur sebanyak {count}")
    for _ in _kept(root, allowed, 0):
        pass
    _refuse_nested_clips(root)
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise RefusedPicture("ukurannya tidak dinyatakan (viewBox)")
    register_namespace("", SVG)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=False))


@cache
def _lists() -> Lists:
    return load("vector.toml", Lists, shipped("", "vector"))


def _parsed(data: bytes) -> Element:
    if len(data) > MAX_BYTES:
        raise RefusedPicture(f"lebih besar dari {MAX_BYTES // 1000} kB")
    try:
        root: Element = fromstring(data, forbid_dtd=False)
    except DefusedXmlException as error:
        raise RefusedPicture("memuat entitas atau rujukan keluar dari berkas") from error
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedPicture("bukan XML yang dapat dibaca") from error
    return root


def _refuse_nested_clips(root: Element) -> None:
    """A clip inside a clip multiplies with every level: a small file could cost hours."""
    for clip in root.iter(f"{{{SVG}}}clipPath"):
        for part in clip.iter():
            _must("clip-path" not in part.attrib, "clip-path di dalam <clipPath>")


def _kept(element: Element, allowed: frozenset[str], depth: int) -> Iterator[Element]:
    """Every element that stays; editors' own are removed on the way, others refused."""
    _must(depth <= _MAX_DEPTH, "tumpukan unsur sedalam itu")
    name = str(element.tag).removeprefix(f"{{{SVG}}}")
    _must(name in allowed, f"unsur <{_plain(name)}>", _lists().saran.get(name, ""))
    for key, value in list(element.attrib.items()):
        del element.attrib[key]
        element.attrib.update(_attribute(name, key, value))
    yield element
    for child in list(element):
        if _editors_own(str(child.tag)):
            element.remove(child)
        else:
            yield from _kept(child, allowed, depth + 1)


def _editors_own(tag: str) -> bool:
    """Whether it is in a namespace that nothing draws: neither SVG's nor that of web pages."""
    own = not tag.startswith("{") or tag.startswith(f"{{{SVG}}}")
    return tag == f"{{{SVG}}}metadata" or not (own or tag.startswith(_XHTML))


def _attribute(element: str, key: str, value: str) -> Iterator[tuple[str, str]]:
    """What stays of an attribute: itself, the declarations of a style, or nothing."""
    if key == f"{_XLINK}href":
        fits = element in _GRADIENTS and _OWN_PART.fullmatch(value)
        _must(fits, f"rujukan (href) pada <{element}>")
        yield key, value
    elif key.startswith("{") or key in _lists().abai:
        return
    elif key == "style":
        for declaration in filter(str.strip, value.split(";")):
            name, _, given = (part.strip() for part in declaration.partition(":"))
            _check_value(name, given, element)
            if name in _lists().gaya:
                yield name, given
    else:
        known = key in _lists().atribut or key in _lists().gaya
        _must(known, f"atribut {_plain(key)} pada <{element}>")
        if key == "transform" or key.endswith("Transform"):
            _must(_MOVES.fullmatch(value), f"nilai {key} pada <{element}>")
        else:
            _check_value(key, value, element)
        yield key, value


def _check_value(key: str, value: str, element: str) -> None:
    fits = _INSIDE.fullmatch(value.strip()) or _NAMED.fullmatch(value.strip())
    _must(fits, f"nilai {_plain(key)} pada <{element}>")


def _must(holds: object, what: str, hint: str = "") -> None:
    if not holds:
        advice = f"; {hint}" if hint else ""
        raise RefusedPicture(f"{what} tidak diperbolehkan{advice}")


def _plain(name: str) -> str:
    return re.sub(r"[^\w:-]", "?", name.rpartition("}")[2])[:40]
