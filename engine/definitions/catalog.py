"""All procedure versions with the law they rest on, loaded once and then only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
        found = [key for key in self.versions if key[0] == procedure_id]
        if not found:
            message = f"Prosedur {procedure_id!r} tidak dikenal."
            raise NotFound(message)
        return self.versions[max(found, key=lambda key: _order(key[1]))]

    def resolve(self, name: str) -> Procedure:
        """A procedure by ``id`` or ``id@version``; raises NotFound."""
        procedure_id, _, version = name.partition("@")
        return self.version(procedure_id, version) if version else self.latest(procedure_id)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """The newest version of each procedure, in id order."""
        return tuple(self.latest(i) for i in sorted({key[0] for key in self.versions}))


@cache
def shipped() -> Catalog:
    """The catalogue that comes with the engine."""
    return load_catalog(LAW_FOLDER, PROCEDURE_FOLDER)


def load_catalog(law_folder: Path, procedure_folder: Path) -> Catalog:
    """Read everything; raises DefinitionError with the problems of all files together."""
    law = load_law(law_folder)
    roles = load_roles(procedure_folder / "roles.toml", law)
    versions: dict[tuple[str, str], Procedure] = {}
    problems: list[DefinitionProblem] = []
    for path in sorted(procedure_folder.glob("*/*.toml")):
        try:
            procedure = load_procedure(path, law, roles)
        except DefinitionError as error:
            problems += error.problems
            continue
        versions[procedure.id, procedure.version] = procedure
    if problems:
        raise DefinitionError(problems)
    return Catalog(law, roles.by_id, versions)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
