"""What an act invalidates, as JSON and in an officer's words: for the API, pages and commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.findings import Json
from documents.locale import tanggal
from engine.domain.invalidating import Effect
from engine.services.invalidation import Holder, Invalidated, PaperUndone, StepUndone, to_json

_STEPS = {
    Effect.REOPENED: "Langkah yang harus dikerjakan lagi",
    Effect.CORRECTED: "Langkah yang isinya dikoreksi",
    Effect.DOUBTED: "Langkah yang perlu diperiksa lagi karena koreksi ini",
}
_ENDED = "Naskah yang tidak berlaku lagi"
_WAITING = "Naskah yang tetap berlaku sampai diganti"
_SENT = {
    "queued": "dalam pengiriman",
    "portal": "tersedia di sistem",
    "sent": "terkirim",
    "acknowledged": "sudah dinyatakan diterima",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One kind of consequence, in words."""

    heading: str
    lines: tuple[str, ...]


def invalidated_json(found: Invalidated) -> Json:
    """The part of an act's answer that names what it invalidates."""
    body = to_json(found)
    for item in (*body["steps"], *body["documents"]):
        item["village"] = item["village"] or None
    for step in body["steps"]:
        step["village_name"] = step["village_name"] or None
    return {"invalidated": body}


def consequences(found: Invalidated) -> tuple[Listed, ...]:
    """What an officer must know, by kind; nothing for an act that invalidates nothing."""
    listed = [
        Listed(heading, tuple(_step(s) for s in found.steps if s.effect == effect))
        for effect, heading in _STEPS.items()
    ]
    for waits, heading in ((False, _ENDED), (True, _WAITING)):
        papers = [p for p in found.documents if p.valid_until_replaced is waits]
        listed.append(Listed(heading, tuple(_paper(p) for p in papers)))
    return tuple(each for each in listed if each.lines)


def _step(step: StepUndone) -> str:
    return f"{step.name}, Desa {step.village_name}" if step.village else step.name


def _paper(paper: PaperUndone) -> str:
    number = f", Nomor {paper.number}" if paper.number else ""
    dated = f", {tanggal(paper.dated)}" if paper.dated else ""
    return f"{paper.title}{number}{dated}{_held_by(paper.holders)}"


def _held_by(holders: Sequence[Holder]) -> str:
    if not holders:
        return ""
    named = ", ".join(f"{h.name} ({_SENT.get(h.state, h.state)})" for h in holders)
    return f"; ada pada {named}"
