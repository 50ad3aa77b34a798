"""The catalogue says of every kind who issues it, how it is numbered and signed, and where."""

from __future__ import annotations

import pytest

from api.commands.document_catalogue import entry_json
from documents.catalogue import CATALOGUE, load_classification
from documents.drafting.overview import Entry, entries
from engine.definitions.catalog import shipped

LISTED = {entry.kind.id: entry for entry in entries(shipped().procedures)}


def test_every_kind_is_listed_once_and_in_order() -> None:
    assert list(LISTED) == list(CATALOGUE)


@pytest.mark.parametrize("entry", LISTED.values(), ids=LISTED)
def test_a_kind_says_everything_about_itself(entry: Entry) -> None:
    told = entry_json(shipped(), entry)
    assert told["steps"] or told["any_step"], "no step yields it and nobody may ask for it"
    assert all(issuer["name"] != issuer["role"] for issuer in told["issuers"])
    assert told["classification"] in load_classification().kode
    assert (told["series"] is None) == (told["numbering"] == "tanpa")
    final = any(step["final"] for step in told["steps"])
    assert final == (told["numbering"] == "dicatat")
    expected = {"tanpa": {"basah"}, "dicatat": {"mandat", "bersama"}}
    usual = {"mandat", "bersama", "a.n. gubernur", "a.n. bupati"}
    assert told["signatory_rule"] in expected.get(told["numbering"], usual)


def test_a_letter_on_behalf_of_another_office_says_on_whose() -> None:
    support = LISTED["surat-permintaan-dukungan"]
    assert support.signatory_rule == "a.n. gubernur"
    assert support.issuers == ("sekda-provinsi",)
    assert [place.step for place in support.places] == ["audiensi-sekda"]


def test_a_kind_issued_by_another_office_in_a_step_names_both() -> None:
    assert {"sekda", "bpd", "bkad"} <= set(LISTED["daftar-hadir"].issuers)
    assert LISTED["surat-tugas"].issuers == ("pmd-kabupaten", "pmd-provinsi")
