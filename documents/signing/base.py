"""What the ways of signing have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from documents.signing.anchors import Anchor
from documents.signing.box import Words


@dataclass(frozen=True, slots=True)
class Task:
    """A printed document to be signed: where, and what the picture says.

    Without an anchor the signature is invisible. `previous` counts the signatures in it.
    """

    pdf: bytes
    words: Words
    anchor: Anchor | None
    reason: str
    place: str
    previous: int = 0


class Signer(Protocol):
    """A way of signing. Whatever it hands back is examined before anything is kept."""

    @property
    def kind(self) -> str:
        """The way, as the record names it."""
        ...

    def sign(self, task: Task) -> bytes:
        """The signed PDF; raises SigningRefused or SigningUnavailable, and changes nothing."""
        ...
