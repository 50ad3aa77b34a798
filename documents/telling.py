"""Everything there is to tell about one document, gathered once for the page and the API."""

from __future__ import annotations

from dataclasses import dataclass

from documents.differences import Difference, differences
from documents.permissions import allowed
from engine.domain.command import Actor
from engine.domain.events import Recorded
from engine.errors import NotFound
from engine.services import papers
from engine.services.context import Context
from engine.services.papers import UNSIGNED
from engine.services.records import Delivery, Document, Number


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a document, what it changed, and what its reader may do with it.

    `differences` are held against the document it replaces, or is to replace.
    """

    deliveries: tuple[Delivery, ...]
    numbers: tuple[Number, ...]
    history: tuple[Recorded, ...]
    differences: tuple[Difference, ...]
    actions: tuple[str, ...]


def tell(ctx: Context, actor: Actor, found: Document) -> Told:
    """All of it, for somebody who may read the document."""
    return Told(
        deliveries=tuple(papers.deliveries(ctx, found.id)),
        numbers=tuple(papers.numbers_of(ctx, found.id)),
        history=tuple(papers.history(ctx, found)),
        differences=changed(ctx, actor, found),
        actions=allowed(ctx, actor, found),
    )


def changed(ctx: Context, actor: Actor, found: Document) -> tuple[Difference, ...]:
    """What the document says otherwise than the one it replaces; empty when it replaces none."""
    if not found.supersedes:
        return ()
    try:
        old = papers.document(ctx, actor, found.supersedes)
    except NotFound:
        return ()
    return differences(old.letter, found.letter, draft=found.state in UNSIGNED)
