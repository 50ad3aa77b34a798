"""Where in a TOML file something stands: the parser gives values, not lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADER = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?")


class Places:
    """Finds the line of a path such as ``("step", 3, "guards", 1, "use")``."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def line(self, path: Sequence[str | int]) -> int:
        """The closest line for a path, 1 when nothing better is known.

        Follows `[[table]]` headers and then one-inline-table-per-line arrays, which is the
        layout the shipped files use.
        """
        start, rest = self._block(path)
        end = self._block_end(start)
        if not rest:
            return start + 1
        key = str(rest[0])
        for index in range(start, end):
            if re.match(rf"\s*{re.escape(key)}\s*=", self._lines[index]):
                return self._item(index, end, rest[1:]) + 1
        return start + 1

    def _block(self, path: Sequence[str | int]) -> tuple[int, Sequence[str | int]]:
        if not path:
            return 0, ()
        name = str(path[0])
        if len(path) > 1 and isinstance(path[1], int):
            seen = [i for i, h in self._headers() if h == name]
            if path[1] < len(seen):
                return seen[path[1]], path[2:]
            return 0, path
        for i, header in self._headers():
            if header == ".".join(str(p) for p in path[: header.count(".") + 1]):
                return i, path[header.count(".") + 1 :]
        return 0, path

    def _headers(self) -> list[tuple[int, str]]:
        found = ((i, _HEADER.match(line)) for i, line in enumerate(self._lines))
        return [(i, match.group(1)) for i, match in found if match]

    def _block_end(self, start: int) -> int:
        later = [i for i, _ in self._headers() if i > start]
        return later[0] if later else len(self._lines)

    def _item(self, key_line: int, end: int, rest: Sequence[str | int]) -> int:
        if not rest or not isinstance(rest[0], int):
            return key_line
        rows = [
            i
            for i in range(key_line + 1, end)
            if self._lines[i].lstrip().startswith(("{", '"', "["))
        ]
        return rows[rest[0]] if rest[0] < len(rows) else key_line
