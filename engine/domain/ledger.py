"""The log as a hash chain: whoever changes, drops or reorders an event is found out.

Each hash is SHA-256 over the previous hash and the canonical JSON of the event with its case,
number and recording time. A daily root over all chain heads is kept apart from the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from engine.domain.case import Evidence
from engine.domain.events import Event, Recorded

GENESIS = "0" * 64
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8: one value, one byte string."""
    return _CANONICAL(value).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def event_json(event: Event) -> dict[str, object]:
    """An event as plain JSON values; empty parts are left out."""
    full: dict[str, object] = {
        "type": event.type.value,
        "occurred_on": event.occurred_on.isoformat(),
        "actor": event.actor,
        "role": event.role,
        "act_of": event.act_of,
        "principal": event.principal,
        "step": event.step,
        "village": event.village,
        "data": dict(event.data),
        "evidence": [evidence_json(e) for e in event.evidence],
        "reason": event.reason,
        "to": list(event.to) if event.to else None,
        "reopens": [list(key) for key in event.reopens],
        "overridden": list(event.overridden),
        "basis": list(event.basis),
        "happened_on": event.happened_on.isoformat() if event.happened_on else None,
        "consequences": [list(astuple(c)) for c in event.consequences],
    }
    return {key: value for key, value in full.items() if value not in ("", None, [], {})}


def evidence_json(evidence: Evidence) -> dict[str, object]:
    """A file reference as plain JSON values."""
    return {
        "kind": evidence.kind,
        "sha256": evidence.sha256,
        "name": evidence.name,
        "media_type": evidence.media_type,
        "size": evidence.size,
    }


def seal(case: str, seq: int, event: Event, recorded_at: datetime, previous_hash: str) -> Recorded:
    """Put an event in its place in the chain."""
    body = entry(case, seq, event_json(event), recorded_at)
    return Recorded(case, seq, event, recorded_at, previous_hash, link(previous_hash, body))


def seal_all(
    case: str, version: int, events: Sequence[Event], recorded_at: datetime, head: str
) -> list[Recorded]:
    """Put events after the `version` a case has; `head` is its last hash, empty for a new case."""
    sealed, previous = [], head or GENESIS
    for seq, event in enumerate(events, start=version + 1):
        sealed.append(seal(case, seq, event, recorded_at, previous))
        previous = sealed[-1].hash
    return sealed


def entry(
    case: str, seq: int, event: Mapping[str, object], recorded_at: datetime
) -> dict[str, object]:
    """What a chain hash covers besides the previous hash."""
    stamp = recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    return {"case": case, "seq": seq, "recorded_at": stamp, "event": dict(event)}


def link(previous_hash: str, body: Mapping[str, object]) -> str:
    """The next hash of a chain."""
    return hashlib.sha256(previous_hash.encode() + canonical(body)).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a chain does not hold."""

    case: str
    seq: int
    problem: str


def check_chain(
    case: str, rows: Iterable[tuple[int, Mapping[str, object], datetime, str, str]]
) -> tuple[list[Break], str]:
    """Walk one case's rows (seq, event JSON, recorded_at, previous hash, hash) in order.

    Every row is looked at; returns the breaks found and the last hash.
    """
    breaks, previous, expected = [], GENESIS, 1
    for seq, event, recorded_at, previous_hash, own_hash in rows:
        if seq != expected:
            breaks.append(Break(case, seq, f"nomor {expected} hilang"))
        if previous_hash != previous:
            breaks.append(Break(case, seq, "tidak bersambung dengan catatan sebelumnya"))
        if link(previous_hash, entry(case, seq, event, recorded_at)) != own_hash:
            breaks.append(Break(case, seq, "isi tidak sesuai dengan segelnya"))
        previous, expected = own_hash, seq + 1
    return breaks, previous


def root(heads: Mapping[str, str]) -> str:
    """One hash over the last hash of every case."""
    return digest(dict(sorted(heads.items())))
