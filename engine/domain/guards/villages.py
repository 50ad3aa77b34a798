"""Guards over the member villages."""

from __future__ import annotations

from engine.domain.guards.base import Ask, Param, Params, Rule
from engine.domain.standing import answer, members

_VILLAGE_KINDS = frozenset({"desa", "desa_adat"})


def covers_members(ask: Ask, given: Params) -> str | None:
    """Every agreeing member village appears in the field."""
    name = str(given["field"])
    held = _villages_in(ask, name)
    missing = [v for v in members(ask.procedure, ask.state) if v not in held]
    return f"{ask.label(name)} belum mencakup: {ask.names(missing)}." if missing else None


def equals_members(ask: Ask, given: Params) -> str | None:
    """The field names the member villages, no more and no fewer."""
    name = str(given["field"])
    held, wanted = _villages_in(ask, name), set(members(ask.procedure, ask.state))
    if held == wanted:
        return None
    differing = ask.names(sorted(held ^ wanted))
    return f"{ask.label(name)} berbeda dari anggota kawasan: {differing}."


def agreeing_at_least(ask: Ask, given: Params) -> str | None:
    """Enough villages have agreed in the named step."""
    step, floor = ask.procedure.by_id[str(given["step"])], given["value"]
    agreeing = len(answer(ask.state, step).agreeing)
    if isinstance(floor, int) and agreeing >= floor:
        return None
    return f"Desa yang sepakat {agreeing}, paling sedikit {floor}."


def adjoining(ask: Ask, given: Params) -> str | None:
    """The villages form one connected area.

    Answered from loaded contact data; where none is loaded, from what the office attests.
    """
    villages = set(members(ask.procedure, ask.state))
    if ask.facts.contacts is None:
        if ask.data.get(str(given["field"])) is True:
            return None
        return "Data ketetanggaan desa belum dimuat dan kantor belum menyatakan desa berbatasan."
    apart = _not_reached(villages, ask.facts.contacts)
    return f"Tidak sehamparan dengan desa lainnya: {ask.names(apart)}." if apart else None


def in_one_regency(ask: Ask, _given: Params) -> str | None:
    """Every village exists, is a desa, and lies in the case's regency."""
    for code in ask.state.active_villages():
        place = ask.facts.places.get(code)
        if place is None:
            return f"Kode desa {code} tidak dikenal."
        if place.kind not in _VILLAGE_KINDS:
            return f"{place.name} ({code}) adalah {place.kind}, bukan desa."
        if not code.startswith(f"{ask.state.regency}."):
            return (
                f"{place.name} ({code}) berada di luar {ask.facts.place_name(ask.state.regency)}."
            )
    return None if ask.state.villages else "Belum ada desa yang dicalonkan."


def not_member_elsewhere(ask: Ask, _given: Params) -> str | None:
    """No member village belongs to another kawasan."""
    doubled = [
        f"{ask.facts.place_name(v)} ({', '.join(ask.facts.memberships[v])})"
        for v in members(ask.procedure, ask.state)
        if ask.facts.memberships.get(v)
    ]
    return f"Sudah menjadi anggota kawasan lain: {'; '.join(doubled)}." if doubled else None


def _villages_in(ask: Ask, name: str) -> set[str]:
    value = ask.data.get(name)
    if not isinstance(value, list):
        return set()
    return {item["desa"] if isinstance(item, dict) else str(item) for item in value}


def _not_reached(villages: set[str], contacts: frozenset[tuple[str, str]]) -> list[str]:
    if not villages:
        return []
    near: dict[str, set[str]] = {v: set() for v in villages}
    for a, b in contacts:
        if a in villages and b in villages:
            near[a].add(b)
            near[b].add(a)
    edge = [min(villages)]
    reached = set(edge)
    while edge:
        fresh = near[edge.pop()] - reached
        reached |= fresh
        edge += fresh
    return sorted(villages - reached)


VILLAGE_RULES = {
    "covers_members": Rule(covers_members, {"field": Param.FIELD}),
    "equals_members": Rule(equals_members, {"field": Param.FIELD}),
    "agreeing_at_least": Rule(agreeing_at_least, {"step": Param.STEP, "value": Param.NUMBER}),
    "adjoining": Rule(adjoining, {"field": Param.FIELD}),
    "in_one_regency": Rule(in_one_regency, {}),
    "not_member_elsewhere": Rule(not_member_elsewhere, {}),
}
