"""Law and procedures load strictly: every mistake names its file and its line."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from engine.definitions.catalog import PROCEDURE_FOLDER, load_catalog, shipped
from engine.definitions.law import LAW_FOLDER
from engine.domain.guards import VOCABULARY
from engine.errors import DefinitionError

LAW = """
id = "uu-1-2000"
kind = "UU"
short = "UU 1/2000"
citation = "Undang-Undang Nomor 1 Tahun 2000 tentang Contoh"
rank = 10
year = 2000
certainty = "verified"

[[article]]
ref = "Pasal 1"
requires = "Contoh."
certainty = "verified"
"""
HEAD = """
id = "contoh"
version = "1.0.0"
name = "Contoh"
prefix = "CTH"
subject = "contoh"
effective_from = 2025-01-01

[parameters.banyak]
value = 2
label = "Banyaknya"
certainty = "practice"

[[phase]]
id = "awal"
name = "Awal"
regency_state = "tkpkp"
"""
FIRST = """
[[step]]
id = "satu"
name = "Satu"
phase = "awal"
actor = "pmd-kabupaten"
basis = ["uu-1-2000#Pasal 1"]
fields = [
  { name = "nomor", label = "Nomor", kind = "text" },
]
guards = [
  { id = "nomor-ada", use = "present", level = "hard", given = { fields = ["nomor"] }, basis = ["uu-1-2000"], who = "pmd-kabupaten", remedy = "Isi." },
]
"""  # noqa: E501 - one guard a line, as the shipped files have it
SECOND = """
[[step]]
id = "dua"
name = "Dua"
phase = "awal"
actor = "bupati"
after = ["satu"]
basis = ["uu-1-2000"]
returns = [
  { to = "satu" },
]
"""


def load(tmp_path: Path, text: str, law: str = LAW):  # type: ignore[no-untyped-def]
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "uu-1-2000.toml").write_text(law)
    (tmp_path / "law" / "pencatatan-kawasan.toml").write_text(
        (LAW_FOLDER / "pencatatan-kawasan.toml").read_text()
    )
    folder = tmp_path / "procedures"
    (folder / "contoh").mkdir(parents=True)
    (folder / "roles.toml").write_text((PROCEDURE_FOLDER / "roles.toml").read_text())
    (folder / "contoh" / "1.0.0.toml").write_text(text)
    return load_catalog(tmp_path / "law", folder)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_correct_procedure_loads_with_its_citations_resolved(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD + FIRST + SECOND).latest("contoh")
    assert [step.id for step in found.steps] == ["satu", "dua"]
    assert found.steps[0].basis[0].label == "UU 1/2000 Pasal 1"
    assert re.fullmatch(r"[0-9a-f]{64}", found.digest)


def test_comments_and_layout_do_not_change_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = load(tmp_path / "a", HEAD + FIRST).latest("contoh")
    noted = load(tmp_path / "b", "# catatan\n" + HEAD + "\n\n" + FIRST).latest("contoh")
    assert plain.digest == noted.digest


MISTAKES = [
    ("an unknown key", FIRST, 'name = "Satu"', 'name = "Satu"\nwarna = "biru"', "warna", 1),
    ("an unknown guard", FIRST, 'use = "present"', 'use = "ajaib"', "ajaib", 0),
    ("an unknown citation", FIRST, "#Pasal 1", "#Pasal 9", "Pasal 9", 0),
    ("an unknown source", FIRST, 'basis = ["uu-1-2000"], who', 'basis = ["uu-2"], who', "uu-2", 0),
    ("an unknown phase", FIRST, 'phase = "awal"', 'phase = "akhir"', "akhir", 0),
    ("an unknown role", FIRST, 'actor = "pmd-kabupaten"', 'actor = "raja"', "raja", 0),
    ("an unknown field", FIRST, '["nomor"]', '["tanggal"]', "tanggal", 0),
    ("a missing parameter", FIRST, 'given = { fields = ["nomor"] }', "given = { }", "fields", 0),
    ("an unknown parameter", FIRST, '["nomor"] }', '["nomor"], n = 1 }', "n", 0),
    ("a wrong level", FIRST, 'level = "hard"', 'level = "keras"', "level", 0),
    ("a guard without basis", FIRST, 'basis = ["uu-1-2000"], who', "basis = [], who", "dasar", 0),
    ("an unknown kind of field", FIRST, 'kind = "text"', 'kind = "warna"', "kind", 0),
    ("an unknown prerequisite", SECOND, 'after = ["satu"]', 'after = ["nol"]', "nol", 0),
    ("a return to nowhere", SECOND, 'to = "satu"', 'to = "nol"', "nol", None),
    ("a return that leads forward", SECOND, 'to = "satu"', 'to = "dua"', "dua", 0),
]


@pytest.mark.parametrize(
    ("part", "old", "new", "named", "offset"),
    [m[1:] for m in MISTAKES],
    ids=[m[0] for m in MISTAKES],
)
def test_a_mistake_is_refused_at_its_line(
    tmp_path: Path, part: str, old: str, new: str, named: str, offset: int | None
) -> None:
    text = HEAD + FIRST + SECOND
    wrong = text.replace(part, part.replace(old, new))
    with pytest.raises(DefinitionError) as error:
        load(tmp_path, wrong)
    found = [p for p in error.value.problems if named in p.message]
    assert found, str(error.value)
    assert found[0].file == "contoh/1.0.0.toml"
    if offset is not None:
        wrong_line = line_of(wrong, part.replace(old, new)) + line_of(part, old) - 1
        assert found[0].line == wrong_line + offset


def test_a_cycle_is_shown_as_a_path(tmp_path: Path) -> None:
    text = HEAD + FIRST.replace('basis = ["uu', 'after = ["dua"]\nbasis = ["uu', 1) + SECOND
    with pytest.raises(DefinitionError, match=r"satu → dua → satu|dua → satu → dua"):
        load(tmp_path, text)


def test_text_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"contoh/1\.0\.0\.toml:\d+: bukan TOML"):
        load(tmp_path, HEAD + "[[step\n")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = (HEAD + FIRST + SECOND).replace("bupati", "raja").replace('"present"', '"ajaib"')
    with pytest.raises(DefinitionError) as error:
        load(tmp_path, text)
    assert len(error.value.problems) == 2


def test_a_law_file_must_be_named_after_its_source(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="berbeda dari nama berkas"):
        load(tmp_path, HEAD + FIRST, LAW.replace('id = "uu-1-2000"', 'id = "uu-1-2001"'))


# --- what ships --------------------------------------------------------------------------


def test_the_three_procedures_ship() -> None:
    assert [p.id for p in shipped().procedures] == [
        "bumdesma",
        "kawasan-perdesaan",
        "tkpkp-kabupaten",
    ]


def test_every_step_and_guard_that_ships_has_a_basis() -> None:
    for procedure in shipped().procedures:
        for step in procedure.steps:
            assert step.basis, step.id
            for guard in step.guards:
                assert guard.basis, f"{step.id}.{guard.id}"
                assert guard.remedy, f"{step.id}.{guard.id}"


def test_every_guard_of_the_vocabulary_is_used_by_what_ships_or_tested() -> None:
    used = {g.use for p in shipped().procedures for s in p.steps for g in s.guards}
    assert used <= set(VOCABULARY)


def test_no_office_target_passes_for_law() -> None:
    """A clock called law rests on a source; one that is not names none."""
    for procedure in shipped().procedures:
        for step in procedure.steps:
            for clock in step.clocks:
                assert bool(clock.basis) or not clock.legal, f"{step.id}.{clock.id}"


def test_a_source_reported_revoked_says_so_wherever_it_is_cited() -> None:
    basis = shipped().law.cite("pp-43-2014#Pasal 124 ayat (1)")
    assert basis.until is not None
    assert basis.lapsed(basis.until)
    assert not basis.lapsed(basis.until - timedelta(days=1))
    assert shipped().law.cite("uu-6-2014").until is None
