"""What offices do with a document: initial, return, void, send, receive, acknowledge."""

from __future__ import annotations

from collections.abc import Sequence

from engine.domain.command import Actor
from engine.domain.findings import FindingKind
from engine.domain.questions import system
from engine.errors import Forbidden, InvalidInput, Refused
from engine.services import register
from engine.services.changing import Change, Request, changing
from engine.services.context import Context
from engine.services.notices import tell_holders
from engine.services.papers import (
    DRAFT,
    NUMBERED,
    REVIEW,
    SIGNED,
    UNSIGNED,
    VOID,
    WITHDRAWN,
    document,
    has_power,
    holds,
    must_issue,
    receives,
    refuse_unless,
    role_with,
)
from engine.store import papers
from engine.store.papers import Document

Chain = Sequence[tuple[str, str]]
"""Who must initial a document, in order: role and area of each office."""


def submit(
    ctx: Context, actor: Actor, document_id: str, chain: Chain, request: Request | None = None
) -> Document:
    """Hand a draft to the offices that must initial it, the first one first.

    Raises Forbidden, and Refused when it is no draft or nobody must initial this kind.
    """
    document(ctx, actor, document_id)
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        must_issue(ctx, actor, found.regency)
        refuse_unless(found.state == DRAFT, found, "Naskah ini bukan rancangan lagi.")
        refuse_unless(chain, found, "Jenis naskah ini tidak memakai paraf.")
        links = [
            {"role": role, "area": area, "by": [], "at": "", "note": ""} for role, area in chain
        ]
        prepared = sorted({*found.prepared_by, *actor.identities})
        change.put(state=REVIEW, paraf=links, prepared_by=prepared, reason="")
        change.note(REVIEW, role=role_with(ctx, actor, found.regency, "documents"))
    return document(ctx, actor, document_id)


def initial(
    ctx: Context, actor: Actor, document_id: str, note: str = "", request: Request | None = None
) -> Document:
    """The next office of the chain puts its paraf, with or without a note.

    Raises Forbidden for any other office; Refused when no paraf is awaited, and when the person,
    or whom they stand in for, prepared the document or initialled it before.
    """
    document(ctx, actor, document_id)
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        place = awaited(found)
        if place is None:
            refuse_unless(holding=False, found=found, message="Tidak ada paraf yang ditunggu.")
            return found
        link = found.paraf[place]
        if not holds(actor, link["role"], link["area"]):
            name = ctx.catalog.roles[link["role"]].name
            message = f"Paraf ini giliran {name}."
            raise Forbidden(message)
        _four_eyes(change)
        done = {
            **link,
            "by": [actor.person, *([actor.principal] if actor.principal else [])],
            "at": ctx.now().isoformat(),
            "note": note.strip(),
        }
        change.put(paraf=[*found.paraf[:place], done, *found.paraf[place + 1 :]])
        turn = {"turn": place + 1, "of": len(found.paraf)}
        change.note("initialled", role=link["role"], reason=note.strip(), more={**turn})
    return document(ctx, actor, document_id)


def send_back(
    ctx: Context, actor: Actor, document_id: str, reason: str, request: Request | None = None
) -> Document:
    """Return a document with a reason.

    What is not signed becomes a draft again and keeps the note, its chain begins anew; a signed
    one stops being valid, and whoever holds it is told.

    For whoever may return documents, and the offices of its chain. Raises InvalidInput without
    a reason, Forbidden, Refused.
    """
    found = document(ctx, actor, document_id)
    if not reason.strip():
        message = "Alasan pengembalian belum ditulis."
        raise InvalidInput(message)
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        role = _may_return(ctx, actor, found)
        lives = found.state in (*UNSIGNED, SIGNED)
        refuse_unless(lives, found, "Naskah ini sudah tidak berlaku.")
        if found.state == SIGNED:
            change.put(state=WITHDRAWN, reason=reason.strip())
            tell_holders(change.connection, found, "dicabut", reason, ctx.now())
        else:
            change.put(state=DRAFT, reason=reason.strip(), paraf=[], **_unprinted(found))
        change.note("returned", role=role, reason=reason.strip())
    return document(ctx, actor, document_id)


def void(
    ctx: Context, actor: Actor, document_id: str, reason: str, request: Request | None = None
) -> Document:
    """Cancel a document, and its number with it; whoever holds it is told.

    Who may issue it may void it; the caller asks whether the office is the right one. Raises
    InvalidInput without a reason, Forbidden, Refused.
    """
    document(ctx, actor, document_id)
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        must_issue(ctx, actor, found.regency)
        lives = found.state in (*UNSIGNED, SIGNED)
        refuse_unless(lives, found, "Naskah ini sudah tidak berlaku.")
        held = register.void(change.connection, document_id, register.needed(reason))
        number = found.number or (held.number if held else "")
        change.put(state=VOID, reason=reason.strip(), number=number)
        if found.state == SIGNED:
            tell_holders(change.connection, found, "dinyatakan batal", reason, ctx.now())
        role = role_with(ctx, actor, found.regency, "documents")
        change.note(VOID, role=role, reason=reason.strip())
    return document(ctx, actor, document_id)


