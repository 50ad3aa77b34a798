"""Opening a case: the first decision, on nothing but what was asked and the world's facts."""

from __future__ import annotations

from engine.domain.authority import acting_role
from engine.domain.command import Action, Command, Opening
from engine.domain.events import Event, EventType
from engine.domain.facts import Facts
from engine.domain.findings import Finding, FindingKind, Refusal
from engine.domain.procedure import Procedure
from engine.domain.questions import system

VILLAGE_KINDS = frozenset({"desa", "desa_adat"})
REGENCY_KINDS = frozenset({"kabupaten", "kota"})


def open_case(
    procedure: Procedure, opening: Opening, command: Command, facts: Facts
) -> tuple[Event, ...] | Refusal:
    """The opening event, or every reason why this case cannot be opened."""
    role = acting_role(procedure, command.actor, opening.regency, Action.OPEN, None)
    if role is None:
        finding = system(
            procedure,
            "wewenang",
            "Anda tidak berwenang membuka perkara di kabupaten ini.",
            kind=FindingKind.FORBIDDEN,
        )
        return Refusal((finding,))
    findings = _place_findings(procedure, opening, facts)
    findings += _order_findings(procedure, opening, command, facts)
    if findings:
        return Refusal(tuple(findings))
    data: dict[str, object] = {
        "case_id": opening.case_id,
        "procedure": procedure.id,
        "version": procedure.version,
        "digest": procedure.digest,
        "regency": opening.regency,
        "title": opening.title.strip(),
        "villages": sorted(opening.villages),
    }
    if opening.parent:
        data["parent"] = opening.parent
    event = Event(
        EventType.OPENED,
        command.occurred_on,
        actor=command.actor.person,
        role=role.id,
        principal=command.actor.principal,
        data=data,
        reason=command.reason,
    )
    return (event,)


def _place_findings(procedure: Procedure, opening: Opening, facts: Facts) -> list[Finding]:
    def invalid(field: str, message: str) -> Finding:
        return system(procedure, "isian", message, kind=FindingKind.INVALID, field=field)

    findings = []
    regency = facts.places.get(opening.regency)
    if regency is None or regency.kind not in REGENCY_KINDS:
        findings.append(invalid("regency", f"Kode kabupaten {opening.regency!r} tidak dikenal."))
    if not opening.title.strip():
        findings.append(invalid("title", "Judul perkara belum diisi."))
    if procedure.villages_required and not opening.villages:
        findings.append(invalid("villages", "Sebutkan desa yang dicalonkan."))
    if not procedure.villages_required and opening.villages:
        findings.append(invalid("villages", "Prosedur ini tidak memakai daftar desa."))
    if len(set(opening.villages)) != len(opening.villages):
        findings.append(invalid("villages", "Ada desa yang disebut dua kali."))
    wrong = (_village_problem(opening, facts, code) for code in opening.villages)
    return findings + [invalid("villages", message) for message in wrong if message]


def _village_problem(opening: Opening, facts: Facts, code: str) -> str:
    place = facts.places.get(code)
    if place is None:
        return f"Kode desa {code!r} tidak dikenal."
    if place.kind not in VILLAGE_KINDS:
        return f"{place.name} ({code}) adalah {place.kind}, bukan desa."
    if not code.startswith(f"{opening.regency}."):
        return f"{place.name} ({code}) tidak terletak di kabupaten perkara ini."
    return ""


def _order_findings(
    procedure: Procedure, opening: Opening, command: Command, facts: Facts
) -> list[Finding]:
    findings = []
    if command.occurred_on > facts.today:
        findings.append(
            system(procedure, "tanggal_masa_depan", "Tanggal pembukaan berada di masa depan.")
        )
    if procedure.one_per_regency and facts.existing:
        message = f"Kabupaten ini sudah mempunyai perkara {', '.join(facts.existing)}."
        findings.append(
            system(procedure, "urutan_langkah", message, remedy="Lanjutkan perkara yang ada.")
        )
    if opening.parent and not facts.parent_ready:
        message = f"Perkara induk {opening.parent} belum sampai pada langkah yang membukanya."
        findings.append(system(procedure, "urutan_langkah", message))
    return findings
