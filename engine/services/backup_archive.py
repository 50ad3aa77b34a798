"""A backup as a file: a zip that names, counts and seals everything it holds.

The list of contents carries the SHA-256 of each part and is itself sealed with the key of this
system, so that neither a part nor the list can be changed unseen. A zip so that any machine can
look inside; written front to back, so that its size does not matter.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from engine.errors import FileNotAccepted

FORMAT = "kawasan-cadangan-1"
TABLES, FILES, ROOTS, PROCEDURES = "tables", "files", "roots", "procedures"
_LIST, _SEAL = "manifest.json", "segel"
_LONGEST_LIST = 512 * 1024 * 1024
_PIECE = 1024 * 1024
_WORD = r"\w[\w.-]*"
_PART = re.compile(
    rf"{TABLES}/[a-z_]+\.jsonl|{FILES}/[0-9a-f]{{64}}|{ROOTS}/\d{{4}}-\d\d-\d\d\.json"
    rf"|{PROCEDURES}/{_WORD}/{_WORD}\.toml",
    re.ASCII,
)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a backup: its place in the file, and what it must be; `rows` of a table."""

    name: str
    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `root` is the one hash over the last hash of every case."""

    made_at: str
    schema: str
    cases: int
    events: int
    root: str
    parts: tuple[Part, ...]

    def of(self, kind: str) -> tuple[Part, ...]:
        """The parts of a kind, in the order in which they were written."""
        return tuple(part for part in self.parts if part.name.startswith(f"{kind}/"))


class Writer:
    """Writes a backup part by part; `close` gives it its list and seal."""

    def __init__(self, path: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        self._file = os.fdopen(os.open(path, flags, 0o600), "wb")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self.parts: list[Part] = []

    def add(self, name: str, pieces: Iterable[bytes], *, packed: bool = True) -> Part:
        """One part; `packed` says that it is small already, as pictures and PDF files are."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        seal, size, lines = sha256(), 0, 0
        with self._zip.open(info, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
                seal.update(piece)
                size, lines = size + len(piece), lines + 1
        rows = max(lines - 1, 0) if name.startswith(f"{TABLES}/") else 0
        done = Part(name, size, seal.hexdigest(), rows)
        self.parts.append(done)
        return done

    def close(self, manifest: Manifest, key: bytes) -> None:
        """Write the list and its seal, and have all of it on the disk."""
        body = {"format": FORMAT, "key": _seal(key, b""), **asdict(manifest)}
        listed = json.dumps(body, ensure_ascii=False, indent=1).encode()
        self._zip.writestr(_LIST, listed)
        self._zip.writestr(_SEAL, _seal(key, listed))
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self.abandon()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        self._file.close()


@dataclass(frozen=True)
class Archive:
    """A backup opened for reading, its list found to be in order."""

    manifest: Manifest
    _zip: zipfile.ZipFile

    def lines(self, part: Part) -> Iterator[bytes]:
        """A table's lines; raises FileNotAccepted when the part is not what the list says."""
        return self._read(part, iter)

    def pieces(self, part: Part) -> Iterator[bytes]:
        """A part in pieces; raises FileNotAccepted when it is not what the list says."""
        return self._read(part, lambda file: iter(lambda: file.read(_PIECE), b""))

    def content(self, part: Part) -> bytes:
        """A part in one; raises FileNotAccepted."""
        return b"".join(self.pieces(part))

    def _read(self, part: Part, cut: Any) -> Iterator[bytes]:
        seal = sha256()
        try:
            with self._zip.open(part.name) as file:
                for piece in cut(file):
                    seal.update(piece)
                    yield piece
        except _UNREADABLE as error:
            raise refused(part.name, f"tidak dapat dibaca ({error})") from error
        if seal.hexdigest() != part.sha256:
            raise refused(part.name, "isinya bukan yang tercatat pada daftar isi")


@contextmanager
def opened(path: Path, key: bytes | None) -> Iterator[Archive]:
    """A backup whose list is whole and sealed by `key`; None accepts the seal of any key.

    Raises FileNotAccepted, which names the place: the file, the list, its seal, or a part that
    is missing, unknown, there twice, or of another size.
    """
    try:
        found = zipfile.ZipFile(path)
    except OSError as error:
        raise refused(path.name, f"tidak dapat dibuka ({error.strerror})") from error
    except zipfile.BadZipFile as error:
        problem = "terpotong atau bukan cadangan: daftar isi di akhir berkas tidak ada"
        raise refused(path.name, problem) from error
    with found:
        yield Archive(_listed(found, key), found)


def refused(place: str, problem: str) -> FileNotAccepted:
    """The error of a backup that cannot be trusted, with the place."""
    return FileNotAccepted(f"Cadangan ditolak. {place}: {problem}.")


def _listed(found: zipfile.ZipFile, key: bytes | None) -> Manifest:
    infos = {info.filename: info for info in found.infolist()}
    if len(infos) != len(found.infolist()):
        raise refused("daftar isi", "ada bagian yang tertulis dua kali")
    try:
        listed, seal = (_small(found, infos, name) for name in (_LIST, _SEAL))
        body = json.loads(listed)
    except (*_UNREADABLE, KeyError, ValueError) as error:
        raise refused("daftar isi", f"tidak ada atau tidak dapat dibaca ({error})") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise refused("daftar isi", "bukan bentuk cadangan yang dikenal versi ini")
    if key is not None:
        _sealed(body, listed, seal, key)
    manifest = _manifest(body)
    _complete(manifest, infos)
    return manifest


def _small(found: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo], name: str) -> bytes:
    if infos[name].file_size > _LONGEST_LIST:
        raise ValueError(f"{name} terlalu panjang")
    return found.read(name)


def _sealed(body: Mapping[str, Any], listed: bytes, seal: bytes, key: bytes) -> None:
    if body.get("key") != _seal(key, b""):
        problem = (
            "dibuat dengan kunci lain; isi KAWASAN_SECRET, atau berkas secret di folder data, "
            "dengan kunci sistem asalnya"
        )
        raise refused("segel", problem)
    if not hmac.compare_digest(seal, _seal(key, listed).encode()):
        raise refused("segel", "daftar isi diubah sesudah cadangan dibuat")


def _manifest(body: Mapping[str, Any]) -> Manifest:
    try:
        parts = tuple(Part(**each) for each in body["parts"])
        names = ("made_at", "schema", "cases", "events", "root")
        return Manifest(**{name: body[name] for name in names}, parts=parts)
    except (KeyError, TypeError) as error:
        raise refused("daftar isi", f"tidak lengkap ({error})") from error


def _complete(manifest: Manifest, infos: Mapping[str, zipfile.ZipInfo]) -> None:
    """Every part is there, of its size, under a name that can be put back; and nothing else."""
    listed = {part.name: part for part in manifest.parts}
    for name, part in listed.items():
        if not _PART.fullmatch(name):
            raise refused(name, "bukan nama bagian cadangan")
        if name not in infos:
            raise refused(name, "tercatat pada daftar isi, tetapi tidak ada")
        if infos[name].file_size != part.size:
            raise refused(name, f"besarnya {infos[name].file_size}, tercatat {part.size}")
        if name.startswith(f"{FILES}/") and part.sha256 != name.removeprefix(f"{FILES}/"):
            raise refused(name, "namanya bukan segel isinya")
    for name in sorted(infos.keys() - listed.keys() - {_LIST, _SEAL}):
        raise refused(name, "tidak tercatat pada daftar isi")


def _seal(key: bytes, content: bytes) -> str:
    return hmac.new(key, FORMAT.encode() + b"\0" + content, sha256).hexdigest()
