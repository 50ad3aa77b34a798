"""A running system for tests: a context on a fresh SQLite database, people, and driven cases.

>>> ctx = make_context(tmp_path)
>>> case_id = tkpkp_done(ctx)                 # the regency's team, up to its work plan
>>> case_id = kawasan_at(ctx, "kajian")       # a kawasan whose open step is "kajian"
>>> act(ctx, OFFICER, case_id, "submit", "kajian", on=date(2025, 11, 12), data={...})

The clock stands at NOW (see `SetClock.moment`). Every step is submitted by OFFICER and approved
by SECOND, both of the province's Dinas PMD, so four-eyes holds. `finish` does one step the way
`data.Act` describes it; `act` sends any request, and raises what the service raises.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pydantic import SecretStr

from engine.clock import SetClock
from engine.domain.command import Actor, Grant
from engine.services.answers import Outcome
from engine.services.cases import (
    ActRequest,
    EvidenceRef,
    OpenRequest,
    open_case,
)
from engine.services.cases import (
    act as act_service,
)
from engine.services.context import Context, connect
from engine.services.files import Upload, store_file
from engine.services.views import get_case
from engine.settings import Settings
from tests.support import data, kawasan
from tests.support.data import PROVINCE, REGENCY, VILLAGES, Act, Data

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""10.00 WITA on a Monday."""


def actor(role: str, area: str, name: str = "") -> Actor:
    """A person with one role over one area."""
    return Actor(name or f"{role}.{area}", (Grant(role, area),))


OFFICER = actor("pmd-provinsi", PROVINCE, "pmd.satu")
SECOND = actor("pmd-provinsi", PROVINCE, "pmd.dua")
SEKDA = actor("sekda", REGENCY, "sekda.tanahlaut")


def make_context(
    folder: Path, now: datetime = NOW, *, demonstration: bool = False, **settings: object
) -> Context:
    """A context on a fresh, migrated database in `folder`, whose clock stands at `now`."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated(), home / "kawasan.db")
    values: dict[str, object] = {"secret": SecretStr("rahasia uji"), **settings}
    chosen = Settings(home=home, database_url="").model_copy(update=values)
    return connect(chosen, SetClock(now), demonstration=demonstration)


def set_clock(ctx: Context, moment: datetime) -> None:
    """Put the context's clock."""
    assert isinstance(ctx.clock, SetClock)
    ctx.clock.moment = moment


def pdf(text: str) -> bytes:
    """A small file that passes for a PDF; different texts are different files."""
    return f"%PDF-1.4\n% {text}\n%%EOF\n".encode()


def evidence(ctx: Context, kinds: Sequence[str], about: str = "") -> tuple[EvidenceRef, ...]:
    """One stored PDF of each kind."""
    found = []
    for kind in kinds:
        stored = store_file(ctx, OFFICER, Upload(f"{kind}.pdf", pdf(f"{about} {kind}")))
        found.append(EvidenceRef(kind, stored.sha256, stored.name))
    return tuple(found)


def open_tkpkp(ctx: Context, regency: str = REGENCY) -> str:
    """A newly opened TKPKP case."""
    title = f"TKPKP Kabupaten {regency}"
    request = OpenRequest("tkpkp-kabupaten", regency, title, date(2025, 7, 25))
    return open_case(ctx, OFFICER, request).case_id


def open_kawasan(ctx: Context, villages: Sequence[str] = VILLAGES, regency: str = REGENCY) -> str:
    """A newly opened kawasan case."""
    request = OpenRequest(
        "kawasan-perdesaan", regency, data.KAWASAN, date(2025, 8, 25), tuple(villages)
    )
    return open_case(ctx, OFFICER, request).case_id


def act(
    ctx: Context,
    who: Actor,
    case_id: str,
    action: str,
    step: str = "",
    *,
    on: date,
    village: str = "",
    data: Mapping[str, object] | None = None,
    files: tuple[EvidenceRef, ...] = (),
    reason: str = "",
    to: str = "",
    key: str = "",
) -> Outcome:
    """Act on a case as of its present version."""
    version = get_case(ctx, OFFICER, case_id).state.version
    request = ActRequest(
        case_id, action, on, version, step, village, data or {}, files, reason, to, key
    )
    return act_service(ctx, who, request)


def finish(ctx: Context, case_id: str, done: Act, village: str = "") -> None:
    """Submit a step and, where the procedure asks for it, have it approved by the second."""
    files = evidence(ctx, done.evidence, f"{case_id} {done.step} {village}")
    act(
        ctx,
        OFFICER,
        case_id,
        "submit",
        done.step,
        on=done.on,
        village=village,
        data=done.data,
        files=files,
        reason=done.reason,
    )
    view = get_case(ctx, OFFICER, case_id)
    if view.procedure.by_id[done.step].approval:
        act(ctx, SECOND, case_id, "approve", done.step, on=done.on, village=village)


def tkpkp_at(ctx: Context, step: str, regency: str = REGENCY) -> str:
    """A TKPKP case in which every step before `step` is done."""
    case_id = open_tkpkp(ctx, regency)
    for done in data.TKPKP:
        if done.step == step:
            return case_id
        finish(ctx, case_id, done)
    return case_id


def tkpkp_done(ctx: Context, regency: str = REGENCY) -> str:
    """A TKPKP case with all its steps done: the regency has an active team."""
    return tkpkp_at(ctx, "", regency)


def kawasan_at(ctx: Context, step: str, *, dissenting: Sequence[str] = ()) -> str:
    """A kawasan case in which every step before `step` is done; needs no TKPKP made before.

    The `dissenting` villages say no in their Musyawarah Desa; pass a step id that is not in the
    route ("") to go all the way to the RPKP.
    """
    tkpkp_done(ctx)
    case_id = open_kawasan(ctx)
    agreeing = tuple(v for v in VILLAGES if v not in dissenting)
    for done in (*kawasan.INITIATIVE, *kawasan.rest(agreeing)):
        if done.step == step:
            break
        for village in VILLAGES if done.each_village else ("",):
            finish(ctx, case_id, _answered(done, village, dissenting), village)
    return case_id


def step_data(step: str) -> Data:
    """A copy of the valid data of a step of either procedure, for tests that change one thing."""
    acts = (*data.TKPKP, *kawasan.INITIATIVE, *kawasan.rest())
    return dict(next(done.data for done in acts if done.step == step))


def _answered(done: Act, village: str, dissenting: Sequence[str]) -> Act:
    if done.step != "musyawarah-desa" or village not in dissenting:
        return done
    return replace(done, data={**done.data, **kawasan.DISSENT})


@cache
def _migrated() -> Path:
    """A database file at the current schema, made once per process and copied for each test."""
    folder = Path(mkdtemp(prefix="kawasan-uji-"))
    template = connect(Settings(home=folder, database_url=""))
    with template.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    template.database.close()
    return folder / "kawasan.db"
