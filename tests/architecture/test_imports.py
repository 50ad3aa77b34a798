"""The import contracts hold, and each of them breaks when it is violated."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# The smallest tree that keeps every contract: each protected library has one lawful importer.
LAWFUL = {
    "api/__init__.py": "",
    "api/app.py": "import fastapi\nimport engine.services.acts\n",
    "api/cli.py": "import flows.sweep\n",
    "documents/__init__.py": "",
    "documents/pdf.py": "import weasyprint\n",
    "documents/signing/__init__.py": "import pyhanko\nimport pyhanko_certvalidator\n",
    "engine/__init__.py": "",
    "engine/clock.py": "",
    "engine/errors.py": "",
    "engine/settings.py": "",
    "engine/definitions/__init__.py": "",
    "engine/domain/__init__.py": "import engine.errors\n",
    "engine/domain/case.py": "",
    "engine/migrations/__init__.py": "",
    "engine/pictures/__init__.py": "import engine.domain.case\n",
    "engine/reference/__init__.py": "",
    "engine/services/__init__.py": "",
    "engine/services/acts.py": "import engine.domain.case\nimport engine.store.tables\n",
    "engine/store/__init__.py": "",
    "engine/store/tables.py": "import sqlalchemy\nimport sqlmodel\n",
    "flows/__init__.py": "",
    "flows/sweep.py": "import prefect\nimport engine.services.acts\n",
}
VIOLATIONS = [
    ("engine/services/acts.py", "import documents.pdf"),
    ("documents/pdf.py", "import api.app"),
    ("api/app.py", "import flows.sweep"),
    ("flows/sweep.py", "import api.app"),
    ("engine/store/tables.py", "import engine.services.acts"),
    ("engine/store/tables.py", "import engine.definitions"),
    ("engine/domain/case.py", "import engine.clock"),
    ("engine/domain/case.py", "import jinja2"),
    ("engine/domain/case.py", "import engine.pictures"),
    ("engine/pictures/__init__.py", "import engine.definitions"),
    ("engine/pictures/__init__.py", "import jinja2"),
    ("engine/domain/case.py", "import lokal"),
    ("engine/services/acts.py", "import sqlmodel"),
    ("api/app.py", "import sqlalchemy"),
    ("api/app.py", "import weasyprint"),
    ("engine/services/acts.py", "import prefect"),
    ("flows/sweep.py", "import fastapi"),
    ("documents/pdf.py", "import engine.store.tables"),
    ("documents/pdf.py", "import pyhanko"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in LAWFUL.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_contracts_hold_in_this_checkout() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_lawful_tree_passes(tree: Path) -> None:
    result = lint(tree)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("name", "line"), VIOLATIONS)
def test_a_violation_is_found(tree: Path, name: str, line: str) -> None:
    path = tree / name
    path.write_text(path.read_text("utf-8") + line + "\n", encoding="utf-8")
    result = lint(tree)
    assert result.returncode == 1
    assert "1 broken" in result.stdout, result.stdout + result.stderr
