"""Which legal sources each kind of document, and each text it is made of, rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from documents.catalogue import CATALOGUE
from documents.drafting.rules import citing
from engine.definitions.catalog import Catalog
from engine.domain.procedure import Step

_CITING = "mengingat.toml"  # its lists are read by kind, below


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of document, or a text that documents are made of, which cites a source."""

    id: str
    name: str


def templates_citing(catalog: Catalog, source_id: str) -> tuple[Template, ...]:
    """Every kind of document that may cite the source, and every text that rests on it."""
    found = [Template(i, CATALOGUE[i].name) for i, cited in _kinds(catalog) if source_id in cited]
    texts = (text for text, cited in _texts().items() if source_id in cited)
    return tuple(dict.fromkeys([*found, *(Template(t, t.replace("_", " ")) for t in texts)]))


def sources_of(catalog: Catalog, kind: str) -> frozenset[str]:
    """The sources a kind of document may cite, whatever step it is written for."""
    return frozenset(s for name, cited in _kinds(catalog) if name == kind for s in cited)


def _kinds(catalog: Catalog) -> Iterator[tuple[str, frozenset[str]]]:
    """Each kind with what it cites for a step that drafts it, as `law.citations` chooses it."""
    rules = citing()
    allowed = {
        source.id
        for source in catalog.law.sources.values()
        if source.kind in rules.jenis and source.rank <= rules.peringkat_terendah
    }
    for kind in sorted(CATALOGUE):
        cited: set[str] = set(rules.tambahan.get(kind, ()))
        for step in (s for p in catalog.procedures for s in p.steps if kind in s.documents):
            cited |= _basis(step) - {*rules.tanpa.get(f"{step.id}.{kind}", ())}
        yield kind, frozenset(cited & allowed)


def _basis(step: Step) -> set[str]:
    guarded = (c for guard in step.guards for c in guard.basis)
    return {c.source for c in (*step.basis, *guarded)}


@cache
def _texts() -> Mapping[str, frozenset[str]]:
    """The sources named in each data file of this folder, by the file's name."""
    found = {}
    for path in files(__package__).iterdir():
        if path.name.endswith(".toml") and path.name != _CITING:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            cited = frozenset(text.partition("#")[0] for text in _strings(data))
            found[path.name.removesuffix(".toml")] = cited
    return dict(sorted(found.items()))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    parts: Iterable[object] = ()
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, list):
        parts = value
    for part in parts:
        yield from _strings(part)
