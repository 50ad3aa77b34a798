"""How often one client may do something that anybody may do; counted in this process only."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

_MOST_CLIENTS = 10_000


class Throttle:
    """At most `most` times within `window`, for each client; the longest silent are forgotten."""

    def __init__(self, most: int, window: timedelta) -> None:
        self._most = most
        self._window = window
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def open_to(self, client: str, now: datetime) -> bool:
        """Whether the client may try now."""
        with self._lock:
            times = self._seen.get(client)
            while times and times[0] <= now - self._window:
                times.popleft()
            return times is None or len(times) < self._most

    def note(self, client: str, now: datetime) -> None:
        """Count one try of the client."""
        with self._lock:
            self._seen.setdefault(client, deque(maxlen=self._most)).append(now)
            self._seen.move_to_end(client)
            while len(self._seen) > _MOST_CLIENTS:
                self._seen.popitem(last=False)
