"""The signed edition of a document: kept beside the original, found again by its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from engine.domain.command import Actor
from engine.errors import Conflict
from engine.services.changing import Request, changing
from engine.services.context import Context
from engine.services.files import PDF, keep
from engine.services.issuing import Signature
from engine.services.notices import tell_holders
from engine.services.papers import NUMBERED, SIGNED, refuse_unless, role_with
from engine.store import papers
from engine.store.papers import Document

UPLOADED, SCANNED = "unggah", "pindaian"
_NOTICE = ("sudah bertanda tangan", "edisinya tersedia pada halaman naskah")
_MARK = b"%%EOF"
_MOST_REVISIONS = 50


@dataclass(frozen=True, slots=True)
class Edition:
    """A signed PDF that has been examined.

    `proof` says in words how it was proved to be the document; `signatures` are those found in
    it, as JSON. A scan proves nothing and has none.
    """

    kind: str
    content: bytes = field(repr=False)
    proof: str = ""
    signatures: tuple[Mapping[str, Any], ...] = ()

    @property
    def sha256(self) -> str:
        """The hash it is kept and found by."""
        return sha256(self.content).hexdigest()


def store(ctx: Context, actor: Actor, document: Document, edition: Edition) -> Signature:
    """Keep the bytes; what is returned enters the record with the change of state."""
    keep(ctx, actor.person, f"{document.id}-{edition.kind}.pdf", PDF, edition.content)
    columns = {
        "signed_sha256": edition.sha256,
        "signature_kind": edition.kind,
        "signed_at": ctx.now(),
        "signatures": [dict(each) for each in edition.signatures],
    }
    detail = {"proof": edition.proof, "signatures": columns["signatures"]}
    return Signature(edition.kind, edition.sha256, columns, detail)


def add(
    ctx: Context,
    actor: Actor,
    seen: Document,
    signature: Signature,
    request: Request | None = None,
) -> Document:
    """Put a signed edition beside a document without issuing it.

    To a numbered one that others must still sign, or to one that is in force and was recorded
    as signed: then every office that holds it is told. Raises Refused for any other, Conflict
    when somebody else signed since it was `seen`.
    """
    with changing(ctx, actor, seen.id, request) as change:
        found = change.document
        open_to_it = found.state in (NUMBERED, SIGNED)
        refuse_unless(open_to_it, found, "Naskah ini belum bernomor, atau sudah tidak berlaku.")
        if found.signed_sha256 != seen.signed_sha256:
            message = "Naskah ini baru saja ditandatangani orang lain. Muat ulang, lalu ulangi."
            raise Conflict(message)
        change.put(**signature.columns)
        change.note(
            found.state,
            on=found.dated,
            role=role_with(ctx, actor, found.regency, "documents"),
            more={
                "signature": signature.kind,
                "signed_sha256": signature.sha256,
                **signature.detail,
            },
        )
        if found.state == SIGNED:
            tell_holders(change.connection, found, *_NOTICE, ctx.now())
        return change.document


def of_file(ctx: Context, content: bytes) -> Document | None:
    """The document a PDF is an edition of, or grew out of; for anybody.

    An edition is found by its own hash; what was appended to one, by the hash of the revision
    it was appended to.
    """
    digests = [sha256(content).hexdigest(), *_revisions(content)]
    with ctx.database.read() as connection:
        return papers.document_of_file(connection, digests)


def _revisions(content: bytes) -> Sequence[str]:
    """The hashes of what a PDF was before its updates: it ended after each end mark."""
    found: list[str] = []
    running, done = sha256(), 0
    at = content.find(_MARK)
    while at >= 0 and len(found) < 3 * _MOST_REVISIONS:
        for end in _ends(content, at + len(_MARK)):
            running.update(content[done:end])
            done = end
            found.append(running.hexdigest())
        at = content.find(_MARK, done)
    return found


def _ends(content: bytes, at: int) -> tuple[int, ...]:
    """Where a revision may end after its mark: there, or behind the line end that follows."""
    for line in (b"\r\n", b"\n", b"\r"):
        if content.startswith(line, at):
            return (at, at + len(line))
    return (at,)
