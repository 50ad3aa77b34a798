"""Several machines on one database must share one folder of files; who does not is refused.

The first to open a database writes a mark into the data folder and the same mark into the
database. A machine whose folder does not carry it would write letters that no other machine
finds.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from engine.errors import NotReady
from engine.settings import Settings
from engine.store.database import Database
from engine.store.installation import fact, put_fact

_FACT = "folder"
_LOCK = 7013


def claim(settings: Settings, database: Database) -> None:
    """Hold the data folder against the database; raises NotReady when they do not belong together.

    SQLite lies in the folder itself, so only a database server is asked. Several machines that
    start at once follow each other.
    """
    if database.is_sqlite:
        return
    path = settings.home / "sistem"
    with database.write() as connection:
        database.serialize(connection, _LOCK)
        known = fact(connection, _FACT).get("tanda", "")
        if not known:
            known = _read(path) or secrets.token_hex(16)
            put_fact(connection, _FACT, {"tanda": known})
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(known, encoding="ascii")
    if _read(path) != known:
        raise NotReady(
            f"Folder data {settings.home} bukan folder bersama basis data ini. Semua mesin harus "
            "memakai satu folder data yang sama (KAWASAN_HOME), misalnya folder jaringan; "
            f"pasanglah folder itu, yang memuat berkas {path.name}, lalu jalankan lagi."
        )


def _read(path: Path) -> str:
    return path.read_text("ascii").strip() if path.exists() else ""
