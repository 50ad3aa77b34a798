"""A legal source as JSON and in words: its status on a date, and everything that cites it."""

from __future__ import annotations

from api.findings import Json
from api.times import day
from documents.drafting.cited import Template, templates_citing
from documents.locale import tanggal
from engine.domain.citing import Use
from engine.services.context import Context
from engine.services.law import Cited, Resting

PARTS = {
    "phase": "tahap",
    "step": "langkah",
    "guard": "syarat",
    "clock": "tenggat",
    "consent": "kesepakatan",
    "transition": "peralihan",
    "record": "tata catat",
}


def source_json(ctx: Context, cited: Cited) -> Json:
    """A source in one line: how it stands and how much rests on it."""
    source = cited.source
    return {
        "id": source.id,
        "kind": source.kind,
        "short": source.short,
        "citation": source.citation,
        "certainty": source.certainty.value,
        "effective_from": day(source.effective_from),
        "effective_to": day(source.effective_to),
        "note": source.note or None,
        "on": cited.on.isoformat(),
        "in_force": cited.in_force,
        "procedures": [_resting(r) for r in cited.procedures],
        "open_cases": cited.open_cases,
        "documents": [_template(t) for t in templates_citing(ctx.catalog, source.id)],
    }


def cited_json(ctx: Context, cited: Cited) -> Json:
    """A source in full: its articles in our words, and the open cases by id."""
    articles = [
        {"ref": a.ref, "requires": a.requires, "certainty": a.certainty.value}
        for a in cited.source.articles.values()
    ]
    return {**source_json(ctx, cited), "articles": articles, "cases": list(cited.cases)}


def status(cited: Cited) -> str:
    """How a source stands on the date asked about, in words."""
    source = cited.source
    if cited.in_force:
        ends = f" sampai {tanggal(source.effective_to)}" if source.effective_to else ""
        return f"berlaku{ends}"
    if source.effective_to and source.effective_to <= cited.on:
        return f"tidak berlaku lagi sejak {tanggal(source.effective_to)}"
    begins = f" sebelum {tanggal(source.effective_from)}" if source.effective_from else ""
    return f"belum berlaku{begins}"


def use_text(resting: Resting, use: Use) -> str:
    """One place that cites, in words: "langkah Pengusulan, syarat desa-bersepakat"."""
    step = resting.procedure.step(use.step)
    where = f"{PARTS['step']} {step.name}" if step else ""
    what = "" if use.part == "step" else f"{PARTS[use.part]} {use.id}"
    return ", ".join(part for part in (where, what) if part)


def _resting(resting: Resting) -> Json:
    return {
        "id": resting.procedure.id,
        "version": resting.procedure.version,
        "name": resting.procedure.name,
        "open_cases": resting.open_cases,
        "uses": [
            {"part": u.part, "step": u.step or None, "id": u.id, "articles": list(u.articles)}
            for u in resting.uses
        ],
    }


def _template(template: Template) -> Json:
    return {"id": template.id, "name": template.name}
