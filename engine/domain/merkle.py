"""A tree of hashes (RFC 6962): one root over many leaves, and a short proof for each leaf.

The proof lets a stranger see that one case is under a root without seeing any other case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from engine.domain.ledger import canonical

EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Sibling:
    """A neighbour on the way up, and whether it stands to the left."""

    left: bool
    hash: str


def leaf(case: str, seq: int, head: str) -> str:
    """The leaf of a case: its id, how many events it has, and the last hash."""
    return hashlib.sha256(b"\x00" + canonical([case, seq, head])).hexdigest()


def tree_root(leaves: Sequence[str]) -> str:
    """The root over the leaves in their order."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return _node(tree_root(leaves[:split]), tree_root(leaves[split:]))


def proof(leaves: Sequence[str], index: int) -> tuple[Sibling, ...]:
    """The neighbours met from a leaf up to the root, the lowest first."""
    if len(leaves) <= 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*proof(leaves[:split], index), Sibling(False, tree_root(leaves[split:])))  # noqa: FBT003
    return (*proof(leaves[split:], index - split), Sibling(True, tree_root(leaves[:split])))  # noqa: FBT003


def climb(start: str, path: Sequence[Sibling]) -> str:
    """The root that a leaf and its neighbours lead to."""
    for sibling in path:
        pair = (sibling.hash, start) if sibling.left else (start, sibling.hash)
        start = _node(*pair)
    return start


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


def _split(count: int) -> int:
    """The largest power of two below the count."""
    return 1 << ((count - 1).bit_length() - 1)
