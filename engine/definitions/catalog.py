"""All procedure versions with the law they rest on, loaded once and then only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from engine.definitions.law import LAW_FOLDER, load_law
from engine.definitions.procedures import load_procedure
from engine.definitions.roles import load_roles
from engine.domain.law import LawRegister
from engine.domain.procedure import Procedure, Role
from engine.errors import DefinitionError, DefinitionProblem, NotFound

PROCEDURE_FOLDER = Path(__file__).parent.parent / "procedures"


@dataclass(frozen=True)
class Catalog:
    """Procedures by id and version, roles, and the register of law."""

    law: LawRegister
    roles: Mapping[str, Role]
    versions: Mapping[tuple[str, str], Procedure]

    def version(self, procedure_id: str, version: str) -> Procedure:
        """One version; raises NotFound."""
        try:
            return self.versions[procedure_id, version]
        except KeyError:
            message = f"Prosedur {procedure_id} versi {version} tidak ada."
            raise NotFound(message) from None

    def latest(self, procedure_id: str) -> Procedure:
        """The newest version of a procedure; raises NotFound."""
        held = [key for key in self.versions if key[0] == procedure_id]
        found = [key for key in held if not self.versions[key].regency] or held
        if not found:
            message = f"Prosedur {procedure_id!r} tidak dikenal."
            raise NotFound(message)
        return self.versions[max(found, key=lambda key: order(key[1]))]

    def resolve(self, name: str) -> Procedure:
        """A procedure by ``id`` or ``id@version``; raises NotFound."""
        procedure_id, _, version = name.partition("@")
        return self.version(procedure_id, version) if version else self.latest(procedure_id)

    def for_opening(self, name: str, regency: str, on: date) -> Procedure:
        """The version a new case follows: the one named, else the one in force there that day.

        A version for the regency itself goes before the general one. A date before every
        version began takes the newest general one: history is recorded by today's steps.
        """
        if "@" in name:
            return self.resolve(name)
        held = [p for key, p in self.versions.items() if key[0] == name]
        fitting = [p for p in held if p.applies(regency, on)]
        if fitting:
            return max(fitting, key=lambda p: (p.regency != "", order(p.version)))
        return self.latest(name)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """The newest version of each procedure, in id order."""
        return tuple(self.latest(i) for i in sorted({key[0] for key in self.versions}))


@cache
def shipped() -> Catalog:
    """The catalogue that comes with the engine."""
    return load_catalog(LAW_FOLDER, PROCEDURE_FOLDER)


def with_installed(installed: Path) -> Catalog:
    """What ships, and the versions an office installed in a folder of its own."""
    if not installed.is_dir():
        return shipped()
    return load_catalog(LAW_FOLDER, PROCEDURE_FOLDER, installed)


def load_catalog(
    law_folder: Path, procedure_folder: Path, installed: Path | None = None
) -> Catalog:
    """Read everything; raises DefinitionError with the problems of all files together."""
    folders = [procedure_folder, *([installed] if installed else [])]
    law = load_law(law_folder)
    roles = load_roles(procedure_folder / "roles.toml", law)
    versions: dict[tuple[str, str], Procedure] = {}
    problems: list[DefinitionProblem] = []
    for path in (p for folder in folders for p in sorted(folder.glob("*/*.toml"))):
        try:
            procedure = load_procedure(path, law, roles, folders)
        except DefinitionError as error:
            problems += error.problems
            continue
        key = (procedure.id, procedure.version)
        if key in versions:
            message = f"versi {procedure.version} sudah ada; beri nomor versi lain"
            problems.append(DefinitionProblem(f"{path.parent.name}/{path.name}", 1, message))
        versions[key] = procedure
    if problems:
        raise DefinitionError(problems)
    return Catalog(law, roles.by_id, versions)


def order(version: str) -> tuple[int, ...]:
    """A version number as numbers, so that 1.10 comes after 1.9."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
