"""GET /kalender/{secret}.ics: visits as a calendar that telephones and mail programs subscribe to.

RFC 5545. The secret in the address is all a calendar program can show, so the address is
revocable, shows no more than its owner sees now, and is never written to a log or a page.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from fastapi.responses import Response
from icalendar import Calendar, Event, vText

from api.deps import Ctx
from engine.domain.visits import Visit, VisitState
from engine.reference import regions
from engine.services import feeds
from engine.services.context import Context

router = APIRouter(include_in_schema=False)
MEDIA_TYPE = "text/calendar; charset=utf-8"
_MEETING = timedelta(hours=2)  # how long calendars show what has no recorded end


@router.get("/kalender/{token}.ics")
def calendar(ctx: Ctx, token: str) -> Response:
    """The calendar of a secret; 404 for one that is unknown or revoked."""
    found = feeds.subscription(ctx, token)
    place = regions.name(found.area) if found.area else found.username
    sheet = Calendar()
    sheet.add("prodid", "-//Kawasan//Kunjungan fasilitasi//ID")
    sheet.add("version", "2.0")
    sheet.add("x-wr-calname", f"Kunjungan kawasan perdesaan: {place}")
    sheet.add("refresh-interval;value=duration", "PT1H")
    for visit in found.visits:
        sheet.add_component(_event(ctx, visit))
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return Response(sheet.to_ical(), media_type=MEDIA_TYPE, headers=headers)


def _event(ctx: Context, visit: Visit) -> Event:
    event = Event()
    zone = ZoneInfo(regions.zone(visit.regency))
    begins = datetime.combine(visit.starts_on, visit.begins, zone)
    ends = datetime.combine(visit.ends_on, visit.begins, zone) + _MEETING
    event.add("uid", f"{visit.id}@kawasan")
    event.add("dtstamp", ctx.now())
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("sequence", visit.version)
    event.add("summary", f"{visit.purpose} ({regions.name(visit.regency)})")
    event["location"] = vText(visit.place)
    event.add("description", "\n".join((*visit.agenda, f"Berangkat: {', '.join(visit.people)}")))
    event.add("status", "CANCELLED" if visit.state is VisitState.CANCELLED else "CONFIRMED")
    return event
