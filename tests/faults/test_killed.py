"""A worker is killed a hundred times at random: everything due is there, exactly once.

What a system shows after the kills is held against a copy of it that nobody disturbed.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.services import audit, backup, digests, papers, sweep
from engine.services.backup_proof import prove
from engine.services.context import Context
from engine.services.jobs import waiting
from engine.services.offices import put_office
from tests.faults.conftest import Forge, Postbox
from tests.faults.workers import system
from tests.support import world
from tests.support.world import NOW, OFFICER

pytestmark = pytest.mark.slow
MONDAY = NOW + timedelta(days=70)
AFTER_THE_LEASE = timedelta(minutes=6)
WHOLE = ("sapu", "naskah", "kirim")


@dataclass(frozen=True)
class Shown:
    """What a system holds, in a form in which two systems can be compared."""

    reminders: list[str]
    documents: list[tuple[str, str, str, str]]
    deliveries: Counter[str]
    waiting: dict[str, int]


def make(folder: Path) -> Path:
    """A system with letters promised, steps late, and people who are told."""
    ctx = world.make_context(folder)
    put_office(ctx, "sekda", "63.01", email="sekda@uji.test")
    digests.add_recipient(ctx, "pmd-provinsi", "63", "petugas", "", "petugas@uji.test")
    digests.add_recipient(ctx, "pmd-provinsi", "63", "kepala", "", "kepala@uji.test")
    world.tkpkp_done(ctx)
    for number in range(2, 12):
        world.open_tkpkp(ctx, f"63.{number:02d}" if number < 11 else "63.71")
    ctx.database.close()
    return ctx.settings.home


def shown(home: Path) -> Shown:
    ctx = system(home, MONDAY, 0)
    report = audit.verify(ctx)
    assert report.sound, report.breaks
    found = [d for case in cases(ctx) for d in papers.documents_of(ctx, OFFICER, case)]
    states = Counter(d.state for doc in found for d in papers.deliveries(ctx, doc.id))
    result = Shown(
        sorted(r.key for r in sweep.open_reminders(ctx, OFFICER)),
        sorted((d.kind, d.step, d.village, d.state) for d in found),
        states,
        waiting(ctx),
    )
    ctx.database.close()
    return result


def cases(ctx: Context) -> list[str]:
    with ctx.database.read() as connection:
        return [r[0] for r in connection.exec_driver_sql('SELECT id FROM "case"')]


def finish(forge: Forge, home: Path, moment: datetime) -> None:
    for minutes in range(3):
        forge.run(home, moment + AFTER_THE_LEASE * minutes)


def undisturbed(forge: Forge, box: Postbox, home: Path) -> tuple[Shown, int]:
    """What a copy comes to that nobody disturbs, and how many different messages it sent."""
    copy = home.parent / "tenang"
    shutil.copytree(home, copy)
    finish(forge, copy, MONDAY)
    messages = len({m["Message-ID"] for m in box.letters})
    box.letters.clear()
    return shown(copy), messages


def until_done(forge: Forge, home: Path) -> None:
    """Kill worker after worker until one outruns its end, and let the next finish the rest."""
    moment = MONDAY
    for number in range(25):
        killed = forge.killed
        forge.kill(home, moment, WHOLE[number % 3 :] + WHOLE[: number % 3], within=0.6)
        moment += AFTER_THE_LEASE / 2 if number % 2 else AFTER_THE_LEASE / 4
        if forge.killed == killed:
            break
    finish(forge, home, moment + AFTER_THE_LEASE)


def test_killed_eighty_times_while_sweeping_writing_and_sending(
    tmp_path: Path, forge: Forge, postbox: tuple[Postbox, int]
) -> None:
    pristine, box = make(tmp_path), postbox[0]
    expected, messages = undisturbed(forge, box, pristine)
    assert expected.reminders
    assert expected.documents
    assert (expected.waiting, messages > 0) == ({}, True)
    while forge.killed < 80:
        home = tmp_path / f"sistem-{forge.killed}"
        shutil.copytree(pristine, home)
        until_done(forge, home)
        assert shown(home) == expected
        subjects = {(m["Message-ID"], m["Subject"], m["To"]) for m in box.letters}
        assert len({m["Message-ID"] for m in box.letters}) == len(subjects) == messages
        box.letters.clear()


def test_killed_twenty_times_while_sealing_and_backing_up(tmp_path: Path, forge: Forge) -> None:
    home = make(tmp_path)
    moment = MONDAY
    while forge.killed < 20:
        forge.kill(home, moment, ["jaga"], within=0.5)
        moment += timedelta(minutes=1)
    forge.run(home, moment + timedelta(days=2), ["jaga"])
    ctx = system(home, moment, 0)
    assert audit.verify(ctx).sound
    point = backup.recovery_point(ctx)
    assert point is not None
    assert prove(ctx, home / "cadangan" / point.file).sound
    whole = sorted(p.name for p in (home / "cadangan").glob("kawasan-*.zip"))
    assert whole[-1] == point.file
    assert len(whole) <= 2


def test_two_workers_at_once_raise_write_and_send_once(
    tmp_path: Path, forge: Forge, postbox: tuple[Postbox, int]
) -> None:
    home, box = make(tmp_path), postbox[0]
    expected, messages = undisturbed(forge, box, home)
    for minutes in range(3):
        forge.run(home, MONDAY + AFTER_THE_LEASE * minutes, WHOLE, workers=2)
    assert shown(home) == expected
    assert len(box.letters) == messages


def test_a_clock_that_jumps_a_week_and_back_doubles_nothing(
    tmp_path: Path, forge: Forge, postbox: tuple[Postbox, int]
) -> None:
    home, box = make(tmp_path), postbox[0]
    week = timedelta(days=7)
    forge.run(home, MONDAY)
    forge.kill(home, MONDAY + week, ["sapu", "naskah"], within=0.3)
    before = shown(home)
    forge.run(home, MONDAY + timedelta(minutes=1))
    assert set(shown(home).reminders) >= set(before.reminders)
    finish(forge, home, MONDAY + week + AFTER_THE_LEASE)
    found = shown(home)
    assert found.waiting == {}
    assert len(found.reminders) == len(set(found.reminders))
    kinds = [(kind, step, village) for kind, step, village, _ in found.documents]
    assert len(kinds) == len(set(kinds))
    digests_of = Counter((m["To"], m["Message-ID"]) for m in box.letters)
    assert set(digests_of.values()) == {1}
