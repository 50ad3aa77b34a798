"""Chapters of a regulation: sentences from data, filled with what the case has on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from documents.drafting import writing
from documents.drafting.record import Record
from documents.drafting.rules import Article, Chapter, Chapters, Clause
from documents.locale import angka_terbilang, rupiah_terbilang, tanggal
from documents.model import Ayat, Bab, Lampiran, Pasal, Tabel
from engine.domain.law import Certainty

Tables = Mapping[str, Callable[[Record], Tabel]]
_NO_TABLES: Tables = {}


def written(record: Record, chapters: Chapters, tables: Tables = _NO_TABLES) -> tuple[Bab, ...]:
    """The chapters with everything filled in; what nobody recorded is dots and noted.

    A chapter of which nothing stands is left out. Articles of law that are not verified and that
    a chapter rests on go on the list of checks.
    """
    found = []
    for chapter in chapters.bab:
        pasal = tuple(p for each in chapter.pasal if (p := _article(record, each, tables)))
        if pasal:
            _doubts(record, chapter)
            found.append(Bab(chapter.judul, pasal, chapter.materi))
    return tuple(found)


def annex(record: Record, chapters: Chapters, tables: Tables = _NO_TABLES) -> Lampiran:
    """The chapters as the annex of a regulation."""
    words = Words(record)
    return Lampiran(chapters.judul.format_map(words), written(record, chapters, tables))


class Words(Mapping[str, str]):
    """The words a text may name in braces.

    Those of every kind, the numbers the procedure sets, and the newest value of any field.
    """

    def __init__(self, record: Record) -> None:
        self._record = record

    def __getitem__(self, name: str) -> str:
        known = self._record.words.get(name)
        if known is not None:
            return known
        term = self._record.source.procedure.parameters.get(name)
        return angka_terbilang(term) if isinstance(term, int) else value(self._record, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._record.words)

    def __len__(self) -> int:
        return len(self._record.words)


def value(record: Record, name: str) -> str:
    """The newest value of a field as a text writes it: money and dates in words; else dots."""
    held = record.source.latest(name)
    if held is None or held == "":
        return record.blank(name)
    field = record.asking(name).field(name)
    kind = field.kind if field else "text"
    if kind == "money":
        return rupiah_terbilang(Decimal(str(held)))
    if kind == "date":
        return tanggal(date.fromisoformat(str(held)))
    if isinstance(held, list):
        return writing.joined(chosen(record, name))
    return writing.item(str(held))


def chosen(record: Record, name: str) -> tuple[str, ...]:
    """The labels of what was chosen of a field, as the middle of a sentence."""
    held = record.source.latest(name)
    field = record.asking(name).field(name)
    values = held if isinstance(held, list) else []
    options = field.options if field else ()
    return tuple(_small(o.label) for o in options if o.value in values)


def _small(label: str) -> str:
    """A label with a small first letter, unless it begins with an abbreviation."""
    abbreviated = label[1:2].isupper()
    return label if abbreviated else label[:1].lower() + label[1:]


def _article(record: Record, article: Article, tables: Tables) -> Pasal | None:
    found = (_clause(record, clause) for clause in article.ayat)
    ayat = tuple(each for each in found if each is not None)
    if not ayat:
        return None
    return Pasal(ayat, tables[article.tabel](record) if article.tabel else None)


def _clause(record: Record, clause: Clause) -> Ayat | None:
    if clause.bila and not record.source.latest(clause.bila):
        return None
    opening = clause.isi.format_map(Words(record))
    if clause.isian:
        lines = writing.lines(str(record.source.latest(clause.isian) or ""))
        if len(lines) == 1:
            return Ayat(writing.sentence(lines[0]))
        return Ayat(opening, _clauses(lines) or (record.blank(clause.isian),))
    if clause.baris:
        rows = record.rows(clause.baris)
        items = tuple(text for row in rows if (text := _joined(row, clause.kolom)))
        return Ayat(opening, items or (record.blank(clause.baris),))
    return Ayat(opening, tuple(text.format_map(Words(record)) for text in clause.huruf))


def _clauses(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(writing.clause(line) for line in lines)


def _joined(row: Mapping[str, str], columns: list[str]) -> str:
    return ", ".join(row[name] for name in columns if row.get(name))


def _doubts(record: Record, chapter: Chapter) -> None:
    """Note every article of law behind a chapter that was not read in its enacted text."""
    for basis in chapter.dasar:
        identity, _, ref = basis.partition("#")
        source = record.source.law.sources[identity]
        article = source.articles.get(ref)
        if article is None or article.certainty is not Certainty.VERIFIED:
            name = f"{source.short} {ref}"
            note = record.general.belum_pasti
            record.check(note.format(sumber=name, catatan=article.requires if article else ""))
