"""Cells of an import: dates, numbers, periods, regencies and villages as offices write them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from engine.errors import FileNotAccepted, FileTooLarge, InvalidInput
from engine.reference import columns, regions
from engine.services.history import cells, places, reading, sheet, table
from engine.services.history.problems import BadCellError
from engine.services.history.reading import Entry
from tests.engine.services.history_files import FULL, TABALONG, csv_file, workbook, xlsx_file


def entries(content: bytes) -> list[Entry]:
    found, _ = table.records(sheet.read(content))
    return [reading.read(record) for record in found]


def blocking(entry: Entry) -> list[tuple[str, str]]:
    return [(p.column, p.message) for p in entry.problems if p.blocks]


@pytest.mark.parametrize(
    "text",
    ["2019-03-12", "12-03-2019", "12/3/2019", "12.03.2019", "12 Maret 2019", "12 mar 2019",
     "2019-03-12 00:00:00", "43536"],
)  # fmt: skip
def test_a_date_is_read_in_every_usual_way(text: str) -> None:
    assert cells.when(text) == cells.When(date(2019, 3, 12))


@pytest.mark.parametrize(
    "text", ["31-02-2019", "03/13/2019", "12-03-19", "Maret", "1234", "99999"]
)
def test_what_is_no_date_is_a_problem(text: str) -> None:
    with pytest.raises(BadCellError):
        cells.when(text)


@pytest.mark.parametrize("text", ["12 Agt 2020", "12 Agustus 2020", "12 Ags 2020"])
def test_months_have_more_than_one_short_form(text: str) -> None:
    assert cells.when(text).day == date(2020, 8, 12)


def test_a_bare_year_is_its_last_day_and_known_to_be_so() -> None:
    assert cells.when("2021") == cells.When(date(2021, 12, 31), exact=False)


@pytest.mark.parametrize(
    ("text", "year"), [("73 Tahun 2021", 2021), ("050/Kep.94/2019", 2019), ("Kep. 12", None),
                       ("12/1234", None)],
)  # fmt: skip
def test_the_year_in_a_number_dates_it(text: str, year: int | None) -> None:
    found = cells.year_in_number(text)
    assert (found.day.year if found else None) == year


@pytest.mark.parametrize(
    "text", ["2021-2025", "2021 – 2025", "2021 s.d. 2025", "2021 sampai 2025"]
)
def test_a_period_is_whole_years(text: str) -> None:
    assert cells.period(text) == ("2021-01-01", "2025-12-31")


@pytest.mark.parametrize("text", ["BELUM", "belum ada", "-", "--", "", "  ", "N/A"])
def test_absent_has_many_words(text: str) -> None:
    assert cells.absent(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Seradang", "63.09.05.2012"), ("desa LOK  BATU", "63.09.05.2014"),
     ("Masingai II", "63.09.10.2005"), ("masingai dua", "63.09.10.2005"),
     ("Kembang Kuning (Kec. Haruai)", "63.09.05.2011"), ("6309052011", "63.09.05.2011")],
)  # fmt: skip
def test_a_village_is_found_within_its_regency(name: str, code: str) -> None:
    assert places.village(name, "63.09") == places.Named(code)


@pytest.mark.parametrize(
    ("name", "code", "regency"),
    [("Saradang", "63.09.05.2012", "63.09"), ("Pesayangan Barat", "63.03.05.2057", "63.03")],
)
def test_a_known_variant_of_a_spelling_is_read_and_said(
    name: str, code: str, regency: str
) -> None:
    found = places.village(name, regency)
    assert found.code == code
    assert found.note == f"“{name}” dibaca {regions.name(code)} ({code})."


def test_any_other_spelling_is_a_question_with_candidates() -> None:
    with pytest.raises(BadCellError) as caught:
        places.village("Kembng Kunning", "63.09")
    assert caught.value.candidates == ("Kembang Kuning (63.09.05.2011, Kecamatan Haruai)",)


def test_a_name_that_two_villages_bear_is_a_question() -> None:
    twice = next(
        (regency, names)
        for regency in ("63.01", "63.02", "63.03", "63.04", "63.07", "63.08")
        if (names := _shared_names(regency))
    )
    regency, names = twice
    with pytest.raises(BadCellError) as caught:
        places.village(names[0], regency)
    assert len(caught.value.candidates) >= 2
    district = caught.value.candidates[0].rpartition("Kecamatan ")[2].rstrip(")")
    assert places.village(f"{names[0]} ({district})", regency).code.startswith(regency)


def _shared_names(regency: str) -> list[str]:
    names = [
        village.name
        for district in regions.children(regency)
        for village in regions.children(district.code)
        if village.kind == "desa"
    ]
    return [name for name in names if names.count(name) > 1]


def test_a_kelurahan_is_no_village() -> None:
    with pytest.raises(BadCellError, match="kelurahan, bukan desa"):
        places.village("Pasayangan", "63.03")


@pytest.mark.parametrize("text", ["63.09", "6309", "63,09", "Tabalong", "Kab. Tabalong"])
def test_a_regency_is_found_by_code_or_name(text: str) -> None:
    assert places.regency(text) == ("63.09", "")


def test_a_code_that_a_spreadsheet_shortened_is_restored_and_said() -> None:
    code, note = places.regency("63.1")
    assert code == "63.10"
    assert "dibaca 63.10" in note


def test_a_name_of_a_kabupaten_and_a_kota_is_a_question() -> None:
    with pytest.raises(BadCellError) as caught:
        places.regency("Banjar")
    assert len(caught.value.candidates) == 2


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings_of_offices_are_recognised(separator: str, encoding: str) -> None:
    row = {**TABALONG, "tema": "wisata – “hijau”"}
    (entry,) = entries(csv_file(row, separator=separator, encoding=encoding))
    assert blocking(entry) == []
    assert "Tema: wisata – “hijau”" in entry.remarks


def test_a_workbook_says_the_same_as_a_csv() -> None:
    typed = {
        **FULL,
        "tanggal SK lokasi kawasan": datetime(2019, 3, 12),  # noqa: DTZ001 - as a workbook holds it
        "tanggal SK TKPKP kabupaten": date(2020, 2, 5),
        "kode kabupaten": 63.01,
    }
    assert entries(xlsx_file(typed)) == entries(csv_file(FULL))


def test_rows_of_one_kawasan_are_put_together() -> None:
    base = {"kawasan": "Satu", "kode kabupaten": "63.09"}
    (entry,) = entries(csv_file({**base, "desa": "Nawin"}, {**base, "desa": "Hayup"}))
    assert entry.villages == ("63.09.05.2004", "63.09.05.2007")
    assert entry.rows == (2, 3)


def test_rows_of_one_kawasan_may_not_disagree() -> None:
    base = {"kawasan": "Satu", "kode kabupaten": "63.09", "desa": "Nawin"}
    (entry,) = entries(
        csv_file({**base, "tema": "wisata"}, {**base, "desa": "Hayup", "tema": "padi"})
    )
    assert blocking(entry) == [("tema", "Berbeda dengan baris 2 untuk kawasan yang sama.")]


def test_a_code_with_another_villages_name_is_a_problem() -> None:
    row = {"kawasan": "Satu", "kode desa": "63.09.05.2011", "desa": "Nawin"}
    (entry,) = entries(csv_file(row))
    assert blocking(entry) == [
        ("kode desa", "Kode 63.09.05.2011 milik Kembang Kuning, bukan “Nawin”.")
    ]


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+62", "-A1"])
def test_a_formula_is_a_problem_in_csv_and_in_a_workbook(cell: str) -> None:
    row = {**TABALONG, "tema": cell}
    for content in (csv_file(row), xlsx_file(row)):
        (entry,) = entries(content)
        assert [column for column, _ in blocking(entry)] == ["tema"]
        assert not any(cell in remark for remark in entry.remarks)


def test_invisible_characters_are_taken_out() -> None:
    (entry,) = entries(csv_file({**TABALONG, "nama kawasan": "A\u202eB\x1b[31m\u200bC\x07"}))
    assert entry.title == "A B [31m C"


def test_a_file_without_a_header_names_the_column_it_needs() -> None:
    with pytest.raises(InvalidInput, match="nama kawasan"):
        entries(b"a;b\n1;2\n")


def test_a_column_twice_is_refused() -> None:
    with pytest.raises(InvalidInput, match="dua kali"):
        entries(b"nama kawasan;tema;tema kawasan\nA;b;c\n")


def test_an_unknown_column_is_said() -> None:
    _, remarks = table.records(sheet.read(b"nama kawasan;warna\nA;biru\n"))
    assert [(p.column, p.blocks) for p in remarks] == [("warna", False)]


def test_too_much_is_refused() -> None:
    limits = columns.limits()
    with pytest.raises(FileTooLarge):
        entries(b"x" * (limits.bytes + 1))
    with pytest.raises(FileTooLarge):
        entries(b"nama kawasan\n" + b"A\n" * (limits.rows + 1))
    with pytest.raises(FileTooLarge):
        entries(b"nama kawasan\n" + b"\n" * (limits.rows * 3))
    with pytest.raises(FileTooLarge):
        entries(b"nama kawasan\n" + b";" * limits.columns + b"x\n")


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (columns.limits().unpacked_bytes + 1))
    with pytest.raises(FileTooLarge):
        entries(out.getvalue())


def test_a_workbook_with_entities_is_refused_unread() -> None:
    out = io.BytesIO()
    given = io.BytesIO(workbook([["nama kawasan"]]))
    with zipfile.ZipFile(given) as source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + text
            archive.writestr(name, text)
    with pytest.raises(FileNotAccepted):
        entries(out.getvalue())


def test_every_column_of_an_instrument_exists_and_its_evidence_is_known() -> None:
    from engine.definitions.catalog import shipped

    known = columns.columns()
    for wanted in columns.instruments():
        step = shipped().latest(wanted.procedure).by_id[wanted.step]
        assert {c for c in (wanted.number, wanted.date, wanted.period, wanted.year) if c} <= set(
            known
        )
        assert set(wanted.missing) <= {kind.id for kind in step.evidence}
        fields = {"nomor", *wanted.period_fields, *filter(None, [wanted.name_field])}
        assert fields <= {field.name for field in step.fields}


def test_no_two_columns_share_a_header() -> None:
    headers = [
        header
        for column in columns.columns().values()
        for header in {columns.header(written) for written in (column.label, *column.headers)}
    ]
    assert sorted(headers) == sorted(set(headers))


def test_the_guide_names_every_column() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "impor.md").read_text("utf-8")
    assert [c.label for c in columns.columns().values() if c.label not in guide] == []


def test_headers_may_be_abbreviated_and_of_any_case() -> None:
    row = {
        "NAMA KAWASAN": "Satu",
        "Kode Kab.": "63.09",
        "No. SK TKPKP": "5/2019",
        "Tgl. SK_TKPKP": "3 Juni 2019",
        "nama desa": "Nawin",
    }
    found, remarks = table.records(sheet.read(csv_file(row)))
    assert remarks == []
    (act,) = reading.read(found[0]).acts
    assert (act.instrument.name, act.on) == ("SK TKPKP kabupaten", date(2019, 6, 3))
