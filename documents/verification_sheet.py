"""The sheet on which a paraf chain stands: apart from the document, never on it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from documents.catalogue import kind as catalogued
from documents.environment import environment
from documents.layout import load_layout
from documents.locale import tanggal
from documents.pdf import to_pdf
from engine.domain.command import Actor
from engine.errors import NotFound
from engine.reference import regions
from engine.services import access, papers
from engine.services.context import Context

_TEMPLATE = "register/lembar-verifikasi.html.j2"


def sheet_pdf(ctx: Context, actor: Actor, document_id: str) -> bytes:
    """Who initialled a document, when, and with which note; raises NotFound without a chain."""
    found = papers.document(ctx, actor, document_id)
    if not found.paraf:
        message = "Naskah ini tidak mempunyai lembar verifikasi."
        raise NotFound(message)
    people = {account.username: account.name for account, _ in access.accounts(ctx)}
    layout = load_layout()
    rows = [
        {
            "kantor": ctx.catalog.roles[link["role"]].name,
            "oleh": ", a.n. ".join(people.get(person, person) for person in link["by"]),
            "waktu": _moment(link["at"], found.regency),
            "catatan": link["note"],
        }
        for link in found.paraf
    ]
    html = (
        environment()
        .get_template(_TEMPLATE)
        .render(
            naskah=found,
            jenis=catalogued(found.kind).name,
            tanggal=tanggal(found.dated) if found.dated else "",
            baris=rows,
            huruf=layout.profil.korespondensi.huruf,
            catatan=layout.tanda.catatan_demonstrasi if found.demonstration else "",
        )
    )
    return to_pdf(html)


def _moment(value: str, region: str) -> str:
    if not value:
        return ""
    local = datetime.fromisoformat(value).astimezone(ZoneInfo(regions.zone(region)))
    return f"{tanggal(local.date())} pukul {local:%H.%M} {regions.zone_short(region)}"
