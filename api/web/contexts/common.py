"""Parts that several pages show: a finding with its basis, a due date, a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from api.web import words
from documents.catalogue import CATALOGUE
from engine.domain.findings import Finding, FindingKind
from engine.domain.law import Citation
from engine.domain.procedure import Role
from engine.domain.regency import LADDER
from engine.reference import regions


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class BasisView:
    """A legal basis, what it requires, and how sure we are of it."""

    label: str
    requires: str
    certainty: str
    certainty_note: str
    until: date | None


@dataclass(frozen=True, slots=True)
class FindingView:
    """One reason why something cannot proceed; `anchor` is its id on the page."""

    anchor: str
    guard: str
    hard: bool
    kind: str
    message: str
    place: str
    basis: tuple[BasisView, ...]
    who: str
    remedy: str
    document: str


@dataclass(frozen=True, slots=True)
class DueView:
    """A due date, whether it has passed, and what kind of date it is."""

    on: date
    note: str
    late: bool


@dataclass(frozen=True, slots=True)
class LadderView:
    """A regency's place on the ladder of states, counted from one."""

    rung: int
    total: int
    name: str

    @property
    def text(self) -> str:
        """The ladder in words."""
        return f"Tahap {self.rung} dari {self.total}: {self.name}"


def basis_view(citation: Citation) -> BasisView:
    """A citation as shown."""
    certainty, note = words.CERTAINTIES[citation.certainty]
    return BasisView(citation.label, citation.requires, certainty, note, citation.until)


def finding_views(
    findings: Sequence[Finding], roles: Mapping[str, Role], prefix: str = "temuan"
) -> tuple[FindingView, ...]:
    """Findings as shown, each with an id of its own; the same one of many villages once."""
    places: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.guard, finding.message)
        first.setdefault(key, finding)
        places.setdefault(key, [])
        if finding.village:
            places[key].append(regions.name(finding.village))
    return tuple(
        FindingView(
            anchor=f"{prefix}-{index}",
            guard=finding.guard,
            hard=finding.kind is not FindingKind.WARNING,
            kind=words.FINDINGS[finding.kind],
            message=finding.message,
            place=", ".join(places[key]),
            basis=tuple(basis_view(c) for c in finding.basis),
            who=role_name(finding.who, roles),
            remedy=finding.remedy,
            document=paper_name(finding.document) if finding.document else "",
        )
        for index, (key, finding) in enumerate(first.items(), start=1)
    )


def role_name(role: str, roles: Mapping[str, Role]) -> str:
    """A role's name; what is no role's id stays as it is."""
    return roles[role].name if role in roles else role


def paper_name(kind: str) -> str:
    """What a kind of document is called; an unknown kind keeps its id."""
    return CATALOGUE[kind].name if kind in CATALOGUE else kind


def due_view(on: date | None, *, legal: bool, provisional: bool, today: date) -> DueView | None:
    """A due date with its marks, or None where there is none."""
    if on is None:
        return None
    marks = []
    if not legal:
        marks.append("target kantor")
    if provisional:
        marks.append("sementara")
    return DueView(on, ", ".join(marks), late=on < today)


def ladder_view(state: str) -> LadderView:
    """A regency state's place on the ladder."""
    rung = LADDER.index(state) + 1 if state in LADDER else 1
    return LadderView(rung, len(LADDER), words.RUNGS.get(state, state))


def case_href(case_id: str) -> str:
    """The address of a case's page."""
    return f"/perkara/{quote(case_id)}"


def step_href(case_id: str, step: str, village: str = "") -> str:
    """The address of a step's page, or of one village's branch of it."""
    query = f"?desa={quote(village)}" if village else ""
    return f"{case_href(case_id)}/langkah/{quote(step)}{query}"


def draft_href(case_id: str, step: str, village: str = "") -> str:
    """Where a step's draft is asked for."""
    address, mark, query = step_href(case_id, step, village).partition("?")
    return f"{address}/naskah{mark}{query}"


def regency_href(code: str) -> str:
    """The address of a regency's page."""
    return f"/kabupaten/{quote(code)}"


def paper_href(document_id: str) -> str:
    """The address of a document's page."""
    return f"/naskah/{quote(document_id)}"
