"""`kawasan document catalogue`: every kind of document, and how each is handled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.common import AsJson, answer, known, reports, table

if TYPE_CHECKING:
    from documents.drafting.overview import Entry
    from engine.definitions.catalog import Catalog

NUMBERING = {
    "register": "register kantor penerbit",
    "dicatat": "diberikan penanda tangan, dicatat pada langkahnya",
    "tanpa": "tidak bernomor",
}


@reports
def catalogue(
    kind: Annotated[
        str, typer.Argument(metavar="[ID]", help="Satu jenis saja, dengan semua keterangannya.")
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Semua jenis naskah: penerbit, penanda tangan, tujuan, klasifikasi, langkah, lampiran."""
    from documents.catalogue import kind as catalogued
    from documents.drafting.overview import entries

    catalog = known()
    found = sorted(entries(catalog.procedures), key=lambda each: each.kind.id)
    if kind:
        found = [each for each in found if each.kind is catalogued(kind)]
    if as_json:
        answer({"items": [entry_json(catalog, each) for each in found], "next": None})
    elif kind:
        table("Hal", "Keterangan", rows=_described(catalog, found[0]))
    else:
        table(
            "Id",
            "Naskah",
            "Penerbit",
            "Klasifikasi",
            "Dasar tidak berlaku",
            rows=[_row(catalog, each) for each in found],
        )


def _row(catalog: Catalog, entry: Entry) -> tuple[str, ...]:
    kind = entry.kind
    ended = ", ".join(revoked(catalog, entry)) or "-"
    return (kind.id, kind.name, ", ".join(entry.issuers), kind.klasifikasi, ended)


def _described(catalog: Catalog, entry: Entry) -> list[tuple[str, ...]]:
    """One kind, a line for each thing there is to know."""
    kind, rule = entry.kind, entry.rule
    places = [f"{place.name} ({place.procedure})" for place in entry.places]
    return [
        ("Id", kind.id),
        ("Naskah", kind.name),
        ("Penerbit", ", ".join(_role(catalog, role)["name"] for role in entry.issuers)),
        ("Penanda tangan", f"{entry.signatory_rule} ({kind.signatory_role or '-'})"),
        ("Kepada", kind.addressee or "-"),
        ("Dikirim kepada", ", ".join(rule.penerima) or "-"),
        ("Klasifikasi", kind.klasifikasi),
        ("Penomoran", f"{NUMBERING[rule.nomor]}{f', seri {kind.series}' if kind.series else ''}"),
        ("Langkah", "; ".join(places) or "-"),
        ("Langkah lain", "dapat diminta" if rule.setiap_langkah else "-"),
        ("Disusun", "atas permintaan" if rule.atas_permintaan else "saat langkahnya dicatat"),
        ("Lampiran", ", ".join(kind.annexes) or "-"),
        ("Dasar tidak berlaku", ", ".join(revoked(catalog, entry)) or "-"),
    ]


def entry_json(catalog: Catalog, entry: Entry) -> dict[str, Any]:
    """Everything that is known of a kind."""
    kind, rule = entry.kind, entry.rule
    return {
        "id": kind.id,
        "name": kind.name,
        "model": kind.model.__name__,
        "template": kind.template,
        "profile": kind.profile,
        "issuers": [_role(catalog, role) for role in entry.issuers],
        "signatory_role": kind.signatory_role,
        "signatory_rule": entry.signatory_rule,
        "addressee": kind.addressee or None,
        "recipients": list(rule.penerima),
        "classification": kind.klasifikasi,
        "numbering": rule.nomor,
        "series": kind.series or None,
        "steps": [
            {
                "procedure": place.procedure,
                "step": place.step,
                "name": place.name,
                "final": place.final,
            }
            for place in entry.places
        ],
        "any_step": rule.setiap_langkah,
        "on_request": rule.atas_permintaan,
        "annexes": list(kind.annexes),
        "revoked": revoked(catalog, entry),
    }


def revoked(catalog: Catalog, entry: Entry) -> list[str]:
    """The sources a kind rests on whose time has ended."""
    from documents.drafting.cited import sources_of

    ended = {s.id for s in catalog.law.sources.values() if s.effective_to}
    return sorted(sources_of(catalog, entry.kind.id) & ended)


def _role(catalog: Catalog, role: str) -> dict[str, str]:
    held = catalog.roles.get(role)
    return {"role": role, "name": held.name if held else role}
