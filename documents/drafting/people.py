"""Letterheads and signatures, by office. A name stands only where the office recorded one."""

from __future__ import annotations

from documents.drafting.record import Record
from documents.model import Authority, Emblem, Kop, Signatory
from documents.model import Office as Kind
from engine.services.offices import Office

_KINDS = {
    "gubernur": Kind.GUBERNUR,
    "bupati": Kind.BUPATI,
    "sekda": Kind.SEKDA,
    "setda": Kind.SEKDA,
    "camat": Kind.CAMAT,
    "desa": Kind.DESA,
    "bkad": Kind.LEMBAGA,
}
_EMBLEMS = {Kind.LEMBAGA: Emblem.TANPA}


def letterhead(record: Record, office: Office) -> Kop:
    """An office's letterhead; what nobody confirmed about it goes on the list of checks."""
    kind = kind_of(record, office)
    if kind.is_head_of_region:
        return Kop(kind, Emblem.NEGARA, office.lines)
    seat(record, office)
    emblem = _EMBLEMS.get(kind, Emblem.DAERAH)
    return Kop(kind, emblem, office.lines, (office.address,))


def seat(record: Record, office: Office) -> str:
    """Where an office writes from; an assumed place goes on the list of checks."""
    if "city" in office.assumed:
        record.check(record.general.kota.format(kantor=office.name))
    return office.city


def signer(
    record: Record,
    office: Office,
    *,
    jabatan: str = "",
    nama: str = "",
    mode: Authority = Authority.LANGSUNG,
) -> Signatory:
    """The head of an office as signatory."""
    return Signatory(
        jabatan=jabatan or office.head,
        nama=nama or record.general.nama,
        pejabat=kind_of(record, office),
        mode=mode,
    )


def signing_head(record: Record) -> Signatory:
    """The head of region who signs a decree, by the kind of office the step records."""
    held = str(record.source.data.get("jenis_jabatan") or "definitif")
    mode = Authority.LANGSUNG if held == "definitif" else Authority(f"{held.capitalize()}.")
    office = record.source.office("bupati")
    return signer(record, office, nama=record.optional("penandatangan"), mode=mode)


def named(record: Record, text: str, otherwise: str) -> Signatory:
    """Somebody the office wrote down by office or by name; `otherwise` is then their office."""
    by_office = text.startswith(tuple(record.general.kata_jabatan))
    return Signatory(
        jabatan=text if by_office else otherwise,
        nama=record.general.nama if by_office else text,
        pejabat=Kind.LEMBAGA,
    )


def kind_of(record: Record, office: Office) -> Kind:
    """The kind of office, which decides emblem and name."""
    place = record.source.places.get(office.area)
    if office.role == "bupati" and place is not None and place.kind == "kota":
        return Kind.WALI_KOTA
    return _KINDS.get(office.role, Kind.PERANGKAT_DAERAH)
