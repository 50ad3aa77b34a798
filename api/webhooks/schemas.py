"""Webhooks and their attempts, as JSON; the secret is in the first answer only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.findings import Json
from api.models import Model
from api.times import moment
from engine.services.webhooks import Attempt, Webhook


class WebhookBody(BaseModel):
    """Where changes are told, of which area, and of which kinds; none means all kinds."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(max_length=500)]
    area: Annotated[str, Field(max_length=20)]
    kinds: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=50)] = []


class WebhookModel(Model):
    """A webhook: `state` is active, failing or paused, and `reason` says why."""

    id: str
    url: str
    area: str
    kinds: list[str]
    state: str
    reason: str
    position: int
    attempts: int
    created_at: datetime
    delivered_at: datetime | None
    failing_since: datetime | None
    next_at: datetime | None


class CreatedModel(WebhookModel):
    """A new webhook with its secret, which is shown this once."""

    secret: str


class AttemptModel(Model):
    """One attempt; status 0 where nobody answered, `error` empty where it was taken."""

    event_id: str
    at: datetime
    status: int
    error: str
    milliseconds: int


class WebhookDetailModel(WebhookModel):
    """A webhook with its last attempts, newest first."""

    recent: list[AttemptModel]


def webhook_json(webhook: Webhook) -> Json:
    """A webhook as JSON, without its secret."""
    failing = "failing" if webhook.failing_since else "active"
    return {
        "id": webhook.id,
        "url": webhook.url,
        "area": webhook.area,
        "kinds": list(webhook.kinds),
        "state": "paused" if webhook.paused_at else failing,
        "reason": webhook.reason,
        "position": webhook.position,
        "attempts": webhook.attempts,
        "created_at": moment(webhook.created_at),
        "delivered_at": _moment(webhook.delivered_at),
        "failing_since": _moment(webhook.failing_since),
        "next_at": None if webhook.paused_at else moment(webhook.next_at),
    }


def detail_json(webhook: Webhook, attempts: Sequence[Attempt]) -> Json:
    """A webhook with how its last attempts went."""
    return {**webhook_json(webhook), "recent": [attempt_json(each) for each in attempts]}


def attempt_json(attempt: Attempt) -> Json:
    """One attempt as JSON."""
    return {
        "event_id": attempt.event_id,
        "at": moment(attempt.at),
        "status": attempt.status,
        "error": attempt.error,
        "milliseconds": attempt.milliseconds,
    }


def _moment(value: datetime | None) -> str | None:
    return moment(value) if value else None
