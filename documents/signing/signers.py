"""Whose signatures a document needs, read from its content as it was fixed at numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from documents.catalogue import kind as catalogued
from documents.layout import Layout
from documents.model import Authority, Office, Signatory
from documents.signature import signature_lines
from documents.signing.anchors import Anchor
from documents.signing.box import Words
from engine.services.records import Document

_OF_A_SIGNATORY = {f.name for f in fields(Signatory)}
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")


def signatories(document: Document) -> tuple[Signatory, ...]:
    """Everyone who signs, once each, in the order of the document's parts."""
    return tuple(dict.fromkeys(_walk(document.letter.get("isi"))))


def place_of(found: tuple[Anchor, ...], signers: tuple[Signatory, ...], nth: int) -> Anchor | None:
    """The room of the nth signature, from 0; of one who signs alone, always the first."""
    index = 0 if len(signers) <= 1 else nth
    return found[index] if index < len(found) else None


def words_of(
    document: Document, signers: tuple[Signatory, ...], rooms: int, nth: int, layout: Layout
) -> Words:
    """What the picture of the nth signature says.

    Where the rooms cannot be told apart by who signs, it names no one: the certificate does.
    """
    if len(signers) == 1:
        who = signers[0]
    elif len(signers) == rooms and nth < rooms:
        who = signers[nth]
    else:
        return Words(jabatan=f"Naskah Nomor {document.number}", nama="")
    lines = signature_lines(who, catalogued(document.kind).profile, layout)
    return Words(" ".join(lines.atas).rstrip(","), lines.nama, lines.bawah)


def is_another(name: str, signers: tuple[Signatory, ...]) -> bool:
    """Whether a certificate's name has no word in common with any name on the paper.

    A paper without names ("(nama pejabat)") tells nothing.
    """
    if not signers or any(s.nama.startswith("(") for s in signers):
        return False
    given = _name_words(name)
    return bool(given) and not any(given & _name_words(s.nama) for s in signers)


def _name_words(name: str) -> set[str]:
    return {word.casefold() for word in _NAME_WORD.findall(name)}


def _walk(value: Any) -> Iterator[Signatory]:
    if isinstance(value, Mapping):
        if value.keys() == _OF_A_SIGNATORY:
            yield _signatory(value)
            return
        for each in value.values():
            yield from _walk(each)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each)


def _signatory(value: Mapping[str, Any]) -> Signatory:
    known = {
        **value,
        "pejabat": Office(value["pejabat"]),
        "mode": Authority(value["mode"]),
    }
    return Signatory(**known)
