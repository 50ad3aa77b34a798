"""From a record to what an import would do: the kawasan, its villages, its recorded steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.reference import columns
from engine.reference.columns import Instrument
from engine.services.history import cells, members
from engine.services.history.cells import When
from engine.services.history.problems import BadCellError, Problem
from engine.services.history.reader import Reader, label_of
from engine.services.history.table import Record


@dataclass(frozen=True, slots=True)
class Act:
    """One step to record: on which day, with what, and how its date is known."""

    instrument: Instrument
    on: date
    data: dict[str, object]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One kawasan of the file, read; `problems` that block keep it out."""

    rows: tuple[int, ...]
    title: str
    regency: str
    villages: tuple[str, ...]
    acts: tuple[Act, ...]
    remarks: tuple[str, ...]
    source: str
    problems: tuple[Problem, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing keeps it from being imported."""
        return not any(problem.blocks for problem in self.problems)


def read(record: Record) -> Entry:
    """Everything a record says, with every problem of it at once; never raises for content."""
    reader = Reader(record, list(record.problems))
    title = " ".join(reader.text("nama").split())
    if not title and not any(p.column == label_of("nama") for p in reader.problems):
        reader.fail("nama", "Nama kawasan belum diisi.")
    regency = members.regency(reader)
    villages = members.villages(reader, regency) if regency else ()
    year = _year(reader)
    acts = [_act(reader, instrument, title, year) for instrument in columns.instruments()]
    _remark(reader)
    if len(record.rows) > 1:
        last = record.rows[-1]
        reader.note(
            "", f"{len(record.rows)} baris ({record.row} s.d. {last}) menjadi satu kawasan."
        )
    return Entry(
        tuple(record.rows),
        title,
        regency,
        villages,
        tuple(act for act in acts if act),
        tuple(reader.remarks),
        " ".join(reader.text("sumber").split()),
        tuple(reader.problems),
    )


def _year(reader: Reader) -> When | None:
    text = reader.text("tahun")
    if not text:
        return None
    try:
        year = cells.year(text)
    except BadCellError as error:
        reader.fail("tahun", error)
        return None
    reader.remarks.append(f"{_capital(label_of('tahun'))}: {year}")
    return When(date(year, 12, 31), exact=False)


def _act(reader: Reader, wanted: Instrument, title: str, year: When | None) -> Act | None:
    written = reader.text(wanted.number)
    if not written:
        for column in (wanted.date, wanted.period):
            if column and reader.text(column):
                reader.fail(column, f"Nomor {wanted.name} belum diisi.")
        return None
    number, named_date = cells.number(written)
    data = {"nomor": number, **_period(reader, wanted)}
    if wanted.name_field and title:
        data[wanted.name_field] = title
    when = _when(reader, wanted, number, named_date, year if wanted.year else None)
    if when is None:
        return None
    doubt = ""
    if not when.exact:
        doubt = f"Hanya tahun {when.day.year} yang diketahui; dicatat pada hari terakhirnya."
        reader.note(wanted.date, doubt)
    return Act(wanted, when.day, data, doubt)


def _period(reader: Reader, wanted: Instrument) -> dict[str, object]:
    if not reader.text(wanted.period):
        return {}
    try:
        days = cells.period(reader.text(wanted.period))
    except BadCellError as error:
        reader.fail(wanted.period, error)
        return {}
    return dict(zip(wanted.period_fields, days, strict=True))


def _when(
    reader: Reader, wanted: Instrument, number: str, named_date: str, year: When | None
) -> When | None:
    """The instrument's own date; else the year in its number; else the kawasan's year."""
    dated = reader.text(wanted.date)
    if dated or named_date:
        try:
            return cells.when(dated or named_date)
        except BadCellError as error:
            reader.fail(wanted.date if dated else wanted.number, error)
            return None
    when = cells.year_in_number(number) or year
    if when is None:
        reader.fail(wanted.date, f"Tanggal {wanted.name} belum diisi; sekurangnya tahunnya.")
    return when


def _remark(reader: Reader) -> None:
    for column in columns.columns().values():
        text = reader.text(column.id)
        if column.kind != "remark" or not text:
            continue
        if column.values and columns.plain(text) not in column.values:
            reader.fail(column.id, f"Pilih salah satu dari: {', '.join(column.values)}.")
            continue
        reader.remarks.append(f"{_capital(column.label)}: {' '.join(text.split())}")


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
