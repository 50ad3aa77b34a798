"""What an operator sees in Prefect: names, tables, and a backup that failed its proof."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from prefect import State
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId
from prefect.client.schemas.objects import Artifact

from engine.services.backup import recovery_point
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.jobs import Problem
from flows import telling
from flows.backups import nightly_backup
from flows.facilitation import facilitation_sweep
from flows.lost import NAME, watch_for_lost_runs
from flows.roots import daily_root
from tests.support import world
from tests.support.world import NOW, set_clock

pytestmark = pytest.mark.prefect
WITA = "Asia/Makassar"


def seen(state: State[Any]) -> tuple[str, dict[str, Artifact]]:
    """The name of a run, and what it left for the operator, by key."""
    run_id = state.state_details.flow_run_id
    assert run_id is not None
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(run_id)
        only = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run_id]))
        found = client.read_artifacts(artifact_filter=only)
    return run.name, {str(each.key): each for each in found}


def test_a_sweep_names_its_zone_and_day_and_tells_each_regency(ctx: Context) -> None:
    for regency in ("63.01", "63.02"):
        request = OpenRequest("tkpkp-kabupaten", regency, "Tim", date(2026, 3, 2))
        open_case(ctx, world.OFFICER, request)
    set_clock(ctx, NOW + timedelta(days=60))
    name, told = seen(facilitation_sweep(WITA, return_state=True))
    assert name.startswith("penyisiran WITA ")
    rows = json.loads(str(told["penyisiran-wita"].data))
    assert [(row["Kabupaten"], row["Pengingat baru"]) for row in rows] == [
        ("Kabupaten Tanah Laut", 4),
        ("Kabupaten Kotabaru", 4),
    ]
    assert all(row["Tautan"].startswith("http://127.0.0.1:8000/kabupaten/63") for row in rows)


def test_the_root_of_the_day_is_shown_in_the_form_people_copy(ctx: Context) -> None:
    world.open_tkpkp(ctx)
    name, told = seen(daily_root(return_state=True))
    assert name.startswith("akar WIB ")
    assert "2026-03-02 " in str(told["akar-harian"].data)


def test_the_nightly_backup_shows_what_it_proved(ctx: Context) -> None:
    world.tkpkp_at(ctx, "rancangan-sk-tkpkp")
    state = nightly_backup(return_state=True)
    assert state.is_completed()
    _, told = seen(state)
    point = recovery_point(ctx)
    assert point is not None
    assert point.file in str(told["titik-pulih"].data)
    assert (ctx.settings.home / "cadangan" / point.file).exists()


def test_a_backup_that_does_not_prove_itself_fails_and_says_why(ctx: Context) -> None:
    world.tkpkp_at(ctx, "rancangan-sk-tkpkp")
    lost = next(p for p in ctx.settings.files.rglob("*") if p.is_file())
    lost.unlink()
    state = nightly_backup.with_options(retries=0)(return_state=True)
    assert state.is_failed()
    _, told = seen(state)
    assert lost.name in str(told["cadangan-tidak-terbukti"].data)
    assert recovery_point(ctx) is None


def test_a_prefect_that_does_not_hear_costs_the_table_not_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from prefect import flow

    @flow(name="uji-bisu")
    def work() -> int:
        telling.table("uji", "uji", [{"Naskah": Problem("a", "b").key}])
        return 7

    def deaf(**_told: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(telling, "create_table_artifact", deaf)
    assert work() == 7


def test_lost_runs_are_watched_by_one_automation() -> None:
    watch_for_lost_runs()
    watch_for_lost_runs()
    with get_client(sync_client=True) as client:
        assert len(client.read_automations_by_name(NAME)) == 1
