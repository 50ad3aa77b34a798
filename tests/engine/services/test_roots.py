"""Daily roots: chained files apart from the database, and short proofs for single cases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.merkle import EMPTY, climb, leaf, proof, tree_root
from engine.services import audit, roots
from engine.services.context import Context
from tests.support.world import NOW, OFFICER, act, open_tkpkp, set_clock


@pytest.fixture
def three(ctx: Context) -> Context:
    """Three days with a root each, and a new case every day."""
    for day, regency in enumerate(("63.01", "63.02", "63.03")):
        set_clock(ctx, NOW + timedelta(days=day))
        open_tkpkp(ctx, regency)
        roots.write_root(ctx)
    return ctx


def test_each_root_seals_the_one_before_it(three: Context) -> None:
    found = list(roots.roots(three))
    assert [r.count for r in found] == [1, 2, 3]
    assert [r.previous for r in found[1:]] == [r.hash for r in found[:-1]]
    assert roots.broken(three) == []
    assert audit.verify(three).sound


def test_the_first_root_of_a_day_stands_also_when_the_clock_lags(three: Context) -> None:
    before = roots.latest(three)
    open_tkpkp(three, "63.04")
    assert roots.write_root(three) == before
    set_clock(three, NOW)
    assert roots.write_root(three) == before
    assert len(roots.paths(three)) == 3


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('"count": 2', '"count": 1'), "isi tidak sesuai dengan segelnya"),
        (("63.02", "63.09"), "daftar perkara tidak sesuai"),
        (("{", "["), "tidak dapat dibaca"),
        (('"name": "2026-03-03"', '"name": "2026-03-09"'), "bertanggal 2026-03-09"),
    ],
)
def test_a_changed_root_is_found(three: Context, change: tuple[str, str], problem: str) -> None:
    path = roots.paths(three)[1]
    path.chmod(0o644)
    path.write_text(path.read_text().replace(*change))
    breaks = roots.broken(three)
    assert any(b.seq == 2 and problem in b.problem for b in breaks), breaks
    assert not audit.verify(three).sound


def test_a_dropped_or_swapped_root_is_found(three: Context) -> None:
    first, second, third = roots.paths(three)
    middle = second.read_text()
    second.unlink()
    assert [b.problem for b in roots.broken(three)] == [
        "2026-03-04.json: tidak bersambung dengan akar sebelumnya"
    ]
    second.write_text(middle)
    first.unlink()
    assert any("2026-03-03" in b.problem for b in roots.broken(three))
    assert third.exists()


def test_the_short_form_is_for_documents(ctx: Context) -> None:
    assert roots.short_form(ctx) == ""
    open_tkpkp(ctx)
    root = roots.write_root(ctx)
    assert roots.short_form(ctx) == root.short
    assert root.short.startswith(f"2026-03-02 {root.hash[:4]}-{root.hash[4:8]}-")


def test_a_proof_shows_a_case_under_the_earliest_root_that_covers_it(three: Context) -> None:
    case_id = open_tkpkp(three, "63.05")
    assert roots.covering(three, case_id, 1) is None
    first = next(iter(next(roots.roots(three)).heads))
    found = roots.covering(three, first, 1)
    assert found is not None
    assert found.root.name == "2026-03-02"
    act(three, OFFICER, first, "comment", on=NOW.date(), reason="lagi")
    later = roots.covering(three, first, 2)
    assert later is not None
    assert (later.root.name, later.seq) == ("2026-03-04", 1)
    top = climb(leaf(first, 1, later.root.heads[first][1]), later.path)
    assert top == later.root.root


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40, unique=True), st.data())
def test_every_leaf_climbs_to_the_root_and_no_other_does(
    numbers: list[int], data: st.DataObject
) -> None:
    leaves = [leaf("K", n, "ab" * 32) for n in numbers]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = proof(leaves, index)
    assert climb(leaves[index], path) == tree_root(leaves)
    assert climb(leaf("K", -1, "ab" * 32), path) != tree_root(leaves)


def test_the_root_over_nothing_is_that_of_the_standard() -> None:
    assert tree_root([]) == EMPTY
