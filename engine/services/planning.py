"""The remaining way of a case, for whoever plans the next weeks."""

from __future__ import annotations

from engine.domain.schedule import Schedule, schedule
from engine.services.context import Context
from engine.services.views import CaseView


def remaining_way(ctx: Context, view: CaseView) -> Schedule:
    """When the case can be finished as of today, and which steps decide that."""
    today = ctx.today(view.regency.code)
    return schedule(view.procedure, view.state, view.calendar, today)
