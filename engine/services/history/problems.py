"""What is wrong, or worth knowing, about a cell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark on one cell; a row with a blocking one is not imported.

    `column` is empty for the whole row; `candidates` are what may have been meant.
    """

    row: int
    column: str
    message: str
    blocks: bool = True
    candidates: tuple[str, ...] = ()


class BadCellError(ValueError):
    """A cell that cannot be read; `str()` is the message for the user."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates
