"""ZIP files that come out the same, byte for byte, for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, RawIOBase

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16


def zip_bytes(content: Mapping[str, bytes], *, compressed: bool = False) -> bytes:
    """A ZIP of these files, in the order of their names and without a clock."""
    named = ((name, content[name]) for name in sorted(content))
    return b"".join(zip_stream(named, compressed=compressed))


def zip_stream(
    content: Iterable[tuple[str, bytes]], *, compressed: bool = False
) -> Iterator[bytes]:
    """The same, file by file as they are asked for: only one is in memory at a time."""
    sink = _Sink()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, data in content:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = _FILE
            entry.create_system = 3
            entry.compress_type = method
            archive.writestr(entry, data)
            yield sink.taken()
    yield sink.taken()


class _Sink(RawIOBase):
    """Takes what the archive writes, until it is fetched; cannot be rewound."""

    def __init__(self) -> None:
        self._held = BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        return self._held.write(data)  # type: ignore[arg-type]

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = self._held.getvalue()
        self._held = BytesIO()
        return found
