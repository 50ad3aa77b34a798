"""What may be written in a step's fields, and what counts as filled in.

`clean` brings values from a web form or JSON into one normal form (text stripped, numbers as
numbers, dates as ISO strings) so that the log and every document read the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from engine.domain.procedure import Field, Step

MAX_TEXT = 20_000
MAX_ROWS = 500
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_YES = {True: True, "ya": True, "true": True, "1": True, "on": True}
_NO = {False: False, "tidak": False, "false": False, "0": False}


class BadValueError(ValueError):
    """A value that its field cannot hold; `str()` is the message for the user."""


Villages = Collection[str]
Clean = Callable[[Field, object, Villages], object]


def clean(
    step: Step, data: Mapping[str, object], villages: Villages
) -> tuple[dict[str, object], dict[str, str]]:
    """Normalised values and, by field name, what is wrong with the others.

    Empty values are left out, so that "not filled in" has one representation.
    """
    values: dict[str, object] = {}
    problems: dict[str, str] = {}
    for name, raw in data.items():
        field = step.field(name)
        if field is None:
            problems[name] = f"Langkah ini tidak mempunyai isian {name!r}."
            continue
        try:
            value = KINDS[field.kind](field, raw, villages)
        except BadValueError as error:
            problems[name] = f"{field.label}: {error}"
            continue
        if not is_empty(value):
            values[name] = value
    return values, problems


def is_empty(value: object) -> bool:
    """Whether nothing was filled in; a plain "no" and a zero are answers."""
    return value is None or (isinstance(value, str | list | dict) and not value)


def _text(_field: Field, raw: object, _villages: Villages) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        message = "harus berupa teks."
        raise BadValueError(message)
    value = _CONTROL.sub("", str(raw)).strip()
    if len(value) > MAX_TEXT:
        message = f"terlalu panjang (paling banyak {MAX_TEXT} huruf)."
        raise BadValueError(message)
    return value


def _number(_field: Field, raw: object, _villages: Villages) -> int | float | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        message = "harus berupa angka."
        raise BadValueError(message)
    try:
        number = Decimal(str(raw).strip().replace(",", "."))
    except InvalidOperation:
        message = "harus berupa angka."
        raise BadValueError(message) from None
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        message = "angka di luar batas."
        raise BadValueError(message)
    return int(number) if number == number.to_integral_value() else float(number)


def _money(field: Field, raw: object, villages: Villages) -> int | None:
    if isinstance(raw, str):
        raw = re.sub(r"(?i)rp|,00$|[.\s]", "", raw.strip())
    value = _number(field, raw, villages)
    if value is not None and (not isinstance(value, int) or value < 0):
        message = "harus berupa jumlah rupiah tanpa pecahan."
        raise BadValueError(message)
    return value


def _date(_field: Field, raw: object, _villages: Villages) -> str:
    if raw is None or raw == "":
        return ""
    if isinstance(raw, date):
        return raw.isoformat()
    try:
        return date.fromisoformat(str(raw).strip()).isoformat()
    except ValueError:
        message = "harus berupa tanggal, misalnya 2025-07-29."
        raise BadValueError(message) from None


def _choice(field: Field, raw: object, _villages: Villages) -> str:
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str) or raw not in {option.value for option in field.options}:
        allowed = ", ".join(option.label for option in field.options)
        message = f"pilih salah satu dari: {allowed}."
        raise BadValueError(message)
    return raw


def _choices(field: Field, raw: object, villages: Villages) -> list[str]:
    chosen = [_choice(field, item, villages) for item in _sequence(raw)]
    return [option.value for option in field.options if option.value in chosen]


def _yes_no(_field: Field, raw: object, _villages: Villages) -> bool | None:
    if raw is None or raw == "":
        return None
    key = raw.strip().lower() if isinstance(raw, str) else raw
    if not isinstance(key, str | bool) or key not in {**_YES, **_NO}:
        message = "jawab ya atau tidak."
        raise BadValueError(message)
    return key in _YES


def _villages(_field: Field, raw: object, villages: Villages) -> list[str]:
    chosen = sorted({str(item) for item in _sequence(raw)})
    if strangers := [code for code in chosen if code not in villages]:
        message = f"bukan desa dalam perkara ini: {', '.join(strangers)}."
        raise BadValueError(message)
    return chosen


def _rows(field: Field, raw: object, villages: Villages) -> list[dict[str, str]]:
    columns = {option.value for option in field.options}
    if field.kind == "village_rows":
        columns.add("desa")
    rows = []
    for item in _sequence(raw):
        if not isinstance(item, Mapping) or not columns.issuperset(item):
            message = f"kolom yang dikenal: {', '.join(sorted(columns))}."
            raise BadValueError(message)
        row = {str(k): _text(field, v, villages) for k, v in item.items()}
        if any(value for key, value in row.items() if key != "desa"):
            rows.append({key: value for key, value in row.items() if value})
    if field.kind == "village_rows":
        _villages(field, [row.get("desa", "") for row in rows], villages)
    return rows


def _sequence(raw: object) -> list[object]:
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list | tuple):
        message = "harus berupa daftar."
        raise BadValueError(message)
    if len(raw) > MAX_ROWS:
        message = f"terlalu banyak baris (paling banyak {MAX_ROWS})."
        raise BadValueError(message)
    return list(raw)


KINDS: Mapping[str, Clean] = {
    "text": _text,
    "longtext": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "villages": _villages,
    "rows": _rows,
    "village_rows": _rows,
}
