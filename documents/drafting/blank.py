"""What stands in a draft for something nobody has recorded yet: dots, never a made-up value.

Models hold dates and times as values, so an unknown one needs a value that cannot be mistaken:
`UNKNOWN_DAY` is the last day the calendar knows, which no office writes, and `UNKNOWN_TIME`
writes itself as dots. `blank_out` turns the first into dots on the finished page of a draft;
whatever becomes final has none of them (`Drafted.blanks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from documents import locale

DOTS = "…………"
UNKNOWN_DAY = date.max


@dataclass(frozen=True, slots=True)
class Blank:
    """Something a document wants and nobody recorded, with the step that yields it."""

    label: str
    step: str
    step_name: str

    def __str__(self) -> str:
        return f"{self.label} (langkah {self.step_name})"


class _UnknownTime(time):
    """A time of day that prints as dots."""

    def __format__(self, _spec: str) -> str:
        return DOTS


UNKNOWN_TIME: time = _UnknownTime(0, 0)


def blank_out(html: str) -> str:
    """The page of a draft with dots wherever a date is not known yet."""
    for written, dots in _FORMS:
        html = html.replace(written, dots)
    return html


_FORMS = (
    (
        locale.tanggal_terbilang(UNKNOWN_DAY),
        f"{DOTS} tanggal {DOTS} bulan {DOTS} tahun {DOTS}",
    ),
    (locale.hari_tanggal(UNKNOWN_DAY), f"{DOTS}, {DOTS}{DOTS}"),
    (locale.tanggal(UNKNOWN_DAY), f"{DOTS}{DOTS}"),
)
