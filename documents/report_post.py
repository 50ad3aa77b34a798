"""Monthly reports on their way: made, kept by content hash, and sent once to each receiver."""

from __future__ import annotations

from documents import mail, service
from documents.environment import environment
from documents.mail import Attachment, Mailer, Message
from documents.report import file_name, month_name, report_bytes, report_pdf
from documents.report_xlsx import XLSX, report_xlsx
from engine.domain.command import Actor, Grant
from engine.domain.reports import Month
from engine.reference import regions
from engine.services import reports_kept
from engine.services.changing import SYSTEM
from engine.services.context import Context
from engine.services.files import PDF, keep, read_file
from engine.services.reports import report, title_of

JSON = "application/json"
FORMS = {"pdf": PDF, "xlsx": XLSX, "json": JSON}
_TEMPLATE = "surel/laporan.txt.j2"
_READER = "pembaca"


def publish(ctx: Context, area: str, month: Month) -> int | None:
    """Make a month's report, keep its files, and promise it to those who receive it.

    How many messages that is; None where it was made before. Stopped half way, the next call
    makes the same files again, which are the same files.
    """
    reader = Actor(SYSTEM, (Grant(_READER, area),))
    found = report(ctx, reader, area, month)
    digests = {
        form: keep(ctx, SYSTEM, file_name(area, str(month), form), FORMS[form], content).sha256
        for form, content in (
            ("pdf", report_pdf(found)),
            ("xlsx", report_xlsx(found)),
            ("json", report_bytes(found)),
        )
    }
    return reports_kept.keep(ctx, found, digests["pdf"], digests["xlsx"], digests["json"])


def content(ctx: Context, actor: Actor, area: str, month: Month, form: str) -> tuple[bytes, str]:
    """A report in one of `FORMS`, with its SHA-256: as it was kept, else made now.

    Raises as `reports.report` does.
    """
    held = reports_kept.kept(ctx, actor, area, month)
    if held is not None:
        digest = {"pdf": held.pdf, "xlsx": held.xlsx, "json": held.json_file}[form]
        return read_file(ctx, digest), digest
    made = _MAKE[form](report(ctx, actor, area, month))
    return made, ""


def send(ctx: Context, job: service.Job, mailer: Mailer) -> None:
    """Send a report to one receiver: its key figures, the PDF, and where the rest is."""
    area, month = str(job.payload["area"]), str(job.payload["month"])
    held = reports_kept.sent(ctx, area, month)
    place = regions.places([area])[area]
    words = {
        "nama": title_of(place),
        "bulan": month_name(month),
        "angka": held.totals,
        "tautan": f"{mail.base(ctx)}/laporan?wilayah={area}",
        "peragaan": held.demonstration,
    }
    mailer.send(
        Message(
            id=f"laporan:{area}:{month}:{job.payload['address']}",
            to=str(job.payload["address"]),
            subject=f"Laporan kemajuan {words['nama']}, {words['bulan']}",
            body=mail.plain(environment().get_template(_TEMPLATE).render(words)),
            at=ctx.now(),
            attachment=Attachment(file_name(area, month, "pdf"), read_file(ctx, held.pdf)),
            area=area,
        )
    )


_MAKE = {"pdf": report_pdf, "xlsx": report_xlsx, "json": report_bytes}
