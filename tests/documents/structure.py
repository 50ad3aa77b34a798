"""The logical structure of a PDF, as a screen reader walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Node:
    """An element of the structure: its kind, its dictionary, and the kinds around it."""

    kind: str
    element: Any
    around: tuple[str, ...]

    @property
    def attributes(self) -> dict[str, Any]:
        return dict(self.element.get("/A", {}))


def nodes(pdf: PdfReader) -> list[Node]:
    """Every element in reading order."""
    return list(_walk(pdf.root_object["/StructTreeRoot"], ()))


def kinds(pdf: PdfReader) -> list[str]:
    return [node.kind for node in nodes(pdf)]


def metadata(pdf: PdfReader) -> str:
    """The XMP packet."""
    stream: Any = pdf.root_object["/Metadata"].get_object()
    return str(stream.get_data().decode())


def _walk(element: Any, around: tuple[str, ...]) -> Iterator[Node]:
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    kind = str(element.get("/S", "")).removeprefix("/")
    if kind:
        yield Node(kind, element, around)
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if not isinstance(child, int):
            yield from _walk(child, (*around, kind))
