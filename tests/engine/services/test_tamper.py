"""Tampering with the database by raw SQL is found, with the place, also where it is thorough."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date, timedelta

import pytest

from engine.domain.case import CaseState
from engine.domain.events import Event, EventType
from engine.domain.evolve import evolve
from engine.domain.ledger import event_json, link, seal, seal_all
from engine.services import audit, roots
from engine.services.context import Context
from engine.store import cases
from tests.support.world import NOW, OFFICER, act, open_tkpkp, set_clock, tkpkp_at

FIRST, SECOND = "TKPKP-63.01-2025-001", "TKPKP-63.02-2025-001"


@pytest.fixture
def sealed(ctx: Context) -> Context:
    """Two cases of several events, one root over them, and an event later than the root."""
    assert tkpkp_at(ctx, "rancangan-sk-tkpkp") == FIRST
    assert open_tkpkp(ctx, "63.02") == SECOND
    roots.write_root(ctx)
    act(ctx, OFFICER, FIRST, "comment", on=date(2026, 3, 2), reason="sesudah akar")
    return ctx


def sql(ctx: Context, *statements: str) -> None:
    """Write behind the system's back, without its constraints."""
    with ctx.database.engine.connect() as connection:
        if ctx.database.is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("PRAGMA writable_schema=ON")
            connection.exec_driver_sql(
                "UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'event'"
            )
            connection.exec_driver_sql("PRAGMA writable_schema=RESET")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
            for column in ("body", "recorded_at", "hash", "previous_hash", "seq", "case_id"):
                connection.exec_driver_sql(f"ALTER TABLE event ALTER {column} DROP NOT NULL")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
    ctx.database.engine.dispose()


def problems(ctx: Context) -> set[tuple[str, int, str]]:
    return {(b.case, b.seq, b.problem) for b in audit.verify(ctx).breaks}


def test_what_nobody_touched_is_sound_and_was_held_against_the_root(sealed: Context) -> None:
    report = audit.verify(sealed)
    assert report.sound, report.breaks
    assert (report.cases, report.events, report.roots) == (2, 7, 1)


@pytest.mark.parametrize("column", ["body", "recorded_at", "hash", "previous_hash"])
def test_a_nulled_column_is_named(sealed: Context, column: str) -> None:
    sql(sealed, f"UPDATE event SET {column} = NULL WHERE case_id = '{FIRST}' AND seq = 2")
    assert (FIRST, 2, f"kolom kosong atau tidak terbaca: {column}") in problems(sealed)


@pytest.mark.parametrize("column", ["seq", "case_id"])
def test_a_row_without_its_place_is_found(sealed: Context, column: str) -> None:
    sql(sealed, f"UPDATE event SET {column} = NULL WHERE case_id = '{FIRST}' AND seq = 2")
    found = problems(sealed)
    assert any(column in problem for _, _, problem in found)
    assert (FIRST, 3, "nomor 2 hilang") in found


def test_changed_values_are_found(sealed: Context) -> None:
    for column, value in (("body", "'{\"type\": 3}'"), ("hash", "'x'"), ("previous_hash", "'y'")):
        sql(sealed, f"UPDATE event SET {column} = {value} WHERE case_id = '{SECOND}'")
        assert any(case == SECOND and seq == 1 for case, seq, _ in problems(sealed)), column


def test_two_rows_that_changed_places_are_found(sealed: Context) -> None:
    where = f"WHERE case_id = '{FIRST}' AND seq"
    sql(
        sealed,
        f"UPDATE event SET seq = 99 {where} = 2",
        f"UPDATE event SET seq = 2 {where} = 3",
        f"UPDATE event SET seq = 3 {where} = 99",
    )
    found = problems(sealed)
    assert {seq for case, seq, p in found if case == FIRST and "segelnya" in p} >= {2, 3}


def test_a_dropped_row_is_found(sealed: Context) -> None:
    sql(sealed, f"DELETE FROM event WHERE case_id = '{FIRST}' AND seq = 3")
    assert (FIRST, 4, "nomor 3 hilang") in problems(sealed)


