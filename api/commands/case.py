"""`kawasan case`: reading cases. The acts are in `case_acts`, under the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import case_acts, case_documents, case_time, dossier
from api.commands.common import (
    AsJson,
    answer,
    finding_text,
    operator,
    reports,
    system,
    table,
)
from api.commands.forecast import forecast
from api.commands.migration import migrate
from api.commands.verify import show as show_report

if TYPE_CHECKING:
    from engine.services.views import CaseView, StepView

app = typer.Typer()
CaseId = Annotated[str, typer.Argument(metavar="PERKARA")]
app.command("open")(case_acts.open_)
app.command("act")(case_acts.act)
app.command("forecast")(forecast)
app.command("migrate")(migrate)
app.command("time")(case_time.time)
app.command("documents")(case_documents.documents)
app.command("dossier")(dossier.dossier)


@app.command("list")
@reports
def list_(
    regency: Annotated[str, typer.Option(help="Kode kabupaten.")] = "",
    procedure: Annotated[str, typer.Option(help="Id prosedur.")] = "",
    phase: Annotated[str, typer.Option(help="Id tahap.")] = "",
    status: Annotated[str, typer.Option(help="running, suspended, closed, cancelled.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 200,
    *,
    as_json: AsJson = False,
) -> None:
    """Daftar perkara."""
    from api.cases.schemas import summary_json
    from engine.services import views

    with system() as ctx:
        found = views.list_cases(
            ctx,
            operator(),
            regency=regency,
            procedure=procedure,
            phase=phase,
            status=status,
            limit=limit + 1,
        )
        items = [summary_json(c, ctx.procedure_of(c)) for c in found[:limit]]
    if as_json:
        more = len(found) > limit
        answer({"items": items, "next": items[-1]["id"] if more else None})
        return
    rows = [tuple(str(i[k]) for k in ("id", "title", "phase_name", "status")) for i in items]
    table("Perkara", "Judul", "Tahap", "Status", rows=rows)


@app.command("show")
@reports
def show(case: CaseId, *, as_json: AsJson = False) -> None:
    """Satu perkara dengan langkah-langkahnya."""
    from api.cases.schemas import case_json
    from engine.services import views

    with system() as ctx:
        view = views.get_case(ctx, operator(), case)
    if as_json:
        answer(case_json(view))
        return
    state = view.state
    typer.echo(f"{view.id}: {state.title} ({view.regency.name}), {state.status.value}")
    table("Langkah", "Keadaan", "Selesai", "Tenggat", rows=_rows(view))


@app.command("blockers")
@reports
def blockers(case: CaseId, *, as_json: AsJson = False) -> None:
    """Apa yang menahan perkara: syarat, dasar hukum, pelaku, dan cara memperbaikinya."""
    from api.cases.blockers import blockers_json, open_steps, schedule_json
    from engine.services import views
    from engine.services.planning import remaining_way

    with system() as ctx:
        view = views.get_case(ctx, operator(), case)
        way = remaining_way(ctx, view)
    if as_json:
        answer({"items": blockers_json(view), "next": None, "schedule": schedule_json(way)})
        return
    for step in open_steps(view):
        typer.echo(f"{_name(step)}: {step.state.value}")
        for finding in step.findings:
            typer.echo(finding_text(finding, "  "))
        if not step.findings:
            typer.echo("  siap dikerjakan; tidak ada syarat yang belum terpenuhi")
    if way.path:
        named = " → ".join(leg.step.name for leg in way.path)
        typer.echo(f"Perkiraan selesai menurut target kantor: {way.expected.isoformat()}")
        typer.echo(f"Langkah penentu: {named}")


@app.command("timeline")
@reports
def timeline(case: CaseId, *, as_json: AsJson = False) -> None:
    """Catatan kejadian: kapan terjadi, kapan dicatat, oleh siapa."""
    from api.cases.schemas import event_json
    from engine.services import views

    with system() as ctx:
        log = views.events(ctx, operator(), case)
    if as_json:
        answer({"items": [event_json(e) for e in log], "next": None})
        return
    rows = [
        (
            str(e.seq),
            e.event.occurred_on.isoformat(),
            e.recorded_at.isoformat(timespec="minutes"),
            e.event.type.value,
            f"{e.event.step} {e.event.village}".strip(),
            e.event.actor,
        )
        for e in log
    ]
    table("No.", "Terjadi", "Dicatat (UTC)", "Kejadian", "Langkah", "Oleh", rows=rows)


@app.command("verify")
@reports
def verify(case: CaseId, *, as_json: AsJson = False) -> None:
    """Periksa catatan satu perkara terhadap segelnya; 1 bila ada yang tidak cocok."""
    from engine.services import audit

    with system() as ctx:
        report = audit.verify_case(ctx, operator(), case)
    show_report(report, as_json=as_json)


def _rows(view: CaseView) -> list[tuple[str, ...]]:
    return [_row(each) for step in view.steps for each in (step.branches or (step,))]


def _row(step: StepView) -> tuple[str, ...]:
    due = step.due_on.isoformat() if step.due_on else ""
    if due and not step.due_legal:
        due += " (target kantor)"
    elif due and step.due_provisional:
        due += " (sementara)"
    done = step.done_on.isoformat() if step.done_on else ""
    return (_name(step), step.state.value, done, due)


def _name(step: StepView) -> str:
    return f"{step.step.id}: {step.village.name}" if step.village else step.step.id
