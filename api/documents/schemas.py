"""A document as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from api.cases.schemas import document_ref_json
from api.findings import Json
from api.times import moment
from documents.drafting.archive import blanks_in
from documents.telling import Told
from engine.domain.events import Recorded
from engine.services.records import Delivery, Document, Number


def document_detail_json(document: Document, told: Told) -> Json:
    """A document on record with all that became of it; never its content."""
    return {
        **document_json(document, told.deliveries),
        "numbers": [_number(n) for n in told.numbers],
        "history": [_event(r) for r in told.history],
        "differences": [asdict(d) for d in told.differences],
        "actions": list(told.actions),
    }


def document_json(document: Document, deliveries: Sequence[Delivery] = ()) -> Json:
    """A document on record with its deliveries; never its content."""
    return {
        **document_ref_json(document),
        "case": document.case_id,
        "regency": document.regency,
        "step": document.step,
        "village": document.village or None,
        "signatory": document.signatory or None,
        "signed_by": document.signed_by or None,
        "sha256": document.file_sha256 or None,
        "signed_sha256": document.signed_sha256 or None,
        "signature": document.signature_kind or None,
        "signed_at": _moment(document.signed_at),
        "signatures": document.signatures,
        "code": document.code,
        "template_version": document.template_version,
        "reason": document.reason or None,
        "demonstration": document.demonstration,
        "version": document.version,
        "created_at": moment(document.created_at),
        "updated_at": moment(document.updated_at),
        "deliveries": [_delivery(d) for d in deliveries],
        "supersedes": document.supersedes or None,
        "superseded_by": document.superseded_by or None,
        "paraf": [_paraf(link) for link in document.paraf],
        "blanks": list(blanks_in(document.letter)),
    }


def _paraf(link: Mapping[str, Any]) -> Json:
    return {**link, "at": link["at"] or None, "note": link["note"] or None}


def _number(number: Number) -> Json:
    return {
        "number": number.number,
        "state": number.state,
        "dated": number.dated.isoformat() if number.dated else None,
        "reason": number.reason or None,
        "source": number.source or None,
        "url": number.url or None,
    }


def _event(recorded: Recorded) -> Json:
    event = recorded.event
    return {
        "seq": recorded.seq,
        "state": event.data["state"],
        "occurred_on": event.occurred_on.isoformat(),
        "recorded_at": moment(recorded.recorded_at),
        "actor": event.actor,
        "role": event.role or None,
        "reason": event.reason or None,
        "data": {k: v for k, v in event.data.items() if k not in ("document", "kind", "state")},
        "hash": recorded.hash,
    }


def _delivery(delivery: Delivery) -> Json:
    return {
        "id": delivery.id,
        "role": delivery.role,
        "area": delivery.area,
        "state": delivery.state,
        "sent_at": _moment(delivery.sent_at),
        "opened_at": _moment(delivery.opened_at),
        "acknowledged_at": _moment(delivery.acknowledged_at),
        "acknowledged_by": delivery.acknowledged_by or None,
        "notice": delivery.notice or None,
        "bounced_at": _moment(delivery.bounced_at),
        "bounce_reason": delivery.bounce_reason or None,
    }


def _moment(value: datetime | None) -> str | None:
    return moment(value) if value else None
