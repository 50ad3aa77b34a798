"""`kawasan procedure simulate`: synthetic cases, or real ones under another version."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import AsJson, answer, operator, reports, system, table
from api.commands.forecast import (
    BASES,
    OUTCOMES,
    Dissent,
    Returns,
    Seed,
    assumptions,
    dates_json,
    dates_text,
    spans_json,
    stuck_json,
    tell_stuck,
)

if TYPE_CHECKING:
    from engine.services.rehearsal import Rehearsal, Replayed


@reports
def simulate(
    name: Annotated[str, typer.Argument(metavar="ID[@VERSI]")],
    number: Annotated[int, typer.Option("--cases", min=1, max=100_000, help="Banyak perkara.")] = (
        200
    ),
    seed: Seed = 0,
    returns: Returns = 10,
    dissent: Dissent = 10,
    against: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Putar ulang perkara nyata pada berkas ini."
        ),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Gladi prosedur dengan perkara tiruan dan jam semu; tidak ada yang disimpan."""
    from engine.domain.rehearsal import Chances
    from engine.services import rehearsal

    with system() as ctx:
        procedure = ctx.catalog.resolve(name)
        if against is not None:
            _tell_replayed(
                rehearsal.replay_against(ctx, operator(), procedure, against), as_json=as_json
            )
            return
        chances = Chances(returns / 100, dissent / 100)
        found = rehearsal.simulate(ctx, operator(), procedure, number, seed, chances)
    if as_json:
        answer(_json(found))
        return
    version = f"{procedure.id}@{procedure.version}"
    typer.echo(f"Gladi {found.cases} perkara tiruan {version}, mulai {found.started_on}.")
    for outcome, times in found.outcomes.items():
        typer.echo(f"  {OUTCOMES[outcome.value]}: {times}")
    typer.echo(f"Selesai: {dates_text(found.dates)}")
    table("Langkah", "10%", "50%", "90%", "Dikembalikan", "Dasar waktu", rows=_rows(found))
    tell_stuck(found.stuck)
    typer.echo(assumptions(found.chances))


def _json(found: Rehearsal) -> Mapping[str, object]:
    return {
        "procedure": {"id": found.procedure.id, "version": found.procedure.version},
        "cases": found.cases,
        "seed": found.seed,
        "started_on": found.started_on.isoformat(),
        "outcomes": {o.value: n for o, n in found.outcomes.items()},
        "completion": dates_json(found.dates),
        "steps": [
            {
                "id": step.id,
                "done": dates_json(found.steps[step.id]),
                "returned": found.returned.get(step.id, 0),
                "span": spans_json(found.spans[step.id]),
            }
            for step in found.procedure.steps
        ],
        "overridden": dict(found.overridden),
        "stuck": stuck_json(found.stuck),
        "assumptions": {"returns": found.chances.returned, "dissent": found.chances.dissent},
    }


def _rows(found: Rehearsal) -> list[tuple[str, ...]]:
    return [
        (
            step.id,
            *(day.isoformat() for day in found.steps[step.id].values()),
            *([""] * (3 - len(found.steps[step.id]))),
            str(found.returned.get(step.id, 0)),
            BASES[found.spans[step.id].basis.value],
        )
        for step in found.procedure.steps
    ]


def _tell_replayed(found: Replayed, *, as_json: bool) -> None:
    if as_json:
        answer(_replayed_json(found))
        return
    same = found.cases - len(found.differing)
    version = f"{found.new.id}@{found.new.version}"
    typer.echo(f"{found.cases} perkara nyata diputar ulang pada {version}; {same} tidak berubah.")
    for case, compared in found.differing.items():
        typer.echo(f"{case}:")
        for d in compared.differences:
            where = f"{d.event.step} {d.event.village}".strip()
            typer.echo(f"  kejadian {d.seq} ({where}): {ANSWERS[d.old]} menjadi {ANSWERS[d.new]}")
            for finding in d.findings:
                typer.echo(f"    - {finding.message}")
        _tell_standing(compared.open_old, compared.open_new)


def _tell_standing(old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> None:
    if old != new:
        typer.echo(f"  langkah terbuka: {_keys(old)} menjadi {_keys(new)}")


def _keys(found: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{step} {village}".strip() for step, village in found) or "tidak ada"


def _replayed_json(found: Replayed) -> Mapping[str, object]:
    return {
        "procedure": {"id": found.new.id, "version": found.new.version},
        "cases": found.cases,
        "same": found.cases - len(found.differing),
        "differing": [
            {
                "case": case,
                "complete": [c.complete_old, c.complete_new],
                "open": [[list(key) for key in c.open_old], [list(key) for key in c.open_new]],
                "events": [
                    {
                        "seq": d.seq,
                        "type": d.event.type.value,
                        "step": d.event.step,
                        "village": d.event.village,
                        "old": d.old,
                        "new": d.new,
                        "findings": [f.message for f in d.findings],
                    }
                    for d in c.differences
                ],
            }
            for case, c in found.differing.items()
        ],
    }


ANSWERS = {"accepted": "diterima", "refused": "ditolak"}
