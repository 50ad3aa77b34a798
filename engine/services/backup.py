"""Backups that are proven: made in one view of one moment, then put back beside and compared.

A backup holds every table, every file on record, the daily roots and the installed procedures.
It does not hold the key of this system, the offices' certificates, or what Prefect knows.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import file_digest, sha256
from pathlib import Path

from engine.domain.ledger import root
from engine.errors import Conflict, NotReady
from engine.services import roots
from engine.services.backup_archive import FILES, PROCEDURES, ROOTS, TABLES, Manifest, Writer
from engine.services.backup_proof import Proof, prove
from engine.services.context import Context
from engine.services.files import path_of
from engine.store import backup as store
from engine.store import schema
from engine.store.database import Connection
from engine.store.installation import fact, put_fact

_FACT = "cadangan"
_NAME = "kawasan-*.zip"
_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RecoveryPoint:
    """The last backup of which it was proven that everything comes back from it."""

    at: str
    proven_at: str
    file: str
    sha256: str
    cases: int
    events: int
    root: str


def backup(ctx: Context, target: Path, keep: int = 0) -> Proof:
    """Make a backup and prove it; a folder as target names the file by the moment.

    A sound one becomes the recovery point; then, of those in a folder, only the newest `keep`
    stay (0 keeps all). One that does not prove itself is kept, told, and removes nothing.
    Raises Conflict where the file exists, NotReady where it cannot be written.
    """
    folder = target if target.is_dir() or not target.suffix else target.parent
    path = folder / f"kawasan-{_stamp(ctx.now())}.zip" if folder == target else target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make(ctx, path)
        proof = prove(ctx, path)
    except OSError as error:
        raise NotReady(f"Cadangan tidak dapat ditulis di {folder}: {error}") from error
    if proof.sound:
        _note(ctx, proof)
        if folder == target and keep:
            _tidy(ctx, folder, keep)
    return proof


def make(ctx: Context, path: Path) -> None:
    """Write a backup of this moment, readable by its owner only; all of it or no file.

    Writers go on meanwhile. Raises Conflict where the file exists, ValueError where a row cannot
    be read.
    """
    partial = path.with_name(f"{path.name}.part")
    if path.exists() or partial.exists():
        raise Conflict(f"Berkas {path.name} sudah ada; cadangan tidak pernah ditimpa.")
    writer = Writer(partial)
    try:
        writer.close(_write(ctx, writer), ctx.settings.verification_key())
        partial.replace(path)
    finally:
        writer.abandon()
        partial.unlink(missing_ok=True)


def recovery_point(ctx: Context) -> RecoveryPoint | None:
    """The last proven backup of this installation, if there ever was one."""
    with ctx.database.read() as connection:
        found = fact(connection, _FACT)
    return RecoveryPoint(**found) if found else None


def _write(ctx: Context, writer: Writer) -> Manifest:
    # The roots first: what they seal is then older than the view of the tables.
    sealed = [(path, path.read_bytes()) for path in roots.paths(ctx)]
    with store.snapshot(ctx.database) as connection:
        _write_tables(connection, writer)
        heads = store.heads(connection)
        digests = store.stored_files(connection)
        revision = schema.applied(connection)
    for path, content in sealed:
        writer.add(f"{ROOTS}/{path.name}", [content], packed=False)
    for path in sorted(ctx.settings.procedures.glob("*/*.toml")):
        writer.add(f"{PROCEDURES}/{path.parent.name}/{path.name}", [path.read_bytes()])
    for digest in digests:
        for content in _content(ctx, digest):
            writer.add(f"{FILES}/{digest}", [content])
    return Manifest(
        made_at=ctx.now().astimezone(UTC).isoformat(timespec="seconds"),
        schema=revision,
        cases=len(heads),
        events=sum(part.rows for part in writer.parts if part.name == f"{TABLES}/event.jsonl"),
        root=root({case: head.hash for case, head in heads.items()}),
        parts=tuple(writer.parts),
    )


def _write_tables(connection: Connection, writer: Writer) -> None:
    for table in store.tables(connection):
        rows = store.lines(connection, table)
        writer.add(f"{TABLES}/{table.name}.jsonl", rows, packed=False)


def _content(ctx: Context, digest: str) -> Iterator[bytes]:
    """A file's bytes; one that is gone or changed is left out, and the proof names it."""
    path = path_of(ctx, digest)
    content = path.read_bytes() if path.exists() else b""
    if sha256(content).hexdigest() == digest:
        yield content


def _note(ctx: Context, proof: Proof) -> None:
    with proof.path.open("rb") as file:
        seal = file_digest(file, "sha256").hexdigest()
    found = proof.manifest
    point = RecoveryPoint(
        at=found.made_at,
        proven_at=ctx.now().astimezone(UTC).isoformat(timespec="seconds"),
        file=proof.path.name,
        sha256=seal,
        cases=found.cases,
        events=found.events,
        root=found.root,
    )
    with ctx.database.write() as connection:
        put_fact(connection, _FACT, asdict(point))


def _tidy(ctx: Context, folder: Path, keep: int) -> None:
    """Remove the backups beyond the newest, and what killed runs left behind."""
    for old in sorted(folder.glob(_NAME))[:-keep]:
        old.unlink()
    before = (ctx.now() - _STALE).timestamp()
    for left in (*folder.glob(f"{_NAME}.part"), *folder.glob(".pulih-*")):
        if left.stat().st_mtime >= before:
            continue
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
