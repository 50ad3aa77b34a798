"""Properties draw from hypothesis alone: what is drawn can be drawn again.

Hypothesis warns of this too, but by watching the state of `random`, which a thread of another
test's server also moves; so its warning is passed over and the rule is read from the source.
"""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]


def drawn_from(tree: ast.AST) -> set[str]:
    """What a file takes of `random`, a seeded `Random` of its own apart."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name == "random"}
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            found |= {alias.name for alias in node.names} - {"Random"}
    return found


def test_no_property_draws_from_the_shared_source_of_chance() -> None:
    files = [path for path in TESTS.rglob("*.py") if "hypothesis" in path.read_text("utf-8")]
    assert len(files) > 10
    taken = {path.name: drawn_from(ast.parse(path.read_text("utf-8"))) for path in files}
    assert {name: what for name, what in taken.items() if what} == {}


def test_the_shared_source_is_recognised_and_a_seeded_one_let_be() -> None:
    assert drawn_from(ast.parse("import random")) == {"random"}
    assert drawn_from(ast.parse("from random import Random, choice")) == {"choice"}
