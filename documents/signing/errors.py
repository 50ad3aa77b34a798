"""What can go wrong with a signature, as branches of the tree in `engine.errors`.

KawasanError
├── InvalidInput
│   ├── FileNotAccepted
│   │   └── PdfNotAccepted   locked, broken, too large inside, or not read in time
│   ├── NotTheDocument       the signed PDF is another document; says what differs
│   ├── NotSigned            no signature in it, or one that does not hold
│   └── SigningRefused       the certificate or the signing service says no
└── NotReady
    └── SigningUnavailable   a signing or timestamp service is not set up or does not answer
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import FieldProblem, FileNotAccepted, InvalidInput, NotReady


class PdfNotAccepted(FileNotAccepted):
    """The PDF cannot be examined: locked, broken, too large inside, or not read in time."""


class NotTheDocument(InvalidInput):
    """The signed PDF is not the document that was issued; `differences` say where."""

    def __init__(self, differences: Sequence[str]) -> None:
        super().__init__(
            "Berkas ini bukan naskah yang diterbitkan: " + "; ".join(differences) + ".",
            [FieldProblem("file", each) for each in differences],
        )
        self.differences = tuple(differences)


class NotSigned(InvalidInput):
    """The PDF bears no electronic signature, or one that does not hold."""


class SigningRefused(InvalidInput):
    """The certificate, its passphrase or the signing service says no; nothing was changed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message, [FieldProblem(field, message)] if field else ())


class SigningUnavailable(NotReady):
    """A service that signing needs is not set up or does not answer; nothing was changed."""
