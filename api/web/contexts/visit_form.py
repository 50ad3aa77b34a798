"""The form of a visit: a new one, one from a proposal, one that is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.web.contexts.visits import planned_regencies, visit_href
from engine.domain.command import Actor
from engine.domain.visits import Visit
from engine.reference import regions
from engine.services import visit_planning, visits
from engine.services.context import Context


@dataclass(frozen=True, slots=True)
class Typed:
    """A visit's form as typed."""

    values: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of the form."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class VisitFormPage:
    """The form of a new or changed visit."""

    action: str
    back: str
    heading: str
    typed: Mapping[str, str]
    regencies: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    people: tuple[Choice, ...]
    problems: Mapping[str, str]
    message: str


def form_page(
    ctx: Context,
    actor: Actor,
    typed: Typed,
    visit: Visit | None,
    problems: Mapping[str, str] | None = None,
) -> VisitFormPage:
    """The form, as typed; for a new visit with every regency the person plans for."""
    names = visit_planning.travellers(ctx, actor)
    chosen = typed.values.get("kabupaten", "")
    places = [visit.regency] if visit else planned_regencies(ctx, actor)
    return VisitFormPage(
        action=f"{visit_href(visit.id)}/ubah" if visit else "/kunjungan/baru",
        back=visit_href(visit.id) if visit else "/kunjungan",
        heading=f"Ubah kunjungan {visit.id}" if visit else "Rencanakan kunjungan",
        typed={name: typed.values.get(name, "") for name in FIELDS},
        regencies=tuple(Choice(c, regions.name(c), c == chosen) for c in places),
        kinds=tuple(
            Choice(k, k.capitalize(), k == typed.values.get("jenis")) for k in visits.KINDS
        ),
        people=tuple(
            Choice(username, f"{name} ({username})", username in typed.people)
            for username, name in sorted(names.items())
        ),
        problems=dict.fromkeys((*FIELDS, "orang"), "") | dict(problems or {}),
        message=" ".join((problems or {}).values()),
    )


FIELDS = (
    "kabupaten",
    "jenis",
    "tujuan",
    "tempat",
    "mulai",
    "selesai",
    "pukul",
    "perkara",
    "langkah",
    "desa",
    "biaya",
    "agenda",
    "versi",
)


def typed_of(visit: Visit) -> Typed:
    """The form filled with what is planned."""
    return Typed(
        {
            "kabupaten": visit.regency,
            "jenis": visit.kind,
            "tujuan": visit.purpose,
            "tempat": visit.place,
            "mulai": visit.starts_on.isoformat(),
            "selesai": visit.ends_on.isoformat(),
            "pukul": visit.begins.strftime("%H:%M"),
            "perkara": visit.case_id,
            "langkah": visit.step,
            "desa": visit.village,
            "biaya": str(visit.cost or ""),
            "agenda": "\n".join(visit.agenda),
            "versi": str(visit.version),
        },
        visit.people,
    )
