"""Webhooks over real HTTP: signed, in order, without gaps, at least once, and never inwards."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from engine.errors import NotFound
from engine.services import access, webhook_feed, webhooks
from engine.services.context import Context
from engine.services.views import changes
from engine.services.webhook_feed import LEASE, Told
from engine.services.webhooks import Webhook
from tests.engine.services.webhook_receiver import Receiver
from tests.signing.servers import serving
from tests.support import world
from tests.support.world import NOW, OFFICER, actor, open_tkpkp, set_clock

CLIENT = actor("pembaca", "63", "kunci:dasbor")


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def address(receiver: Receiver) -> Iterator[str]:
    with serving(receiver) as found:
        yield f"{found}/kail"


@pytest.fixture
def client(ctx: Context) -> str:
    """The id of an API key of the province."""
    ctx.settings.webhook_private = True
    return access.create_api_key(ctx, "dasbor", "63")[0]


def hook(
    ctx: Context, client: str, address: str, area: str = "63", *kinds: str
) -> tuple[Webhook, str]:
    owner = access.holder(ctx, f"kunci:{client}")
    assert owner is not None
    return webhooks.add(ctx, owner, address, area, kinds)


def comment(ctx: Context, case_id: str, words: str) -> None:
    world.act(ctx, OFFICER, case_id, "comment", on=date(2026, 3, 2), reason=words)


def positions(ctx: Context) -> list[str]:
    return [f"peristiwa-{position}" for position, _ in changes(ctx, OFFICER, 0, 500)]


def test_every_change_is_told_once_in_order_and_signed(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    made, secret = hook(ctx, client, address)
    case_id = open_tkpkp(ctx)
    comment(ctx, case_id, "Kepala dinas bernama (rahasia) menelepon.")
    assert webhook_feed.deliver(ctx).delivered == 2
    assert webhook_feed.deliver(ctx) == Told(0)
    assert receiver.ids == positions(ctx)
    for asked in receiver.asked:
        stamp, mac = (p.partition("=")[2] for p in asked.headers["kawasan-signature"].split(","))
        right = hmac.new(secret.encode(), f"{stamp}.".encode() + asked.body, sha256).hexdigest()
        assert mac == right
        assert int(stamp) == NOW.timestamp()
        assert asked.headers["kawasan-webhook-id"] == made.id
    last = receiver.bodies[-1]
    assert last["type"] == "id.kawasan.case_commented"
    assert last["subject"] == case_id
    assert last["data"]["url"].endswith(f"/api/v1/cases/{case_id}")
    assert "rahasia" not in receiver.asked[-1].body.decode()
    assert OFFICER.person not in receiver.asked[-1].body.decode()


def test_the_secret_is_not_in_the_database(ctx: Context, client: str, address: str) -> None:
    _, secret = hook(ctx, client, address)
    with ctx.database.read() as connection:
        kept = str(connection.execute(text("SELECT * FROM webhook")).all())
    assert secret not in kept
    assert secret.removeprefix("kwh_") not in kept


def test_only_the_kinds_and_the_area_asked_for_are_told(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    hook(ctx, client, address, "63.01", "case_commented")
    here, there = open_tkpkp(ctx), open_tkpkp(ctx, "63.02")
    comment(ctx, there, "di sana")
    comment(ctx, here, "di sini")
    assert webhook_feed.deliver(ctx).delivered == 1
    assert [b["subject"] for b in receiver.bodies] == [here]
    (found,) = webhooks.listed(ctx)
    assert f"peristiwa-{found.position}" == positions(ctx)[-1]


def test_what_fails_is_told_again_later_and_nothing_overtakes_it(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    made, _ = hook(ctx, client, address)
    case_id = open_tkpkp(ctx)
    comment(ctx, case_id, "dua")
    receiver.failing = [500, 302, 410]
    moment = NOW
    for _ in range(3):
        assert webhook_feed.deliver(ctx) == Told(0, failed=1)
        assert webhook_feed.deliver(ctx) == Told(0)  # not before its time
        moment += timedelta(minutes=10)
        set_clock(ctx, moment)
    assert webhooks.get(ctx, made.id).attempts == 3
    assert webhook_feed.deliver(ctx).delivered == 2
    first, second = positions(ctx)
    assert receiver.ids == [first] * 4 + [second]
    recent = webhooks.attempts(ctx, made.id)
    assert [a.status for a in recent] == [204, 204, 410, 302, 500]
    assert "pengalihan" in recent[3].error
    assert webhooks.get(ctx, made.id).failing_since is None


def test_after_days_of_failure_it_is_paused_and_a_ping_that_is_taken_lets_it_go_on(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    made, _ = hook(ctx, client, address)
    open_tkpkp(ctx)
    receiver.status = 503
    moment, paused = NOW, 0
    while not paused:
        paused = webhook_feed.deliver(ctx).paused
        moment += timedelta(hours=7)
        set_clock(ctx, moment)
        assert moment < NOW + timedelta(days=9)
    assert moment > NOW + timedelta(days=7)
    found = webhooks.get(ctx, made.id)
    assert found.paused_at is not None
    assert found.reason == "Dijawab 503"
    assert webhook_feed.deliver(ctx) == Told(0)
    assert webhooks.probe(ctx, made.id, None).error == "Dijawab 503"
    assert webhook_feed.deliver(ctx) == Told(0)
    receiver.status = 200
    assert webhooks.probe(ctx, made.id, None).error == ""
    assert receiver.bodies[-1]["type"] == "id.kawasan.ping"
    assert webhook_feed.deliver(ctx).delivered == 1
    assert receiver.ids[-1] == positions(ctx)[0]


class Killed(BaseException):
    """What kill -9 does: nothing of ours runs any more."""


def test_a_worker_killed_after_the_receiver_took_an_event_repeats_it_under_one_id(
    ctx: Context, client: str, receiver: Receiver, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(ctx, client, address)
    case_id = open_tkpkp(ctx)
    comment(ctx, case_id, "dua")

    def dies(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(webhook_feed, "_taken", dies)
        with pytest.raises(Killed):
            webhook_feed.deliver(ctx)
    assert webhook_feed.deliver(ctx) == Told(0)  # still leased
    set_clock(ctx, NOW + LEASE + timedelta(seconds=1))
    assert webhook_feed.deliver(ctx).delivered == 2
    first, second = positions(ctx)
    assert receiver.ids == [first, first, second]


def test_several_workers_at_once_tell_each_change_once(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    hook(ctx, client, address)
    case_id = open_tkpkp(ctx)
    for number in range(6):
        comment(ctx, case_id, f"catatan {number}")
    start = threading.Barrier(3)

    def work() -> None:
        start.wait()
        webhook_feed.deliver(ctx)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert receiver.ids == positions(ctx)


def test_a_revoked_key_is_told_nothing_more(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    made, _ = hook(ctx, client, address)
    open_tkpkp(ctx)
    access.revoke_api_key(ctx, client)
    assert webhook_feed.deliver(ctx) == Told(0, paused=1)
    assert receiver.asked == []
    assert "tidak lagi berwenang" in webhooks.get(ctx, made.id).reason


def test_a_secret_that_the_system_can_no_longer_read_pauses_its_webhook(
    ctx: Context, client: str, receiver: Receiver, address: str
) -> None:
    made, _ = hook(ctx, client, address)
    open_tkpkp(ctx)
    ctx.settings.secret = SecretStr("kunci lain")
    assert webhook_feed.deliver(ctx) == Told(0, paused=1)
    assert receiver.asked == []
    assert "Kunci sistem" in webhooks.get(ctx, made.id).reason


def test_a_turn_that_takes_long_goes_on_in_the_next(
    ctx: Context,
    client: str,
    receiver: Receiver,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hook(ctx, client, address)
    comment(ctx, open_tkpkp(ctx), "dua")
    monkeypatch.setattr(webhook_feed, "_LONGEST_TURN", -1.0)
    assert [webhook_feed.deliver(ctx).delivered for _ in range(3)] == [1, 1, 0]
    assert receiver.ids == positions(ctx)


def test_nobody_is_told_of_an_area_they_may_not_see(ctx: Context, client: str) -> None:
    for area in ("64", "*", "62.01", "bukan"):
        with pytest.raises(NotFound):
            hook(ctx, client, "http://127.0.0.1:9/", area)


def test_a_webhook_is_its_owner_s_alone(ctx: Context, client: str, address: str) -> None:
    made, _ = hook(ctx, client, address)
    for ask in (webhooks.get, webhooks.remove, webhooks.probe):
        with pytest.raises(NotFound):
            ask(ctx, made.id, CLIENT)
    assert webhooks.listed(ctx, CLIENT) == []
