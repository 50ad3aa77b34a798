"""viewflow's FSM over Django's ORM: per step a transition, a save and a row in a log."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from bench.contenders.steps import STEPS


def prepare(folder: Path, *, tuned: bool) -> Callable[[int], float]:
    """Two models. As shipped, the save and the row of the log commit one after the other."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    }
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(folder / "viewflow.db"),
                "OPTIONS": options if tuned else {"init_command": "PRAGMA synchronous=FULL;"},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["viewflow"],
        USE_TZ=True,
    )
    django.setup()
    from django.db import connection, models, transaction
    from viewflow import fsm

    class Case(models.Model):  # noqa: DJ008 - never shown
        state = models.CharField(max_length=20)
        result = models.TextField(default="")

        class Meta:
            app_label = "bench"

    class Log(models.Model):  # noqa: DJ008 - never shown
        case = models.ForeignKey(Case, on_delete=models.CASCADE)
        source = models.CharField(max_length=20)
        target = models.CharField(max_length=20)
        at = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = "bench"

    flow_class, case_class = _flow(fsm, Log), Case
    with connection.schema_editor() as editor:
        editor.create_model(Case)
        editor.create_model(Log)

    def run(cases: int) -> float:
        spent = 0.0
        for _ in range(cases):
            pk = case_class.objects.create(state="0").pk
            began = time.perf_counter()
            for number in range(1, STEPS + 1):
                with transaction.atomic() if tuned else nullcontext():
                    case = case_class.objects.get(pk=pk)
                    getattr(flow_class(case), f"step{number}")(result=f"hasil {number}")
            spent += time.perf_counter() - began
            if case_class.objects.get(pk=pk).state != str(STEPS):
                raise RuntimeError("the flow did not reach its end")
        return spent

    return run


def _flow(fsm: Any, log: Any) -> Any:
    state = fsm.State(
        [str(n) for n in range(STEPS + 1)],
        default="0",
    )

    def init(self: Any, case: Any) -> None:
        self.case = case

    def to(number: int) -> Callable[..., None]:
        def act(self: Any, result: str) -> None:
            self.case.result = result

        act.__name__ = f"step{number}"
        given = state.transition(
            source=str(number - 1),
            target=str(number),
            conditions=[lambda flow: flow.case.pk is not None],
        )
        return given(act)  # type: ignore[no-any-return]

    @state.setter()
    def set_state(self: Any, value: str) -> None:
        self.case.state = value

    @state.getter()
    def get_state(self: Any) -> str:
        return str(self.case.state)

    @state.on_success()
    def saved(self: Any, _method: Any, source: str, target: str, **_: Any) -> None:
        self.case.save()
        log.objects.create(case=self.case, source=source, target=target)

    body = {
        "__init__": init,
        "state": state,
        "set_state": set_state,
        "get_state": get_state,
        "saved": saved,
        **{f"step{n}": to(n) for n in range(1, STEPS + 1)},
    }
    return type("Flow", (), body)
