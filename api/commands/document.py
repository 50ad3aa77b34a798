"""`kawasan document`: what can be written, and whether a paper is what it says it is."""

from __future__ import annotations

import typer

from api.commands import document_make, document_sign
from api.commands.common import AsJson, answer, known, reports, table

app = typer.Typer()
app.command("draft")(document_make.draft)
app.command("render")(document_make.render)
app.command("sign")(document_sign.sign)
app.command("verify")(document_sign.verify)


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
