"""Evidence files of the demonstration: one small page each, saying what it stands for.

Written by hand, byte for byte: they pass for PDF because they are PDF, and the same move gives
the same file.
"""

from __future__ import annotations

from api.demo.agenda import Move
from engine.domain.command import Actor
from engine.domain.procedure import Procedure
from engine.reference import regions
from engine.services.cases import EvidenceRef
from engine.services.context import Context
from engine.services.files import Upload, store_file

_A4 = (595, 842)
_LINES_FROM, _LEADING = 700, 22


def attach(
    ctx: Context, actor: Actor, procedure: Procedure, case_id: str, move: Move
) -> tuple[EvidenceRef, ...]:
    """The move's evidence, stored; papers known to be lost are named without a file."""
    step = procedure.step(move.step)
    labels = {kind.id: kind.label for kind in step.evidence} if step else {}
    found = [EvidenceRef(kind, None, f"{labels[kind]} (belum ditemukan)") for kind in move.missing]
    for kind in move.evidence:
        where = f"Desa {regions.name(move.village)} ({move.village})" if move.village else ""
        lines = (
            labels[kind],
            f"Perkara {case_id}: {step.name if step else move.step}",
            where,
            f"Tanggal kejadian {move.on.isoformat()}",
            "Berkas ini dibuat oleh peragaan dan tidak mempunyai kekuatan hukum.",
        )
        name = "-".join(part for part in ("peragaan", kind, move.village) if part)
        content = page("BERKAS PERAGAAN", [line for line in lines if line])
        stored = store_file(ctx, actor, Upload(f"{name}.pdf", content))
        found.append(EvidenceRef(kind, stored.sha256, f"{name}.pdf"))
    return tuple(found)


def page(title: str, lines: list[str]) -> bytes:
    """A one-page PDF with a title and lines of text; the same text gives the same bytes."""
    shown = [f"BT /F1 24 Tf 70 {_LINES_FROM + 50} Td ({_escape(title)}) Tj ET"]
    shown += [
        f"BT /F1 11 Tf 70 {_LINES_FROM - index * _LEADING} Td ({_escape(line)}) Tj ET"
        for index, line in enumerate(lines)
    ]
    stream = "\n".join(shown).encode("cp1252", "replace")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    leaf = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_A4[0]} {_A4[1]}] "
        "/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>"
    )
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            leaf.encode(),
            font.encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    )


def _assemble(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    size = len(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table)
    return bytes(out)


def _escape(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
