"""Signed elsewhere: the document was taken away, signed, and comes back as a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.signing.base import Task


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The file somebody brought; the examination decides whether it is the document."""

    content: bytes = field(repr=False)
    kind: str = "unggah"

    def sign(self, task: Task) -> bytes:  # noqa: ARG002 (it was signed for whoever asked)
        """The file as it came."""
        return self.content
