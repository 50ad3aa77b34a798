"""The files of the checkout, as the architecture tests read them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OWN_HIDDEN = {".ci", ".gitattributes", ".gitignore"}
NOT_OURS = {"__pycache__", "build", "dist", "var"}


def _is_ours(part: str) -> bool:
    return part in OWN_HIDDEN or not (part.startswith(".") or part in NOT_OURS)


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file people wrote: no environment, no cache, no state, nothing built."""
    for path in sorted(folder.iterdir()):
        if not _is_ours(path.name):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Path (relative to the checkout) and text of every file that is text."""
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield str(path.relative_to(ROOT)), data.decode("utf-8")
