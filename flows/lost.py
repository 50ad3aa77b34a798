"""Runs whose machine died are told as crashed, and give their place to the next."""

from __future__ import annotations

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture

HEARTBEAT = 30
SILENCE = timedelta(seconds=4 * HEARTBEAT)
NAME = "kawasan: jalannya terputus"
_BEAT = "prefect.flow-run.heartbeat"
_ENDS = {f"prefect.flow-run.{end}" for end in ("Completed", "Failed", "Cancelled", "Crashed")}


def watch_for_lost_runs() -> None:
    """Have the Prefect server mark as crashed every run whose heart stopped; once.

    Only what the operator sees and the concurrency limit depend on it: the work itself comes
    back by its lease.
    """
    with get_client(sync_client=True) as client:
        if client.read_automations_by_name(NAME):
            return
    Automation(
        name=NAME,
        trigger=EventTrigger(
            after={_BEAT},
            expect={_BEAT, *_ENDS},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[
            ChangeFlowRunState(
                state=StateType.CRASHED,
                message="Prosesnya tidak terdengar lagi; jalan berikutnya meneruskannya.",
            )
        ],
    ).create()
