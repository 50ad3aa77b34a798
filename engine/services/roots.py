"""Daily roots: one hash over the last hash of every case, kept in files apart from the database.

Whoever can write to the database can rewrite a whole chain; the roots, each sealing the one
before it, show that it was rewritten. A root is written once and never replaced. Keep a copy of
the folder, or of the short form that documents may print, where the database's keeper cannot
reach it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from engine.domain.ledger import GENESIS, Break, digest
from engine.domain.merkle import Sibling, leaf, proof, tree_root
from engine.services.context import Context
from engine.store import audit

PLACE = "akar harian"
_LOCK = 7011


@dataclass(frozen=True, slots=True)
class Root:
    """One daily root. `hash` seals all the rest, `previous` included."""

    name: str
    written_at: str
    count: int
    root: str
    previous: str
    hash: str
    heads: Mapping[str, tuple[int, str]]

    @property
    def short(self) -> str:
        """The form for people: the day and sixteen digits of the seal."""
        return f"{self.name} {'-'.join(self.hash[i : i + 4] for i in range(0, 16, 4))}"

    def seal(self) -> dict[str, object]:
        """What a stranger needs to recompute the hash; no other case is named."""
        return {
            "name": self.name,
            "written_at": self.written_at,
            "count": self.count,
            "root": self.root,
            "previous": self.previous,
        }


@dataclass(frozen=True, slots=True)
class Proof:
    """That a case's event `seq` is under a root."""

    root: Root
    seq: int
    path: tuple[Sibling, ...]


def write_root(ctx: Context) -> Root:
    """Seal the present heads of all cases under today's date (UTC) and give the root.

    The first root of a day stands: calling again that day, or with a clock that lags, gives the
    newest root. Concurrent callers on one database follow each other, and no reader ever sees
    half a file.
    """
    now = ctx.now().astimezone(UTC)
    name = now.date().isoformat()
    with ctx.database.write() as connection:
        ctx.database.serialize(connection, _LOCK)
        last = latest(ctx)
        if last is not None and last.name >= name:
            return last
        path = _folder(ctx) / f"{name}.json"
        heads = {case: (h.seq, h.hash) for case, h in sorted(audit.heads(connection).items())}
        top = tree_root(_leaves(heads))
        stamp = now.isoformat(timespec="seconds")
        root = Root(name, stamp, len(heads), top, last.hash if last else GENESIS, "", heads)
        _write(path, {**root.seal(), "hash": digest(root.seal()), "heads": heads})
        return _read(path)


def roots(ctx: Context) -> Iterator[Root]:
    """Every readable root, the oldest first, one in memory at a time."""
    for path in paths(ctx):
        try:
            yield _read(path)
        except (ValueError, KeyError, TypeError):
            continue  # `broken` reports it


def latest(ctx: Context) -> Root | None:
    """The newest root, if one was ever written."""
    found = paths(ctx)
    return _read(found[-1]) if found else None


def short_form(ctx: Context) -> str:
    """The newest root in the form a document prints; empty while there is none."""
    found = latest(ctx)
    return found.short if found else ""


def held(ctx: Context, short: str) -> bool:
    """Whether a root that a document prints in short is the one kept for that day."""
    day = short.partition(" ")[0]
    path = next((p for p in paths(ctx) if p.stem == day), None)
    try:
        return path is not None and _read(path).short == short
    except (ValueError, KeyError, TypeError):
        return False  # `broken` reports it


def covering(ctx: Context, case_id: str, seq: int) -> Proof | None:
    """The earliest root over the case's event `seq`; else the newest that covers any before it.

    The same case state gives the same answer however many roots are written later.
    """
    best: Root | None = None
    for root in roots(ctx):
        if case_id in root.heads:
            best = root
            if root.heads[case_id][0] >= seq:
                break
    if best is None:
        return None
    index = sorted(best.heads).index(case_id)
    return Proof(best, best.heads[case_id][0], proof(_leaves(best.heads), index))


def broken(ctx: Context) -> list[Break]:
    """Where the roots do not hold among themselves: changed, dropped, put in another order."""
    found: list[Break] = []
    previous = GENESIS
    for number, path in enumerate(paths(ctx), start=1):
        try:
            root = _read(path)
        except (ValueError, KeyError, TypeError):
            found.append(Break(PLACE, number, f"{path.name}: tidak dapat dibaca"))
            continue
        found += [Break(PLACE, number, f"{path.name}: {p}") for p in _wrong(root, path, previous)]
        previous = root.hash
    return found


def paths(ctx: Context) -> list[Path]:
    """The files of the roots, the oldest first."""
    return sorted(_folder(ctx).glob("*.json"))


def _wrong(root: Root, path: Path, previous: str) -> list[str]:
    problems = []
    if root.name != path.stem:
        problems.append(f"akar ini bertanggal {root.name}")
    if root.previous != previous:
        problems.append("tidak bersambung dengan akar sebelumnya")
    if root.hash != digest(root.seal()):
        problems.append("isi tidak sesuai dengan segelnya")
    if root.count != len(root.heads) or root.root != tree_root(_leaves(root.heads)):
        problems.append("daftar perkara tidak sesuai dengan akarnya")
    return problems


def _leaves(heads: Mapping[str, tuple[int, str]]) -> list[str]:
    return [leaf(case, *heads[case]) for case in sorted(heads)]


def _folder(ctx: Context) -> Path:
    return ctx.settings.home / "roots"


def _read(path: Path) -> Root:
    body = json.loads(path.read_text("utf-8"))
    heads = {str(case): (int(seq), str(head)) for case, (seq, head) in body["heads"].items()}
    top, previous, own = str(body["root"]), str(body["previous"]), str(body["hash"])
    stamp = str(body["written_at"])
    return Root(str(body["name"]), stamp, int(body["count"]), top, previous, own, heads)


def _write(path: Path, body: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8") as handle:
        json.dump(body, handle, ensure_ascii=False, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.chmod(0o444)
    temporary.replace(path)
