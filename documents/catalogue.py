"""Every kind of document Kawasan writes: its id, model, template, profile and filing.

The rows are data (`documents/katalog/*.toml`); an office may lay its own values over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, model_validator

from documents import model
from documents.errors import LayoutError, UnknownDocument
from documents.layout import Certainty, ProfileName, Text
from documents.model import Letter
from documents.strict import Strict, load, shipped


class Code(Strict):
    """One classification code."""

    nama: Text
    kepastian: Certainty


class Row(Strict):
    """One kind of document; the keys are explained in katalog/kawasan.toml."""

    nama: Text
    model: Annotated[str, Field(pattern=r"^[A-Z][A-Za-z]+$")]
    profil: ProfileName = "korespondensi"
    templat: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = ""
    kode: str
    seri: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = ""
    penanda_tangan: str = ""
    kepada: str = ""
    lampiran: list[str] = Field(default_factory=list)


class Classification(Strict):
    """Everything of documents/katalog."""

    versi: Text
    kode: dict[str, Code]
    dokumen: dict[str, Row]

    @model_validator(mode="after")
    def _known_codes(self) -> Classification:
        for name, row in self.dokumen.items():
            if row.kode not in self.kode:
                raise ValueError(f"dokumen {name}: kode {row.kode} tidak ada dalam daftar")
        return self


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    `series` is empty for a paper that bears no number. `signatory_role`: the role whose mandate
    the signature block is derived from; None where many sign and each is named in the model.
    `addressee` and `annexes` are words for lists, empty where there are none.
    """

    id: str
    name: str
    model: type[Letter]
    template: str
    profile: ProfileName
    klasifikasi: str
    series: str
    signatory_role: str | None
    addressee: str
    annexes: tuple[str, ...]


@cache
def load_classification(override: str = "") -> Classification:
    """Read documents/katalog, with an office's own TOML text laid over it.

    Raises LayoutError naming every wrong key.
    """
    return load("katalog", Classification, (*shipped("katalog"), override))


def build_catalogue(override: str = "") -> Mapping[str, DocumentKind]:
    """Build the catalogue, with an office's own classification laid over the shipped one."""
    rows = load_classification(override).dokumen
    return MappingProxyType({name: _kind(name, row) for name, row in rows.items()})


def _kind(name: str, row: Row) -> DocumentKind:
    held = getattr(model, row.model, None)
    if held is None:
        raise LayoutError("katalog", [f"dokumen.{name}.model: {row.model} tidak dikenal"])
    return DocumentKind(
        id=name,
        name=row.nama,
        model=held,
        template=f"{row.templat or name}.html.j2",
        profile=row.profil,
        klasifikasi=row.kode,
        series=row.seri,
        signatory_role=row.penanda_tangan or None,
        addressee=row.kepada,
        annexes=tuple(row.lampiran),
    )


CATALOGUE: Mapping[str, DocumentKind] = build_catalogue()
_BY_MODEL = {kind.model: kind for kind in CATALOGUE.values()}


def kind_of(letter: Letter) -> DocumentKind:
    """Find the kind of a document by its model; raises UnknownDocument."""
    kind = _BY_MODEL.get(type(letter))
    if kind is None:
        raise UnknownDocument(f"Tidak ada dokumen bermodel {type(letter).__name__}.")
    return kind


def kind(identity: str) -> DocumentKind:
    """Find a kind by its id; raises UnknownDocument."""
    found = CATALOGUE.get(identity)
    if found is None:
        raise UnknownDocument(f"Tidak ada dokumen {identity!r} dalam katalog.")
    return found
