"""Chat channels that offices use, behind one form of address.

The addresses hold their passwords, so nothing of them is ever logged or told: an error names
the channel, and the library's own reports are silenced.
"""

from __future__ import annotations

import logging
import tomllib
from pathlib import Path

from documents.mail import Message
from engine.errors import NotReady
from engine.services.digests import CHANNEL


class Channels:
    """Sends messages to channels by the names an office gave them (TOML: name = "address")."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def send(self, message: Message) -> None:
        """Hand a message to its channel.

        Raises NotReady for a channel the office's file does not name, ConnectionError when the
        channel does not take it.
        """
        name = message.to.removeprefix(CHANNEL)
        address = self._addresses().get(name)
        if not isinstance(address, str):
            message_ = f"Saluran {name} belum diatur; pesan menunggu."
            raise NotReady(message_)
        if not _notify(address, message):
            told = f"Saluran {name} tidak menerima pesan."
            raise ConnectionError(told)

    def _addresses(self) -> dict[str, object]:
        if self._path is None:
            return {}
        try:
            return tomllib.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # the reason would quote the file
            raise NotReady("Berkas saluran tidak dapat dibaca; pesan menunggu.") from None


def _notify(address: str, message: Message) -> bool:
    """Whether the channel took the message."""
    from apprise import Apprise, AppriseAsset, NotifyFormat

    for talkative in ("apprise", "urllib3"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL + 1)
    channel = Apprise(asset=AppriseAsset(secure_logging=True, storage_mode="memory"))
    if not channel.add(address):
        return False
    return bool(channel.notify(message.body, message.subject, body_format=NotifyFormat.TEXT))
