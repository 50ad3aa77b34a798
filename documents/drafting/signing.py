"""Whether a draft may be signed on a date: every reason against it, with its basis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from documents.drafting.blank import UNKNOWN_DAY
from documents.drafting.registry import Drafted
from documents.drafting.rules import Rule, rule
from documents.drafting.source import Source
from documents.locale import tanggal
from engine.domain.authority import roles_over
from engine.domain.command import Actor
from engine.domain.findings import Finding, FindingKind
from engine.domain.questions import system
from engine.domain.standing import Standing, opened_on, standing
from engine.errors import Forbidden
from engine.services.offices import Office


def locked(source: Source) -> list[Finding]:
    """Why no document can be drafted for the step now; empty when it can."""
    where = standing(source.procedure, source.state, source.step, source.village)
    if where is Standing.LOCKED:
        message = "Langkahnya belum terbuka, maka naskahnya belum dapat disusun."
    elif where is Standing.NOT_APPLICABLE:
        message = "Langkah ini tidak berlaku bagi desa yang tidak sepakat."
    else:
        return []
    return [
        system(
            source.procedure,
            "urutan_langkah",
            message,
            source.step,
            kind=FindingKind.ORDER,
            village=source.village,
        )
    ]


def must_be_issuer(source: Source, actor: Actor, issuer: Office) -> None:
    """Raises Forbidden unless the actor acts for the office whose register numbers the kind."""
    for role in roles_over(source.procedure, actor, issuer.area):
        if role.id == issuer.role or issuer.role in role.acts_for:
            return
    message = f"Naskah ini diterbitkan dan dinomori oleh {issuer.name}."
    raise Forbidden(message)


def against(source: Source, drafted: Drafted, dated: date, *, reviewed: bool) -> list[Finding]:
    """Every reason why a draft cannot be signed as of `dated`, by those who then hold office.

    `drafted` is what would be signed on that day; `reviewed` says that the draft on record is
    what would be drafted now.
    """
    rules = rule(source.kind)
    if rules.nomor == "tanpa":
        message = "Naskah ini tidak bernomor dan tidak ditandatangani melalui sistem."
        remedy = "Cetak, tandatangani, lalu unggah sebagai bukti pada langkahnya."
        return [_finding(source, "urutan_langkah", message, remedy)]
    if not rules.registered:
        message = "Nomor naskah ini diberikan penanda tangannya dan dicatat pada langkahnya."
        remedy = "Selesaikan langkahnya dengan nomor dan tanggal yang tertulis pada naskah."
        return [_finding(source, "urutan_langkah", message, remedy)]
    found = [*locked(source), *_date_findings(source, rules, dated)]
    if not reviewed:
        message = "Data perkara berubah sejak rancangan ini dibuat."
        remedy = "Buat ulang rancangan, periksa, lalu tanda tangani."
        found.append(_finding(source, "kesesuaian", message, remedy))
    for blank in drafted.blanks:
        remedy = f"Isi pada langkah {blank.step_name}, lalu buat ulang rancangan."
        found.append(_finding(source, "isian", f"Belum diisi: {blank.label}.", remedy))
    return found + [replace(f, step=source.step.id) for f in drafted.refusals]


def not_initialled(source: Source) -> Finding:
    """The offices of the paraf chain have not all initialled the draft."""
    message = "Naskah belum selesai diparaf."
    remedy = "Ajukan rancangan untuk diparaf, dan tunggu paraf terakhir."
    return _finding(source, "empat_mata", message, remedy)


def _date_findings(source: Source, rules: Rule, dated: date) -> list[Finding]:
    found = []
    if dated > source.today:
        message = "Tanggal naskah berada di masa depan."
        found.append(_finding(source, "tanggal_masa_depan", message))
    opened = opened_on(source.procedure, source.state, source.step, source.village)
    if opened is not None and dated < opened:
        message = f"Tanggal naskah mendahului terbukanya langkah ({tanggal(opened)})."
        found.append(_finding(source, "urutan_tanggal", message))
    event = source.event_day
    if rules.sebelum and dated > event:
        message = f"Tanggal naskah sesudah acaranya sendiri ({tanggal(event)})."
        found.append(_finding(source, "urutan_tanggal", message))
    reports = any(source.data.get(name) for name in rules.melaporkan)
    if reports and event != UNKNOWN_DAY and dated < event:
        message = f"Naskah ini melaporkan acara tanggal {tanggal(event)}, tetapi mendahuluinya."
        found.append(_finding(source, "urutan_tanggal", message))
    return found


def _finding(source: Source, about: str, message: str, remedy: str = "") -> Finding:
    default = "Pilih tanggal yang sesuai dengan kejadiannya."
    known = source.procedure.record_rules
    return system(
        source.procedure,
        about if about in known else "isian",
        message,
        source.step,
        remedy=remedy or default,
        village=source.village,
    )
