"""What every service needs, put together once per process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from engine.clock import Clock, SystemClock, today
from engine.definitions.catalog import Catalog, with_installed
from engine.domain.calendar import Calendar
from engine.domain.procedure import Procedure
from engine.reference import regions
from engine.services.calendars import Calendars
from engine.services.homes import claim
from engine.settings import Settings
from engine.store.cases import StoredCase
from engine.store.database import Connection, Database
from engine.store.schema import upgrade


@dataclass(frozen=True)
class Context:
    """Settings, database, catalogue and clock of one running system."""

    settings: Settings
    database: Database
    catalog: Catalog
    clock: Clock
    demonstration: bool = False
    calendars: Calendars = field(default_factory=Calendars)

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self.clock.now()

    def today(self, region: str) -> date:
        """Today's date where a region lies."""
        return today(self.clock, regions.zone(region))

    def calendar(self, region: str, connection: Connection | None = None) -> Calendar:
        """The calendar of a region as recorded now, within a transaction where there is one."""
        if connection is not None:
            return self.calendars.of(connection, region)
        with self.database.read() as own:
            return self.calendars.of(own, region)

    def procedure_of(self, case: StoredCase) -> Procedure:
        """The exact version a case follows."""
        return self.catalog.version(case.procedure_id, case.version)


def connect(
    settings: Settings, clock: Clock | None = None, *, demonstration: bool = False
) -> Context:
    """Open the database, bring it to the current schema, and load the catalogue.

    Raises NotReady where the data folder is not the one this database is used with.
    """
    database = Database(settings.database)
    upgrade(database)
    claim(settings, database)
    catalog = with_installed(settings.procedures)
    return Context(settings, database, catalog, clock or SystemClock(), demonstration)
