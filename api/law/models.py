"""The described answers about legal sources."""

from __future__ import annotations

from datetime import date

from api.models import Model


class UseModel(Model):
    """One place that cites the source.

    `part`: phase, step, guard, clock, consent, transition, or record (a rule of keeping records).
    """

    part: str
    step: str | None
    id: str
    articles: list[str]


class RestingModel(Model):
    """A version of a procedure that rests on the source, and the open cases that follow it."""

    id: str
    version: str
    name: str
    open_cases: int
    uses: list[UseModel]


class TemplateModel(Model):
    """A kind of document, or a text documents are made of."""

    id: str
    name: str


class ArticleModel(Model):
    """What one article requires, in our words, and how sure we are."""

    ref: str
    requires: str
    certainty: str


class SourceModel(Model):
    """A legal source on a date, and what cites it."""

    id: str
    kind: str
    short: str
    citation: str
    certainty: str
    effective_from: date | None
    effective_to: date | None
    note: str | None
    on: date
    in_force: bool
    procedures: list[RestingModel]
    open_cases: int
    documents: list[TemplateModel]


class CitedModel(SourceModel):
    """A source in full; `cases` are the open ones in the caller's area that rest on it."""

    articles: list[ArticleModel]
    cases: list[str]
