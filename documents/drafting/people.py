"""Letterheads and signatures, by office. A name stands only where the office recorded one."""

from __future__ import annotations

from dataclasses import replace

from documents import catalogue
from documents.drafting.record import Record
from documents.layout import ProfileName
from documents.model import Authority, Emblem, Kop, Signatory
from documents.model import Office as Kind
from engine.domain.findings import Finding, FindingKind
from engine.domain.mandates import Holding, Mode, Term
from engine.domain.signing_authority import called
from engine.reference.offices import area_of
from engine.services.offices import Office

_KINDS = {
    "gubernur": Kind.GUBERNUR,
    "bupati": Kind.BUPATI,
    "sekda": Kind.SEKDA,
    "setda": Kind.SEKDA,
    "sekda-provinsi": Kind.SEKDA,
    "camat": Kind.CAMAT,
    "bpd": Kind.DESA,
    "desa": Kind.DESA,
    "bkad": Kind.LEMBAGA,
}
_EMBLEMS = {Kind.LEMBAGA: Emblem.TANPA}
_MODES = {Mode.AN: Authority.AN, Mode.UB: Authority.UB}
_ACTING = frozenset({Authority.PLT, Authority.PLH, Authority.PJ, Authority.PJS})
_HELD, _NAME = "jenis_jabatan", "penandatangan"


def letterhead(record: Record, office: Office) -> Kop:
    """An office's letterhead; what nobody confirmed about it goes on the list of checks."""
    source = record.source
    office = _letterhead_office(record, office)
    kind = kind_of(record, office)
    if kind.is_head_of_region:
        own = source.emblems.get((office.area, Emblem.NEGARA))
        return Kop(kind, Emblem.NEGARA, _title(record, office), gambar=own)
    seat(record, office)
    emblem = _EMBLEMS.get(kind, Emblem.DAERAH)
    picture = source.emblems.get((office.area, emblem))
    return Kop(kind, emblem, office.lines, (office.address,), picture)


def _letterhead_office(record: Record, office: Office) -> Office:
    """Whose letterhead a letter bears.

    Where an office signs for the head of its region, the layout says whether its own or the
    head's.
    """
    if _profile(record) == "produk_hukum":
        return office
    heads_own = record.source.layout.surat.kop_an == "kepala_daerah"
    giver = record.rule.atas_nama
    if heads_own and giver:
        return record.source.office(giver, area_of(giver, office.area))
    if heads_own or not kind_of(record, office).is_head_of_region:
        return office
    held = record.signing_for(office).authority
    if held is None or held.delegation is None:
        return office
    return record.source.office(held.term.post.role, held.term.post.area)


def _title(record: Record, office: Office) -> tuple[str, ...]:
    """The lines over a head's documents; in some, the province stands under a regency's head."""
    regency = "." in office.area
    if not regency or _profile(record) not in record.source.layout.kop.baris_provinsi:
        return office.lines
    province = record.source.places[office.area.partition(".")[0]].name
    return (*office.lines, f"Provinsi {province}")


def _profile(record: Record) -> ProfileName:
    return catalogue.kind(record.source.kind).profile


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


def on_behalf(record: Record) -> Signatory:
    """Whoever of the issuing office signs on behalf of the office the kind names.

    The mandate comes from the register. Where the register knows who holds the giving office on
    that day but no mandate given, the document is not to be signed so; where it does not reach,
    the missing mandate goes on the list of checks.
    """
    issuer = record.issuer
    giver = record.source.office(
        record.rule.atas_nama, area_of(record.rule.atas_nama, issuer.area)
    )
    held = record.signing_for(giver).authority
    if held is not None and held.delegation is not None:
        return signer(record, giver)
    message = record.general.tanpa_mandat.format(penerima=issuer.head, pemberi=giver.head)
    if held is None:
        record.check(f"{message} {record.general.tanpa_mandat_perbaikan}")
    else:
        rules = record.source.mandates.rules
        record.refuse(
            Finding(
                FindingKind.UNMET,
                "mandat-mandat",
                message,
                basis=rules.basis["mandat"],
                who=rules.who,
                remedy=record.general.tanpa_mandat_perbaikan,
            )
        )
    own = signer(record, issuer)
    acting = f"{own.mode.value} " if own.mode in _ACTING else ""
    plain = replace(own, jabatan=f"{acting}{own.jabatan}", melalui="")
    return replace(plain, mode=Authority.AN, atas_nama=giver.head)


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
