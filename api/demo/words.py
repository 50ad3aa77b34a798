"""Filling in what the scenario leaves to the region package: names by code, rows by village.

In a text, ``{63.01.01.2004}`` is the region's name and ``{kawasan}`` a word of the case. As a
whole value, ``"@sepakat"`` is the list of agreeing villages, and ``{ tiap_desa = [rows] }`` the
rows once for each of them, with their ``{desa}``, ``{kode}`` and, where given, ``{luas}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from api.demo.plan import CaseFile
from engine.errors import InvalidInput
from engine.reference import regions

_WORD = re.compile(r"\{([a-z_]+|\d\d(?:\.\d+)*)\}")
AGREEING, EACH_VILLAGE = "@sepakat", "tiap_desa"


@dataclass(frozen=True)
class Words:
    """The words of one case on one day, its agreeing villages and the area of each."""

    values: Mapping[str, str]
    agreeing: tuple[str, ...]
    area: Mapping[str, int]

    def text(self, template: str) -> str:
        """A text with its words; raises InvalidInput for a word or region nobody knows."""
        return _WORD.sub(self._word, template).strip()

    def value(self, raw: Any) -> Any:
        """Any value of the scenario, filled in."""
        if isinstance(raw, str):
            return list(self.agreeing) if raw == AGREEING else self.text(raw)
        if isinstance(raw, Mapping):
            if set(raw) == {EACH_VILLAGE}:
                return [self.at(v).value(row) for v in self.agreeing for row in raw[EACH_VILLAGE]]
            return {name: self.value(inner) for name, inner in raw.items()}
        if isinstance(raw, list | tuple):
            return [self.value(inner) for inner in raw]
        return raw

    def at(self, village: str) -> Words:
        """The same words in one village."""
        if not village:
            return self
        local = {"desa": regions.name(village), "kode": village}
        if village in self.area:
            local["luas"] = str(self.area[village])
        return replace(self, values=MappingProxyType({**self.values, **local}))

    def _word(self, match: re.Match[str]) -> str:
        word = match[1]
        place = regions.find(word) if word[0].isdigit() else None
        found = place.name if place else self.values.get(word)
        if found is None:
            message = f"Kata {match[0]} tidak dikenal dalam skenario peragaan."
            raise InvalidInput(message)
        return found


def words_of(case: CaseFile, on: date) -> Words:
    """A case's words on a day."""
    name = regions.name(case.regency)
    general = {"kabupaten": name, "tahun": str(on.year)}
    return Words(MappingProxyType({**general, **case.words}), case.agreeing, case.area)
