"""`kawasan document`: what can be written, and whether a paper is what it says it is."""

from __future__ import annotations

import typer

from api.commands import document_act, document_catalogue, document_make, document_sign

app = typer.Typer()
app.command("act")(document_act.act)
app.command("catalogue")(document_catalogue.catalogue)
app.command("draft")(document_make.draft)
app.command("render")(document_make.render)
app.command("sign")(document_sign.sign)
app.command("verify")(document_sign.verify)
