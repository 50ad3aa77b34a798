"""A client's server on loopback: takes webhooks, or does not, as it is told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.signing.servers import Asked, Reply


@dataclass
class Receiver:
    """Answers with `status`; with `failing` statuses first, one for each request."""

    status: int = 204
    failing: list[int] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        status = self.failing.pop(0) if self.failing else self.status
        return status, "text/plain", b"", self.headers

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What was sent, in order."""
        return [json.loads(each.body) for each in self.asked]

    @property
    def ids(self) -> list[str]:
        """The ids of the events, in the order they came."""
        return [each.headers["kawasan-event-id"] for each in self.asked]
