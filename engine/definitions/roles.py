"""Roles and record-keeping rules from ``engine/procedures/roles.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.definitions.reading import read
from engine.definitions.schema import RolesFile
from engine.domain.law import Citation, LawRegister, UnknownCitationError
from engine.domain.procedure import Role

POWERS = frozenset(
    [
        "open",
        "return",
        "waive",
        "override",
        "record",
        "correct",
        "comment",
        "cancel",
        "suspend",
        "members",
        "migrate",
        "documents",
        "acknowledge",
        "accounts",
        "appearance",
        "visits",
        "read",
    ]
)
RECORD_RULES = frozenset(
    [
        "urutan_tanggal",
        "tanggal_masa_depan",
        "empat_mata",
        "wewenang",
        "urutan_langkah",
        "isian",
        "berkas",
        "alasan",
    ]
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Every role by id, and the basis of each rule the system itself keeps."""

    by_id: Mapping[str, Role]
    record_rules: Mapping[str, Citation]


def load_roles(path: Path, law: LawRegister) -> Roles:
    """Read the roles file; raises DefinitionError naming file and line."""
    model, source = read(path, RolesFile)
    ids = {role.id for role in model.role}
    roles: dict[str, Role] = {}
    for index, role in enumerate(model.role):
        for key, held, known in (
            ("acts_for", role.acts_for, ids),
            ("approves_for", role.approves_for, ids),
            ("may", role.may, POWERS),
        ):
            for name in held:
                if name not in known:
                    source.problem(("role", index, key), f"tidak dikenal: {name}")
        if role.id in roles:
            source.problem(("role", index, "id"), f"peran ganda: {role.id}")
        roles[role.id] = Role(
            role.id,
            role.name,
            frozenset(role.acts_for),
            frozenset(role.approves_for),
            frozenset(role.may),
        )
    rules: dict[str, Citation] = {}
    for name in sorted(RECORD_RULES ^ set(model.record_rules)):
        source.problem(("record_rules", name), f"aturan pencatatan kurang atau asing: {name}")
    for name, ref in model.record_rules.items():
        try:
            rules[name] = law.cite(ref)
        except UnknownCitationError as error:
            source.problem(("record_rules", name), str(error))
    source.finish()
    return Roles(roles, rules)
