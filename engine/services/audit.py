"""Checking what is on record against itself, and whether the system can work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from engine.domain.case import CaseState
from engine.domain.command import Actor
from engine.domain.evolve import evolve
from engine.domain.ledger import Break, check_chain, root
from engine.services import roots
from engine.services.cases import visible
from engine.services.context import Context
from engine.store import audit
from engine.store.audit import CaseCount, ChainRow, Head
from engine.store.database import Connection
from engine.store.mapping import event_from_json, state_to_json

_Sealed = dict[str, dict[int, tuple[str, str]]]
_Row = tuple[int, Mapping[str, Any], datetime, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the log looked at and what it found; `root` seals all chains checked.

    `roots` counts the daily roots the log was held against.
    """

    cases: int
    events: int
    breaks: tuple[Break, ...]
    root: str
    roots: int = 0

    @property
    def sound(self) -> bool:
        """Whether every chain holds."""
        return not self.breaks


def verify(ctx: Context) -> Report:
    """Walk the whole log against its chains, the daily roots, and what each case's row says.

    No row is skipped: also events without a case, and cases without events, are found; a case
    dropped whole, or a chain cut or written anew, is found by the roots. The log is read in
    batches, so its size does not matter.
    """
    sealed = _sealed(ctx)
    with ctx.database.read() as connection:
        found = _check(connection, audit.heads(connection), sealed)
    breaks = (*found.breaks, *roots.broken(ctx))
    return replace(found, breaks=breaks, roots=len(roots.paths(ctx)))


def verify_case(ctx: Context, actor: Actor, case_id: str) -> Report:
    """The same for one case; raises NotFound outside the actor's area."""
    sealed = {case: rows for case, rows in _sealed(ctx).items() if case == case_id}
    with ctx.database.read() as connection:
        visible(ctx, connection, actor, case_id)
        found = _check(connection, audit.heads(connection, case_id), sealed, case_id)
    return replace(found, roots=len(roots.paths(ctx)))


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


def _sealed(ctx: Context) -> _Sealed:
    """What the roots say about each case: by event number, its hash and the oldest such root."""
    found: _Sealed = {}
    for sealing in roots.roots(ctx):
        for case_id, (seq, head) in sealing.heads.items():
            found.setdefault(case_id, {}).setdefault(seq, (head, sealing.name))
    return found


def _check(
    connection: Connection, heads: Mapping[str, Head], sealed: _Sealed, case_id: str = ""
) -> Report:
    breaks: list[Break] = []
    last: dict[str, str] = {}
    events = 0
    rows = audit.chain_rows(connection, case_id)
    for case, group in groupby(rows, key=lambda row: row.case_id):
        walk = _Walk(group, sealed.pop(case, {}))
        found, last[case] = check_chain(case, walk)
        events += walk.count
        found = [*walk.breaks(case), *found, *_against_head(case, walk.count, last[case], heads)]
        breaks += found or _against_state(connection, case, walk.state)
    for case in sorted(heads.keys() - last.keys()):
        breaks.append(Break(case, 0, "perkara tanpa catatan kejadian"))
    for case, promised in sorted(sealed.items()):
        seq, (_, name) = max(promised.items())
        breaks.append(Break(case, seq, f"perkara hilang; masih ada pada akar {name}"))
    return Report(len(heads), events, tuple(breaks), root(last))


def _against_state(connection: Connection, case_id: str, state: CaseState | None) -> list[Break]:
    """The state that decisions are made on must be what the sound log adds up to."""
    if state is not None and audit.state_of(connection, case_id) == state_to_json(state):
        return []
    seq = state.version if state else 0
    return [Break(case_id, seq, "keadaan perkara tidak sesuai dengan catatan kejadiannya")]


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


class _Walk:
    """Rows in the form a chain is checked in: counted, folded and held against the roots."""

    def __init__(self, rows: Iterator[ChainRow], sealed: Mapping[int, tuple[str, str]]) -> None:
        self._rows = rows
        self._sealed = dict(sealed)
        self._found: list[tuple[int, str]] = []
        self.count = 0
        self.state: CaseState | None = CaseState()

    def __iter__(self) -> Iterator[_Row]:
        for row in self._rows:
            self.count += 1
            if row.unreadable:
                columns = ", ".join(row.unreadable)
                self._found.append((row.seq, f"kolom kosong atau tidak terbaca: {columns}"))
            head, name = self._sealed.pop(row.seq, (row.hash, ""))
            if head != row.hash:
                self._found.append((row.seq, f"segelnya bukan yang tercatat pada akar {name}"))
            self._fold(row)
            yield row.seq, row.body, row.recorded_at, row.previous_hash, row.hash

    def breaks(self, case_id: str) -> list[Break]:
        """What the walk found, besides the chain itself."""
        missing = [
            (seq, f"hilang; masih ada pada akar {name}")
            for seq, (_, name) in sorted(self._sealed.items())
        ]
        return [Break(case_id, seq, problem) for seq, problem in [*self._found, *missing]]

    def _fold(self, row: ChainRow) -> None:
        """Follow the state; a row without sense ends that, and the chain reports the row."""
        if self.state is None:
            return
        try:
            self.state = evolve(self.state, event_from_json(row.body))
        except (ValueError, KeyError, TypeError, AttributeError):
            self.state = None
