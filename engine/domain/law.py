"""Legal sources, their articles, and how sure we are of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Certainty(StrEnum):
    """How a fact about the law is known, most certain first."""

    VERIFIED = "verified"  # read in the enacted text
    SECONDARY = "secondary"  # stated by somebody who read it
    RECALLED = "recalled"  # remembered, not seen
    PRACTICE = "practice"  # what offices do; no rule was found


@dataclass(frozen=True, slots=True)
class Article:
    """What one article requires, in our own words."""

    ref: str
    requires: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class LegalSource:
    """One instrument: its name, its dates, its articles."""

    id: str
    kind: str
    short: str
    citation: str
    rank: int
    year: int
    certainty: Certainty
    effective_from: date | None
    effective_to: date | None
    note: str
    articles: Mapping[str, Article]

    def in_force(self, on: date) -> bool:
        """Whether the source applies on `on`, as far as its recorded dates tell."""
        started = self.effective_from is None or self.effective_from <= on
        return started and (self.effective_to is None or on < self.effective_to)


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer to an article, resolved, so that whoever reads it needs no register."""

    source: str
    article: str
    label: str
    requires: str
    certainty: Certainty
    until: date | None = None

    def lapsed(self, on: date) -> bool:
        """Whether the source is known, or reported, to be out of force on a date."""
        return self.until is not None and on >= self.until

    @property
    def ref(self) -> str:
        """The form used in data files and in the log: ``source#article``."""
        return f"{self.source}#{self.article}" if self.article else self.source


class UnknownCitationError(LookupError):
    """A citation names a source or an article that the register does not hold."""


@dataclass(frozen=True, slots=True)
class LawRegister:
    """All legal sources by id."""

    sources: Mapping[str, LegalSource]

    def cite(self, ref: str) -> Citation:
        """Resolve ``source#article`` or ``source``; raises UnknownCitationError."""
        source_id, _, article_ref = ref.partition("#")
        source = self.sources.get(source_id)
        if source is None:
            message = f"sumber hukum tidak dikenal: {source_id}"
            raise UnknownCitationError(message)
        if not article_ref:
            return Citation(source_id, "", source.short, "", source.certainty, source.effective_to)
        article = source.articles.get(article_ref)
        if article is None:
            message = f"{source.short} tidak memuat ketentuan terdaftar {article_ref!r}"
            raise UnknownCitationError(message)
        return Citation(
            source_id,
            article_ref,
            f"{source.short}{_named(article_ref)}",
            article.requires,
            article.certainty,
            source.effective_to,
        )


def _named(ref: str) -> str:
    """How an article is written after its source; rules without one have a name instead."""
    return f" {ref}" if ref.startswith("Pasal") else f": {ref.replace('-', ' ')}"
