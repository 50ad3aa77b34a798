"""Monthly reports under a real Prefect server: made and sent once, also after being killed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from engine.services import reports_kept
from engine.services.cases import OpenRequest, open_case
from engine.services.context import Context
from engine.services.files import read_file
from engine.services.jobs import waiting
from engine.services.offices import put_office
from engine.services.reports_kept import REPORT_TOPIC
from flows.deployments import deployments
from flows.post import send_post
from flows.reports import monthly_reports
from tests.flows.test_flows import Postbox, postbox  # noqa: F401 - a fixture
from tests.support.world import NOW, OFFICER, set_clock

pytestmark = pytest.mark.prefect
WITA = "Asia/Makassar"


@pytest.fixture(autouse=True)
def case(ctx: Context) -> None:
    """A case recorded in February, and a Sekda with an address."""
    set_clock(ctx, datetime(2026, 2, 10, 2, tzinfo=UTC))
    request = OpenRequest("tkpkp-kabupaten", "63.01", "TKPKP", date(2026, 2, 9))
    open_case(ctx, OFFICER, request)
    put_office(ctx, "sekda", "63.01", email="setda@tanahlaut.example")
    set_clock(ctx, NOW)


def test_every_zone_looks_each_morning_for_months_that_are_over() -> None:
    found = {
        (d.name, s.schedule.timezone)  # type: ignore[union-attr]
        for d in deployments()
        for s in d.schedules or []
        if d.flow_name == "laporan-bulanan"
    }
    assert found == {
        ("pagi-wib", "Asia/Jakarta"),
        ("pagi-wita", "Asia/Makassar"),
        ("pagi-wit", "Asia/Jayapura"),
    }


def test_a_month_is_made_and_sent_once_however_often_it_runs(
    ctx: Context,
    postbox: Postbox,  # noqa: F811
) -> None:
    assert monthly_reports(WITA) == {"made": 2, "failed": 0}
    assert monthly_reports(WITA) == {"made": 0, "failed": 0}
    send_post()
    send_post()
    (letter,) = postbox.letters
    assert letter["To"] == "setda@tanahlaut.example"
    assert letter["Subject"] == "Laporan kemajuan Kabupaten Tanah Laut, Februari 2026"
    text = letter.get_body(("plain",))
    assert text is not None
    assert "Perkara berjalan: 1" in text.get_content()
    (attached,) = letter.iter_attachments()
    (made,) = reports_kept.made(ctx, OFFICER, "63.01")
    assert attached.get_content() == read_file(ctx, made.pdf)


def test_a_run_that_dies_before_the_record_is_made_up_for(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As when the process is gone."""

    def dies(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(reports_kept, "keep", dies)
        with pytest.raises(Killed):
            monthly_reports.fn(WITA)
    assert waiting(ctx) == {}
    files = {p.name for p in ctx.settings.files.rglob("*") if p.is_file()}
    assert len(files) == 3
    assert monthly_reports(WITA)["made"] == 2
    again = {p.name for p in ctx.settings.files.rglob("*") if p.is_file()}
    assert files < again
    assert len(again) == 6
    assert waiting(ctx) == {REPORT_TOPIC: 1}


def test_after_an_outage_every_missed_month_is_made(ctx: Context) -> None:
    set_clock(ctx, datetime(2026, 6, 2, 2, tzinfo=UTC))
    assert monthly_reports(WITA)["made"] == 8
    months = [made.month for made in reports_kept.made(ctx, OFFICER, "63.01")]
    assert months == ["2026-05", "2026-04", "2026-03", "2026-02"]
