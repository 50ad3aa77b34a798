"""Insertions (sisipan): a number for a day that the register has passed already.

An insertion hangs on the last number of that day, says why, and stands only when another person
has approved it.
"""

from __future__ import annotations

from datetime import date

from engine.domain.command import Actor
from engine.services import register
from engine.services.changing import Change, changing
from engine.services.context import Context
from engine.services.papers import UNSIGNED, refuse_unless, role_with
from engine.services.register import LETTERED, REQUESTED, RESERVED, Serial, Series, refusal
from engine.store import numbers
from engine.store.numbers import Number

_LETTERS = 26


def ask_insertion(
    ctx: Context, actor: Actor, document_id: str, series: Series, dated: date, reason: str
) -> Number:
    """Ask for a number for a past day; it waits for another person's approval.

    Raises InvalidInput without a reason, Refused where the document has a number, the day is not
    past, or no number was given by then.
    """
    why = register.needed(reason)
    with changing(ctx, actor, document_id) as change:
        found, connection = change.document, change.connection
        refuse_unless(found.state in UNSIGNED, found, "Naskah ini bukan rancangan lagi.")
        register.lock(ctx, connection, series.place)
        if held := numbers.live(connection, document_id):
            raise refusal(f"Naskah ini sudah memegang nomor {held.number}.")
        given = register.add(
            ctx,
            connection,
            series,
            document_id,
            "/".join(sorted(actor.identities)),
            **register.written(series, _next(change, series, dated)),
            dated=dated,
            reason=why,
            state=REQUESTED,
        )
        _note(change, "insertion-asked", given, why)
    return given


def approve_insertion(ctx: Context, actor: Actor, document_id: str) -> Number:
    """Let an insertion stand; raises Refused for whoever asked for it, also through another."""
    with changing(ctx, actor, document_id) as change:
        held = numbers.live(change.connection, document_id)
        if held is None or held.state != REQUESTED:
            raise refusal("Tidak ada nomor sisipan yang menunggu persetujuan.")
        if actor.identities & set(held.taken_by.split("/")):
            raise refusal("Yang menyetujui sisipan tidak boleh orang yang memintanya.")
        approver = "/".join(sorted(actor.identities))
        numbers.change(change.connection, held.id, state=RESERVED, approved_by=approver)
        _note(change, "insertion-approved", held, held.reason)
    return held


def suffix(style: str, count: int) -> str:
    """The mark of the n-th insertion on a number: .01, .02 or A, B."""
    if style != LETTERED:
        return f".{count:02d}"
    if count > _LETTERS:
        raise refusal("Nomor itu sudah disisipi sampai huruf terakhir.")
    return chr(ord("A") + count - 1)


def _next(change: Change, series: Series, dated: date) -> Serial:
    connection = change.connection
    if series.elsewhere:
        raise refusal(f"Kantor ini menomori naskah dalam {series.elsewhere}.")
    latest = numbers.latest_day(connection, series.place)
    if latest is None or dated >= latest:
        message = "Sisipan hanya untuk tanggal yang sudah dilewati nomor lain; pakai nomor biasa."
        raise refusal(message)
    earlier = numbers.dated_before(connection, series.place, dated)
    if earlier is None or earlier.serial is None:
        raise refusal("Belum ada nomor pada atau sebelum tanggal itu untuk disisipi.")
    count = numbers.insertions(connection, series.place, earlier.serial) + 1
    return Serial(earlier.serial, suffix(series.insertion, count))


def _note(change: Change, state: str, number: Number, reason: str) -> None:
    found = change.document
    role = role_with(change.ctx, change.actor, found.regency, "documents")
    change.note(state, role=role, reason=reason, more={"number": number.number})
    change.changed = True
