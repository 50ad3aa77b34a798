"""Checking what is on record against itself, and whether the system can work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from engine.domain.command import Actor
from engine.domain.ledger import Break, check_chain, root
from engine.services.cases import visible
from engine.services.context import Context
from engine.store import audit
from engine.store.audit import CaseCount, ChainRow, Head

_Row = tuple[int, Mapping[str, Any], datetime, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the log looked at and what it found; `root` seals all chains checked."""

    cases: int
    events: int
    breaks: tuple[Break, ...]
    root: str

    @property
    def sound(self) -> bool:
        """Whether every chain holds."""
        return not self.breaks


def verify(ctx: Context) -> Report:
    """Walk the whole log against its chains and against what each case's row says of it.

    No row is skipped: also events without a case, and cases without events, are found. The log
    is read in batches, so its size does not matter.
    """
    with ctx.database.read() as connection:
        return _check(audit.chain_rows(connection), audit.heads(connection))


def verify_case(ctx: Context, actor: Actor, case_id: str) -> Report:
    """The same for one case; raises NotFound outside the actor's area."""
    with ctx.database.read() as connection:
        visible(ctx, connection, actor, case_id)
        return _check(audit.chain_rows(connection, case_id), audit.heads(connection, case_id))


def case_counts(ctx: Context) -> list[CaseCount]:
    """Cases by procedure and status; numbers only, nobody's data."""
    with ctx.database.read() as connection:
        return audit.case_counts(connection)


def unready(ctx: Context) -> list[str]:
    """What keeps the system from working; empty when nothing does."""
    try:
        with ctx.database.read() as connection:
            current = audit.is_current(connection)
    except audit.DatabaseError:
        return ["basis data tidak dapat dihubungi"]
    return [] if current else ["skema basis data belum terkini; jalankan: kawasan migrate"]


def _check(rows: Iterable[ChainRow], heads: Mapping[str, Head]) -> Report:
    breaks: list[Break] = []
    last: dict[str, str] = {}
    events = 0
    for case_id, group in groupby(rows, key=lambda row: row.case_id):
        counter = _Counter(group)
        found, last[case_id] = check_chain(case_id, counter)
        events += counter.count
        breaks += found + _against_head(case_id, counter.count, last[case_id], heads)
    for case_id in heads.keys() - last.keys():
        breaks.append(Break(case_id, 0, "perkara tanpa catatan kejadian"))
    return Report(len(heads), events, tuple(breaks), root(last))


def _against_head(
    case_id: str, count: int, last_hash: str, heads: Mapping[str, Head]
) -> list[Break]:
    head = heads.get(case_id)
    if head is None:
        return [Break(case_id, count, "kejadian tanpa perkara")]
    found = []
    if head.seq != count:
        found.append(Break(case_id, count, f"tercatat {head.seq} kejadian, ada {count}"))
    if head.hash != last_hash:
        found.append(Break(case_id, count, "kejadian terakhir tidak sesuai dengan perkara"))
    return found


class _Counter:
    """Rows in the form a chain is checked in, counted as they pass."""

    def __init__(self, rows: Iterator[ChainRow]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[_Row]:
        for row in self._rows:
            self.count += 1
            yield row.seq, row.body, row.recorded_at, row.previous_hash, row.hash
