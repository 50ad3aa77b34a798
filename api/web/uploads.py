"""Files of a form: stored as they arrive, so that a refusal never costs an upload.

A stored file is offered again as a hidden value sealed with the session's token: nobody can
attach a file by guessing, or knowing, its hash.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from api.web.session import Posted
from engine.domain.procedure import Step
from engine.errors import FileNotAccepted, FileTooLarge
from engine.services.cases import EvidenceRef
from engine.services.files import store_file

NEW = "berkas"
KEPT = "tersimpan"
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Offered:
    """A stored file that is not yet part of the record."""

    kind: str
    sha256: str
    size: int
    name: str
    token: str

    @property
    def ref(self) -> EvidenceRef:
        """The file as the service wants it."""
        return EvidenceRef(self.kind, self.sha256, self.name)


@dataclass(frozen=True, slots=True)
class Received:
    """What came with a form: the files now kept, and by kind what could not be kept."""

    offered: tuple[Offered, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    error: FileTooLarge | FileNotAccepted | None = None


def receive(step: Step, posted: Posted) -> Received:
    """Store the form's new files and take along those it stored before."""
    offered: dict[tuple[str, str], Offered] = {}
    problems: list[tuple[str, str]] = []
    error: FileTooLarge | FileNotAccepted | None = None
    for kind in step.evidence:
        for token in posted.texts(f"{KEPT}.{kind.id}"):
            kept = _opened(posted, kind.id, token)
            if kept is not None:
                offered[kind.id, kept.sha256] = kept
        for upload in posted.uploads(f"{NEW}.{kind.id}"):
            try:
                stored = store_file(posted.session.ctx, posted.session.actor, upload)
            except (FileTooLarge, FileNotAccepted) as refused:
                problems.append((kind.id, str(refused)))
                error = refused
                continue
            fresh = _sealed(posted, kind.id, stored.sha256, stored.size, stored.name)
            offered[kind.id, stored.sha256] = fresh
    return Received(tuple(offered.values()), tuple(problems), error)


def _sealed(posted: Posted, kind: str, digest: str, size: int, name: str) -> Offered:
    seal = _seal(posted, kind, digest, size, name)
    return Offered(kind, digest, size, name, f"{seal}:{digest}:{size}:{name}")


def _opened(posted: Posted, kind: str, token: str) -> Offered | None:
    parts = token.split(":", _PARTS - 1)
    if len(parts) != _PARTS or not parts[2].isdigit():
        return None
    seal, digest, size, name = parts[0], parts[1], int(parts[2]), parts[3]
    true_seal = _seal(posted, kind, digest, size, name)
    if not hmac.compare_digest(seal.encode(), true_seal.encode()):
        return None
    return Offered(kind, digest, size, name, token)


def _seal(posted: Posted, kind: str, digest: str, size: int, name: str) -> str:
    text = f"{kind}\n{digest}\n{size}\n{name}"
    return hmac.new(posted.session.visitor.csrf.encode(), text.encode(), sha256).hexdigest()
