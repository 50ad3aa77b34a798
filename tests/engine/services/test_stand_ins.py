"""Acting for somebody else: with their roles, and never to approve what they prepared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.domain.command import Actor, Grant
from engine.errors import Forbidden, InvalidInput, NotFound, Refused
from engine.services import access, stand_ins, views
from engine.services.cases import ActRequest, OpenRequest, act, open_case
from engine.services.context import Context
from tests.support import world
from tests.support.world import NOW, set_clock

TODAY = date(2026, 3, 2)
WEEK = timedelta(days=7)
PASSWORD = "sandi uji yang panjang"


@pytest.fixture
def people(ctx: Context) -> None:
    """Ani and Budi of the province's office, and Citra, who reads."""
    for name, role in (("ani", "pmd-provinsi"), ("budi", "pmd-provinsi"), ("citra", "pembaca")):
        access.create_account(ctx, name, name.title(), PASSWORD, [Grant(role, "63")])


def lend(ctx: Context, username: str, principal: str, start: date = TODAY) -> None:
    stand_ins.stand_in(ctx, username, principal, start, start + WEEK, "Surat perintah 1/2026")


def now(ctx: Context, username: str) -> Actor:
    found = access.acting_as(ctx, username)
    assert found is not None
    return found


def submitted_by(ctx: Context, actor: Actor) -> str:
    request = OpenRequest("tkpkp-kabupaten", "63.01", "Tim uji", TODAY)
    case_id = open_case(ctx, actor, request).case_id
    world.act(
        ctx,
        actor,
        case_id,
        "submit",
        "audiensi-sekda",
        on=TODAY,
        data={"komitmen": "mendukung", "jadwal_fasilitasi": [{"kegiatan": "rapat"}]},
        files=world.evidence(ctx, ["notula", "daftar-hadir"]),
    )
    return case_id


def approve(ctx: Context, actor: Actor, case_id: str) -> None:
    seen = views.get_case(ctx, actor, case_id).state.version
    act(ctx, actor, ActRequest(case_id, "approve", TODAY, seen, "audiensi-sekda"))


def test_a_stand_in_may_do_what_the_other_may(ctx: Context, people: None) -> None:
    request = OpenRequest("tkpkp-kabupaten", "63.01", "Tim uji", TODAY)
    with pytest.raises(Forbidden):
        open_case(ctx, now(ctx, "citra"), request)
    lend(ctx, "citra", "ani")
    open_case(ctx, now(ctx, "citra"), request)
    event = views.events(ctx, world.OFFICER, "TKPKP-63.01-2026-001")[0].event
    assert (event.actor, event.principal) == ("citra", "ani")


def test_what_was_lent_ends_on_its_day(ctx: Context, people: None) -> None:
    lend(ctx, "citra", "ani")
    set_clock(ctx, NOW + WEEK + timedelta(days=1))
    assert now(ctx, "citra").principal == ""
    assert [g.role for g in now(ctx, "citra").grants] == ["pembaca"]


def test_nobody_approves_through_a_stand_in_what_they_prepared(ctx: Context, people: None) -> None:
    case_id = submitted_by(ctx, now(ctx, "ani"))
    lend(ctx, "budi", "ani")
    with pytest.raises(Refused, match="menyetujui"):
        approve(ctx, now(ctx, "budi"), case_id)
    assert now(ctx, "budi").identities == {"budi", "ani"}


def test_nobody_approves_what_was_prepared_for_them(ctx: Context, people: None) -> None:
    lend(ctx, "citra", "ani")
    case_id = submitted_by(ctx, now(ctx, "citra"))
    with pytest.raises(Refused, match="menyetujui"):
        approve(ctx, now(ctx, "ani"), case_id)
    approve(ctx, now(ctx, "budi"), case_id)


def test_what_was_lent_is_not_lent_on_and_one_stands_in_for_one(
    ctx: Context, people: None
) -> None:
    lend(ctx, "citra", "ani")
    with pytest.raises(InvalidInput, match="sudah mewakili"):
        lend(ctx, "citra", "budi", TODAY + timedelta(days=3))
    with pytest.raises(InvalidInput, match="sendiri mewakili"):
        lend(ctx, "budi", "citra")
    with pytest.raises(InvalidInput, match="dirinya sendiri"):
        lend(ctx, "budi", "budi")
    with pytest.raises(NotFound):
        lend(ctx, "budi", "tidak.ada")
