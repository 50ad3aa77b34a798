"""Reading what a case has on record, and noting what a document wants but nobody wrote down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from documents.drafting import writing
from documents.drafting.blank import DOTS, UNKNOWN_DAY, UNKNOWN_TIME, Blank
from documents.drafting.rules import General, Rule
from documents.drafting.source import Issued, MissingFact, Source, as_day
from documents.locale import tanggal
from documents.model import Acara, Desa
from engine.domain.findings import Finding
from engine.domain.mandates import Answer, Post
from engine.domain.procedure import Step
from engine.domain.signing_authority import who_may
from engine.errors import FieldProblem
from engine.reference.offices import area_of, bare_name
from engine.services.offices import Office


@dataclass
class Record:
    """A source with the rule of its kind.

    Collects `blanks` and `checks` while it is read, by whose `answers` it is signed, and the
    `refusals` that keep it from being signed so.
    """

    source: Source
    rule: Rule
    general: General
    blanks: dict[Blank, None] = field(default_factory=dict)
    checks: dict[str, None] = field(default_factory=dict)
    answers: dict[Post, Answer] = field(default_factory=dict)
    refusals: dict[Finding, None] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words that texts may name in braces."""
        s = self.source
        place = s.places.get(s.village)
        district = s.places.get(s.village.rpartition(".")[0])
        return {
            "kabupaten": s.places[s.state.regency].name,
            "daerah": bare_name(s.state.regency),
            "provinsi": s.places[s.state.regency[:2]].name,
            "kepala_daerah": s.office("bupati").head,
            "gubernur": s.office("gubernur", s.state.regency[:2]).head,
            "kawasan": self.kawasan,
            "usaha": str(s.latest("nama") or s.state.title),
            "tema": str(s.latest("tema") or DOTS),
            "desa": place.name if place else "",
            "kecamatan": district.name if district else "",
            "tim": s.office("tkpkp").name,
            "sekda": s.office("sekda").head,
            "kadis": s.office("pmd-kabupaten").head,
            "dinas": s.office("pmd-kabupaten").name,
            "kadis_provinsi": s.office("pmd-provinsi", s.state.regency[:2]).head,
            "kabag_hukum": s.office("bagian-hukum").head,
            "kepala_bappeda": s.office("bappeda").head,
            "kepala_pupr": s.office("pupr").head,
            "tahun": str(s.law_day.year),
        }

    @cached_property
    def kawasan(self) -> str:
        """The kawasan's name as last recorded, beginning with the word for it."""
        prefix = self.general.awalan_kawasan
        name = str(self.source.latest("nama_kawasan") or self.source.state.title)
        begins = name.lower().startswith(prefix.split()[0].lower())
        return name if begins else f"{prefix} {name}"

    @property
    def signing_day(self) -> date:
        """The day whose mandates count: of signing, of a recorded event, or today."""
        s = self.source
        recorded = None if self.rule.registered else s.happened_on
        return s.dated or s.signing_on or recorded or s.today

    def signing_for(self, office: Office) -> Answer:
        """Who signs for an office; what speaks against it is noted.

        What was signed before the register begins is taken as it was recorded.
        """
        post, day = Post(office.role, office.area), self.signing_day
        if post in self.answers:
            return self.answers[post]
        register = self.source.mandates
        answer = who_may(register, post, self.source.kind, day)
        if not self.rule.registered and not register.reaches(post, day):
            answer = replace(answer, known=answer.authority is not None)
        self.answers[post] = answer
        for finding in answer.findings if answer.known else ():
            if answer.refused:
                self.refuse(finding)
            else:
                basis = ", ".join(c.label for c in finding.basis)
                self.check(f"{finding.message} {finding.remedy} ({basis})")
        return answer

    def refuse(self, finding: Finding) -> None:
        """Keep the document from being signed as it stands, and say why."""
        self.refusals[finding] = None
        self.check(finding.message)

    @property
    def issuer(self) -> Office:
        """The office that issues the document, in its own region."""
        role, source = self.rule.penerbit, self.source
        return source.office(role, area_of(role, source.village or source.state.regency))

    def issued(self, kind: str) -> Issued | None:
        """The newest document of a kind in force, of this village or the whole case."""
        found = [
            each
            for each in self.source.issued
            if each.kind == kind and each.village in ("", self.source.village)
        ]
        return max(found, key=lambda each: each.dated, default=None)

    @property
    def kabupaten(self) -> str:
        """The regency's full name."""
        return self.words["kabupaten"]

    def say(self, key: str, **more: str) -> str:
        """A text of the kind, its words filled in."""
        return self.rule.kata[key].format_map({**self.words, **more})

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of the kind, its words filled in."""
        return tuple(text.format_map(self.words) for text in self.rule.daftar[key])

    @property
    def tembusan(self) -> tuple[str, ...]:
        """Who receives copies."""
        before = "Yth. " if self.source.layout.surat.tembusan_yth else ""
        return tuple(before + text.format_map(self.words) for text in self.rule.tembusan)

    def text(self, name: str) -> str:
        """A value of this step, or dots and a note that it is missing."""
        value = self.optional(name)
        return value or self.blank(name)

    def optional(self, name: str) -> str:
        """A value of this step as text, or nothing."""
        value = self.source.data.get(name)
        return "" if value is None else str(value).strip()

    def assumed(self, name: str, instead: str) -> str:
        """The newest value of a field, or an assumption that the draft then points out."""
        value = self.source.latest(name)
        if value is not None:
            return writing.item(str(value))
        label = self.label(name)
        self.check(self.general.anggapan.format(isian=label, nilai=instead))
        return instead

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a longer text of this step, or nothing."""
        return writing.lines(self.optional(name))

    def rows(self, name: str) -> tuple[Mapping[str, str], ...]:
        """The newest recorded rows of a field."""
        value = self.source.latest(name)
        return tuple(value) if isinstance(value, list) else ()

    def day(self, name: str) -> date:
        """A recorded date, or the one that prints as dots, noted as missing."""
        found = as_day(self.source.data.get(name))
        if found is None:
            self.blank(name)
        return found or UNKNOWN_DAY

    def decided(self, name: str) -> object:
        """A decision of this step; raises MissingFact, for no draft may guess it."""
        value = self.source.data.get(name)
        if value is None:
            label = self.label(name)
            message = f"Rancangan belum dapat dibuat: {label} belum dicatat."
            raise MissingFact(message, [FieldProblem(name, message)])
        return value

    def label(self, name: str) -> str:
        """How a field is called on the form, wherever it is asked."""
        found = self.asking(name).field(name)
        return found.label if found else self.general.isian.get(name, name)

    def asking(self, name: str) -> Step:
        """The step whose form asks for a field: this one, else the nearest before, else any."""
        steps = self.source.procedure.steps
        here = steps.index(self.source.step)
        nearest = (self.source.step, *reversed(steps[:here]), *steps[here:])
        return next((s for s in nearest if s.field(name)), self.source.step)

    def blank(self, name: str, *, step: str = "", part: str = "") -> str:
        """Dots for a field, with a note that it is missing and which step yields it.

        `step` where another step's field is meant than the nearest; `part` says which part.
        """
        asked = (self.source.procedure.step(step) if step else None) or self.asking(name)
        known = asked.field(name)
        label = f"{known.label if known else self.label(name)} {part}".strip()
        self.blanks[Blank(label, asked.id, asked.name)] = None
        return DOTS

    def check(self, note: str) -> None:
        """Put a line on the list of what must be checked before signing."""
        self.checks[" ".join(note.split())] = None

    def acara(self, tempat: str = "", *, planned: bool = False) -> Acara:
        """When and where the event is; `planned` prefers the plan over what came of it."""
        s = self.source
        day = (s.planned_on or s.event_day) if planned else s.event_day
        if day == UNKNOWN_DAY:
            self.blank("tanggal_rencana")
        start = writing.clock(self.optional("waktu_mulai"))
        if start is None:
            self.blank("waktu_mulai")
        end = writing.clock(self.optional("waktu_selesai"))
        return Acara(
            hari=day,
            mulai=start or UNKNOWN_TIME,
            zona=s.zone,
            tempat=self.optional("tempat") or tempat or self.text("tempat"),
            selesai=end if start is not None and end is not None and start < end else None,
        )

    def desa(self, code: str) -> Desa:
        """A village with its district and, where recorded, its area."""
        s = self.source
        rows = {row.get("desa"): row for row in self.rows("luas_desa")}
        within = writing.square_kilometres(rows.get(code, {}).get("luas_ha"))
        return Desa(
            nama=s.places[code].name,
            kode=code,
            kecamatan=s.places[code.rpartition(".")[0]].name,
            luas_km2=within or writing.square_kilometres(s.of_village(code, "luas_ha")),
        )

    def villages(self) -> tuple[Desa, ...]:
        """The member villages; the annex's own list where the office wrote one."""
        listed = self.source.latest("desa_lampiran")
        codes = listed if isinstance(listed, list) and listed else self.source.members
        return tuple(self.desa(str(code)) for code in codes)

    def references(self) -> tuple[str, ...]:
        """The earlier documents this one refers to, as far as they are on record."""
        found = []
        for ref in self.rule.rujukan:
            cell = self.source.state.cell(ref.langkah)
            if cell.done_on is None:
                continue
            number = str(cell.data.get("nomor") or "")
            nomor = f" Nomor {number}" if number else ""
            words = {**self.words, "nomor": nomor, "tanggal": tanggal(cell.done_on)}
            found.append(ref.kata.format_map(words))
        return tuple(found)
