"""A backup that is not whole, or was changed, is refused with the place, and touches nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from engine.errors import FileNotAccepted
from engine.services import audit
from engine.services.backup import make
from engine.services.backup_proof import prove, restore
from engine.services.context import Context
from tests.support.world import make_context, tkpkp_at


@pytest.fixture
def filled(tmp_path: Path) -> Context:
    ctx = make_context(tmp_path)
    tkpkp_at(ctx, "rancangan-sk-tkpkp")
    return ctx


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """The same zip, each part as `change` gives it back; None leaves it out."""
    with zipfile.ZipFile(path) as found:
        parts = {info.filename: found.read(info) for info in found.infolist()}
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            if (new := change(name, content)) is not None:
                made.writestr(name, new)


def other_title(name: str, content: bytes) -> bytes:
    return content.replace(b"TKPKP", b"TKPKQ") if name == "tables/case.jsonl" else content


def without_events(name: str, content: bytes) -> bytes | None:
    return None if name == "tables/event.jsonl" else content


def other_count(name: str, content: bytes) -> bytes:
    if name != "manifest.json":
        return content
    return json.dumps({**json.loads(content), "cases": 7}).encode()


def file_changed(name: str, content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:] if name.startswith("files/") else content


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (other_title, "tables/case.jsonl: isinya"),
        (without_events, "tables/event.jsonl: tercatat"),
        (other_count, "segel: daftar isi diubah"),
        (file_changed, "files/[0-9a-f]{64}: isinya"),
    ],
)
def test_a_changed_backup_is_refused_with_the_place(
    filled: Context,
    tmp_path: Path,
    change: Callable[[str, bytes], bytes | None],
    place: str,
) -> None:
    path = tmp_path / "c.zip"
    make(filled, path)
    rewritten(path, change)
    with pytest.raises(FileNotAccepted, match=place):
        prove(filled, path)
    with pytest.raises(FileNotAccepted, match=place):
        restore(filled, path, force=True)
    assert audit.verify(filled).sound
    assert list(tmp_path.glob(".pulih-*")) == []


def test_a_name_that_leads_elsewhere_is_refused(filled: Context, tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    make(filled, path)
    with zipfile.ZipFile(path) as found:
        listed = json.loads(found.read("manifest.json"))
    name = "procedures/../../jahat.toml"
    listed["parts"].append({"name": name, "size": 0, "sha256": "", "rows": 0})
    rewritten(path, lambda n, c: json.dumps(listed).encode() if n == "manifest.json" else c)
    with zipfile.ZipFile(path, "a") as made:
        made.writestr(name, b"")
    with pytest.raises(FileNotAccepted, match="bukan nama bagian"):
        prove(filled, path, any_key=True)


def test_a_backup_that_breaks_off_is_refused_wherever_it_does(
    filled: Context, tmp_path: Path
) -> None:
    path = tmp_path / "c.zip"
    make(filled, path)
    whole = path.read_bytes()
    for tenth in range(10):
        path.write_bytes(whole[: len(whole) * tenth // 10])
        with pytest.raises(FileNotAccepted, match="terpotong"):
            prove(filled, path)


def test_a_backup_of_another_key_is_refused_unless_told(filled: Context, tmp_path: Path) -> None:
    make(filled, tmp_path / "c.zip")
    empty = make_context(tmp_path / "baru", secret=SecretStr("kunci lain"))
    with pytest.raises(FileNotAccepted, match="kunci lain"):
        restore(empty, tmp_path / "c.zip")
    assert restore(empty, tmp_path / "c.zip", any_key=True).sound


def test_a_backup_of_a_newer_version_is_refused(filled: Context, tmp_path: Path) -> None:
    path = tmp_path / "c.zip"
    make(filled, path)
    with zipfile.ZipFile(path) as found:
        listed = json.loads(found.read("manifest.json"))
    listed["schema"] = "9999"
    rewritten(path, lambda n, c: json.dumps(listed).encode() if n == "manifest.json" else c)
    with pytest.raises(FileNotAccepted, match="lebih baru"):
        prove(filled, path, any_key=True)
