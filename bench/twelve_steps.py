"""The procedure of the benches: twelve steps in a row, each with a guard, clock and document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from engine.definitions.catalog import PROCEDURE_FOLDER, shipped
from engine.definitions.law import load_law
from engine.definitions.procedures import load_procedure
from engine.definitions.roles import load_roles
from engine.domain.command import Actor, Grant
from engine.services.cases import ActRequest, OpenRequest, act, open_case
from engine.services.context import Context, connect
from engine.settings import Settings

STEPS = 12
ID = "ukur-dua-belas-langkah"
DAY = date(2026, 2, 2)
OFFICER = Actor("pmd.satu", (Grant("pmd-provinsi", "63"),))
REGENCIES = tuple(f"63.{n:02d}" for n in range(1, 12))
_HEAD = f"""
id = "{ID}"
version = "1.0.0"
name = "Dua belas langkah berurutan"
prefix = "UKUR"
subject = "Pengukuran"
description = "Dua belas langkah berurutan untuk mengukur kecepatan mesin."
effective_from = 2025-07-01

[[phase]]
id = "ukur"
name = "Pengukuran"
regency_state = "audiensi"
basis = ["praktik#audiensi-sekda"]
"""
_STEP = """
[[step]]
id = "langkah-{n}"
name = "Langkah {n}"
phase = "ukur"
actor = "pmd-provinsi"
after = [{after}]
approval = false
basis = ["praktik#audiensi-sekda"]
documents = ["nota-dinas"]
fields = [{{ name = "hasil", label = "Hasil", kind = "text" }}]
guards = [
  {{ id = "hasil-{n}", use = "present", level = "hard", given = {{ fields = ["hasil"] }},
     basis = ["pencatatan-kawasan#isian"], who = "pmd-provinsi", remedy = "Isi hasilnya." }},{more}
]
clocks = [
  {{ id = "target", label = "Sasaran", anchor = "opened", value = 14, unit = "working-days",
     legal = false }},
]
"""
_COMPARING = """
  { id = "beda-nama", use = "not_similar", level = "soft", given = { field = "hasil" },
     basis = ["pencatatan-kawasan#isian"], who = "pmd-provinsi", remedy = "Ubah namanya." },
"""


def system(folder: Path, *, comparing: bool = False) -> Context:
    """A fresh system in a folder that knows the procedure of twelve steps.

    `comparing`: the last of them compares a name with those of all other cases.
    """
    file = folder / "dua-belas.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = _HEAD
    for n in range(1, STEPS + 1):
        after = f'"langkah-{n - 1}"' if n > 1 else ""
        more = _COMPARING if comparing and n == STEPS else ""
        text += _joined(_STEP.format(n=n, after=after, more=more))
    file.write_text(text, encoding="utf-8")
    law = load_law()
    procedure = load_procedure(file, law, load_roles(PROCEDURE_FOLDER / "roles.toml", law))
    ctx = connect(Settings(home=folder / "home", database_url=""))
    catalog = replace(
        ctx.catalog, versions={**shipped().versions, (ID, procedure.version): procedure}
    )
    return replace(ctx, catalog=catalog)


def opened(ctx: Context, number: int = 0) -> str:
    """A newly opened case; numbers spread the cases over the regencies of a province."""
    regency = REGENCIES[number % len(REGENCIES)]
    request = OpenRequest(ID, regency, f"Perkara {number}", DAY)
    return open_case(ctx, OFFICER, request).case_id


def step(ctx: Context, case_id: str, number: int) -> None:
    """The step of that number (from 1), handed in and so done."""
    request = ActRequest(
        case_id, "submit", DAY, number, f"langkah-{number}", data={"hasil": f"hasil {number}"}
    )
    act(ctx, OFFICER, request)


def _joined(text: str) -> str:
    """TOML 1.0 wants an inline table on one line."""
    return text.replace(",\n     ", ", ")
