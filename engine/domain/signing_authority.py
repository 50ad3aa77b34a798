"""Who may sign on a date, and which mandates cannot stand together. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.domain.findings import Finding, FindingKind
from engine.domain.mandates import (
    DAY,
    SEATED,
    STANDING_IN,
    STOOD_IN_FOR,
    Answer,
    Authority,
    Delegation,
    Holding,
    Mode,
    Post,
    Register,
    Rules,
    Spell,
    Term,
)


def who_may(register: Register, post: Post, act: str, on: date) -> Answer:
    """Who may lawfully do an act of an office on a date, or every reason why nobody may.

    An office asked to sign a.n. or u.b. comes before the one that asked it; without one that
    serves, whoever holds the office signs.
    """
    given = [d for d in register.delegations if d.giver == post]
    in_order = sorted(given, key=lambda d: (d.mode is not Mode.UB, d.id))
    terms = register.of(post)
    others: list[Finding] = []
    for delegation in in_order:
        found = _by_delegation(register, delegation, act, on)
        if isinstance(found, Authority):
            return _granted(register, found, act, on, others)
        others.append(found)
    own = _holder(register, post, on)
    others += [_unused(register.rules, term, on) for term in terms if term is not own]
    if own is not None and own.allows(act):
        return _granted(register, Authority(post, own), act, on, others)
    if not terms:
        asked = [f for d, f in zip(in_order, others, strict=False) if act in d.scope]
        return Answer(
            post, act, on, known=bool(asked), findings=tuple(asked), others=tuple(others)
        )
    reason = _vacant(register, post, on) if own is None else _outside(register.rules, own)
    return Answer(post, act, on, known=True, findings=(reason,), others=tuple(others))


def misfits(register: Register) -> list[Finding]:
    """Every pair of mandates that cannot stand together, and every deputy without cause."""
    found: list[Finding] = []
    for post in sorted({term.post for term in register.terms}):
        terms = [t for t in register.of(post) if t.spell.start <= t.spell.last]
        seated = [t for t in terms if t.holding in SEATED]
        deputies = [t for t in terms if t.holding in STANDING_IN]
        found += [_overlap(register.rules, a, b) for a, b in _meeting(seated)]
        found += [_overlap(register.rules, a, b) for a, b in _meeting(deputies)]
        found += _without_cause(register.rules, seated, deputies)
    return found + list(_rivals(register))


def _granted(
    register: Register, found: Authority, act: str, on: date, others: Sequence[Finding]
) -> Answer:
    rules = register.rules
    wary = found.delegation is not None or found.term.holding in rules.wary_of
    cautions: tuple[Finding, ...] = ()
    if wary and act in rules.strategic:
        message = (
            f"Naskah ini bersifat strategis, sedangkan {called(rules, found.term)} "
            "menandatanganinya dengan mandat."
        )
        remedy = "Mintakan pendapat Bagian Hukum, atau tunggu pejabat definitif."
        cautions = (_finding(rules, "strategis", message, remedy, FindingKind.WARNING),)
    return Answer(
        found.post, act, on, known=True, authority=found, findings=cautions, others=tuple(others)
    )


def _holder(register: Register, post: Post, on: date) -> Term | None:
    """Whoever exercises the office that day: a deputy only while somebody is stood in for."""
    current = [t for t in register.of(post) if t.spell.covers(on)]
    seated = next((t for t in current if t.holding in SEATED), None)
    if seated is None:
        return None
    fit = (t for t in current if seated.holding in STOOD_IN_FOR.get(t.holding, ()))
    return next(fit, seated)


def _by_delegation(
    register: Register, delegation: Delegation, act: str, on: date
) -> Authority | Finding:
    rules = register.rules
    title = register.title(delegation.taker)
    said = f"Mandat {written(delegation.mode)} {register.title(delegation.giver)} kepada {title}"
    if reason := _not_on(delegation.spell, on):
        return _finding(rules, "mandat", f"{said} {reason}.", _RENEW)
    if act not in delegation.scope:
        message = f"{said} hanya untuk {', '.join(sorted(delegation.scope))}."
        return _finding(rules, "mandat", message, _WIDEN)
    if delegation.mode is Mode.UB and not _carried(register, delegation, act, on):
        message = f"{said} tidak didahului mandat a.n. yang berlaku untuk naskah ini."
        return _finding(rules, "atas-nama", message, "Catat mandat a.n. yang menjadi dasarnya.")
    taker = _holder(register, delegation.taker, on)
    if taker is None:
        return _vacant(register, delegation.taker, on)
    if not taker.allows(act):
        return _outside(rules, taker)
    return Authority(delegation.giver, taker, delegation)


def _carried(register: Register, delegation: Delegation, act: str, on: date) -> bool:
    return any(
        d.mode is Mode.AN
        and (d.giver, d.taker) == (delegation.giver, delegation.through)
        and d.spell.covers(on)
        and act in d.scope
        for d in register.delegations
    )


def _meeting(terms: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    for index, term in enumerate(terms):
        for later in terms[index + 1 :]:
            if term.spell.meets(later.spell):
                yield term, later


def _overlap(rules: Rules, first: Term, second: Term) -> Finding:
    message = (
        f"{called(rules, first)} dan {called(rules, second)} memegang jabatan yang sama "
        f"pada {max(first.spell.start, second.spell.start)}."
    )
    remedy = "Akhiri dahulu mandat yang satu; satu jabatan dipegang satu orang pada satu hari."
    acting = {first.holding, second.holding} & {Holding.PLT}
    if acting and first.holding is not second.holding:
        remedy = "Plt. mengisi jabatan lowong; untuk yang berhalangan sementara catat Plh."
    return _finding(rules, "plt" if acting else "pemangku", message, remedy)


def _without_cause(
    rules: Rules, seated: Sequence[Term], deputies: Sequence[Term]
) -> Iterator[Finding]:
    """A deputy for a day on which nobody holds the seat."""
    for deputy in deputies:
        stood_for = STOOD_IN_FOR[deputy.holding]
        day = first_gap(deputy.spell, [t.spell for t in seated if t.holding in stood_for])
        if day is not None:
            message = (
                f"{called(rules, deputy)} mengisi pejabat yang berhalangan sementara, tetapi "
                f"pada {day} tidak tercatat pejabat yang digantikannya."
            )
            remedy = "Catat pejabat definitifnya; untuk jabatan lowong catat Plt."
            yield _finding(rules, "plh", message, remedy)


def first_gap(whole: Spell, parts: Sequence[Spell]) -> date | None:
    """The first day of a spell that none of the parts covers; None when they cover it all."""
    day = whole.start
    for part in sorted(parts, key=lambda spell: spell.start):
        if day > whole.last:
            return None
        if part.covers(day):
            if part.last == date.max:
                return None
            day = part.last + DAY
    return day if day <= whole.last else None


def _rivals(register: Register) -> Iterator[Finding]:
    """Two offices asked to sign the same act for the same office in the same way."""
    every = register.delegations
    for index, first in enumerate(every):
        for second in every[index + 1 :]:
            same = (first.mode, first.giver) == (second.mode, second.giver)
            if same and first.scope & second.scope and first.spell.meets(second.spell):
                message = (
                    f"Naskah yang sama sudah dimandatkan {written(first.mode)} "
                    f"{register.title(first.giver)} kepada {register.title(first.taker)}."
                )
                remedy = "Akhiri dahulu mandat itu, atau persempit lingkupnya."
                yield _finding(register.rules, "pemangku", message, remedy)


def signature_words(register: Register, found: Authority) -> str:
    """Who signs, in one line: "a.n. Bupati X, Plh. Sekretaris Daerah X: (name)"."""
    term, given = found.term, found.delegation
    prefix = "" if term.holding is Holding.DEFINITIF else f"{register.rules.names[term.holding]} "
    line = f"{prefix}{register.title(term.post)}: {term.official.name}"
    if given is None:
        return line
    if given.through is not None:
        line = f"{register.title(given.through)}, {written(given.mode)} {line}"
    return f"{written(Mode.AN)} {register.title(given.giver)}, {line}"


def called(rules: Rules, term: Term) -> str:
    """A holder as a message names them: how they hold the office, and their name."""
    return f"{rules.names[term.holding]} {term.official.name}"


def written(mode: Mode) -> str:
    """How letters write it: a.n. or u.b."""
    return ".".join(mode.value) + "."


_RENEW = "Catat mandat yang berlaku pada tanggal itu, dengan nomor dan tanggal surat perintahnya."
_WIDEN = "Mintakan surat perintah yang mencakup naskah ini, lalu catat lingkupnya."


def _unused(rules: Rules, term: Term, on: date) -> Finding:
    reason = _not_on(term.spell, on)
    if not reason and term.holding in STANDING_IN:
        reason = "gugur karena pejabat yang digantikannya tidak lagi memegang jabatan"
    message = f"{called(rules, term)} {reason or 'berhalangan sementara'}."
    return _finding(rules, "mandat" if reason else "plh", message, _RENEW if reason else "")


def _vacant(register: Register, post: Post, on: date) -> Finding:
    ended = [t for t in register.of(post) if t.spell.last < on]
    last = max(ended, key=lambda t: t.spell.last, default=None)
    message = f"Pada {on} tidak tercatat pejabat {register.title(post)}."
    if last is not None:
        message += f" {called(register.rules, last)} {_not_on(last.spell, on)}."
    return _finding(register.rules, "mandat", message, _RENEW)


def _outside(rules: Rules, term: Term) -> Finding:
    message = (
        f"Naskah ini di luar lingkup {term.basis.name} Nomor {term.basis.number} tanggal "
        f"{term.basis.dated} bagi {called(rules, term)}."
    )
    return _finding(rules, "mandat", message, _WIDEN)


def _not_on(spell: Spell, on: date) -> str:
    if spell.last < spell.start:
        return "dicatat tidak pernah berlaku"
    if spell.start > on:
        return f"baru berlaku mulai {spell.start}"
    return f"berakhir pada {spell.last}" if spell.last < on else ""


def _finding(
    rules: Rules,
    rule: str,
    message: str,
    remedy: str,
    kind: FindingKind = FindingKind.UNMET,
) -> Finding:
    return Finding(
        kind, f"mandat-{rule}", message, basis=rules.basis[rule], who=rules.who, remedy=remedy
    )
