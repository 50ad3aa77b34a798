"""The dossier as an inspector takes it away: a ZIP of JSON, PDF/A, files and the verifier.

The same dossier gives the same bytes: names in order, no clock, nothing compressed.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from documents.environment import environment
from documents.layout import load_layout
from documents.locale import tanggal
from documents.pdf import to_pdf
from documents.sheet import watermark_uri
from documents.zipped import zip_bytes
from engine.domain.command import Actor
from engine.reference import regions
from engine.reference.holders import names
from engine.services.context import Context
from engine.services.dossier import Dossier, dossier

TEMPLATE = "dossier/berkas.html.j2"


def dossier_zip(ctx: Context, actor: Actor, case_id: str, *, as_of: date | None = None) -> bytes:
    """The dossier of a case; raises NotFound outside the actor's area.

    ``dossier.json`` names the hash of every other file but the verifier, whose own bytes an
    inspector should have from elsewhere.
    """
    found = dossier(ctx, actor, case_id, as_of=as_of)
    pdf = to_pdf(dossier_html(found))
    body = {**found.body, "time": _time(found), "printed": {"sha256": sha256(pdf).hexdigest()}}
    text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)
    verifier = files("engine.offline").joinpath("verify_dossier.py").read_bytes()
    return zip_bytes(
        {
            "dossier.json": text.encode(),
            "dossier.pdf": pdf,
            "verify_dossier.py": verifier,
            **found.files,
        }
    )


def dossier_html(found: Dossier) -> str:
    """The readable document; everything from the record is escaped."""
    layout = load_layout()
    words = _words()
    body = found.body
    limit = int(words["batas_kejadian"])
    mark = ""
    if body["case"]["demonstration"]:
        mark = watermark_uri([layout.tanda.demonstrasi], layout, layout.profil.korespondensi)
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            d=body,
            kata=words,
            tanda=layout.tanda,
            huruf=layout.profil.korespondensi.huruf,
            latar=Markup(f"background:url('{mark}') center/100% 100% no-repeat;") if mark else "",  # noqa: S704 (our own drawing)
            waktu=_time(found),
            kejadian=[_row(event) for event in body["chain"]["events"][-limit:]],
            berkas={item["sha256"]: item for item in body["files"]},
            tgl=_day,
            saat=_moment(body["case"]["regency"]["code"]),
            segel=_grouped,
        )
    )


def _time(found: Dossier) -> dict[str, Any]:
    ledger = found.time.ledger
    days = ledger.by_holder
    return {
        "opened_on": ledger.opened_on.isoformat(),
        "until": ledger.until.isoformat(),
        "elapsed": ledger.elapsed,
        "provisional": found.time.provisional,
        "by_holder": [
            {"holder": holder, "name": name, "days": days[holder]}
            for holder, name in names().items()
            if days[holder]
        ],
        "disputes": [
            {"first": str(d.first), "last": str(d.last), "reason": d.reason, "by": d.by}
            for d in found.time.disputes
        ],
    }


def _row(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One line of the log; a row that was emptied is printed empty, not left out."""
    event = entry["event"]
    named = {key: event.get(key) or "" for key in ("type", "occurred_on", "step", "village")}
    return {**named, **{key: entry[key] for key in ("seq", "recorded_at", "hash")}}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("documents").joinpath("dossier.toml").read_text(encoding="utf-8"))


def _day(value: str | None) -> str:
    return tanggal(date.fromisoformat(value)) if value else "–"


def _moment(region: str) -> Any:
    zone = ZoneInfo(regions.zone(region))
    short = regions.zone_short(region)

    def write(value: str) -> str:
        local = datetime.fromisoformat(value).astimezone(zone)
        return f"{tanggal(local.date())} {local:%H.%M} {short}"

    return write


def _grouped(value: str) -> str:
    """A hash that may break across lines: zero-width spaces after every eight digits."""
    return "\u200b".join(value[i : i + 8] for i in range(0, len(value), 8))
