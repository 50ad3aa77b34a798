"""Files by content hash: written once, never changed, checked before they are accepted."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from engine.domain.command import Actor
from engine.errors import FileNotAccepted, FileTooLarge, NotFound
from engine.services.context import Context
from engine.store import access
from engine.store.access import StoredFile

PDF = "application/pdf"
_JPEG, _PNG = "image/jpeg", "image/png"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPTED = "PDF, JPEG, PNG, atau XLSX"


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes somebody sent, and the name they gave them."""

    name: str
    content: bytes


def store_file(ctx: Context, actor: Actor, upload: Upload) -> StoredFile:
    """Keep an uploaded file under its SHA-256.

    The kind is told from the content, never from the name. Raises FileTooLarge, FileNotAccepted.
    The same content again is the same file.
    """
    limit = ctx.settings.upload_limit
    if len(upload.content) > limit:
        message = (
            f"Berkas {clean_name(upload.name)} lebih besar dari batas "
            f"{ctx.settings.upload_limit_mb} MB."
        )
        raise FileTooLarge(message)
    media_type = sniff(upload)
    return keep(ctx, actor.person, clean_name(upload.name), media_type, upload.content)


def keep(ctx: Context, person: str, name: str, media_type: str, content: bytes) -> StoredFile:
    """Write bytes under their hash and record them; for content this system made or checked."""
    digest = sha256(content).hexdigest()
    write_once(path_of(ctx, digest), content)
    record = StoredFile(digest, len(content), media_type, name, person, ctx.now())
    with ctx.database.write() as connection:
        access.add_file(connection, record)
    return record


def read_file(ctx: Context, digest: str) -> bytes:
    """The bytes of a file; raises NotFound, also when they no longer match their hash."""
    path = path_of(ctx, digest)
    if not re.fullmatch(r"[0-9a-f]{64}", digest) or not path.exists():
        message = "Berkas tidak ditemukan."
        raise NotFound(message)
    content = path.read_bytes()
    if sha256(content).hexdigest() != digest:
        message = "Isi berkas di penyimpanan tidak lagi sesuai dengan segelnya."
        raise NotFound(message)
    return content


def sniff(upload: Upload) -> str:
    """The media type by content; raises FileNotAccepted."""
    content = upload.content
    if content[:1024].lstrip().startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if content.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in content:
        return _XLSX
    named = clean_name(upload.name)
    claimed = " meskipun namanya berakhiran .pdf" if named.lower().endswith(".pdf") else ""
    message = f"Berkas {named} tidak diterima: isinya bukan {ACCEPTED}{claimed}."
    raise FileNotAccepted(message)


def clean_name(name: str) -> str:
    """A file name without folders, control characters or excess length."""
    base = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f<>\"|?*:]", "_", base).strip(" .")[:150] or "berkas"


def path_of(ctx: Context, digest: str) -> Path:
    """Where the bytes of a hash lie."""
    return ctx.settings.files / digest[:2] / digest


def write_once(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; one that is there stays as it is."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with temporary.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)
