"""Data that satisfies a step's guards, worked out from the guards themselves.

Rehearsals walk a procedure with it, without anybody writing a form for each of its steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from engine.domain.calendar import add_months
from engine.domain.case import CaseState, Evidence
from engine.domain.procedure import Field, Guard, Procedure, Step
from engine.domain.standing import members

Values = dict[str, object]


def data_for(procedure: Procedure, state: CaseState, step: Step, day: date) -> Values:
    """Values that meet every guard of the step that a form can meet."""
    values: Values = {}
    for guard in step.guards:
        _FILL.get(guard.use, _nothing)(procedure, state, step, guard, day, values)
    return values


def evidence_for(step: Step) -> tuple[Evidence, ...]:
    """One file of every kind the step knows."""
    return tuple(
        Evidence(kind.id, f"{index:064x}", f"{kind.id}.pdf", "application/pdf", 100)
        for index, kind in enumerate(step.evidence, start=1)
    )


Fill = Callable[[Procedure, CaseState, Step, Guard, date, Values], None]


def _nothing(*_: object) -> None:
    return None


def _present(p: Procedure, s: CaseState, step: Step, g: Guard, d: date, v: Values) -> None:
    for name in _names(g.params["fields"]):
        field = _field(step, name)
        if name not in v:
            v[name] = _example(p, s, field, d)


def _yes(_p: Procedure, _s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    v[str(g.params["field"])] = True


def _one_of(_p: Procedure, _s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    v[str(g.params["field"])] = _names(g.params["values"])[0]


def _not_one_of(_p: Procedure, _s: CaseState, step: Step, g: Guard, _d: date, v: Values) -> None:
    field = _field(step, g.params["field"])
    banned = _names(g.params["values"])
    if field.kind == "yes_no":
        v[field.name] = "true" in {b.lower() for b in banned} and False
        return
    free = [o.value for o in field.options if o.value not in banned]
    current = v.get(field.name)
    if field.kind == "choices":
        v[field.name] = free
    elif current is None or str(current) in banned:
        v[field.name] = free[0]


def _all(_p: Procedure, _s: CaseState, step: Step, g: Guard, _d: date, v: Values) -> None:
    field = _field(step, g.params["field"])
    v[field.name] = [o.value for o in field.options]


def _value(_p: Procedure, _s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    v[str(g.params["field"])] = g.params["value"]


def _begins(_p: Procedure, s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    v[str(g.params["field"])] = f"{g.params['value']} Uji {s.id}"


def _members(p: Procedure, s: CaseState, step: Step, g: Guard, d: date, v: Values) -> None:
    field = _field(step, g.params["field"])
    v[field.name] = _example(p, s, field, d)


def _row(_p: Procedure, _s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    match = g.params["match"]
    rows = _rows(v, str(g.params["field"]))
    wanted = {str(k): str(x) for k, x in match.items()} if isinstance(match, Mapping) else {}
    if not any(wanted.items() <= row.items() for row in rows):
        free = next((r for r in rows if not wanted.keys() & r.keys()), None)
        if free is None:
            rows.append(wanted)
        else:
            free.update(wanted)


def _each(_p: Procedure, _s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    rows, column = _rows(v, str(g.params["field"])), str(g.params["column"])
    rows.extend({column: value} for value in _names(g.params["values"]))


def _period(_p: Procedure, _s: CaseState, _t: Step, g: Guard, d: date, v: Values) -> None:
    v[str(g.params["start"])] = (d - timedelta(days=300)).isoformat()
    v[str(g.params["end"])] = (d + timedelta(days=900)).isoformat()


def _horizon(_p: Procedure, _s: CaseState, _t: Step, g: Guard, d: date, v: Values) -> None:
    months = 12 * int(str(g.params["value"]))
    v[str(g.params["start"])] = d.isoformat()
    v[str(g.params["end"])] = (add_months(d, months) - timedelta(days=1)).isoformat()


def _same(_p: Procedure, s: CaseState, _t: Step, g: Guard, _d: date, v: Values) -> None:
    value = s.cell(str(g.params["step"])).data.get(str(g.params["other"]))
    if value is not None:
        v[str(g.params["field"])] = value


def _example(procedure: Procedure, state: CaseState, field: Field, day: date) -> object:
    villages = list(members(procedure, state))
    examples: dict[str, object] = {
        "text": "contoh",
        "longtext": "contoh",
        "number": 60,
        "money": 1_000_000,
        "date": day.isoformat(),
        "choice": field.options[0].value if field.options else "",
        "choices": [o.value for o in field.options],
        "yes_no": False,
        "villages": villages,
        "rows": [{o.value: "contoh" for o in field.options}],
        "village_rows": [
            {"desa": v, **{o.value: "contoh" for o in field.options}} for v in villages
        ],
    }
    return examples[field.kind]


def _rows(values: Values, name: str) -> list[dict[str, str]]:
    held = values.setdefault(name, [])
    if not isinstance(held, list):
        message = f"{name} holds rows for one rule and something else for another"
        raise TypeError(message)
    return held


def _field(step: Step, name: object) -> Field:
    found = step.field(str(name))
    if found is None:
        message = f"a guard of {step.id} names the field {name}, which the step has not"
        raise ValueError(message)
    return found


def _names(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]


_FILL: dict[str, Fill] = {
    "present": _present,
    "yes": _yes,
    "one_of": _one_of,
    "not_one_of": _not_one_of,
    "includes_all": _all,
    "at_least": _value,
    "equals": _value,
    "begins_with": _begins,
    "covers_members": _members,
    "equals_members": _members,
    "adjoining": _yes,
    "row_with": _row,
    "one_row": _row,
    "rows_with_each": _each,
    "period_covers": _period,
    "horizon": _horizon,
    "same_as": _same,
}
