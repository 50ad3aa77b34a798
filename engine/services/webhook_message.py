"""What a webhook is told, signed so that it knows who says it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any

from engine.domain.events import Recorded
from engine.services.context import Context
from engine.services.sealing import unseal
from engine.services.webhook_post import post
from engine.store.webhooks import Attempt, Webhook

TYPE = "id.kawasan."


def purpose(webhook_id: str) -> str:
    """What the secret of a webhook is sealed for."""
    return f"webhook:{webhook_id}"


def signature(secret: str, moment: datetime, body: bytes) -> str:
    """The value of `Kawasan-Signature`: when, and the HMAC-SHA256 of `<when>.<body>`."""
    seconds = int(moment.timestamp())
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256)
    return f"t={seconds},v1={mac.hexdigest()}"


def send(ctx: Context, webhook: Webhook, payload: Mapping[str, Any]) -> Attempt:
    """Send a signed message now, and answer how that went."""
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    now, began = ctx.now(), monotonic()
    secret = unseal(ctx, purpose(webhook.id), webhook.secret)
    headers = {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        "User-Agent": "Kawasan-Webhook/1",
        "Kawasan-Event-Id": str(payload["id"]),
        "Kawasan-Webhook-Id": webhook.id,
        "Kawasan-Signature": signature(secret, now, body),
    }
    answer = post(webhook.url, body, headers, ctx.settings)
    took = int((monotonic() - began) * 1000)
    return Attempt(webhook.id, str(payload["id"]), now, answer.status, answer.error, took)


def of_event(ctx: Context, position: int, recorded: Recorded) -> dict[str, Any]:
    """What is told of an event: that it happened, and where to read it. Nobody's name."""
    base = ctx.settings.base_url.rstrip("/")
    return _base(ctx) | {
        "type": f"{TYPE}{recorded.event.type.value}",
        "id": f"peristiwa-{position}",
        "time": _moment(recorded.recorded_at),
        "subject": recorded.case,
        "position": position,
        "data": {
            "case": recorded.case,
            "sequence": recorded.seq,
            "step": recorded.event.step,
            "village": recorded.event.village,
            "url": f"{base}/api/v1/cases/{recorded.case}",
            "changes": f"{base}/api/v1/changes?after={position - 1}&limit=1",
        },
    }


def ping(ctx: Context, token: str) -> dict[str, Any]:
    """A message that says nothing."""
    return _base(ctx) | {"type": f"{TYPE}ping", "id": f"ping-{token}", "time": _moment(ctx.now())}


def _base(ctx: Context) -> dict[str, Any]:
    source = f"{ctx.settings.base_url.rstrip('/')}/api/v1/changes"
    return {"specversion": "1.0", "source": source, "datacontenttype": "application/json"}


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
