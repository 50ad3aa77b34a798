"""Visits are planned by those who may, refused where people clash, and feed their step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from engine.domain.command import Grant
from engine.domain.visits import VisitState
from engine.errors import Forbidden, InvalidInput, NotFound, StaleVersion
from engine.services import access, feeds, visits
from engine.services.context import Context
from engine.services.views import events, get_case
from engine.services.visit_planning import proposals
from engine.services.visits import Report, VisitRequest
from tests.support import world
from tests.support.world import NOW, OFFICER, SEKDA, set_clock

PASSWORD = "kata sandi uji yang panjang"
DAY = date(2026, 3, 9)
REQUEST = VisitRequest(
    regency="63.01",
    purpose="Audiensi dengan Sekretaris Daerah",
    place="Sekretariat Daerah",
    starts_on=DAY,
    ends_on=DAY,
    begins=time(9),
    people=("sari",),
)


@pytest.fixture
def ctx(ctx: Context) -> Context:
    for name in ("sari", "budi"):
        access.create_account(ctx, name, name.title(), PASSWORD, [Grant("pmd-provinsi", "63")])
    return ctx


def test_a_visit_is_planned_changed_and_called_off(ctx: Context) -> None:
    found, remarks = visits.plan(ctx, OFFICER, REQUEST)
    assert (found.id, remarks) == ("KUNJ-63.01-2026-001", ())
    later = replace(REQUEST, starts_on=DAY + timedelta(days=1), ends_on=DAY + timedelta(days=1))
    changed, _ = visits.change(ctx, OFFICER, found.id, found.version, later)
    assert changed.starts_on == DAY + timedelta(days=1)
    with pytest.raises(StaleVersion):
        visits.cancel(ctx, OFFICER, found.id, found.version, "Sekda berhalangan")
    cancelled = visits.cancel(ctx, OFFICER, found.id, changed.version, "Sekda berhalangan")
    assert cancelled.state is VisitState.CANCELLED
    assert visits.get(ctx, OFFICER, found.id) == cancelled
    with pytest.raises(InvalidInput, match="dibatalkan"):
        visits.change(ctx, OFFICER, found.id, cancelled.version, REQUEST)


def test_a_person_cannot_be_sent_to_two_places(ctx: Context) -> None:
    visits.plan(ctx, OFFICER, REQUEST)
    with pytest.raises(InvalidInput, match=r"sari bertugas pada kunjungan KUNJ-63\.01-2026-001"):
        visits.plan(ctx, OFFICER, replace(REQUEST, regency="63.02"))
    visits.plan(ctx, OFFICER, replace(REQUEST, regency="63.02", people=("budi",)))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"purpose": " "}, "Tujuan"),
        ({"place": ""}, "Tempat"),
        ({"people": ("tak.dikenal",)}, "tidak ada"),
        ({"people": ()}, "siapa"),
        ({"kind": "wisata"}, "Jenis"),
        ({"cost": -1}, "negatif"),
        ({"ends_on": DAY - timedelta(days=1)}, "sebelum mulai"),
        ({"ends_on": DAY + timedelta(days=90)}, "satu bulan"),
        ({"starts_on": date(2026, 1, 5), "ends_on": date(2026, 1, 5)}, "sudah lewat"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    ctx: Context, change: dict[str, object], complaint: str
) -> None:
    with pytest.raises(InvalidInput, match=complaint):
        visits.plan(ctx, OFFICER, replace(REQUEST, **change))  # type: ignore[arg-type]


def test_only_those_who_facilitate_plan_and_only_there(ctx: Context) -> None:
    with pytest.raises(Forbidden):
        visits.plan(ctx, SEKDA, REQUEST)
    found, _ = visits.plan(ctx, OFFICER, REQUEST)
    assert visits.get(ctx, SEKDA, found.id) == found
    elsewhere = world.actor("sekda", "63.02")
    with pytest.raises(NotFound):
        visits.get(ctx, elsewhere, found.id)
    assert visits.between(ctx, elsewhere, DAY, DAY) == []
    with pytest.raises(Forbidden):
        visits.plan(ctx, world.actor("pmd-provinsi", "64"), REQUEST)


def test_the_report_of_a_visit_becomes_the_draft_of_its_step(ctx: Context) -> None:
    case_id = world.open_tkpkp(ctx)
    asked = replace(REQUEST, case_id=case_id, step="audiensi-sekda")
    found, _ = visits.plan(ctx, OFFICER, asked)
    told = Report("Sekda mendukung", {"komitmen": "Sekda siap memimpin tim."})
    with pytest.raises(InvalidInput, match="belum berlangsung"):
        visits.report(ctx, OFFICER, found.id, found.version, told)
    set_clock(ctx, NOW + timedelta(days=8))
    done = visits.report(ctx, OFFICER, found.id, found.version, told)
    assert (done.state, done.outcome) == (VisitState.DONE, "Sekda mendukung")
    step = get_case(ctx, OFFICER, case_id).steps[0]
    assert step.cell is not None
    assert step.cell.data["komitmen"] == "Sekda siap memimpin tim."


def test_a_report_killed_half_way_records_the_case_once(ctx: Context) -> None:
    case_id = world.open_tkpkp(ctx)
    found, _ = visits.plan(ctx, OFFICER, replace(REQUEST, case_id=case_id))
    set_clock(ctx, NOW + timedelta(days=8))
    visits._feed_step(ctx, OFFICER, found, Report("Sekda mendukung"))  # then the power went
    before = len(events(ctx, OFFICER, case_id))
    visits.report(ctx, OFFICER, found.id, found.version, Report("Sekda mendukung"))
    assert len(events(ctx, OFFICER, case_id)) == before


def test_a_case_of_another_regency_is_refused(ctx: Context) -> None:
    case_id = world.open_tkpkp(ctx)
    with pytest.raises(InvalidInput, match="kabupaten lain"):
        visits.plan(ctx, OFFICER, replace(REQUEST, regency="63.02", case_id=case_id))
    with pytest.raises(InvalidInput, match="tidak ada dalam perkaranya"):
        visits.plan(ctx, OFFICER, replace(REQUEST, case_id=case_id, step="entah"))


def test_late_regencies_are_proposed_and_planned_ones_left_out(ctx: Context) -> None:
    world.open_tkpkp(ctx)
    set_clock(ctx, NOW + timedelta(days=60))
    [trip] = proposals(ctx, OFFICER, "63")
    assert trip.people == ("budi", "sari")
    assert [stop.need.regency for stop in trip.stops] == ["63.01"]
    day = trip.stops[0].day
    visits.plan(ctx, OFFICER, replace(REQUEST, starts_on=day, ends_on=day))
    assert proposals(ctx, OFFICER, "63") == ()
    assert proposals(ctx, OFFICER, "63", budget=0) == ()
    with pytest.raises(Forbidden):
        proposals(ctx, SEKDA, "63")


def test_a_calendar_shows_its_owner_s_visits_until_it_is_revoked(ctx: Context) -> None:
    sari = access.acting_as(ctx, "sari")
    assert sari is not None
    mine, _ = visits.plan(ctx, OFFICER, REQUEST)
    visits.plan(ctx, OFFICER, replace(REQUEST, regency="63.02", people=("budi",)))
    token = feeds.open_feed(ctx, sari)
    assert feeds.subscription(ctx, token).visits == (mine,)
    regional = feeds.open_feed(ctx, sari, "63.02")
    assert [v.regency for v in feeds.subscription(ctx, regional).visits] == ["63.02"]
    newer = feeds.open_feed(ctx, sari)
    assert newer != token
    with pytest.raises(NotFound):
        feeds.subscription(ctx, token)
    assert feeds.revoke_feed(ctx, sari) == 1
    with pytest.raises(NotFound):
        feeds.subscription(ctx, newer)


def test_a_calendar_of_a_region_out_of_sight_is_not_given(ctx: Context) -> None:
    sari = access.acting_as(ctx, "sari")
    assert sari is not None
    with pytest.raises(NotFound):
        feeds.open_feed(ctx, sari, "64.01")
    with pytest.raises(NotFound):
        feeds.subscription(ctx, "tebakan")
