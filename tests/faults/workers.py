"""A process that forks workers on demand, everything imported: killing one costs milliseconds.

Reads lines of JSON, each a list of workers to run side by side (`home`, `moment`, `smtp_port`,
`tasks`, and `kill_after` seconds or null), and answers with how they ended. A worker opens the
system by itself and does the same as the flows.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from documents import digest, mail, service
from documents.post import Post
from engine.clock import SetClock
from engine.services.backup import backup
from engine.services.context import Context, connect
from engine.services.digests import DIGEST_TOPIC
from engine.services.expiring import expire
from engine.services.issuing import DELIVER_TOPIC
from engine.services.jobs import drain
from engine.services.projection import DRAFT_TOPIC, FINAL_TOPIC
from engine.services.roots import write_root
from engine.services.sweep import sweep
from engine.settings import Settings

WITA = "Asia/Makassar"


def system(home: Path, moment: datetime, smtp_port: int) -> Context:
    """The system of a worker. Rounds are many, so no job is given up for being tried often."""
    settings = Settings(home=home, database_url="").model_copy(
        update={
            "secret": SecretStr("rahasia uji"),
            "smtp_host": "127.0.0.1",
            "smtp_port": smtp_port,
            "post_attempts": 10_000,
        }
    )
    return connect(settings, SetClock(moment))


def sweeping(ctx: Context) -> None:
    """As `penyisiran-harian` does."""
    expire(ctx, WITA)
    sweep(ctx, WITA)


def writing(ctx: Context) -> None:
    """As `naskah` does."""
    drain(ctx, DRAFT_TOPIC, partial(service.work_draft, ctx))
    drain(ctx, FINAL_TOPIC, partial(service.work_final, ctx))


def sending(ctx: Context) -> None:
    """As `pengiriman` does."""
    mailer = Post(ctx)
    drain(ctx, DELIVER_TOPIC, partial(mail.deliver, ctx, mailer=mailer))
    drain(ctx, DIGEST_TOPIC, partial(digest.send, ctx, mailer=mailer))


def guarding(ctx: Context) -> None:
    """As `akar-harian` and `cadangan` do."""
    write_root(ctx)
    backup(ctx, ctx.settings.backup_folder, keep=2)


TASKS = {"sapu": sweeping, "naskah": writing, "kirim": sending, "jaga": guarding}


def work(asked: dict[str, Any]) -> None:
    """Do the tasks in order."""
    moment = datetime.fromisoformat(asked["moment"])
    ctx = system(Path(asked["home"]), moment, asked["smtp_port"])
    for task in asked["tasks"]:
        TASKS[task](ctx)


def main() -> None:
    """Fork the workers of each line, end those that are to be killed, say how all ended."""
    for line in sys.stdin:
        asked = json.loads(line)
        ended = [_ended(pid, each["kill_after"]) for pid, each in _started(asked)]
        sys.stdout.write(f"{json.dumps(ended)}\n")
        sys.stdout.flush()


def _started(asked: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    return [(_forked(each), each) for each in asked]


def _ended(pid: int, kill_after: float | None) -> int:
    """A worker that was done already is still ours to wait for, so the number is nobody else's."""
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _forked(asked: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work(asked)
        os._exit(0)
    finally:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    main()
