"""Documents to take away: a draft as a Word file, and all documents of a case as one ZIP."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial

from documents import service
from documents.docx import letter_docx
from documents.drafting.gathering import gather
from documents.drafting.registry import draft as build
from documents.zipped import zip_stream
from engine.domain.command import Actor
from engine.domain.procedure import Procedure
from engine.errors import KawasanError
from engine.reference import regions
from engine.services import papers
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.records import Document
from engine.services.views import get_case

ZIP = "application/zip"
STATES = {
    papers.DRAFT: "rancangan",
    papers.SIGNED: "berlaku",
    papers.WITHDRAWN: "dicabut",
    papers.SUPERSEDED: "diganti",
    papers.VOID: "batal",
}
_UNSAFE = re.compile(r"[^0-9A-Za-z.-]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index; a document without a file says why in `catatan`."""

    berkas: str
    judul: str
    jenis: str
    langkah: str
    desa: str
    nomor: str
    tanggal: str
    keadaan: str
    sha256: str
    catatan: str


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP on its way: what it is called, what it holds, and its bytes as they come."""

    name: str
    entries: tuple[Entry, ...]
    chunks: Iterator[bytes]


def word_file(ctx: Context, actor: Actor, document_id: str) -> tuple[bytes, str]:
    """A draft as a Word file for SRIKANDI, from what is on record now, and its name.

    Raises NotFound for whatever the actor may not read, Refused for a document that is not a
    draft: what was issued is not edited. Raises InvalidInput as drafting does.
    """
    held = papers.document(ctx, actor, document_id)
    message = "Naskah yang sudah terbit hanya diberikan sebagai PDF; berkas Word untuk rancangan."
    papers.refuse_unless(held.state == papers.DRAFT, held, message)
    view = get_case(ctx, service.system_actor(ctx), held.case_id)
    source = gather(ctx, view, held.kind, held.step, held.village)
    content = letter_docx(
        build(source).letter, demonstration=source.demonstration, layout=source.layout
    )
    return content, f"{service.file_name(held).removesuffix('.pdf')}.docx"


def case_archive(ctx: Context, actor: Actor, case_id: str) -> Archive:
    """All documents of a case that the actor may read, in folders by phase and step.

    The index stands first, as CSV and as JSON. The same documents give the same bytes. Only
    one file is in memory at a time. Raises NotFound outside the actor's area, before anything
    is sent; a draft that cannot be printed is in the index with the reason.
    """
    view = get_case(ctx, actor, case_id)
    ordered = sorted(view.documents, key=partial(_place, view.procedure))
    entries = tuple(_entry(ctx, actor, view.procedure, held) for held in ordered)
    return Archive(
        name=f"naskah-{_safe(view.id)}.zip",
        entries=entries,
        chunks=zip_stream(_files(ctx, entries), compressed=True),
    )


def _entry(ctx: Context, actor: Actor, procedure: Procedure, held: Document) -> Entry:
    note = ""
    if not held.file_sha256:
        try:
            service.content(ctx, actor, held.id)
            held = papers.document(ctx, actor, held.id)
        except KawasanError as error:
            note = str(error)
    step = procedure.step(held.step)
    return Entry(
        berkas="/".join((*_folder(procedure, held), service.file_name(held)))
        if held.issued_sha256
        else "",
        judul=held.title,
        jenis=held.kind,
        langkah=step.name if step else held.step,
        desa=regions.name(held.village) if held.village else "",
        nomor=held.number,
        tanggal=held.dated.isoformat() if held.dated else "",
        keadaan=STATES.get(held.state, held.state),
        sha256=held.issued_sha256,
        catatan=note,
    )


def _files(ctx: Context, entries: tuple[Entry, ...]) -> Iterator[tuple[str, bytes]]:
    yield "daftar-isi.csv", _csv(entries)
    rows = [asdict(entry) for entry in entries]
    yield "daftar-isi.json", json.dumps(rows, ensure_ascii=False, indent=1).encode()
    for entry in entries:
        if entry.berkas:
            yield entry.berkas, read_file(ctx, entry.sha256)


def _csv(entries: tuple[Entry, ...]) -> bytes:
    """The index for a spreadsheet, which runs none of it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(Entry.__dataclass_fields__)
    for entry in entries:
        writer.writerow(_inert(value) for value in asdict(entry).values())
    return out.getvalue().encode("utf-8-sig")


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _place(procedure: Procedure, held: Document) -> tuple[int, int, str, str]:
    return (*_numbers(procedure, held), held.village, held.id)


def _numbers(procedure: Procedure, held: Document) -> tuple[int, int]:
    """Where a document's step stands: the phase's place and the step's, counted from one."""
    phases = [phase.id for phase in procedure.phases]
    ids = [step.id for step in procedure.steps]
    step = procedure.step(held.step)
    if step is None:
        return len(phases) + 1, len(ids) + 1
    return phases.index(step.phase) + 1, ids.index(step.id) + 1


def _folder(procedure: Procedure, held: Document) -> tuple[str, ...]:
    phase, number = _numbers(procedure, held)
    step = procedure.step(held.step)
    above = f"{phase:02d}-{_safe(step.phase if step else 'lain')}"
    return (
        above,
        f"{number:02d}-{_safe(held.step)}",
        *((_safe(held.village),) * bool(held.village)),
    )


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name).strip("-.")[:60] or "lain"
