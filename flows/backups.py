"""The nightly backup, which counts only after it was put back beside the running system."""

from __future__ import annotations

from prefect import flow, get_run_logger

from engine.errors import NotReady
from engine.services.backup import backup
from flows import telling
from flows.runtime import context

HOURS = 3600


@flow(
    name="cadangan",
    flow_run_name=telling.daily("cadangan"),
    retries=1,
    retry_delay_seconds=600,
    timeout_seconds=6 * HOURS,
)
def nightly_backup() -> dict[str, object]:
    """Back up, prove, and keep the newest; fails, loudly, where the proof does not hold."""
    ctx = context()
    settings = ctx.settings
    proof = backup(ctx, settings.backup_folder, settings.backup_keep)
    found = proof.manifest
    telling.table(
        "cadangan-tidak-terbukti", proof.path.name, [{"Masalah": p} for p in proof.problems]
    )
    if not proof.sound:
        raise NotReady(f"{proof.path.name} tidak terbukti: {len(proof.problems)} masalah.")
    telling.words(
        "titik-pulih",
        f"**{proof.path.name}** terbukti dapat dipulihkan: {found.cases} perkara, "
        f"{found.events} kejadian, {len(found.of('files'))} berkas per {found.made_at}.\n\n"
        f"Segel seluruh perkara: `{found.root}`",
    )
    get_run_logger().info("cadangan %s terbukti: %d perkara", proof.path.name, found.cases)
    return {"file": proof.path.name, "cases": found.cases, "root": found.root}
