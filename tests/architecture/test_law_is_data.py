"""Article numbers and instruments stand in the data: never in Python, never in a template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.checkout import ROOT

PACKAGES = ("engine", "documents", "flows", "api")
LAW = re.compile(
    r"Pasal\s+\d|\b(?:UU|PP|Perpres|Permen\w*|Kepmen\w*|Perda|Perbup)\s+(?:Nomor\s+)?\d+"
    r"|Nomor\s+\d+\s+Tahun\s+\d{4}"
)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """String constants of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def test_no_string_in_the_program_quotes_a_law() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:80]}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, text in strings(path)
        if LAW.search(text)
    ]
    assert found == []


def test_no_template_quotes_a_law() -> None:
    templates = [p for e in ("*.j2", "*.html") for k in PACKAGES for p in (ROOT / k).rglob(e)]
    assert templates
    quoting = [
        str(path.relative_to(ROOT))
        for path in templates
        if LAW.search(re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    ]
    assert quoting == []


def test_the_pattern_recognises_what_it_forbids() -> None:
    for text in ("Pasal 83 ayat (1)", "UU 6/2014", "PP Nomor 43", "Nomor 5 Tahun 2016"):
        assert LAW.search(text), text
    assert not LAW.search("pasal demi pasal")
