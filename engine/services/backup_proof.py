"""Putting a backup back: beside the running system to prove it, or in its place to recover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.errors import Conflict, KawasanError
from engine.services import audit
from engine.services.backup_archive import (
    FILES,
    PROCEDURES,
    ROOTS,
    TABLES,
    Archive,
    Manifest,
    Part,
    opened,
    refused,
)
from engine.services.context import Context
from engine.services.files import path_of, write_once
from engine.services.homes import claim
from engine.store import backup as store
from engine.store import schema
from engine.store.database import Database


@dataclass(frozen=True, slots=True)
class Proof:
    """What came back from a backup; `problems` says where it is not what was saved."""

    path: Path
    manifest: Manifest
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether everything came back, and every chain holds."""
        return not self.problems


def prove(ctx: Context, path: Path, *, any_key: bool = False) -> Proof:
    """Put a backup back into a scratch database beside it, migrate, check every chain, compare.

    The running system is not touched. Raises FileNotAccepted, which names the place, for a
    backup that is not whole; `any_key` takes one that was sealed by another system's key.
    """
    with (
        opened(path, None if any_key else ctx.settings.verification_key()) as archive,
        TemporaryDirectory(prefix=".pulih-", dir=path.parent) as folder,
    ):
        settings = ctx.settings.model_copy(update={"home": Path(folder), "database_url": ""})
        scratch = replace(ctx, settings=settings, database=Database(settings.database))
        try:
            counts = _tables_back(scratch, archive)
            _others_back(scratch, archive)
            for part in archive.manifest.of(FILES):
                for _ in archive.pieces(part):
                    """Reading a part to its end checks it."""
            return Proof(path, archive.manifest, tuple(_compared(scratch, archive, counts)))
        finally:
            scratch.database.close()


def restore(ctx: Context, path: Path, *, force: bool = False, any_key: bool = False) -> Proof:
    """Put a backup in the place of everything this system holds.

    It is proven first, so that a broken one touches nothing: the answer is the proof, and what
    is not sound is not put back. The tables change in one transaction, after the files. Daily
    roots that are there are set aside, never deleted. Raises Conflict where anything is on
    record and `force` is not given, FileNotAccepted for a backup that is not whole.
    """
    with ctx.database.read() as connection:
        if not (force or store.is_empty(connection)):
            raise Conflict("Sistem ini sudah berisi; pulihkan di tempat kosong, atau --force.")
    proof = prove(ctx, path, any_key=any_key)
    if not proof.sound:
        return proof
    with opened(path, None if any_key else ctx.settings.verification_key()) as archive:
        for part in archive.manifest.of(FILES):
            _file_back(path_of(ctx, _tail(part)), archive.content(part))
        _set_aside(ctx)
        _others_back(ctx, archive)
        _tables_back(ctx, archive)
    claim(ctx.settings, ctx.database)
    return replace(proof, problems=tuple(_breaks(ctx)))


def _tables_back(ctx: Context, archive: Archive) -> dict[str, int]:
    if archive.manifest.schema not in schema.revisions():
        raise refused("daftar isi", f"skema {archive.manifest.schema} lebih baru dari versi ini")
    parts = archive.manifest.of(TABLES)
    content = ((_table(part), archive.lines(part)) for part in parts)
    try:
        return store.put_back(ctx.database, archive.manifest.schema, content)
    except KawasanError:
        raise
    except (ValueError, KeyError, StopIteration, store.DatabaseError) as error:
        raise refused("tabel", f"tidak dapat dipulihkan ({error})") from error


def _others_back(ctx: Context, archive: Archive) -> None:
    for kind, folder in ((ROOTS, "roots"), (PROCEDURES, "procedures")):
        for part in archive.manifest.of(kind):
            target = ctx.settings.home / folder / part.name.removeprefix(f"{kind}/")
            write_once(target, archive.content(part))


def _file_back(path: Path, content: bytes) -> None:
    """Also in the place of one that was damaged since."""
    if path.exists() and path.read_bytes() != content:
        path.unlink()
    write_once(path, content)


def _set_aside(ctx: Context) -> None:
    """Keep the roots of what is replaced: they seal a history that the backup may not have."""
    folder = ctx.settings.home / "roots"
    if folder.exists():
        folder.rename(folder.with_name(f"roots-sebelum-{ctx.now():%Y%m%dT%H%M%SZ}"))


def _compared(ctx: Context, archive: Archive, counts: dict[str, int]) -> Iterator[str]:
    manifest = archive.manifest
    for part in manifest.of(TABLES):
        if counts[_table(part)] != part.rows:
            yield f"{part.name}: kembali {counts[_table(part)]} baris dari {part.rows}"
    report = audit.verify(ctx)
    for name, had, found in (
        ("perkara", manifest.cases, report.cases),
        ("kejadian", manifest.events, report.events),
        ("segel seluruh perkara", manifest.root, report.root),
    ):
        if had != found:
            yield f"{name}: tercatat {had}, kembali {found}"
    yield from (f"{b.case} kejadian {b.seq}: {b.problem}" for b in report.breaks)
    held = {_tail(part) for part in manifest.of(FILES)}
    with ctx.database.read() as connection:
        wanted = store.stored_files(connection)
    yield from (f"{FILES}/{digest}: hilang atau rusak" for digest in wanted if digest not in held)


def _breaks(ctx: Context) -> Iterator[str]:
    yield from (f"{b.case} kejadian {b.seq}: {b.problem}" for b in audit.verify(ctx).breaks)


def _table(part: Part) -> str:
    return _tail(part).removesuffix(".jsonl")


def _tail(part: Part) -> str:
    return part.name.partition("/")[2]
