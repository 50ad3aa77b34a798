"""Letterheads and signatures, by office. A name stands only where the office recorded one."""

from __future__ import annotations

from dataclasses import replace

from documents.drafting.record import Record
from documents.model import Authority, Emblem, Kop, Signatory
from documents.model import Office as Kind
from engine.domain.findings import Finding, FindingKind
from engine.domain.mandates import Holding, Mode, Term
from engine.domain.signing_authority import called
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
_MODES = {Mode.AN: Authority.AN, Mode.UB: Authority.UB}
_HELD, _NAME = "jenis_jabatan", "penandatangan"


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


def signer(record: Record, office: Office, *, nama: str = "") -> Signatory:
    """Whoever signs for an office on the day of signing, as the register of mandates has it.

    Where it has nobody, the head of the office without a name.
    """
    held = record.signing_for(office).authority
    if held is None:
        return Signatory(office.head, nama or record.general.nama, kind_of(record, office))
    source, term, given = record.source, held.term, held.delegation
    own = source.office(term.post.role, term.post.area)
    acting = _acting(term.holding)
    prefix = "" if given is None or acting is Authority.LANGSUNG else f"{acting.value} "
    through = given.through if given else None
    return Signatory(
        jabatan=f"{prefix}{own.head}",
        nama=term.official.name,
        pejabat=kind_of(record, own),
        gelar_depan=term.official.front,
        gelar_belakang=term.official.back,
        pangkat=term.official.rank,
        nip=term.official.nip,
        mode=_MODES[given.mode] if given else acting,
        atas_nama=office.head if given else "",
        melalui=source.office(through.role, through.area).head if through else "",
    )


def signing_head(record: Record) -> Signatory:
    """The head of region who signs a decree, by the register, else as the step records it.

    A decree recorded as signed by somebody else than the register has is not made final: one of
    the two is wrong.
    """
    held, name = record.optional(_HELD), record.optional(_NAME)
    office = record.source.office("bupati")
    signatory = signer(record, office, nama=name)
    found = record.signing_for(office).authority
    if found is None:
        return replace(signatory, mode=_acting(Holding(held or Holding.DEFINITIF)))
    own = found.delegation is None
    if own and held and held != found.term.holding:
        _contradicted(record, _HELD, held, found.term)
    if name not in ("", record.general.nama) and not _names(name, found.term.official.name):
        _contradicted(record, _NAME, name, found.term)
    return signatory


def _contradicted(record: Record, field: str, recorded: str, term: Term) -> None:
    rules = record.source.mandates.rules
    words = record.general
    message = words.beda_jabatan.format(
        isian=record.label(field), dicatat=recorded, pejabat=called(rules, term)
    )
    record.refuse(
        Finding(
            FindingKind.UNMET,
            "mandat-mandat",
            message,
            field=field,
            basis=rules.basis["mandat"],
            who=rules.who,
            remedy=words.beda_jabatan_perbaikan,
        )
    )


def _names(text: str, name: str) -> bool:
    """Whether a text, with or without titles, names a person."""
    return " ".join(name.split()).casefold() in " ".join(text.split()).casefold()


def _acting(holding: Holding) -> Authority:
    return Authority.LANGSUNG if holding is Holding.DEFINITIF else Authority[holding.name]


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
