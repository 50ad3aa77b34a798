"""Forbidden forms in what people typed, as far as a document prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from documents.drafting.record import Record
from documents.ejaan import misspellings
from documents.model import Letter
from engine.domain.findings import Finding, FindingKind
from engine.domain.procedure import Step


def proofread(record: Record, letter: Letter) -> None:
    """Note every forbidden form somebody typed that this document prints, and what to write.

    What this system numbers is not signed with one; what was signed elsewhere is only told of
    it, for it stands on paper already.
    """
    words = record.general
    printed = " ".join(_texts(letter)).casefold()
    for step, field, text in _typed(record):
        for wrong in misspellings(text):
            if wrong.found.casefold() not in printed:
                continue
            message = words.ejaan.format(
                bentuk=wrong.found, tulis=wrong.instead, isian=record.label(field)
            )
            if not record.rule.registered:
                record.check(message)
                continue
            remedy = words.ejaan_perbaikan.format(langkah=step.name)
            finding = Finding(FindingKind.UNMET, "ejaan", message, field=field, remedy=remedy)
            record.refuse(finding)


def _typed(record: Record) -> Iterator[tuple[Step, str, str]]:
    """Every text recorded in the case, with its step and field."""
    procedure, state = record.source.procedure, record.source.state
    for (step_id, village), cell in state.cells.items():
        step = procedure.step(step_id)
        if step is None or village not in ("", record.source.village):
            continue
        for name, value in cell.data.items():
            for text in _texts(value):
                yield step, name, text


def _texts(value: object) -> Iterator[str]:
    """The texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
