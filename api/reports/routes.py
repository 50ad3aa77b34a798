"""GET /reports: the progress of a province or regency, month by month."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response

from api.deps import Ctx, CurrentVisitor
from api.models import PROBLEMS, ItemsModel, Model
from api.reports.answer import answered
from documents.report_post import FORMS
from engine.domain.reports import Report, Totals
from engine.services import reports_kept

router = APIRouter(prefix="/reports", tags=["laporan"], responses=PROBLEMS)


class MadeReportModel(Model):
    """A report that was made when its month was over, and its key figures."""

    area: str
    month: str
    totals: Totals
    demonstration: bool
    made_at: datetime
    sha256: dict[str, str]


@router.get("", summary="Laporan yang sudah dibuat", response_model=ItemsModel[MadeReportModel])
def list_reports(ctx: Ctx, visitor: CurrentVisitor, area: str) -> Response:
    """The reports of one province or regency, the newest month first."""
    items = [
        {
            "area": made.area,
            "month": made.month,
            "totals": made.totals,
            "demonstration": made.demonstration,
            "made_at": made.made_at.isoformat(),
            "sha256": {"pdf": made.pdf, "xlsx": made.xlsx, "json": made.json_file},
        }
        for made in reports_kept.made(ctx, visitor.actor, area)
    ]
    return JSONResponse({"items": items, "next": None})


@router.get(
    "/{area}/{month}",
    summary="Laporan satu bulan, sebagai JSON, PDF, atau XLSX",
    response_model=Report,
    responses={
        200: {"content": {form: {} for form in FORMS.values()}},
        304: {"description": "Tidak berubah sejak ETag yang disebut."},
    },
)
def get_report(
    ctx: Ctx,
    visitor: CurrentVisitor,
    area: str,
    month: str,
    accept: Annotated[str, Header()] = "",
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The report of a month, "2026-02"; as a file by `Accept`, or by ".pdf" or ".xlsx" after it.

    What was recorded after a month ended counts in a later one; the running month is told as
    not complete.
    """
    return answered(ctx, visitor.actor, area, month, accept, if_none_match)
