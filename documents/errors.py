"""What can go wrong with a document, as branches of the tree in `engine.errors`.

KawasanError
├── InvalidInput
│   └── InvalidDocument      the content breaks a rule of form
│       ├── EmblemNotAllowed     the state emblem over an office that may not use it
│       └── IncompleteDocument   not fit to be issued yet; names each missing field
├── NotFound
│   └── UnknownDocument      no such document in the catalogue
├── DefinitionError
│   └── LayoutError          layout.toml or the catalogue is wrong
└── NotReady
    ├── MissingFont          a required font is absent, or a character fell back to another
    └── RenderingFailed      the PDF engine complained
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import (
    DefinitionError,
    DefinitionProblem,
    FieldProblem,
    InvalidInput,
    NotFound,
    NotReady,
)


class InvalidDocument(InvalidInput):
    """The content breaks a rule of form."""


class EmblemNotAllowed(InvalidDocument):
    """The state emblem was put over an office that may not use it."""


class IncompleteDocument(InvalidDocument):
    """The document lacks something it must have to be issued; `problems` names each field."""

    def __init__(self, judul: str, fields: Sequence[str]) -> None:
        super().__init__(
            f"{judul}: belum lengkap untuk diterbitkan: {', '.join(fields)}.",
            [FieldProblem(field, "wajib diisi sebelum diterbitkan") for field in fields],
        )


class UnknownDocument(NotFound):
    """No document of that id or class is in the catalogue."""


class LayoutError(DefinitionError):
    """A layout or classification file cannot be used."""

    def __init__(self, file: str, messages: Sequence[str]) -> None:
        super().__init__([DefinitionProblem(file, 1, message) for message in messages])


class MissingFont(NotReady):
    """A required font is absent, or a character of the text is in none of the required fonts."""

    def __init__(self, required: Sequence[str], found: Sequence[str]) -> None:
        super().__init__(
            f"Huruf yang diwajibkan ({', '.join(required)}) tidak terpasang atau tidak memuat "
            f"semua karakter; yang terpakai: {', '.join(found)}."
        )
        self.required = tuple(required)
        self.found = tuple(found)


class RenderingFailed(NotReady):
    """The PDF engine reported a problem; the document is not fit to be issued."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__("PDF tidak dapat dibuat: " + "; ".join(messages))
        self.messages = tuple(messages)