def hand_over(
    ctx: Context, actor: Actor, document_id: str, how: str, request: Request | None = None
) -> Document:
    """Record that a signed document was brought to its offices another way than by e-mail.

    Raises InvalidInput without saying how, Forbidden, Refused when nothing waits to be sent.
    """
    document(ctx, actor, document_id)
    if not how.strip():
        message = "Sebutkan cara pengirimannya."
        raise InvalidInput(message)
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        must_issue(ctx, actor, found.regency)
        refuse_unless(found.state == SIGNED, found, "Hanya naskah yang berlaku yang dikirim.")
        waiting = [d for d in change.deliveries() if d.sent_at is None]
        refuse_unless(waiting, found, "Tidak ada pengiriman yang menunggu.")
        role = role_with(ctx, actor, found.regency, "documents")
        for each in waiting:
            state = "sent" if each.acknowledged_at is None else each.state
            papers.update_delivery(
                change.connection, each.id, state=state, address=how.strip(), sent_at=ctx.now()
            )
            change.note("sent", role=role, more={"to": [each.role, each.area], "by": how.strip()})
    return document(ctx, actor, document_id)


def open_delivery(ctx: Context, actor: Actor, document_id: str) -> None:
    """Note that the receiving office has opened the document; only the first time counts."""
    with ctx.database.read() as connection:
        held = papers.deliveries_of(connection, [document_id])
    if all(each.opened_at is not None for each in held if receives(actor, each)):
        return
    with changing(ctx, actor, document_id) as change:
        for each in change.deliveries():
            if each.opened_at is None and receives(actor, each):
                papers.update_delivery(change.connection, each.id, opened_at=ctx.now())
                change.note("received", role=each.role, more={"to": [each.role, each.area]})


def acknowledge(
    ctx: Context, actor: Actor, document_id: str, request: Request | None = None
) -> Document:
    """The receiving office confirms receipt, and its book takes the document in.

    Raises Forbidden for anybody else. Acknowledging again changes nothing: the first receipt
    stands.
    """
    document(ctx, actor, document_id)
    now = ctx.now()
    with changing(ctx, actor, document_id, request) as change:
        found = change.document
        mine = [d for d in change.deliveries() if receives(actor, d)]
        if not mine or not has_power(ctx, actor, found.regency, "acknowledge"):
            message = "Hanya kantor penerima yang dapat menyatakan terima."
            raise Forbidden(message)
        for each in (d for d in mine if d.acknowledged_at is None):
            papers.update_delivery(
                change.connection,
                each.id,
                state="acknowledged",
                opened_at=each.opened_at or now,
                acknowledged_at=now,
                acknowledged_by=actor.person,
            )
            register.receive(
                ctx,
                change.connection,
                f"{each.role}:{each.area}",
                document_id,
                ctx.today(found.regency),
                actor.person,
            )
            change.note("acknowledged", role=each.role, more={"to": [each.role, each.area]})
    return document(ctx, actor, document_id)


def awaited(found: Document) -> int | None:
    """The place in the chain whose paraf comes next; None when none is awaited."""
    if found.state != REVIEW:
        return None
    return next((i for i, link in enumerate(found.paraf) if not link["by"]), None)


def initialled(found: Document) -> bool:
    """Whether the whole chain has initialled the document."""
    return found.state == REVIEW and awaited(found) is None


def _four_eyes(change: Change) -> None:
    """Whoever initials has neither prepared the document nor initialled it, in person or for."""
    found = change.document
    before = {*found.prepared_by, *(person for link in found.paraf for person in link["by"])}
    if not before & change.actor.identities:
        return
    procedure = change.ctx.procedure_of(change.case)
    finding = system(
        procedure,
        "empat_mata",
        "Yang memberi paraf tidak boleh orang yang menyiapkan atau sudah memarafnya.",
        procedure.step(found.step),
        kind=FindingKind.UNMET,
        remedy="Mintalah paraf pejabat lain dari kantor itu.",
        village=found.village,
    )
    raise Refused([finding])


def _may_return(ctx: Context, actor: Actor, found: Document) -> str:
    """The role by which the person may return the document; raises Forbidden without one."""
    if role := role_with(ctx, actor, found.regency, "return"):
        return role
    for link in found.paraf if found.state == REVIEW else ():
        if holds(actor, link["role"], link["area"]):
            return str(link["role"])
    message = "Anda tidak berwenang mengembalikan naskah."
    raise Forbidden(message)


def _unprinted(found: Document) -> dict[str, object]:
    """What a numbered document loses when it becomes a draft; its number waits in the book."""
    if found.state != NUMBERED:
        return {}
    printed = {"number": "", "dated": None, "signatory": "", "file_sha256": ""}
    edition: dict[str, object] = {
        "signed_sha256": "",
        "signature_kind": "",
        "signed_at": None,
        "signatures": [],
    }
    return {**printed, **edition}
