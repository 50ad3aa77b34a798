"""The file an inspector gets of a case: every duty, who did it by what power, when, how late.

Everything is read in one transaction and depends only on the case, its papers, the roots and
`as_of`: the same state gives the same answer. Drafts of documents are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from engine.domain.command import Actor
from engine.domain.ledger import GENESIS, check_chain
from engine.errors import NotFound
from engine.reference import regions
from engine.services import files, papers, roots
from engine.services.cases import visible
from engine.services.context import Context
from engine.services.dossier_duties import Json, Source, duties, iso, stamp, summary
from engine.services.papers import DRAFT
from engine.services.time_ledger import CaseTime, case_time
from engine.store import audit
from engine.store import papers as paper_store
from engine.store.papers import Document

FORMAT = "kawasan-dossier/1"
_SUFFIX = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the dossier says, the case's time, and the bytes of its files by their path."""

    body: Json
    time: CaseTime
    files: Mapping[str, bytes]


def dossier(ctx: Context, actor: Actor, case_id: str, *, as_of: date | None = None) -> Dossier:
    """Put a case's dossier together; what is open counts as late as of today or of `as_of`.

    Raises NotFound outside the actor's area. A file that the storage no longer holds, or holds
    changed, is listed with ``stored`` false; a broken chain is handed over as it lies.
    """
    with ctx.database.read() as connection:
        stored = visible(ctx, connection, actor, case_id)
        rows = list(audit.chain_rows(connection, case_id))
        documents = paper_store.documents_of(connection, case_id)
    issued = [d for d in documents if d.state != DRAFT and papers.may_read(ctx, actor, d)]
    day = as_of or ctx.today(stored.state.regency)
    calendar = ctx.calendar(stored.state.regency)
    source = Source(stored, ctx.procedure_of(stored), rows, issued, day, calendar)
    listed, content = _files(ctx, source)
    told = duties(source)
    body = {
        "format": FORMAT,
        "as_of": day.isoformat(),
        "case": _case(source),
        "summary": summary(told),
        "duties": told,
        "documents": [_document(d) for d in issued],
        "chain": _chain(source),
        "root": _root(ctx, source),
        "files": listed,
    }
    return Dossier(body, case_time(ctx, actor, case_id, as_of=day), content)


def _case(source: Source) -> Json:
    stored, state, procedure = source.stored, source.state, source.procedure
    return {
        "id": stored.id,
        "title": state.title,
        "regency": {"code": state.regency, "name": regions.name(state.regency)},
        "procedure": {
            "id": procedure.id,
            "name": procedure.name,
            "version": procedure.version,
            "digest": stored.digest,
        },
        "status": state.status.value,
        "phase": procedure.phase(stored.phase).name,
        "opened_on": iso(state.opened_on),
        "parent": state.parent or None,
        "demonstration": stored.demonstration,
        "villages": [
            {
                "code": code,
                "name": regions.name(code),
                "joined_on": iso(member.joined_on),
                "left_on": iso(member.left_on),
            }
            for code, member in sorted(state.villages.items())
        ],
    }


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "step": document.step,
        "village": document.village or None,
        "state": document.state,
        "number": document.number or None,
        "dated": iso(document.dated),
        "signatory": document.signatory or None,
        "code": document.code,
        "sha256": document.file_sha256 or None,
        "signed_sha256": document.signed_sha256 or None,
    }


def _chain(source: Source) -> Json:
    rows = source.rows
    walk = ((r.seq, r.body, r.recorded_at, r.previous_hash, r.hash) for r in rows)
    breaks, _ = check_chain(source.stored.id, walk)
    return {
        "genesis": GENESIS,
        "head": source.stored.head_hash,
        "count": source.state.version,
        "sound": not breaks and bool(rows) and rows[-1].hash == source.stored.head_hash,
        "events": [
            {
                "seq": row.seq,
                "recorded_at": stamp(row),
                "event": row.body,
                "previous_hash": row.previous_hash,
                "hash": row.hash,
            }
            for row in rows
        ],
    }


def _root(ctx: Context, source: Source) -> Json | None:
    proof = roots.covering(ctx, source.stored.id, source.state.version)
    if proof is None:
        return None
    return {
        **proof.root.seal(),
        "hash": proof.root.hash,
        "short": proof.root.short,
        "seq": proof.seq,
        "path": [{"left": s.left, "hash": s.hash} for s in proof.path],
    }


def _files(ctx: Context, source: Source) -> tuple[list[Json], dict[str, bytes]]:
    """Evidence ever offered, then the documents' files; each content once, in hash order."""
    named: dict[str, tuple[str, str]] = {}
    for document in source.documents:
        if document.file_sha256:
            named[document.file_sha256] = (files.PDF, document.title)
        if document.signed_sha256:
            named[document.signed_sha256] = (files.PDF, f"{document.title} (bertanda tangan)")
    for row in source.rows:
        for item in row.body.get("evidence", []):
            if item.get("sha256"):
                named.setdefault(item["sha256"], (item.get("media_type", ""), item["name"]))
    listed, content = [], {}
    for digest, (media_type, name) in sorted(named.items()):
        path = f"files/{digest}{_SUFFIX.get(media_type, '')}"
        with suppress(NotFound):  # listed as not stored: reader and verifier are both told
            content[path] = files.read_file(ctx, digest)
        entry = {"sha256": digest, "path": path, "name": name, "media_type": media_type}
        size = len(content[path]) if path in content else None
        listed.append({**entry, "size": size, "stored": path in content})
    return listed, content
