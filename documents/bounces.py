"""Returned mail: what came back, of which message, and why.

Whoever knows the address can write here, so nothing is believed beyond one thing: that a message
whose unguessable name the mail quotes did not arrive. Only what a server calls permanent counts.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from engine.errors import NotReady
from engine.services import mailing
from engine.services.context import Context

LARGEST = 256 * 1024
"""More of a returned mail than this is not read: the report stands at its beginning."""

_LOGGER = logging.getLogger(__name__)
_NAME = re.compile(rb"<([0-9a-f]{%d})@" % mailing.NAME_LENGTH)
_UNKNOWN = "Ditolak oleh peladen surel penerima."
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Returned:
    """What a returned mail says: the addresses that failed for good, whose messages, and why."""

    names: frozenset[str]
    addresses: tuple[str, ...]
    reason: str


def take(ctx: Context, content: bytes) -> int:
    """Record what one returned mail says; how many messages of ours it is news about."""
    found = read(content)
    if not found.names or not found.addresses:
        return 0
    return len(mailing.note_bounced(ctx, found.names, found.reason))


def drain(ctx: Context) -> int:
    """Take every new mail of the configured folder; how many messages they are news about.

    Each is marked as read, none is deleted; a crash lets the same one be read again. Raises
    NotReady where the folder is no Maildir.
    """
    folder = ctx.settings.bounces
    if folder is None:
        return 0
    new, read_ = folder / "new", folder / "cur"
    if not (new.is_dir() and read_.is_dir()):
        raise NotReady("Folder surel kembali bukan Maildir.")
    found = 0
    for path in sorted(p for p in new.iterdir() if p.is_file()):
        with suppress(FileNotFoundError):  # another worker was first
            with path.open("rb") as file:
                found += take(ctx, file.read(LARGEST))
            path.rename(read_ / f"{path.name}:2,S")
    return found


def read(content: bytes) -> Returned:
    """What a mail says about messages that did not arrive; nothing where it is no such report."""
    from flufl.bounce import scan_message

    content = content[:LARGEST]
    names = frozenset(name.decode() for name in _NAME.findall(content)[:_MOST_NAMES])
    message = message_from_bytes(content)
    if not names:
        return Returned(names, (), "")
    try:
        failed = sorted(a.decode("utf-8", "replace") for a in scan_message(message))
        return Returned(names, tuple(failed), _reason(message))
    except Exception as error:  # noqa: BLE001 - whatever a hostile mail makes the parsers do
        _LOGGER.warning("a returned mail is not understood: %s", type(error).__name__)
        return Returned(names, (), "")


def _reason(message: Message) -> str:
    """What the report gives as diagnosis, else its status, else that it was refused."""
    for name in ("Diagnostic-Code", "Status"):
        for part in message.walk():
            if part.get_content_type() == "message/delivery-status":
                for block in part.walk():
                    if value := block.get(name):
                        return str(value)
    return _UNKNOWN
