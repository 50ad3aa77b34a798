"""The page of what did not arrive: work that waits for a person, and mail that came back."""

from __future__ import annotations

from dataclasses import dataclass

from api.web import words
from api.web.contexts.common import Link, paper_href
from engine.domain.command import Actor
from engine.errors import Forbidden
from engine.reference import regions
from engine.services import mailing, outbox_admin
from engine.services.context import Context
from engine.services.mailing import Mail
from engine.services.outbox_admin import Late

_CAPITAL = "31"  # whose time is shown for what concerns the whole country


@dataclass(frozen=True, slots=True)
class LateRow:
    """Work that failed: what it is about, how often it was tried, and what went wrong.

    `error` is what the program noted, `failure` says it in words where that needs to be said.
    """

    id: int
    what: str
    about: Link | None
    place: str
    since: str
    attempts: int
    failure: str
    error: str
    next_at: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A mail that came back; `delivery` is empty where it cannot be sent anew."""

    about: Link | None
    subject: str
    address: str
    at: str
    reason: str
    delivery: str


@dataclass(frozen=True, slots=True)
class LatePage:
    """What waits for a decision, what is tried again by itself, and what came back."""

    dead: tuple[LateRow, ...]
    waiting: tuple[LateRow, ...]
    returned: tuple[ReturnedRow, ...]
    notice: str
    problem: str


def late_page(ctx: Context, actor: Actor, *, notice: str = "", problem: str = "") -> LatePage:
    """The page for this person; raises Forbidden for who may settle nothing anywhere."""
    if not outbox_admin.manages_any(ctx, actor):
        message = "Hanya pembuat naskah dan pengelola akun yang mengurus kiriman tertunda."
        raise Forbidden(message)
    found = outbox_admin.delayed(ctx, actor)
    returned = [m for m in mailing.bounced(ctx, actor) if _manages(ctx, actor, m.area)]
    open_ = {each.id for each, _ in mailing.returned_letters(ctx, actor)}
    return LatePage(
        dead=tuple(_row(each) for each in found if each.dead),
        waiting=tuple(_row(each) for each in found if not each.dead),
        returned=tuple(_returned(each, each.delivery_id in open_) for each in returned),
        notice=notice,
        problem=problem,
    )


def _row(late: Late) -> LateRow:
    document = Link(f"Naskah {late.document_id}", paper_href(late.document_id))
    case = Link(f"Perkara {late.case_id}", f"/perkara/{late.case_id}")
    where = _CAPITAL if late.area == "*" else late.area
    return LateRow(
        id=late.id,
        what=words.JOBS.get(late.topic, late.topic),
        about=document if late.document_id else case if late.case_id else None,
        place="Seluruh wilayah" if late.area == "*" else regions.name(late.area),
        since=words.moment(late.since, where),
        attempts=late.attempts,
        failure=words.failure(late.error),
        error=late.error,
        next_at=words.moment(late.next_at, where),
    )


def _returned(mail: Mail, waits: bool) -> ReturnedRow:  # noqa: FBT001
    document = mail.delivery_id.partition(":")[0]
    at = mail.bounced_at or mail.first_sent_at
    return ReturnedRow(
        about=Link(mail.subject, paper_href(document)) if document else None,
        subject=mail.subject,
        address=mail.address,
        at=words.moment(at, mail.area or _CAPITAL),
        reason=mail.reason,
        delivery=mail.delivery_id if waits else "",
    )


def _manages(ctx: Context, actor: Actor, area: str) -> bool:
    return outbox_admin.may_manage(ctx, actor, area)
