"""A document as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from api.cases.schemas import document_ref_json
from api.findings import Json
from api.times import moment
from engine.services.records import Delivery, Document


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
        "code": document.code,
        "template_version": document.template_version,
        "reason": document.reason or None,
        "demonstration": document.demonstration,
        "version": document.version,
        "created_at": moment(document.created_at),
        "updated_at": moment(document.updated_at),
        "deliveries": [_delivery(d) for d in deliveries],
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
    }


def _moment(value: datetime | None) -> str | None:
    return moment(value) if value else None
