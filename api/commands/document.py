"""`kawasan document`: what can be written, and whether a paper is what it says it is."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from api.commands import document_make
from api.commands.common import REFUSED, AsJson, answer, known, reports, system, table

app = typer.Typer()
app.command("draft")(document_make.draft)
app.command("render")(document_make.render)
STATES = {
    "signed": "berlaku",
    "withdrawn": "dicabut",
    "superseded": "diganti",
    "void": "batal",
}


@app.command("catalogue")
@reports
def catalogue(*, as_json: AsJson = False) -> None:
    """Semua jenis naskah yang dapat dibuat."""
    from documents.catalogue import CATALOGUE
    from documents.drafting.cited import sources_of

    kinds = [CATALOGUE[name] for name in sorted(CATALOGUE)]
    catalog = known()
    ended = {s.id for s in catalog.law.sources.values() if s.effective_to}
    revoked = {k.id: sorted(sources_of(catalog, k.id) & ended) for k in kinds}
    if as_json:
        items = [
            {
                "id": k.id,
                "name": k.name,
                "classification": k.klasifikasi,
                "series": k.series,
                "signatory_role": k.signatory_role,
                "revoked": revoked[k.id],
            }
            for k in kinds
        ]
        answer({"items": items, "next": None})
        return
    rows = [
        (k.id, k.name, k.klasifikasi, k.signatory_role or "", ", ".join(revoked[k.id]) or "-")
        for k in kinds
    ]
    table("Id", "Naskah", "Klasifikasi", "Penanda tangan", "Dasar tidak berlaku", rows=rows)


@app.command("verify")
@reports
def verify(
    code: Annotated[str, typer.Argument(metavar="KODE", help="Kode verifikasi pada naskah.")],
    file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="PDF yang dicocokkan dengan catatan."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Cari naskah menurut kodenya; dengan --file, cocokkan juga isinya."""
    from engine.services import papers

    with system() as ctx:
        found = papers.by_code(ctx, code)
    matches = None if file is None else sha256(file.read_bytes()).hexdigest() == found.file_sha256
    if as_json:
        answer(
            {
                "id": found.id,
                "title": found.title,
                "number": found.number or None,
                "dated": found.dated.isoformat() if found.dated else None,
                "state": found.state,
                "sha256": found.file_sha256,
                "demonstration": found.demonstration,
                "file_matches": matches,
            }
        )
    else:
        typer.echo(f"{found.title}, nomor {found.number}, tanggal {found.dated}")
        typer.echo(f"Keadaan: {STATES.get(found.state, found.state)}")
        if matches is not None:
            typer.echo("Isi berkas sesuai." if matches else "Isi berkas TIDAK sesuai.")
    if matches is False:
        raise typer.Exit(REFUSED)
