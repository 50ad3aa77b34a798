"""Writers take turns, and one that fails leaves the next a clean start."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from engine.services.context import Context

_ADD = text("INSERT INTO village_contact (a, b) VALUES (:a, :b)")
_COUNT = text("SELECT count(*) FROM village_contact")


def test_writers_in_many_threads_all_get_their_turn(ctx: Context) -> None:
    def write(number: int) -> None:
        with ctx.database.write() as connection:
            held = connection.execute(_COUNT).scalar_one()
            connection.execute(_ADD, {"a": f"{number:03d}", "b": f"{held:03d}"})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(48)))
    with ctx.database.read() as connection:
        assert connection.execute(_COUNT).scalar_one() == 48


def test_after_a_failure_the_next_writer_starts_afresh(ctx: Context) -> None:
    def failing() -> None:
        with ctx.database.write() as connection:
            connection.execute(_ADD, {"a": "x", "b": "y"})
            connection.execute(_ADD, {"a": "x", "b": "y"})

    for _ in range(3):
        with pytest.raises(Exception, match=r"(?i)unique"):
            failing()
    with ctx.database.write() as connection:
        connection.execute(_ADD, {"a": "x", "b": "y"})
    with ctx.database.read() as connection:
        assert connection.execute(_COUNT).scalar_one() == 1


def test_what_is_not_committed_nobody_else_reads(ctx: Context) -> None:
    with ctx.database.write() as writer, ctx.database.read() as reader:
        writer.execute(_ADD, {"a": "x", "b": "y"})
        assert reader.execute(_COUNT).scalar_one() == 0
