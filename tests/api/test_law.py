"""The register of law by the API and the command line: standing on a date, and who cites it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.cli import build
from api.law.models import CitedModel, SourceModel
from documents.catalogue import CATALOGUE
from documents.drafting.cited import sources_of, templates_citing
from engine.domain.citing import revoked, sources, uses
from engine.services.context import Context
from tests.api.client import Api
from tests.support.world import open_tkpkp, tkpkp_at

ENDED = "pp-43-2014"
Called = Callable[..., str]


@pytest.fixture(scope="module")
def cases(ctx: Context) -> tuple[str, str]:
    """Two open cases: one of Tanah Laut, one of Kotabaru."""
    return tkpkp_at(ctx, "susunan-tim"), open_tkpkp(ctx, "63.02")


def cited_in(ctx: Context, procedure: str) -> str:
    """A source that the procedure cites."""
    return min(sources(ctx.catalog.latest(procedure)) - {"pencatatan-kawasan", "praktik"})


def test_every_source_is_listed_with_its_standing_on_the_date_asked_about(
    ctx: Context, reader: Api
) -> None:
    until = ctx.catalog.law.sources[ENDED].effective_to
    assert until is not None
    standing = []
    for on in (until - timedelta(days=1), until):
        items = reader.get("/law", on=on.isoformat()).json()["items"]
        found = [SourceModel.model_validate(item) for item in items]
        assert {s.id for s in found} == set(ctx.catalog.law.sources)
        standing.append(next(s.in_force for s in found if s.id == ENDED))
    assert standing == [True, False]
    ended = reader.get("/law", on=until.isoformat(), revoked=True).json()["items"]
    assert ENDED in {s["id"] for s in ended}
    assert not any(s["in_force"] for s in ended)


def test_a_source_names_every_procedure_case_and_document_that_cites_it(
    ctx: Context, reader: Api, cases: tuple[str, str]
) -> None:
    team = ctx.catalog.latest("tkpkp-kabupaten")
    source = cited_in(ctx, team.id)
    found = CitedModel.model_validate(reader.get(f"/law/{source}").json())
    named = {(p.id, p.version): p for p in found.procedures}
    assert named[team.id, team.version].open_cases == 2
    places = [(u.part, u.step or "", u.id) for u in named[team.id, team.version].uses]
    assert places == [(u.part, u.step, u.id) for u in uses(team, source)]
    assert set(cases) <= set(found.cases)
    assert found.open_cases == len(found.cases)


def test_cases_of_another_area_are_neither_named_nor_counted(
    ctx: Context, neighbour: Api, cases: tuple[str, str]
) -> None:
    found = neighbour.get(f"/law/{cited_in(ctx, 'tkpkp-kabupaten')}").json()
    assert found["cases"] == [cases[1]]
    assert found["open_cases"] == 1


def test_the_register_is_closed_to_strangers_and_an_unknown_source_is_not_found(
    http: TestClient, reader: Api
) -> None:
    assert http.get("/api/v1/law").status_code == 401
    assert http.get(f"/api/v1/law/{ENDED}").status_code == 401
    assert reader.get("/law/entah").status_code == 404


def test_a_procedure_says_which_of_its_sources_end(ctx: Context, reader: Api) -> None:
    for item in reader.get("/procedures").json()["items"]:
        procedure = ctx.catalog.version(item["id"], item["version"])
        told = {r["source"]: date.fromisoformat(r["until"]) for r in item["revoked"]}
        assert told == dict(revoked(procedure))
        assert set(told) <= sources(procedure)
    assert any(i["revoked"] for i in reader.get("/procedures").json()["items"])


def test_every_kind_of_document_is_found_under_each_source_it_may_cite(ctx: Context) -> None:
    citing = [kind for kind in CATALOGUE if sources_of(ctx.catalog, kind)]
    assert "keputusan-penetapan-kawasan" in citing
    for kind in citing:
        for source in sources_of(ctx.catalog, kind):
            assert kind in {t.id for t in templates_citing(ctx.catalog, source)}


@pytest.fixture
def kawasan(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> Called:
    monkeypatch.setenv("KAWASAN_HOME", str(ctx.settings.home))

    def call(*arguments: str) -> str:
        result = CliRunner().invoke(build(arguments[0]), list(arguments))
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


def test_the_command_tells_the_same_in_words_and_as_json(
    kawasan: Called, cases: tuple[str, str]
) -> None:
    listed = json.loads(kawasan("law", "list", "--on", "2026-04-01", "--revoked", "--json"))
    assert ENDED in {item["id"] for item in listed["items"]}
    assert "tidak berlaku lagi sejak" in kawasan("law", "list", "--on", "2026-04-01")
    shown = json.loads(kawasan("law", "show", ENDED, "--on", "2026-04-01", "--json"))
    assert shown["in_force"] is False
    told = kawasan("law", "show", ENDED, "--on", "2026-03-01")
    assert "Keberlakuan: berlaku sampai " in told
    assert "perkara terbuka:" in told


def test_procedures_and_kinds_of_documents_name_what_they_cite_that_ended(
    kawasan: Called,
) -> None:
    listed = kawasan("procedure", "list")
    shown = kawasan("procedure", "show", "kawasan-perdesaan")
    checked = json.loads(kawasan("procedure", "check", "kawasan-perdesaan", "--json"))
    assert ENDED in listed
    assert f"{ENDED} dilaporkan tidak berlaku sejak" in shown
    assert checked["sound"]
    assert any(f["kind"] == "revoked" and not f["refuses"] for f in checked["findings"])
    kinds = json.loads(kawasan("document", "catalogue", "--json"))["items"]
    assert any(ENDED in kind["revoked"] for kind in kinds)
