"""What an operator reads in Prefect's own pages: names of runs, tables, progress.

None of it is the record. A Prefect server that does not answer costs the table, never the work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ParamSpec
from uuid import UUID
from zoneinfo import ZoneInfo

from httpx import HTTPError
from prefect import get_run_logger
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run

from engine.clock import SystemClock
from engine.reference import regions
from engine.reference.dates import tanggal

WIB = "Asia/Jakarta"
_STEPS = 20
_UNHEARD = (HTTPError, PrefectException, OSError)
P = ParamSpec("P")


def daily(what: str) -> Callable[[], str]:
    """Names a run by its work, its zone where it has one, and the day there."""

    def name() -> str:
        zone = str(flow_run.parameters.get("zone", WIB))
        day = _scheduled().astimezone(ZoneInfo(zone)).date()
        return " ".join((what, short_of(zone), tanggal(day)))

    return name


def often(what: str) -> Callable[[], str]:
    """Names a run by its work and the minute, in the country's western time."""

    def name() -> str:
        moment = _scheduled().astimezone(ZoneInfo(WIB))
        return f"{what} {tanggal(moment.date())} pukul {moment:%H.%M} WIB"

    return name


def short_of(zone: str) -> str:
    """WIB, WITA or WIT."""
    return next(short for short, name in regions.zones().items() if name == zone)


def table(key: str, about: str, rows: Sequence[dict[str, Any]]) -> None:
    """A table under a key; none for no rows. Cells are plain text, whatever users wrote."""
    if rows:
        _heard(create_table_artifact, table=list(rows), key=key, description=about)


def words(key: str, markdown: str) -> None:
    """A short text, written by us alone: users' words go into tables."""
    _heard(create_markdown_artifact, markdown=markdown, key=key)


class Progress:
    """How far a long drain is; told in twentieths, and not at all for a short one."""

    def __init__(self, key: str, total: int) -> None:
        self._total, self._done, self._id = total, 0, None
        if total > _STEPS:
            self._id = _heard(create_progress_artifact, progress=0.0, key=key)

    def counting(self, work: Callable[P, None]) -> Callable[P, None]:
        """The same work, counted."""

        def counted(*args: P.args, **kwargs: P.kwargs) -> None:
            work(*args, **kwargs)
            self._done += 1
            if isinstance(self._id, UUID) and self._done % max(self._total // _STEPS, 1) == 0:
                share = min(100.0, 100 * self._done / self._total)
                _heard(update_progress_artifact, artifact_id=self._id, progress=share)

        return counted


def _scheduled() -> datetime:
    moment: datetime | None = flow_run.scheduled_start_time
    return moment or SystemClock().now()


def _heard(tell: Callable[..., Any], **told: Any) -> Any:
    """Tell Prefect; None, and a warning, when it does not hear. Outside a run there is nobody."""
    if flow_run.id is None:
        return None
    try:
        return tell(**told)
    except _UNHEARD as error:
        get_run_logger().warning("tidak tercatat di Prefect: %s", type(error).__name__)
        return None
