"""What a polling client asks most often, answered in one query."""

from __future__ import annotations

from engine.domain.command import Actor
from engine.services.access import _hash as key_hash
from engine.services.access import _key_holder as key_holder
from engine.services.cases import may_see
from engine.services.context import Context
from engine.store.polling import HeldReader, PooledReader


class Poller:
    """Tells holders of API keys the tag of a case: `client` and `case_tag` in one question.

    An `instant` poller answers without waiting for anything and must be asked from one thread;
    any other may be asked from every thread, and may wait for the database.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self.instant = ctx.database.is_sqlite
        self._reader = HeldReader(ctx.database) if self.instant else PooledReader(ctx.database)

    def tag(self, key: str, case_id: str) -> str | None:
        """The tag of a case; None for whatever the holder of that key may not know."""
        values = {
            "key_hash": key_hash(key),
            "holder_prefix": key_holder(""),
            "case_id": case_id,
        }
        found = self._reader.ask(values)
        if found is None or not may_see(self._ctx, Actor("", found.grants), found.regency):
            return None
        return f"{found.version}.{found.papers}"

    def close(self) -> None:
        """Give back what it holds."""
        self._reader.close()
