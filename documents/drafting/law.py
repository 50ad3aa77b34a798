"""Which legal sources a document cites, and what about them must be checked before signing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents.drafting.record import Record
from documents.drafting.rules import Citing, citing
from documents.locale import tanggal
from engine.domain.law import Certainty, LegalSource

_NUMBER = re.compile(r"(\d+)[\d.]*/\d{4}")
_BRACKETS = re.compile(r" \([^)]*\)")
_AMENDED = re.compile(r"( sebagaimana telah .*?) tentang .*$")


def citations(record: Record) -> tuple[str, ...]:
    """The citations of a document in full: by rank, then year, then number.

    Only regulations of the same or a higher level that are in force on the document's date.
    What is not verified is printed only where the data says so; every doubt goes on the list
    of checks.
    """
    rules = citing()
    day = record.source.law_day
    printed = []
    for source in _sources(record, rules):
        known = source.certainty is Certainty.VERIFIED or source.id in rules.tetap_dicetak
        in_force = source.in_force(day)
        _note(record, source, rules, printed=in_force and known)
        if in_force and known:
            printed.append(source)
    return tuple(source.citation for source in printed)


def short_citations(record: Record) -> tuple[str, ...]:
    """The same as letters and minutes cite: no gazette numbers, no title of an amendment."""
    plain = (_BRACKETS.sub("", citation) for citation in citations(record))
    return tuple(_AMENDED.sub(r"\1", citation) for citation in plain)


def _sources(record: Record, rules: Citing) -> list[LegalSource]:
    law = record.source.law.sources
    kind = record.source.kind
    left_out = rules.tanpa.get(f"{record.source.step.id}.{kind}", ())
    wanted = {*_basis(record), *rules.tambahan.get(kind, ())} - {*left_out}
    found = [law[identity] for identity in wanted]
    allowed = (s for s in found if s.kind in rules.jenis and s.rank <= rules.peringkat_terendah)
    return sorted(allowed, key=_order)


def _basis(record: Record) -> Iterable[str]:
    """The sources of the step and its guards; of a draft's step, also of the final one."""
    here = record.source.step
    later = () if here.id in record.rule.langkah else record.rule.langkah
    final = (record.source.procedure.step(name) for name in later)
    for step in (here, *(s for s in final if s is not None)):
        for citation in step.basis:
            yield citation.source
        for guard in step.guards:
            for citation in guard.basis:
                yield citation.source


def _order(source: LegalSource) -> tuple[int, int, int, str]:
    number = _NUMBER.search(source.short)
    return source.rank, source.year, int(number[1]) if number else 0, source.id


def _note(record: Record, source: LegalSource, rules: Citing, *, printed: bool) -> None:
    words = record.general
    doubtful = source.id in rules.meragukan
    if not source.in_force(record.source.law_day):
        if doubtful and (source.effective_to or source.year <= record.source.law_day.year):
            day = tanggal(record.source.law_day)
            record.check(
                words.tidak_berlaku.format(sumber=source.short, tanggal=day, catatan=source.note)
            )
        return
    if not printed:
        note = words.tidak_dicetak
    elif source.certainty is not Certainty.VERIFIED:
        note = words.belum_pasti
    elif source.note:
        note = words.bercatatan
    else:
        return
    record.check(note.format(sumber=source.short, catatan=source.note))
