"""Numbers follow each other without a gap, whoever asks at the same time or dies in between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from documents import service
from documents.drafting import numbers, printing
from engine.services import offices, papers
from engine.services.context import Context
from engine.services.records import Document
from engine.services.register import Serial
from tests.drafting.paper import planned_audience
from tests.support.data import REGENCY
from tests.support.world import OFFICER, make_context

REGENCIES = ("63.01", "63.02", "63.03", "63.04", "63.05", "63.11")
DATED = date(2025, 7, 28)


@pytest.fixture
def ctx(tmp_path: Path) -> Context:
    return make_context(tmp_path)


def drafted(ctx: Context, regency: str = REGENCY) -> Document:
    """A request for an audience, ready to be signed."""
    case_id = planned_audience(ctx, regency)
    return service.draft(ctx, OFFICER, case_id, "surat-permohonan-audiensi", "audiensi-sekda")


def test_two_at_a_time_leave_no_gap_and_take_no_number_twice(ctx: Context) -> None:
    waiting = [drafted(ctx, regency) for regency in REGENCIES]
    with ThreadPoolExecutor(2) as pool:
        signed = list(pool.map(lambda d: service.sign(ctx, OFFICER, d.id, DATED), waiting))
    expected = {f"400.10.3.4/{n:03d}/DPMD/2025" for n in range(1, len(REGENCIES) + 1)}
    assert {d.number for d in signed} == expected


def test_a_number_is_kept_for_its_document_over_a_crash(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = drafted(ctx, "63.01"), drafted(ctx, "63.02")

    def crash(*_: object, **__: object) -> bytes:
        raise OSError("mesin mati")

    with monkeypatch.context() as broken:
        broken.setattr(printing, "final_pdf", crash)
        with pytest.raises(OSError, match="mesin mati"):
            service.sign(ctx, OFFICER, first.id, DATED)
    assert papers.document(ctx, OFFICER, first.id).state == "draft"
    assert service.sign(ctx, OFFICER, second.id, DATED).number == "400.10.3.4/002/DPMD/2025"
    assert service.sign(ctx, OFFICER, first.id, DATED).number == "400.10.3.4/001/DPMD/2025"


def test_a_document_signed_twice_at_once_has_one_number(ctx: Context) -> None:
    waiting = drafted(ctx)

    def sign(_: int) -> str:
        return service.sign(ctx, OFFICER, waiting.id, DATED).number

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(sign, range(2))) == {"400.10.3.4/001/DPMD/2025"}
    assert len(papers.deliveries(ctx, waiting.id)) == 1


def test_each_office_and_year_has_a_register_of_its_own(ctx: Context) -> None:
    kind = "surat-permohonan-audiensi"
    one = numbers.series(kind, offices.office(ctx, "pmd-provinsi", "63"), DATED)
    other = numbers.series(kind, offices.office(ctx, "pmd-provinsi", "62"), DATED)
    later = numbers.series(kind, offices.office(ctx, "pmd-provinsi", "63"), date(2026, 1, 2))
    assert len({(s.unit, s.series, s.year) for s in (one, other, later)}) == 3
    assert later.write(Serial(7)) == "400.10.3.4/007/DPMD/2026"


def test_an_office_writes_its_own_unit_code(ctx: Context) -> None:
    offices.put_office(ctx, "pmd-provinsi", "63", unit="DPMD-KALSEL", city="Banjarbaru")
    waiting = drafted(ctx)
    signed = service.sign(ctx, OFFICER, waiting.id, DATED)
    assert signed.number == "400.10.3.4/001/DPMD-KALSEL/2025"
