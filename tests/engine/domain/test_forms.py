"""Whatever is sent to a form comes out clean or is named as wrong; it never breaks anything."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain import forms
from engine.domain.procedure import Field, Option
from tests.engine.domain.test_guards import step

VILLAGES = ("63.01.01.2001", "63.01.01.2005")
OPTIONS = (Option("a", "A"), Option("b", "B"))
STEP = step("x", fields=tuple(Field(kind, kind, kind, "", OPTIONS) for kind in forms.KINDS))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(data=st.dictionaries(st.sampled_from([*forms.KINDS, "asing"]), JSON))
def test_any_json_is_cleaned_or_refused(data: dict[str, object]) -> None:
    values, problems = forms.clean(STEP, data, VILLAGES)
    assert not values.keys() & problems.keys()
    json.dumps(values, allow_nan=False)
    again, wrong = forms.clean(STEP, values, VILLAGES)
    assert (again, wrong) == (values, {})


@pytest.mark.parametrize(
    ("kind", "raw", "clean"),
    [
        ("money", "Rp1.500.000,00", 1_500_000),
        ("money", "1.500.000", 1_500_000),
        ("number", "12,5", 12.5),
        ("yes_no", "Ya", True),
        ("yes_no", "tidak", False),
        ("text", "  baris\x00 satu ", "baris satu"),
        ("date", "2025-07-29", "2025-07-29"),
        ("choices", ["b", "a"], ["a", "b"]),
        ("villages", ["63.01.01.2005", "63.01.01.2001"], list(VILLAGES)),
        ("rows", [{"a": "x", "b": ""}, {"a": "", "b": ""}], [{"a": "x"}]),
    ],
)
def test_values_take_one_form(kind: str, raw: object, clean: object) -> None:
    assert forms.clean(STEP, {kind: raw}, VILLAGES) == ({kind: clean}, {})


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("date", "29-07-2025"),
        ("date", "2025-02-30"),
        ("number", "dua"),
        ("number", "1e400"),
        ("money", "-5"),
        ("choice", "c"),
        ("yes_no", "mungkin"),
        ("villages", ["63.02.01.2001"]),
        ("rows", [{"c": "x"}]),
        ("text", "x" * 20_001),
    ],
)
def test_what_a_field_cannot_hold_is_refused(kind: str, raw: object) -> None:
    values, problems = forms.clean(STEP, {kind: raw}, VILLAGES)
    assert values == {}
    assert list(problems) == [kind]


def test_an_empty_value_is_no_answer_but_no_and_zero_are() -> None:
    data = {"text": "", "choices": [], "yes_no": False, "number": 0}
    assert forms.clean(STEP, data, VILLAGES)[0] == {"yes_no": False, "number": 0}
