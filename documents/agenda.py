"""An office's agenda books, outgoing and incoming, as PDF and as a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Literal
from zoneinfo import ZoneInfo

from documents.catalogue import CATALOGUE
from documents.environment import environment
from documents.layout import load_layout
from documents.locale import tanggal
from documents.pdf import to_pdf
from engine.domain.command import Actor
from engine.errors import FieldProblem, InvalidInput
from engine.reference import regions
from engine.services.context import Context
from engine.services.offices import office, offices
from engine.services.records import Delivery, Document
from engine.services.register_book import Received, Sent, incoming, outgoing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BookName = Literal["keluar", "masuk"]
_TEMPLATE = "register/buku-agenda.html.j2"
_WIDEST = 60
_STATES = {
    "requested": "sisipan, menunggu persetujuan",
    "reserved": "dipesan",
    "final": "tetap",
    "void": "batal",
}
_OUT = (
    "Nomor",
    "Tanggal",
    "Kode",
    "Hal",
    "Tujuan",
    "Penanda tangan",
    "Lampiran",
    "Tembusan",
    "Cara kirim",
    "Status",
    "Keterangan",
)
_IN = (
    "No. agenda",
    "Diterima",
    "Asal",
    "Nomor naskah",
    "Tanggal naskah",
    "Hal",
    "Sifat",
    "Disposisi",
    "Tindak lanjut",
)


@dataclass(frozen=True, slots=True)
class Book:
    """A book of one office and year: heads, and rows of text under them."""

    title: str
    office: str
    year: int
    as_of: date
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    demonstration: bool


def book(
    ctx: Context,
    actor: Actor,
    name: str,
    role: str,
    area: str,
    year: int,
    kind: str = "",
) -> Book:
    """The book "keluar" or "masuk" of an office, of all kinds or of one.

    Raises InvalidInput for another book, UnknownRegion, NotFound for who is not of the office.
    """
    if name not in ("keluar", "masuk"):
        message = "Buku agenda ialah keluar atau masuk."
        raise InvalidInput(message, [FieldProblem("book", message)])
    if name == "keluar":
        sent = outgoing(ctx, actor, role, area, year, kind)
        rows = _outgoing_rows(ctx, sent)
        shown = any(s.document is not None and s.document.demonstration for s in sent)
    else:
        received = incoming(ctx, actor, role, area, year, kind)
        rows = tuple(_incoming_row(r) for r in received)
        shown = any(r.document.demonstration for r in received)
    return Book(
        title=f"Buku Agenda Surat {name.title()}",
        office=office(ctx, role, area).name,
        year=year,
        as_of=ctx.today(area),
        columns=_OUT if name == "keluar" else _IN,
        rows=rows,
        demonstration=shown,
    )


def book_pdf(found: Book) -> bytes:
    """The book as PDF, landscape, its heads repeated on every page."""
    layout = load_layout()
    html = (
        environment()
        .get_template(_TEMPLATE)
        .render(
            buku=found,
            huruf=layout.profil.korespondensi.huruf,
            per=tanggal(found.as_of),
            catatan=layout.tanda.catatan_demonstrasi if found.demonstration else "",
        )
    )
    return to_pdf(html)


def book_xlsx(found: Book) -> bytes:
    """The book as a spreadsheet whose cells are all text: nothing in it is ever computed."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    if sheet is None:
        message = "a new workbook has a sheet"
        raise LookupError(message)
    sheet.title = "Buku agenda"
    heads = ((found.title, found.office, f"Tahun {found.year}"), found.columns)
    for place, row in enumerate((*heads, *found.rows), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
            cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
            cell.alignment = Alignment(vertical="top", wrap_text=place > len(heads))
            if place <= len(heads):
                cell.font = Font(bold=True)
    for column in range(1, len(found.columns) + 1):
        longest = max((len(row[column - 1]) for row in found.rows), default=0)
        width = max(longest, len(found.columns[column - 1])) + 2
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST)
    sheet.freeze_panes = "A3"
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _outgoing_rows(ctx: Context, sent: list[Sent]) -> tuple[tuple[str, ...], ...]:
    named = offices(ctx, {(d.role, d.area) for s in sent for d in s.deliveries})
    return tuple(
        _outgoing_row(s, "; ".join(named[d.role, d.area].name for d in s.deliveries)) for s in sent
    )


def _outgoing_row(sent: Sent, to: str) -> tuple[str, ...]:
    number, document = sent.number, sent.document
    dated = tanggal(number.dated) if number.dated else ""
    code = CATALOGUE[document.kind].klasifikasi if document else ""
    remarks = [number.reason, number.source and f"{number.source} {number.url}".strip()]
    if document is not None and document.state not in ("signed", "void"):
        remarks.append(document.reason)
    return (
        number.number,
        dated,
        code,
        document.title if document else "",
        to,
        document.signatory if document else "",
        _content(document, "lampiran"),
        _content(document, "tembusan"),
        "; ".join(sorted({_how(d) for d in sent.deliveries})),
        _STATES.get(number.state, number.state),
        "; ".join(dict.fromkeys(text for text in remarks if text)),
    )


def _incoming_row(received: Received) -> tuple[str, ...]:
    number, document, delivery = received.number, received.document, received.delivery
    return (
        number.number if number else "–",
        _moment(delivery.acknowledged_at, document.regency),
        document.signatory,
        document.number,
        tanggal(document.dated) if document.dated else "",
        document.title,
        _content(document, "sifat"),
        "",
        _follow_up(delivery, document),
    )


def _follow_up(delivery: Delivery, document: Document) -> str:
    if document.state == "superseded":
        return document.reason
    if document.state in ("withdrawn", "void"):
        return f"tidak berlaku: {document.reason}"
    return "" if delivery.acknowledged_at else "belum dinyatakan terima"


def _how(delivery: Delivery) -> str:
    if delivery.sent_at is None:
        return "laman sistem" if delivery.state in ("portal", "acknowledged") else "menunggu"
    return "surel" if "@" in delivery.address else delivery.address


def _content(document: Document | None, name: str) -> str:
    """A row of the letter's own head, wherever its kind keeps it."""
    return "; ".join(_texts(_find(document.letter.get("isi"), name))) if document else ""


def _find(value: object, name: str) -> object:
    if not isinstance(value, dict):
        return None
    if name in value:
        return value[name]
    return next((held for v in value.values() if (held := _find(v, name))), None)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [str(value)] if value not in (None, "", False) else []


def _moment(at: datetime | None, region: str) -> str:
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(regions.zone(region)))
    return f"{tanggal(local.date())} {local:%H.%M} {regions.zone_short(region)}"
