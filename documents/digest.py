"""The day's message to one person: what is due, late or stuck, by regency, in text and HTML."""

from __future__ import annotations

from itertools import groupby

from documents import mail, service
from documents.environment import environment
from documents.mail import Mailer, Message
from engine.reference import regions
from engine.services import digests
from engine.services.context import Context
from engine.services.digests import Digest
from engine.services.records import Reminder

_ORDER = {"terlambat": 0, "segera": 1, "bergeser": 2, "mandek": 3}
_LABELS = {
    "terlambat": "Terlambat",
    "segera": "Segera jatuh tempo",
    "bergeser": "Tenggat bergeser",
    "mandek": "Lama tanpa kegiatan",
}


def send(ctx: Context, job: service.Job, mailer: Mailer) -> None:
    """Send a day's message; not when everything in it was settled meanwhile."""
    found = digests.digest(ctx, dict(job.payload))
    if found.reminders:
        mailer.send(message(ctx, found, str(job.payload["posts"][0][1])))


def message(ctx: Context, found: Digest, area: str = "") -> Message:
    """The message: a line for each reminder, the late ones first, each with its link."""
    ordered = sorted(found.reminders, key=lambda r: (r.regency, _ORDER[r.kind], r.due_on, r.key))
    words = {
        "hari": found.day,
        "jumlah": len(ordered),
        "terlambat": sum(r.kind == "terlambat" for r in ordered),
        "kabupaten": [
            (regions.name(code), [_line(ctx, each) for each in group])
            for code, group in groupby(ordered, key=lambda r: r.regency)
        ],
        "tautan": mail.base(ctx),
    }
    return Message(
        id=found.id,
        to=found.address,
        subject=_subject(words),
        body=mail.plain(environment().get_template("surel/ringkasan.txt.j2").render(words)),
        html=environment().get_template("surel/ringkasan.html.j2").render(words),
        at=ctx.now(),
        area=area,
    )


def _line(ctx: Context, each: Reminder) -> dict[str, object]:
    return {
        "jenis": _LABELS[each.kind],
        "pesan": each.message,
        "tingkat": each.level,
        "tautan": f"{mail.base(ctx)}/perkara/{each.case_id}",
    }


def _subject(words: dict[str, object]) -> str:
    late = f", {words['terlambat']} terlambat" if words["terlambat"] else ""
    return f"Ringkasan harian: {words['jumlah']} hal perlu perhatian{late}"
