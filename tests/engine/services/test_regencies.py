"""The overview: one state per regency, derived from its cases."""

from __future__ import annotations

from datetime import date

from engine.services import views
from engine.services.cases import ActRequest, act
from engine.services.context import Context
from tests.support import world


def state(ctx: Context, code: str = "63.01") -> str:
    return views.get_regency(ctx, world.OFFICER, code).state


def test_every_regency_of_the_province_is_listed_even_where_nothing_began(ctx: Context) -> None:
    found = views.overview(ctx, world.OFFICER)
    assert len(found) == 13
    assert {r.state for r in found} == {"belum-dimulai"}


def test_a_regency_officer_sees_only_that_regency(ctx: Context) -> None:
    found = views.overview(ctx, world.actor("pmd-kabupaten", "63.01"))
    assert [r.place.code for r in found] == ["63.01"]


def test_the_state_follows_the_furthest_case(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "musyawarah-antar-desa")
    assert state(ctx) == "musyawarah"
    view = views.get_case(ctx, world.OFFICER, case_id)
    request = ActRequest(
        case_id, "cancel", date(2026, 3, 2), view.state.version, reason="desa mundur"
    )
    act(ctx, world.OFFICER, request)
    assert state(ctx) == "tkpkp"


def test_the_overview_says_since_when_what_blocks_and_what_comes_next(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "kajian")
    found = views.get_regency(ctx, world.OFFICER, "63.01")
    assert found.state == "kajian"
    assert found.leading == case_id
    assert found.since is not None
    assert found.headline["step"] == "kajian"
    assert found.headline["blockers"]
    assert found.headline["next"]
