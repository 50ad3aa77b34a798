"""The webhook flow under a real Prefect server, against a real receiver."""

from __future__ import annotations

import pytest

from engine.services import access, webhooks
from engine.services.context import Context
from flows.webhooks import send_webhooks
from tests.engine.services.webhook_receiver import Receiver
from tests.signing.servers import serving
from tests.support import world

pytestmark = pytest.mark.prefect


def test_running_twice_tells_each_change_once(ctx: Context) -> None:
    ctx.settings.webhook_private = True
    key_id, _ = access.create_api_key(ctx, "dasbor", "63")
    owner = access.holder(ctx, f"kunci:{key_id}")
    assert owner is not None
    receiver = Receiver()
    with serving(receiver) as address:
        webhooks.add(ctx, owner, address, "63")
        case_id = world.open_tkpkp(ctx)
        assert send_webhooks() == {"delivered": 1, "failed": 0, "paused": 0}
        assert send_webhooks() == {"delivered": 0, "failed": 0, "paused": 0}
    assert [body["subject"] for body in receiver.bodies] == [case_id]
