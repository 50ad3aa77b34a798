"""How a region's documents look, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.web import words
from documents.emblem import PARTS, emblems
from documents.layout import Layout
from documents.model import Emblem
from documents.office_layout import layout_of, own_text
from engine.domain.law import Certainty
from engine.reference import regions
from engine.services.context import Context

LABELS = {Emblem.DAERAH: "Lambang daerah", Emblem.NEGARA: "Lambang negara"}


@dataclass(frozen=True, slots=True)
class EmblemView:
    """One emblem: what it is, and where its picture is, if there is one."""

    kind: str
    label: str
    picture: str
    alt: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """One setting with its value in force, and how sure the shipped value is."""

    name: str
    value: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class AppearancePage:
    """The page of a region's layout and emblems."""

    name: str
    seal: str
    text: str
    emblems: tuple[EmblemView, ...]
    rules: tuple[RuleView, ...]
    notice: str
    problem: str


def appearance_href(area: str) -> str:
    """Where the page of a region is."""
    return f"/tata-letak/{area}"


def appearance_page(
    ctx: Context, area: str, *, typed: str | None = None, notice: str = "", problem: str = ""
) -> AppearancePage:
    """What is in force in a region; `typed` is a layout that was refused."""
    layout = layout_of(ctx, area)
    return AppearancePage(
        name=regions.name(area),
        seal=layout.sidik,
        text=own_text(ctx, area) if typed is None else typed,
        emblems=tuple(_emblems(ctx, area)),
        rules=tuple(_rules(layout)),
        notice=notice,
        problem=problem,
    )


def _emblems(ctx: Context, area: str) -> Iterator[EmblemView]:
    held = emblems(ctx, (area,))
    for kind in PARTS:
        picture = held.get((area, kind))
        path = f"{appearance_href(area)}/{kind.value}" if picture else ""
        yield EmblemView(kind.value, LABELS[kind], path, picture.alt if picture else "")


def _rules(layout: Layout) -> Iterator[RuleView]:
    """The settings of form, in the order of the notes on them."""
    for name, sure in layout.kepastian.items():
        value: object = layout
        for part in name.split("."):
            value = getattr(value, part)
        label, _ = words.CERTAINTIES[Certainty(sure.tingkat)]
        yield RuleView(name, _plain(value), label, sure.catatan)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
