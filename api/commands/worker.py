"""`kawasan worker`: the flows, against a Prefect server."""

from __future__ import annotations

from api.commands.common import system
from engine.errors import NotReady
from engine.settings import Settings


def worker() -> None:
    """Jalankan penjadwalan: penyisiran harian, pembuatan naskah, dan pengiriman."""
    if not Settings().prefect_api_url:
        message = "PREFECT_API_URL belum diisi; jalankan `kawasan up`, atau sebutkan peladennya."
        raise NotReady(message)
    with system():
        """A machine whose data folder is not the shared one is refused here, not in each run."""
    from flows.deployments import run_worker

    run_worker()
