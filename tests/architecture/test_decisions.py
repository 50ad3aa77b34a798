"""Decision records are listed, and each one says what enforces it."""

import re

import pytest

from tests.architecture.checkout import ROOT

ADR = ROOT / "docs" / "adr"
RECORDS = sorted(path.name for path in ADR.glob("[0-9]*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives", "What enforces it"]
ONE_SCREEN = 60


def test_every_record_is_listed_once_and_every_listed_record_exists() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (ADR / "README.md").read_text("utf-8"))
    assert sorted(listed) == RECORDS
    assert len(RECORDS) == int(RECORDS[-1][:4]), "numbers are consecutive"


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_has_its_five_parts_and_fits_one_screen(name: str) -> None:
    text = (ADR / name).read_text("utf-8")
    assert re.match(rf"# {name[:4]}\. \S", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert len(text.splitlines()) <= ONE_SCREEN
