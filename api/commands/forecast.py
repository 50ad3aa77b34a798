"""`kawasan case forecast`: when a case will be complete, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, answer, finding_text, operator, reports, system, table

if TYPE_CHECKING:
    from engine.domain.findings import Finding
    from engine.domain.rehearsal import Chances
    from engine.domain.spans import Span

Seed = Annotated[int, typer.Option(help="Benih acak; benih yang sama memberi hasil yang sama.")]
Returns = Annotated[
    int, typer.Option(min=0, max=90, help="Asumsi: persen pengajuan yang dikembalikan.")
]
Dissent = Annotated[
    int, typer.Option(min=0, max=100, help="Asumsi: persen desa yang tidak sepakat.")
]
BASES = {"recorded": "tercatat", "target": "target kantor", "assumed": "asumsi"}
OUTCOMES = {
    "completed": "selesai",
    "closed": "ditutup sebelum langkah terakhir",
    "stuck": "tertahan",
    "circling": "berputar tanpa selesai",
}


@reports
def forecast(
    case: Annotated[str, typer.Argument(metavar="PERKARA")],
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="Banyak gladi.")] = 300,
    seed: Seed = 0,
    returns: Returns = 10,
    dissent: Dissent = 0,
    *,
    as_json: AsJson = False,
) -> None:
    """Prakiraan tanggal selesai suatu perkara: 10, 50, dan 90 persen kemungkinan."""
    from engine.domain.rehearsal import Chances
    from engine.services.forecast import forecast as forecast_case

    chances = Chances(returns / 100, dissent / 100)
    with system() as ctx:
        found = forecast_case(ctx, operator(), case, runs=runs, seed=seed, chances=chances)
    if as_json:
        answer(
            {
                "case": found.case_id,
                "runs": found.runs,
                "seed": seed,
                "outcomes": {o.value: n for o, n in found.outcomes.items()},
                "completion": dates_json(found.dates),
                "steps": [
                    {"id": s, "done": dates_json(d), "span": spans_json(found.spans[s])}
                    for s, d in found.steps.items()
                ],
                "stuck": stuck_json(found.stuck),
                "assumptions": {"returns": chances.returned, "dissent": chances.dissent},
            }
        )
        return
    typer.echo(f"Prakiraan {found.case_id} dari {found.runs} gladi: {dates_text(found.dates)}")
    rows = [
        (s, *(day.isoformat() for day in d.values()), BASES[found.spans[s].basis.value])
        for s, d in found.steps.items()
        if d
    ]
    table("Langkah", "10%", "50%", "90%", "Dasar waktu", rows=rows)
    tell_stuck(found.stuck)
    typer.echo(assumptions(found.chances))


def dates_json(found: Mapping[float, date]) -> dict[str, str]:
    """Quantiles as ``p10``, ``p50``, ``p90``; empty when nothing was completed."""
    return {f"p{share * 100:.0f}": day.isoformat() for share, day in found.items()}


def dates_text(found: Mapping[float, date]) -> str:
    """Quantiles in words."""
    if not found:
        return "tidak ada yang selesai."
    return "; ".join(f"{share * 100:.0f}% pada {day}" for share, day in found.items())


def spans_json(span: Span) -> dict[str, object]:
    """What the length of a step rests on: recorded times, or one target, in days."""
    return {"basis": span.basis.value, "samples": len(span.days), "days": list(span.days)[:50]}


def stuck_json(found: Sequence[tuple[Finding, int]]) -> list[dict[str, object]]:
    """Why walks got stuck."""
    return [
        {"step": f.step, "guard": f.guard, "message": f.message, "times": times}
        for f, times in found
    ]


def tell_stuck(found: Sequence[tuple[Finding, int]]) -> None:
    """Why walks got stuck, in words."""
    for finding, times in found:
        typer.echo(f"Tertahan {times} kali di {finding.step}:")
        typer.echo(finding_text(finding, "  "))


def assumptions(chances: Chances) -> str:
    """What the figures rest on besides recorded times."""
    return (
        f"Asumsi: {chances.returned:.0%} pengajuan dikembalikan, {chances.dissent:.0%} desa tidak "
        "sepakat. Waktu langkah dari catatan; bila kurang dari tiga catatan, dari target kantor."
    )
