"""The chapters of regulations: which content they cover, and what they may name."""

import string

import pytest

from documents.drafting.grids import NAMED
from documents.drafting.rules import Chapters, Clause, chapters
from engine.definitions.catalog import shipped
from engine.domain.procedure import Procedure

WORDS = {"kawasan", "usaha", "kabupaten", "daerah", "desa", "kecamatan"}
FILES = {
    "peraturan_bersama": ("kawasan-perdesaan", "kerja-sama-desa", "abcdefgh"),
    "peraturan_bersama_bkad": ("bumdesma", "pembentukan-bkad", ""),
    "peraturan_bersama_pendirian": ("bumdesma", "perbersama-pendirian", "abc"),
    "anggaran_dasar": ("bumdesma", "perbersama-pendirian", "abcdefgh"),
    "peraturan_bersama_art": ("bumdesma", "perbersama-art", ""),
    "anggaran_rumah_tangga": ("bumdesma", "perbersama-art", "abcde"),
    "peraturan_desa_modal": ("bumdesma", "musdes-bumdesma", ""),
}


def clauses(content: Chapters) -> list[Clause]:
    return [c for bab in content.bab for pasal in bab.pasal for c in pasal.ayat]


def asked_up_to(procedure: Procedure, step: str) -> set[str]:
    """Every field the procedure asks for until the regulation is written."""
    order = [s.id for s in procedure.steps]
    before = procedure.steps[: order.index(step) + 1]
    return {field.name for s in before for field in s.fields}


@pytest.mark.parametrize("name", FILES)
def test_chapters_cover_each_item_of_content_once(name: str) -> None:
    covered = [bab.materi for bab in chapters(name).bab if bab.materi]
    assert sorted(covered) == list(FILES[name][2])


@pytest.mark.parametrize("name", FILES)
def test_chapters_name_only_fields_that_are_asked_before(name: str) -> None:
    procedure, step, _ = FILES[name]
    asked = asked_up_to(shipped().latest(procedure), step)
    terms = set(shipped().latest(procedure).parameters)
    content = chapters(name)
    texts = [content.judul, *(t for c in clauses(content) for t in (c.isi, *c.huruf))]
    words = {word for text in texts for _, word, _, _ in string.Formatter().parse(text) if word}
    fields = {f for c in clauses(content) for f in (c.isian, c.baris, c.bila) if f}
    assert fields <= asked
    assert words <= asked | WORDS | terms
    assert {p.tabel for bab in content.bab for p in bab.pasal if p.tabel} <= set(NAMED)


@pytest.mark.parametrize("name", FILES)
def test_chapters_rest_on_articles_of_the_register(name: str) -> None:
    law = shipped().law.sources
    for bab in chapters(name).bab:
        for basis in bab.dasar:
            source, _, article = basis.partition("#")
            assert article in law[source].articles, basis


@pytest.mark.parametrize("name", FILES)
def test_a_clause_says_something_and_takes_its_items_from_one_place(name: str) -> None:
    for clause in clauses(chapters(name)):
        assert clause.isi
        assert sum(map(bool, (clause.huruf, clause.isian, clause.baris))) <= 1
        assert bool(clause.kolom) == bool(clause.baris)
