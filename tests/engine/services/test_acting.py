"""One act is one transaction: events, projections, promised letters, the first answer."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from engine.domain.evolve import replay
from engine.domain.ledger import check_chain
from engine.errors import (
    Forbidden,
    IdempotencyMismatch,
    InvalidInput,
    NotFound,
    PreconditionMissing,
    Refused,
    StaleVersion,
    UnknownRegion,
)
from engine.services import views
from engine.services.cases import ActRequest, OpenRequest, act, open_case
from engine.services.context import Context
from engine.services.jobs import waiting
from engine.store import cases
from tests.support import world

DAY = date(2026, 2, 2)


def opened(ctx: Context, regency: str = "63.01", key: str = "") -> str:
    request = OpenRequest("tkpkp-kabupaten", regency, "TKPKP uji", DAY, idempotency_key=key)
    return open_case(ctx, world.OFFICER, request).case_id


def comment(case_id: str, seen: int | None, text: str = "catatan", key: str = "") -> ActRequest:
    return ActRequest(case_id, "comment", DAY, seen, reason=text, idempotency_key=key)


def test_the_stored_state_is_the_fold_of_the_stored_log(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "kajian")
    with ctx.database.read() as connection:
        stored = cases.load(connection, case_id)
        log = cases.events(connection, case_id)
    assert stored is not None
    assert replay(recorded.event for recorded in log) == stored.state
    assert [recorded.seq for recorded in log] == list(range(1, stored.state.version + 1))


def test_the_chain_of_every_case_holds(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "musyawarah-antar-desa")
    with ctx.database.read() as connection:
        breaks, head = check_chain(case_id, cases.chain(connection, case_id))
        heads = cases.heads(connection)
    assert breaks == []
    assert heads[case_id] == head


def test_a_stale_version_is_refused_and_changes_nothing(ctx: Context) -> None:
    case_id = opened(ctx)
    act(ctx, world.OFFICER, comment(case_id, 1))
    with pytest.raises(StaleVersion) as error:
        act(ctx, world.OFFICER, comment(case_id, 1))
    assert (error.value.seen, error.value.current) == (1, 2)
    assert views.get_case(ctx, world.OFFICER, case_id).state.version == 2


def test_a_change_must_name_the_version_it_saw(ctx: Context) -> None:
    case_id = opened(ctx)
    with pytest.raises(PreconditionMissing):
        act(ctx, world.OFFICER, comment(case_id, None))


def test_a_repeated_key_gives_the_first_answer(ctx: Context) -> None:
    case_id = opened(ctx)
    first = act(ctx, world.OFFICER, comment(case_id, 1, key="k1"))
    again = act(ctx, world.OFFICER, comment(case_id, 1, key="k1"))
    assert (again.version, again.repeated) == (first.version, True)
    assert views.get_case(ctx, world.OFFICER, case_id).state.version == 2


def test_a_key_used_for_something_else_is_an_error(ctx: Context) -> None:
    case_id = opened(ctx)
    act(ctx, world.OFFICER, comment(case_id, 1, key="k1"))
    with pytest.raises(IdempotencyMismatch):
        act(ctx, world.OFFICER, comment(case_id, 2, "catatan lain", key="k1"))


def test_opening_twice_with_one_key_opens_one_case(ctx: Context) -> None:
    assert opened(ctx, key="buka") == opened(ctx, key="buka")


def test_a_regency_has_one_team(ctx: Context) -> None:
    first = opened(ctx)
    with pytest.raises(Refused, match=first):
        opened(ctx)


def test_outside_ones_area_a_case_does_not_exist(ctx: Context) -> None:
    case_id = opened(ctx)
    stranger = world.actor("pmd-kabupaten", "63.02")
    with pytest.raises(NotFound):
        views.get_case(ctx, stranger, case_id)
    with pytest.raises(NotFound):
        act(ctx, stranger, comment(case_id, 1))
    assert views.list_cases(ctx, stranger) == []


def test_a_reader_may_look_but_not_act(ctx: Context) -> None:
    case_id = opened(ctx)
    reader = world.actor("pembaca", "63")
    assert views.get_case(ctx, reader, case_id).id == case_id
    with pytest.raises(Forbidden):
        act(ctx, reader, comment(case_id, 1))


@pytest.mark.parametrize("code", ["63.99", "63", "63.01.01", "", "abc", "' OR 1=1"])
def test_an_unknown_region_code_is_named(ctx: Context, code: str) -> None:
    with pytest.raises(UnknownRegion, match="tidak dikenal"):
        opened(ctx, code)


@pytest.mark.parametrize(
    ("villages", "complaint"),
    [
        (("63.01.01.2001", "63.02.01.2001"), "tidak terletak di kabupaten"),
        (("63.01.01.2001", "63.01.01.2001"), "dua kali"),
        (("63.01.01.2999",), "tidak dikenal"),
        (("63.01.02.1001",), "bukan desa|tidak dikenal"),
        ((), "Sebutkan desa"),
    ],
)
def test_villages_must_be_desa_of_the_one_regency(
    ctx: Context, villages: tuple[str, ...], complaint: str
) -> None:
    request = OpenRequest("kawasan-perdesaan", "63.01", "Kawasan uji", DAY, villages)
    with pytest.raises(InvalidInput, match=complaint):
        open_case(ctx, world.OFFICER, request)


def test_a_date_in_the_future_is_refused(ctx: Context) -> None:
    case_id = opened(ctx)
    request = ActRequest(case_id, "comment", date(2026, 3, 3), 1, reason="besok")
    with pytest.raises(Refused, match="masa depan"):
        act(ctx, world.OFFICER, request)


def test_an_unknown_step_and_an_unknown_action_are_named(ctx: Context) -> None:
    case_id = opened(ctx)
    with pytest.raises(InvalidInput, match="tidak ada dalam"):
        act(ctx, world.OFFICER, ActRequest(case_id, "submit", DAY, 1, "langkah-aneh"))
    with pytest.raises(InvalidInput, match="tidak dikenal"):
        act(ctx, world.OFFICER, ActRequest(case_id, "terbang", DAY, 1))


def test_a_step_out_of_order_is_refused_with_its_basis(ctx: Context) -> None:
    case_id = opened(ctx)
    with pytest.raises(Refused) as error:
        act(ctx, world.OFFICER, ActRequest(case_id, "submit", DAY, 1, "penetapan-tkpkp"))
    finding = error.value.findings[0]
    assert "selesaikan dahulu" in finding.message
    assert finding.basis[0].source == "pencatatan-kawasan"


def test_two_people_acting_at_once_leave_one_winner(ctx: Context) -> None:
    case_id = opened(ctx)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def run(text: str) -> None:
        start.wait()
        try:
            act(ctx, world.OFFICER, comment(case_id, 1, text))
            outcomes.append("done")
        except StaleVersion:
            outcomes.append("stale")

    threads = [threading.Thread(target=run, args=(f"dari {n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "stale"]
    assert views.get_case(ctx, world.OFFICER, case_id).state.version == 2


def test_cases_opened_at_once_get_numbers_without_gap(ctx: Context) -> None:
    villages = ("63.01.01.2001", "63.01.01.2005")

    def run(title: str) -> None:
        request = OpenRequest("kawasan-perdesaan", "63.01", title, DAY, villages)
        open_case(ctx, world.OFFICER, request)

    threads = [threading.Thread(target=run, args=(f"Kawasan {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [c.id for c in views.list_cases(ctx, world.OFFICER)]
    assert found == [f"KP-63.01-2026-{n:03d}" for n in range(1, 7)]


def test_a_refused_act_promises_no_letter(ctx: Context) -> None:
    case_id = opened(ctx)
    before = waiting(ctx)
    with pytest.raises(Refused):
        act(ctx, world.OFFICER, ActRequest(case_id, "submit", DAY, 1, "audiensi-sekda"))
    assert waiting(ctx) == before


def test_the_change_feed_tells_every_event_once_in_order(ctx: Context) -> None:
    case_id = world.tkpkp_done(ctx)
    seen: list[int] = []
    after = 0
    while page := views.changes(ctx, world.OFFICER, after, limit=3):
        seen += [recorded.seq for _, recorded in page]
        after = page[-1][0]
    assert seen == list(range(1, views.get_case(ctx, world.OFFICER, case_id).state.version + 1))
