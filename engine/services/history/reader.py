"""Reading one record: its cells, and every problem found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.reference import columns
from engine.services.history.problems import BadCellError, Problem
from engine.services.history.table import Record


@dataclass
class Reader:
    """Reads one record and collects every problem of it on the way."""

    record: Record
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def fail(self, column: str, error: BadCellError | str, row: int = 0) -> None:
        """Note what keeps the record out."""
        candidates = error.candidates if isinstance(error, BadCellError) else ()
        label = label_of(column)
        self.problems.append(
            Problem(row or self.record.row, label, str(error), candidates=candidates)
        )

    def note(self, column: str, message: str, row: int = 0) -> None:
        """Note what the user should know."""
        self.problems.append(
            Problem(row or self.record.row, label_of(column), message, blocks=False)
        )

    def text(self, column: str) -> str:
        """A cell; empty when there is nothing."""
        return self.record.cells.get(column, "")


def label_of(column: str) -> str:
    """What users call a column; empty for the whole row."""
    return columns.columns()[column].label if column else ""
