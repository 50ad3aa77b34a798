"""Dates, times, numbers and words as Indonesian documents write them."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import locale

SATUAN = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
BESAR = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read(words: str) -> int:
    """Read a number in words: an oracle written independently of num2words."""
    total = group = unit = 0
    for word in words.replace("seribu", "satu ribu").split():
        if word in SATUAN:
            unit = SATUAN.index(word)
        elif word in {"sepuluh", "sebelas"}:
            group, unit = group + 10 + (word == "sebelas"), 0
        elif word == "seratus":
            group += 100
        elif word == "belas":
            group, unit = group + 10 + unit, 0
        elif word in {"puluh", "ratus"}:
            group, unit = group + unit * (10 if word == "puluh" else 100), 0
        else:
            total, group, unit = total + (group + unit) * BESAR[word], 0, 0
    return total + group + unit


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_reads_back_as_itself(number: int) -> None:
    assert read(locale.terbilang(number)) == number


@given(st.integers(0, 10**9))
def test_one_thousand_is_never_satu_ribu_by_itself(millions: int) -> None:
    assert locale.terbilang(millions % 10**6 * 10**6 + 1000).endswith("seribu")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (100, "seratus"),
        (1000, "seribu"),
        (21000, "dua puluh satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (500_000_000, "lima ratus juta"),
    ],
)
def test_known_numbers_in_words(number: int, words: str) -> None:
    assert locale.terbilang(number) == words


@pytest.mark.parametrize("number", [-1, 10**15])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="jangkauan"):
        locale.terbilang(number)


def test_dates_are_written_in_full_without_a_leading_zero() -> None:
    assert locale.tanggal(date(2025, 7, 5)) == "5 Juli 2025"
    assert locale.hari_tanggal(date(2025, 7, 25)) == "Jumat, 25 Juli 2025"
    assert locale.tanggal(date(2025, 2, 1)) == "1 Februari 2025"
    assert locale.tanggal(date(2025, 11, 1)) == "1 November 2025"
    assert locale.tanggal_terbilang(date(2025, 7, 25)) == (
        "Jumat tanggal dua puluh lima bulan Juli tahun dua ribu dua puluh lima"
    )


@given(st.dates(date(1945, 8, 17), date(2999, 12, 31)))
def test_every_date_is_free_of_forbidden_spellings(day: date) -> None:
    assert locale.lint(locale.hari_tanggal(day) + " " + locale.tanggal_terbilang(day)) == []


@given(st.times(), st.sampled_from(locale.ZONES))
def test_every_time_is_free_of_forbidden_spellings(at: time, zone: locale.Zone) -> None:
    assert locale.lint(locale.pukul(at, zone)) == []
    assert locale.lint(locale.rentang_pukul(at, at, zone)) == []


def test_times_have_a_dot_and_a_zone() -> None:
    assert locale.pukul(time(9), "WITA") == "pukul 09.00 WITA"
    span = locale.rentang_pukul(time(9), time(11, 30), "WITA")
    assert span == "pukul 09.00 s.d. 11.30 WITA"
    assert locale.rentang_pukul(time(9), None, "WIT") == "pukul 09.00 WIT s.d. selesai"


@given(st.decimals(0, 10**12, places=2))
def test_an_amount_keeps_its_value_in_writing(amount: Decimal) -> None:
    written = locale.rupiah(amount)
    assert written.startswith("Rp")
    assert Decimal(written[2:].replace(".", "").replace(",", ".")) == amount


def test_amounts_have_no_space_and_two_decimals() -> None:
    assert locale.rupiah(500_000_000) == "Rp500.000.000,00"
    assert locale.rupiah_terbilang(500_000_000) == "Rp500.000.000,00 (lima ratus juta rupiah)"
    assert locale.rupiah_terbilang(Decimal("1.5")) == "Rp1,50 (satu rupiah lima puluh sen)"
    with pytest.raises(ValueError, match="negatif"):
        locale.rupiah(-1)


def test_areas_have_a_comma_and_a_unit() -> None:
    assert locale.luas(Decimal("12.45")) == "12,45 km²"
    assert locale.luas(Decimal(1234), "ha") == "1.234,00 ha"


@given(st.integers(1, 3999))
def test_a_roman_numeral_reads_back_as_itself(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[sign] for sign in locale.romawi(number)]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    assert sum(-a if a < b else a for a, b in pairs) == number


def test_dikta_are_named_in_order() -> None:
    assert [locale.ordinal(n) for n in (1, 2, 3, 10, 11, 12, 15, 20)] == [
        "KESATU",
        "KEDUA",
        "KETIGA",
        "KESEPULUH",
        "KESEBELAS",
        "KEDUA BELAS",
        "KELIMA BELAS",
        "KEDUA PULUH",
    ]


@given(st.integers(1, 800))
def test_list_letters_are_all_different_and_never_shrink(number: int) -> None:
    letters = [locale.huruf(n) for n in range(1, number + 1)]
    assert len(set(letters)) == number
    assert [len(a) for a in letters] == sorted(len(a) for a in letters)


def test_list_letters_go_on_after_z() -> None:
    assert [locale.huruf(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
    assert locale.angka_huruf(1) == "huruf a"
    assert locale.angka_huruf(2) == "huruf a dan huruf b"
    assert locale.angka_huruf(3) == "huruf a, huruf b, dan huruf c"


@pytest.mark.parametrize("name", ["ordinal", "huruf", "romawi"])
def test_positions_start_at_one(name: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        getattr(locale, name)(0)
