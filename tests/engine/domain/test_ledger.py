"""The hash chain: whoever changes, drops, reorders or empties a row is found, with the place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.events import Event, EventType
from engine.domain.ledger import GENESIS, canonical, check_chain, event_json, root, seal_all

AT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
CASE = "KP-63.01-2026-001"
Row = tuple[int, Any, datetime, str, str]


def rows(count: int = 5) -> list[Row]:
    events = [
        Event(EventType.COMMENTED, date(2026, 1, 1), "ani", "pmd-provinsi", reason=f"ke-{n}")
        for n in range(count)
    ]
    sealed = seal_all(CASE, 0, events, AT, "")
    return [(r.seq, event_json(r.event), r.recorded_at, r.previous_hash, r.hash) for r in sealed]


def test_an_untouched_chain_holds_and_gives_its_head() -> None:
    found = rows()
    breaks, head = check_chain(CASE, found)
    assert breaks == []
    assert head == found[-1][4]
    assert found[0][3] == GENESIS


@pytest.mark.parametrize("index", range(5))
def test_a_changed_row_is_found_at_its_place(index: int) -> None:
    found = rows()
    seq, body, at, before, own = found[index]
    found[index] = (seq, {**body, "reason": "diubah"}, at, before, own)
    breaks, _ = check_chain(CASE, found)
    assert [b.seq for b in breaks] == [index + 1]


@pytest.mark.parametrize("index", range(4))
def test_a_dropped_row_is_found(index: int) -> None:
    found = rows()
    del found[index]
    breaks, _ = check_chain(CASE, found)
    assert any("hilang" in b.problem for b in breaks)


def test_a_truncated_chain_has_another_head() -> None:
    _, whole = check_chain(CASE, rows())
    breaks, cut = check_chain(CASE, rows()[:-1])
    assert breaks == []
    assert cut != whole  # which is why heads are kept apart


def test_swapped_rows_are_found() -> None:
    found = rows()
    found[1], found[2] = found[2], found[1]
    assert check_chain(CASE, found)[0]


def test_an_emptied_hash_is_not_skipped() -> None:
    found = rows()
    seq, body, at, _, _ = found[2]
    found[2] = (seq, body, at, "", "")
    assert check_chain(CASE, found)[0]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_the_canonical_form_does_not_depend_on_key_order(value: object) -> None:
    assert canonical({"a": value, "b": 1}) == canonical({"b": 1, "a": value})


def test_the_root_covers_every_case() -> None:
    heads = {"A": "1" * 64, "B": "2" * 64}
    assert root(heads) == root(dict(reversed(heads.items())))
    assert root(heads) != root({**heads, "B": "3" * 64})
    assert root(heads) != root({"A": "1" * 64})
