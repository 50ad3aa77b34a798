"""What is true of every file in the checkout."""

import re

from tests.architecture.checkout import ROOT, files, texts

MAX_LINES = 300
MACHINE_PATH = re.compile(r"(?<![\w.$}>-])/(?:work|tmp|home|root|Users|opt)/\w")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|crates)\.(?:org|com|io)|--(?:extra-)?index-url")


def test_the_walk_sees_the_packages_and_this_file() -> None:
    seen = {str(path.relative_to(ROOT)) for path in files()}
    assert {"pyproject.toml", "engine/errors.py", "tests/architecture/test_files.py"} <= seen


def test_no_python_file_is_longer_than_the_limit() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in files()
        if path.suffix == ".py" and "versions" not in path.parts  # a migration is a record
    }
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


def test_no_path_of_somebodys_machine_is_committed() -> None:
    assert [path for path, text in texts() if MACHINE_PATH.search(text)] == []


def test_no_address_of_a_package_registry_is_committed() -> None:
    assert [path for path, text in texts() if REGISTRY.search(text)] == []


def test_the_patterns_recognise_what_they_forbid() -> None:
    assert MACHINE_PATH.search(f"see /{'home'}/sari")
    assert not MACHINE_PATH.search(f"usr/share/{'work'}/x")
    assert REGISTRY.search(f"https://{'pypi'}.org/simple")
