"""What offices type becomes what a document wants."""

from datetime import time
from decimal import Decimal

import pytest

from documents.drafting import writing


def test_lines_lose_bullets_numbers_and_end_marks() -> None:
    typed = "1. Menyusun rencana;\n\n- Memantau \n b) mengevaluasi.\n  2025 tahun awal"
    assert writing.lines(typed) == (
        "Menyusun rencana",
        "Memantau",
        "mengevaluasi",
        "2025 tahun awal",
    )


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("Menyusun rencana kerja.", "menyusun rencana kerja"),
        ("Badan Permusyawaratan Desa", "Badan Permusyawaratan Desa"),
        ("BUM Desa bersama", "BUM Desa bersama"),
        ("Takisung", "Takisung"),
        ("", ""),
    ],
)
def test_a_clause_begins_small_unless_it_may_open_a_name(typed: str, clause: str) -> None:
    assert writing.clause(typed) == clause


def test_a_sentence_begins_large_and_ends_with_one_full_stop() -> None:
    assert writing.sentence("lokasi belum ditetapkan..") == "Lokasi belum ditetapkan."
    assert writing.sentence("  ") == ""


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("09.00", time(9)),
        ("9:30 WITA", time(9, 30)),
        ("pukul 13.15", time(13, 15)),
        ("25.00", None),
        ("pagi", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, at: time | None) -> None:
    assert writing.clock(typed) == at


@pytest.mark.parametrize(
    ("hectares", "area"),
    [
        (2210, Decimal("22.1")),
        ("2000", Decimal(20)),
        ("1.234,50", Decimal("12.345")),
        ("0", None),
        ("luas", None),
        (None, None),
        (True, None),
        ("NaN", None),
    ],
)
def test_hectares_become_square_kilometres(hectares: object, area: Decimal | None) -> None:
    assert writing.square_kilometres(hectares) == area


def test_names_are_joined_as_in_a_sentence() -> None:
    assert writing.joined(("A",)) == "A"
    assert writing.joined(("A", "B")) == "A dan B"
    assert writing.joined(("A", "B", "C")) == "A, B, dan C"
