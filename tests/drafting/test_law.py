"""A document cites the law in force on its date, in order, and says what must be checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.drafting import Source, draft
from documents.drafting.law import citations, short_citations
from documents.drafting.record import Record
from documents.drafting.rules import citing, kinds
from engine.domain.law import Certainty, LawRegister
from engine.services.context import Context
from tests.drafting.paper import source
from tests.support.world import kawasan_at, make_context

DECREE = ("keputusan-penetapan-kawasan", "penetapan")


@pytest.fixture(scope="module")
def made_from(tmp_path_factory: pytest.TempPathFactory) -> Source:
    ctx: Context = make_context(tmp_path_factory.mktemp("kawasan"))
    return source(ctx, kawasan_at(ctx, "penyiapan-rpkp"), *DECREE)


def record(made_from: Source) -> Record:
    return Record(made_from, kinds().naskah[made_from.kind], kinds().umum)


def cited(made_from: Source) -> list[str]:
    """The ids of what is cited, in order."""
    by_citation = {s.citation: s.id for s in made_from.law.sources.values()}
    return [by_citation[c] for c in citations(record(made_from))]


def test_sources_stand_by_rank_then_year_then_number(made_from: Source) -> None:
    assert cited(made_from) == [
        "uu-6-2014",
        "uu-23-2014",
        "uu-30-2014",
        "pp-43-2014",
        "permendesa-5-2016",
    ]


def test_practice_decrees_and_the_systems_own_rules_are_never_cited(made_from: Source) -> None:
    steps = made_from.procedure.steps
    for step in steps:
        for kind in step.documents:
            other = replace(made_from, kind=kind, step=step)
            kept = {made_from.law.sources[i].kind for i in cited(other)}
            assert kept <= set(citing().jenis)
            assert not kept & {"praktik", "ketentuan sistem", "keputusan menteri"}


def test_a_law_that_ended_is_not_cited_afterwards_and_the_draft_says_so(
    made_from: Source,
) -> None:
    later = replace(made_from, dated=date(2026, 3, 27))
    assert "pp-43-2014" not in cited(later)
    assert "pp-16-2026" in cited(later)
    checks = draft(later).checks
    assert any(c.startswith("PP 43/2014 tidak dicantumkan karena tercatat") for c in checks)
    assert any(c.startswith("PP 16/2026 belum terbaca") for c in checks)
    day_before = replace(made_from, dated=date(2026, 3, 26))
    assert "pp-43-2014" in cited(day_before)
    assert "pp-16-2026" not in cited(day_before)


def test_a_doubtful_source_in_force_is_printed_with_a_check(made_from: Source) -> None:
    checks = draft(replace(made_from, dated=date(2025, 12, 10))).checks
    assert any(c.startswith("PP 43/2014: Dilaporkan dicabut") for c in checks)


def test_what_nobody_has_read_is_printed_only_where_the_data_says_so(made_from: Source) -> None:
    sources = dict(made_from.law.sources)
    doubted = replace(sources["permendesa-5-2016"], certainty=Certainty.RECALLED, note="Ragu.")
    other = replace(made_from, law=LawRegister({**sources, doubted.id: doubted}))
    assert doubted.id not in cited(other)
    wanted = f"{doubted.short} tidak dicantumkan karena belum terbaca pada naskah aslinya. Ragu."
    assert wanted in draft(other).checks


def test_letters_cite_without_gazette_numbers_and_titles_of_amendments(
    made_from: Source,
) -> None:
    first = short_citations(record(made_from))[0]
    assert first == (
        "Undang-Undang Nomor 6 Tahun 2014 tentang Desa sebagaimana telah beberapa kali diubah, "
        "terakhir dengan Undang-Undang Nomor 3 Tahun 2024"
    )


def test_every_decree_asks_for_the_regencys_own_laws(made_from: Source) -> None:
    assert any("pembentukan Kabupaten Tanah Laut" in c for c in draft(made_from).checks)
