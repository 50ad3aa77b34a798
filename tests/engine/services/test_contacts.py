"""Village contacts: loaded whole or not at all, and asked by the guard on adjoining villages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from engine.errors import InvalidInput
from engine.services import views
from engine.services.contacts import load_contacts
from engine.services.context import Context
from tests.support import world
from tests.support.data import VILLAGES


def csv(*pairs: tuple[str, str]) -> bytes:
    return "\n".join(["code_a,code_b", *(f"{a},{b}" for a, b in pairs)]).encode()


def complaints(ctx: Context, case_id: str) -> str:
    step = next(
        s
        for s in views.get_case(ctx, world.OFFICER, case_id).steps
        if s.step.id == "musyawarah-antar-desa"
    )
    return " ".join(f.message for f in step.findings)


def test_loaded_contacts_answer_instead_of_what_the_office_attests(ctx: Context) -> None:
    case_id = world.kawasan_at(ctx, "musyawarah-antar-desa")
    assert "belum dimuat" in complaints(ctx, case_id)
    chain = list(pairwise(VILLAGES))
    assert load_contacts(ctx, csv(*chain[:-1])) == len(chain) - 1
    assert "Tidak sehamparan" in complaints(ctx, case_id)
    load_contacts(ctx, csv(*chain))
    assert "hamparan" not in complaints(ctx, case_id)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"code_a,code_b\n63.01.01.2001,63.99.01.2001",
        b"code_a,code_b\n63.01.01.2001,63.01.01.2001",
        b"a,b\n63.01.01.2001,63.01.01.2005",
        b"\xff\xfe\x00",
    ],
)
def test_a_file_with_any_wrong_line_changes_nothing(ctx: Context, content: bytes) -> None:
    with pytest.raises(InvalidInput):
        load_contacts(ctx, content)
