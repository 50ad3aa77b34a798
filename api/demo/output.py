"""What a played demonstration shows, as files: letters, status and timeline.

The JSON is what the API answers, made by the same functions. Two runs give the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from api.cases.schemas import case_json, event_json
from api.demo.plan import Scenario
from api.regencies.schemas import regency_json
from engine.domain.command import Actor
from engine.errors import InvalidInput, NotFound
from engine.services import files, views
from engine.services.context import Context
from engine.services.records import Document

LETTERS, STATUS, TIMELINE = "letters", "status.json", "timeline.json"
_ALL = 100_000


def check_folder(out: Path) -> None:
    """Raises InvalidInput unless the folder is new, empty, or an earlier demonstration's."""
    if out.exists() and not out.is_dir():
        message = f"{out} bukan folder."
        raise InvalidInput(message)
    held = {path.name for path in out.iterdir()} if out.is_dir() else set()
    ours = {LETTERS, STATUS, TIMELINE}
    if held and not (STATUS in held and held <= ours and _only_letters(out / LETTERS)):
        message = (
            f"Folder {out} berisi berkas lain: {', '.join(sorted(held))}. "
            "Pakai folder baru atau kosong."
        )
        raise InvalidInput(message)


def write(ctx: Context, plan: Scenario, out: Path) -> int:
    """Write everything; returns how many letters there are. An earlier output is replaced."""
    actor = _reader(plan)
    cases = [
        views.get_case(ctx, actor, stored.id)
        for stored in views.list_cases(ctx, actor, limit=_ALL)
    ]
    status = {
        "regencies": [regency_json(view) for view in views.overview(ctx, actor)],
        "cases": [case_json(view) for view in cases],
    }
    events = [event for view in cases for event in views.events(ctx, actor, view.id)]
    events.sort(key=lambda event: (event.recorded_at, event.case, event.seq))
    letters = {
        f"{document.id}_{document.kind}.pdf": _content(ctx, document)
        for view in cases
        for document in view.documents
    }
    _write_letters(out / LETTERS, letters)
    _write_json(out / STATUS, status)
    _write_json(out / TIMELINE, [event_json(event) for event in events])
    return len(letters)


def summary(ctx: Context, plan: Scenario) -> list[str]:
    """One line for each regency where anything has begun."""
    return [
        f"{view.place.name}: {view.state}, {view.headline.get('name') or 'tuntas'}"
        for view in views.overview(ctx, _reader(plan))
        if view.cases
    ]


def _reader(plan: Scenario) -> Actor:
    """The first officer of the province, who sees every case of the scenario."""
    return next(p.actor for p in plan.actors.values() if "." not in p.area)


def _content(ctx: Context, document: Document) -> bytes:
    if not document.file_sha256:
        message = f"Naskah {document.id} belum dicetak."
        raise NotFound(message)
    return files.read_file(ctx, document.file_sha256)


def _write_letters(folder: Path, letters: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.pdf"):
        if old.name not in letters:
            old.unlink()
    for name, content in sorted(letters.items()):
        (folder / name).write_bytes(content)


def _write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8")


def _only_letters(folder: Path) -> bool:
    return not folder.exists() or all(path.suffix == ".pdf" for path in folder.iterdir())
