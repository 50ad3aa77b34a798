"""One change of one document: locked, checked against what was seen, and told to the chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.domain.command import Actor
from engine.domain.events import Event
from engine.errors import StaleVersion
from engine.services import answers, trail
from engine.services.answers import Outcome
from engine.services.context import Context
from engine.services.papers import must
from engine.store import cases, papers
from engine.store.cases import StoredCase
from engine.store.database import Connection
from engine.store.papers import Delivery, Document

SYSTEM = "sistem"
"""Who acts where no person does: what the record promises, what the mail server took."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to do with a document; `seen_version` is the one they looked at."""

    document_id: str
    action: str
    reason: str = ""
    dated: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    seen_version: int | None = None
    idempotency_key: str = ""


class Repeated(Exception):
    """A request was answered before: the first answer stands."""


@dataclass
class Change:
    """A document held locked together with its case, until the transaction ends."""

    ctx: Context
    connection: Connection
    actor: Actor
    case: StoredCase
    document: Document
    events: list[Event] = field(default_factory=list)
    changed: bool = False

    def put(self, **values: Any) -> None:
        """Write columns of the document; its version goes up by one."""
        self.changed = True
        papers.update_document(
            self.connection, self.document.id, **values, updated_at=self.ctx.now()
        )
        self.document = must(papers.document(self.connection, self.document.id), self.document.id)

    def note(
        self,
        state: str,
        *,
        on: date | None = None,
        role: str = "",
        reason: str = "",
        about: Document | None = None,
        more: dict[str, object] | None = None,
    ) -> None:
        """Tell the chain what became of the document, or of another one of the case."""
        day = on or self.ctx.today(self.case.state.regency)
        paper = about or self.document
        self.events.append(
            trail.event(paper, state, self.actor, day, role=role, reason=reason, more=more)
        )

    def deliveries(self) -> list[Delivery]:
        """Where the document was sent."""
        return papers.deliveries_of(self.connection, [self.document.id])


@contextmanager
def changing(
    ctx: Context, actor: Actor, document_id: str, request: Request | None = None
) -> Iterator[Change]:
    """One transaction over a document and its case's chain.

    Raises NotFound, StaleVersion when the document is not as `request` saw it, Repeated when
    that request was answered before, IdempotencyMismatch.
    """
    with ctx.database.write() as connection:
        found = must(papers.document(connection, document_id), document_id)
        case = cases.load(connection, found.case_id, lock=True)
        document = papers.document(connection, document_id, lock=True)
        if case is None or document is None:
            message = f"{document_id} has no case"
            raise LookupError(message)
        if request is not None:
            _check(connection, actor, document, request)
        change = Change(ctx, connection, actor, case, document)
        yield change
        trail.append(ctx, connection, case, change.events)
        if change.events or change.changed:
            cases.touch_papers(connection, case.id, ctx.now())
        if request is not None:
            outcome = Outcome(case.id, case.state.version, len(change.events))
            answers.keep(connection, actor, request.idempotency_key, request, outcome, ctx.now())


def answered(ctx: Context, actor: Actor, request: Request) -> bool:
    """Whether that very request was answered before; raises StaleVersion, IdempotencyMismatch."""
    with ctx.database.read() as connection:
        found = must(papers.document(connection, request.document_id), request.document_id)
        try:
            _check(connection, actor, found, request)
        except Repeated:
            return True
        return False


def remember(ctx: Context, actor: Actor, request: Request) -> Document:
    """Keep the answer to an act that took several transactions, each of them repeatable."""
    with ctx.database.write() as connection:
        document = must(papers.document(connection, request.document_id), request.document_id)
        if not answers.first(connection, actor, request.idempotency_key, request):
            outcome = Outcome(document.case_id, 0, 0)
            answers.keep(connection, actor, request.idempotency_key, request, outcome, ctx.now())
        return document


def _check(connection: Connection, actor: Actor, document: Document, request: Request) -> None:
    if answers.first(connection, actor, request.idempotency_key, request):
        raise Repeated
    if request.seen_version not in (None, document.version):
        raise StaleVersion(request.seen_version or 0, document.version)
