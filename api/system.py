"""Whether the service lives, whether it can work, and how much there is of what."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from api.deps import Ctx, identify
from engine.services import audit, jobs
from engine.services.backup import recovery_point

router = APIRouter(tags=["layanan"])


@router.get("/healthz", summary="Layanan hidup")
def healthz() -> dict[str, str]:
    """Answers as long as the process serves requests."""
    return {"status": "ok"}


@router.get("/readyz", summary="Layanan siap")
def readyz(ctx: Ctx) -> Response:
    """200 when the database answers and its schema is current, else 503 and what is missing.

    `recovery_point` is the moment of the last backup that was proven; null while there is none.
    """
    missing = audit.unready(ctx)
    point = None if missing else recovery_point(ctx)
    body: dict[str, object] = {
        "status": "belum siap" if missing else "siap",
        "missing": missing,
        "recovery_point": point.at if point else None,
    }
    return JSONResponse(body, status_code=503 if missing else 200)


@router.get("/metrics", summary="Ukuran untuk pemantauan", response_class=PlainTextResponse)
def metrics(request: Request, ctx: Ctx) -> Response:
    """Prometheus text without personal data; from this machine, or with a key."""
    if not _is_local(request):
        identify(ctx, request)
    lines = ["# TYPE kawasan_cases gauge"]
    lines += [
        f'kawasan_cases{{procedure="{c.procedure}",status="{c.status}"}} {c.count}'
        for c in audit.case_counts(ctx)
    ]
    lines.append("# TYPE kawasan_outbox_waiting gauge")
    lines += [
        f'kawasan_outbox_waiting{{topic="{topic}"}} {count}'
        for topic, count in sorted(jobs.waiting(ctx).items())
    ]
    lines.append("# TYPE kawasan_outbox_dead gauge")
    lines += [
        f'kawasan_outbox_dead{{topic="{topic}"}} {count}'
        for topic, count in sorted(jobs.dead(ctx).items())
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _is_local(request: Request) -> bool:
    host = request.client.host if request.client else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
