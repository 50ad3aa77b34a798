"""A procedure compared and drawn: on the command line and by Accept over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from api.accept import preferred
from api.cli import build
from api.procedures.compare import Change, changes, diff_json
from api.procedures.pictures import BPMN, JSON, OFFERED, SVG
from engine.definitions.catalog import PROCEDURE_FOLDER, shipped
from engine.domain.procedure import ReturnPath
from tests.api.client import Api
from tests.support.world import make_context, open_tkpkp

Kawasan = Callable[..., Result]
TEAM = PROCEDURE_FOLDER / "tkpkp-kabupaten" / "1.0.0.toml"
OLD = shipped().latest("kawasan-perdesaan")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ctx = make_context(tmp_path_factory.mktemp("gambar"))
    open_tkpkp(ctx)
    ctx.database.close()
    return ctx.settings.home


@pytest.fixture
def kawasan(home: Path, monkeypatch: pytest.MonkeyPatch) -> Kawasan:
    monkeypatch.setenv("KAWASAN_HOME", str(home))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(build(arguments[0]), list(arguments))

    return call


def kinds(found: tuple[Change, ...]) -> set[tuple[str, str, str]]:
    return {(c.kind, c.what, c.place[-1][1] if c.place else "") for c in found}


def test_the_same_version_does_not_differ_from_itself() -> None:
    assert changes(OLD, OLD) == ()


def test_steps_guards_clocks_parameters_and_basis_are_each_named() -> None:
    steps = list(OLD.steps)
    first, second = steps[0], steps[1]
    steps[0] = replace(
        first,
        name="Prakarsa",
        guards=first.guards[1:],
        clocks=(replace(first.clocks[0], value=99), replace(first.clocks[0], id="baru")),
        basis=first.basis[:1],
    )
    steps[1] = replace(second, returns=(ReturnPath(first.id),))
    gone = steps.pop()
    parameters = {**OLD.parameters, "desa_minimum": 3, "lain": 1}
    new = replace(OLD, steps=tuple(steps), parameters=parameters)
    found = changes(OLD, new)
    assert kinds(found) == {
        ("changed", "steps", first.id),
        ("removed", "guards", first.guards[0].id),
        ("changed", "clocks", first.clocks[0].id),
        ("added", "clocks", "baru"),
        ("removed", "basis", first.basis[1].label),
        ("added", "returns", first.id),
        ("removed", "steps", gone.id),
        ("changed", "parameters", "desa_minimum"),
        ("added", "parameters", "lain"),
    }
    texts = [c.text for c in found]
    assert f"~ langkah {first.id} · name: Inisiasi → Prakarsa" in texts
    assert "~ parameter desa_minimum: 2 → 3" in texts
    assert f"- langkah {gone.id}: {gone.name}" in texts


def test_articles_no_longer_cited_anywhere_are_listed() -> None:
    kept = replace(OLD, steps=OLD.steps[:1], phases=OLD.phases[:1])
    law = diff_json(OLD, kept)["law"]
    assert isinstance(law, dict)
    assert law["added"] == []
    assert "pp-43-2014#Pasal 124 ayat (2) huruf d" in law["removed"]


def test_a_file_is_compared_with_the_version_in_use(kawasan: Kawasan, tmp_path: Path) -> None:
    file = tmp_path / "baru.toml"
    text = TEAM.read_text(encoding="utf-8").replace("Penetapan TKPKP", "Penetapan Tim", 1)
    file.write_text(text, encoding="utf-8")
    told = kawasan("procedure", "diff", "tkpkp-kabupaten", str(file))
    assert told.exit_code == 0, told.output
    assert "Penetapan TKPKP → Penetapan Tim" in told.stdout
    body = json.loads(kawasan("procedure", "diff", "tkpkp-kabupaten", str(file), "--json").stdout)
    assert [c["kind"] for c in body["changes"]] == ["changed"]
    assert "Tidak ada" in kawasan("procedure", "diff", "bumdesma", "bumdesma").stdout
    assert kawasan("procedure", "diff", "bumdesma", "tidak-ada.toml").exit_code == 2


def test_a_case_is_marked_in_the_picture_of_its_procedure(kawasan: Kawasan) -> None:
    case = json.loads(kawasan("case", "list", "--json").stdout)["items"][0]["id"]
    drawn = kawasan("procedure", "diagram", "tkpkp-kabupaten", "--case", case)
    assert drawn.exit_code == 0, drawn.output
    assert case in drawn.stdout
    assert "● di sini" in drawn.stdout
    assert "● di sini" not in kawasan("procedure", "diagram", "tkpkp-kabupaten").stdout
    wrong = kawasan("procedure", "diagram", "bumdesma", "--case", case)
    assert wrong.exit_code == 2


def test_bpmn_and_pictures_are_xml_on_stdout(kawasan: Kawasan) -> None:
    assert ET.fromstring(kawasan("procedure", "bpmn", "bumdesma").stdout).tag.endswith(
        "definitions"
    )
    body = json.loads(kawasan("procedure", "bpmn", "bumdesma", "--json").stdout)
    assert body["media_type"] == BPMN
    assert ET.fromstring(body["content"]).tag.endswith("definitions")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/html", JSON),
        ("image/svg+xml", SVG),
        ("image/*", SVG),
        ("application/json;q=0.5, application/bpmn+xml", BPMN),
        ("application/json, image/svg+xml;q=0.9", JSON),
        ("image/svg+xml;q=0, */*;q=0.1", JSON),
        ("image/svg+xml;q=banyak", JSON),
    ],
)
def test_the_form_is_what_the_client_likes_best(accept: str, form: str) -> None:
    assert preferred(accept, OFFERED) == form


@pytest.mark.parametrize("form", [SVG, BPMN])
def test_the_api_gives_pictures_and_bpmn_by_accept(reader: Api, form: str) -> None:
    answer = reader.get("/procedures/bumdesma/1.0.0", headers={"Accept": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form)
    assert "Accept" in answer.headers["vary"]
    ET.fromstring(answer.text)