def test_a_log_cut_short_with_its_case_row_mended_is_found_by_the_root(sealed: Context) -> None:
    with sealed.database.read() as connection:
        log = cases.events(connection, FIRST)
    state = CaseState()
    for recorded in log[:3]:
        state = evolve(state, recorded.event)
    with sealed.database.write() as connection:
        cases.save(connection, state, {"head_hash": log[2].hash}, new=False)
    sql(sealed, f"DELETE FROM event WHERE case_id = '{FIRST}' AND seq > 3")
    assert problems(sealed) == {(FIRST, 5, "hilang; masih ada pada akar 2026-03-02")}


def test_a_chain_written_anew_is_found_by_the_root(sealed: Context) -> None:
    with sealed.database.read() as connection:
        log = cases.events(connection, FIRST)
    forged = seal_all(FIRST, 0, [r.event for r in log], NOW + timedelta(seconds=1), "")
    statements = [
        f"UPDATE event SET hash = '{r.hash}', previous_hash = '{r.previous_hash}', "
        f"recorded_at = '{r.recorded_at:%Y-%m-%d %H:%M:%S.%f}"
        f"{'' if sealed.database.is_sqlite else '+00'}' "
        f"WHERE case_id = '{FIRST}' AND seq = {r.seq}"
        for r in forged
    ]
    head = f"UPDATE \"case\" SET head_hash = '{forged[-1].hash}' WHERE id = '{FIRST}'"
    sql(sealed, *statements, head)
    assert problems(sealed) == {(FIRST, 5, "segelnya bukan yang tercatat pada akar 2026-03-02")}


def test_a_case_dropped_whole_is_found_by_the_root(sealed: Context) -> None:
    tables = ("event", "case_step", "case_village", "reminder", "document")
    sql(
        sealed,
        *(f"DELETE FROM {table} WHERE case_id = '{SECOND}'" for table in tables),
        f"DELETE FROM \"case\" WHERE id = '{SECOND}'",
    )
    assert problems(sealed) == {(SECOND, 1, "perkara hilang; masih ada pada akar 2026-03-02")}


def test_a_state_that_the_log_does_not_add_up_to_is_found(sealed: Context) -> None:
    sql(
        sealed,
        f'UPDATE "case" SET state = replace(CAST(state AS TEXT), \'"done"\', \'"started"\')'
        f"{'' if sealed.database.is_sqlite else '::json'} WHERE id = '{FIRST}'",
    )
    expected = "keadaan perkara tidak sesuai dengan catatan kejadiannya"
    assert problems(sealed) == {(FIRST, 6, expected)}


def test_the_hash_is_that_of_the_published_rule(sealed: Context) -> None:
    """A stranger's own computation, so that the seal is not merely what our code says it is."""
    with sealed.database.read() as connection:
        first = cases.events(connection, SECOND)[0]
    body = {
        "case": SECOND,
        "seq": 1,
        "recorded_at": first.recorded_at.isoformat(timespec="microseconds"),
        "event": event_json(first.event),
    }
    assert link("0" * 64, json.loads(json.dumps(body))) == first.hash


def test_a_case_of_ten_thousand_events_is_checked_in_flat_memory(ctx: Context) -> None:
    case_id = open_tkpkp(ctx)
    with ctx.database.write() as connection:
        stored = cases.load(connection, case_id)
        assert stored is not None
        state, head = stored.state, stored.head_hash
        for start in range(0, 10_000, 1_000):
            log = []
            for number in range(start, start + 1_000):
                event = Event(
                    EventType.COMMENTED, date(2026, 3, 2), "ani", "pmd", reason=f"{number}" * 60
                )
                log.append(seal(case_id, state.version + 1, event, NOW, head))
                state, head = evolve(state, event), log[-1].hash
            cases.append(connection, log)
        cases.save(connection, state, {"head_hash": head}, new=False)
    set_clock(ctx, NOW + timedelta(days=1))
    assert audit.verify_case(ctx, OFFICER, case_id).sound
    tracemalloc.start()
    report = audit.verify(ctx)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report.sound
    assert report.events == 10_001
    assert peak < 8_000_000  # the log itself takes more than twice that
