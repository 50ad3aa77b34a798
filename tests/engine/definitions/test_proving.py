"""A file is judged whole: what cannot be loaded, and what is loaded but unsound, both by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.definitions.catalog import PROCEDURE_FOLDER, shipped
from engine.definitions.proving import Judgement, judge_file
from engine.definitions.roles import load_roles
from engine.errors import DefinitionError
from engine.services import migration
from tests.support.world import make_context

TEAM = (PROCEDURE_FOLDER / "tkpkp-kabupaten" / "1.0.0.toml").read_text(encoding="utf-8")
AREA = (PROCEDURE_FOLDER / "kawasan-perdesaan" / "1.0.0.toml").read_text(encoding="utf-8")


def judged(folder: Path, text: str) -> Judgement:
    file = folder / "uji.toml"
    file.write_text(text, encoding="utf-8")
    catalog = shipped()
    roles = load_roles(PROCEDURE_FOLDER / "roles.toml", catalog.law)
    return judge_file(file, catalog, roles, frozenset(_documents(text)))


def _documents(text: str) -> set[str]:
    """Every word of the file: no document is unknown in these tests."""
    return set(text.replace('"', " ").split())


def test_a_cycle_is_shown_with_its_steps(tmp_path: Path) -> None:
    changed = TEAM.replace(
        'id = "audiensi-sekda"', 'id = "audiensi-sekda"\nafter = ["penetapan-tkpkp"]', 1
    )
    found = judged(tmp_path, changed)
    assert found.procedure is None
    (finding,) = [f for f in found.findings if f.kind == "cycle"]
    assert finding.path[0] == finding.path[-1]
    assert "penetapan-tkpkp" in finding.path
    assert changed.splitlines()[finding.line - 1].startswith("after =")


def test_a_return_forward_is_shown_with_its_way(tmp_path: Path) -> None:
    changed = TEAM.replace('{ to = "susunan-tim" }', '{ to = "rencana-kerja-tkpkp" }', 1)
    assert changed != TEAM
    (finding,) = [f for f in judged(tmp_path, changed).findings if f.kind == "return"]
    assert finding.path == ("rancangan-sk-tkpkp", "penetapan-tkpkp", "rencana-kerja-tkpkp")


def no_way_back() -> str:
    """The kawasan procedure without the way back from a consent that was not reached."""
    start = AREA.index('id = "musyawarah-antar-desa"')
    end = AREA.index("[[step]]", start)
    block = AREA[start:end]
    at = block.index("returns = [")
    return AREA[:start] + block[:at] + block[block.index("]", at) + 1 :] + AREA[end:]


def test_an_unsound_version_is_not_installed(tmp_path: Path) -> None:
    ctx = make_context(tmp_path)
    file = tmp_path / "9.0.0.toml"
    text = no_way_back().replace('version = "1.0.0"', 'version = "9.0.0"', 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match="jalan buntu"):
        migration.install(ctx, file)
    assert not (ctx.settings.procedures / "kawasan-perdesaan" / "9.0.0.toml").exists()
    sound = AREA.replace('version = "1.0.0"', 'version = "9.0.0"', 1)
    file.write_text(sound, encoding="utf-8")
    assert migration.install(ctx, file).version == "9.0.0"
    ctx.database.close()


def test_the_village_consent_without_its_way_back_is_a_dead_end_by_line(tmp_path: Path) -> None:
    changed = no_way_back()
    found = judged(tmp_path, changed)
    assert not found.sound
    (finding,) = [f for f in found.findings if f.kind in ("deadlock", "livelock")]
    assert "musyawarah-antar-desa" in changed.splitlines()[finding.line - 1]
    assert any("tidak setuju" in step for step in finding.path)
